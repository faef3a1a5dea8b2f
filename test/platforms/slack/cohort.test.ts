/** `digest cohort:@group` over the wire: a user group of Slack's. */
import { expect, it } from 'vitest'
import { english } from '../../../src/core/words/english.ts'
import { answering } from './answering.ts'

it('compares a user group with the community, by mention, by handle, and from the form', async () => {
  const at = await answering({ slack: { startAt: Date.UTC(2026, 9, 1) } })
  await at.bind([at.build])
  const others = ['fay', 'gus', 'hal', 'ida'].map((name) => at.slack.join({ name, in: [at.build] }))
  const group = at.slack.createUserGroup('class-9b', [at.ada, at.bob, ...others])
  const workspace = await at.store.communities.workspaceBy('slack', at.team.id)
  if (workspace === null) throw new Error('the workspace is known')
  const message = {
    kind: 'message',
    space: at.build.id,
    thread: null,
    reference: null,
    mentions: [],
  } as const
  const said = [at.ada, at.frida].map(({ id }, nth) => ({
    ...{ ...message, key: `1700000000.00000${nth}`, author: id, length: 5, asks: false },
    at: at.slack.now() - 86_400_000 + nth,
  }))
  await at.store.recording.record(workspace.id, said, at.slack.now())
  const ask = async (line: string) => {
    const answer = await at.frida.slash(line, { in: at.build })
    // A picture takes a moment.
    await at.slack.until(() => /Robotics|no group|usergroups/.test(answer.text), 'the answer')
    return answer.text
  }
  const told =
    'Of the 6 people in @class-9b, one took part here in the 4 weeks of this digest. Of the 2 people who took part here, one is in @class-9b.'
  for (const line of [
    `digest cohort:<!subteam^${group.id}|@class-9b>`,
    'digest cohort:class-9b',
    'digest cohort:@Class-9B',
  ])
    expect(await ask(line)).toContain(told)
  expect(await ask('digest cohort:nobody')).toContain('There is no group called “nobody” here.')

  const say = english.digest
  const digest = await at.frida.slash('digest', { in: at.build })
  await at.slack.until(() => digest.text.includes('Why there are no names'), 'the digest')
  const more = await at.frida.press(digest, say.buttons.pictures)
  await at.slack.until(() => more.buttons.length > 1, 'the screen of pictures')
  const button = await at.frida.press(more, say.askForm)
  const form = button.kind === 'modal' ? button : await at.frida.press(button, say.askForm)
  const answer = await at.frida.submit(form, { [english.cohort.field.label]: '@class-9b' })
  await at.slack.until(() => answer.text.includes(told), 'the cohort')

  at.slack.scopes.delete('usergroups:read')
  expect(await ask('digest cohort:class-9b')).toContain(english.cohort.notGranted.slack)
  expect(at.slack.violations).toEqual([])
})
