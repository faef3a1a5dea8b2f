/** What people said of waiting messages. */
import { asc, eq } from 'drizzle-orm'
import { spaceId } from '../core/ids.ts'
import type { WaitingMark } from '../core/participation/facts.ts'
import type { WaitingPort } from '../core/ports.ts'
import type { Engine } from './engine.ts'

export function waitingPort(engine: Engine): WaitingPort {
  const { db, tables } = engine
  const { waitingMark } = tables
  return {
    marks: async (community) => {
      const rows = await db
        .select()
        .from(waitingMark)
        .where(eq(waitingMark.community, community))
        .orderBy(asc(waitingMark.at))
      return rows.map((row) => ({
        space: spaceId(row.space),
        key: row.key,
        mark: row.mark as WaitingMark['mark'],
      }))
    },
    mark: (community, { space, key, mark }, by, now) =>
      engine.write(async (transaction) => {
        await transaction.db
          .insert(waitingMark)
          .values({ community, space, key, mark, member: by, at: now })
          .onConflictDoUpdate({
            target: [waitingMark.community, waitingMark.space, waitingMark.key],
            set: { mark, member: by, at: now },
          })
      }),
  }
}
