/** What the rest of the program may ask of the store about who is tied to whom, on days whose messages are gone. */
import type { Period } from './calendar.ts'
import type { CommunityId } from './ids.ts'
import type { DirectedTies } from './network/ties.ts'

export interface NetworkPort {
  /** Who answered or named whom where on the sealed days of a period, in portions; one pair may come several times. */
  sealedPairs(community: CommunityId, period: Period): AsyncIterable<readonly DirectedTies[]>
}
