/**
 * The participation digest as data: the fields of `commonplace digest --json`, named as `docs/metrics.md` names
 * them. What each one means, and its formula, stands with the function that computes it.
 */

/** A share with its counts and the Wilson 95 % interval; the last three are null where n is 0. */
export interface Share {
  readonly count: number
  readonly n: number
  readonly share: number | null
  readonly low: number | null
  readonly high: number | null
}

export interface ParticipationCounts {
  readonly messages: number
  readonly starters: number
  readonly replies: number
  readonly mentions: number
  readonly reactions: number
  readonly activeMembers: number
}

export interface Growth {
  readonly new: number
  readonly retained: number
  readonly resurrected: number
  readonly churned: number
  readonly quickRatio: number | null
}

export interface Bands {
  readonly core: number
  readonly active: number
  readonly peripheral: number
  readonly away: number
}

/** A message that nobody took up. */
export interface Waiting {
  /** The space's name. */
  readonly space: string
  readonly link: string | null
  /** ISO 8601, UTC. */
  readonly at: string
  readonly newcomer: boolean
}

export type Slowest =
  | { readonly space: string; readonly medianMinutes: number; readonly n: number }
  | { readonly hour: number; readonly medianMinutes: number; readonly n: number }

export interface SurvivalPoint {
  /** Days since the first active day. */
  readonly day: number
  readonly survival: number
  /** Greenwood's standard error; null where it has none (nobody left at risk). */
  readonly se: number | null
  readonly atRisk: number
  readonly ended: number
}

export interface Partial {
  /** A field of the digest. */
  readonly field: string
  readonly from: string
  readonly to: string
  readonly reason: string
}

export interface Digest {
  readonly community: string
  readonly timezone: string
  /** Included. */
  readonly from: string
  /** Not included. */
  readonly to: string
  readonly participation: ParticipationCounts & { readonly previous: ParticipationCounts }
  /** Null for a period wholly inside a break. */
  readonly growth: Growth | null
  readonly bands: Bands
  readonly moves: { readonly inward: number; readonly outward: number }
  readonly renewal: Share
  readonly newcomers: {
    readonly posted: number
    readonly answered: Share
    readonly medianMinutesToFirstAnswer: number | null
    readonly returned14d: Share
  }
  readonly answers: {
    readonly starters: number
    readonly answered: Share
    readonly medianMinutesToFirstAnswer: number | null
    readonly waiting: readonly Waiting[]
    readonly slowest: readonly Slowest[]
  }
  readonly concentration: { readonly gini: number | null; readonly absenceFactor: number | null }
  /** In the period, and as it stands at its end; see `practice-figures.ts`. */
  readonly practice: {
    readonly shared: number
    readonly done: number
    readonly versions: number
    readonly proven: number
    readonly reuseRate: Share
    /** Null where there was no practice act. */
    readonly doingRatio: number | null
    readonly leaving: number
  }
  /** Of the 90 days before the end; see `consequence.ts`. */
  readonly consequence: { readonly rate: Share; readonly members: number }
  readonly language: {
    /** The community's own words. */
    readonly words: number
    /** People other than its giver who used each, those that spread most first, then in the order they were given. */
    readonly spread: readonly { readonly word: string; readonly people: number }[]
  }
  readonly survival: readonly SurvivalPoint[]
  readonly partial: readonly Partial[]
}
