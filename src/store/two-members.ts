/** Two members who turned out to be one person. */
import type { CommunityId, MemberId } from '../core/ids.ts'

/** Two members of one community; what is `gone`'s becomes `kept`'s. */
export interface TwoMembers {
  readonly community: CommunityId
  readonly kept: MemberId
  readonly gone: MemberId
}
