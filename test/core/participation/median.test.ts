import { expect, it } from 'vitest'
import { median } from '../../../src/core/participation/median.ts'

it('is the middle one, or the mean of the middle two', () => {
  expect(median([10, 9, 2])).toBe(9)
  expect(median([10, 9, 2, 1])).toBe(5.5)
  expect(median([3])).toBe(3)
  expect(median([])).toBeNull()
})

it('leaves the values in their order', () => {
  const values = [3, 1, 2]
  median(values)
  expect(values).toEqual([3, 1, 2])
})
