/** Practice acts by their kind, counted in the tables of what people submitted. */
import { and, count, eq, gte, isNotNull, isNull, lt, type SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { CommunityId } from '../core/ids.ts'
import type { ActPort } from '../core/ports-acts.ts'
import type { Engine } from './engine.ts'

export function actPort({ db, tables }: Engine): ActPort {
  const { practice, doing, thanks, word, problem, takingPart, closing, learning } = tables
  return {
    between: async (community, fromAt, toAt) => {
      const counted = async (
        table: SQLiteTable & { readonly community: SQLiteColumn },
        at: SQLiteColumn,
        more?: SQL,
      ): Promise<number> => {
        const [row] = await db
          .select({ n: count() })
          .from(table)
          .where(and(eq(table.community, community), gte(at, fromAt), lt(at, toAt), more))
        return Number(row?.n ?? 0)
      }
      return {
        shared: await counted(practice, practice.sharedAt, isNull(practice.parent)),
        versions: await counted(practice, practice.sharedAt, isNotNull(practice.parent)),
        doings: await counted(doing, doing.at, isNotNull(doing.practice)),
        otherDoings: await counted(doing, doing.at, isNull(doing.practice)),
        thanks: await counted(thanks, thanks.at),
        words: await counted(word, word.givenAt),
        problemsOpened: await counted(problem, problem.openedAt),
        problemsJoined: await counted(takingPart, takingPart.joinedAt),
        problemsClosed: await closedBetween(community, fromAt, toAt),
        learning: await counted(learning, learning.at),
      }
    },
  }

  /** Who closes the same problem again has closed it already; of whoever left without trace nobody knows. */
  async function closedBetween(community: CommunityId, fromAt: number, toAt: number): Promise<number> {
    const rows = await db
      .select({
        problem: closing.problem,
        number: closing.number,
        closer: closing.closer,
        at: closing.closedAt,
      })
      .from(closing)
      .where(and(eq(closing.community, community), lt(closing.closedAt, toAt)))
    const first = new Map<string, number>()
    for (const { problem: of, number, closer, at } of rows) {
      const key = closer === null ? `${of}/nobody/${number}` : `${of}/${closer}`
      first.set(key, Math.min(at, first.get(key) ?? at))
    }
    return [...first.values()].filter((at) => at >= fromAt).length
  }
}
