/** Members' active days, made by hand or at random. */
import fc from 'fast-check'
import type { Day } from '../../../src/core/calendar.ts'
import { type MemberId, memberId } from '../../../src/core/ids.ts'
import type { ActiveDays } from '../../../src/core/participation/active-days.ts'

/** One list of days a member; members are numbered from 1. */
export function activeDays(...days: readonly (readonly Day[])[]): ActiveDays {
  return new Map(days.map((list, index): [MemberId, readonly Day[]] => [memberId(index + 1), list]))
}

/** A day in every week of some, counted back from `to`: week 0 is the last one before it. */
export const inWeeks = (to: Day, ...weeks: readonly number[]): readonly Day[] =>
  weeks.map((week) => to - 7 * week - 4).sort((a, b) => a - b)

/** Up to 30 people with days between 0 and 250. */
export const anyActiveDays = fc
  .array(
    fc
      .uniqueArray(fc.integer({ min: 0, max: 250 }), { minLength: 1, maxLength: 40 })
      .map((days) => days.sort((a, b) => a - b)),
    { maxLength: 30 },
  )
  .map((lists) => activeDays(...lists))

/** A period between the days 0 and 300. */
export const anyPeriod = fc
  .record({ from: fc.integer({ min: 0, max: 250 }), length: fc.integer({ min: 1, max: 60 }) })
  .map(({ from, length }) => ({ from, to: from + length }))

export const anyBreaks = fc.array(anyPeriod, { maxLength: 3 })
