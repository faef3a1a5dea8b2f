/** Days of a time zone by `Intl` alone: numbers since 1970-01-01 of the calendar there. */

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export interface Days {
  dayOf(at: number): number
  hourOf(at: number): number
  /** The first moment of a day. */
  startOf(day: number): number
}

export function daysOf(timeZone: string): Days {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    hourCycle: 'h23',
  })
  /** By quarter of an hour, in which no zone changes anything. */
  const known = new Map<number, { day: number; hour: number }>()
  const told = (at: number): { day: number; hour: number } => {
    const quarter = Math.floor(at / (HOUR / 4))
    const before = known.get(quarter)
    if (before !== undefined) return before
    const part = (type: string): number =>
      Number(format.formatToParts(at).find((one) => one.type === type)?.value)
    const day = Date.UTC(part('year'), part('month') - 1, part('day')) / DAY
    const found = { day, hour: part('hour') }
    known.set(quarter, found)
    return found
  }
  const dayOf = (at: number): number => told(at).day
  return {
    dayOf,
    hourOf: (at) => told(at).hour,
    startOf: (day) => {
      for (let at = day * DAY - DAY; ; at += HOUR / 4) if (dayOf(at) >= day) return at
    },
  }
}

export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** The same date a year before; the last of February for the 29th. */
export function yearBefore(day: number): number {
  const [year = 0, month = 0, date = 0] = dateOf(day).split('-').map(Number)
  const at = Date.UTC(year - 1, month - 1, date)
  return (new Date(at).getUTCMonth() === month - 1 ? at : Date.UTC(year - 1, month, 0)) / DAY
}
