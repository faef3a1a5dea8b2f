/** Looking into the days on which somebody was active: ascending, without repeats. */
import type { Day, Period } from '../calendar.ts'
import type { MemberId } from '../ids.ts'

/**
 * Every member's days with at least one act.
 *
 * @word active on a day, in a week, in a period: with at least one act of any kind in it, which is a message, a reaction or a practice act. Joining the
 * workspace is no act, nor is reading.
 */
export type ActiveDays = ReadonlyMap<MemberId, readonly Day[]>

/** How many of the days lie before a day: also the index of the first that does not. */
export function countBefore(days: readonly Day[], day: Day): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((days[middle] ?? Number.POSITIVE_INFINITY) < day) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether any of the days lies in a period. */
export function isActiveIn(days: readonly Day[], period: Period): boolean {
  const next = days[countBefore(days, period.from)]
  return next !== undefined && next < period.to
}

/** How many people are active in at least one of some periods. */
export function countActive(activeDays: ActiveDays, periods: readonly Period[]): number {
  let active = 0
  for (const days of activeDays.values()) if (periods.some((period) => isActiveIn(days, period))) active += 1
  return active
}
