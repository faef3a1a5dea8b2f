/** When sessions with platforms were begun, so that a limit of the day holds over restarts. */
import { and, asc, eq, gte, lt } from 'drizzle-orm'
import type { SessionPort } from '../core/ports.ts'
import type { Engine } from './engine.ts'

export function sessionPort(engine: Engine): SessionPort {
  const { db, tables } = engine
  const { session } = tables
  return {
    begun: (platform, at) =>
      engine.write(async (transaction) => {
        await transaction.db.insert(session).values({ platform, begunAt: at })
      }),

    since: async (platform, at) => {
      await engine.write(async (transaction) => {
        await transaction.db
          .delete(session)
          .where(and(eq(session.platform, platform), lt(session.begunAt, at)))
      })
      const rows = await db
        .select({ at: session.begunAt })
        .from(session)
        .where(and(eq(session.platform, platform), gte(session.begunAt, at)))
        .orderBy(asc(session.begunAt), asc(session.id))
      return rows.map((row) => row.at)
    },
  }
}
