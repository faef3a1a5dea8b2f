/**
 * First messages of people in each space, with what became of them. Somebody who sees only some spaces meets people
 * there for the first time, so what such a message came to is kept when it is sealed.
 */
import { and, eq, gt, sql } from 'drizzle-orm'
import { type CommunityId, type MemberId, memberId, type SpaceId } from '../core/ids.ts'
import {
  type ConversationContext,
  readConversation,
  type Starter,
} from '../core/participation/conversation.ts'
import type { MessageRow } from '../core/participation/facts.ts'
import type { Engine } from './engine.ts'

/** By author and space. */
export type FirstsHere = ReadonlyMap<string, Starter>

export const firstKey = (author: number, space: number): string => `${author}/${space}`

/** Nothing that messages do in a conversation reaches over spaces, so everybody is read as another person in each. */
export async function firstsHere(
  engine: Engine,
  community: CommunityId,
  rows: AsyncIterable<MessageRow>,
  context: ConversationContext,
): Promise<FirstsHere> {
  const standIns = new Map<string, MemberId>()
  const standIn = (member: MemberId, space: number): MemberId => {
    const key = firstKey(member, space)
    const known = standIns.get(key) ?? memberId(standIns.size + 1)
    standIns.set(key, known)
    return known
  }
  const { daily } = engine.tables
  const days = await engine.rows(
    engine.db
      .select({ member: daily.member, space: daily.space, day: sql`min(${daily.day})` })
      .from(daily)
      .where(and(eq(daily.community, community), gt(daily.messages, 0)))
      .groupBy(daily.member, daily.space),
  )
  const firstMessageDays = new Map(
    days.map(([member, space, day]) => [standIn(memberId(Number(member)), Number(space)), Number(day)]),
  )
  const starters = new Map<MemberId, Starter>()
  await readConversation(
    mapped(rows, (row) => ({
      ...row,
      author: standIn(row.author, row.space),
      referenceAuthor: row.referenceAuthor === null ? null : standIn(row.referenceAuthor, row.space),
      named: row.named.map((member) => standIn(member, row.space)),
      hangsOn:
        row.hangsOn === null ? null : { ...row.hangsOn, author: standIn(row.hangsOn.author, row.space) },
    })),
    { ...context, firstMessageDays },
    { onStarter: (starter) => void (starter.isFirst && starters.set(starter.author, starter)) },
  )
  const firsts = new Map<string, Starter>()
  for (const [key, member] of standIns) {
    const starter = starters.get(member)
    if (starter !== undefined) firsts.set(key, starter)
  }
  return firsts
}

/** Whether a message that is read in order is the first of its author in its space: asked of each message once. */
export function firstHereReader(
  firsts: FirstsHere,
): (message: { readonly author: MemberId; readonly space: SpaceId; readonly at: number }) => Starter | null {
  const met = new Set<string>()
  return ({ author, space, at }) => {
    const key = firstKey(author, space)
    const first = firsts.get(key)
    if (first === undefined || first.at !== at || met.has(key)) return null
    met.add(key)
    return first
  }
}

async function* mapped(
  rows: AsyncIterable<MessageRow>,
  change: (row: MessageRow) => MessageRow,
): AsyncGenerator<MessageRow> {
  for await (const row of rows) yield change(row)
}
