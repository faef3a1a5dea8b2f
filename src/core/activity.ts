/**
 * What happened in a space, told the same way whatever the platform: the one union that live ingestion,
 * catching up and importers all produce, and that `record` stores once.
 *
 * The key of every activity is the platform's id of the *thing* (a message's id, never a delivery's), so the
 * same thing told twice, late or out of order is stored once. Nothing here can hold the text of a message.
 */

import type { WordId } from './ids.ts'

/** The platforms that people come from. Part of every identity: ids of different platforms never meet. */
export type Platform = 'discord' | 'slack' | 'terminal'

/** A person as the platform knows them: the immutable id, never a name. */
export type PersonId = string

/** Stands for the key of an answered message that is gone, where the source still tells that one was answered. */
export const LOST_REFERENCE = ''

/**
 * A message that a person posted. Its reply and mentions are part of it, so they stand or fall with it.
 *
 * @word message any message that a person posts in a bound space, in threads too; a thread belongs to its parent's space. The *main line* of a space is what
 * is in no thread. What is deleted is taken back. Bots, webhooks and what the system says are no people; who paused or erased themselves is left out.
 */
export interface MessagePosted {
  readonly kind: 'message'
  /** The platform's id of the space; of the parent where the message is in a thread. */
  readonly space: string
  /** The platform's id of the message, unique in its space (Discord: snowflake, Slack: `ts`). */
  readonly key: string
  /** The platform's id of the thread it is in (Discord: thread id, Slack: `thread_ts`); null in the main line. */
  readonly thread: string | null
  readonly author: PersonId
  /** Milliseconds since 1970, UTC. */
  readonly at: number
  /** Key of the message that it answers by reference, in the same space, or `LOST_REFERENCE`; null without one (forwards are none). */
  readonly reference: string | null
  /** People named in it, as the platform tells; repeats and the author are sorted out in recording. */
  readonly mentions: readonly PersonId[]
  /** Length of its text in UTF-16 units; 0 where the platform blanks the text. */
  readonly length: number
  /** Whether its text holds a question mark; false where the platform blanks the text. */
  readonly asks: boolean
  /** The community's own words that its text used; left out where it used none, or where the platform blanks the text. */
  readonly words?: readonly WordId[]
}

/** A message that is gone. May arrive before the message itself. */
export interface MessageDeleted {
  readonly kind: 'deletion'
  readonly space: string
  readonly key: string
}

/**
 * A reaction put on or taken off by a named person.
 *
 * @word reaction an emoji that a person puts on another person's message. For each message, emoji and person the latest word counts; a true time beats one
 * taken from the message, and reactions by name replace a bare count of them.
 */
export interface ReactionSet {
  readonly kind: 'reaction'
  readonly space: string
  /** Key of the message that it is on. */
  readonly message: string
  /** The platform's id or name of the emoji. */
  readonly emoji: string
  readonly person: PersonId
  /** Whether it stands (added) or was removed. */
  readonly present: boolean
  /** Milliseconds since 1970, UTC. */
  readonly at: number
  /** False where `at` is only the time of the message: a true time always wins over it. */
  readonly exact: boolean
  /** Who wrote the message, where the platform tells with the reaction. */
  readonly author: PersonId | null
}

/** Reactions of which the source tells only the number. Named reactions of the same emoji replace it. */
export interface ReactionsCounted {
  readonly kind: 'reactionCount'
  readonly space: string
  readonly message: string
  readonly emoji: string
  readonly count: number
}

/** All reactions on a message were taken off at once by somebody who may, or all of one emoji. */
export interface ReactionsCleared {
  readonly kind: 'reactionsCleared'
  readonly space: string
  readonly message: string
  /** Null for every emoji. */
  readonly emoji: string | null
  /** Milliseconds since 1970, UTC. Those put on later stand. */
  readonly at: number
}

/** Somebody came into a space or into the whole workspace, or left it. No act: it makes nobody active. */
export interface MembershipChanged {
  readonly kind: 'join' | 'leave'
  /** The platform's id of the space; null for the workspace. */
  readonly space: string | null
  readonly person: PersonId
  readonly at: number
}

/** A thread that was opened, named or not. */
export interface ThreadOpened {
  readonly kind: 'thread'
  readonly space: string
  /** The platform's id of the thread; the message that it hangs on has the same id where there is one. */
  readonly key: string
  readonly at: number
}

export type Activity =
  | MessagePosted
  | MessageDeleted
  | ReactionSet
  | ReactionsCounted
  | ReactionsCleared
  | MembershipChanged
  | ThreadOpened
