/**
 * What `commonplace doctor` finds out, as plain data: facts that are gathered, each by whoever knows how, and findings
 * that are judged from them.
 */
import type { Ability, Surroundings } from './place.ts'
import type { Board, Community, Gap, OutboxEntry, Schedule, Space } from './ports.ts'

/** `look`: works, and should be looked at. `broken`: something does not work, or soon will not. */
export type Severity = 'fine' | 'look' | 'broken'

export interface Finding {
  /** What was looked at, such as `discord token`. */
  readonly check: string
  readonly severity: Severity
  /** One sentence: what is so. */
  readonly says: string
  /** One sentence: what to do about it; null where there is nothing to do. */
  readonly do: string | null
}

/** What a platform says to a token. `wrong`: taken, and of no use here. */
export interface TokenFact {
  readonly variable: 'DISCORD_TOKEN' | 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'
  readonly answer: 'taken' | 'refused' | 'unreachable' | 'wrong'
  /** The platform's word for it, or the error's; never the token. */
  readonly reason: string | null
}

/** A channel at this moment. `unknown`: the platform did not tell. */
export interface ChannelFact {
  readonly externalId: string
  readonly name: string | null
  readonly state: 'there' | 'archived' | 'gone' | 'unknown'
  readonly missing: readonly Ability[]
  /** When the newest message of its main line was posted; null where that is not known. */
  readonly newestAt: number | null
}

export interface WorkspaceFact {
  readonly externalId: string
  /** Whether the bot is in it. */
  readonly state: 'in' | 'out' | 'unknown'
  readonly channels: readonly ChannelFact[]
}

/** A platform as it answers now. */
export interface PlatformFacts {
  readonly platform: 'discord' | 'slack'
  readonly tokens: readonly TokenFact[]
  /** What the application or the workspace is called. */
  readonly account: string | null
  /** How far this machine's clock is ahead of the platform's; null where it did not answer. */
  readonly clockAheadMs: number | null
  /** Privileged reading, where a platform grants it apart; else null. */
  readonly grants: Surroundings['grants'] | null
  /** Scopes that the app should have and has not. */
  readonly missingScopes: readonly string[]
  /** Sessions that may still be begun today, where a platform counts them; else null. */
  readonly sessionsLeft: number | null
  readonly workspaces: readonly WorkspaceFact[]
}

/** A workspace that is known of, and the channels in it that matter. */
export interface AskedWorkspace {
  readonly externalId: string
  readonly channels: readonly string[]
}

/** Asks a platform over its own interface, without beginning a session. Each platform has one. */
export interface Examiner {
  readonly platform: 'discord' | 'slack'
  /** Never throws: what a platform does not answer is a fact too. */
  examine(asked: readonly AskedWorkspace[]): Promise<PlatformFacts>
}

/** What is odd about the tables, by kind, with how often: none of it can come about while the program works as it should. */
export type Oddity =
  | 'identityWithoutMember'
  | 'erasedStillHere'
  | 'actsOfNobody'
  | 'coveredTwice'
  | 'dailyNotRaw'

/** A space with what is known of it. */
export interface SpaceLook {
  readonly community: string
  readonly space: Space
  /** What has been read, in order, in milliseconds since 1970, UTC; `fromAt` ≤ t < `toAt`. */
  readonly covered: readonly { readonly fromAt: number; readonly toAt: number }[]
  readonly gaps: readonly Gap[]
}

/** What a community posts. */
export interface PostingLook {
  readonly community: Community
  readonly schedules: readonly Schedule[]
  readonly lastPostedAt: number | null
  readonly open: readonly OutboxEntry[]
  readonly problem: { readonly sentence: string; readonly at: number } | null
  readonly board: Board | null
}

/** What stands in a database that is up to date. */
export interface DatabaseContents {
  readonly spaces: readonly SpaceLook[]
  readonly postings: readonly PostingLook[]
  readonly workspaces: readonly Space['workspace'][]
  readonly oddities: ReadonlyMap<Oddity, number>
}

/** A database as it can be seen without changing it. */
export interface DatabaseLook {
  readonly engine: 'sqlite' | 'postgres' | 'memory'
  /** The file, or the server and the database, without a password. */
  readonly where: string
  readonly state: 'current' | 'older' | 'newer' | 'missing' | 'notOurs' | 'broken' | 'locked' | 'unreachable'
  /** What the engine said where it is broken or does not answer. */
  readonly reason: string | null
  readonly version: string | null
  readonly sizeBytes: number | null
  /** Of the write-ahead log; null where there is none. */
  readonly logBytes: number | null
  /** Whether another process has it open; null where that cannot be known. */
  readonly isInUse: boolean | null
  /** Of the key that it was made with; null where none is written down. */
  readonly fingerprint: string | null
  /** What a check of the whole file found; null where none was made. */
  readonly integrity: { readonly isQuick: boolean; readonly problem: string | null } | null
  readonly contents: DatabaseContents | null
}

/** The machine, and the folder in which the program keeps what it makes. */
export interface MachineFacts {
  readonly nodeVersion: string
  /** The variable TZ; null where it is not set. */
  readonly timeZone: string | null
  readonly folder: {
    readonly path: string
    readonly isThere: boolean
    readonly isWritable: boolean
    /** Whether other accounts of the machine may look into it. */
    readonly isOpen: boolean
    readonly freeBytes: number | null
    readonly encryption:
      | { readonly kind: 'encrypted'; readonly how: string }
      | { readonly kind: 'plain'; readonly device: string }
      | { readonly kind: 'unknown'; readonly filesystem: string | null }
  }
  /** The file of decisions; null where there is none for this database. */
  readonly decisions: {
    readonly path: string
    readonly isThere: boolean
    readonly isReadable: boolean
    readonly isWritable: boolean
  } | null
  readonly key: {
    readonly source: 'environment' | 'file'
    readonly path: string
    readonly state: 'there' | 'missing' | 'unreadable' | 'short'
    /** Whether other accounts of the machine may read the file. */
    readonly isOpen: boolean
    readonly fingerprint: string | null
  }
}
