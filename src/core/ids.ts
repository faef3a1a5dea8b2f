/**
 * Ids of our own: small integers, each branded so that a member is never taken for a space. They mean nothing
 * outside the store; what a platform calls its people stands in one table only (see `store/identities.ts`).
 */
export type CommunityId = number & { readonly brand: 'community' }
export type WorkspaceId = number & { readonly brand: 'workspace' }
export type SpaceId = number & { readonly brand: 'space' }
export type MemberId = number & { readonly brand: 'member' }
export type OutboxId = number & { readonly brand: 'outbox' }
export type PracticeId = number & { readonly brand: 'practice' }
export type DoingId = number & { readonly brand: 'doing' }

export type WordId = number & { readonly brand: 'word' }
export type ThanksId = number & { readonly brand: 'thanks' }
export type ProblemId = number & { readonly brand: 'problem' }
export type LearningId = number & { readonly brand: 'learning' }
export type PairId = number & { readonly brand: 'pair' }

export const communityId = (value: number): CommunityId => value as CommunityId
export const workspaceId = (value: number): WorkspaceId => value as WorkspaceId
export const spaceId = (value: number): SpaceId => value as SpaceId
export const memberId = (value: number): MemberId => value as MemberId
export const outboxId = (value: number): OutboxId => value as OutboxId
export const practiceId = (value: number): PracticeId => value as PracticeId
export const doingId = (value: number): DoingId => value as DoingId
export const wordId = (value: number): WordId => value as WordId
export const thanksId = (value: number): ThanksId => value as ThanksId
export const problemId = (value: number): ProblemId => value as ProblemId
export const learningId = (value: number): LearningId => value as LearningId
export const pairId = (value: number): PairId => value as PairId
