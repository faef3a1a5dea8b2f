/**
 * What the figures should be, worked out by plain loops over the world's own messages, and where a database differs. Nothing
 * of the program is used to know what is right.
 */
import { dayNumber } from './calendar.ts'
import type { Found, FoundReaction, Span } from './found.ts'
import { type Facts, nameOf, type ReactionAct, type StandingMessage } from './world.ts'

const WEEK_MS = 7 * 86_400_000
/** Platforms tell their time in whole seconds. */
const GRAIN_MS = 2_000
/** Up to the end is known what was heard or read last. */
const END_MS = 60_000

/** What was lost, what is counted though it is not there or counted before, and what is otherwise not as it should be. */
export interface Verdict {
  readonly missing: readonly string[]
  readonly double: readonly string[]
  readonly wrong: readonly string[]
}

/** The counts of a digest that can be known exactly; of days since 1970, the second not among them. */
export interface Counts {
  readonly messages: number
  readonly replies: number
  readonly mentions: number
  readonly reactions: number
  readonly activeMembers: number
}

export interface Circumstances {
  readonly beganAt: number
  readonly endedAt: number
  /** When nobody was there to listen. */
  readonly absences: readonly { readonly fromAt: number; readonly toAt: number }[]
  /** How far the time of a reaction may be off: where the platform tells none, it is the bot's own. */
  readonly toleranceMs: number
  /** Whether coming and going is told in channels, so that it can be read afterwards. */
  readonly areLeavesTold: boolean
}

/** Where what was found is not as it should be. */
export function judge(facts: Facts, found: Found, circumstances: Circumstances): Verdict {
  const verdict = { missing: [] as string[], double: [] as string[], wrong: [] as string[] }
  judgeMessages(facts, found, verdict)
  judgeDays(facts, found, verdict)
  judgeReactions(facts, found, circumstances, verdict)
  judgePassages(facts, found, circumstances, verdict)
  judgeLedger(facts, found, circumstances, verdict)
  return verdict
}

type Judging = { readonly [Kind in keyof Verdict]: string[] }

function judgeMessages(facts: Facts, found: Found, { missing, double, wrong }: Judging): void {
  const known = new Map(found.messages.map((one) => [nameOf(one.space, one.key), one]))
  for (const message of facts.messages) {
    const name = nameOf(message.space, message.key)
    const same = known.get(name)
    known.delete(name)
    if (same === undefined) {
      missing.push(`message ${name} of ${time(message.at)}`)
      continue
    }
    for (const field of ['thread', 'author', 'at', 'reference'] as const)
      if (same[field] !== message[field])
        wrong.push(`${field} of ${name}: ${same[field]}, not ${message[field]}`)
    // Naming oneself is no mention, and recorded or not as it comes.
    const names = (of: ReadonlySet<string>): string =>
      [...of]
        .filter((one) => one !== message.author)
        .sort()
        .join()
    if (names(same.names) !== names(message.names))
      wrong.push(`names in ${name}: ${names(same.names)}, not ${names(message.names)}`)
  }
  for (const [name, { at }] of known) double.push(`message ${name} of ${time(at)}, which does not stand`)
}

function judgeDays(facts: Facts, found: Found, { missing, double, wrong }: Judging): void {
  const messages = tally(
    facts.messages,
    (one) => `${dayNumber(one.at)} ${one.author} ${one.space}`,
    () => 1,
  )
  const reactions = tally(
    found.reactions,
    (one) => `${one.countedDay} ${one.person} ${one.space}`,
    (one) => one.counted,
  )
  for (const { day, person, space, ...row } of found.days) {
    const key = `${day} ${person} ${space}`
    const expected = { messages: messages.get(key) ?? 0, reactions: reactions.get(key) ?? 0 }
    messages.delete(key)
    reactions.delete(key)
    for (const what of ['messages', 'reactions'] as const)
      if (row[what] !== expected[what])
        (row[what] > expected[what] ? double : missing).push(
          `${what} of ${key}: ${row[what]}, not ${expected[what]}`,
        )
    if (row.acts !== 0) wrong.push(`acts of ${key}`)
    if (row.messages === 0 && row.reactions === 0) wrong.push(`an empty row ${key}`)
  }
  for (const [key, count] of messages) missing.push(`messages of ${key}: 0, not ${count}`)
  for (const [key, count] of reactions) missing.push(`reactions of ${key}: 0, not ${count}`)
}

