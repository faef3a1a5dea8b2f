/** Learning from each other: who wants to learn and who can show what, and the pairs that come of it. */
import type { Platform } from '../activity.ts'
import type { LearningId, MemberId, PairId, SpaceId } from '../ids.ts'

/** What somebody says of themselves about a topic: that they want to learn it, or that they can show it. */
export type Side = 'learn' | 'show'
export const SIDES = ['learn', 'show'] as const satisfies readonly Side[]
export const otherSide = (side: Side): Side => (side === 'learn' ? 'show' : 'learn')

/** What moderators appoint somebody to. */
export type Role = 'mentor' | 'adult'
export const ROLES = ['mentor', 'adult'] as const satisfies readonly Role[]

/** After so many weeks those who agreed are asked how it went. */
export const WEEKS_ASKED = [2, 8] as const

/** What somebody said openly of a topic. */
export interface Said {
  readonly member: MemberId
  readonly topic: string
  readonly as: Side
  /** With how many people at once, over all topics, by their own word. */
  readonly limit: number
  /** Where they said so; null where that is not known. */
  readonly platform: Platform | null
  readonly at: number
}

/** The same as it is kept; it holds until they take it back, or have learned it. */
export interface KeptSaid extends Said {
  readonly id: LearningId
}

/** Two people of whom one shows the other something: asked by one of them, agreed by both, and ended by either. */
export interface Pair {
  readonly id: PairId
  readonly topic: string
  readonly learner: MemberId
  readonly shower: MemberId
  readonly proposedAt: number
  /** Null while they have not said yes; whoever asks says it by asking. */
  readonly learnerAgreedAt: number | null
  readonly showerAgreedAt: number | null
  /** The space in which they meet; null where they choose in words. */
  readonly space: SpaceId | null
  /** The platform on which each may be asked later how it went; null where they did not say so. */
  readonly learnerAskedOn: Platform | null
  readonly showerAskedOn: Platform | null
  readonly endedAt: number | null
}

/** What one of a pair was asked after some weeks, and answered. */
export interface PairQuestion {
  readonly pair: PairId
  readonly member: MemberId
  readonly weeks: number
  /** When it was first tried; null before. */
  readonly triedAt: number | null
  /** When it was settled: asked, or, where `message` is null, given up because they take no messages. */
  readonly settledAt: number | null
  readonly message: string | null
  readonly answeredAt: number | null
  readonly goesOn: boolean | null
  readonly actsAlone: boolean | null
}

/** What moderators appointed somebody to. */
export interface Appointment {
  readonly member: MemberId
  readonly role: Role
  /** Null once they have left without trace. */
  readonly by: MemberId | null
  readonly at: number
}

/** The moment from which both agree; null while one of them has not answered. */
export const agreedAt = ({ learnerAgreedAt, showerAgreedAt }: Pair): number | null =>
  learnerAgreedAt === null || showerAgreedAt === null ? null : Math.max(learnerAgreedAt, showerAgreedAt)

/** Whether both agreed, and neither has ended it. */
export const isRunning = (pair: Pair): boolean => agreedAt(pair) !== null && pair.endedAt === null

/** Whether one of them is still to answer. */
export const isAsked = (pair: Pair): boolean => agreedAt(pair) === null && pair.endedAt === null

/** Which of the two somebody is; null for anybody else. */
export const sideOf = ({ learner, shower }: Pair, member: MemberId): Side | null =>
  member === learner ? 'learn' : member === shower ? 'show' : null

/** The other one of the two. */
export const partnerOf = ({ learner, shower }: Pair, member: MemberId): MemberId =>
  member === learner ? shower : learner

/** The one who is asked, where one of them is still to answer; null where nobody is. */
export function askedIn(pair: Pair): MemberId | null {
  if (!isAsked(pair)) return null
  return pair.learnerAgreedAt === null ? pair.learner : pair.shower
}

/** With how many people at once somebody learns or shows at this moment. */
export const runningWith = (pairs: readonly Pair[], member: MemberId, side: Side): number =>
  pairs.filter((pair) => isRunning(pair) && sideOf(pair, member) === side).length

/** Topics are the same whatever their capitals, spaces, hyphens and punctuation. */
export const topicKey = (topic: string): string => topicWords(topic).join(' ')

/** The words of a topic, as they are compared. */
export const topicWords = (topic: string): readonly string[] =>
  topic
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}+#]+/gu) ?? [topic.trim()]

export const isSameTopic = (one: string, other: string): boolean => topicKey(one) === topicKey(other)

/** The topic as it was spelled here first, where it is known; else as it is given. */
export function spelledHere(known: readonly string[], given: string): string {
  const key = topicKey(given)
  return known.find((topic) => topicKey(topic) === key) ?? given.replace(/\s+/g, ' ').trim()
}
