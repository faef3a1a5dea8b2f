import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readDigest } from '../../../src/core/participation/read-digest.ts'
import type { Store } from '../../../src/core/ports.ts'
import { at, type Club, clubHistory, day, march, openClub, paris, ZONE } from './club.ts'
import { DAY } from './conversations.ts'

let club: Club
beforeEach(async () => {
  club = await openClub()
})
afterEach(() => club.store.close())

const ofMarch = () => readDigest(club.store, club.community, march)

describe('a digest', () => {
  it('counts what was said, and what was said before', async () => {
    await club.record(clubHistory())
    const { digest } = await ofMarch()
    expect(digest).toMatchObject({ community: 'Club', timezone: ZONE, from: '2024-03-04', to: '2024-04-01' })
    expect(digest.participation).toEqual({
      ...{ messages: 9, starters: 5, replies: 3, mentions: 2, reactions: 1, activeMembers: 5 },
      previous: { messages: 2, starters: 1, replies: 0, mentions: 0, reactions: 0, activeMembers: 2 },
    })
    expect(digest.concentration.gini).toBeCloseTo(70 / 45 - 1.2, 12)
    expect(digest.concentration.absenceFactor).toBe(2)
    expect(digest.partial).toEqual([])
  })

  it('tells who came, stayed and left, as groups', async () => {
    await club.record(clubHistory())
    const { digest } = await ofMarch()
    expect(digest.growth).toEqual({ new: 2, retained: 2, resurrected: 1, churned: 0, quickRatio: null })
    expect(digest.bands).toEqual({ core: 0, active: 4, peripheral: 1, away: 0 })
    expect(digest.moves).toEqual({ inward: 0, outward: 0 })
    expect(digest.renewal).toMatchObject({ count: 0, n: 0, share: null })
    expect(digest.survival).toEqual([])
  })

  it('tells who was heard and who waits', async () => {
    const history = clubHistory()
    await club.record(history)
    const { digest } = await ofMarch()
    expect(digest.newcomers).toMatchObject({
      posted: 2,
      answered: { count: 1, n: 2 },
      medianMinutesToFirstAnswer: 30,
      returned14d: { count: 1, n: 1 },
    })
    const eve = history.find((one) => one.kind === 'message' && one.author === 'eve')
    expect(digest.answers).toMatchObject({
      starters: 4,
      answered: { count: 3, n: 4 },
      medianMinutesToFirstAnswer: 30,
      waiting: [
        {
          space: 'help',
          link: `https://discord.com/channels/g1/help/${eve?.kind === 'message' ? eve.key : ''}`,
          at: '2024-03-29T07:00:00.000Z',
          newcomer: true,
        },
      ],
      slowest: [],
    })
  })

  it('has the data of its pictures', async () => {
    await club.record(clubHistory())
    const { pictures } = await ofMarch()
    expect(pictures.membersByWeek).toHaveLength(13)
    expect(pictures.membersByWeek[0]).toEqual({
      from: day('2024-01-01'),
      new: 3,
      returned: 0,
      stayed: 0,
      left: 0,
    })
    expect(pictures.membersByWeek.at(-1)).toEqual({
      from: day('2024-03-25'),
      new: 1,
      returned: 0,
      stayed: 1,
      left: 1,
    })
    expect(pictures.bandsOverTime.at(-1)).toEqual({ at: march.to, core: 0, active: 4, peripheral: 1 })
    expect(pictures.rhythm).toHaveLength(7)
    expect(pictures.rhythm.flat().reduce((sum, count) => sum + count, 0)).toBe(9)
    expect([pictures.rhythm[1]?.[9], pictures.rhythm[6]?.[23]]).toEqual([3, 1])
    expect(pictures.waitsBySpace).toEqual([
      { name: 'help', medianMinutes: 45, answered: 2, starters: 3 },
      { name: 'general', medianMinutes: 10, answered: 1, starters: 1 },
    ])
  })

  it('looks past breaks', async () => {
    await club.record(clubHistory())
    await club.store.communities.setBreaks(club.community.id, [{ from: day('2024-02-05'), to: march.from }])
    const { digest, pictures } = await ofMarch()
    expect(digest.growth).toMatchObject({ new: 2, retained: 3, resurrected: 0, churned: 0 })
    expect(digest.participation.previous).toMatchObject({ messages: 9, activeMembers: 3 })
    expect(pictures.membersByWeek).toHaveLength(9)
    const inside = await readDigest(club.store, club.community, {
      from: day('2024-02-05'),
      to: day('2024-02-19'),
    })
    expect(inside.digest.growth).toBeNull()
  })

  it('is the same after what it counts was sealed', async () => {
    await club.record(clubHistory())
    const before = await ofMarch()
    const sealed = await club.store.retention.seal(club.community.id, at('2024-04-01', '0:00') + 90 * DAY, 90)
    expect(sealed.messages).toBeGreaterThan(0)
    const after = await ofMarch()
    expect(after.digest.answers.waiting).toEqual([])
    const withoutWaiting = { ...before.digest, answers: { ...before.digest.answers, waiting: [] } }
    expect(after.digest).toEqual(withoutWaiting)
    expect(after.pictures).toEqual(before.pictures)
  })

  it('of nothing is full of nothing', async () => {
    const { digest, pictures } = await ofMarch()
    expect(digest.participation).toMatchObject({ messages: 0, activeMembers: 0 })
    expect(digest.answers).toMatchObject({ starters: 0, medianMinutesToFirstAnswer: null, waiting: [] })
    expect(digest.concentration).toEqual({ gini: null, absenceFactor: null })
    expect([digest.survival, digest.partial, pictures.membersByWeek]).toEqual([[], [], []])
  })

  it('reads from early enough for what it counts, and no earlier', async () => {
    await club.record(clubHistory())
    const asked: number[] = []
    const history = {
      ...club.store.history,
      messages: (...[id, fromAt, toAt]: Parameters<Store['history']['messages']>) => {
        asked.push(fromAt, toAt)
        return club.store.history.messages(id, fromAt, toAt)
      },
    }
    await readDigest({ ...club.store, history }, club.community, march)
    expect(asked).toEqual([paris.startOf(day('2024-02-05')) - 9 * DAY, paris.startOf(march.to)])
  })
})
