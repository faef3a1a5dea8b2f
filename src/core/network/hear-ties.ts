/** Where ties come from: the conversation of raw days while somebody reads it, and the sealed days. */
import type { Period } from '../calendar.ts'
import type { CommunityId } from '../ids.ts'
import type { ReadMessage } from '../participation/conversation.ts'
import type { NetworkPort } from '../ports-network.ts'
import type { TieCollector } from './ties.ts'

/** To be told every message that is read: collects the ties of those of the period. */
export const hearTies =
  (ties: TieCollector, period: Period) =>
  ({ author: from, day, space, reply, mentions }: ReadMessage): void => {
    if (day < period.from || day >= period.to) return
    if (reply !== null) ties.add({ from, to: reply, space, times: 1 })
    for (const to of mentions) ties.add({ from, to, space, times: 1 })
  }

/** Adds those of the period's days whose messages are gone. */
export async function addSealedTies(
  ties: TieCollector,
  history: NetworkPort,
  community: CommunityId,
  period: Period,
): Promise<void> {
  for await (const portion of history.sealedPairs(community, period)) for (const one of portion) ties.add(one)
}
