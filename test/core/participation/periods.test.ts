import { describe, expect, it } from 'vitest'
import { dateOf, dayOfDate } from '../../../src/core/calendar.ts'
import { Refusal } from '../../../src/core/errors.ts'
import { type AskedPeriod, resolvePeriod } from '../../../src/core/participation/periods.ts'

const imported = {
  lastActivityDay: dayOfDate('2024-03-30'),
  today: dayOfDate('2026-01-01') ?? 0,
  isLive: false,
}
const live = { ...imported, isLive: true }
const resolve = (asked: AskedPeriod, known: typeof imported = imported) => {
  const { from, to } = resolvePeriod(asked, known)
  return `${dateOf(from)} ${dateOf(to)}`
}

describe('a period', () => {
  it('is four weeks until the last activity of an imported community, or until today', () => {
    expect(resolve({})).toBe('2024-03-03 2024-03-31')
    expect(resolve({}, live)).toBe('2025-12-04 2026-01-01')
  })

  it('is as many weeks as asked', () => {
    expect(resolve({ weeks: 1 })).toBe('2024-03-24 2024-03-31')
    expect(resolve({ weeks: 520 })).toBe('2014-04-13 2024-03-31')
    expect(resolve({ weeks: 2, to: '2024-03-15' })).toBe('2024-03-01 2024-03-15')
  })

  it('has the days that were asked', () => {
    expect(resolve({ from: '2024-01-01', to: '2024-02-01' })).toBe('2024-01-01 2024-02-01')
    expect(resolve({ from: '2024-01-01' })).toBe('2024-01-01 2024-03-31')
    expect(resolve({ to: '2024-02-29' })).toBe('2024-02-01 2024-02-29')
  })

  it.each([
    [{ from: '2024-02-01', to: '2024-02-01' }, /must come before/],
    [{ from: '2025-01-01' }, /must come before the end, 2024-03-31/],
    [{ from: '2024-02-30' }, /no date/],
    [{ to: 'x'.repeat(500) }, /^“x{40}” is no date/],
    [{ weeks: 0 }, /1 to 520/],
    [{ weeks: 521 }, /1 to 520/],
    [{ weeks: 1.5 }, /1 to 520/],
    [{ weeks: 3, from: '2024-01-01' }, /not both/],
  ])('is refused with a sentence: %j', (asked, sentence) => {
    expect(() => resolve(asked)).toThrow(Refusal)
    expect(() => resolve(asked)).toThrow(sentence)
  })

  it('is refused where nothing has happened yet', () => {
    expect(() => resolve({}, { ...imported, lastActivityDay: null })).toThrow(/Nothing is recorded/)
  })
})
