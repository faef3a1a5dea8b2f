/** Who used which of the community's own words: read from messages, and of sealed days from what is left of them. */
import { and, eq, gte, isNotNull, lt, sql } from 'drizzle-orm'
import type { Calendar } from '../core/calendar.ts'
import { type CommunityId, type MemberId, memberId, type WordId, wordId } from '../core/ids.ts'
import type { WordUsers } from '../core/participation/facts.ts'
import type { Database, Engine } from './engine.ts'
import { numberOf, type Visible } from './reading.ts'
import type { Schema } from './schema.ts'
import type { TwoMembers } from './two-members.ts'
import { wordsIn } from './word-ids.ts'

const ROWS_PER_INSERT = 500

/** Everybody who used a word before a day, by word; of those that are still the community's. */
export async function readWordUsers(
  engine: Engine,
  visible: Visible,
  community: CommunityId,
  before: { readonly day: number; readonly at: number },
): Promise<WordUsers> {
  const { db, tables } = engine
  const { message, wordUse } = tables
  const words = await idsOf(db, tables, community)
  const users = new Map<WordId, Set<MemberId>>()
  const add = (word: WordId, member: MemberId): void => {
    if (!words.has(word)) return
    const others = users.get(word)
    if (others === undefined) users.set(word, new Set([member]))
    else others.add(member)
  }
  const raw = await engine.rows(
    db
      .selectDistinct({ author: message.author, words: message.words })
      .from(message)
      .where(
        and(
          eq(message.community, community),
          isNotNull(message.words),
          lt(message.at, before.at),
          visible(message.space),
        ),
      ),
  )
  for (const [author, ids] of raw)
    if (author !== null) for (const word of wordsIn(String(ids))) add(word, memberId(numberOf(author)))
  const sealed = await engine.rows(
    db
      .selectDistinct({ word: wordUse.word, member: wordUse.member })
      .from(wordUse)
      .where(and(eq(wordUse.community, community), lt(wordUse.day, before.day), visible(wordUse.space))),
  )
  for (const [word, member] of sealed) add(wordId(numberOf(word)), memberId(numberOf(member)))
  return users
}

/** Adds up by day, before they go, what messages between two moments used. */
export async function sealWordUses(
  db: Database,
  tables: Schema,
  community: CommunityId,
  calendar: Calendar,
  { fromAt, toAt }: { readonly fromAt: number; readonly toAt: number },
): Promise<void> {
  const { message, wordUse } = tables
  const rows = await db
    .select({ space: message.space, author: message.author, at: message.at, words: message.words })
    .from(message)
    .where(
      and(
        eq(message.community, community),
        isNotNull(message.words),
        gte(message.at, fromAt),
        lt(message.at, toAt),
      ),
    )
  if (rows.length === 0) return
  const known = await idsOf(db, tables, community)
  const uses = new Map<string, Schema['wordUse']['$inferInsert']>()
  for (const { space, author: member, at, words } of rows)
    for (const word of wordsIn(words)) {
      if (member === null || at === null || !known.has(word)) continue
      const day = calendar.dayOf(at)
      const key = `${day}/${member}/${word}/${space}`
      const before = uses.get(key)?.uses ?? 0
      uses.set(key, { community, day, member, word, space, uses: before + 1 })
    }
  const all = [...uses.values()]
  for (let start = 0; start < all.length; start += ROWS_PER_INSERT)
    await db.insert(wordUse).values(all.slice(start, start + ROWS_PER_INSERT))
}

/** Makes one member's uses another's. Who is one by now used a word on a day in a space as often as both did. */
export async function mergeWords(
  db: Database,
  { word, wordUse }: Schema,
  { community, kept, gone }: TwoMembers,
): Promise<void> {
  await db
    .update(word)
    .set({ giver: kept })
    .where(and(eq(word.community, community), eq(word.giver, gone)))
  const own = and(eq(wordUse.community, community), eq(wordUse.member, gone))
  const rows = await db.select().from(wordUse).where(own)
  await db.delete(wordUse).where(own)
  for (const row of rows)
    await db
      .insert(wordUse)
      .values({ ...row, member: kept })
      .onConflictDoUpdate({
        target: [wordUse.community, wordUse.day, wordUse.member, wordUse.word, wordUse.space],
        set: { uses: sql`${wordUse.uses} + ${row.uses}` },
      })
}

async function idsOf(db: Database, { word }: Schema, community: CommunityId): Promise<ReadonlySet<WordId>> {
  const rows = await db.select({ id: word.id }).from(word).where(eq(word.community, community))
  return new Set(rows.map((row) => wordId(row.id)))
}
