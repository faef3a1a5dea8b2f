/** A problem over Slack's wire: from a message to what changed, by taps and forms alone. */
import { expect, it } from 'vitest'
import { english } from '../../../src/core/words/english.ts'
import { answering } from './answering.ts'

const say = english.problem

it('is made of a message, taken on, closed and confirmed', async () => {
  const at = await answering()
  await at.bind([at.build])
  const latest = () => {
    const last = at.slack.history(at.build).at(-1)
    if (last === undefined) throw new Error('something was posted')
    return last
  }
  const message = at.ada.post(at.build, 'Zwiebelfisch: the door is drafty')
  const others = await at.bob.shortcut(say.open.shortcut, message)
  expect(others.modal.fields.map((one) => one.value).join()).not.toContain('Zwiebelfisch')
  const form = await at.ada.shortcut(say.open.shortcut, message)
  expect(form.modal.fields.map((one) => one.value)).toEqual([
    'Zwiebelfisch: the door is drafty',
    ...['', '', ''],
  ])
  await at.ada.submit(form, {
    [say.title.label]: 'Fix the drafty door',
    [say.open.whom.label]: 'The workshop',
    [say.open.doneWhen.label]: 'No draught',
    [say.open.firstStep.label]: 'Measure the gap',
  })
  const opened = latest()
  expect(opened.text).toContain('Measure the gap')
  expect(JSON.stringify(opened.blocks)).toContain(`/archives/${at.build.id}/p`)

  const card = await at.eve.press(opened, say.buttons.look)
  const more = await at.eve.press(card, say.buttons.more)
  await at.eve.submit(more, {
    [say.more.kind.label]: 'project',
    [say.more.adult.label]: at.eve,
    [say.more.places.label]: '2',
    [say.more.until.label]: '2099-12-24',
  })
  const again = await at.ada.press(
    await at.ada.slash('problem fix the drafty door', { in: at.build }),
    say.buttons.more,
  )
  expect(again.modal.fields.map((one) => one.value)).toEqual(['Project', '', '2', '2099-12-24'])
  await at.ada.submit(again, { [say.more.places.label]: '3' })
  const kept = await at.ada.slash('problem fix the drafty door', { in: at.build })
  for (const part of ['eve', say.kinds.project, '3 places left, of 3', '24 December 2099'])
    expect(kept.text).toContain(part)

  const list = await at.bob.slash('problem', { in: at.build })
  expect([list.isEphemeral, list.text.includes('Measure the gap')]).toEqual([true, true])
  await at.bob.press(list, say.buttons.join)
  expect(latest().text).toContain(': I’m in for “Fix the drafty door”. 2 places are left.')
  expect((await at.bob.press(opened, say.buttons.join)).text).toContain(say.join.already)
  expect((await at.cleo.press(opened, say.buttons.done)).text).toContain('Only somebody who is in it')
  const done = await at.bob.press(opened, say.buttons.done)
  await at.bob.submit(done, {
    [say.done.changed.label]: 'The workshop is warm',
    [say.done.changedForYou.label]: 'I can fit a seal',
  })
  const closed = latest()
  expect(closed.text).toContain('The workshop is warm')
  expect((await at.bob.press(closed, say.buttons.confirm)).text).toContain(say.confirm.own)
  await at.cleo.press(closed, say.buttons.confirm)
  expect(latest().text).toMatch(/cleo.*: it is so\..*The workshop is warm/s)
  expect((await at.eve.press(closed, say.buttons.confirm)).text).toContain(say.confirm.already)
  const seen = await at.cleo.press(closed, say.buttons.look)
  expect(seen.text).toMatch(/bob.*: I can fit a seal/)
  expect(at.slack.violations).toEqual([])
  expect(at.logged).toEqual([])
})
