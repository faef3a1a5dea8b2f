/** Closing problems: by whom, what changed, who else says that it is so, and opening them again. */
import { and, eq } from 'drizzle-orm'
import type { CommunityId, ProblemId } from '../core/ids.ts'
import type { ProblemPort } from '../core/ports-problems.ts'
import { type Problem, standingClosing } from '../core/repertoire/problem.ts'
import type { Engine } from './engine.ts'
import { countAct } from './practice-acts.ts'
import { lockedProblem, partOf } from './read-problems.ts'

type ClosingQueries = Pick<ProblemPort, 'close' | 'confirm' | 'reopen'>

export function closingQueries(engine: Engine): ClosingQueries {
  const { tables } = engine
  const { closing, takingPart } = tables
  /** The closing that counts is always the latest. */
  const latest = (community: CommunityId, id: ProblemId, { closings }: Problem) =>
    and(eq(closing.community, community), eq(closing.problem, id), eq(closing.number, closings.length))
  return {
    close: (community, id, { changed, changedForCloser }, { member, platform, at }, day) =>
      engine.write(async (transaction) => {
        const { db } = transaction
        const [found] = await lockedProblem(db, tables, community, id)
        if (found === undefined || standingClosing(found) !== null) return false
        const own = found.participants.find((one) => one.member === member && one.leftAt === null)
        await db.insert(closing).values({
          ...{ community, problem: id, number: found.closings.length + 1 },
          ...{ closer: member, platform, closedAt: at, changed },
          changedForCloser: own === undefined ? changedForCloser : '',
        })
        if (own !== undefined && changedForCloser !== '')
          await db
            .update(takingPart)
            .set({ changed: changedForCloser, toldAt: at })
            .where(partOf(tables, community, id, member))
        const isFirstTime = found.closings.every((one) => one.closer !== member)
        if (isFirstTime) await countAct(transaction, community, member, day)
        return true
      }),

    confirm: (community, id, number, { member, platform, at }) =>
      engine.write(async ({ db }) => {
        const [found] = await lockedProblem(db, tables, community, id)
        const standing = found === undefined ? null : standingClosing(found)
        if (found === undefined || standing === null || found.closings.length !== number) return false
        if (standing.confirmed !== null || standing.closer === member) return false
        await db
          .update(closing)
          .set({ confirmer: member, confirmerPlatform: platform, confirmedAt: at })
          .where(latest(community, id, found))
        return true
      }),

    reopen: (community, id, { member, at }) =>
      engine.write(async ({ db }) => {
        const [found] = await lockedProblem(db, tables, community, id)
        if (found === undefined || standingClosing(found) === null) return false
        await db
          .update(closing)
          .set({ reopenedAt: at, reopener: member })
          .where(latest(community, id, found))
        return true
      }),
  }
}
