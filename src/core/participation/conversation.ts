/**
 * Reads messages in order of time and says of each what it does in the conversation: whom it answers, whom it
 * names, whether it begins something and whether that was taken up. One pass; what is held is only what is still
 * open. The rules are those of `docs/metrics.md`, "Acts".
 */
import { type Calendar, type Day, MS_PER_DAY, MS_PER_MINUTE } from '../calendar.ts'
import type { MemberId, SpaceId } from '../ids.ts'
import { type MessageRow, threadKey } from './facts.ts'
import { ANSWER_WINDOW_MS, openStarters, type Starter } from './open-starters.ts'
import { rowOrder } from './row-order.ts'

export type { Starter } from './open-starters.ts'

/** In a thread, a message without a reference answers the starter so long after the start. */
const THREAD_REPLY_MS = 7 * MS_PER_DAY
/** So long nobody has written in a main line before a message begins something new. */
const QUIET_BEFORE_STARTER_MS = 60 * MS_PER_MINUTE
/**
 * A read must begin so long before the first moment it counts: a thread's start may lie seven days back, and a
 * message of the main line is a starter or not by the one before it.
 */
export const LEAD_MS = THREAD_REPLY_MS + ANSWER_WINDOW_MS

/** A message, with what it does in the conversation. */
export interface ReadMessage {
  readonly space: SpaceId
  readonly author: MemberId
  /** Milliseconds since 1970, UTC. */
  readonly at: number
  readonly day: Day
  /** 0–23, in the community's time zone. */
  readonly hour: number
  /** Whom it answers; null if it is no reply. */
  readonly reply: MemberId | null
  /** The others it names, without whom it answers. */
  readonly mentions: readonly MemberId[]
  readonly isStarter: boolean
  /** Whether it is its author's first message ever. */
  readonly isFirst: boolean
}

/** What the messages alone do not tell. */
export interface ConversationContext {
  readonly calendar: Calendar
  /** Every member's first day with a message, over the whole history. */
  readonly firstMessageDays: ReadonlyMap<MemberId, Day>
  /** By `threadKey`: the time of the earliest message known inside. */
  readonly threadStarts: ReadonlyMap<string, number>
  /** The platform's ids of the spaces: messages of one moment are read in the order of (this, key). */
  readonly spaceKeys: ReadonlyMap<SpaceId, string>
  /** By space: time of the last main-line message whose own row is gone; it counts for the rows after it. */
  readonly lastInMainLine: ReadonlyMap<SpaceId, number>
}

/** Who is told. Messages come in order; a starter comes once, when it is answered, 14 days old, or the read ends. */
export interface ConversationSinks {
  onMessage?(message: ReadMessage): void
  onStarter?(starter: Starter): void
}

const NOBODY: readonly MemberId[] = []

/**
 * Reads rows that come in order of time; those of one moment may come in any order. Deleted messages and those of
 * bots are not among them. Throws an Error where a row is earlier than the one before it.
 */
export async function readConversation(
  rows: AsyncIterable<MessageRow> | Iterable<MessageRow>,
  context: ConversationContext,
  sinks: ConversationSinks,
): Promise<void> {
  const reader = conversationReader(context, sinks)
  const order = rowOrder(context.spaceKeys, reader.take)
  if (Symbol.asyncIterator in rows) for await (const row of rows) order.push(row)
  else for (const row of rows) order.push(row)
  order.flush()
  reader.end()
}

/**
 * @word starter a message that begins something: a forum post's first message; the earliest known in a thread that hangs on no known message; in a
 * main line, a message without a reference at least 60 minutes after the previous main-line message there, whoever wrote it, or with none before; and
 * everybody's first message ever.
 */
