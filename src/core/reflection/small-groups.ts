/**
 * What may be told of people who were counted by watching. Moderators see figures as they are. For everybody else a
 * group of one to four people is left out together with what would let one work it out: where any part of a sum is
 * that small, only the sum is told. Figures are rounded to fives, so that two digests of almost the same days
 * cannot be subtracted either. A community in which fewer than 20 people were active is told nothing of who came
 * and went: among so few, a number points at somebody.
 */
import type { BandsOverTime, MembersByWeek } from '../figure.ts'
import type { Before } from '../participation/before.ts'
import type { Digest } from '../participation/digest.ts'
import type { Share } from '../participation/share.ts'
import { share } from '../participation/wilson.ts'
import { SMALLEST_GROUP } from '../smallest-group.ts'

/** With fewer active people no growth figures are public. */
export const FEWEST_ACTIVE = 20

/** Shares of fewer are said to be small, and are told without a percentage where they are not the finding. */
export const SMALL_NUMBER = 30

/** Who is looking: `isExact` for moderators and for the operator's command line. */
export interface Viewer {
  readonly isExact: boolean
  /** Whoever runs the program, at its command line: they are told everything. */
  readonly isOperator?: true
}

/** Everybody who was active in a period or the one before it, in four groups. */
export interface GrowthParts {
  readonly new: number
  readonly returned: number
  readonly stayed: number
  readonly left: number
}

/** The figures about people that a viewer may see; null is what they may not. */
export interface ShownPeople {
  readonly isRounded: boolean
  /** Whether so few were active that nothing is told of people. */
  readonly isTooFew: boolean
  readonly active: { readonly now: number; readonly before: number } | null
  readonly growth: GrowthParts | null
  /** Of the period before, as its own digest showed them. */
  readonly growthBefore: GrowthParts | null
  readonly newcomersBefore: number | null
  readonly inward: number | null
  readonly newcomers: {
    readonly posted: number | null
    readonly answered: Share | null
    readonly returned: Share | null
  }
}

/** What of a digest's figures about people somebody may see. */
export function shownPeople(
  { digest, before: previously }: { readonly digest: Digest; readonly before: Before },
  { isExact }: Viewer,
): ShownPeople {
  const { participation, growth, newcomers, moves } = digest
  const isTooFew = !isExact && participation.activeMembers < FEWEST_ACTIVE
  const before = participation.previous.activeMembers
  const wasTooFew = isTooFew || (!isExact && before < FEWEST_ACTIVE)
  const isActiveShown = !isTooFew && (isExact || !isSmall(before))
  const maybe = (n: number, isHidden: boolean): number | null =>
    isHidden || (!isExact && isSmall(n)) ? null : told(n, isExact)
  const earlier = previously.growth
  const wasActiveShown =
    !wasTooFew && (isExact || !isSmall((earlier?.retained ?? 0) + (earlier?.churned ?? 0)))
  return {
    isRounded: !isExact,
    isTooFew,
    active: isActiveShown
      ? { now: told(participation.activeMembers, isExact), before: told(before, isExact) }
      : null,
    growth: isActiveShown ? shownParts(growth, isExact) : null,
    growthBefore: wasActiveShown ? shownParts(earlier, isExact) : null,
    newcomersBefore: maybe(previously.newcomers.posted, wasTooFew),
    inward: maybe(moves.inward, isTooFew),
    newcomers: isExact
      ? { ...newcomers, returned: newcomers.returned14d }
      : shownNewcomers(newcomers, isTooFew),
  }
}

/**
 * Newcomers for whoever is no moderator, in fives. A share is told where neither those in it nor those not in it are a small group;
 * two numbers of people of whom some may be the same, only where what is between them is none either. Shares go before the
 * number of all who posted.
 */
export function shownNewcomers(
  { posted, answered, returned14d: returned }: Digest['newcomers'],
  isTooFew: boolean,
): ShownPeople['newcomers'] {
  const isAnsweredTold = !isTooFew && isShareTold(answered)
  const isReturnedTold =
    !isTooFew && isShareTold(returned) && !(isAnsweredTold && isBetweenSmall(answered.n, returned.n))
  const isPostedTold =
    !isTooFew &&
    !isSmall(posted) &&
    !(isAnsweredTold && isBetweenSmall(posted, answered.n)) &&
    !(isReturnedTold && isBetweenSmall(posted, returned.n))
  return {
    posted: isPostedTold ? told(posted, false) : null,
    answered: isAnsweredTold ? inFives(answered) : null,
    returned: isReturnedTold ? inFives(returned) : null,
  }
}

const isBetweenSmall = (one: number, other: number): boolean => isSmall(Math.abs(one - other))

const inFives = ({ count, n }: Share): Share => share(told(count, false), told(n, false))

/** The four groups; null where one of them is small, because the others would give it away. */
function shownParts(growth: Digest['growth'], isExact: boolean): GrowthParts | null {
  if (growth === null) return null
  const parts = partsOf(growth)
  if (!isExact && Object.values(parts).some(isSmall)) return null
  const shown = (n: number): number => told(n, isExact)
  return {
    new: shown(parts.new),
    returned: shown(parts.returned),
    stayed: shown(parts.stayed),
    left: shown(parts.left),
  }
}

const partsOf = (growth: NonNullable<Digest['growth']>): GrowthParts => ({
  new: growth.new,
  returned: growth.resurrected,
  stayed: growth.retained,
  left: growth.churned,
})

/** Nobody is no group; one to four people are a small one. */
export const isSmall = (n: number): boolean => n > 0 && n < SMALLEST_GROUP

/** As counted, or to the nearest five. */
export const told = (n: number, isExact: boolean): number => (isExact ? n : roundedToFives(n))

/** A number of people to the nearest five. */
export const roundedToFives = (n: number): number => Math.round(n / SMALLEST_GROUP) * SMALLEST_GROUP

/** A share tells of two groups: those who are in it and those who are not. */
const isShareTold = ({ count, n }: Share): boolean => !isSmall(count) && !isSmall(n - count) && !isSmall(n)

/** How many people took something up, as a viewer may see it; `few` stands for a small group. */
export const shownReach = (people: number, { isExact }: Viewer): number | 'few' =>
  !isExact && isSmall(people) ? 'few' : told(people, isExact)

type Weeks<Week> = readonly Week[]

/** The weeks of a picture as a viewer may see them; null where a week would show a small group. */
export function shownWeeks(
  weeks: MembersByWeek['weeks'],
  viewer: Viewer,
  activeInPeriod: number,
): Weeks<MembersByWeek['weeks'][number]> | null {
  if (viewer.isExact) return weeks
  const isHidden = weeks.some((week) => [week.new, week.returned, week.stayed, week.left].some(isSmall))
  if (activeInPeriod < FEWEST_ACTIVE || isHidden) return null
  return weeks.map((week) => ({
    from: week.from,
    new: told(week.new, false),
    returned: told(week.returned, false),
    stayed: told(week.stayed, false),
    left: told(week.left, false),
  }))
}

/** The same for bands. */
export function shownBands(
  weeks: BandsOverTime['weeks'],
  viewer: Viewer,
  activeInPeriod: number,
): Weeks<BandsOverTime['weeks'][number]> | null {
  if (viewer.isExact) return weeks
  const isHidden = weeks.some((week) => [week.core, week.active, week.peripheral].some(isSmall))
  if (activeInPeriod < FEWEST_ACTIVE || isHidden) return null
  return weeks.map((week) => ({
    at: week.at,
    core: told(week.core, false),
    active: told(week.active, false),
    peripheral: told(week.peripheral, false),
  }))
}
