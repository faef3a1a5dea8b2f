/** What the rest of the program may ask of the store about thanks: what one person said another did or taught. */
import type { Platform } from './activity.ts'
import type { Day } from './calendar.ts'
import type { CommunityId, MemberId, PracticeId, ThanksId } from './ids.ts'

/** Thanks as they are said, in the thanker's own words. */
export interface NewThanks {
  readonly giver: MemberId
  readonly receiver: MemberId
  readonly what: string
  /** The practice that they are about, if they name one. */
  readonly practice: PracticeId | null
  /** The message that they are about, if they are about one. */
  readonly link: string | null
  readonly platform: Platform
  readonly at: number
}

/** Thanks as they are kept. */
export interface Thanks extends Omit<NewThanks, 'platform'> {
  readonly id: ThanksId
  /** Where they were said; null where that is not known. */
  readonly platform: Platform | null
  /** When whoever was thanked kept them on their page, or said that they are not theirs; null while they did not. */
  readonly keptAt: number | null
  readonly refusedAt: number | null
}

/** What whoever was thanked says to it. */
export type Verdict = 'kept' | 'refused'

/** Somebody who is on another platform and agreed to be named on all of them. */
export interface NamedElsewhere {
  readonly member: MemberId
  readonly name: string
}

/** Saying thanks is a practice act of the giver. `day` is the community's. */
export interface ThanksPort {
  give(community: CommunityId, thanks: NewThanks, day: Day): Promise<ThanksId>
  /** One of them; null where it is gone. */
  one(community: CommunityId, id: ThanksId): Promise<Thanks | null>
  /** The latest that were not refused, newest first. */
  latest(community: CommunityId, limit: number): Promise<readonly Thanks[]>
  /** What a member was thanked for and has said nothing to yet, newest first. */
  undecided(community: CommunityId, receiver: MemberId, limit: number): Promise<readonly Thanks[]>
  /** The latest word counts; the same again changes nothing. False where it is gone, or was for somebody else. */
  decide(
    community: CommunityId,
    id: ThanksId,
    receiver: MemberId,
    said: { readonly verdict: Verdict; readonly at: number },
  ): Promise<boolean>
  /** All that were not refused, in order of time: what thanks add to the consequence of a contribution. */
  all(community: CommunityId): Promise<readonly Pick<Thanks, 'giver' | 'receiver' | 'practice' | 'at'>[]>
  /** Members who agreed to be named everywhere and are not known on this platform, by name. */
  elsewhere(community: CommunityId, platform: Platform): Promise<readonly NamedElsewhere[]>
}
