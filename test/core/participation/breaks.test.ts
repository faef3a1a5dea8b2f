import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isInBreak,
  mergedBreaks,
  previousPeriods,
  silentDaysUntil,
  weeksBefore,
} from '../../../src/core/participation/breaks.ts'
import { anyBreaks, anyPeriod } from './people.ts'

describe('breaks', () => {
  it('are joined where they touch or overlap', () => {
    const breaks = [
      { from: 20, to: 30 },
      { from: 5, to: 10 },
      { from: 10, to: 12 },
      { from: 22, to: 25 },
      { from: 40, to: 40 },
    ]
    expect(mergedBreaks(breaks)).toEqual([
      { from: 5, to: 12 },
      { from: 20, to: 30 },
    ])
  })

  it('hold a period that they leave nothing of, together if they touch', () => {
    const breaks = [
      { from: 0, to: 7 },
      { from: 7, to: 14 },
    ]
    expect(isInBreak({ from: 0, to: 14 }, breaks)).toBe(true)
    expect(isInBreak({ from: 3, to: 10 }, breaks)).toBe(true)
    expect(isInBreak({ from: 0, to: 15 }, breaks)).toBe(false)
  })
})

describe('the period before', () => {
  it('is right before it and as long', () => {
    expect(previousPeriods({ from: 100, to: 128 }, [])).toEqual([{ from: 72, to: 100 }])
    expect(previousPeriods({ from: 100, to: 103 }, [])).toEqual([{ from: 97, to: 100 }])
    expect(previousPeriods({ from: 100, to: 110 }, [])).toEqual([{ from: 90, to: 100 }])
  })

  it('skips weeks wholly inside a break, and takes those that are only partly', () => {
    expect(previousPeriods({ from: 100, to: 114 }, [{ from: 86, to: 93 }])).toEqual([
      { from: 93, to: 100 },
      { from: 79, to: 86 },
    ])
    expect(previousPeriods({ from: 100, to: 114 }, [{ from: 87, to: 100 }])).toEqual([{ from: 79, to: 93 }])
    expect(previousPeriods({ from: 100, to: 103 }, [{ from: 90, to: 100 }])).toEqual([{ from: 88, to: 91 }])
  })

  it('always has as many days, all before, in no block of a break', () => {
    fc.assert(
      fc.property(anyPeriod, anyBreaks, (period, breaks) => {
        const pieces = previousPeriods(period, breaks)
        const days = pieces.reduce((sum, piece) => sum + piece.to - piece.from, 0)
        expect(days).toBe(period.to - period.from)
        let before = period.from
        for (const piece of pieces) {
          expect(piece.to).toBeLessThanOrEqual(before)
          expect(isInBreak(piece, breaks)).toBe(false)
          before = piece.from
        }
      }),
    )
  })
})

describe('weeks before a day', () => {
  it('are 7-day blocks back from it, without those wholly inside a break', () => {
    expect(weeksBefore(100, [{ from: 79, to: 94 }], 3)).toEqual([
      { from: 93, to: 100 },
      { from: 72, to: 79 },
      { from: 65, to: 72 },
    ])
  })
})

describe('silent days', () => {
  it('are those since the last active day, without days of breaks in between', () => {
    const silent = silentDaysUntil(50, [
      { from: 20, to: 30 },
      { from: 45, to: 60 },
    ])
    expect([10, 19, 25, 29, 30, 49].map(silent)).toEqual([25, 16, 16, 16, 15, 1])
    expect(silent(44)).toBe(1)
  })
})
