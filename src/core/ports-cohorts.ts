/** What the rest of the program may ask of the store about many people at once. */
import type { CommunityId, MemberId } from './ids.ts'
import type { Identity } from './ports.ts'

export interface CohortPort {
  /** The member behind each identity, in their order; null for those whom nobody met, and for people who erased themselves. */
  membersBehind(community: CommunityId, people: readonly Identity[]): Promise<readonly (MemberId | null)[]>
}
