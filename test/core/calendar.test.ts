import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  calendarOf,
  type Day,
  dateOf,
  dayOfDate,
  isTimeZone,
  MS_PER_DAY,
  MS_PER_HOUR,
  monthsBefore,
  weekdayOf,
} from '../../src/core/calendar.ts'

const day = (date: string): Day => dayOfDate(date) ?? Number.NaN
const startOf = (timeZone: string, date: string) =>
  new Date(calendarOf(timeZone).startOf(day(date))).toISOString()
const hoursOf = (timeZone: string, date: string) => {
  const calendar = calendarOf(timeZone)
  return (calendar.startOf(day(date) + 1) - calendar.startOf(day(date))) / MS_PER_HOUR
}

describe('dates', () => {
  it('are days since 1970 and back', () => {
    expect(day('1970-01-01')).toBe(0)
    expect(day('1969-12-31')).toBe(-1)
    expect(dateOf(day('2100-02-28') + 1)).toBe('2100-03-01')
    expect(dateOf(day('2024-02-28') + 1)).toBe('2024-02-29')
  })

  it('are refused where there is no such day', () => {
    for (const date of [
      '2023-02-29',
      '2024-13-01',
      '2024-1-1',
      '2024-04-31',
      '',
      'yesterday',
      '2024-01-01T00:00',
    ])
      expect(dayOfDate(date)).toBeNull()
  })

  it('go back by months to the same date, or the last of a shorter month', () => {
    expect(dateOf(monthsBefore(day('2024-03-31'), 1))).toBe('2024-02-29')
    expect(dateOf(monthsBefore(day('2023-03-31'), 1))).toBe('2023-02-28')
    expect(dateOf(monthsBefore(day('2024-02-29'), 12))).toBe('2023-02-28')
    expect(dateOf(monthsBefore(day('2024-01-15'), 12))).toBe('2023-01-15')
    expect(dateOf(monthsBefore(day('2024-05-31'), 3))).toBe('2024-02-29')
  })

  it('have weekdays from Monday on', () => {
    expect(
      ['2024-01-01', '2024-01-07', '1970-01-01', '1969-12-28'].map((date) => weekdayOf(day(date))),
    ).toEqual([0, 6, 3, 6])
  })
})

describe('a calendar', () => {
  it('has days of 23 and 25 hours where the clocks change', () => {
    expect(startOf('Europe/Paris', '2024-03-31')).toBe('2024-03-30T23:00:00.000Z')
    expect(hoursOf('Europe/Paris', '2024-03-31')).toBe(23)
    expect(hoursOf('Europe/Paris', '2024-10-27')).toBe(25)
    const paris = calendarOf('Europe/Paris')
    const [summer, winter] = [Date.UTC(2024, 9, 27, 0, 30), Date.UTC(2024, 9, 27, 1, 30)]
    expect([paris.hourOf(summer), paris.hourOf(winter)]).toEqual([2, 2])
  })

  it('begins a day without midnight at its first moment', () => {
    expect(startOf('America/Sao_Paulo', '2018-11-04')).toBe('2018-11-04T03:00:00.000Z')
    expect(calendarOf('America/Sao_Paulo').hourOf(Date.UTC(2018, 10, 4, 3))).toBe(1)
    expect(hoursOf('Asia/Beirut', '2024-03-31')).toBe(23)
  })

  it('begins a day with two midnights at the first', () => {
    expect(startOf('America/Havana', '2024-11-03')).toBe('2024-11-03T04:00:00.000Z')
    expect(hoursOf('America/Havana', '2024-11-03')).toBe(25)
  })

  it('gives a day that was skipped no length', () => {
    expect(startOf('Pacific/Apia', '2011-12-30')).toBe(startOf('Pacific/Apia', '2011-12-31'))
    expect(hoursOf('Pacific/Apia', '2011-12-31')).toBe(24)
  })

  it('knows changes of half an hour and at any minute, whatever was asked before', () => {
    expect(hoursOf('Australia/Lord_Howe', '2024-04-07')).toBe(24.5)
    const changesAt = Date.UTC(2010, 10, 7, 2, 31)
    for (const order of [
      [-1, 0],
      [0, -1],
    ]) {
      const newfoundland = calendarOf('America/St_Johns')
      const hours = new Map(order.map((shift) => [shift, newfoundland.hourOf(changesAt + shift)]))
      expect(hours.get(-1)).toBe(0)
      expect(hours.get(0)).toBe(23)
    }
  })

  it('counts by quarters of an hour where the zone does', () => {
    const nepal = calendarOf('Asia/Kathmandu')
    expect(nepal.dayOf(Date.UTC(2024, 0, 1, 18, 15))).toBe(day('2024-01-02'))
    expect(nepal.dayOf(Date.UTC(2024, 0, 1, 18, 15) - 1)).toBe(day('2024-01-01'))
  })

  it('serves 1970 and 2100', () => {
    const paris = calendarOf('Europe/Paris')
    expect(paris.dayOf(0)).toBe(0)
    expect(paris.hourOf(0)).toBe(1)
    expect(dateOf(paris.dayOf(Date.UTC(2100, 11, 31, 23, 30)))).toBe('2101-01-01')
  })

  it('is refused for a zone that nobody knows', () => {
    expect(isTimeZone('Europe/Paris')).toBe(true)
    expect(isTimeZone('Mars/Olympus')).toBe(false)
    expect(isTimeZone('')).toBe(false)
    expect(() => calendarOf('Mars/Olympus')).toThrow(RangeError)
  })

  it('agrees with the machine\u2019s own clock, and its days follow each other', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Europe/Paris',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'America/Sao_Paulo',
      'Africa/Casablanca',
    )
    const moments = fc.integer({ min: Date.UTC(1975, 0), max: Date.UTC(2101, 0) })
    fc.assert(
      fc.property(zones, moments, (timeZone, at) => {
        const calendar = calendarOf(timeZone)
        const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
        const today = calendar.dayOf(at)
        expect(`${dateOf(today)} ${String(calendar.hourOf(at)).padStart(2, '0')}`).toBe(
          format.format(at).slice(0, 13),
        )
        const [start, end] = [calendar.startOf(today), calendar.startOf(today + 1)]
        expect(start).toBeLessThanOrEqual(at)
        expect(end).toBeGreaterThan(at)
        expect([calendar.dayOf(start), calendar.dayOf(start - 1)]).toEqual([today, today - 1])
        expect(end - start).toBeLessThanOrEqual(MS_PER_DAY + 2 * MS_PER_HOUR)
      }),
    )
  })
})
