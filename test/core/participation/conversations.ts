/** Conversations made by hand or at random, and the rows that a store would give for them. */
import { type Calendar, calendarOf } from '../../../src/core/calendar.ts'
import { type MemberId, memberId, type SpaceId, spaceId } from '../../../src/core/ids.ts'
import {
  type ConversationContext,
  type ReadMessage,
  readConversation,
  type Starter,
} from '../../../src/core/participation/conversation.ts'
import { type MessageRow, threadKey } from '../../../src/core/participation/facts.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** 2024-01-01 00:00 UTC, a Monday. */
export const START = Date.UTC(2024, 0, 1)

export const utc: Calendar = calendarOf('UTC')

/** A message as it was posted, before any store knew it. */
export interface Posted {
  readonly space: SpaceId
  readonly key: string
  readonly thread: string | null
  readonly author: MemberId
  readonly at: number
  /** Key of the message that it references; may be of none that is known. */
  readonly reference: string | null
  readonly named: readonly MemberId[]
}

export const ann = memberId(1)
export const ben = memberId(2)
export const cat = memberId(3)
export const dan = memberId(4)

export const general = spaceId(1)
export const help = spaceId(2)
/** External ids, on purpose not in the order of the ids of our own. */
export const spaceKeys: ReadonlyMap<SpaceId, string> = new Map([
  [general, 'C9'],
  [help, 'C10'],
  [spaceId(3), 'C1'],
])

let lastKey = 0

/** A message of a hand-made conversation, so long after `START`; in the main line of general unless told otherwise. */
export function post(author: MemberId, afterMs: number, rest: Partial<Posted> = {}): Posted {
  lastKey += 1
  const key = String(1_000_000 + lastKey)
  return {
    space: general,
    key,
    thread: null,
    author,
    at: START + afterMs,
    reference: null,
    named: [],
    ...rest,
  }
}

/** Exactly the rows that `HistoryPort.messages` promises, by time. */
export function rowsOf(messages: readonly Posted[]): MessageRow[] {
  const byKey = new Map(messages.map((message) => [threadKey(message.space, message.key), message]))
  const find = (space: SpaceId, key: string | null) =>
    key === null ? undefined : byKey.get(threadKey(space, key))
  return messages
    .map((message) => {
      const root = find(message.space, message.thread)
      return {
        space: message.space,
        key: message.key,
        thread: message.thread,
        author: message.author,
        at: message.at,
        hasReference: message.reference !== null,
        referenceAuthor: find(message.space, message.reference)?.author ?? null,
        named: message.named,
        hangsOn: root === undefined ? null : { at: root.at, author: root.author },
      }
    })
    .sort((a, b) => a.at - b.at)
}

/** What the history knows beside the messages. */
export function contextOf(messages: readonly Posted[], calendar: Calendar = utc): ConversationContext {
  const firstMessageDays = new Map<MemberId, number>()
  const threadStarts = new Map<string, number>()
  for (const message of messages) {
    const day = calendar.dayOf(message.at)
    firstMessageDays.set(message.author, Math.min(day, firstMessageDays.get(message.author) ?? day))
    if (message.thread === null) continue
    const key = threadKey(message.space, message.thread)
    threadStarts.set(key, Math.min(message.at, threadStarts.get(key) ?? message.at))
  }
  return { calendar, firstMessageDays, threadStarts, spaceKeys, lastInMainLine: new Map() }
}

/** Reads a whole conversation; starters come back oldest first. */
export async function read(
  messages: readonly Posted[],
  rows: readonly MessageRow[] = rowsOf(messages),
): Promise<{ messages: ReadMessage[]; starters: Starter[] }> {
  const found: { messages: ReadMessage[]; starters: Starter[] } = { messages: [], starters: [] }
  await readConversation(rows, contextOf(messages), {
    onMessage: (message) => found.messages.push(message),
    onStarter: (starter) => found.starters.push(starter),
  })
  found.starters.sort((a, b) => a.at - b.at)
  return found
}
