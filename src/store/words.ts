/** The community's own words, as people gave them. */
import { and, asc, eq } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import { type CommunityId, communityId, memberId, type WordId, wordId } from '../core/ids.ts'
import type { WordPort } from '../core/ports-words.ts'
import { isSameWord, type Word } from '../core/repertoire/word.ts'
import type { Database, Engine } from './engine.ts'
import { countAct } from './practice-acts.ts'
import type { Schema } from './schema.ts'
import { reserveIds } from './sequences.ts'

export function wordPort(engine: Engine): WordPort {
  const { db, tables } = engine
  const { word, sequence } = tables
  const one = (community: CommunityId, id: WordId) => and(eq(word.community, community), eq(word.id, id))
  return {
    give: (community, given, day) =>
      engine.write(async (transaction) => {
        await noteChange(transaction.db, tables, community)
        const known = (await wordsOf(transaction.db, tables, community)).find((other) =>
          isSameWord(other.word, given.word),
        )
        if (known !== undefined) return { word: known, isNew: false }
        const id = wordId(await reserveIds(transaction.db, tables, community, 'word', 1))
        const { at: givenAt, ...rest } = given
        await transaction.db.insert(word).values({ community, id, ...rest, givenAt })
        await countAct(transaction, community, given.giver, day)
        return { word: { id, ...rest, givenAt }, isNew: true }
      }),

    all: (community) => wordsOf(db, tables, community),

    change: (community, id, { word: spelling, meaning, example }) =>
      engine.write(async ({ db: writing }) => {
        await noteChange(writing, tables, community)
        const all = await wordsOf(writing, tables, community)
        if (!all.some((other) => other.id === id)) return 'gone'
        if (all.some((other) => other.id !== id && isSameWord(other.word, spelling))) return 'taken'
        await writing.update(word).set({ word: spelling, meaning, example }).where(one(community, id))
        return 'changed'
      }),

    takeBack: (community, id) =>
      engine.write(async ({ db: writing }) => {
        await noteChange(writing, tables, community)
        await dropWord(writing, tables, community, id)
      }),

    versions: async () => {
      const rows = await db
        .select({ community: sequence.community, next: sequence.next })
        .from(sequence)
        .where(eq(sequence.kind, 'wordChange'))
      return new Map(rows.map((row) => [communityId(row.community), row.next]))
    },
  }
}

/** Counts a change. Whoever changes words of the same community at the same time waits here. */
export const noteChange = (db: Database, tables: Schema, community: CommunityId): Promise<number> =>
  reserveIds(db, tables, community, 'wordChange', 1)

/**
 * Removes a word and what is counted of it on sealed days. Messages that are not sealed keep its id for as long as they live: it
 * is never given again, and what is not among the words is not told.
 */
export async function dropWord(
  db: Database,
  { word, wordUse }: Schema,
  community: CommunityId,
  id: number,
): Promise<void> {
  await db.delete(word).where(and(eq(word.community, community), eq(word.id, id)))
  await db.delete(wordUse).where(and(eq(wordUse.community, community), eq(wordUse.word, id)))
}

/** In the order they were given. */
export async function wordsOf(
  db: Database,
  { word }: Schema,
  community: CommunityId,
): Promise<readonly Word[]> {
  const rows = await db.select().from(word).where(eq(word.community, community)).orderBy(asc(word.id))
  return rows.map((row) => ({
    id: wordId(row.id),
    word: row.word,
    meaning: row.meaning,
    example: row.example,
    giver: row.giver === null ? null : memberId(row.giver),
    platform: row.platform as Platform | null,
    givenAt: row.givenAt,
  }))
}
