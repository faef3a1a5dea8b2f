import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countActive } from '../../../src/core/participation/active-days.ts'
import { isInBreak, previousPeriods } from '../../../src/core/participation/breaks.ts'
import { growth } from '../../../src/core/participation/growth.ts'
import { activeDays, anyActiveDays, anyBreaks, anyPeriod } from './people.ts'

const week = (number: number) => ({ from: 7 * number, to: 7 * number + 7 })

describe('growth', () => {
  it('has the published values over weeks {a b c d}, {a b e}, {a c e f}, {a b c f g}', () => {
    const weeks = ['abcd', 'abe', 'acef', 'abcfg']
    const people = activeDays(
      ...[...'abcdefg'].map((name) =>
        weeks.flatMap((names, index) => (names.includes(name) ? [7 * index + 3] : [])),
      ),
    )
    const values = weeks.map((_, index) => {
      const counts = growth(people, week(index), [])
      return [counts?.new, counts?.retained, counts?.resurrected, counts?.churned, counts?.quickRatio]
    })
    expect(values).toEqual([
      [4, 0, 0, 0, null],
      [1, 2, 0, 2, 0.5],
      [1, 2, 1, 1, 2],
      [1, 3, 1, 1, 2],
    ])
  })

  it('looks past a break to the weeks before it', () => {
    const people = activeDays([3, 24], [3], [10, 24])
    const breaks = [{ from: 14, to: 21 }]
    expect(growth(people, week(3), breaks)).toMatchObject({ retained: 1, resurrected: 1, churned: 0 })
    expect(growth(people, week(3), [])).toMatchObject({ retained: 0, resurrected: 2, churned: 0 })
    expect(growth(people, week(2), breaks)).toBeNull()
    const inTheBreak = activeDays([16, 24])
    expect(growth(inTheBreak, week(3), breaks)).toMatchObject({ new: 0, resurrected: 1 })
  })

  it('adds up to who is active now and who was before', () => {
    fc.assert(
      fc.property(anyActiveDays, anyPeriod, anyBreaks, (people, period, breaks) => {
        const counts = growth(people, period, breaks)
        expect(counts === null).toBe(isInBreak(period, breaks))
        if (counts === null) return
        expect(counts.new + counts.retained + counts.resurrected).toBe(countActive(people, [period]))
        expect(counts.retained + counts.churned).toBe(countActive(people, previousPeriods(period, breaks)))
      }),
    )
  })
})
