/**
 * The facts that the figures are computed from, as the store hands them over. Spaces and members are ids of our
 * own; nobody is named and nothing said is in here.
 */
import type { Day } from '../calendar.ts'
import type { MemberId, SpaceId, WordId } from '../ids.ts'

/** One person's message with all that decides what it answers. */
export interface MessageRow {
  readonly space: SpaceId
  readonly key: string
  /** Thread that it is in; null in the main line. */
  readonly thread: string | null
  readonly author: MemberId
  readonly at: number
  /** Whether it answers some message by reference, known or not. */
  readonly hasReference: boolean
  /** Author of the message that it references, where that is known and not deleted. */
  readonly referenceAuthor: MemberId | null
  /** People it names, without repeats and without its author. */
  readonly named: readonly MemberId[]
  /** Time and author of the message that its thread hangs on (the one whose key is the thread's), where known. */
  readonly hangsOn: { readonly at: number; readonly author: MemberId } | null
}

/** Key under which `threadStarts` lists a thread. */
export const threadKey = (space: SpaceId, thread: string): string => `${space}/${thread}`

/** What one member did on one day in one space. Member 0 stands for reactions whose givers nobody named. */
export interface DailyRow {
  readonly day: Day
  readonly member: MemberId
  readonly messages: number
  readonly reactions: number
}

/** What is left of a message that began something, after its retention: no id, no exact time. */
export interface SealedStarter {
  readonly day: Day
  readonly hour: number
  readonly space: SpaceId
  /** Whether it was its author's first message ever. */
  readonly isFirst: boolean
  /** To the first answer within 48 hours; null if none came. */
  readonly minutesToFirstAnswer: number | null
}

/** How often people answered and named each other, on sealed days, all together. */
export interface SealedTies {
  readonly replies: number
  readonly mentions: number
}

/** What somebody said of a waiting message: it needs nobody any more, or it has somebody. */
export interface WaitingMark {
  readonly space: SpaceId
  readonly key: string
  readonly mark: 'answered' | 'notAQuestion' | 'taken'
}

/** Everybody who used each of the community's own words. */
export type WordUsers = ReadonlyMap<WordId, ReadonlySet<MemberId>>
