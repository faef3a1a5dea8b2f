/**
 * How far a cohort and the community are the same people, for whoever asked. The people of a cohort are known by name to everybody
 * who sees the role or the group, so figures are left out that tell of each of them: of a cohort of fewer than five for everybody
 * in a chat; for others than moderators also of groups under five, of none and of all.
 */
import type { Cohort } from '../cohort.ts'
import type { Coincidence } from '../participation/digest-coincidence.ts'
import type { Share } from '../participation/share.ts'
import { SMALLEST_GROUP } from '../smallest-group.ts'
import type { Words } from '../words/words.ts'
import type { ToldDigest } from './digest-reply.ts'
import { FEWEST_ACTIVE, roundedToFives, SMALL_NUMBER } from './small-groups.ts'

/** What is told of a cohort, as a fact; null where nobody asked for one. */
export function cohortFact({ cohort, digest, viewer, period }: ToldDigest, words: Words): string | null {
  const { coincidence } = digest
  if (cohort === null || coincidence === null) return null
  const say = words.cohort
  const { ofCohort, ofCommunity } = coincidence
  if (sizeOf(cohort) < SMALLEST_GROUP && viewer.isOperator !== true)
    return say.tooFew(cohort.name, SMALLEST_GROUP)
  if (!viewer.isExact && !isShown(coincidence)) return say.hidden(cohort.name)
  return say.told(
    cohort.name,
    { ofCohort: shown(ofCohort, viewer.isExact), ofCommunity: shown(ofCommunity, viewer.isExact), period },
    !viewer.isExact,
  )
}

const sizeOf = ({ members, others }: Cohort): number => members.length + others

/** Everybody on both sides, and everybody who is not on both, is one of five at least. */
const isShown = ({ ofCohort, ofCommunity }: Coincidence): boolean =>
  ofCommunity.n >= FEWEST_ACTIVE &&
  [ofCohort, ofCommunity].every(({ count, n }) => count >= SMALLEST_GROUP && n - count >= SMALLEST_GROUP)

const shown = ({ count, n, share }: Share, isExact: boolean): Share =>
  isExact
    ? { ...EMPTY, count, n, share: n < SMALL_NUMBER ? null : share }
    : { ...EMPTY, count: roundedToFives(count), n: roundedToFives(n) }

const EMPTY: Share = { count: 0, n: 0, share: null, low: null, high: null }
