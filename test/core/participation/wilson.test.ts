import fc from 'fast-check'
import { expect, it } from 'vitest'
import { share } from '../../../src/core/participation/wilson.ts'

it('gives the published intervals', () => {
  const interval = (count: number, n: number) => {
    const { low, high } = share(count, n)
    return [low?.toFixed(4), high?.toFixed(4)]
  }
  expect(interval(44, 100)).toEqual(['0.3467', '0.5377'])
  expect(interval(5, 10)).toEqual(['0.2366', '0.7634'])
  expect(interval(0, 5)).toEqual(['0.0000', '0.4345'])
})

it('says nothing of nobody', () => {
  expect(share(0, 0)).toEqual({ count: 0, n: 0, share: null, low: null, high: null })
})

it('holds the share, inside 0 to 1', () => {
  const counts = fc
    .integer({ min: 1, max: 1e6 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
  fc.assert(
    fc.property(counts, ([count, n]) => {
      const { share: part, low, high } = share(count, n)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(part).toBeGreaterThanOrEqual(low ?? 2)
      expect(high).toBeGreaterThanOrEqual(part ?? 2)
      expect(high).toBeLessThanOrEqual(1)
    }),
  )
})