function judgeReactions(
  facts: Facts,
  found: Found,
  { toleranceMs }: Circumstances,
  { missing, double, wrong }: Judging,
): void {
  const acts = new Map<string, ReactionAct[]>()
  /** What is in the ledger was heard by nobody, or forgotten in a crash. */
  const isInLedger = ({ message, at }: ReactionAct): boolean =>
    found.away.some(
      ({ space, fromAt, toAt }) =>
        message.startsWith(`${space} `) && fromAt - GRAIN_MS <= at && at < toAt + GRAIN_MS,
    )
  const judged = facts.reactionActs.map((act) => ({ ...act, isSure: act.isSure && !isInLedger(act) }))
  for (const act of judged) {
    const name = `${act.message} ${act.emoji} ${act.person}`
    acts.set(name, [...(acts.get(name) ?? []), act])
  }
  /** Where one was taken off unheard, another may have made up for it in number, so that nobody looked. */
  const isUncertain = new Set(judged.filter((one) => !one.isSure).map((one) => one.message))
  const standing = new Map(
    facts.messages.flatMap((message) =>
      message.reactions.map(({ emoji, person }) => [
        `${nameOf(message.space, message.key)} ${emoji} ${person}`,
        message,
      ]),
    ),
  )
  const counting = new Map<string, FoundReaction>()
  for (const one of found.reactions) {
    const name = `${nameOf(one.space, one.message)} ${one.emoji} ${one.person}`
    if (one.counted !== 1) double.push(`reaction ${name} counts ${one.counted}`)
    if (one.countedDay !== dayNumber(one.at))
      wrong.push(`reaction ${name} counts on another day than its own`)
    counting.set(name, one)
  }
  const stands = new Set(facts.messages.map((one) => nameOf(one.space, one.key)))
  for (const [name, message] of standing)
    if (!counting.has(name) && !isUncertain.has(nameOf(message.space, message.key)))
      missing.push(`reaction ${name}`)
  for (const [name, one] of counting) {
    const own = acts.get(name) ?? []
    const message = nameOf(one.space, one.message)
    if (!stands.has(message)) double.push(`reaction ${name}, whose message does not stand`)
    else if (!standing.has(name) && own.every((act) => act.isSure))
      double.push(`reaction ${name}, which was taken off`)
    const putOn = own.findLast((act) => act.isPutOn)
    if (putOn === undefined) wrong.push(`reaction ${name}, which nobody put on`)
    else if (own.every((act) => act.isSure) && (!one.isExact || Math.abs(one.at - putOn.at) > toleranceMs))
      wrong.push(`reaction ${name} at ${time(one.at)}, not ${time(putOn.at)}`)
  }
}

function judgePassages(
  facts: Facts,
  found: Found,
  { toleranceMs, areLeavesTold }: Circumstances,
  { missing, double }: Judging,
): void {
  const left = [...found.passages]
  for (const { person, kind, at } of facts.passages) {
    // What is not told in a channel comes without a time, perhaps late.
    const mostMs = kind === 'join' || areLeavesTold ? toleranceMs : Number.POSITIVE_INFINITY
    const nth = left.findIndex(
      (one) => one.person === person && one.kind === kind && Math.abs(one.at - at) <= mostMs,
    )
    if (nth >= 0) left.splice(nth, 1)
    else if (kind === 'join' || areLeavesTold) missing.push(`${kind} of ${person} at ${time(at)}`)
  }
  for (const { person, kind, at } of left) double.push(`${kind} of ${person} at ${time(at)}`)
}

function judgeLedger(
  { spaces }: Facts,
  { covered, away, unread }: Found,
  { beganAt, endedAt, absences }: Circumstances,
  { wrong }: Judging,
): void {
  for (const space of spaces) {
    const own = covered.filter((one) => one.space === space)
    const [whole] = own
    if (own.length !== 1 || whole === undefined || whole.fromAt > beganAt || whole.toAt < endedAt - END_MS)
      wrong.push(
        `of ${space} is covered ${told(own)}, not ${told([{ space, fromAt: beganAt, toAt: endedAt }])}`,
      )
    if (own.some((one) => one.toAt > endedAt + GRAIN_MS))
      wrong.push(`of ${space} the future is covered: ${told(own)}`)
    const gone = away.filter((one) => one.space === space)
    for (const { fromAt, toAt } of absences)
      if (!gone.some((one) => one.fromAt <= fromAt && toAt - GRAIN_MS <= one.toAt))
        wrong.push(`nothing tells of ${time(fromAt)} to ${time(toAt)} in ${space}, only of ${told(gone)}`)
  }
  for (const one of unread) wrong.push(`of ${one.space} something is unread: ${told([one])}`)
}

