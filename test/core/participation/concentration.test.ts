import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { absenceFactor, gini } from '../../../src/core/participation/concentration.ts'

describe('gini', () => {
  it('gives the published value', () => {
    const incomes = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]
    expect(gini(incomes)).toBeCloseTo(0.462091, 6)
    expect(gini([...incomes].reverse())).toBe(gini(incomes))
  })

  it('is 0 where all are equal, counts zeros, and is null where there is nothing', () => {
    expect(gini([7, 7, 7])).toBe(0)
    expect(gini([1])).toBe(0)
    expect(gini([0, 0, 0, 8])).toBe(0.75)
    expect(gini([0, 0])).toBeNull()
    expect(gini([])).toBeNull()
  })

  it('lies in [0, 1) and does not change with the unit', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 60 }), (amounts) => {
        const value = gini(amounts)
        if (value === null) return
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThan(1)
        expect(gini(amounts.map((amount) => amount * 3))).toBeCloseTo(value, 9)
      }),
    )
  })
})

describe('absence factor', () => {
  it('is the fewest people who make half of it all', () => {
    expect(absenceFactor([1, 1, 1, 1])).toBe(2)
    expect(absenceFactor([5, 1, 1, 1])).toBe(1)
    expect(absenceFactor([4, 3, 2, 1, 0])).toBe(2)
    expect(absenceFactor([1, 1, 1])).toBe(2)
    expect(absenceFactor([0, 0])).toBeNull()
    expect(absenceFactor([])).toBeNull()
  })
})
