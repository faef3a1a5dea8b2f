/**
 * Forgets a workspace that put the bot out: all that was read in its spaces, and whole communities that have no space
 * elsewhere. Every table with a column `space` or `workspace` takes part, so that none is forgotten.
 */
import { and, eq, inArray } from 'drizzle-orm'
import { communityId, type WorkspaceId } from '../core/ids.ts'
import { dropCommunity, tablesWith } from './drop-community.ts'
import type { Engine } from './engine.ts'
import { lockPeople } from './people-version.ts'

/** For good, in one transaction. */
export async function dropWorkspace(engine: Engine, id: WorkspaceId): Promise<void> {
  const { tables } = engine
  const { space, workspace, pair } = tables
  await engine.write(async ({ db }) => {
    const spaces = await db
      .select({ community: space.community, id: space.id })
      .from(space)
      .where(eq(space.workspace, id))
      .orderBy(space.community)
    const communities = new Set(spaces.map((one) => communityId(one.community)))
    for (const community of communities) {
      // Another process that records in these spaces finishes first, and finds them gone afterwards.
      await lockPeople(db, tables, community)
      for (const one of spaces)
        if (one.community === community) {
          // A pair stays, and chooses another space in words.
          await db
            .update(pair)
            .set({ space: null })
            .where(and(eq(pair.community, community), eq(pair.space, one.id)))
          for (const { table, column } of tablesWith(tables, 'space')) {
            const owner = tablesWith(tables, 'community').find((other) => other.table === table)
            if (owner !== undefined)
              await db.delete(table).where(and(eq(owner.column, community), eq(column, one.id)))
          }
        }
    }
    for (const { table, column } of tablesWith(tables, 'workspace'))
      await db.delete(table).where(eq(column, id))
    if (communities.size > 0) {
      const elsewhere = await db
        .selectDistinct({ community: space.community })
        .from(space)
        .where(inArray(space.community, [...communities]))
      const stay = new Set(elsewhere.map((row) => row.community))
      for (const community of communities)
        if (!stay.has(community)) await dropCommunity(db, tables, community)
    }
    await db.delete(workspace).where(eq(workspace.id, id))
  })
  await engine.scrub()
}
