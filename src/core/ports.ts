/**
 * What the rest of the program may ask of the store, in the program's own words. Implemented by `store/`, on two
 * engines alike. Every call that concerns people or spaces names its community first: that is the tenant.
 */
import type { Activity, Platform } from './activity.ts'
import type { Day, Period } from './calendar.ts'
import type { CommunityId, MemberId, PracticeId, SpaceId, WorkspaceId } from './ids.ts'
import type { MessageRow, SealedStarter, SealedTie, WaitingMark } from './participation/facts.ts'

export interface Community {
  readonly id: CommunityId
  readonly name: string
  /** IANA name; fixed when the community is made, because its days are. */
  readonly timeZone: string
  /** Whether a platform feeds it now; an imported one ends with its last activity. */
  readonly isLive: boolean
}

export interface Workspace {
  readonly id: WorkspaceId
  readonly platform: Platform
  readonly externalId: string
  readonly name: string
}

export interface Space {
  readonly id: SpaceId
  readonly externalId: string
  readonly name: string
  readonly workspace: Workspace
}

export interface CommunityPort {
  list(): Promise<readonly Community[]>
  /** Upper and lower case are the same name. */
  byName(name: string): Promise<Community | null>
  /** Refuses (`Refusal`) a name that is taken and a time zone that does not exist. */
  create(community: { name: string; timeZone: string; isLive: boolean; now: number }): Promise<Community>
  spaces(community: CommunityId): Promise<readonly Space[]>
  /** Finds or makes the workspace with that id. */
  workspace(workspace: { platform: Platform; externalId: string; name: string }): Promise<Workspace>
  /** The workspace of a platform that a space with that id is already bound from; null if none is. */
  workspaceOfSpace(platform: Platform, spaceExternalId: string): Promise<Workspace | null>
  /** Binds a space to a community, or brings its name up to date. Refuses one that belongs to another community. */
  bindSpace(
    community: CommunityId,
    workspace: WorkspaceId,
    space: { externalId: string; name: string },
  ): Promise<Space>
  /** Forgets a community that has no space; does nothing to any other. */
  removeIfEmpty(community: CommunityId): Promise<void>
  /** Quiet dates that the community set, in order. */
  breaks(community: CommunityId): Promise<readonly Period[]>
  /** Replaces the breaks. */
  setBreaks(community: CommunityId, breaks: readonly Period[]): Promise<void>
}

/** What became of a batch: `new` changed something, `known` was there already or belongs to a sealed stretch, `ignored` is unbound or of an erased or paused person. */
export interface Recorded {
  readonly new: number
  readonly known: number
  readonly ignored: number
}

/** What may be done inside one transaction of `RecordingPort.whole`. */
export interface WholeRecording {
  bindSpace(community: CommunityId, space: { externalId: string; name: string }): Promise<Space>
  record(activities: readonly Activity[]): Promise<Recorded>
  cover(community: CommunityId, space: SpaceId, fromAt: number, toAt: number): Promise<void>
}

export interface RecordingPort {
  /** Records a batch exactly once, in one transaction. `now` starts the retention clock of history that is read in. */
  record(workspace: WorkspaceId, activities: readonly Activity[], now: number): Promise<Recorded>
  /** Records batch after batch in one transaction: all of it is kept, or none if `work` throws. Other writers wait. */
  whole<Result>(
    workspace: WorkspaceId,
    now: number,
    work: (recording: WholeRecording) => Promise<Result>,
  ): Promise<Result>
  /** Says that everything in a space between two moments has been read. Touching intervals merge. */
  cover(community: CommunityId, space: SpaceId, fromAt: number, toAt: number): Promise<void>
}

/** A stretch of a space of which something is missing. */
export interface Gap {
  readonly space: SpaceId
  readonly fromAt: number
  readonly toAt: number
  readonly reason: string
}

/** What one member did in a stretch of days, added up. Member 0 stands for reactions whose givers nobody named. */
export interface MemberTotals {
  readonly member: MemberId
  readonly messages: number
  readonly reactions: number
  /** Practice acts. */
  readonly acts: number
}

