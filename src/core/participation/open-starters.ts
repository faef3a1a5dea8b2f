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
const MAIN_LINE_ANSWER_MS = 8 * MS_PER_HOUR
/** A starter older than this waits no more, and what comes later is not looked at. */
export const WAITING_AT_MOST_MS = 14 * MS_PER_DAY
const SWEEP_EVERY_MS = 7 * MS_PER_DAY
/** Shorter lists are not worth tidying while they grow. */
const TIDY_FROM = 16

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

/** Filled in when it is closed. */
interface OpenStarter extends Starter {
  minutesToFirstAnswer: number | null
  isAnsweredByEnd: boolean
  isClosed: boolean
}

/** Starters found by one key. Tidied whenever it has doubled, so that the closed ones in it cost nothing. */
interface Listed {
  starters: OpenStarter[]
  tidyAt: number
}

interface SpaceWaiting {
  /** By every thread that may answer it: the one that hangs on it and the one that it is in. */
  readonly byThread: Map<string, Listed>
  readonly byAuthor: Map<MemberId, Listed>
  /** The starter that was the last message of the main line, if it was one. */
  lastInMainLine: OpenStarter | null
}

/** The open starters of a community while its messages are read in order. */
export interface OpenStarters {
  /**
   * Closes whatever this message answers. To be called for every message, before `open`.
   *
   * @word answered a starter to which within 48 hours another person posts in its thread (the one that hangs on it, or the one it is in), or in the same
   * space answers or names its author; or, in a main line, whose very next main-line message is another person's and comes within 8 hours. Its author's own
   * messages never answer. The *first answer* is the earliest of these, and minutes to it are not rounded.
   */
  answer(row: MessageRow, reply: MemberId | null, mentions: readonly MemberId[]): void
  /** Opens a message as a starter. */
  open(row: MessageRow, day: Day, hour: number, isFirst: boolean): void
  /** Closes everything that is left, at the end of the read. */
  closeAll(): void
}

/** Open starters that call `emit` once for each, when it is closed. */
export function openStarters(emit: (starter: Starter) => void): OpenStarters {
  const spaces = new Map<SpaceId, SpaceWaiting>()
  let byTime: OpenStarter[] = []
  let nextSweepAt = Number.NEGATIVE_INFINITY

  const close = (starter: OpenStarter, answeredAt: number): void => {
    if (starter.isClosed) return
    const waitedMs = answeredAt - starter.at
    starter.isClosed = true
    starter.minutesToFirstAnswer = waitedMs <= ANSWER_WINDOW_MS ? waitedMs / MS_PER_MINUTE : null
    starter.isAnsweredByEnd = waitedMs <= WAITING_AT_MOST_MS
    emit(starter)
  }

  /** Closes those in a list that are not by the author of this message; what is left, if anything, stays listed. */
  const closeOthers = <Key>(lists: Map<Key, Listed>, key: Key, row: MessageRow): void => {
    const list = lists.get(key)
    if (list === undefined) return
    for (const starter of list.starters) if (starter.author !== row.author) close(starter, row.at)
    tidy(lists, key, list)
  }

  /** Forgets what is too old to wait: only to keep memory flat, for what counts is decided in `close`. */
  const sweep = (at: number): void => {
    nextSweepAt = at + SWEEP_EVERY_MS
    for (const starter of byTime)
      if (at - starter.at > WAITING_AT_MOST_MS) close(starter, Number.POSITIVE_INFINITY)
    byTime = byTime.filter(isOpen)
    for (const space of spaces.values()) {
      for (const [key, list] of space.byThread) tidy(space.byThread, key, list)
      for (const [key, list] of space.byAuthor) tidy(space.byAuthor, key, list)
    }
  }

  return {
    answer: (row, reply, mentions) => {
      if (row.at >= nextSweepAt) sweep(row.at)
      const space = spaces.get(row.space)
      if (space === undefined) return
      if (row.thread !== null) closeOthers(space.byThread, row.thread, row)
      if (reply !== null) closeOthers(space.byAuthor, reply, row)
      for (const member of mentions) closeOthers(space.byAuthor, member, row)
      if (row.thread !== null) return
      const last = space.lastInMainLine
      space.lastInMainLine = null
      if (last === null || last.author === row.author) return
      if (row.at - last.at <= MAIN_LINE_ANSWER_MS) close(last, row.at)
    },
    open: ({ space: id, key, thread, author, at }, day, hour, isFirst) => {
      const became = { minutesToFirstAnswer: null, isAnsweredByEnd: false, isClosed: false }
      const starter: OpenStarter = { space: id, key, thread, author, at, day, hour, isFirst, ...became }
      const space = waitingIn(spaces, id)
      byTime.push(starter)
      add(space.byAuthor, author, starter)
      add(space.byThread, key, starter)
      if (thread === null) space.lastInMainLine = starter
      else if (thread !== key) add(space.byThread, thread, starter)
    },
    closeAll: () => {
      for (const starter of byTime) close(starter, Number.POSITIVE_INFINITY)
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

const isOpen = (starter: OpenStarter): boolean => !starter.isClosed

function add<Key>(lists: Map<Key, Listed>, key: Key, starter: OpenStarter): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, { starters: [starter], tidyAt: TIDY_FROM })
  else if (list.starters.push(starter) >= list.tidyAt) tidy(lists, key, list)
}

/** Keeps the open ones of a list. */
function tidy<Key>(lists: Map<Key, Listed>, key: Key, list: Listed): void {
  list.starters = list.starters.filter(isOpen)
  list.tidyAt = Math.max(TIDY_FROM, 2 * list.starters.length)
  if (list.starters.length === 0) lists.delete(key)
}
