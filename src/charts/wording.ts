/**
 * Numbers, times and dates as pictures write them. What is English in a picture beside the figure's own labels is
 * in this file. The space between a number and its unit does not break.
 */
import type { Day } from '../core/calendar.ts'
import { MS_PER_DAY } from '../core/calendar.ts'

const UNIT_SPACE = '\u00a0'
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const MAGNITUDES = ['', 'k', 'M', 'G', 'T', 'P'] as const
const MINUTES_PER_HOUR = 60
const MINUTES_PER_DAY = 1440

/** `999`, `1.2 k`, `34 k`, `3.4 M`: a count in at most five characters. */
export function compactCount(count: number): string {
  let rest = count
  let magnitude = 0
  // 999.5 and more would be written as four digits: the next magnitude writes them as 1.
  while (rest >= 999.5 && magnitude < MAGNITUDES.length - 1) {
    rest /= 1000
    magnitude++
  }
  if (magnitude === 0) return String(Math.round(rest))
  const digits = rest < 99.95 ? Math.round(rest * 10) / 10 : Math.round(rest)
  return `${digits}${UNIT_SPACE}${MAGNITUDES[magnitude]}`
}

/** `< 1 min`, `45 min`, `2 h 10 min`, `3 d 4 h`: a wait, to the minute below two days, to the hour below a hundred. */
export function waitText(minutes: number): string {
  if (minutes > 0 && minutes < 1) return `<${UNIT_SPACE}1${UNIT_SPACE}min`
  const whole = Math.round(minutes)
  if (whole < MINUTES_PER_HOUR) return measure(whole, 'min')
  if (whole < 2 * MINUTES_PER_DAY)
    return pair(Math.floor(whole / MINUTES_PER_HOUR), 'h', whole % MINUTES_PER_HOUR, 'min')
  const hours = Math.round(whole / MINUTES_PER_HOUR)
  const days = Math.floor(hours / 24)
  return pair(days, 'd', days < 100 ? hours % 24 : 0, 'h')
}

const measure = (value: number, unit: string): string => `${compactCount(value)}${UNIT_SPACE}${unit}`

const pair = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? measure(large, largeUnit) : `${measure(large, largeUnit)} ${measure(small, smallUnit)}`

/** `12 of 15 answered`. */
export const partText = (count: number, whole: number, what: string): string =>
  `${compactCount(count)} of ${compactCount(whole)} ${what}`

/** What stands for a value that there is none of. */
export const NO_VALUE = '–'

/** What a space is called whose name the font cannot draw: by its place in the picture. */
export const placeName = (place: number): string => `№${UNIT_SPACE}${place}`

/** `3 Mar` of a day. Throws a RangeError for a day that no calendar has. */
export function dayLabel(day: Day): string {
  const date = new Date(day * MS_PER_DAY)
  const month = MONTHS[date.getUTCMonth()]
  if (month === undefined) throw new RangeError(`no such day: ${day}`)
  return `${date.getUTCDate()}${UNIT_SPACE}${month}`
}

/** `14:00` of an hour of the day. */
export const hourLabel = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
