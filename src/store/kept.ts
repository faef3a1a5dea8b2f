/** Targets of buttons and forms, under ids that fit a platform's. */
import { eq, lt } from 'drizzle-orm'
import { type CommunityId, communityId } from '../core/ids.ts'
import type { KeptPort } from '../core/ports.ts'
import type { Target } from '../core/reply.ts'
import type { Database, Engine } from './engine.ts'
import type { Schema } from './schema.ts'

const targetOf = (json: string): Target => JSON.parse(json) as Target

export function keptPort(engine: Engine): KeptPort {
  const { db, tables } = engine
  const { kept } = tables
  return {
    keep: (id, community, target, now) =>
      engine.write(async (transaction) => {
        const { command, handler, input } = target
        await transaction.db
          .insert(kept)
          .values({ id, community, target: JSON.stringify({ command, handler, input }), keptAt: now })
          // Shown again, it lives on.
          .onConflictDoUpdate({ target: [kept.id], set: { keptAt: now } })
      }),

    find: async (id) => {
      const [row] = await db.select().from(kept).where(eq(kept.id, id))
      if (row === undefined) return null
      return {
        community: row.community === null ? null : communityId(row.community),
        target: targetOf(row.target),
      }
    },

    forgetBefore: (at) =>
      engine.write(async (transaction) => {
        await transaction.db.delete(kept).where(lt(kept.keptAt, at))
      }),
  }
}

/**
 * Forgets every target that is kept for a community: any may hold what somebody wrote who is being erased. Its buttons
 * then say that they are too old, and come anew with the next answer.
 */
export async function forgetTargets(db: Database, { kept }: Schema, community: CommunityId): Promise<void> {
  await db.delete(kept).where(eq(kept.community, community))
}
