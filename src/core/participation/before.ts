/**
 * What stands beside the figures of a digest on screen, so that they show a direction: the same figures as the digest of
 * the period before would have told them.
 */
import { answeredShare } from './answers.ts'
import { consequence } from './consequence.ts'
import type { Digest } from './digest.ts'
import type { Growth } from './digest-membership.ts'
import { growth } from './growth.ts'
import { returnedShare } from './newcomers.ts'
import { reuseRate } from './practice-figures.ts'
import type { DigestFacts } from './read-digest.ts'
import type { Share } from './share.ts'

/** Figures of the period before. */
export interface Before {
  /** Null where the period before lies wholly inside a break. */
  readonly growth: Growth | null
  readonly newcomers: { readonly posted: number; readonly returned14d: Share }
  readonly answered: Share
  readonly reuseRate: Share
  readonly consequence: Digest['consequence']
  /** Whether the whole period before lies within what is known, so that there is something to compare with. */
  readonly isKnown: boolean
}

/** The figures of the period before, from the facts that were read for a digest. */
export function beforeOf(facts: DigestFacts): Before {
  const { attendance, previous, breaks, calendar, tally, repertoire } = facts
  const { activeDays, firstMessageDays, firstDay } = attendance
  const [only, ...others] = previous
  const to = Math.max(...previous.map((piece) => piece.to))
  const from = Math.min(...previous.map((piece) => piece.from))
  const isThen = (day: number): boolean => previous.some((piece) => piece.from <= day && day < piece.to)
  return {
    // Where breaks part the days before, there is no one period that they could be.
    growth: only === undefined || others.length > 0 ? null : growth(activeDays, only, breaks),
    newcomers: {
      posted: [...firstMessageDays.values()].filter(isThen).length,
      returned14d: returnedShare(firstMessageDays, activeDays, to),
    },
    answered: answeredShare(tally.judgedBefore),
    reuseRate: reuseRate({ ...repertoire, to, calendar }),
    consequence: consequence({ ...repertoire, to, calendar }),
    isKnown: firstDay !== null && firstDay <= from,
  }
}
