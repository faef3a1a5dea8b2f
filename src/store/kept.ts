/** Targets of buttons and forms, under ids that fit a platform's. */
import { and, eq, lt } from 'drizzle-orm'
import { type CommunityId, communityId, type MemberId } from '../core/ids.ts'
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
 * Forgets the targets of a community that may name a member. A value does not tell whether it is a member's id or
 * another one of ours, so a button of something else can go too: it then says that it is too old.
 */
export async function forgetTargetsNaming(
  db: Database,
  { kept }: Schema,
  community: CommunityId,
  member: MemberId,
): Promise<void> {
  const rows = await db
    .select({ id: kept.id, target: kept.target })
    .from(kept)
    .where(eq(kept.community, community))
  const isNamed = ({ input }: Target) => Object.values(input).includes(String(member))
  for (const { id, target } of rows)
    if (isNamed(targetOf(target)))
      await db.delete(kept).where(and(eq(kept.community, community), eq(kept.id, id)))
}
