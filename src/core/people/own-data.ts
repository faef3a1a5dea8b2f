/** What is stored about somebody, told to them: in plain words with counts, and whole as a file. */
import type { Platform } from '../activity.ts'
import { type Calendar, type Day, dayOfDate } from '../calendar.ts'
import type { PersonData } from '../ports.ts'
import type { Side } from '../repertoire/apprenticeship.ts'
import type { Facts, FileBlock } from '../reply.ts'
import type { Words } from '../words/words.ts'

/** Everything by its kind, for a community on these platforms, how much of it there is, and who sees it. */
export function ownDataFacts(
  data: PersonData,
  platforms: readonly Platform[],
  calendar: Calendar,
  words: Words,
): Facts {
  const say = words.my
  const { messages, reactions, arrivals, days, sealed, ties, practices, doings, marks } = data
  const { thanksGiven, thanksReceived } = data
  const kept = thanksReceived.filter((one) => one.keptAt !== null).length
  const joins = arrivals.filter((one) => one.kind === 'join').length
  const since = sinceOf(data, calendar)
  const paused = pausedSince(data)
  const facts: readonly (readonly [string, string])[] = [
    [say.labels.you, say.you(data.identities)],
    ...(Math.max(platforms.length, data.identities.length) > 1
      ? [[say.labels.names, say.names(data.isNamedEverywhere)] satisfies [string, string]]
      : []),
    ...(paused === null
      ? []
      : [[say.labels.paused, say.paused(calendar.dayOf(paused))] satisfies [string, string]]),
    [say.labels.given, say.given(practices.length, doings.length)],
    [say.labels.learning, learningValue(data, words)],
    [words.thanks.data.label, words.thanks.data.told(thanksGiven.length, thanksReceived.length, kept)],
    ...problemsFact(data, words),
    [words.word.data.label, wordsValue(data, words)],
    [say.labels.messages, messagesValue(messages, sealed.length, words)],
    [say.labels.reactions, say.reactions(reactions.length)],
    [say.labels.arrivals, say.arrivals(joins, arrivals.length - joins)],
    [say.labels.days, say.days(new Set(days.map((one) => one.date)).size)],
    [say.labels.ties, say.ties(ties.toOthers, ties.fromOthers)],
    [say.labels.marks, say.marks(marks.length)],
    ...(since === null ? [] : [[say.labels.since, say.since(since)] satisfies [string, string]]),
    [say.labels.seen, say.seen],
  ]
  return { kind: 'facts', facts: facts.map(([label, value]) => ({ label, value: [value] })) }
}

function learningValue({ learning, pairs, pairQuestions, appointments }: PersonData, words: Words): string {
  const said = (side: Side): number =>
    learning.filter((one) => one.as === side && one.closedAt === null).length
  const answers = pairQuestions.filter((one) => one.answeredAt !== null).length
  const own = words.my.learning(said('learn'), said('show'), pairs.length, answers)
  const roles = appointments.map((one) => one.role)
  return roles.length === 0 ? own : `${own} ${words.my.appointed(roles)}`
}

/** Nothing where they had nothing to do with any. */
function problemsFact({ problems }: PersonData, words: Words): readonly (readonly [string, string])[] {
  const { labels, problems: say } = words.my
  const { opened, takenPartIn, closed, confirmed, beside } = problems
  const counts = {
    opened: opened.length,
    joined: takenPartIn.length,
    closed: closed.length,
    confirmed: confirmed.length,
    beside: beside.length,
  }
  return Object.values(counts).every((n) => n === 0) ? [] : [[labels.problems, say(counts)]]
}

/** Uses of days that are sealed are counted; each other message tells its own. */
function wordsValue({ words: given, wordUses, messages }: PersonData, words: Words): string {
  const raw = messages.reduce((sum, one) => sum + one.words.length, 0)
  return words.word.data.told(
    given.length,
    wordUses.reduce((sum, { uses }) => sum + uses, raw),
  )
}

function messagesValue(messages: PersonData['messages'], sealed: number, words: Words): string {
  const say = words.my.messages
  const spaces = new Set(messages.map((one) => one.space)).size
  const parts = [
    ...(messages.length > 0 ? [say.raw(messages.length, spaces)] : []),
    ...(sealed > 0 ? [say.sealed(sealed)] : []),
  ]
  return parts.length === 0 ? say.none : parts.join(' ')
}

/** The first day of which anything is known. */
function sinceOf({ days, sealed, messages, arrivals }: PersonData, calendar: Calendar): Day | null {
  const known = [
    ...[...days, ...sealed].flatMap((one) => dayOfDate(one.date) ?? []),
    ...[...messages, ...arrivals].map((one) => calendar.dayOf(one.at)),
  ]
  return known.reduce<Day | null>((first, day) => (first === null || day < first ? day : first), null)
}

/** When the pause began that is not over; null where there is none. */
export const pausedSince = ({ pauses }: PersonData): number | null =>
  pauses.find((one) => one.toAt === null)?.fromAt ?? null

/** All of it as a file. Moments are written so that people can read them. */
export function ownDataFile(data: PersonData): FileBlock {
  const readable = (key: string, value: unknown): unknown =>
    typeof value === 'number' && /(^at|At)$/.test(key) ? new Date(value).toISOString() : value
  return {
    kind: 'file',
    name: 'my-data.json',
    mime: 'application/json',
    content: `${JSON.stringify(data, readable, 2)}\n`,
  }
}
