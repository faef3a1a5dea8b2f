/** The data of the pictures of what people gave: how far words have spread, and what came of practices. */
import type { Calendar, Period } from '../calendar.ts'
import type { MemberId, PracticeId } from '../ids.ts'
import { type DoingOutcome, PROVEN_BY, type Practice } from '../repertoire/practice.ts'
import type { Word } from '../repertoire/word.ts'
import type { WordUsers } from './facts.ts'
import { othersUsing } from './language.ts'
import type { DoneFact } from './practice-figures.ts'

/** People other than its giver who used a word, by the beginning of a period and by its end. */
export interface WordReach {
  readonly word: string
  readonly before: number
  readonly people: number
}

/** Every word that was given before the end, in the order in which they were given. */
export const wordReaches = (
  words: readonly Word[],
  before: WordUsers,
  now: WordUsers,
): readonly WordReach[] =>
  words.map((word) => ({
    word: word.word,
    before: othersUsing(word, before),
    people: othersUsing(word, now),
  }))

/** What came of a practice by the end of a period: doings by how they went, and whether it is proven. */
export interface PracticeReach {
  readonly name: string
  readonly isProven: boolean
  readonly outcomes: Readonly<Record<DoingOutcome, number>>
}

/**
 * Of practices shared before the end and not retired by then: their doings before it, and whether it had worked for three
 * people other than whoever shared it. Those done most first, then those that worked most often, then the latest shared.
 */
export function practiceReaches(
  practices: readonly Practice[],
  doings: readonly DoneFact[],
  period: Period,
  calendar: Calendar,
): readonly PracticeReach[] {
  const endAt = calendar.startOf(period.to)
  const done = new Map<PracticeId, DoneFact[]>()
  for (const one of doings) {
    if (one.practice === null || one.at >= endAt) continue
    const known = done.get(one.practice)
    if (known === undefined) done.set(one.practice, [one])
    else known.push(one)
  }
  return practices
    .filter(({ sharedAt, retired }) => sharedAt < endAt && (retired === null || retired.at >= endAt))
    .map((practice) => ({ practice, reach: reachOf(practice, done.get(practice.id) ?? []) }))
    .sort(
      (a, b) =>
        all(b.reach) - all(a.reach) ||
        a.reach.outcomes.didNotWork - b.reach.outcomes.didNotWork ||
        b.practice.sharedAt - a.practice.sharedAt,
    )
    .map(({ reach }) => reach)
}

const all = ({ outcomes }: PracticeReach): number =>
  outcomes.asWritten + outcomes.ownWay + outcomes.didNotWork

function reachOf({ name, sharer }: Practice, doings: readonly DoneFact[]): PracticeReach {
  const outcomes = { asWritten: 0, ownWay: 0, didNotWork: 0 }
  const worked = new Set<MemberId>()
  for (const { outcome, member } of doings) {
    if (outcome === null) continue
    outcomes[outcome] += 1
    if (outcome !== 'didNotWork' && member !== sharer) worked.add(member)
  }
  return { name, isProven: worked.size >= PROVEN_BY, outcomes }
}
