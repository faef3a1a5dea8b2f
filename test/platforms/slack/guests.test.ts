/** Guests of a workspace: what is kept of them is theirs to see and to decide, and nothing else is for them. */
import { describe, expect, it } from 'vitest'
import { english } from '../../../src/core/words/english.ts'
import type { Answer } from '../../simulators/slack/answer.ts'
import type { Person } from '../../simulators/slack/person.ts'
import { type Answering, answering } from './answering.ts'

const REFUSED = /^You are a guest here\. .*Everything else is for members/s
const MINUTE_MS = 60_000

/** A guest who once wrote something that is kept. */
async function withGuest(role: 'guest' | 'singleChannelGuest' = 'guest') {
  const at = await answering({ slack: { startAt: Date.UTC(2026, 9, 1) } })
  const community = await at.bind([at.build])
  const guest = at.slack.join({ name: 'gil', role, in: [at.build] })
  await wrote(at, guest)
  const data = async () => {
    const member = await at.store.people.find(community.id, 'slack', guest.id)
    return member === null ? null : at.store.people.dataOf(community.id, member)
  }
  return { at, community, guest, data }
}

/** Somebody wrote something in #build a day ago, and it was recorded. */
async function wrote(at: Answering, who: Person): Promise<void> {
  const workspace = await at.store.communities.workspaceBy('slack', at.team.id)
  if (workspace === null) throw new Error('the workspace is known')
  const now = at.slack.now()
  const message = { kind: 'message', space: at.build.id, key: '1700000000.000001', thread: null } as const
  const said = { author: who.id, at: now - 86_400_000, reference: null, mentions: [], length: 5, asks: false }
  await at.store.recording.record(workspace.id, [{ ...message, ...said }], now)
}

const labels = (of: Pick<Answer, 'buttons'>) => of.buttons.map((one) => one.label)

describe('guests in Slack', () => {
  it.each(['guest', 'singleChannelGuest'] as const)(
    'type /my data and /help as a %s, and nothing else',
    async (role) => {
      const { at, community, guest } = await withGuest(role)
      const said = async (line: string) => (await (await guest.slash(line, { in: at.build })).settled()).text
      expect(await said('my data')).toContain('One message in one channel')
      const help = await said('help')
      expect(help).toContain('/commonplace my')
      expect(help).toContain(english.help.guests)
      expect(help).not.toContain('/commonplace digest')
      for (const line of [
        'did x',
        'did x with:@bob',
        'digest',
        'waiting',
        'practice',
        'practice share',
        'community',
      ])
        expect(await said(line)).toMatch(REFUSED)
      expect(await at.store.people.find(community.id, 'slack', at.bob.id)).toBeNull()
      expect(await at.store.repertoire.doings(community.id, 5)).toEqual([])
      const menu = await guest.slash('', { in: at.build })
      expect(labels(menu)).toEqual(['/commonplace my', '/commonplace help'])
      expect(at.slack.violations).toEqual([])
    },
  )

  it('take what is kept of them away, pause it and erase it, by buttons and a form', async () => {
    const { at, community, guest, data } = await withGuest()
    const screen = await guest.slash('my data', { in: at.build })
    const paused = await guest.press(screen, 'Pause')
    expect(paused.text).toContain('Paused.')
    expect((await data())?.pauses).toHaveLength(1)
    await guest.press(screen, 'End the pause')
    expect((await data())?.pauses[0]?.toAt).not.toBeNull()
    const exported = await guest.press(await guest.slash('my data', { in: at.build }), 'Export')
    await at.slack.until(() => exported.text.includes('my-data.json'), 'the file')
    const form = await guest.press(await guest.slash('my data', { in: at.build }), 'Erase')
    const [practices = '', confirm = ''] = form.modal.fields.map((one) => one.label)
    await guest.submit(form, { [practices]: 'Remove it too', [confirm]: 'erase' })
    expect(await at.store.people.hasErased(community.id, 'slack', guest.id)).toBe(true)
    expect(await data()).toBeNull()
    // Refused, they are told of what they may do, which is to come back.
    expect((await guest.slash('did x', { in: at.build })).text).toMatch(REFUSED)
    const back = await guest.press(await guest.slash('my data', { in: at.build }), 'Let me be read again')
    expect(back.text).toContain('Welcome back')
    expect(at.slack.violations).toEqual([])
    expect(at.logged).toEqual([])
  })

  it('do nothing by a button, a shortcut, a form or a suggestion that is for members', async () => {
    const { at, community, guest } = await withGuest()
    const card = await at.ada.slash('practice share Solder how:Hot', { in: at.build })
    expect((await guest.press(card.message, 'I did it')).text).toMatch(REFUSED)
    const message = guest.post(at.build, 'How do I crimp this?')
    expect((await guest.shortcut('Save as practice', message)).text).toMatch(REFUSED)
    const menu = await guest.shortcut('Open Commonplace')
    expect(labels(menu)).toEqual(['/cp my', '/cp help'])
    // Whoever becomes a guest with a form open is one when they send it.
    const form = await at.ada.slash('practice share', { in: at.build })
    at.ada.user.role = 'guest'
    at.slack.advance(MINUTE_MS)
    const [name = '', how = ''] = form.modal.fields.map((one) => one.label)
    const sent = await at.ada.submit(form, { [name]: 'Crimp', [how]: 'Squeeze' })
    expect(sent.modal.text).toMatch(REFUSED)
    expect((await at.store.repertoire.practices(community.id)).map((one) => one.name)).toEqual(['Solder'])
    expect(await at.store.repertoire.doings(community.id, 5)).toEqual([])
  })

  it('are made no members by what is refused to them', async () => {
    const { at, community } = await withGuest()
    const other = at.slack.join({ name: 'gus', role: 'guest', in: [at.build] })
    expect((await other.slash('did x', { in: at.build })).text).toMatch(REFUSED)
    expect(await at.store.people.find(community.id, 'slack', other.id)).toBeNull()
    expect((await other.slash('my data', { in: at.build })).text).toContain('What is kept of you')
  })

  it('find in their Home tab what is kept of them, and what they may do', async () => {
    const { at, community, guest, data } = await withGuest()
    // Where a community is on two platforms too, nothing is offered to them that would be refused.
    const there = { platform: 'discord', externalId: '1', name: 'Robots' } as const
    const { id } = await at.store.communities.workspace(there)
    await at.store.communities.bindSpace(community.id, id, { externalId: '10', name: 'far' })
    expect(labels(await at.ada.openHome())).toContain(english.my.link.buttons.link)
    const home = await guest.openHome()
    expect(home.text).toContain('One message in one channel')
    expect(labels(home)).toEqual(expect.arrayContaining(['Export', 'Pause', 'Erase', '/cp my', '/cp help']))
    expect(labels(home).join()).not.toMatch(/did|digest|practice|waiting|community/i)
    expect(labels(home)).not.toContain(english.my.link.buttons.link)
    expect(home.text).not.toContain('For moderators')
    await guest.press(home, 'Pause')
    await at.slack.until(() => home.buttons.some((one) => one.label === 'End the pause'), 'the tab to follow')
    expect((await data())?.pauses).toHaveLength(1)
    expect(at.slack.violations).toEqual([])
  })
})

