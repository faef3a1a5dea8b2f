/** Who waits for an answer, by itself: what members are shown first, because members answer. */
import { calendarOf } from '../calendar.ts'
import type { Community } from '../ports.ts'
import { LEAD_MS, readConversation, type Starter } from './conversation.ts'
import { WAITING_AT_MOST_MS } from './open-starters.ts'
import { contextOf, type ParticipationStore } from './read-digest.ts'
import { type WaitingMessage, waitingMessages } from './waiting-messages.ts'

/**
 * Starters 24 hours to 14 days old at a moment that nobody had answered by then, however late, and nobody has marked.
 * First messages first, then the oldest. Nothing after the moment is read.
 */
export async function readWaiting(
  store: ParticipationStore,
  community: Community,
  moment: number,
): Promise<readonly WaitingMessage[]> {
  const { history, communities, waiting } = store
  const spaces = await communities.spaces(community.id)
  const context = await contextOf(store, community, {
    spaces,
    calendar: calendarOf(community.timeZone),
    firstMessageDays: await history.firstMessageDays(community.id),
  })
  const starters: Starter[] = []
  const rows = history.messages(community.id, moment - WAITING_AT_MOST_MS - LEAD_MS, moment)
  await readConversation(rows, context, { onStarter: (starter) => starters.push(starter) })
  const byId = new Map(spaces.map((space) => [space.id, space]))
  return waitingMessages(moment, starters, await waiting.marks(community.id), byId)
}
