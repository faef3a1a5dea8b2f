/** The one question that a digest ends with, chosen from what its figures show by the table in `docs/metrics.md`. */
import type { Period } from '../calendar.ts'
import type { WaitingMessage } from '../participation/waiting-messages.ts'
import type { Practice } from '../repertoire/practice.ts'
import type { Words } from '../words/words.ts'
import { shortName } from './give-way.ts'
import type { MadeAndDone } from './made-and-done.ts'
import type { ShownPeople, Viewer } from './small-groups.ts'
import type { SpreadWord } from './spread-word.ts'
import { placesOf, waitedBefore } from './waiting-list.ts'

const MAX_NAMED = 3

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
  readonly timeZone: string
}

/** A row of the table that fits. */
interface Row {
  readonly question: string
  /** Whether what it is asked for came with the period: of what stood before, the digest before may have asked. */
  readonly isNew: boolean
}

/**
 * The first row of the table that fits for what came with the period: newcomers waiting, more people gone than new outside a
 * break, people who came closer, practices nobody did, a word that spread, practices that only people who are away have done.
 * Where there is nothing of that kind the rows that fit take turns with the five kinds of value, a period each, so that what
 * stands for weeks is not asked every week. The turn is the period's own number, so the same days and figures get the same question.
 */
export function questionFor(source: QuestionSource, words: Words): string {
  const { values } = words.digest.questions
  const rows = rowsOf(source, words)
  const news = rows.find((row) => row.isNew)
  if (news !== undefined) return news.question
  const { from, to } = source.period
  const turn = Math.floor(to / (to - from))
  const value = values[remainder(Math.floor(turn / (rows.length + 1)), values.length)] ?? ''
  return rows[remainder(turn, rows.length + 1)]?.question ?? value
}

const remainder = (n: number, by: number): number => ((n % by) + by) % by

/** The rows that fit, in order. */
function rowsOf(source: QuestionSource, words: Words): readonly Row[] {
  const { people, repertoire, spread, leaving, viewer } = source
  const say = words.digest.questions
  const { inward, isRounded } = people
  const names = repertoire.notDone.slice(0, MAX_NAMED).map((practice) => shortName(practice.name))
  // Whoever knows which practices these are learns who is away.
  const leavers = viewer.isExact
    ? leaving.slice(0, MAX_NAMED).map((practice) => shortName(practice.name))
    : []
  return [
    ...waitingRow(source, words),
    ...leavingRow(source, words),
    // It is not known here how many came closer in the period before.
    ...(inward !== null && inward > 0 ? [{ question: say.inward(inward, isRounded), isNew: false }] : []),
    // Shared in the period, and taken up in it.
    ...(names.length > 0 ? [{ question: say.notDone(names), isNew: true }] : []),
    ...(spread !== null
      ? [{ question: say.spread(spread.word, spread.people, isRounded), isNew: true }]
      : []),
    ...(leavers.length > 0 ? [{ question: say.onlyAway(leavers), isNew: false }] : []),
  ]
}

function waitingRow(source: QuestionSource, words: Words): readonly Row[] {
  const newcomers = source.waiting.filter((one) => one.newcomer)
  if (newcomers.length === 0) return []
  const [[name, n] = ['', 0]] = placesOf(newcomers)
  return [
    {
      question: words.digest.questions.newcomersWaiting(newcomers.length, words.space(shortName(name)), n),
      isNew: waitedBefore(newcomers, source).length === 0,
    },
  ]
}

function leavingRow({ people, breaks, period }: QuestionSource, words: Words): readonly Row[] {
  const { growth, growthBefore, isRounded } = people
  const isBreak = breaks.some((one) => one.from < period.to && one.to > period.from)
  if (growth === null || growth.left <= growth.new || isBreak) return []
  return [
    {
      question: words.digest.questions.leaving(growth.left, growth.new, isRounded),
      isNew: growthBefore === null || growthBefore.left <= growthBefore.new,
    },
  ]
}
