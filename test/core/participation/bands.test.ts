import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOfDate } from '../../../src/core/calendar.ts'
import { type MemberId, memberId } from '../../../src/core/ids.ts'
import { type Band, bandsAt, countBands, moves, renewal } from '../../../src/core/participation/bands.ts'
import { activeDays, anyActiveDays, anyBreaks, inWeeks } from './people.ts'

const TO = 1000
/** Long ago, so that all twelve weeks count. */
const LONG_AGO = 100

const bandOf = (days: readonly number[], breaks: { from: number; to: number }[] = []) =>
  bandsAt(activeDays(days), TO, breaks).get(memberId(1))

/** Twelve weeks and the one before them: week 12 is what only the value seven days before sees. */
const withWeeks = (...weeks: readonly number[]) => [LONG_AGO, ...inWeeks(TO, ...weeks)]

describe('bands', () => {
  it('are shares of the last twelve weeks', () => {
    expect(bandOf(withWeeks(0, 1, 2, 3, 4, 5, 6, 7, 8))).toBe('core')
    expect(bandOf(withWeeks(0, 1, 2, 3, 4, 5, 6, 7))).toBe('active')
    expect(bandOf(withWeeks(0, 5, 11))).toBe('active')
    expect(bandOf(withWeeks(0, 5))).toBe('peripheral')
    expect(bandOf(withWeeks(11))).toBe('peripheral')
    expect(bandOf(withWeeks(13))).toBe('away')
  })

  it('count each week once', () => {
    expect(bandOf([LONG_AGO, TO - 7, TO - 6, TO - 5, TO - 1])).toBe('peripheral')
  })

  it('are of the weeks since the first active day, at least six', () => {
    expect(bandOf(inWeeks(TO, 0, 1, 2, 3, 4, 5, 6, 7).filter((_, index) => index % 4 !== 1))).toBe('core')
    expect(bandOf(inWeeks(TO, 0))).toBe('peripheral')
    expect(bandOf(inWeeks(TO, 0, 1))).toBe('active')
    expect(bandOf(inWeeks(TO, 0, 1, 2, 3))).toBe('active')
    expect(bandOf(inWeeks(TO, 0, 1, 2, 3, 4))).toBe('core')
  })

  it('begin the day after the first act', () => {
    expect(bandOf([TO])).toBeUndefined()
    expect(bandOf([TO + 3])).toBeUndefined()
    expect(bandOf([TO - 1])).toBe('peripheral')
  })

  it('rise at once and fall a week late', () => {
    const risen = withWeeks(0, 1, 2, 3, 4, 5, 6, 7, 8)
    expect(bandOf(risen)).toBe('core')
    const falling = withWeeks(4, 5, 6, 7, 8, 9, 10, 11, 12)
    expect(bandOf(falling)).toBe('core')
    expect(bandsAt(activeDays(falling), TO + 7, []).get(memberId(1))).toBe('active')
  })

  it('skip back over breaks', () => {
    const breaks = [{ from: TO - 21, to: TO }]
    expect(bandOf(withWeeks(3, 4, 5, 6, 7, 8, 9, 10, 11), breaks)).toBe('core')
    expect(bandOf(withWeeks(14), breaks)).toBe('peripheral')
    expect(bandOf(withWeeks(14))).toBe('away')
  })

  it('are none for somebody seen only in the break that lasts', () => {
    expect(bandOf([TO - 3], [{ from: TO - 21, to: TO }])).toBeUndefined()
  })

  it('are counted as they are given', () => {
    fc.assert(
      fc.property(anyActiveDays, fc.integer({ min: 0, max: 300 }), anyBreaks, (people, at, breaks) => {
        const given = [...bandsAt(people, at, breaks).values()]
        const count = (band: Band) => given.filter((one) => one === band).length
        expect(countBands(people, at, breaks)).toEqual({
          core: count('core'),
          active: count('active'),
          peripheral: count('peripheral'),
          away: count('away'),
        })
      }),
    )
  })

  it('are of everybody first active before, where there is no break', () => {
    fc.assert(
      fc.property(anyActiveDays, fc.integer({ min: 0, max: 300 }), (people, at) => {
        const seen = [...people].filter(([, days]) => (days[0] ?? at) < at).map(([member]) => member)
        expect([...bandsAt(people, at, []).keys()]).toEqual(seen)
      }),
    )
  })
})

describe('moves', () => {
  const bands = (...list: readonly (Band | null)[]): ReadonlyMap<MemberId, Band> =>
    new Map(list.flatMap((band, index) => (band === null ? [] : [[memberId(index), band] as const])))

  it('are of those who had a band before', () => {
    const before = bands('away', 'core', 'active', null, 'peripheral')
    const now = bands('peripheral', 'away', 'active', 'core', 'core')
    expect(moves(before, now)).toEqual({ inward: 2, outward: 1 })
  })
})

describe('renewal', () => {
  it('is the share of the core that came in the last twelve months', () => {
    const at = dayOfDate('2024-03-01') ?? 0
    const since = dayOfDate('2023-03-01') ?? 0
    const people = activeDays([since - 1], [since], [since + 100], [since + 100])
    const core: Band = 'core'
    const bands = new Map<MemberId, Band>([1, 2, 3].map((id) => [memberId(id), core]))
    bands.set(memberId(4), 'active')
    expect(renewal(bands, people, at)).toMatchObject({ count: 2, n: 3 })
    expect(renewal(new Map(), people, at).share).toBeNull()
  })
})