describe('people of another workspace in Slack', () => {
  it('are told that nothing is kept of them, and nothing is', async () => {
    const at = await answering()
    const community = await at.bind([at.build])
    // An admin of their own workspace is nobody’s moderator here.
    const stan = at.slack.join({ name: 'stan', teamId: 'T0OTHER', role: 'admin', in: [at.build] })
    const card = await at.ada.slash('practice share Solder how:Hot', { in: at.build })
    for (const line of ['my data', 'help', 'did x', 'community'])
      expect((await stan.slash(line, { in: at.build })).text).toBe(english.slackCalls.stranger)
    expect((await stan.press(card.message, 'I did it')).text).toBe(english.slackCalls.stranger)
    expect((await stan.openHome()).text).toContain(english.slackCalls.stranger)
    expect(await at.store.people.find(community.id, 'slack', stan.id)).toBeNull()
  })

  it('see and erase what is kept of them all the same, as after an export was read in', async () => {
    const at = await answering()
    const community = await at.bind([at.build])
    const stan = at.slack.join({ name: 'stan', teamId: 'T0OTHER', role: 'admin', in: [at.build] })
    await wrote(at, stan)
    expect((await stan.slash('did x', { in: at.build })).text).toMatch(REFUSED)
    expect((await stan.slash('community', { in: at.build })).text).toMatch(REFUSED)
    const screen = await stan.slash('my data', { in: at.build })
    expect(screen.text).toContain('One message in one channel')
    const form = await stan.press(screen, 'Erase')
    const [practices = '', confirm = ''] = form.modal.fields.map((one) => one.label)
    await stan.submit(form, { [practices]: 'Remove it too', [confirm]: 'erase' })
    expect(await at.store.people.hasErased(community.id, 'slack', stan.id)).toBe(true)
    expect((await stan.slash('my data', { in: at.build })).text).toContain('You erased yourself here')
  })
})
