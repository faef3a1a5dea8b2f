/** When and where scripts happen. */

/** A Friday; the clocks go back in the night to its Sunday. */
export const BEGINS_AT = Date.UTC(2026, 9, 23, 6)
export const TIME_ZONE = 'Europe/Paris'

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE, dateStyle: 'short' })
const DAY_MS = 86_400_000

/** The day of a moment there, such as `2026-10-25`. */
export const localDay = (at: number): string => DAY.format(at)

/** The same as a number of days since 1970. */
export const dayNumber = (at: number): number => Math.round(Date.parse(`${localDay(at)}T00:00:00Z`) / DAY_MS)
