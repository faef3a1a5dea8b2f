/** What a member gave of words, and used of them, out of the tables. */
import { and, eq } from 'drizzle-orm'
import type { CommunityId, MemberId } from '../core/ids.ts'
import type { Database } from './engine.ts'
import type { Schema } from './schema.ts'
import { dropWord, noteChange } from './words.ts'

/** Words that stay are nobody's; what others said with one that goes is counted no more. */
export async function eraseWords(
  db: Database,
  tables: Schema,
  community: CommunityId,
  member: MemberId,
  given: 'remove' | 'keep',
): Promise<void> {
  const { word, wordUse } = tables
  await db.delete(wordUse).where(and(eq(wordUse.community, community), eq(wordUse.member, member)))
  const own = and(eq(word.community, community), eq(word.giver, member))
  if (given === 'keep') {
    await db.update(word).set({ giver: null, platform: null }).where(own)
    return
  }
  const gone = await db.select({ id: word.id }).from(word).where(own)
  if (gone.length > 0) await noteChange(db, tables, community)
  for (const { id } of gone) await dropWord(db, tables, community, id)
}
