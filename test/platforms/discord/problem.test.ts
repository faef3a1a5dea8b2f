/** A problem over Discord's wire: from a message to what changed, by taps and forms alone. */
import { expect, it } from 'vitest'
import { english } from '../../../src/core/words/english.ts'
import { foundClub } from '../../simulators/discord/club.ts'
import { startDiscord } from '../../simulators/discord/start.ts'
import { withStore } from '../../store/engines.ts'
import { serveBot } from './serving.ts'

const say = english.problem

it('is made of a message, taken on, closed and confirmed', () =>
  withStore('sqlite', async (store) => {
    const discord = await startDiscord()
    const { ada, bob, cleo, eve, general, mods } = foundClub(discord)
    const bot = await serveBot(discord, store)
    await discord.until(() => discord.commands.length > 0, 'the commands')
    const founding = await eve.slash('community setup', {}, { in: general })
    const setUp = { Channels: [general], 'What for': 'x', 'Where digests go': mods, When: 'Mon 9' }
    await eve.submit(founding, { ...setUp, 'Time zone': 'Paris' })

    const message = ada.post(general, 'Zwiebelfisch: the door is drafty')
    const others = await bob.messageCommand(say.open.shortcut, message)
    expect(others.modal.fields.map((field) => field.value).join()).not.toContain('Zwiebelfisch')
    const form = await ada.messageCommand(say.open.shortcut, message)
    expect(form.modal.fields).toHaveLength(4)
    expect(form.modal.fields[0]?.value).toBe('Zwiebelfisch: the door is drafty')
    const opened = await ada.submit(form, {
      [say.title.label]: 'Fix the drafty door',
      [say.open.whom.label]: 'The workshop',
      [say.open.doneWhen.label]: 'No draught',
      [say.open.firstStep.label]: 'Measure the gap',
    })
    expect([opened.isEphemeral, opened.text.includes('Who is in?')]).toEqual([false, true])
    expect(opened.text).toContain(`/${general.id}/${message.id}`)

    const card = await eve.press(opened, say.buttons.look)
    const more = await eve.press(card, say.buttons.more)
    const kept = await eve.submit(more, {
      [say.more.kind.label]: 'project',
      [say.more.adult.label]: eve,
      [say.more.places.label]: '2',
    })
    expect(kept.text).toContain('eve')
    // What nobody chose again stays as it is.
    const again = await eve.submit(await eve.press(kept, say.buttons.more), { [say.more.places.label]: '3' })
    for (const part of ['eve', say.kinds.project, '3 places left, of 3']) expect(again.text).toContain(part)

    const list = await bob.slash('problem', {}, { in: general })
    expect([list.isEphemeral, list.text.includes('Measure the gap')]).toEqual([true, true])
    const joined = await bob.press(list, say.buttons.join)
    expect([joined.isEphemeral, joined.text]).toEqual([
      false,
      expect.stringContaining(': I’m in for “Fix the drafty door”. 2 places are left.'),
    ])
    expect((await bob.press(opened, say.buttons.join)).text).toContain(say.join.already)
    expect((await cleo.press(opened, say.buttons.done)).text).toContain('Only somebody who is in it')
    const done = await bob.press(opened, say.buttons.done)
    expect(done.modal.fields.map((field) => field.label)).toEqual([
      'What changed here',
      'What changed for you',
    ])
    const closed = await bob.submit(done, { [say.done.changed.label]: 'The workshop is warm' })
    expect(closed.isEphemeral).toBe(false)
    expect((await bob.press(closed, say.buttons.confirm)).text).toContain(say.confirm.own)
    const confirmed = await cleo.press(closed, say.buttons.confirm)
    expect([confirmed.isEphemeral, confirmed.text.includes('The workshop is warm')]).toEqual([false, true])
    expect((await eve.press(closed, say.buttons.confirm)).text).toContain(say.confirm.already)
    const mine = await bob.submit(await bob.press(confirmed, say.buttons.tell), {
      [say.done.changedForYou.label]: 'I can fit a seal',
    })
    expect(mine.text).toContain('I can fit a seal')
    const offered = await cleo.complete('problem', 'title', 'draf', {}, { in: general })
    expect(offered.map((one) => one.value)).toEqual(['Fix the drafty door'])
    const reopened = await ada.press(
      await ada.slash('problem', { title: 'fix the drafty door' }, { in: general }),
      say.buttons.reopen,
    )
    expect(reopened.text).toContain('opened again on')
    expect(discord.violations).toEqual([])
    await bot.stop()
    await discord.close()
  }))
