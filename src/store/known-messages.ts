/** What is known of a stretch of a space, to compare it with what a platform shows now. */
import { and, eq, gte, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { Stretch } from '../core/ports.ts'
import type { Engine } from './engine.ts'
import { EVERY_EMOJI, EVERYBODY, NOBODY } from './schema.ts'

/** Messages by time, each with how many named reactions stand on it: put on, and not taken off singly or all at once. */
export async function knownMessages(
  engine: Engine,
  { community, space, fromAt, toAt }: Stretch,
  thread: string | null,
): Promise<readonly { key: string; reactions: number }[]> {
  const { message, reaction } = engine.tables
  const standing = sql`(select count(*) from ${reaction} r
    where r.community = ${message.community} and r.space = ${message.space} and r.message = ${message.key}
      and r.member > ${NOBODY} and r.is_present
      and not exists (select 1 from ${reaction} c
        where c.community = r.community and c.space = r.space and c.message = r.message and c.member = ${EVERYBODY}
          and (c.emoji = ${EVERY_EMOJI} or c.emoji = r.emoji) and (not r.is_exact or r.at <= c.at)))`
  const rows = await engine.rows(
    engine.db
      .select({ key: message.key, reactions: standing, at: message.at })
      .from(message)
      .where(
        and(
          eq(message.community, community),
          eq(message.space, space),
          gte(message.at, fromAt),
          lt(message.at, toAt),
          thread === null ? isNull(message.thread) : eq(message.thread, thread),
        ),
      ),
  )
  // Asked for in order, SQLite would read every channel's messages of that time instead of this one's.
  return [...rows]
    .sort((a, b) => Number(a[2]) - Number(b[2]))
    .map(([key, reactions]) => ({ key: String(key), reactions: Number(reactions) }))
}

/** Threads in which a message of the stretch stands: one that is deleted bears no time. */
export async function knownThreads(
  { db, tables: { message } }: Engine,
  { community, space, fromAt, toAt }: Stretch,
): Promise<readonly string[]> {
  const rows = await db
    .selectDistinct({ thread: message.thread })
    .from(message)
    .where(
      and(
        eq(message.community, community),
        eq(message.space, space),
        isNotNull(message.thread),
        gte(message.at, fromAt),
        lt(message.at, toAt),
      ),
    )
  return rows.flatMap(({ thread }) => thread ?? [])
}
