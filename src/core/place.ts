/**
 * Where a call comes from, and what may be asked of the platform there, in plain words: which channels there are,
 * what the bot may not do in them, how far reading has come. Each platform implements `Surroundings` its own way.
 */
import type { Platform } from './activity.ts'
import type { CohortRead } from './cohort.ts'
import type { CommunityId } from './ids.ts'

/** Where somebody called from. Plain data. */
export interface Place {
  readonly platform: Platform
  /** The server or workspace, by the platform's id. */
  readonly workspace: { readonly externalId: string; readonly name: string }
  /** The channel, or the parent of the thread, by the platform's id; null where a platform has none. */
  readonly channel: string | null
}

/** What the bot needs leave for in a channel. */
export const ABILITIES = ['see', 'readHistory', 'post', 'attach', 'pin'] as const
export type Ability = (typeof ABILITIES)[number]

/** A channel as its platform tells of it at this moment. */
export interface PlatformChannel {
  readonly externalId: string
  readonly name: string
  /** Whether people can talk in it or in its threads; categories and the like cannot be bound. */
  readonly isReadable: boolean
  /** Whether a message can be posted into it (a forum takes only posts). */
  readonly isPostable: boolean
  /** What the bot has no leave for. */
  readonly missing: readonly Ability[]
}

/** How far reading a channel's history has come. */
export interface ReadingProgress {
  /** The platform's id of the channel. */
  readonly channel: string
  readonly state: 'waiting' | 'reading' | 'done' | 'noAccess'
  /** Messages read so far in this run. */
  readonly messages: number
  /** The moment up to which its main line has been read; null before the first page. */
  readonly readTo: number | null
}

/** What a command may ask of the platform that it was called from. */
export interface Surroundings {
  /** The channels with these ids that there are, in the order asked for; others are left out. */
  channels(externalIds: readonly string[]): Promise<readonly PlatformChannel[]>
  /** Whether nobody but moderators reads a channel at this moment; false where that is not certain. */
  isForModerators(externalId: string): Promise<boolean>
  /** Privileged reading that the platform grants: texts (words, questions), arrivals. Told where it matters. */
  readonly grants: { readonly texts: boolean; readonly arrivals: boolean }
  /** Communities of other workspaces of the platform that whoever calls moderates there at this moment. */
  alsoModerated?(): Promise<readonly CommunityId[]>
  /**
   * Who is in a cohort at this moment: a role or a user group, by the platform's id of it or by its name. Only such as the
   * platform shows to all its members. May take a minute where there are many people.
   */
  cohort(asked: string): Promise<CohortRead>
  /** Says that what is bound to a community has changed: begins to read what is new, and returns at once. */
  attend(community: CommunityId): Promise<void>
  /** How far reading the history of a community's channels here has come. */
  progress(community: CommunityId): readonly ReadingProgress[]
}
