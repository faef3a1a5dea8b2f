/** Who answered or named whom lately, for the order in which people are suggested; nobody is told it. */
import { calendarOf, MS_PER_DAY } from '../calendar.ts'
import type { MemberId } from '../ids.ts'
import { LEAD_MS, readConversation } from '../participation/conversation.ts'
import { contextOf, type ParticipationStore } from '../participation/read-digest.ts'
import type { Community } from '../ports.ts'
import type { Ties } from './partners.ts'

/** So far back: messages are kept a little longer. */
const LOOKS_BACK_MS = 84 * MS_PER_DAY

/** The ties of the last 12 weeks before a moment, in the spaces that the store shows. */
export async function readTies(store: ParticipationStore, community: Community, now: number): Promise<Ties> {
  const { history, communities } = store
  const context = await contextOf(store, community, {
    spaces: await communities.spaces(community.id),
    calendar: calendarOf(community.timeZone),
    firstMessageDays: new Map(),
  })
  const since = now - LOOKS_BACK_MS
  const ties = new Map<MemberId, Set<MemberId>>()
  const add = (one: MemberId, other: MemberId): void => {
    const own = ties.get(one) ?? new Set()
    own.add(other)
    ties.set(one, own)
  }
  await readConversation(history.messages(community.id, since - LEAD_MS, now), context, {
    onMessage: ({ at, author, reply, mentions }) => {
      if (at < since) return
      for (const other of [...(reply === null ? [] : [reply]), ...mentions]) {
        add(author, other)
        add(other, author)
      }
    },
  })
  return ties
}
