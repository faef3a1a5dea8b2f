/** Which figures of a period are not whole, and why. */
import { type Calendar, type Day, dateOf, type Period } from '../calendar.ts'
import type { Gap, GapReason } from '../ports.ts'
import type { Partial } from './digest.ts'

/** In the first days of a history people who had been there before look new. */
const BEGINNING_DAYS = 28
const UNREAD_TOUCHES = ['participation', 'growth', 'newcomers', 'answers']

/** Reasons for gaps in the order in which they are told. */
const REASONS: readonly GapReason[] = ['unread', 'noAccess', 'away']
/** What a gap of each reason touches, and the clause that says why. */
const GAPS: Readonly<Record<GapReason, { readonly touches: readonly string[]; readonly reason: string }>> = {
  unread: { touches: UNREAD_TOUCHES, reason: 'a part of the history has not been read yet' },
  noAccess: { touches: UNREAD_TOUCHES, reason: 'there are channels that the bot is not allowed to read' },
  away: {
    touches: ['participation.messages', 'participation.reactions'],
    reason:
      'the bot was away for a while, so reactions of that time have no exact date and what was deleted then may still be counted',
  },
}

/**
 * What the beginning of a history and gaps in its coverage touch. Growth compares with the period before, and of
 * newcomers those of the four weeks before the end are asked whether they came back, so both may reach back into the
 * first days of the history (null: there is none yet) from a period that begins later. Where there are words, what was not read
 * may have used them.
 */
export function partialFields(
  period: Period,
  previous: readonly Period[],
  firstDay: Day | null,
  gaps: readonly Gap[],
  calendar: Calendar,
  hasWords: boolean,
): readonly Partial[] {
  return [...fromBeginning(period, previous, firstDay), ...fromGaps(period, gaps, calendar, hasWords)]
}

/** The same where the network is told as well: it is made of messages, so what is missing of them it misses too. */
export const withNetwork = (partial: readonly Partial[]): readonly Partial[] =>
  partial.flatMap((one) =>
    one.field === 'participation' || one.field === 'participation.messages'
      ? [one, { ...one, field: 'network' }]
      : [one],
  )

function fromBeginning(
  period: Period,
  previous: readonly Period[],
  firstDay: Day | null,
): readonly Partial[] {
  if (firstDay === null) return []
  const reason = `the history begins on ${dateOf(firstDay)}, so people who were here before look new at first`
  const settledOn = firstDay + BEGINNING_DAYS
  const earliest = Math.min(period.from, ...previous.map((piece) => piece.from))
  const touched = [
    { field: 'growth', from: earliest < firstDay ? earliest : period.from },
    { field: 'newcomers', from: Math.min(period.from, period.to - BEGINNING_DAYS) },
  ]
  return touched
    .map(({ field, from }) => ({ field, from: Math.max(from, firstDay), to: Math.min(period.to, settledOn) }))
    .filter(({ from, to }) => from < to)
    .map(({ field, from, to }) => ({ field, ...dates(from, to), reason }))
}

/** One entry a field and reason, from the first day touched to the last. */
function fromGaps(
  period: Period,
  gaps: readonly Gap[],
  calendar: Calendar,
  hasWords: boolean,
): readonly Partial[] {
  const byReason = new Map<GapReason, Period>()
  for (const { fromAt, toAt, reason } of gaps) {
    const from = Math.max(period.from, calendar.dayOf(fromAt))
    const to = Math.min(period.to, calendar.dayOf(toAt - 1) + 1)
    if (fromAt >= toAt || from >= to) continue
    const known = byReason.get(reason) ?? { from, to }
    byReason.set(reason, { from: Math.min(known.from, from), to: Math.max(known.to, to) })
  }
  return REASONS.flatMap((code) => {
    const touched = byReason.get(code)
    const { touches: always, reason } = GAPS[code]
    const touches = hasWords && always === UNREAD_TOUCHES ? [...always, 'language.spread'] : always
    return touched === undefined
      ? []
      : touches.map((field) => ({ field, ...dates(touched.from, touched.to), reason }))
  })
}

const dates = (from: Day, to: Day) => ({ from: dateOf(from), to: dateOf(to) })
