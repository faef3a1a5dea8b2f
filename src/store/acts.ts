/** Practice acts by their kind, counted in the tables of what people submitted. */
import { and, count, eq, gt, gte, isNotNull, isNull, lt, or, type SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { CommunityId } from '../core/ids.ts'
import { SOMEBODY_ELSEWHERE } from '../core/people/elsewhere.ts'
import type { ActPort } from '../core/ports-acts.ts'
import type { Engine } from './engine.ts'

/** By a member, also one who has left without trace; not by somebody of a book that was taken in. */
const doneHere = (by: SQLiteColumn): SQL | undefined => or(isNull(by), gt(by, SOMEBODY_ELSEWHERE))

export function actPort({ db, tables }: Engine): ActPort {
  const { practice, doing, thanks, word, problem, takingPart, closing, learning } = tables
  return {
    between: async (community, fromAt, toAt) => {
      const counted = async (
        table: SQLiteTable & { readonly community: SQLiteColumn },
        at: SQLiteColumn,
        by: SQLiteColumn,
        more?: SQL,
      ): Promise<number> => {
        const [row] = await db
          .select({ n: count() })
          .from(table)
          .where(and(eq(table.community, community), gte(at, fromAt), lt(at, toAt), doneHere(by), more))
        return Number(row?.n ?? 0)
      }
      return {
        shared: await counted(practice, practice.sharedAt, practice.sharer, isNull(practice.parent)),
        versions: await counted(practice, practice.sharedAt, practice.sharer, isNotNull(practice.parent)),
        doings: await counted(doing, doing.at, doing.member, isNotNull(doing.practice)),
        otherDoings: await counted(doing, doing.at, doing.member, isNull(doing.practice)),
        thanks: await counted(thanks, thanks.at, thanks.giver),
        words: await counted(word, word.givenAt, word.giver),
        problemsOpened: await counted(problem, problem.openedAt, problem.opener),
        problemsJoined: await counted(takingPart, takingPart.joinedAt, takingPart.member),
        problemsClosed: await closedBetween(community, fromAt, toAt),
        learning: await counted(learning, learning.at, learning.member),
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
      .where(and(eq(closing.community, community), lt(closing.closedAt, toAt), doneHere(closing.closer)))
    const first = new Map<string, number>()
    for (const { problem: of, number, closer, at } of rows) {
      const key = closer === null ? `${of}/nobody/${number}` : `${of}/${closer}`
      first.set(key, Math.min(at, first.get(key) ?? at))
    }
    return [...first.values()].filter((at) => at >= fromAt).length
  }
}