/** What the claims of a database at the moment of a crash leave out of what nothing stood in the way of. */
export function judgeClaims(
  facts: Facts,
  claims: { readonly covered: readonly Span[]; readonly names: ReadonlySet<string> },
  now: number,
): Verdict {
  const missing: string[] = []
  const wrong: string[] = []
  // What was deleted meanwhile, and never known, is not missed.
  const standing = new Set(facts.messages.map((one) => nameOf(one.space, one.key)))
  for (const [name, { space, at }] of facts.sure) {
    if (!standing.has(name)) continue
    const isClaimed = claims.covered.some((one) => one.space === space && one.fromAt <= at && at < one.toAt)
    if (isClaimed && !claims.names.has(name))
      missing.push(`message ${name} of ${time(at)}, which is said to be covered`)
  }
  // A tombstone counts too: that it was deleted could only be learnt by knowing it.
  for (const name of facts.acknowledged)
    if (!claims.names.has(name)) missing.push(`message ${name}, which was acknowledged`)
  for (const { space, toAt } of claims.covered)
    if (toAt > now + GRAIN_MS)
      wrong.push(`of ${space} the future is covered, up to ${time(toAt)} at ${time(now)}`)
  return { missing, double: [], wrong }
}

/** The counts of a digest from one day to another. Reactions count on the days that the database says. */
export function countsOf(facts: Facts, found: Found, from: number, to: number): Counts {
  const isAsked = (day: number | null): boolean => day !== null && from <= day && day < to
  const people = new Set<string>()
  const counts = { messages: 0, replies: 0, mentions: 0, reactions: 0 }
  const byName = new Map(facts.messages.map((one) => [nameOf(one.space, one.key), one]))
  const starts = threadStarts(facts.messages, byName)
  for (const message of facts.messages) {
    if (!isAsked(dayNumber(message.at))) continue
    counts.messages += 1
    people.add(message.author)
    const answered = whomItAnswers(message, byName, starts)
    if (answered !== null) counts.replies += 1
    for (const name of message.names) if (name !== message.author && name !== answered) counts.mentions += 1
  }
  for (const { countedDay, person, counted } of found.reactions)
    if (isAsked(countedDay)) {
      counts.reactions += counted
      people.add(person)
    }
  return { ...counts, activeMembers: people.size }
}

/** What every thread begins with: the message that it hangs on, or else the earliest inside. */
function threadStarts(
  messages: readonly StandingMessage[],
  byName: ReadonlyMap<string, StandingMessage>,
): ReadonlyMap<string, StandingMessage> {
  const starts = new Map<string, StandingMessage>()
  for (const message of messages) {
    if (message.thread === null) continue
    const thread = nameOf(message.space, message.thread)
    const hangsOn = byName.get(thread)
    const earliest = starts.get(thread)
    if (hangsOn !== undefined) starts.set(thread, hangsOn)
    else if (earliest === undefined || message.at < earliest.at) starts.set(thread, message)
  }
  return starts
}

function whomItAnswers(
  message: StandingMessage,
  byName: ReadonlyMap<string, StandingMessage>,
  starts: ReadonlyMap<string, StandingMessage>,
): string | null {
  if (message.reference !== null) {
    const answered = byName.get(nameOf(message.space, message.reference))
    return answered === undefined || answered.author === message.author ? null : answered.author
  }
  const start = message.thread === null ? undefined : starts.get(nameOf(message.space, message.thread))
  if (start === undefined || start === message || start.author === message.author) return null
  const after = message.at - start.at
  return after >= 0 && after <= WEEK_MS ? start.author : null
}

function tally<Thing>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => string,
  countOf: (thing: Thing) => number,
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const one of things) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + countOf(one))
  return counts
}

const time = (at: number): string => new Date(at).toISOString()
const told = (spans: readonly Span[]): string =>
  spans.length === 0 ? 'nothing' : spans.map((one) => `${time(one.fromAt)} to ${time(one.toAt)}`).join(', ')
