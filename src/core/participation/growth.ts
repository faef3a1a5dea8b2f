/** How membership moves from one period to the next. */
import type { Period } from '../calendar.ts'
import { type ActiveDays, isActiveIn } from './active-days.ts'
import { isInBreak, previousPeriods } from './breaks.ts'
import type { Growth } from './digest-membership.ts'

/**
 * Everybody who was active in a period or in the one of equal length before it, in four groups: `new` (active now,
 * never before), `retained` (in both), `resurrected` (now and once, but not in the one before), `churned` (in the one
 * before, not now). So active = new + retained + resurrected, and active before = retained + churned.
 * `quickRatio` = (new + resurrected) / churned, as growth accounting has it; null without churned.
 * The period before skips breaks; a period wholly inside a break has no growth: null.
 */
export function growth(activeDays: ActiveDays, period: Period, breaks: readonly Period[]): Growth | null {
  if (isInBreak(period, breaks)) return null
  const previous = previousPeriods(period, breaks)
  const counts = { new: 0, retained: 0, resurrected: 0, churned: 0 }
  for (const days of activeDays.values()) {
    const isNow = isActiveIn(days, period)
    const first = days[0]
    if (first === undefined || first >= period.from) {
      if (isNow) counts.new += 1
      continue
    }
    const wasBefore = previous.some((piece) => isActiveIn(days, piece))
    if (isNow && wasBefore) counts.retained += 1
    else if (isNow) counts.resurrected += 1
    else if (wasBefore) counts.churned += 1
  }
  const { churned } = counts
  return { ...counts, quickRatio: churned === 0 ? null : (counts.new + counts.resurrected) / churned }
}
