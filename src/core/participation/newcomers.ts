/** Whether those who write for the first time are heard, and come back. */
import type { Day, Period } from '../calendar.ts'
import type { MemberId } from '../ids.ts'
import { type ActiveDays, isActiveIn } from './active-days.ts'
import { answeredShare, type Begun, medianMinutes } from './answers.ts'
import type { Newcomers } from './digest-membership.ts'
import type { Share } from './share.ts'
import { share } from './wilson.ts'

/** People had so many days to come back. */
export const RETURN_DAYS = 14
/** Those are looked at whose first day lies so many days back at most. */
export const RETURN_LOOKS_BACK_DAYS = 28

/**
 * `posted`: people whose first message ever is in the period. `answered` and the median: of those first messages that
 * are at least 48 hours older than the end of the period, which are handed in as `judged`. `returned14d`: see
 * `returnedShare`. Breaks are ignored.
 */
export function newcomers(
  firstMessageDays: ReadonlyMap<MemberId, Day>,
  activeDays: ActiveDays,
  period: Period,
  judged: readonly Begun[],
): Newcomers {
  let posted = 0
  for (const day of firstMessageDays.values()) if (period.from <= day && day < period.to) posted += 1
  return {
    posted,
    answered: answeredShare(judged),
    medianMinutesToFirstAnswer: medianMinutes(judged),
    returned14d: returnedShare(firstMessageDays, activeDays, period.to),
  }
}

/**
 * Of those whose first message fell on a day D in [to − 28, to − 14), the share who were active again on a day in
 * D + 1 … D + 14. It does not depend on where a period begins.
 */
export function returnedShare(
  firstMessageDays: ReadonlyMap<MemberId, Day>,
  activeDays: ActiveDays,
  to: Day,
): Share {
  let looked = 0
  let returned = 0
  for (const [member, day] of firstMessageDays) {
    if (day < to - RETURN_LOOKS_BACK_DAYS || day >= to - RETURN_DAYS) continue
    looked += 1
    if (isActiveIn(activeDays.get(member) ?? [], { from: day + 1, to: day + 1 + RETURN_DAYS })) returned += 1
  }
  return share(returned, looked)
}

/** How many wrote for the first time in a period so late that it cannot be said yet whether they came back. */
export function tooEarlyToReturn(firstMessageDays: ReadonlyMap<MemberId, Day>, { from, to }: Period): number {
  const since = Math.max(from, to - RETURN_DAYS)
  let late = 0
  for (const day of firstMessageDays.values()) if (since <= day && day < to) late += 1
  return late
}
