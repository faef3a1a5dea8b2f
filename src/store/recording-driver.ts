/**
 * The statements of recording, which each engine writes in its own way: SQLite runs prepared statements row by row,
 * Postgres one `unnest` statement a call. What they mean is the same; `recording.ts` holds the rules.
 */
import type { CommunityId, MemberId, SpaceId, WorkspaceId } from '../core/ids.ts'

/** Names one message: its space is in one community, so the two ids and the key are enough. */
export interface MessageRef {
  readonly community: CommunityId
  readonly space: SpaceId
  readonly key: string
}

export interface MessageWrite extends MessageRef {
  readonly author: MemberId
  readonly at: number
  readonly thread: string | null
  readonly reference: string | null
  readonly named: string | null
  /** Ids of the community's own words that it used, as `word-ids.ts` writes them. */
  readonly words: string | null
  readonly length: number
  readonly asks: boolean
  readonly receivedDay: number
}

/** What a message row says that reactions and deletions must know. */
export interface MessageState extends MessageRef {
  readonly author: MemberId | null
  readonly at: number | null
  readonly isDeleted: boolean
}

/** One row of `reaction`, with `message` as the reference's key. */
export interface ReactionState {
  readonly community: CommunityId
  readonly space: SpaceId
  readonly message: string
  readonly emoji: string
  /** 0 for a bare count, −1 where all were taken off. */
  readonly member: number
  readonly at: number
  readonly isExact: boolean
  readonly isPresent: boolean
  readonly count: number
  readonly author: MemberId | null
  readonly countedDay: number | null
  readonly counted: number
  readonly receivedDay: number
}

/** A change of one daily row. */
export interface DailyDelta {
  readonly community: CommunityId
  readonly day: number
  /** 0 for reactions whose givers nobody named. */
  readonly member: number
  readonly space: number
  messages: number
  reactions: number
  acts: number
}

export interface PassageWrite {
  readonly community: CommunityId
  readonly member: MemberId
  /** 0 for the workspace. */
  readonly space: number
  readonly kind: 'join' | 'leave'
  readonly at: number
}

/** What became of the messages handed to `insertMessages`. */
export interface InsertedMessages {
  /** For each message, in order, whether it was new. */
  readonly isNew: readonly boolean[]
  /** New messages on which reactions had arrived before. */
  readonly withReactions: readonly MessageRef[]
}

/** A community with the version of its people. */
export interface CommunityRow {
  readonly community: CommunityId
  readonly peopleVersion: number
}

/** Where a space belongs; a space with several sealed stretches comes once for each. */
export interface HomeRow extends CommunityRow {
  readonly externalId: string
  readonly space: SpaceId
  readonly timeZone: string
  readonly sealedFromDay: number | null
  readonly sealedToDay: number | null
}

export interface RecordingDriver {
  /** Spaces that are not bound are left out. People of the communities do not change until the transaction ends. */
  loadHomes(workspace: WorkspaceId, externalIds: readonly string[]): Promise<readonly HomeRow[]>
  /** Every community that a workspace has a bound space in: who joins the workspace joins them all. */
  loadCommunities(workspace: WorkspaceId): Promise<readonly CommunityRow[]>
  /** Inserts those whose key is not there yet. A key may come twice: the first counts. */
  insertMessages(messages: readonly MessageWrite[]): Promise<InsertedMessages>
  /**
   * Adds words to those that known messages are said to have used: a message may be told once without its text, or before
   * one of its words was given. Every state is all that was ever said of it, whatever came first.
   */
  addWords(messages: readonly MessageWrite[]): Promise<void>
  loadMessages(refs: readonly MessageRef[]): Promise<readonly MessageState[]>
  /** Turns messages, known or not, into tombstones. */
  buryMessages(refs: readonly (MessageRef & { receivedDay: number })[]): Promise<void>
  loadReactions(refs: readonly MessageRef[]): Promise<readonly ReactionState[]>
  /** Inserts or replaces. */
  writeReactions(reactions: readonly ReactionState[]): Promise<void>
  /** Adds up; a row left without any act is removed. */
  addDaily(deltas: readonly DailyDelta[]): Promise<void>
  /** How many of them were new. */
  insertPassages(passages: readonly PassageWrite[]): Promise<number>
}
