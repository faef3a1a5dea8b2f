import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countStep, linear, spread, ticks, waitStepMinutes } from '../../src/charts/scale.ts'

test('steps of counts are whole, round, and few enough', () => {
  expect([1, 4, 7, 30, 101, 999].map((length) => countStep(length, 4))).toEqual([1, 1, 2, 10, 50, 500])
  fc.assert(
    fc.property(fc.maxSafeNat(), (length) => {
      const step = countStep(length, 5)
      expect(String(step)).toMatch(/^[125]0*$/)
      expect(length / step).toBeLessThanOrEqual(5)
    }),
  )
})

test('steps of waits are what people count in', () => {
  expect([1, 3, 50, 200, 700, 2880].map((minutes) => waitStepMinutes(minutes, 4))).toEqual([
    1, 1, 15, 60, 180, 720,
  ])
  expect(waitStepMinutes(1e6, 4) % 1440).toBe(0)
})

test('ticks are the multiples inside', () => {
  expect(ticks(-7, 12, 5)).toEqual([-5, 0, 5, 10])
  expect(ticks(0, 4, 2)).toEqual([0, 2, 4])
})

test('a scale maps in proportion, and nothing to its beginning', () => {
  expect([10, -10, 0].map(linear([10, -10], [0, 100]))).toEqual([0, 100, 50])
  expect(linear([3, 3], [5, 9])(3)).toBe(5)
})

test('spread keeps order and bounds and moves nothing that has room', () => {
  expect(spread([10, 50, 90], 19, 0, 100)).toEqual([10, 50, 90])
  expect(spread([90, 95, 99], 20, 0, 100)).toEqual([60, 80, 100])
  expect(spread([0, 0, 0], 20, 10, 100)).toEqual([10, 30, 50])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 250 }), { maxLength: 4 }), (wanted) => {
      const placed = spread(
        [...wanted].sort((a, b) => a - b),
        19,
        0,
        200,
      )
      for (const [index, position] of placed.entries()) {
        expect(position).toBeGreaterThanOrEqual(0)
        expect(position).toBeLessThanOrEqual(200)
        if (index > 0) expect(position - (placed[index - 1] ?? 0)).toBeGreaterThanOrEqual(19)
      }
    }),
  )
})
