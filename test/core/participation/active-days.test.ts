import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countActive, countBefore, isActiveIn } from '../../../src/core/participation/active-days.ts'
import { activeDays, anyPeriod } from './people.ts'

it('finds days as looking at each would', () => {
  const days = fc.uniqueArray(fc.integer({ min: -10, max: 300 })).map((list) => list.sort((a, b) => a - b))
  fc.assert(
    fc.property(days, anyPeriod, (list, period) => {
      expect(countBefore(list, period.from)).toBe(list.filter((day) => day < period.from).length)
      expect(isActiveIn(list, period)).toBe(list.some((day) => period.from <= day && day < period.to))
    }),
  )
})

it('counts a person once, however many periods they were active in', () => {
  const periods = [
    { from: 0, to: 10 },
    { from: 20, to: 30 },
  ]
  expect(countActive(activeDays([5, 25], [15], [29], []), periods)).toBe(2)
})
