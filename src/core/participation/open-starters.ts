/**
 * Starters that nobody has answered yet, found by whatever may answer them: the thread, the author's name, or the
 * next message of the main line. Each is closed once, so the work is proportional to the messages read.
 */
import { type Day, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../calendar.ts'
import type { MemberId, SpaceId } from '../ids.ts'
import type { MessageRow } from './facts.ts'

/** An answer later than this is none for "answered", only for "waiting". */
export const ANSWER_WINDOW_MS = 48 * MS_PER_HOUR
/** The next message of a main line answers only so soon after. */
export const MAIN_LINE_ANSWER_MS = 8 * MS_PER_HOUR
/** A starter older than this waits no more, and what comes later is not looked at. */
export const WAITING_AT_MOST_MS = 14 * MS_PER_DAY

/** A message that began something, with what became of it. */
export interface Starter {
  readonly space: SpaceId
  readonly key: string
  /** Thread that it is in; null in the main line. */
  readonly thread: string | null
  readonly author: MemberId
  readonly at: number
  readonly day: Day
  readonly hour: number
  /** Whether it was its author's first message ever. */
  readonly isFirst: boolean
  /** To the first answer within 48 hours, not rounded; null if none came. */
  readonly minutesToFirstAnswer: number | null
  /** Whether it was answered before the read ended, however late within its first 14 days. */
  readonly isAnsweredByEnd: boolean
}

type OpenStarter = Omit<Starter, 'minutesToFirstAnswer' | 'isAnsweredByEnd'>

interface SpaceWaiting {
  /** By every thread that may answer it: the one that hangs on it and the one that it is in. */
  readonly byThread: Map<string, Set<OpenStarter>>
  readonly byAuthor: Map<MemberId, Set<OpenStarter>>
  /** The starter that was the last message of the main line, if it was one and is still open. */
  lastInMainLine: OpenStarter | null
}

/** The open starters of a community while its messages are read in order. */
export interface OpenStarters {
  /** Closes whatever this message answers. To be called for every message, before `open`. */
  answer(row: MessageRow, reply: MemberId | null, mentions: readonly MemberId[]): void
  open(starter: OpenStarter): void
  /** Closes everything that is left, at the end of the read. */
  closeAll(): void
}

/** Open starters that call `emit` once for each, when it is closed. */
export function openStarters(emit: (starter: Starter) => void): OpenStarters {
  const waiting = new Map<SpaceId, SpaceWaiting>()
  const all = new Set<OpenStarter>()
  let nextSweepAt = Number.NEGATIVE_INFINITY

  const close = (starter: OpenStarter, answeredAt: number | null): void => {
    const space = waitingIn(waiting, starter.space)
    all.delete(starter)
    drop(space.byAuthor, starter.author, starter)
    drop(space.byThread, starter.key, starter)
    if (starter.thread !== null) drop(space.byThread, starter.thread, starter)
    if (space.lastInMainLine === starter) space.lastInMainLine = null
    const waitedMs = answeredAt === null ? Number.POSITIVE_INFINITY : answeredAt - starter.at
    emit({
      ...starter,
      minutesToFirstAnswer: waitedMs <= ANSWER_WINDOW_MS ? waitedMs / MS_PER_MINUTE : null,
      isAnsweredByEnd: waitedMs <= WAITING_AT_MOST_MS,
    })
  }

  const closeOthers = (starters: Iterable<OpenStarter> | undefined, row: MessageRow): void => {
    if (starters === undefined) return
    for (const starter of starters) if (starter.author !== row.author) close(starter, row.at)
  }

  /** Only to keep memory flat; what counts is decided in `close`. */
  const sweep = (at: number): void => {
    nextSweepAt = at + MS_PER_DAY
    for (const starter of all) {
      if (at - starter.at <= WAITING_AT_MOST_MS) break
      close(starter, null)
    }
  }

  return {
    answer: (row, reply, mentions) => {
      if (row.at >= nextSweepAt) sweep(row.at)
      const space = waitingIn(waiting, row.space)
      if (row.thread !== null) closeOthers(space.byThread.get(row.thread), row)
      if (reply !== null) closeOthers(space.byAuthor.get(reply), row)
      for (const member of mentions) closeOthers(space.byAuthor.get(member), row)
      if (row.thread === null) {
        const last = space.lastInMainLine
        space.lastInMainLine = null
        if (last !== null && last.author !== row.author && row.at - last.at <= MAIN_LINE_ANSWER_MS)
          close(last, row.at)
      }
    },
    open: (starter) => {
      const space = waitingIn(waiting, starter.space)
      all.add(starter)
      add(space.byAuthor, starter.author, starter)
      add(space.byThread, starter.key, starter)
      if (starter.thread === null) space.lastInMainLine = starter
      else add(space.byThread, starter.thread, starter)
    },
    closeAll: () => {
      for (const starter of all) close(starter, null)
    },
  }
}

function waitingIn(spaces: Map<SpaceId, SpaceWaiting>, id: SpaceId): SpaceWaiting {
  const known = spaces.get(id)
  if (known !== undefined) return known
  const made: SpaceWaiting = { byThread: new Map(), byAuthor: new Map(), lastInMainLine: null }
  spaces.set(id, made)
  return made
}

function add<Key>(lists: Map<Key, Set<OpenStarter>>, key: Key, starter: OpenStarter): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, new Set([starter]))
  else list.add(starter)
}

function drop<Key>(lists: Map<Key, Set<OpenStarter>>, key: Key, starter: OpenStarter): void {
  const list = lists.get(key)
  if (list?.delete(starter) && list.size === 0) lists.delete(key)
}
