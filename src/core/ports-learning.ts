/** What the rest of the program may ask of the store about learning from each other. */
import type { Platform } from './activity.ts'
import type { Day } from './calendar.ts'
import type { CommunityId, LearningId, MemberId, PairId, SpaceId } from './ids.ts'
import type {
  Appointment,
  KeptSaid,
  Pair,
  PairQuestion,
  Role,
  Said,
  Side,
} from './repertoire/apprenticeship.ts'

/** One of a pair, asked after so many weeks. */
export type QuestionKey = Pick<PairQuestion, 'pair' | 'member' | 'weeks'>

/** A pair that is being proposed: whoever asks agrees by asking. */
export interface Proposal {
  readonly topic: string
  readonly learner: MemberId
  readonly shower: MemberId
  readonly by: Side
  /** The space in which they would meet, of those that whoever asks sees; null where there is none. */
  readonly space: SpaceId | null
  readonly at: number
}

export interface LearningPort {
  /**
   * Says openly what somebody wants to learn or can show: a practice act of the day (the community's). Said again of the same
   * topic, in the same spelling, it changes the limit, and is no further act.
   */
  say(community: CommunityId, said: Said, day: Day): Promise<KeptSaid>
  /** Everything that was said and still holds, the oldest first. */
  said(community: CommunityId): Promise<readonly KeptSaid[]>
  /** Takes back what a member said; nothing where it is not theirs, or gone. */
  takeBack(community: CommunityId, id: LearningId, member: MemberId, at: number): Promise<void>
  /** Every pair, the oldest first. */
  pairs(community: CommunityId): Promise<readonly Pair[]>
  /** Proposes a pair; null where these two have one of this topic that is not over. */
  propose(community: CommunityId, proposal: Proposal): Promise<PairId | null>
  /**
   * Says yes for one of a pair, and where they meet. False where it was said, where the pair is over, and where one of the two
   * has as many people as they wanted: two who are answered at once never take the same place.
   */
  agree(
    community: CommunityId,
    pair: PairId,
    member: MemberId,
    agreed: {
      readonly at: number
      readonly space: SpaceId | null
      /** With how many people the learner learns at once, and the other one shows; left out for any number. */
      readonly limits?: Readonly<Record<Side, number>>
    },
  ): Promise<boolean>
  /** Ends a pair, or takes back what was asked; false where it is over already. */
  end(community: CommunityId, pair: PairId, at: number): Promise<boolean>
  /** Where one of a pair may be asked later how it went; null for nowhere any more. */
  askLater(community: CommunityId, pair: PairId, member: MemberId, on: Platform | null): Promise<void>
  /** What those in pairs were asked, and answered. */
  questions(community: CommunityId): Promise<readonly PairQuestion[]>
  /** Notes that a question is being asked: to be called before anything is sent. Keeps the moment of the first try. */
  trying(community: CommunityId, question: QuestionKey, now: number): Promise<void>
  /** `message` is the platform's id; null where it is given up. */
  settled(community: CommunityId, question: QuestionKey, message: string | null, now: number): Promise<void>
  /** Keeps an answer; what was answered before to the same is replaced. */
  answer(
    community: CommunityId,
    question: QuestionKey,
    answer: { readonly goesOn?: boolean; readonly actsAlone?: boolean },
    now: number,
  ): Promise<void>
  /** Everybody whom moderators appointed, the first appointed first. */
  appointed(community: CommunityId): Promise<readonly Appointment[]>
  /** Appoints somebody; again is no error, and keeps who did it first. */
  appoint(community: CommunityId, appointment: Appointment): Promise<void>
  /** Takes an appointment back. */
  unappoint(community: CommunityId, member: MemberId, role: Role): Promise<void>
  /** Those who are not there to be asked: they pause, they left, or did nothing since a day (the community's). */
  absent(community: CommunityId, activeSince: Day): Promise<ReadonlySet<MemberId>>
}
