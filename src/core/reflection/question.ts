/** The one question that a digest ends with, chosen from what its figures show by the table in `docs/metrics.md`. */
import type { Period } from '../calendar.ts'
import type { WaitingMessage } from '../participation/waiting-messages.ts'
import type { Practice } from '../repertoire/practice.ts'
import type { Words } from '../words/words.ts'
import { shortName } from './give-way.ts'
import type { MadeAndDone } from './made-and-done.ts'
import type { ShownPeople, Viewer } from './small-groups.ts'
import type { SpreadWord } from './spread-word.ts'

const MAX_NAMED = 3
const DAYS_PER_WEEK = 7

/** What the question is chosen from. */
export interface QuestionSource {
  readonly waiting: readonly WaitingMessage[]
  readonly people: ShownPeople
  readonly repertoire: MadeAndDone
  /** A word that spread; null where none did. */
  readonly spread: SpreadWord | null
  /** Practices that only people who are away have done. */
  readonly leaving: readonly Practice[]
  readonly viewer: Viewer
  readonly period: Period
  /** Quiet dates: whoever is missing then is not missing. */
  readonly breaks: readonly Period[]
}

/**
 * The first row of the table that fits: newcomers waiting, more people gone than new outside a break, people who
 * came closer, practices nobody did, a word that spread, practices that only people who are away have done; else the five kinds of value, a week each in turn.
 */
export function questionFor(
  { waiting, people, repertoire, spread, leaving, viewer, period, breaks }: QuestionSource,
  words: Words,
): string {
  const say = words.digest.questions
  const newcomersWaiting = waiting.filter((one) => one.newcomer)
  if (newcomersWaiting.length > 0) {
    const { name, n } = mostIn(newcomersWaiting)
    return say.newcomersWaiting(newcomersWaiting.length, words.space(shortName(name)), n)
  }
  const isBreak = breaks.some((one) => one.from < period.to && one.to > period.from)
  if (people.growth !== null && people.growth.left > people.growth.new && !isBreak)
    return say.leaving(people.growth.left, people.growth.new, people.isRounded)
  if (people.inward !== null && people.inward > 0) return say.inward(people.inward, people.isRounded)
  const names = repertoire.notDone.slice(0, MAX_NAMED).map((practice) => shortName(practice.name))
  if (names.length > 0) return say.notDone(names)
  if (spread !== null) return say.spread(spread.word, spread.people, people.isRounded)
  // Whoever knows which practices these are learns who is away.
  const leavers = viewer.isExact
    ? leaving.slice(0, MAX_NAMED).map((practice) => shortName(practice.name))
    : []
  if (leavers.length > 0) return say.onlyAway(leavers)
  const turn = Math.floor(period.to / DAYS_PER_WEEK) % say.values.length
  return say.values[(turn + say.values.length) % say.values.length] ?? ''
}

/** The space that most of some messages are in, and how many. */
function mostIn(waiting: readonly WaitingMessage[]): { readonly name: string; readonly n: number } {
  const counts = new Map<string, number>()
  for (const { space } of waiting) counts.set(space.name, (counts.get(space.name) ?? 0) + 1)
  const [most] = [...counts].sort(([, a], [, b]) => b - a)
  return { name: most?.[0] ?? '', n: most?.[1] ?? 0 }
}
