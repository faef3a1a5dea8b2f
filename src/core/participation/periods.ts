/** Which days a digest is about, from what somebody asked. */
import { type Day, dateOf, dayOfDate, type Period } from '../calendar.ts'
import { Refusal } from '../errors.ts'
import { DAYS_PER_WEEK } from './breaks.ts'

const WEEKS_BY_DEFAULT = 4
const MOST_WEEKS = 520

/** What somebody asked for; dates as `2024-03-31`. */
export interface AskedPeriod {
  readonly from?: string | undefined
  /** Not included. */
  readonly to?: string | undefined
  readonly weeks?: number | undefined
}

/**
 * The period that is meant. Its end is that which was asked, else the day after the last activity of an imported
 * community, or today (not included) for a live one. It begins on `from`, or `weeks` before its end, or four weeks
 * before. Refuses (`Refusal`) what makes no period, and a community in which nothing has happened yet.
 */
export function resolvePeriod(
  asked: AskedPeriod,
  known: { readonly lastActivityDay: Day | null; readonly today: Day; readonly isLive: boolean },
): Period {
  if (known.lastActivityDay === null)
    throw new Refusal('Nothing is recorded here yet. Import a history, or come back when people have talked.')
  if (asked.from !== undefined && asked.weeks !== undefined)
    throw new Refusal('Say either how many weeks or the first day, not both.')
  const to =
    asked.to === undefined ? (known.isLive ? known.today : known.lastActivityDay + 1) : dayAsked(asked.to)
  const from = asked.from === undefined ? to - daysAsked(asked.weeks) : dayAsked(asked.from)
  if (from >= to)
    throw new Refusal(
      `The first day, ${dateOf(from)}, must come before the end, ${dateOf(to)}. Choose an earlier first day${asked.to === undefined ? '' : ' or a later end'}.`,
    )
  return { from, to }
}

function dayAsked(date: string): Day {
  const day = dayOfDate(date)
  if (day === null) throw new Refusal(`“${date.slice(0, 40)}” is no date. Write it as 2024-03-31.`)
  return day
}

function daysAsked(weeks = WEEKS_BY_DEFAULT): number {
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > MOST_WEEKS)
    throw new Refusal(`Choose a whole number of weeks from 1 to ${MOST_WEEKS}.`)
  return weeks * DAYS_PER_WEEK
}
