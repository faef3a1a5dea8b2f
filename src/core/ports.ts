/**
 * What the rest of the program may ask of the store, in the program's own words. Implemented by `store/`, on two
 * engines alike. Every call that concerns people or spaces names its community first: that is the tenant.
 */
import type { Activity, Platform } from './activity.ts'
import type { Day, Period } from './calendar.ts'
import type { CommunityId, DoingId, MemberId, OutboxId, PracticeId, SpaceId, WorkspaceId } from './ids.ts'
import type {
  DailyRow,
  MessageRow,
  SealedStarter,
  SealedTies,
  WaitingMark,
  WordUsers,
} from './participation/facts.ts'
import type { ActPort } from './ports-acts.ts'
import type { BookPort } from './ports-book.ts'
import type { CohortPort } from './ports-cohorts.ts'
import type { LearningPort } from './ports-learning.ts'
import type { NetworkPort } from './ports-network.ts'
import type { OwnProblems, ProblemPort } from './ports-problems.ts'
import type { ThanksPort } from './ports-thanks.ts'
import type { PersonWords, WordPort } from './ports-words.ts'
import type { Role, Side } from './repertoire/apprenticeship.ts'
import type {
  Doing,
  DoingStory,
  EarlierText,
  KeptDoing,
  Practice,
  PracticeText,
} from './repertoire/practice.ts'
import type { Target } from './reply.ts'

export interface Community {
  readonly id: CommunityId
  readonly name: string
  /** IANA name; fixed when the community is made, because its days are. */
  readonly timeZone: string
  /** Whether a platform feeds it now; an imported one ends with its last activity. */
  readonly isLive: boolean
  /** What it is for, as its moderators wrote it; empty if they have not. */
  readonly purpose: string
}

export interface Workspace {
  readonly id: WorkspaceId
  readonly platform: Platform
  readonly externalId: string
  readonly name: string
  /** When it put the bot out; null while the bot is in it. */
  readonly removedAt: number | null
}

export interface Space {
  readonly id: SpaceId
  readonly externalId: string
  readonly name: string
  readonly workspace: Workspace
  /** False once it was taken off: what is known of it stays, and nothing more is read. */
  readonly isBound: boolean
  /** Its history is wanted from this moment on; null where nothing but an import ever told of it. */
  readonly readFromAt: number | null
}

/** A bound space together with whom it belongs to. */
export interface BoundSpace extends Space {
  readonly community: CommunityId
}

export interface CommunityPort {
  list(): Promise<readonly Community[]>
  /** Upper and lower case are the same name. */
  byName(name: string): Promise<Community | null>
  byId(id: CommunityId): Promise<Community | null>
  /** Refuses (`Refusal`) a name that is taken and a time zone that does not exist. */
  create(community: { name: string; timeZone: string; isLive: boolean; now: number }): Promise<Community>
  /** Says what it is called, unless that stays, what it is for, and that a platform feeds it from now on. */
  describe(
    community: CommunityId,
    what: { name?: string; purpose: string; isLive: boolean },
  ): Promise<Community>
  /** Every space it ever had, those that were taken off too. */
  spaces(community: CommunityId): Promise<readonly Space[]>
  /** The platforms that it has bound spaces on, in alphabetical order. */
  platforms(community: CommunityId): Promise<readonly Platform[]>
  /** The spaces of a workspace that are bound now, of all communities. */
  boundSpaces(workspace: WorkspaceId): Promise<readonly BoundSpace[]>
  /** Every workspace of a platform, those that put the bot out too. */
  workspaces(platform: Platform): Promise<readonly Workspace[]>
  /** Notes when a workspace put the bot out; null when it is back. */
  setRemoved(workspace: WorkspaceId, removedAt: number | null): Promise<void>
  /**
   * Forgets a workspace with all that was read in its spaces, and every community that has no other space with all
   * that it holds. For good.
   */
  dropWorkspace(workspace: WorkspaceId): Promise<void>
  /** Finds or makes the workspace with that id. */
  workspace(workspace: { platform: Platform; externalId: string; name: string }): Promise<Workspace>
  /** The workspace with that id; null where it was never met. */
  workspaceBy(platform: Platform, externalId: string): Promise<Workspace | null>
  /** The workspace of a platform that a space with that id is already bound from; null if none is. */
  workspaceOfSpace(platform: Platform, spaceExternalId: string): Promise<Workspace | null>
  /**
   * Binds a space to a community, or brings its name up to date; one that had been taken off is bound again. Refuses
   * one that belongs to another community. `readFromAt` is kept where it was earlier already.
   */
  bindSpace(
    community: CommunityId,
    workspace: WorkspaceId,
    space: { externalId: string; name: string; readFromAt?: number },
  ): Promise<Space>
  /** Takes a space off: nothing more is read in it. */
  unbindSpace(community: CommunityId, space: SpaceId): Promise<void>
  /** Forgets a community that has no space; does nothing to any other. */
  removeIfEmpty(community: CommunityId): Promise<void>
  /** Quiet dates that the community set, in order. */
  breaks(community: CommunityId): Promise<readonly Period[]>
  /** Replaces the breaks, of which no two begin on one day. */
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
  /** The same of many spaces in one transaction. Gaps of what was not read end where it now is. */
  coverAll(stretches: readonly Stretch[]): Promise<void>
}

