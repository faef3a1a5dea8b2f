/** What an import came to, as `commonplace import --json` prints it. */

import { calendarOf, dateOf } from '../core/calendar.ts'
import type { ImportReport } from '../core/import-report.ts'
import { LEAD_MS, readConversation } from '../core/participation/conversation.ts'
import type { Community, Store } from '../core/ports.ts'
import { inTextOrder } from '../core/text-order.ts'
import { emptySpan, type Span, type Taken, widen } from './import-intake.ts'

/** Reads back from the store what is known of the export's spaces over its span. */
export async function reportImport(
  store: Store,
  community: Community,
  kind: ImportReport['kind'],
  taken: Taken,
): Promise<ImportReport> {
  const calendar = calendarOf(community.timeZone)
  const messages = emptySpan()
  for (const space of taken.spaces.values()) widen(messages, space.messages)
  const hasMessages = messages.fromAt <= messages.toAt
  return {
    community: community.name,
    kind,
    files: taken.files,
    spaces: taken.spaces.size,
    ...(await countActs(store, community, taken)),
    ...(await countTies(store, community, taken, messages)),
    from: hasMessages ? dateOf(calendar.dayOf(messages.fromAt)) : null,
    to: hasMessages ? dateOf(calendar.dayOf(messages.toAt) + 1) : null,
    new: taken.new,
    known: taken.known,
    skipped: Object.fromEntries([...taken.skipped].sort(([a], [b]) => inTextOrder(a, b))),
    failed: taken.failed,
  }
}

type Acts = Pick<ImportReport, 'members' | 'messages' | 'reactions' | 'joins'>

async function countActs(store: Store, community: Community, taken: Taken): Promise<Acts> {
  const { fromAt, toAt } = taken.all
  if (fromAt > toAt) return { members: 0, messages: 0, reactions: 0, joins: 0 }
  const spaces = [...taken.spaces.values()].map(({ space }) => space.id)
  const { members, messages, reactions, joins } = await store.history.counts(
    community.id,
    spaces,
    fromAt,
    toAt + 1,
  )
  return { members, messages, reactions, joins }
}

/** Replies and mentions are what the conversation makes of the messages, so they are read in order. */
async function countTies(
  store: Store,
  community: Community,
  taken: Taken,
  span: Span,
): Promise<{ replies: number; mentions: number }> {
  const ties = { replies: 0, mentions: 0 }
  if (span.fromAt > span.toAt) return ties
  const spaces = new Set([...taken.spaces.values()].map(({ space }) => space.id))
  const everySpace = await store.communities.spaces(community.id)
  await readConversation(
    store.history.messages(community.id, span.fromAt - LEAD_MS, span.toAt + 1),
    {
      calendar: calendarOf(community.timeZone),
      // Who begins something does not matter to whom anybody answers.
      firstMessageDays: new Map(),
      lastInMainLine: new Map(),
      threadStarts: await store.history.threadStarts(community.id),
      spaceKeys: new Map(everySpace.map((space) => [space.id, space.externalId])),
    },
    {
      onMessage(message) {
        if (message.at < span.fromAt || !spaces.has(message.space)) return
        if (message.reply !== null) ties.replies++
        ties.mentions += message.mentions.length
      },
    },
  )
  return ties
}
