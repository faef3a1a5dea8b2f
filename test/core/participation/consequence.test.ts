/** Practice and consequence, counted by hand: on both engines, from what people did through the ports. */
import { describe, expect, it } from 'vitest'
import { calendarOf, MS_PER_DAY, MS_PER_HOUR } from '../../../src/core/calendar.ts'
import { memberId, practiceId } from '../../../src/core/ids.ts'
import { type ConsequenceFacts, consequence } from '../../../src/core/participation/consequence.ts'
import { practiceFigures } from '../../../src/core/participation/practice-figures.ts'
import { readDigest } from '../../../src/core/participation/read-digest.ts'
import type { ActsByKind } from '../../../src/core/ports-acts.ts'
import type { DoingOutcome } from '../../../src/core/repertoire/practice.ts'
import { ENGINE_NAMES, withStore } from '../../store/engines.ts'
import { newPractice } from '../../store/practices.ts'
import { practice } from '../repertoire/practices.ts'
import { closing, participant, problem } from '../repertoire/problems.ts'

const calendar = calendarOf('UTC')
const at = (day: number): number => day * MS_PER_DAY + 12 * MS_PER_HOUR
const doing = (
  of: number | null,
  member: number,
  day: number,
  outcome: DoingOutcome | null = 'asWritten',
) => ({
  ...{ practice: of === null ? null : practiceId(of), member: memberId(member), outcome, at: at(day) },
})
const shared = (id: number, sharer: number, day: number, more = {}) =>
  practice(id, { sharer: memberId(sharer), sharedAt: at(day), ...more })
const NO_ACTS: ActsByKind = {
  ...{ shared: 0, versions: 0, doings: 0, otherDoings: 0, thanks: 0, words: 0, learning: 0 },
  ...{ problemsOpened: 0, problemsJoined: 0, problemsClosed: 0 },
}

describe('consequence', () => {
  const of = (facts: Partial<ConsequenceFacts>) =>
    consequence({ practices: [], doings: [], thanks: [], problems: [], to: 200, calendar, ...facts })

  it('is of practices shared in the 90 days before, the first day in and the last out', () => {
    const practices = [109, 110, 199, 200].map((day, index) => shared(index + 1, 1, day))
    const doings = [1, 2, 3, 4].map((id) => doing(id, 2, 199))
    expect(of({ practices, doings })).toMatchObject({ rate: { count: 2, n: 2, share: 1 }, members: 1 })
    expect(of({ practices }).rate).toMatchObject({ count: 0, n: 2, share: 0 })
    expect(of({})).toEqual({ rate: { count: 0, n: 0, share: null, low: null, high: null }, members: 0 })
  })

  it('is what somebody else recorded before the end', () => {
    const one = (more: Partial<ConsequenceFacts>) =>
      of({ practices: [shared(1, 1, 150)], ...more }).rate.count
    const giver = memberId(2)
    expect(one({ doings: [doing(1, 1, 160)] }), 'one’s own doing').toBe(0)
    expect(one({ doings: [doing(1, 2, 160, 'didNotWork')] }), 'a failure').toBe(0)
    expect(one({ doings: [doing(1, 2, 160, 'ownWay')] })).toBe(1)
    expect(one({ doings: [doing(1, 2, 200)] }), 'later').toBe(0)
    expect(one({ thanks: [{ practice: practiceId(1), giver, at: at(160) }] })).toBe(1)
    expect(one({ thanks: [{ practice: practiceId(1), giver: memberId(1), at: at(160) }] })).toBe(0)
    expect(one({ thanks: [{ practice: null, giver, at: at(160) }] })).toBe(0)
    expect(one({ thanks: [{ practice: practiceId(1), giver, at: at(200) }] })).toBe(0)
  })

  it('is of a practice that somebody else made another way of; one’s own other way is none', () => {
    const made = (by: number) => [shared(1, 1, 150), shared(2, by, 160, { parent: practiceId(1) })]
    expect(of({ practices: made(2) })).toMatchObject({ rate: { count: 1, n: 2 }, members: 1 })
    expect(of({ practices: made(1) })).toMatchObject({ rate: { count: 0, n: 2 }, members: 0 })
    expect(of({ practices: [shared(1, 1, 150, { sharer: null })], doings: [doing(1, 2, 160)] }).rate.n).toBe(
      0,
    )
  })

  it('is of problems joined, once closed and confirmed by somebody else, for those who had not left before', () => {
    const participants = [
      participant(1, { joinedAt: at(150) }),
      participant(2, { joinedAt: at(150), leftAt: at(160) }),
      participant(3, { joinedAt: at(150), leftAt: at(180) }),
      participant(4, { joinedAt: at(100) }),
    ]
    const done = (more: { confirmedAt?: number; isReopened?: boolean }) =>
      of({ problems: [problem(1, { participants, closings: [closing({ closedAt: at(170), ...more })] })] })
    expect(done({ confirmedAt: at(171) })).toMatchObject({ rate: { count: 2, n: 3 }, members: 2 })
    expect(done({}).rate.count, 'not confirmed').toBe(0)
    expect(done({ confirmedAt: at(200) }).rate.count, 'confirmed later').toBe(0)
    expect(done({ confirmedAt: at(171), isReopened: true }).rate.count, 'opened again').toBe(0)
    expect(of({ problems: [problem(1, { participants })] }).rate).toMatchObject({ count: 0, n: 3 })
  })
})

