/**
 * How close people are to the middle of a community, in four bands. Groups only: nobody is ever told a band, their
 * own included. The shares are this project's; Wenger, McDermott & Snyder (Cultivating Communities of Practice, 2002)
 * saw a core of 10–15 % and an active group of 15–20 %, which is a description and no target.
 */
import { type Day, monthsBefore, type Period } from '../calendar.ts'
import type { MemberId } from '../ids.ts'
import { type ActiveDays, countBefore } from './active-days.ts'
import { DAYS_PER_WEEK, weeksBefore } from './breaks.ts'
import type { Bands } from './digest-membership.ts'
import type { Share } from './share.ts'
import { share } from './wilson.ts'

export type Band = 'core' | 'active' | 'peripheral' | 'away'

const CLOSENESS = { away: 0, peripheral: 1, active: 2, core: 3 } as const satisfies Record<Band, number>
const WEEKS_LOOKED_AT = 12
/** With fewer weeks since the first act than this, the share is still taken of this many. */
const FEWEST_WEEKS = 6
const MONTHS_OF_RENEWAL = 12

/** The band of each member on a day; people who were first active on that day or later have none. */
export type BandOf = ReadonlyMap<MemberId, Band>

/**
 * Of the last 12 weeks before `at` (7-day blocks, without those wholly inside a break), or of those since the first
 * active day, at least 6: core with an act in 75 % of them, active 25 %, peripheral in any, away in none.
 * Up at once, down late: the higher of the value at `at` and the value seven days before.
 */
export function bandsAt(activeDays: ActiveDays, at: Day, breaks: readonly Period[]): BandOf {
  const bandOn = bandReader(at, breaks)
  const bands = new Map<MemberId, Band>()
  for (const [member, days] of activeDays) {
    const band = bandOn(days)
    if (band !== null) bands.set(member, band)
  }
  return bands
}

/** How many people are in each band on a day. */
export function countBands(activeDays: ActiveDays, at: Day, breaks: readonly Period[]): Bands {
  const bandOn = bandReader(at, breaks)
  const counts = { core: 0, active: 0, peripheral: 0, away: 0 }
  for (const days of activeDays.values()) {
    const band = bandOn(days)
    if (band !== null) counts[band] += 1
  }
  return counts
}

/** How many people are closer to the middle than before, and how many further from it. */
export function moves(before: BandOf, now: BandOf): { inward: number; outward: number } {
  const counts = { inward: 0, outward: 0 }
  for (const [member, then] of before) {
    const band = now.get(member)
    if (band === undefined) continue
    if (CLOSENESS[band] > CLOSENESS[then]) counts.inward += 1
    if (CLOSENESS[band] < CLOSENESS[then]) counts.outward += 1
  }
  return counts
}

/** The share of the core on a day whose first act is less than 12 months old. */
export function renewal(bands: BandOf, activeDays: ActiveDays, at: Day): Share {
  const since = monthsBefore(at, MONTHS_OF_RENEWAL)
  let core = 0
  let recent = 0
  for (const [member, band] of bands) {
    if (band !== 'core') continue
    core += 1
    if ((activeDays.get(member)?.[0] ?? since - 1) >= since) recent += 1
  }
  return share(recent, core)
}

function bandReader(at: Day, breaks: readonly Period[]): (days: readonly Day[]) => Band | null {
  const before = at - DAYS_PER_WEEK
  const weeks = weeksBefore(at, breaks, WEEKS_LOOKED_AT)
  const weeksThen = weeksBefore(before, breaks, WEEKS_LOOKED_AT)
  return (days) => {
    const now = bandIn(days, at, weeks)
    const then = bandIn(days, before, weeksThen)
    if (now === null || then === null) return now ?? then
    return CLOSENESS[then] > CLOSENESS[now] ? then : now
  }
}

/** Null for somebody who has no week yet: first active on the day or later, or only inside a break just before it. */
function bandIn(days: readonly Day[], at: Day, weeks: readonly Period[]): Band | null {
  const first = days[0] ?? at
  let latest = countBefore(days, at) - 1
  let lived = 0
  let active = 0
  for (const week of weeks) {
    if (first >= at || week.to <= first) break
    lived += 1
    while (latest >= 0 && (days[latest] ?? first) >= week.to) latest -= 1
    if (latest >= 0 && (days[latest] ?? first) >= week.from) active += 1
  }
  if (lived === 0) return null
  const of = Math.max(FEWEST_WEEKS, lived)
  if (4 * active >= 3 * of) return 'core'
  if (4 * active >= of) return 'active'
  return active > 0 ? 'peripheral' : 'away'
}
