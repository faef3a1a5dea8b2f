/** How long people stay, without waiting until everybody has left. */
import type { Day, Period } from '../calendar.ts'
import { type ActiveDays, countBefore } from './active-days.ts'
import { silentDaysUntil } from './breaks.ts'
import type { SurvivalPoint } from './digest-membership.ts'

/** Somebody silent for so long has ended; days of breaks do not count. */
const SILENT_DAYS_OF_AN_END = 28

/** Somebody who was seen to stay so long: until an end, or at least until then. */
export interface Stay {
  readonly days: number
  readonly isEnded: boolean
}

/**
 * Kaplan–Meier over everybody first active before `to`: each stays from the first active day to the last. It has
 * ended where the silence since is 28 days or longer, else it is censored there.
 */
export function survival(
  activeDays: ActiveDays,
  to: Day,
  breaks: readonly Period[],
): readonly SurvivalPoint[] {
  const silentDays = silentDaysUntil(to, breaks)
  const stays: Stay[] = []
  for (const days of activeDays.values()) {
    const first = days[0]
    const last = days[countBefore(days, to) - 1]
    if (first === undefined || last === undefined) continue
    stays.push({ days: last - first, isEnded: silentDays(last) >= SILENT_DAYS_OF_AN_END })
  }
  return kaplanMeier(stays)
}

/**
 * The product-limit estimate (Kaplan & Meier 1958): S falls by the factor 1 − d/n on each day on which d of the n
 * still there ended; who is censored on a day was still there on it. The standard error is Greenwood's (1926):
 * S √Σ d/(n(n−d)). One point a day on which somebody ended.
 */
export function kaplanMeier(stays: readonly Stay[]): readonly SurvivalPoint[] {
  const points: SurvivalPoint[] = []
  let atRisk = stays.length
  let remaining = 1
  let variance = 0
  for (const [day, { ended, gone }] of endsByDay(stays)) {
    if (ended > 0) {
      remaining *= 1 - ended / atRisk
      variance += ended / (atRisk * (atRisk - ended))
      const se = ended < atRisk ? remaining * Math.sqrt(variance) : null
      points.push({ day, survival: remaining, se, atRisk, ended })
    }
    atRisk -= gone
  }
  return points
}

/** For each length of stay, ascending: how many ended with it, and how many went out of sight, ended or censored. */
function endsByDay(stays: readonly Stay[]): readonly [number, { ended: number; gone: number }][] {
  const byDay = new Map<number, { ended: number; gone: number }>()
  for (const { days, isEnded } of stays) {
    const counts = byDay.get(days) ?? { ended: 0, gone: 0 }
    byDay.set(days, counts)
    counts.gone += 1
    if (isEnded) counts.ended += 1
  }
  return [...byDay].sort(([a], [b]) => a - b)
}