/** Reading what was recorded. Days are the community's; moments are milliseconds since 1970, UTC. */
export interface HistoryPort {
  /**
   * The first day with an act, and the last day on which a platform told of anything (a message, a reaction, somebody
   * coming or going); where none ever did, the last with an act. Null before there was any act.
   */
  span(community: CommunityId): Promise<{ first: Day; last: Day } | null>
  /** Every member's days with at least one act, ascending, all before `before`. */
  activeDays(community: CommunityId, before: Day): Promise<ReadonlyMap<MemberId, readonly Day[]>>
  /** Every member's first day with a message, over the whole history. */
  firstMessageDays(community: CommunityId): Promise<ReadonlyMap<MemberId, Day>>
  totals(community: CommunityId, period: Period): Promise<readonly MemberTotals[]>
  /** Messages not yet sealed with `fromAt` ≤ at < `toAt`, by time. */
  messages(community: CommunityId, fromAt: number, toAt: number): AsyncIterable<MessageRow>
  /** For every thread that holds a message, the time of the earliest one known inside, or of its sealed start. */
  threadStarts(community: CommunityId): Promise<ReadonlyMap<string, number>>
  /** Time of the last main-line message that is sealed, by space; none for a space where nothing is. */
  lastSealedInMainLine(community: CommunityId): Promise<ReadonlyMap<SpaceId, number>>
  sealedStarters(community: CommunityId, period: Period): Promise<readonly SealedStarter[]>
  sealedTies(community: CommunityId, period: Period): Promise<readonly SealedTie[]>
  /** Messages by weekday (0 Monday) and hour that are sealed, in a period: seven rows of 24. */
  sealedRhythm(community: CommunityId, period: Period): Promise<readonly (readonly number[])[]>
  gaps(community: CommunityId): Promise<readonly Gap[]>
  /** What is known of some spaces between two moments, for the report of an import: acts on messages posted then. */
  counts(
    community: CommunityId,
    spaces: readonly SpaceId[],
    fromAt: number,
    toAt: number,
  ): Promise<{ messages: number; members: number; reactions: number; joins: number }>
}

export interface WaitingPort {
  marks(community: CommunityId): Promise<readonly WaitingMark[]>
  /** Marks a message as answered, no question, or taken; the latest mark counts. */
  mark(community: CommunityId, mark: WaitingMark, by: MemberId, now: number): Promise<void>
}

export interface PersonPort {
  /** The member behind an identity; made on first meeting. */
  member(community: CommunityId, platform: Platform, person: string): Promise<MemberId>
  /** The name a member gave by acting through the bot; null for those who never did. */
  name(community: CommunityId, member: MemberId): Promise<string | null>
  setName(community: CommunityId, member: MemberId, name: string): Promise<void>
}

export interface Practice {
  readonly id: PracticeId
  readonly name: string
  /** How it is done, as its sharer wrote it. */
  readonly how: string
  /** When it helps; empty if not said. */
  readonly whenItHelps: string
  readonly sharer: MemberId
  readonly sharedAt: number
  /** Times it was done by somebody, of any outcome. */
  readonly doings: number
}

export type DoingOutcome = 'asWritten' | 'ownWay' | 'didNotWork'

/** One thing somebody did; with a practice it is a doing of it. */
export interface Doing {
  readonly what: string
  readonly member: MemberId
  readonly practice: PracticeId | null
  readonly outcome: DoingOutcome | null
  /** Who it was done with; empty if alone. */
  readonly companions: readonly MemberId[]
  readonly at: number
}

/** Practice acts: each also makes its member active on the day. `day` is the community's. */
export interface RepertoirePort {
  share(
    community: CommunityId,
    practice: { name: string; how: string; whenItHelps: string; sharer: MemberId; at: number; day: Day },
  ): Promise<Practice>
  practices(community: CommunityId): Promise<readonly Practice[]>
  did(community: CommunityId, doing: Doing, day: Day): Promise<void>
  /** The latest doings, newest first. */
  doings(community: CommunityId, limit: number): Promise<readonly Doing[]>
}

export interface RetentionPort {
  /** Seals every day whose messages have all been kept for `retentionDays`. Tells how many days and messages. */
  seal(
    community: CommunityId,
    now: number,
    retentionDays: number,
  ): Promise<{ days: number; messages: number }>
}

/** Everything the store offers. */
export interface Store {
  readonly communities: CommunityPort
  readonly recording: RecordingPort
  readonly history: HistoryPort
  readonly waiting: WaitingPort
  readonly people: PersonPort
  readonly repertoire: RepertoirePort
  readonly retention: RetentionPort
  close(): Promise<void>
}
