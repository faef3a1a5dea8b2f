/** Whether those who begin something are heard, how soon, and who still waits. */

import { MS_PER_DAY } from '../calendar.ts'
import type { SpaceId } from '../ids.ts'
import { inTextOrder } from '../text-order.ts'
import type { Slowest } from './digest-talk.ts'
import type { WaitingMark } from './facts.ts'
import { grouped } from './groups.ts'
import { median } from './median.ts'
import { type Starter, WAITING_AT_MOST_MS } from './open-starters.ts'
import type { Share } from './share.ts'
import { share } from './wilson.ts'

/** Younger than this nobody is said to wait. */
export const WAITING_AT_LEAST_MS = MS_PER_DAY
/** Fewer answers than this tell nothing of a space or an hour. */
const FEWEST_ANSWERS = 5
const SLOWEST_SHOWN = 3

/** What is asked of a starter, sealed or not. */
export type Begun = Pick<Starter, 'space' | 'hour' | 'isFirst' | 'minutesToFirstAnswer'>

/** How many of some starters were answered within 48 hours. All of them must be at least that old. */
export function answeredShare(begun: readonly Begun[]): Share {
  return share(minutesOf(begun).length, begun.length)
}

/** The median of minutes to the first answer, over those that were answered within 48 hours. */
export function medianMinutes(begun: readonly Begun[]): number | null {
  return median(minutesOf(begun))
}

/**
 * Where and at what hour people wait longest: the three longest medians of spaces, then of hours, each over at least
 * five answers. Equal medians stand in order of name or hour.
 */
export function slowest(begun: readonly Begun[], nameOf: (space: SpaceId) => string): readonly Slowest[] {
  const spaces = waitsBy(begun, (starter) => starter.space)
    .map(({ of, ...wait }) => ({ space: nameOf(of), ...wait }))
    .sort((a, b) => b.medianMinutes - a.medianMinutes || inTextOrder(a.space, b.space))
  const hours = waitsBy(begun, (starter) => starter.hour)
    .map(({ of, ...wait }) => ({ hour: of, ...wait }))
    .sort((a, b) => b.medianMinutes - a.medianMinutes || a.hour - b.hour)
  return [...spaces.slice(0, SLOWEST_SHOWN), ...hours.slice(0, SLOWEST_SHOWN)]
}

/** The median wait of what was begun in each hour of the day, of hours with at least five answers, in their order. */
export const waitsByHour = (
  begun: readonly Begun[],
): readonly { readonly hour: number; readonly medianMinutes: number; readonly answered: number }[] =>
  waitsBy(begun, (starter) => starter.hour)
    .map(({ of, medianMinutes, n }) => ({ hour: of, medianMinutes, answered: n }))
    .sort((a, b) => a.hour - b.hour)

/**
 * Starters that wait at a moment: 24 hours to 14 days old, answered by nobody however late, and not marked as
 * answered, no question or taken. First messages first, then the oldest. The starters are those of a read that ended
 * at that moment.
 *
 * @word waiting a starter that is 24 hours to 14 days old, that no such answer has met, however late, and that nobody marked as *answered*, *not a
 * question* or *taken*. The 8 hours of a main line hold however late one looks: the next thing said in a quiet channel days later is a beginning of its own.
 */
export function waitingAt(
  moment: number,
  starters: readonly Starter[],
  marks: readonly WaitingMark[],
): readonly Starter[] {
  const settled = new Set(marks.map(({ space, key }) => `${space}/${key}`))
  return starters
    .filter(({ at }) => moment - WAITING_AT_MOST_MS <= at && at <= moment - WAITING_AT_LEAST_MS)
    .filter(({ isAnsweredByEnd, space, key }) => !isAnsweredByEnd && !settled.has(`${space}/${key}`))
    .sort((a, b) => Number(b.isFirst) - Number(a.isFirst) || a.at - b.at)
}

function minutesOf(begun: readonly Begun[]): readonly number[] {
  const minutes: number[] = []
  for (const { minutesToFirstAnswer } of begun)
    if (minutesToFirstAnswer !== null) minutes.push(minutesToFirstAnswer)
  return minutes
}

/** The median wait of each group that has enough answers. */
function waitsBy<Key>(
  begun: readonly Begun[],
  keyOf: (starter: Begun) => Key,
): { of: Key; medianMinutes: number; n: number }[] {
  return [...grouped(begun, keyOf)].flatMap(([of, group]) => {
    const minutes = minutesOf(group)
    const middle = median(minutes)
    return middle === null || minutes.length < FEWEST_ANSWERS
      ? []
      : [{ of, medianMinutes: middle, n: minutes.length }]
  })
}
