/** Who answered or named whom lately, for the order in which people are suggested; nobody is told it. */
import { calendarOf, MS_PER_DAY } from '../calendar.ts'
import type { MemberId } from '../ids.ts'
import { LEAD_MS, readConversation } from '../participation/conversation.ts'
import { contextOf, type ParticipationStore } from '../participation/read-digest.ts'
import type { Community } from '../ports.ts'
import type { Ties } from './partners.ts'

/** So far back: messages are kept a little longer. */
const LOOKS_BACK_DAYS = 84
/** More would take so long that others wait for their answers: where more was said, fewer days are read. */
const MOST_MESSAGES = 10_000

/** The ties of the last 12 weeks before a moment, or of fewer where very much was said, in the spaces that the store shows. */
export async function readTies(store: ParticipationStore, community: Community, now: number): Promise<Ties> {
  const { history, communities } = store
  const calendar = calendarOf(community.timeZone)
  const context = await contextOf(store, community, {
    spaces: await communities.spaces(community.id),
    calendar,
    firstMessageDays: new Map(),
  })
  const today = calendar.dayOf(now)
  const totals = await history.totals(community.id, { from: today - LOOKS_BACK_DAYS, to: today + 1 })
  const messages = totals.reduce((sum, one) => sum + one.messages, 0)
  const share = Math.min(1, MOST_MESSAGES / Math.max(1, messages))
  const since = now - LOOKS_BACK_DAYS * share * MS_PER_DAY
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