/** A stretch of time of one space; `fromAt` ≤ t < `toAt`, milliseconds since 1970, UTC. */
export interface Stretch {
  readonly community: CommunityId
  readonly space: SpaceId
  readonly fromAt: number
  readonly toAt: number
}

/**
 * Why something is missing. `unread`: not read yet. `noAccess`: the platform does not let the bot read it. `away`: read
 * afterwards, so that the times of reactions, and what was taken back meanwhile, are not known.
 */
export type GapReason = 'unread' | 'noAccess' | 'away'

/** A stretch of a space of which something is missing. */
export interface Gap {
  readonly space: SpaceId
  readonly fromAt: number
  readonly toAt: number
  readonly reason: GapReason
}

export interface CoveragePort {
  /** What of a space has been read, in order, touching intervals as one. */
  covered(
    community: CommunityId,
    space: SpaceId,
  ): Promise<readonly { readonly fromAt: number; readonly toAt: number }[]>
  /** Notes that something is missing; gaps of one reason that touch merge. */
  addGap(gap: Stretch & { reason: GapReason }): Promise<void>
  /**
   * Messages of a space that are known, not deleted, with `fromAt` ≤ at < `toAt`: in its main line (`thread` null) or in
   * one thread; each with the number of named reactions that stand on it. To find what was taken back, or put on,
   * while nobody listened.
   */
  knownMessages(
    stretch: Stretch,
    thread: string | null,
  ): Promise<readonly { readonly key: string; readonly reactions: number }[]>
  /** Threads in which a known message stands, not deleted, with `fromAt` ≤ at < `toAt`; also of parents that are not known. */
  knownThreads(stretch: Stretch): Promise<readonly string[]>
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
export interface HistoryPort extends NetworkPort {
  /**
   * The same history as seen by somebody who may see only these spaces. What was done through the bot, in no space,
   * is seen by everybody.
   */
  seenIn(spaces: readonly SpaceId[]): HistoryPort
  /**
   * The first day with an act, and the last day on which a platform told of anything (a message, a reaction, somebody
   * coming or going); where none ever did, the last with an act. Null before there was any act.
   */
  span(community: CommunityId): Promise<{ first: Day; last: Day } | null>
  /** What everybody did on each day before `before`, in order of days, in portions. */
  daily(community: CommunityId, before: Day): AsyncIterable<readonly DailyRow[]>
  /** Every member's first day with a message, over the whole history. */
  firstMessageDays(community: CommunityId): Promise<ReadonlyMap<MemberId, Day>>
  totals(community: CommunityId, period: Period): Promise<readonly MemberTotals[]>
  /** Messages not yet sealed with `fromAt` ≤ at < `toAt`, by time. */
  messages(community: CommunityId, fromAt: number, toAt: number): AsyncIterable<MessageRow>
  /** For every thread with a message not yet sealed, the time of the earliest one known inside, or of its sealed start. */
  threadStarts(community: CommunityId): Promise<ReadonlyMap<string, number>>
  /** Time of the last main-line message that is sealed, by space; none for a space where nothing is. */
  lastSealedInMainLine(community: CommunityId): Promise<ReadonlyMap<SpaceId, number>>
  /**
   * Sealed messages of a period that began something, in portions. `firstMessageDays` are everybody's as this history
   * tells them, at least of those who wrote for the first time in the period: they say whose first message is meant.
   */
  sealedStarters(
    community: CommunityId,
    period: Period,
    firstMessageDays: ReadonlyMap<MemberId, Day>,
  ): AsyncIterable<readonly SealedStarter[]>
  sealedTies(community: CommunityId, period: Period): Promise<SealedTies>
  /** Messages by weekday (0 Monday) and hour that are sealed, in a period: seven rows of 24. */
  sealedRhythm(community: CommunityId, period: Period): Promise<readonly (readonly number[])[]>
  /** Everybody who used each of the community's own words before a day, which begins at a moment. */
  wordUsers(community: CommunityId, before: { readonly day: Day; readonly at: number }): Promise<WordUsers>
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

/** What a platform calls a person. Never shown, never logged. */
export interface Identity {
  readonly platform: Platform
  readonly externalId: string
}

/** What a one-time code joins: a person's identities, or a community with a workspace of another platform. */
export type CodePurpose = 'person' | 'community'

/** Longer than any one-time code, however it is spaced when it is typed. */
export const MAX_CODE_LENGTH = 20
/** A one-time code lives so long. */
export const CODE_LIVES_MS = 15 * 60_000

/** What a one-time code stands for. */
export interface Code {
  readonly community: CommunityId
  readonly purpose: CodePurpose
  /** Who asked for it, and on which platform. */
  readonly member: MemberId
  readonly platform: Platform
  readonly madeAt: number
}

/** What became of joining two members: `codeGone`: used, too old, or whoever made it has left without trace. */
export type Joined = 'joined' | 'codeGone' | 'samePlatform'

export interface PersonPort {
  /** The member behind an identity; made on first meeting. */
  member(community: CommunityId, platform: Platform, person: string): Promise<MemberId>
  /**
   * What a member goes by on one platform, for what they did on another (or the same; null where that is not known).
   * Null where they go by no name, and where it is of another platform and they did not agree that it crosses.
   */
  name(
    community: CommunityId,
    member: MemberId,
    shown: { readonly on: Platform; readonly doneOn: Platform | null },
  ): Promise<string | null>
  /** The name a member gave on a platform by acting through the bot there. */
  setName(community: CommunityId, member: MemberId, platform: Platform, name: string): Promise<void>
  /** What platforms call a member. */
  identities(community: CommunityId, member: MemberId): Promise<readonly Identity[]>
  /** Whether what a member did on one platform bears their name on the others too. */
  nameEverywhere(community: CommunityId, member: MemberId, isNamed: boolean): Promise<void>
  /** The member that an id stands for by now: joined people have one id. Null for somebody who is no member any more. */
  memberNow(community: CommunityId, member: MemberId): Promise<MemberId | null>
  /** A one-time code; whoever made one for the same purpose before has only this one. */
  makeCode(code: Omit<Code, 'madeAt'>, now: number): Promise<string>
  /** What a code stands for; null for one that was never made, was used, or is older than `CODE_LIVES_MS`. */
  behindCode(typed: string, purpose: CodePurpose, now: number): Promise<Code | null>
  /** Forgets codes that were made before a moment. */
  forgetCodesBefore(at: number): Promise<void>
  /** Takes a code, so that nobody can use it again; false where somebody was faster. */
  takeCode(typed: string, purpose: CodePurpose, now: number): Promise<boolean>
  /**
   * Makes one member of two, with all that was recorded of both: counted once from now on, and back through history.
   * Takes the code. Nothing happens where the code is no longer good, or both are on one platform.
   */
  join(community: CommunityId, member: MemberId, code: string, now: number): Promise<Joined>
  /** The member behind an identity; null where nobody met them, and for people who erased themselves. */
  find(community: CommunityId, platform: Platform, person: string): Promise<MemberId | null>
  /** Everything that is stored about a member, as it would be handed to them. */
  dataOf(community: CommunityId, member: MemberId): Promise<PersonData>
  /** From this moment on nothing is recorded of a member; what they post meanwhile is not read later either. */
  pause(community: CommunityId, member: MemberId, now: number): Promise<void>
  /** Since when a member pauses; null for whoever does not at the moment. */
  pausedSince(community: CommunityId, member: MemberId): Promise<number | null>
  /** Ends a pause. */
  resume(community: CommunityId, member: MemberId, now: number): Promise<void>
  /**
   * Removes a member: identities, everything read of them, what they did through the bot. The keyed hash of each
   * identity stays, so that history read again does not bring them back. Their practices go too, or stay as of nobody.
   */
  erase(
    community: CommunityId,
    member: MemberId,
    options: { practices: 'remove' | 'keep' },
    now: number,
  ): Promise<void>
  /** Whether somebody erased themselves here. */
  hasErased(community: CommunityId, platform: Platform, person: string): Promise<boolean>
  /** Lets somebody who erased themselves be a member again, from now on. */
  comeBack(community: CommunityId, platform: Platform, person: string): Promise<void>
}

/** What is stored about one member. Moments are milliseconds since 1970, UTC; days are the community's, as dates. */
export interface PersonData extends PersonWords {
  readonly identities: readonly (Identity & { readonly name: string | null })[]
  readonly isNamedEverywhere: boolean
  readonly pauses: readonly { readonly fromAt: number; readonly toAt: number | null }[]
  /** Raw messages that are still kept, without text because none is stored. */
  readonly messages: readonly {
    readonly space: string
    readonly key: string
    readonly thread: string | null
    readonly at: number
    readonly reference: string | null
    readonly length: number
    readonly asks: boolean
    /** The community's own words that it used. */
    readonly words: readonly string[]
  }[]
  readonly reactions: readonly {
    readonly space: string
    readonly message: string
    readonly emoji: string
    readonly at: number
  }[]
  readonly arrivals: readonly {
    readonly kind: 'join' | 'leave'
    readonly space: string | null
    readonly at: number
  }[]
  /** Acts added up by day and space; kept for good. */
  readonly days: readonly {
    readonly date: string
    readonly space: string | null
    readonly messages: number
    readonly reactions: number
    readonly acts: number
  }[]
  /** Messages of which only day, hour and space are left. */
  readonly sealed: readonly { readonly date: string; readonly hour: number; readonly space: string }[]
  /** Whom they answered or named, and who did them, on sealed days; others are counted, not named. */
  readonly ties: { readonly toOthers: number; readonly fromOthers: number }
  readonly practices: readonly { readonly name: string; readonly sharedAt: number }[]
  readonly doings: readonly (DoingStory & { readonly what: string; readonly at: number })[]
  /** Practices that they changed, by their present names. */
  readonly changes: readonly { readonly practice: string; readonly at: number }[]
  /** What others said they did together with them; `confirmedAt` is null while they have not said so too. */
  readonly together: readonly {
    readonly what: string
    readonly at: number
    readonly confirmedAt: number | null
  }[]
  /** What they thanked others for; whom is not told, because that is the others'. */
  readonly thanksGiven: readonly {
    readonly what: string
    readonly practice: string | null
    readonly link: string | null
    readonly at: number
  }[]
  /** What others thanked them for, and what they said to it. */
  readonly thanksReceived: readonly {
    readonly what: string
    readonly practice: string | null
    readonly link: string | null
    readonly at: number
    readonly keptAt: number | null
    readonly refusedAt: number | null
  }[]
  readonly marks: readonly { readonly space: string; readonly mark: string; readonly at: number }[]
  /** What they wanted to learn or could show; `closedAt` once they took it back or had learned it. */
  readonly learning: readonly {
    readonly topic: string
    readonly as: Side
    readonly limit: number
    readonly at: number
    readonly closedAt: number | null
  }[]
  /** Those they learned from or showed something, without who it was. */
  readonly pairs: readonly {
    readonly topic: string
    readonly as: Side
    readonly proposedAt: number
    readonly agreedAt: number | null
    readonly endedAt: number | null
    /** Where they may be asked how it went; null where they did not say so. */
    readonly askedOn: Platform | null
  }[]
  /** What they were asked of a pair, and answered. */
  readonly pairQuestions: readonly {
    readonly topic: string
    readonly weeks: number
    readonly askedAt: number | null
    readonly goesOn: boolean | null
    readonly actsAlone: boolean | null
    readonly answeredAt: number | null
  }[]
  /** What moderators appointed them to; `appointed` are those whom they appointed, without who it was. */
  readonly appointments: readonly { readonly role: Role; readonly at: number }[]
  readonly appointed: readonly { readonly role: Role; readonly at: number }[]
  readonly problems: OwnProblems
}

/** Practice acts: each also makes its member active on the day. `day` is the community's. */
export interface RepertoirePort {
  share(community: CommunityId, practice: NewPractice, day: Day): Promise<Practice>
  /** Every practice, those that are retired too, in the order they were shared. */
  practices(community: CommunityId): Promise<readonly Practice[]>
  /** Replaces what a practice says and keeps what it said. False where it is gone. */
  change(
    community: CommunityId,
    practice: PracticeId,
    text: PracticeText,
    by: { readonly member: MemberId; readonly at: number },
  ): Promise<boolean>
  /** What a practice said before, the oldest first. */
  earlier(community: CommunityId, practice: PracticeId): Promise<readonly EarlierText[]>
  /** Retires a practice, or, with null, brings it back. */
  retire(
    community: CommunityId,
    practice: PracticeId,
    retired: { readonly at: number; readonly why: string } | null,
  ): Promise<void>
  did(community: CommunityId, doing: Doing, day: Day): Promise<DoingId>
  /** The latest doings, newest first; of one practice where that is given. */
  doings(community: CommunityId, limit: number, of?: PracticeId): Promise<readonly KeptDoing[]>
  /** One doing; null where it is gone. */
  doing(community: CommunityId, id: DoingId): Promise<KeptDoing | null>
  /** Adds to a doing, or changes what was added. */
  tell(community: CommunityId, doing: DoingId, story: DoingStory): Promise<void>
  /** A companion says that they were there. */
  confirm(community: CommunityId, doing: DoingId, companion: MemberId, at: number): Promise<void>
}

/** A practice that is being shared; with a parent it is a version of it. */
export type NewPractice = PracticeText & {
  readonly parent: PracticeId | null
  readonly sharer: MemberId
  readonly platform: Platform
  readonly at: number
}

export interface RetentionPort {
  /** Seals every day whose messages have all been kept for `retentionDays`. Tells how many days and messages. */
  seal(
    community: CommunityId,
    now: number,
    retentionDays: number,
  ): Promise<{ days: number; messages: number }>
}

/** What is posted on a schedule. */
export type PostKind = 'digest'

/** When and where something is posted; a community has one of each kind. */
export interface Schedule {
  readonly community: CommunityId
  readonly kind: PostKind
  readonly workspace: WorkspaceId
  /** The platform's id of the channel. */
  readonly channel: string
  /** 0 is Monday. */
  readonly weekday: number
  /** Hour and minute of the community's time zone. */
  readonly hour: number
  readonly minute: number
  /** Milliseconds since 1970, UTC. */
  readonly nextSlotAt: number
}

export interface SchedulePort {
  of(community: CommunityId): Promise<readonly Schedule[]>
  /** Makes or replaces the schedule of a kind. */
  set(schedule: Schedule): Promise<void>
  /** Schedules whose slot has come. */
  due(now: number): Promise<readonly Schedule[]>
  /**
   * Closes a slot, once, whichever process comes first: moves the schedule on and, where `isPosted`, puts the post
   * into the outbox, in one transaction. False where another process was faster.
   */
  claim(due: Schedule, nextSlotAt: number, isPosted: boolean): Promise<boolean>
}

/** Something to be posted once. */
export interface OutboxEntry {
  readonly id: OutboxId
  readonly community: CommunityId
  readonly kind: PostKind
  readonly slotAt: number
  readonly workspace: Workspace
  readonly channel: string
  /** `sending`: tried, and it is not known whether it arrived. */
  readonly state: 'pending' | 'sending' | 'sent' | 'failed'
  readonly attempts: number
  /** When it was first tried; null before. */
  readonly triedAt: number | null
}

export interface OutboxPort {
  /** What is neither sent nor given up, oldest first. */
  open(): Promise<readonly OutboxEntry[]>
  /** Notes that it is being tried: to be called before anything is sent. */
  trying(entry: OutboxId, now: number): Promise<void>
  /** `message` is the platform's id; null where there was nothing to post. */
  sent(entry: OutboxId, message: string | null, now: number): Promise<void>
  /** Gives it up, with the sentence that says why. */
  failed(entry: OutboxId, problem: string, now: number): Promise<void>
  /** The latest problem of a community that no later post has mended; null if there is none. */
  problem(community: CommunityId): Promise<{ readonly sentence: string; readonly at: number } | null>
}

/** The pinned message of a community. */
export interface Board {
  readonly workspace: Workspace
  readonly channel: string
  /** The platform's id; null until it is posted. */
  readonly message: string | null
  /** Hash of what it says, so that it is edited only when that changes. */
  readonly contentHash: string | null
}

export interface BoardPort {
  of(community: CommunityId): Promise<Board | null>
  /** Makes, moves or updates the board. */
  set(
    community: CommunityId,
    board: { workspace: WorkspaceId; channel: string; message: string | null; contentHash: string | null },
  ): Promise<void>
}

/** What buttons and forms stand for where that is too long for a platform's id of them. */
export interface KeptPort {
  /** Keeps a target under an id of the caller's; the same again is no error. */
  keep(id: string, community: CommunityId | null, target: Target, now: number): Promise<void>
  find(id: string): Promise<{ readonly community: CommunityId | null; readonly target: Target } | null>
  forgetBefore(at: number): Promise<void>
}

/** When sessions with a platform were begun, over restarts: platforms limit them by the day. */
export interface SessionPort {
  begun(platform: Platform, at: number): Promise<void>
  /** Moments since `at`, ascending; older ones are forgotten. */
  since(platform: Platform, at: number): Promise<readonly number[]>
}

/** What one process alone may do at a time, for as long as it holds the lease of it. */
export interface Lease {
  /** Resolves when another process may have it: this one is to stop then. */
  readonly lost: Promise<void>
  /** Gives it up, so that another process takes it at once. */
  release(): Promise<void>
}

export interface LeasePort {
  /**
   * Waits until no other process that uses the database holds the lease of that name, and takes it; null once it is not wanted
   * any more. `onWait` is told once where another has it. A process that dies loses its leases. In a file every lease is free:
   * a file belongs to one process.
   */
  take(name: string, wanted: { readonly until: AbortSignal; onWait(): void }): Promise<Lease | null>
}

/** Everything the store offers. */
export interface Store {
  readonly communities: CommunityPort
  readonly recording: RecordingPort
  readonly coverage: CoveragePort
  readonly history: HistoryPort
  readonly waiting: WaitingPort
  readonly people: PersonPort
  readonly repertoire: RepertoirePort
  readonly words: WordPort
  readonly learning: LearningPort
  readonly thanks: ThanksPort
  readonly problems: ProblemPort
  readonly books: BookPort
  readonly acts: ActPort
  readonly cohorts: CohortPort
  readonly retention: RetentionPort
  readonly schedules: SchedulePort
  readonly outbox: OutboxPort
  readonly boards: BoardPort
  readonly kept: KeptPort
  readonly sessions: SessionPort
  readonly leases: LeasePort
  /** Writes a copy of the whole database while it is in use. Refuses, with how to do it instead, on a server. */
  backup(file: string, onProgress?: (share: number) => void): Promise<void>
  close(): Promise<void>
}
