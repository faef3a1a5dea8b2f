/** The data of the pictures, beside plain loops over what was recorded: on both engines, and as properties. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeSample } from '../../../src/app/sample.ts'
import { calendarOf } from '../../../src/core/calendar.ts'
import { directionOf } from '../../../src/core/flow-direction.ts'
import { memberId } from '../../../src/core/ids.ts'
import { bandFlows } from '../../../src/core/participation/band-flow.ts'
import { type Band, bandsAt, countBands, moves } from '../../../src/core/participation/bands.ts'
import { tooEarlyToReturn } from '../../../src/core/participation/newcomers.ts'
import { practiceReaches } from '../../../src/core/participation/picture-repertoire.ts'
import { readDigest } from '../../../src/core/participation/read-digest.ts'
import type { Store } from '../../../src/core/ports.ts'
import { english } from '../../../src/core/words/english.ts'
import { ENGINE_NAMES, withStore } from '../../store/engines.ts'
import { practice as practiceOf } from '../repertoire/practices.ts'

const BANDS = ['core', 'active', 'peripheral', 'away'] as const
const total = (flows: readonly { readonly people: number }[]): number =>
  flows.reduce((sum, { people }) => sum + people, 0)

describe('the flow of bands', () => {
  it('adds up: to the bands of both days, and to the moves of the digest', () => {
    const days = fc
      .uniqueArray(fc.nat({ max: 200 }), { minLength: 1, maxLength: 40 })
      .map((some) => some.sort((a, b) => a - b))
    const breaks = fc.array(
      fc.record({ from: fc.nat({ max: 200 }), length: fc.nat({ max: 30 }) }).map(({ from, length }) => ({
        from,
        to: from + length,
      })),
      { maxLength: 2 },
    )
    fc.assert(
      fc.property(
        fc.array(days, { maxLength: 30 }),
        breaks,
        fc.nat({ max: 150 }),
        fc.integer({ min: 1, max: 90 }),
        (people, quiet, from, length) => {
          const activeDays = new Map(people.map((list, at) => [memberId(at + 1), list]))
          const [before, now] = [from, from + length].map((at) => bandsAt(activeDays, at, quiet))
          if (before === undefined || now === undefined) throw new Error('two days')
          const flows = bandFlows(before, now)
          const [then, since] = [
            countBands(activeDays, from, quiet),
            countBands(activeDays, from + length, quiet),
          ]
          for (const band of BANDS) {
            expect(total(flows.filter((one) => one.before === band))).toBe(then[band])
            expect(total(flows.filter((one) => one.now === band))).toBe(since[band])
          }
          const counted = moves(before, now)
          expect(total(flows.filter((one) => directionOf(one) === 'inward'))).toBe(counted.inward)
          expect(total(flows.filter((one) => directionOf(one) === 'outward'))).toBe(counted.outward)
          expect(flows.every((one) => one.people > 0)).toBe(true)
        },
      ),
    )
  })
})

describe('practices', () => {
  it('are told by what came of them before the end, without those that were retired by then', () => {
    const calendar = calendarOf('UTC')
    const [DAY, alice, bob] = [86_400_000, memberId(1), memberId(2)]
    const practice = (id: number, more: Parameters<typeof practiceOf>[1] = {}) =>
      practiceOf(id, { sharedAt: 0, sharer: alice, name: `P${id}`, ...more })
    const did = (
      id: number,
      member: number,
      outcome: 'asWritten' | 'ownWay' | 'didNotWork',
      day: number,
    ) => ({
      practice: practice(id).id,
      member: memberId(member),
      ...{ outcome, at: day * DAY },
    })
    const reaches = practiceReaches(
      [
        practice(1),
        practice(2),
        practice(3, { retired: { at: 5 * DAY, why: '' } }),
        practice(4, { sharedAt: 11 * DAY }),
        practice(5, { retired: { at: 11 * DAY, why: '' } }),
      ],
      [
        ...[did(2, 2, 'asWritten', 1), did(2, 3, 'ownWay', 2), did(2, 4, 'asWritten', 3)],
        ...[did(1, 1, 'asWritten', 1), did(1, 2, 'didNotWork', 2), did(1, 3, 'asWritten', 12)],
        { ...did(1, 1, 'asWritten', 1), practice: null, member: bob },
      ],
      { from: 3, to: 10 },
      calendar,
    )
    expect(reaches).toEqual([
      { name: 'P2', isProven: true, outcomes: { asWritten: 2, ownWay: 1, didNotWork: 0 } },
      { name: 'P1', isProven: false, outcomes: { asWritten: 1, ownWay: 0, didNotWork: 1 } },
      { name: 'P5', isProven: false, outcomes: { asWritten: 0, ownWay: 0, didNotWork: 0 } },
    ])
  })
})

describe('newcomers of whom it is too early to say', () => {
  it('are those of the last fourteen days of the period', () => {
    const firsts = new Map([0, 5, 13, 14, 27, 28].map((day, at) => [memberId(at + 1), day]))
    expect(tooEarlyToReturn(firsts, { from: 0, to: 28 })).toBe(2)
    expect(tooEarlyToReturn(firsts, { from: 27, to: 28 })).toBe(1)
  })
})

describe.each(ENGINE_NAMES)('the made-up club on %s', (engine) => {
  it('has the numbers that plain loops over its rows have', async () => {
    await withStore(engine, async (store) => {
      const now = Date.parse('2026-11-23T12:00:00Z')
      const community = await makeSample(store, { now, timeZone: 'Europe/Paris', words: english })
      const calendar = calendarOf('Europe/Paris')
      const to = calendar.dayOf(now)
      const period = { from: to - 28, to }
      const { digest, pictures } = await readDigest(store, community, period)
      const people = await daysOf(store, community.id, to)
      const flows = new Map<string, number>()
      for (const days of people.values()) {
        const then = plainBand(days, period.from)
        const since = plainBand(days, to)
        if (since === null) continue
        const key = `${then ?? 'new'} ${since}`
        flows.set(key, (flows.get(key) ?? 0) + 1)
      }
      expect(new Map(pictures.moves.map((one) => [`${one.before} ${one.now}`, one.people]))).toEqual(flows)
      expect(total(pictures.moves.filter((one) => one.now === 'core'))).toBe(digest.bands.core)
      const users = async (day: number) =>
        store.history.wordUsers(community.id, { day, at: calendar.startOf(day) })
      const [before, after] = [await users(period.from), await users(to)]
      for (const word of await store.words.all(community.id)) {
        const others = (all: typeof before) =>
          [...(all.get(word.id) ?? [])].filter((one) => one !== word.giver).length
        const told = pictures.words.find((one) => one.word === word.word)
        expect(told).toEqual({ word: word.word, before: others(before), people: others(after) })
      }
      expect(new Map(digest.language.spread.map((one) => [one.word, one.people]))).toEqual(
        new Map(pictures.words.map((one) => [one.word, one.people])),
      )
      expect(pictures.practices.filter((one) => one.isProven)).toHaveLength(digest.practice.proven)
      const hours = digest.answers.slowest.flatMap((one) => ('hour' in one ? [one] : []))
      for (const { hour, medianMinutes, n } of hours)
        expect(pictures.waitsByHour).toContainEqual({ hour, medianMinutes, answered: n })
      const longest = Math.max(...pictures.waitsByHour.map((one) => one.medianMinutes))
      expect(longest).toBe(hours[0]?.medianMinutes)
    })
  })
})

async function daysOf(store: Store, community: Parameters<Store['history']['daily']>[0], to: number) {
  const people = new Map<number, Set<number>>()
  for await (const rows of store.history.daily(community, to))
    for (const { member, day } of rows)
      if (member !== 0) people.set(member, (people.get(member) ?? new Set()).add(day))
  return people
}

/** The rule of bands, word by word: of twelve weeks, or of those since the first day, at least six; the higher of two. */
function plainBand(days: ReadonlySet<number>, at: number): Band | null {
  const first = Math.min(...days)
  const ranks = [at, at - 7].flatMap((end) => {
    if (first >= end) return []
    const weeks = Math.min(12, Math.ceil((end - first) / 7))
    let active = 0
    for (let week = 0; week < 12; week += 1)
      if ([...days].some((day) => day >= end - 7 * (week + 1) && day < end - 7 * week)) active += 1
    const share = active / Math.max(6, weeks)
    return [share >= 0.75 ? 3 : share >= 0.25 ? 2 : active > 0 ? 1 : 0]
  })
  return ranks.length === 0
    ? null
    : ((['away', 'peripheral', 'active', 'core'] as const)[Math.max(...ranks)] ?? null)
}
