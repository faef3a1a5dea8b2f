import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seenBy } from '../../src/app/seen-by.ts'
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../src/core/calendar.ts'
import { boardReply, readBoardFacts } from '../../src/core/reflection/board.ts'
import { english } from '../../src/core/words/english.ts'
import { boardKeeper } from '../../src/jobs/boards.ts'
import { textOf } from '../commands/playground.ts'
import { type Club, MONDAY, openClub, openPlatform, type Platform, say } from './club.ts'

let club: Club
let platform: Platform
let logged: object[]
let keep: (now: number) => Promise<void>
/** As after a restart: nothing is remembered. */
const restart = () => {
  keep = boardKeeper({
    ...{ store: club.store, speakers: [platform] },
    tell: async (community, now, sees) => {
      const seen = seenBy(club.store, { community: community.id, sees })
      return boardReply(community, await readBoardFacts(seen, community, now), english)
    },
    log: { error: (details) => void logged.push(details) },
  })
}
beforeEach(async () => {
  club = await openClub()
  platform = openPlatform()
  logged = []
  restart()
  await place('general')
})
afterEach(() => club.store.close())

const place = (channel: string) =>
  club.store.boards.set(club.community.id, {
    ...{ workspace: club.workspace.id, channel, message: null, contentHash: null },
  })
const board = () => club.store.boards.of(club.community.id)
const shown = () => platform.messages.map((one) => textOf(one.reply))

describe('the board', () => {
  it('is posted and pinned once', async () => {
    await keep(MONDAY)
    await keep(MONDAY + MS_PER_MINUTE)
    await keep(MONDAY + MS_PER_HOUR)
    expect(platform.messages).toMatchObject([
      { id: '1', to: { workspace: 'robots', channel: 'general' }, isPinned: true },
    ])
    expect(platform.asked).toHaveLength(1)
    expect((await board())?.message).toBe('1')
  })

  it('is written anew when what it says has changed, ten minutes after it was looked at', async () => {
    await keep(MONDAY)
    await say(club, MONDAY - 2 * MS_PER_DAY)
    await keep(MONDAY + 9 * MS_PER_MINUTE)
    expect(shown()[0]).toContain('Nobody has waited')
    await keep(MONDAY + 10 * MS_PER_MINUTE)
    expect(shown()).toHaveLength(1)
    expect(shown()[0]).toContain('One message waits for an answer.')
  })

  it('shows what is open to take on, and is edited in place only as that changes', async () => {
    const { store, community } = club
    const member = await store.people.member(community.id, 'discord', 'ada')
    const by = { member, platform: 'discord', at: MONDAY } as const
    const text = {
      title: 'Fix the door',
      whom: 'us',
      doneWhen: 'no draught',
      firstStep: 'Measure',
      link: null,
    }
    const today = Math.floor(MONDAY / MS_PER_DAY)
    await store.problems.open(community.id, text, by, today)
    await keep(MONDAY)
    expect(shown()[0]).toContain('Fix the door · first step: Measure')
    const [first] = platform.messages
    await keep(MONDAY + 10 * MS_PER_MINUTE)
    expect(platform.messages[0]).toBe(first)
    const [problem] = await store.problems.all(community.id)
    if (problem === undefined) throw new Error('it was opened')
    await store.problems.close(community.id, problem.id, { changed: 'Warm', changedForCloser: '' }, by, today)
    await keep(MONDAY + 20 * MS_PER_MINUTE)
    expect(shown()).toHaveLength(1)
    expect(shown()[0]).not.toContain('Fix the door')
  })

  it('counts who waits only where everybody who reads it sees them, and says nothing where that is nowhere', async () => {
    const { communities } = club.store
    const closed = { externalId: 'closed', name: 'closed' }
    await communities.bindSpace(club.community.id, club.workspace.id, closed)
    await say(club, MONDAY - 2 * MS_PER_DAY)
    await say({ ...club, community: { ...club.community, name: 'closed' } }, MONDAY - 3 * MS_PER_DAY)
    const at = async (minutes: number, open: readonly string[] | null) => {
      platform.open = open
      await keep(MONDAY + minutes * MS_PER_MINUTE)
      return shown()[0] ?? ''
    }
    expect(await at(0, null)).toContain('One message waits')
    expect(await at(10, ['closed'])).toContain('Nobody has waited')
    const nothing = await at(20, [])
    expect(nothing).not.toMatch(/waits? for|has waited/)
    expect(nothing).toContain('Never kept')
    // Where it is not known who reads it, it stays as it is.
    platform.readers = 'unknown'
    expect(await at(30, null)).toBe(nothing)
    expect(logged).toHaveLength(1)
    platform.readers = 'members'
    expect(await at(40, null)).toContain('One message waits')
  })

  it('is posted anew where its message is gone', async () => {
    await keep(MONDAY)
    platform.messages.length = 0
    await say(club, MONDAY - 2 * MS_PER_DAY)
    await keep(MONDAY + MS_PER_HOUR)
    expect(platform.messages).toMatchObject([{ id: '2', isPinned: true }])
    expect((await board())?.message).toBe('2')
    expect(new Set(platform.asked.map((one) => one.key)).size).toBe(2)
  })

  it('moves at once to where it is put', async () => {
    await keep(MONDAY)
    await place('welcome')
    await keep(MONDAY + MS_PER_MINUTE)
    expect(platform.messages.map((one) => one.to.channel)).toEqual(['general', 'welcome'])
  })

  it.each([
    ['crash', true],
    ['crash', false],
    ['unknown', true],
    ['unknown', false],
  ] as const)('is one after a %s in the middle of posting (arrived: %s)', async (kind, hasArrived) => {
    platform.faults.push({ kind, hasArrived })
    await keep(MONDAY)
    restart()
    await keep(MONDAY + MS_PER_HOUR)
    expect(platform.messages).toHaveLength(1)
    expect(platform.asked.map((one) => one.triedAt)).toEqual([null, MONDAY])
    expect(new Set(platform.asked.map((one) => one.key)).size).toBe(1)
    expect((await board())?.message).toBe('1')
    expect(logged).toHaveLength(kind === 'crash' ? 1 : 0)
  })

  it('that is refused is tried again, but not at every waking', async () => {
    platform.faults.push({ kind: 'refused', reason: 'forbidden' })
    await keep(MONDAY)
    for (let minute = 1; minute < 10; minute += 1) await keep(MONDAY + minute * MS_PER_MINUTE)
    expect(platform.asked).toHaveLength(1)
    await keep(MONDAY + 10 * MS_PER_MINUTE)
    expect(platform.messages).toHaveLength(1)
  })

  it('stays as it is in a server that put the bot out', async () => {
    await club.store.communities.setRemoved(club.workspace.id, MONDAY)
    await keep(MONDAY)
    expect(platform.asked).toEqual([])
  })
})
