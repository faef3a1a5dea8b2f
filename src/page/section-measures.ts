/** Which figures stand in which section, in the order of the report, each beside its previous one. */
import type { Share } from '../core/participation/share.ts'
import type { ShownPeople } from '../core/reflection/small-groups.ts'
import type { Words } from '../core/words/words.ts'
import {
  count,
  days,
  estimate,
  type Measure,
  type MeasureId,
  minutes,
  ofAll,
  ratio,
  type Value,
} from './measure.ts'
import type { Seen } from './source.ts'
import { intervalAt, medianStay, survivalAfter, WEEKS_4_DAYS } from './survival-curve.ts'

export type SectionId = keyof Words['page']['sections']

/** How a figure is read; null where the viewer may not see it. */
type Read = (seen: Seen) => Value | null

interface Reader {
  readonly id: MeasureId
  readonly now: Read
  /** The figure of the period before where the digest of this one has it: also over a break, where there is no digest of that period. */
  readonly then: Read | null
}

const reader = (id: MeasureId, now: Read, then: Read | null = null): Reader => ({ id, now, then })

const counted = (n: number | null | undefined): Value | null => (n == null ? null : count(n))
const shared = (share: Share | null): Value | null => (share === null ? null : ofAll(share))
const ofGrowth =
  (part: keyof NonNullable<ShownPeople['growth']>): Read =>
  ({ people }) =>
    counted(people.growth?.[part])
/** A figure that is null by itself where there is nothing to work it out from, and null in public where it may not be shown. */
const unlessHidden = (
  { told }: Seen,
  amount: number | null,
  made: (amount: number | null) => Value,
): Value | null => (amount === null && !told.viewer.isExact ? null : made(amount))

const READERS: readonly (readonly [SectionId, readonly Reader[]])[] = [
  ['waiting', [reader('waiting', ({ told }) => count(told.digest.answers.waiting.length))]],
  [
    'made',
    [
      reader(
        'changed',
        ({ told }) => count(told.repertoire.changed.length),
        ({ told }) => count(told.repertoire.changedBefore),
      ),
      reader('consequence', ({ told }) => ofAll(told.digest.consequence.rate)),
      reader('consequenceMembers', ({ told }) => count(told.digest.consequence.members)),
      reader('shared', ({ told }) => count(told.digest.practice.shared)),
      reader('versions', ({ told }) => count(told.digest.practice.versions)),
      reader(
        'saidDone',
        ({ told }) => count(told.repertoire.done),
        ({ told }) => count(told.repertoire.doneBefore),
      ),
      reader('practicesDone', ({ told }) => count(told.digest.practice.done)),
      reader('doingRatio', ({ told }) => ratio(told.digest.practice.doingRatio)),
    ],
  ],
  [
    'membership',
    [
      reader(
        'activeMembers',
        ({ people }) => counted(people.active?.now),
        ({ people }) => counted(people.active?.before),
      ),
      reader('retained', ofGrowth('stayed')),
      reader('new', ofGrowth('new')),
      reader('resurrected', ofGrowth('returned')),
      reader('churned', ofGrowth('left')),
      reader('quickRatio', (seen) => unlessHidden(seen, seen.structure.quickRatio, ratio)),
    ],
  ],
  [
    'newcomers',
    [
      reader('posted', ({ people }) => counted(people.newcomers.posted)),
      reader('newcomersAnswered', ({ people }) => shared(people.newcomers.answered)),
      reader('newcomersMedian', ({ told, people }) =>
        people.newcomers.answered === null ? null : minutes(told.digest.newcomers.medianMinutesToFirstAnswer),
      ),
      reader('returned', ({ people }) => shared(people.newcomers.returned)),
    ],
  ],
  [
    'answers',
    [
      reader('answered', ({ told }) => ofAll(told.digest.answers.answered)),
      reader('answersMedian', ({ told }) => minutes(told.digest.answers.medianMinutesToFirstAnswer)),
    ],
  ],
  [
    'closeness',
    [
      reader('core', ({ structure }) => counted(structure.bands?.core)),
      reader('active', ({ structure }) => counted(structure.bands?.active)),
      reader('peripheral', ({ structure }) => counted(structure.bands?.peripheral)),
      reader('away', ({ structure }) => counted(structure.bands?.away)),
      reader('inward', ({ people }) => counted(people.inward)),
      reader('outward', ({ structure }) => counted(structure.outward)),
      reader('renewal', ({ structure }) => shared(structure.renewal)),
    ],
  ],
  [
    'practices',
    [
      reader('proven', ({ told }) => count(told.digest.practice.proven)),
      reader('reuse', ({ told }) => ofAll(told.digest.practice.reuseRate)),
      reader('leaving', ({ structure }) => counted(structure.leaving)),
    ],
  ],
  ['words', [reader('wordsGiven', ({ told }) => count(told.digest.language.words))]],
  [
    'network',
    [
      ofNetwork('connected', 'members', count),
      ofNetwork('ties', 'ties', count),
      ofNetwork('reciprocity', 'reciprocity', ratio),
      ofNetwork('clusters', 'clusters', count),
      ofNetwork('modularity', 'modularity', ratio),
      ofNetwork('centralization', 'centralization', ratio),
    ],
  ],
  [
    'concentration',
    [
      reader('gini', (seen) => unlessHidden(seen, seen.structure.gini, ratio)),
      reader('absenceFactor', (seen) => unlessHidden(seen, seen.structure.absenceFactor, count)),
    ],
  ],
  [
    'coincidence',
    [
      reader('ofCohort', ({ structure }) => shared(structure.coincidence?.ofCohort ?? null)),
      reader('ofCommunity', ({ structure }) => shared(structure.coincidence?.ofCommunity ?? null)),
    ],
  ],
  [
    'survival',
    [
      reader('stayed28', ({ structure: { survival } }) =>
        survival === null ? null : stayedLonger(survival),
      ),
      reader('medianStay', ({ structure: { survival } }) =>
        survival === null ? null : days(medianStay(survival)),
      ),
    ],
  ],
  ['rhythm', [talk('messages'), talk('starters'), talk('replies'), talk('mentions'), talk('reactions')]],
]

