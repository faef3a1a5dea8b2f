import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seenBy } from '../../src/app/seen-by.ts'
import { calendarOf, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../src/core/calendar.ts'
import { tellDigest } from '../../src/core/reflection/tell-digest.ts'
import { english } from '../../src/core/words/english.ts'
import { sendOpen } from '../../src/jobs/outbox.ts'
import { runDueSchedules } from '../../src/jobs/scheduler.ts'
import { flat, textOf } from '../commands/playground.ts'
import {
  type Club,
  type Fault,
  MONDAY,
  openClub,
  openEntry,
  openPlatform,
  type Platform,
  type Sending,
  say,
  sendingOf,
} from './club.ts'

let club: Club
let platform: Platform
let sending: Sending
beforeEach(async () => {
  club = await openClub()
  platform = openPlatform()
  sending = sendingOf(club.store, [platform])
  await say(club, MONDAY - MS_PER_DAY)
  await runDueSchedules(club.store, MONDAY)
})
afterEach(() => club.store.close())

const send = (now: number) => sendOpen(sending.tools, now)
const problem = () => club.store.outbox.problem(club.community.id)

describe('a digest in the outbox', () => {
  it('is posted once, to its channel, with exact figures of the seven days before', async () => {
    await send(MONDAY)
    await send(MONDAY + MS_PER_DAY)
    expect(platform.messages).toMatchObject([
      {
        to: { workspace: 'robots', channel: 'moderators' },
        key: `digest/${club.community.id}/${MONDAY}`,
        reply: { title: 'Robots, 16 to 22 November 2026', isPrivate: false },
      },
    ])
    expect(textOf(platform.messages[0]?.reply ?? { title: '', blocks: [], isPrivate: true })).toMatch(
      /Who was here +1 person/,
    )
    expect(platform.asked).toMatchObject([{ triedAt: null, community: club.community.id }])
    expect(await club.store.outbox.open()).toEqual([])
    expect(await problem()).toBeNull()
  })

  it('is as members see it where others may read it, of what all of them see', async () => {
    const { communities, recording } = club.store
    await communities.bindSpace(club.community.id, club.workspace.id, { externalId: 'board', name: 'board' })
    const said = (space: string, people: number) =>
      Array.from({ length: people }, (_, at) => ({
        ...{ kind: 'message' as const, space, key: `${space}${at}`, thread: null, author: `${space}${at}` },
        ...{ at: MONDAY - MS_PER_DAY, reference: null, mentions: [], length: 5, asks: false },
      }))
    // With Ada 23 in the open space; three more speak in the closed one.
    const activities = [...said('Robots-general', 22), ...said('board', 3)]
    await recording.record(club.workspace.id, activities, MONDAY)
    Object.assign(platform, { readers: 'members', open: ['Robots-general'] })
    await send(MONDAY)
    const text = textOf(platform.messages[0]?.reply ?? { title: '', blocks: [], isPrivate: true })
    expect(text).toMatch(/Who was here +About 25 people/)
    expect(text).toMatch(/23 messages/)
    expect(flat(text)).toContain(english.digest.notes.rounded)
    const day = calendarOf('UTC').dayOf(MONDAY)
    const week = { from: day - 7, to: day }
    const spaces = await communities.spaces(club.community.id)
    const sees = spaces.filter((one) => one.externalId !== 'board').map((one) => one.id)
    const seen = seenBy(club.store, { community: club.community.id, sees })
    const asked = await tellDigest(seen, club.community, week, { isExact: false }, english)
    expect(text).toBe(textOf({ ...asked, isPrivate: false }))
  })

  it('waits where nobody tells who reads, and comes once somebody does', async () => {
    platform.readers = 'unknown'
    await send(MONDAY)
    await send(MONDAY + MS_PER_MINUTE)
    expect(platform.asked).toEqual([])
    expect(await openEntry(club.store)).toMatchObject({ state: 'pending', attempts: 0 })
    expect(sending.logged).toHaveLength(2)
    platform.readers = 'moderators'
    await send(MONDAY + 2 * MS_PER_MINUTE)
    expect(platform.messages).toHaveLength(1)
    expect(await problem()).toBeNull()
  })

  it('is given up with a sentence where the bot is out', async () => {
    platform.readers = 'away'
    await send(MONDAY)
    expect(platform.asked).toEqual([])
    expect((await problem())?.sentence).toContain('because the bot was not in its server.')
  })

  it('is not posted where nothing happened', async () => {
    await send(MONDAY)
    await runDueSchedules(club.store, MONDAY + 7 * MS_PER_DAY)
    await send(MONDAY + 7 * MS_PER_DAY)
    expect(platform.messages).toHaveLength(1)
    expect(await club.store.outbox.open()).toEqual([])
  })

  it.each([
    ['gone', 'because its channel is gone. Press Change to choose another.'],
    ['forbidden', 'because the bot may not write in its channel. Allow it there'],
    ['away', 'because the bot was not in its server. Invite it again'],
    ['invalid', 'because the platform did not take it. Write /digest to see it'],
  ] as const)('that is refused (%s) is given up with a sentence', async (reason, sentence) => {
    platform.faults.push({ kind: 'refused', reason })
    await send(MONDAY)
    await send(MONDAY + MS_PER_HOUR)
    expect(platform.asked).toHaveLength(1)
    expect((await problem())?.sentence).toContain('The digest of 23 November 2026 could not be posted')
    expect((await problem())?.sentence).toContain(sentence)
    expect(await club.store.outbox.open()).toEqual([])
  })

  it('of which nobody knows is tried again, more and more seldom, and given up after a day', async () => {
    const times: number[] = []
    for (let minute = 0; minute <= 25 * 60; minute += 1) {
      platform.faults.splice(0, 1, { kind: 'unknown', hasArrived: false })
      const before = platform.asked.length
      await send(MONDAY + minute * MS_PER_MINUTE)
      if (platform.asked.length > before) times.push(minute)
    }
    expect(times).toEqual([0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 1023])
    expect(new Set(platform.asked.map((one) => one.key)).size).toBe(1)
    expect(platform.asked.slice(1).every((one) => one.triedAt === MONDAY)).toBe(true)
    expect(await club.store.outbox.open()).toEqual([])
    expect((await problem())?.sentence).toContain('It is not known whether the digest of 23 November')
  })

  it('does not keep others from being sent when it breaks', async () => {
    const other = await openClub({ store: club.store, name: 'Other' })
    await say(other, MONDAY - MS_PER_DAY)
    await runDueSchedules(club.store, MONDAY)
    platform.faults.push({ kind: 'crash', hasArrived: false })
    await send(MONDAY)
    expect(platform.messages.map((one) => one.reply.title)).toEqual(['Other, 16 to 22 November 2026'])
    expect(sending.logged).toHaveLength(1)
    expect(await openEntry(club.store)).toMatchObject({ state: 'sending', attempts: 1, triedAt: MONDAY })
    await send(MONDAY + MS_PER_MINUTE)
    expect(platform.messages).toHaveLength(2)
  })

  it('waits while its platform is not served, and is left out once it is too late', async () => {
    const unserved = sendingOf(club.store, [])
    await sendOpen(unserved.tools, MONDAY + MS_PER_DAY)
    expect(await openEntry(club.store)).toMatchObject({ state: 'pending', attempts: 0 })
    await send(MONDAY + 4 * MS_PER_DAY)
    expect(platform.asked).toEqual([])
    expect((await problem())?.sentence).toContain('was left out, because it would have come days too late')
  })

  it('mends the problem of the one before', async () => {
    platform.faults.push({ kind: 'refused', reason: 'forbidden' })
    await send(MONDAY)
    const next = MONDAY + 7 * MS_PER_DAY
    await say(club, next - MS_PER_HOUR * 20)
    await runDueSchedules(club.store, next)
    await send(next)
    expect(await problem()).toBeNull()
  })
})

it('comes once, whatever breaks at whichever step', async () => {
  const fault: fc.Arbitrary<Fault> = fc.record({
    kind: fc.constantFrom('unknown' as const, 'crash' as const),
    hasArrived: fc.boolean(),
  })
  let week = 1
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { maxLength: 8 }), async (faults) => {
      const slotAt = MONDAY + week * 7 * MS_PER_DAY
      week += 1
      await say(club, slotAt - MS_PER_DAY)
      await runDueSchedules(club.store, slotAt)
      platform.faults.splice(0, Number.POSITIVE_INFINITY, ...faults)
      for (let minute = 0; minute < 600; minute += 1) {
        await send(slotAt + minute * MS_PER_MINUTE)
        if ((await club.store.outbox.open()).length === 0) break
      }
      const key = `digest/${club.community.id}/${slotAt}`
      expect(platform.messages.filter((one) => one.key === key)).toHaveLength(1)
      expect(await club.store.outbox.open()).toEqual([])
    }),
    { numRuns: 30 },
  )
})