describe('practice figures', () => {
  const figures = (more: Partial<Parameters<typeof practiceFigures>[0]>) =>
    practiceFigures({
      ...{ practices: [], doings: [], acts: NO_ACTS, bands: new Map(), calendar },
      period: { from: 190, to: 200 },
      ...more,
    })

  it('prove a practice by three others for whom it worked before the end', () => {
    const worked = (...members: number[]) => members.map((member) => doing(1, member, 150))
    const proven = (doings: ReturnType<typeof worked>) =>
      figures({ practices: [shared(1, 1, 100)], doings }).proven
    expect(proven(worked(1, 2, 3))).toBe(0)
    expect(proven(worked(2, 3, 4))).toBe(1)
    expect(proven([...worked(2, 3, 3), doing(1, 4, 150, 'didNotWork')])).toBe(0)
    expect(proven([...worked(2, 3), doing(1, 4, 200)])).toBe(0)
  })

  it('take the reuse of practices that are 28 days old, by others, however it went', () => {
    const practices = [shared(1, 1, 172), shared(2, 1, 173), shared(3, 1, 20), shared(4, 1, 20)]
    const doings = [doing(1, 2, 199, 'didNotWork'), doing(2, 2, 199), doing(3, 1, 199), doing(4, 2, 200)]
    expect(figures({ practices, doings }).reuseRate).toMatchObject({ count: 1, n: 3 })
  })

  it('take doings and problem acts of all practice acts', () => {
    expect(figures({}).doingRatio).toBeNull()
    const acts = { ...NO_ACTS, doings: 3, problemsJoined: 2, otherDoings: 2, thanks: 2, words: 1 }
    expect(figures({ acts }).doingRatio).toBe(0.5)
  })

  it('tell what only people who are away have done', () => {
    const bands = new Map([
      [memberId(1), 'away'],
      [memberId(2), 'away'],
      [memberId(3), 'core'],
    ] as const)
    const practices = [1, 2, 3, 4].map((id) => shared(id, 3, 20))
    const retired = shared(5, 3, 20, { retired: { at: at(30), why: '' } })
    const doings = [doing(1, 1, 30), doing(1, 2, 30), doing(2, 1, 30), doing(2, 3, 30), doing(3, 1, 200)]
    expect(
      figures({ practices: [...practices, retired], doings: [...doings, doing(5, 1, 30)], bands }),
    ).toMatchObject({ leaving: 1 })
  })
})

