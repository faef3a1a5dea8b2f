import { tzOffset } from '@date-fns/tz'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarOf, MS_PER_DAY, MS_PER_MINUTE, weekdayOf } from '../../../src/core/calendar.ts'
import { nextSlot, parseSlot, type Slot } from '../../../src/core/reflection/slot.ts'
import { english } from '../../../src/core/words/english.ts'

const words = english.setup.slotWords

describe('a slot as typed', () => {
  it.each([
    ['Monday 9:00', 0, 9, 0],
    ['mon 9', 0, 9, 0],
    ['monday 9am', 0, 9, 0],
    ['Monday 09:30', 0, 9, 30],
    ['Monday, 9.30 a.m.', 0, 9, 30],
    ['friday at 17:00', 4, 17, 0],
    ['fridays at 5 pm', 4, 17, 0],
    ['every Weds 0915', 2, 9, 15],
    ['17h30 on thurs', 3, 17, 30],
    ['8h Sat.', 5, 8, 0],
    ["monday 9 o'clock", 0, 9, 0],
    ['Sunday noon', 6, 12, 0],
    ['midnight Tue', 1, 0, 0],
    ['12am su', 6, 0, 0],
    ['12 PM sunday', 6, 12, 0],
    ['wendesday 10:00', 2, 10, 0],
    ['  TUESDAY   23:59 ', 1, 23, 59],
  ])('reads %s', (typed, weekday, hour, minute) => {
    expect(parseSlot(typed, words)).toEqual({ weekday, hour, minute })
  })

  it.each([
    '',
    'Monday',
    '9:00',
    'Monday 24:00',
    'Monday 9:60',
    'Monday 13pm',
    'Monday 0am',
    'Monday Tuesday 9',
    'Monday 9 10',
    'm 9',
    't 9',
    'someday 9',
    'today 9',
    'tomorrow 9',
    'Monday 9:00 or Tuesday 10:00',
    '1 1',
    `Monday ${'9'.repeat(100)}`,
  ])('refuses %j', (typed) => {
    expect(parseSlot(typed, words)).toBeNull()
  })

  it('reads back what it is told as', () => {
    const slot = fc.record({
      weekday: fc.integer({ min: 0, max: 6 }),
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
    })
    fc.assert(
      fc.property(slot, (one) => {
        expect(parseSlot(english.setup.slot(one), words)).toEqual(one)
      }),
    )
  })

  it('never breaks, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => void parseSlot(typed, words)))
  })
})

const at = (text: string): number => Date.parse(text)

describe('the next slot', () => {
  // Sunday nights on which clocks change; Lord Howe's change is of half an hour, the last two zones have none.
  it.each([
    ['gap', 'Europe/Berlin', '2:30', '2026-03-27T00:00Z', ['2026-03-29T01:00Z', '2026-04-05T00:30Z']],
    ['gap', 'America/New_York', '2:30', '2026-03-06T00:00Z', ['2026-03-08T07:00Z', '2026-03-15T06:30Z']],
    ['gap', 'Australia/Lord_Howe', '2:15', '2026-10-01T00:00Z', ['2026-10-03T15:30Z', '2026-10-10T15:15Z']],
    ['gap', 'Asia/Kolkata', '2:30', '2026-03-27T00:00Z', ['2026-03-28T21:00Z', '2026-04-04T21:00Z']],
    ['gap', 'UTC', '2:30', '2026-03-27T00:00Z', ['2026-03-29T02:30Z', '2026-04-05T02:30Z']],
    ['overlap', 'Europe/Berlin', '2:30', '2026-10-23T00:00Z', ['2026-10-25T00:30Z', '2026-11-01T01:30Z']],
    ['overlap', 'America/New_York', '1:30', '2026-10-30T00:00Z', ['2026-11-01T05:30Z', '2026-11-08T06:30Z']],
    [
      'overlap',
      'Australia/Lord_Howe',
      '1:45',
      '2026-04-02T00:00Z',
      ['2026-04-04T14:45Z', '2026-04-11T15:15Z'],
    ],
    ['overlap', 'Asia/Kolkata', '2:30', '2026-10-23T00:00Z', ['2026-10-24T21:00Z', '2026-10-31T21:00Z']],
    ['overlap', 'UTC', '2:30', '2026-10-23T00:00Z', ['2026-10-25T02:30Z', '2026-11-01T02:30Z']],
  ])('comes once through a %s in %s', (_, timeZone, time, after, expected) => {
    const slot = parseSlot(`Sunday ${time}`, words)
    if (slot === null) throw new Error('it is a slot')
    const first = nextSlot(slot, timeZone, at(after))
    expect([first, nextSlot(slot, timeZone, first)]).toEqual(expected.map(at))
  })

  const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC']
  const anySlot = fc.record({
    weekday: fc.integer({ min: 0, max: 6 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
  })

  it('comes once in every week of three years, on its day, at its time where the day has it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), anySlot, (timeZone, slot) => {
        const calendar = calendarOf(timeZone)
        let [before, weeks] = [at('2026-01-01T00:00Z'), 0]
        for (;;) {
          const next = nextSlot(slot, timeZone, before)
          if (next > at('2029-01-01T00:00Z')) break
          const days = calendar.dayOf(next) - calendar.dayOf(before)
          if (weeks > 0) expect(days).toBe(7)
          expect(weekdayOf(calendar.dayOf(next))).toBe(slot.weekday)
          expect(minuteOfDay(next, timeZone)).toBeGreaterThanOrEqual(slot.hour * 60 + slot.minute)
          expect(minuteOfDay(next, timeZone) - slot.hour * 60 - slot.minute).toBeLessThanOrEqual(60)
          before = next
          weeks += 1
        }
        expect(weeks).toBeGreaterThanOrEqual(156)
      }),
      { numRuns: 40 },
    )
  })

  it('is never the moment that it is asked after', () => {
    const slot: Slot = { weekday: 0, hour: 9, minute: 0 }
    expect(nextSlot(slot, 'UTC', at('2026-11-23T09:00Z'))).toBe(at('2026-11-30T09:00Z'))
    expect(nextSlot(slot, 'UTC', at('2026-11-23T08:59:59.999Z'))).toBe(at('2026-11-23T09:00Z'))
  })
})

function minuteOfDay(moment: number, timeZone: string): number {
  const local = moment + tzOffset(timeZone, new Date(moment)) * MS_PER_MINUTE
  return Math.floor((local % MS_PER_DAY) / MS_PER_MINUTE)
}
