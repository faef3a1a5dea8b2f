/**
 * Days as a community lives them. A day is an integer: days since 1970-01-01 of the community's own calendar,
 * whatever the time zone, so that days can be compared, subtracted and stored without any clock.
 */
import { tzOffset } from '@date-fns/tz'

/** Days since 1970-01-01 in a community's calendar. */
export type Day = number

/** A half-open stretch of days: `from` is included, `to` is not. */
export interface Period {
  readonly from: Day
  readonly to: Day
}

export const MS_PER_MINUTE = 60_000
export const MS_PER_HOUR = 3_600_000
export const MS_PER_DAY = 86_400_000

/** Days of which a clock keeps the offsets: more than two centuries, some megabytes. */
const CACHED_DAYS = 100_000

/** A community's clock: turns moments into its days and hours, and days back into moments. */
export interface Calendar {
  readonly timeZone: string
  /** The day that holds a moment (milliseconds since 1970, UTC). */
  dayOf(at: number): Day
  /** The hour of the day (0–23) of a moment. */
  hourOf(at: number): number
  /** The first moment of a day, in milliseconds since 1970, UTC; right on days that have 23, 24 or 25 hours. */
  startOf(day: Day): number
}

/** Whether a name is a time zone that this machine knows (IANA, such as `Europe/Paris`). */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The calendar of a time zone. Throws a RangeError for a name that `isTimeZone` refuses. */
export function calendarOf(timeZone: string): Calendar {
  if (!isTimeZone(timeZone)) throw new RangeError(`unknown time zone: ${timeZone}`)
  const offsetMs = offsetsOf(timeZone)
  const local = (at: number): number => at + offsetMs(at)
  return {
    timeZone,
    dayOf: (at) => Math.floor(local(at) / MS_PER_DAY),
    hourOf: (at) => Math.floor((local(at) - Math.floor(local(at) / MS_PER_DAY) * MS_PER_DAY) / MS_PER_HOUR),
    startOf: (day) => firstMomentOf(day, offsetMs),
  }
}

/** The offset of a whole day (UTC), or its two offsets and the moment of the change. */
interface DayOffsets {
  readonly first: number
  readonly changesAt: number
  readonly last: number
}

/** A zone's offset from UTC in milliseconds. Clocks change once a day at most, and at any minute of it. */
function offsetsOf(timeZone: string): (at: number) => number {
  const days = new Map<number, DayOffsets>()
  const offsetAt = (at: number): number => Math.round(tzOffset(timeZone, new Date(at)) * MS_PER_MINUTE)
  const learn = (day: number): DayOffsets => {
    const first = offsetAt(day * MS_PER_DAY)
    const last = offsetAt((day + 1) * MS_PER_DAY - 1)
    const isBefore = (at: number) => offsetAt(at) === first
    const changesAt =
      first === last
        ? Number.POSITIVE_INFINITY
        : firstWhere(day * MS_PER_DAY, (day + 1) * MS_PER_DAY, (at) => !isBefore(at))
    return { first, changesAt, last }
  }
  return (at) => {
    const day = Math.floor(at / MS_PER_DAY)
    let known = days.get(day)
    if (known === undefined) {
      if (days.size >= CACHED_DAYS) days.clear()
      known = learn(day)
      days.set(day, known)
    }
    return at < known.changesAt ? known.first : known.last
  }
}

/** The first whole number in [low, high) from which a condition holds, which never ceases to hold; `high` if none. */
function firstWhere(low: number, high: number, holds: (value: number) => boolean): number {
  let [before, after] = [low - 1, high]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (holds(middle)) after = middle
    else before = middle
  }
  return after
}

/**
 * Midnight does not exist on some clock-change days and comes twice on others: the first moment of a day is the
 * earliest one whose local day is that day, or a later one where the whole day was skipped.
 */
function firstMomentOf(day: Day, offsetMs: (at: number) => number): number {
  const midnight = day * MS_PER_DAY
  const dayAt = (at: number) => Math.floor((at + offsetMs(at)) / MS_PER_DAY)
  for (const shift of [-MS_PER_DAY, 0, MS_PER_DAY]) {
    const at = midnight - offsetMs(midnight + shift)
    if (dayAt(at) === day && dayAt(at - 1) < day) return at
  }
  // A gap over midnight: the day begins at the first moment after the gap.
  return firstWhere(midnight - MS_PER_DAY, midnight + 2 * MS_PER_DAY, (at) => dayAt(at) >= day)
}

/** `2024-03-31` of a day. */
export function dateOf(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
}

/** The day of a date written as `2024-03-31`; null where it is no date. */
export function dayOfDate(date: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null
  const at = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(at) || dateOf(at / MS_PER_DAY) !== date ? null : at / MS_PER_DAY
}

/** The same date so many calendar months earlier (31 March − 1 month is 28 or 29 February). */
export function monthsBefore(day: Day, months: number): Day {
  const date = new Date(day * MS_PER_DAY)
  const wanted = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1))
  const lastOfMonth = new Date(Date.UTC(wanted.getUTCFullYear(), wanted.getUTCMonth() + 1, 0)).getUTCDate()
  return wanted.getTime() / MS_PER_DAY + Math.min(date.getUTCDate(), lastOfMonth) - 1
}

/** Monday is 0, Sunday 6. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7
}
