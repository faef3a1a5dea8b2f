/** What stands on and under the pictures; those of `figures-*.ts` are among them. */
import type { Day } from '../../calendar.ts'
import { practicesDone, wordsSpread } from './figures-given.ts'
import { moves, newcomersPath } from './figures-people.ts'
import { number, people, time } from './time.ts'

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
const of = (n: number, all: number): string => `${number(n)} of ${number(all)}`

/** Title, finding and note of every figure; `none` where there is nothing to see. */
export const figures = {
  membersByWeek: {
    title: 'Who was here, week by week',
    labels: { new: 'new', returned: 'returned', stayed: 'stayed', left: 'not seen' },
    finding: (first: { at: Day; n: number }, last: { at: Day; n: number }, isRounded: boolean): string => {
      const now = `${capital(people(last.n, isRounded))} took part in the week from ${time.shortDay(last.at)}`
      if (first.at === last.at) return `${now}.`
      return `${now}; in the week from ${time.shortDay(first.at)} it was ${isRounded ? 'about ' : ''}${number(first.n)}.`
    },
    none: 'Nobody took part in these weeks.',
    note: (timeZone: string, isRounded: boolean): string =>
      `One message, reaction or practice a week is enough to count. Not seen means: here the week before, not this one. Days are those of ${timeZone}; bots are left out.${isRounded ? ' People are counted in fives.' : ''}`,
  },
  bandsOverTime: {
    title: 'How close people are',
    labels: { core: 'most weeks', active: 'often', peripheral: 'at times' },
    finding: (now: { core: number; active: number; peripheral: number }, isRounded: boolean): string => {
      const all = now.core + now.active + now.peripheral
      return `Of ${people(all, isRounded)}, ${number(now.core)} are here most weeks, ${number(now.active)} often and ${number(now.peripheral)} at times.`
    },
    none: 'Nobody took part in these weeks.',
    note: (timeZone: string, isRounded: boolean): string =>
      `Counted over twelve weeks: most weeks is three in four or more, often is one in four or more. It describes; there is no right mix. Days are those of ${timeZone}; bots are left out.${isRounded ? ' People are counted in fives.' : ''}`,
  },
  rhythm: {
    title: 'When people talk',
    messages: 'messages',
    finding: (weekday: number, hour: number, n: number, all: number): string =>
      `Most is said on ${time.weekdays[weekday]}s between ${hour}:00 and ${(hour + 1) % 24}:00: ${of(n, all)} messages.`,
    none: 'Nothing was said in these weeks.',
    note: (timeZone: string): string =>
      `Messages by weekday and hour, in the time of ${timeZone}. Bots are left out.`,
  },
  waitsBySpace: {
    title: 'How long people wait',
    labels: {
      answered: 'answered',
      median: 'half are answered within',
      byHour: 'By the hour at which they wrote',
      tooFew: 'fewer than five answers',
    },
    finding: (space: string, medianMinutes: number, answered: number, starters: number): string =>
      `The longest wait is in ${space}: half of its answers take about ${time.duration(medianMinutes)} or more; ${of(answered, starters)} messages that began something were answered within two days.`,
    one: (space: string, medianMinutes: number, answered: number, starters: number): string =>
      `In ${space} half of the answers come within ${time.duration(medianMinutes)}; ${of(answered, starters)} messages that began something were answered within two days.`,
    none: 'There are too few answers in these weeks to tell how long people wait.',
    atHour: (hour: number, medianMinutes: number): string =>
      ` By the hour, what is written between ${hour}:00 and ${(hour + 1) % 24}:00 waits longest: about ${time.duration(medianMinutes)}.`,
    /** `timeZone` where hours are shown. */
    note: (timeZone: string | null): string =>
      `Time to the first answer by somebody else, over messages that began something and were answered within two days.${timeZone === null ? '' : ` Hours are those of ${timeZone}.`}`,
  },
  moves,
  newcomersPath,
  wordsSpread,
  practicesDone,
}
