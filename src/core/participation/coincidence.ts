/** How far a cohort and the community are the same people. */
import type { Period } from '../calendar.ts'
import type { Cohort } from '../cohort.ts'
import { type ActiveDays, isActiveIn } from './active-days.ts'
import type { Coincidence } from './digest-coincidence.ts'
import { share } from './wilson.ts'

/** Null where nobody asked for a cohort. Somebody who is here on several platforms is one of the community's people. */
export function coincidence(
  activeDays: ActiveDays,
  period: Period,
  cohort: Cohort | null,
): Coincidence | null {
  if (cohort === null) return null
  const isOfCohort = new Set(cohort.members)
  let active = 0
  let both = 0
  for (const [member, days] of activeDays) {
    if (!isActiveIn(days, period)) continue
    active += 1
    if (isOfCohort.has(member)) both += 1
  }
  return { ofCohort: share(both, isOfCohort.size + cohort.others), ofCommunity: share(both, active) }
}
