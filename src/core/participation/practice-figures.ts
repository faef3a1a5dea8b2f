/** What was made and done here, as figures: from what people did openly through the bot, so all of it is exact. */
import type { Calendar, Day, Period } from '../calendar.ts'
import type { MemberId, PracticeId } from '../ids.ts'
import type { ActsByKind } from '../ports-acts.ts'
import { type Doing, PROVEN_BY, type Practice } from '../repertoire/practice.ts'
import type { BandOf } from './bands.ts'
import type { PracticeFigures } from './digest-open.ts'
import type { Share } from './share.ts'
import { share } from './wilson.ts'

/** Younger practices have not had the time to be done by others. */
const REUSE_AFTER_DAYS = 28

/** A doing, as far as figures need it. */
export type DoneFact = Pick<Doing, 'practice' | 'member' | 'outcome' | 'at'>

/** What the figures of practices are computed from; practices and doings may be all that there are. */
export interface PracticeFacts {
  readonly practices: readonly Practice[]
  readonly doings: readonly DoneFact[]
  /** Practice acts of the period. */
  readonly acts: ActsByKind
  /** How close people are at the end of the period. */
  readonly bands: BandOf
  readonly period: Period
  readonly calendar: Calendar
}

/**
 * `shared`, `done`, `versions`: in the period, practices shared, doings of a practice, and other ways of one. `proven`: practices
 * that by the end had worked for three people other than whoever shared them. `reuseRate`: of the practices that are 28 days old
 * or older at the end, the share that somebody else has done, however it went. `doingRatio`: (doings + problems opened, joined and
 * closed) ÷ practice acts of the period, null where there is none. `leaving`: practices done here, not retired, all of whose
 * doers are away at the end.
 */
export function practiceFigures(facts: PracticeFacts): PracticeFigures {
  const { practices, acts, period, calendar } = facts
  const endAt = calendar.startOf(period.to)
  const known = practices.filter((one) => one.sharedAt < endAt)
  const done = doersOf(facts.doings.filter((one) => one.at < endAt))
  return {
    shared: acts.shared,
    done: acts.doings,
    versions: acts.versions,
    proven: known.filter((one) => othersOf(one, done.get(one.id)?.worked).length >= PROVEN_BY).length,
    reuseRate: reuseRate({ practices, doings: facts.doings, to: period.to, calendar }),
    doingRatio: doingRatio(acts),
    leaving: leavingPractices(facts).length,
  }
}

/** Practices done here, not retired by the end, all of whose doers are away then; in the order they were shared. */
export function leavingPractices({
  practices,
  doings,
  bands,
  period,
  calendar,
}: Omit<PracticeFacts, 'acts'>): readonly Practice[] {
  const endAt = calendar.startOf(period.to)
  const done = doersOf(doings.filter((one) => one.at < endAt))
  const isRetired = ({ retired }: Practice): boolean => retired !== null && retired.at < endAt
  return practices.filter(
    (one) => one.sharedAt < endAt && !isRetired(one) && areAllAway(done.get(one.id)?.did, bands),
  )
}

/** Of the practices that are 28 days old or older at `to`, the share that somebody other than their sharer did before it. */
export function reuseRate({
  practices,
  doings,
  to,
  calendar,
}: Pick<PracticeFacts, 'practices' | 'doings' | 'calendar'> & { readonly to: Day }): Share {
  const endAt = calendar.startOf(to)
  const done = doersOf(doings.filter((one) => one.at < endAt))
  const old = practices.filter((one) => calendar.dayOf(one.sharedAt) <= to - REUSE_AFTER_DAYS)
  return share(old.filter((one) => othersOf(one, done.get(one.id)?.did).length > 0).length, old.length)
}

const othersOf = ({ sharer }: Practice, doers: ReadonlySet<MemberId> = new Set()): readonly MemberId[] =>
  [...doers].filter((member) => member !== sharer)

function doingRatio(acts: ActsByKind): number | null {
  const { problemsOpened, problemsJoined, problemsClosed, doings } = acts
  const all = Object.values(acts).reduce((sum, n) => sum + n, 0)
  return all === 0 ? null : (doings + problemsOpened + problemsJoined + problemsClosed) / all
}

interface Doers {
  readonly did: Set<MemberId>
  /** As written or in their own way. */
  readonly worked: Set<MemberId>
}

function doersOf(doings: readonly DoneFact[]): ReadonlyMap<PracticeId, Doers> {
  const found = new Map<PracticeId, Doers>()
  for (const { practice, member, outcome } of doings) {
    if (practice === null) continue
    const doers = found.get(practice) ?? { did: new Set(), worked: new Set() }
    found.set(practice, doers)
    doers.did.add(member)
    if (outcome !== 'didNotWork') doers.worked.add(member)
  }
  return found
}

const areAllAway = (doers: ReadonlySet<MemberId> | undefined, bands: BandOf): boolean =>
  doers !== undefined && [...doers].every((member) => bands.get(member) === 'away')