describe.each(ENGINE_NAMES)('practice and consequence on %s', (engine) => {
  it('equal a hand count of a small club', () =>
    withStore(engine, async (store) => {
      const day = 20_000
      const period = { from: day - 28, to: day }
      const community = await store.communities.create({ name: 'C', timeZone: 'UTC', isLive: true, now: 0 })
      const { id } = community
      const people = await Promise.all(
        ['ada', 'bo', 'cy', 'dee'].map((one) => store.people.member(id, 'discord', one)),
      )
      const [ada, bo, cy, dee] = people
      if (ada === undefined || bo === undefined || cy === undefined || dee === undefined)
        throw new Error('there are four')
      const share = (name: string, sharer: typeof ada, ago: number, parent: number | null = null) =>
        store.repertoire.share(
          id,
          newPractice({
            name,
            sharer,
            at: at(day - ago),
            parent: parent === null ? null : practiceId(parent),
          }),
          day - ago,
        )
      const did = (of: number | null, member: typeof ada, ago: number, outcome: DoingOutcome = 'asWritten') =>
        store.repertoire.did(
          id,
          {
            ...{ what: 'x', member, practice: of === null ? null : practiceId(of), companions: [] },
            ...{ outcome: of === null ? null : outcome, platform: 'discord', at: at(day - ago) },
          },
          day - ago,
        )
      const by = (member: typeof ada, ago: number) =>
        ({ member, platform: 'discord', at: at(day - ago) }) as const
      // 1: ada's, too old to be a contribution, proven; 2: bo's, a failure; 3: cy's version of 1; 4: ada's, of which cy made 5.
      await share('1', ada, 200)
      await share('2', bo, 60)
      await share('3', cy, 20, 1)
      await share('4', ada, 10)
      await share('5', cy, 5, 4)
      for (const member of [bo, cy, dee]) await did(1, member, 100)
      await did(2, ada, 8, 'didNotWork')
      await did(3, cy, 7)
      await did(3, ada, 6, 'ownWay')
      await did(null, dee, 4)
      const thanks = { receiver: bo, what: 'thank you', link: null, platform: 'discord' } as const
      await store.thanks.give(id, { ...thanks, giver: dee, practice: null, at: at(day - 3) }, day - 3)
      const text = { title: 'Door', whom: 'us', doneWhen: 'x', firstStep: 'y', link: null }
      const { id: door } = await store.problems.open(id, text, by(ada, 9), day - 9)
      for (const member of [bo, dee]) await store.problems.join(id, door, by(member, 8), day - 8)
      await store.problems.close(id, door, { changed: 'Warm', changedForCloser: '' }, by(bo, 2), day - 2)
      await store.problems.confirm(id, door, 1, by(ada, 1))
      const { id: ramp } = await store.problems.open(id, { ...text, title: 'Ramp' }, by(ada, 9), day - 9)
      await store.problems.join(id, ramp, by(cy, 8), day - 8)
      const { digest } = await readDigest(store, community, period)
      expect(digest.practice).toEqual({
        ...{ shared: 1, done: 3, versions: 2, proven: 1 },
        // 1 and 2 are 28 days old or older, and both were done by others.
        reuseRate: expect.objectContaining({ count: 2, n: 2 }),
        // 3 doings, 2 opened, 3 joined, 1 closed; beside them 3 practices, one thing done, one thanks.
        doingRatio: 9 / 14,
        // Everybody who did 1 is still here.
        leaving: 0,
      })
      // Contributions: 2, 3, 4, 5 and three joinings; with an outcome: 3 (ada did it), 4 (cy made 5), bo and dee in the door.
      expect(digest.consequence).toEqual({
        rate: expect.objectContaining({ count: 4, n: 7 }),
        members: 4,
      })
    }))
})