type NetworkField = 'members' | 'ties' | 'reciprocity' | 'clusters' | 'modularity' | 'centralization'

function ofNetwork(id: MeasureId, field: NetworkField, made: (amount: number | null) => Value): Reader {
  return reader(id, (seen) => {
    const { network } = seen.structure
    return network === null ? null : unlessHidden(seen, network[field], made)
  })
}

function talk(field: 'messages' | 'starters' | 'replies' | 'mentions' | 'reactions'): Reader {
  return reader(
    field,
    ({ told }) => count(told.digest.participation[field]),
    ({ told }) => count(told.digest.participation.previous[field]),
  )
}

/** How many stay longer than four weeks, with the interval of the estimate. */
function stayedLonger(points: Parameters<typeof survivalAfter>[0]): Value {
  if (points.length === 0) return estimate(null, null, null)
  const point = survivalAfter(points, WEEKS_4_DAYS)
  const { low, high } = intervalAt(point)
  return estimate(point.survival, low, high)
}

/** The figures of a section that may be shown, and which may not. */
export interface SectionMeasures {
  readonly shown: readonly Measure[]
  readonly leftOut: readonly MeasureId[]
}

/** The figures of all sections that have any. */
export function measuresBySection(now: Seen, before: Seen | null): ReadonlyMap<SectionId, SectionMeasures> {
  const past = ({ now: read, then }: Reader): Value | null =>
    now.told.before.isKnown ? (then?.(now) ?? (before === null ? null : read(before))) : null
  const asked = READERS.filter(([section]) => section !== 'coincidence' || now.told.cohort !== null)
  return new Map(
    asked.map(([section, readers]) => {
      const shown = readers.flatMap((one): readonly Measure[] => {
        const value = one.now(now)
        return value === null ? [] : [{ id: one.id, value, before: past(one) }]
      })
      const ids = new Set(shown.map(({ id }) => id))
      const leftOut = readers.map(({ id }) => id).filter((id) => !ids.has(id))
      return [section, { shown, leftOut }]
    }),
  )
}
