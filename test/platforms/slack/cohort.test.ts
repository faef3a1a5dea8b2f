/** `digest cohort:@group` over the wire: a user group of Slack's. */
import { expect, it } from 'vitest'
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
    await at.slack.until(() => /Robotics|no group/.test(answer.text), 'the answer')
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
})
