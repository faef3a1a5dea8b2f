/** Practice acts, counted in the daily rows: each makes its member active on the day. */
import type { CommunityId, MemberId } from '../core/ids.ts'
import type { Transaction } from './engine.ts'
import { NOWHERE } from './schema.ts'

/** Counts one act of a member on a day, in no space. */
export async function countAct(
  { driver }: Transaction,
  community: CommunityId,
  member: MemberId,
  day: number,
): Promise<void> {
  await driver.addDaily([{ community, day, member, space: NOWHERE, messages: 0, reactions: 0, acts: 1 }])
}