function conversationReader(context: ConversationContext, sinks: ConversationSinks) {
  const { calendar } = context
  const startOfThread = threadReader(context.threadStarts)
  const isFirstMessage = firstMessageReader(context.firstMessageDays)
  const lastInMainLine = new Map<SpaceId, number>()
  const starters = openStarters((starter) => sinks.onStarter?.(starter))

  /** Whether an unreferenced message breaks a silence of its main line. Remembers every message of the main line. */
  const breaksSilence = (row: MessageRow): boolean => {
    if (row.thread !== null) return false
    const readAt = lastInMainLine.get(row.space) ?? Number.NEGATIVE_INFINITY
    const goneAt = context.lastInMainLine.get(row.space) ?? Number.NEGATIVE_INFINITY
    const previousAt = goneAt <= row.at ? Math.max(readAt, goneAt) : readAt
    lastInMainLine.set(row.space, row.at)
    return !row.hasReference && row.at - previousAt >= QUIET_BEFORE_STARTER_MS
  }

  const take = (row: MessageRow): void => {
    const day = calendar.dayOf(row.at)
    const hour = calendar.hourOf(row.at)
    const start = row.thread === null ? null : startOfThread(row, row.thread)
    const reply = answeredBy(row, start)
    const mentions = row.named.length === 0 ? NOBODY : mentionsOf(row, reply)
    const isFirst = isFirstMessage(row.author, day)
    const isStarter = breaksSilence(row) || start?.isThis === true || isFirst
    starters.answer(row, reply, mentions)
    if (isStarter) starters.open(row, day, hour, isFirst)
    const { space, author, at } = row
    sinks.onMessage?.({ space, author, at, day, hour, reply, mentions, isStarter, isFirst })
  }
  return { take, end: starters.closeAll }
}

/** How a thread began, seen from one of its messages; the author is null where the start was not read. */
interface ThreadStart {
  readonly at: number
  readonly author: MemberId | null
  /** Whether the message that asks is itself the start, inside the thread. */
  readonly isThis: boolean
}

/**
 * A thread starts with the message that it hangs on, where that is known: a message of the main line, or a forum
 * post's own first message, which is inside and has the thread's key. Else it starts with the earliest known inside.
 */
function threadReader(threadStarts: ReadonlyMap<string, number>) {
  const orphans = new Map<string, ThreadStart>()
  return (row: MessageRow, thread: string): ThreadStart => {
    if (row.key === thread) return { at: row.at, author: row.author, isThis: true }
    if (row.hangsOn !== null) return { at: row.hangsOn.at, author: row.hangsOn.author, isThis: false }
    const key = threadKey(row.space, thread)
    const known = orphans.get(key)
    if (known !== undefined) return known
    const at = threadStarts.get(key) ?? row.at
    const isThis = row.at === at
    const author = isThis ? row.author : null
    orphans.set(key, { at, author, isThis: false })
    return { at, author, isThis }
  }
}

/** Whether a message is its author's first ever: the first read on the day that the whole history tells. */
function firstMessageReader(firstMessageDays: ReadonlyMap<MemberId, Day>) {
  const seen = new Set<MemberId>()
  return (author: MemberId, day: Day): boolean => {
    if (firstMessageDays.get(author) !== day || seen.has(author)) return false
    seen.add(author)
    return true
  }
}

/**
 * By reference to another person's message; or, without any reference, the starter of the thread it is in.
 *
 * @word reply a message that answers another person's: (a) by reference, to a message of theirs in the same space that is known and not deleted; a reference
 * to anything else is no reply at all, and forwards, crossposts and pins are no references; (b) without a reference, in a thread, up to 7 days after its start:
 * then it answers the starter. Start and starter are those of the message that the thread hangs on, where it is known, else of the earliest known inside. What
 * comes later in a long-lived thread is conversation. Nobody replies to themselves.
 */
function answeredBy(row: MessageRow, start: ThreadStart | null): MemberId | null {
  if (row.hasReference) return row.referenceAuthor === row.author ? null : row.referenceAuthor
  if (start === null || start.isThis || start.author === row.author) return null
  const sinceStartMs = row.at - start.at
  return sinceStartMs >= 0 && sinceStartMs <= THREAD_REPLY_MS ? start.author : null
}

/** @word mention naming another person in a message, each person once a message; whom the same message already answers is not counted again. */
function mentionsOf(row: MessageRow, reply: MemberId | null): readonly MemberId[] {
  return row.named.filter((member) => member !== row.author && member !== reply)
}
