import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compactCount, dayLabel, hourLabel, partText, waitText } from '../../src/charts/wording.ts'
import { dayOfDate } from '../../src/core/calendar.ts'

const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('counts', () => {
  test.each([
    [0, '0'],
    [7, '7'],
    [999, '999'],
    [999.6, '1 k'],
    [1000, '1 k'],
    [1234, '1.2 k'],
    [99_949, '99.9 k'],
    [99_950, '100 k'],
    [999_499, '999 k'],
    [999_500, '1 M'],
    [3_400_000, '3.4 M'],
    [Number.MAX_SAFE_INTEGER, '9 P'],
  ])('%d is %j', (count, written) => {
    expect(plain(compactCount(count))).toBe(written)
  })

  test('are never longer than six characters, and grow as the number does', () => {
    const amountOf = (text: string) => {
      const [digits, unit = ''] = plain(text).split(' ')
      return Number(digits) * 1000 ** ['', 'k', 'M', 'G', 'T', 'P'].indexOf(unit)
    }
    fc.assert(
      fc.property(fc.maxSafeNat(), (count) => {
        expect(compactCount(count).length).toBeLessThanOrEqual(6)
        expect(Math.abs(amountOf(compactCount(count)) - count)).toBeLessThanOrEqual(count * 0.05)
      }),
    )
  })
})

test.each([
  [0, '0 min'],
  [0.4, '< 1 min'],
  [45, '45 min'],
  [59.6, '1 h'],
  [130, '2 h 10 min'],
  [600, '10 h'],
  [2879, '47 h 59 min'],
  [2880, '2 d'],
  [4560, '3 d 4 h'],
  [5_759.9, '4 d'],
  [1e6, '694 d'],
])('a wait of %d minutes is %j', (minutes, written) => {
  expect(plain(waitText(minutes))).toBe(written)
})

test('dates, hours and parts', () => {
  expect(plain(dayLabel(dayOfDate('2024-03-03') ?? 0))).toBe('3 Mar')
  expect(plain(dayLabel(dayOfDate('1970-01-01') ?? 1))).toBe('1 Jan')
  expect(plain(dayLabel(dayOfDate('2100-12-31') ?? 0))).toBe('31 Dec')
  expect(() => dayLabel(Number.NaN)).toThrow(RangeError)
  expect([hourLabel(0), hourLabel(18)]).toEqual(['00:00', '18:00'])
  expect(partText(12, 15, 'answered')).toBe('12 of 15 answered')
})
