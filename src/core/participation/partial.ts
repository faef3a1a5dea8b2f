/** Which figures of a period are not whole, and why. */
import { type Calendar, type Day, dateOf, type Period } from '../calendar.ts'
import type { Gap } from '../ports.ts'
import type { Partial } from './digest.ts'

/** In the first days of a history people who had been there before look new. */
const BEGINNING_DAYS = 28
const TOUCHED_BY_GAPS = ['participation', 'growth', 'newcomers', 'answers'] as const

/**
 * What the beginning of a history and gaps in its coverage touch. Growth compares with the period before, and of
 * newcomers those of the four weeks before the end are asked whether they came back, so both may reach back into the
 * first days of the history (null: there is none yet) from a period that begins later.
 */
export function partialFields(
  period: Period,
  previous: readonly Period[],
  firstDay: Day | null,
  gaps: readonly Gap[],
  calendar: Calendar,
): readonly Partial[] {
  return [...fromBeginning(period, previous, firstDay), ...fromGaps(period, gaps, calendar)]
}

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
function fromGaps(period: Period, gaps: readonly Gap[], calendar: Calendar): readonly Partial[] {
  const byReason = new Map<string, Period>()
  for (const { fromAt, toAt, reason } of gaps) {
    const from = Math.max(period.from, calendar.dayOf(fromAt))
    const to = Math.min(period.to, calendar.dayOf(toAt - 1) + 1)
    if (fromAt >= toAt || from >= to) continue
    const known = byReason.get(reason) ?? { from, to }
    byReason.set(reason, { from: Math.min(known.from, from), to: Math.max(known.to, to) })
  }
  return TOUCHED_BY_GAPS.flatMap((field) =>
    [...byReason].map(([reason, { from, to }]) => ({ field, ...dates(from, to), reason })),
  )
}

const dates = (from: Day, to: Day) => ({ from: dateOf(from), to: dateOf(to) })
