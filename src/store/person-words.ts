/** What is stored about one member of the community's own words: those they gave, and those they used. */
import { and, asc, eq } from 'drizzle-orm'
import { dateOf } from '../core/calendar.ts'
import { type CommunityId, type MemberId, type WordId, wordId } from '../core/ids.ts'
import type { PersonWords } from '../core/ports-words.ts'
import type { Database, Engine } from './engine.ts'
import type { Schema } from './schema.ts'

/** The words of a community as they are spelled. */
export async function wordNames(
  db: Database,
  { word }: Schema,
  community: CommunityId,
): Promise<ReadonlyMap<WordId, string>> {
  const rows = await db
    .select({ id: word.id, word: word.word })
    .from(word)
    .where(eq(word.community, community))
  return new Map(rows.map((row) => [wordId(row.id), row.word]))
}

/** What they gave, and how often they used which word on days that are sealed. */
export async function personWords(
  { db, tables }: Engine,
  community: CommunityId,
  member: MemberId,
  nameOf: (space: number) => string,
): Promise<PersonWords> {
  const { word, wordUse } = tables
  const names = await wordNames(db, tables, community)
  const uses = await db
    .select()
    .from(wordUse)
    .where(and(eq(wordUse.community, community), eq(wordUse.member, member)))
    .orderBy(asc(wordUse.day), asc(wordUse.word), asc(wordUse.space))
  return {
    words: await db
      .select({ word: word.word, meaning: word.meaning, example: word.example, givenAt: word.givenAt })
      .from(word)
      .where(and(eq(word.community, community), eq(word.giver, member)))
      .orderBy(asc(word.id)),
    wordUses: uses.map(({ day, space, word: id, uses: times }) => ({
      date: dateOf(day),
      space: nameOf(space),
      word: names.get(wordId(id)) ?? '',
      uses: times,
    })),
  }
}
