/** Days, stretches of time and counts of people, as they are said in English. */
import { type Day, MS_PER_DAY, type Period } from '../../calendar.ts'
import { countingIn } from '../plural.ts'

/** Counting in English. */
export const { count, number, list, either } = countingIn('en-GB')

const dayFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long' })
const numeralFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric' })
const monthFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'numeric', year: 'numeric' })
const yearFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const shortFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' })

const MINUTES_PER_HOUR = 60
const MINUTES_PER_DAY = 1440

const isSameMonth = (a: Day, b: Day): boolean =>
  monthFormat.format(a * MS_PER_DAY) === monthFormat.format(b * MS_PER_DAY)
const yearOf = (day: Day): number => new Date(day * MS_PER_DAY).getUTCFullYear()

/** A number of people; `isRounded` where it was rounded to keep small groups from being worked out. */
export const people = (n: number, isRounded: boolean): string =>
  isRounded && n > 0
    ? `about ${count(n, { one: '# person', other: '# people' })}`
    : count(n, { one: '# person', other: '# people' })

/** How a space is called: a channel's name with its sign, as people write it. */
export const space = (name: string): string => (name.startsWith('#') ? name : `#${name}`)

/** Days, periods and durations, long and short. */
export const time = {
  /** `22 November 2026` */
  day: (day: Day): string => yearFormat.format(day * MS_PER_DAY),
  /** `22 Nov`, for axes and narrow columns. */
  shortDay: (day: Day): string => shortFormat.format(day * MS_PER_DAY),
  /** First and last day of a period; month and year once where they are the same. */
  period: ({ from, to }: Period): string => {
    const last = to - 1
    if (last <= from) return yearFormat.format(from * MS_PER_DAY)
    if (isSameMonth(from, last))
      return `${numeralFormat.format(from * MS_PER_DAY)} to ${yearFormat.format(last * MS_PER_DAY)}`
    const first = yearOf(from) === yearOf(last) ? dayFormat : yearFormat
    return `${first.format(from * MS_PER_DAY)} to ${yearFormat.format(last * MS_PER_DAY)}`
  },
  /** How long a period is, in weeks where they come out even. */
  length: ({ from, to }: Period): string =>
    (to - from) % 7 === 0
      ? count((to - from) / 7, { one: 'week', other: '# weeks' })
      : count(to - from, { one: 'day', other: '# days' }),
  /** A wait or a median, at the grain that matters. */
  duration: (minutes: number): string => {
    if (minutes < 1) return 'less than a minute'
    if (minutes < MINUTES_PER_HOUR) return count(Math.round(minutes), { one: '# minute', other: '# minutes' })
    const hours = Math.round(minutes / MINUTES_PER_HOUR)
    if (hours < 48) return count(hours, { one: '# hour', other: '# hours' })
    return count(Math.round(minutes / MINUTES_PER_DAY), { one: '# day', other: '# days' })
  },
  /** The same in a few characters, for the end of a bar. */
  shortDuration: (minutes: number): string => {
    if (minutes < 1) return '< 1 min'
    if (minutes < MINUTES_PER_HOUR) return `${Math.round(minutes)} min`
    if (minutes < 48 * MINUTES_PER_HOUR) return `${Math.round(minutes / MINUTES_PER_HOUR)} h`
    return `${Math.round(minutes / MINUTES_PER_DAY)} d`
  },
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  shortWeekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}
