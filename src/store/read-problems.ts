/** Reading problems, with who takes part and how they were closed. */
import { and, asc, eq } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import { type CommunityId, memberId, type ProblemId, problemId } from '../core/ids.ts'
import type { Closing, Participant, Problem, ProblemKind } from '../core/repertoire/problem.ts'
import type { Database } from './engine.ts'
import type { Schema } from './schema.ts'
import { reserveIds } from './sequences.ts'

/** One person's part in a problem. */
export const partOf = ({ takingPart }: Schema, community: CommunityId, id: ProblemId, member: number) =>
  and(eq(takingPart.community, community), eq(takingPart.problem, id), eq(takingPart.member, member))

/** One problem, which nobody else changes until this transaction ends; nothing where it is gone. */
export async function lockedProblem(
  db: Database,
  tables: Schema,
  community: CommunityId,
  id: ProblemId,
): Promise<readonly Problem[]> {
  await reserveIds(db, tables, community, 'problem', 0)
  return problemsOf(db, tables, community, id)
}

/** Problems in the order they were opened: all, or the one. */
export async function problemsOf(
  db: Database,
  { problem, takingPart, closing }: Schema,
  community: CommunityId,
  only?: ProblemId,
): Promise<readonly Problem[]> {
  const rows = await db
    .select()
    .from(problem)
    .where(and(eq(problem.community, community), only === undefined ? undefined : eq(problem.id, only)))
    .orderBy(asc(problem.id))
  const parts = await db
    .select()
    .from(takingPart)
    .where(
      and(eq(takingPart.community, community), only === undefined ? undefined : eq(takingPart.problem, only)),
    )
    .orderBy(asc(takingPart.joinedAt), asc(takingPart.member))
  const closings = await db
    .select()
    .from(closing)
    .where(and(eq(closing.community, community), only === undefined ? undefined : eq(closing.problem, only)))
    .orderBy(asc(closing.number))
  const partsOf = byProblem(parts, participantOf)
  const closingsOf = byProblem(closings, closingOf)
  return rows.map((row) => problemOf(row, partsOf.get(row.id) ?? [], closingsOf.get(row.id) ?? []))
}

function byProblem<One extends { readonly problem: number }, Made>(
  rows: readonly One[],
  make: (row: One) => Made,
): ReadonlyMap<number, readonly Made[]> {
  const found = new Map<number, Made[]>()
  for (const row of rows) {
    const own = found.get(row.problem)
    if (own === undefined) found.set(row.problem, [make(row)])
    else own.push(make(row))
  }
  return found
}

const somebody = (id: number | null) => (id === null ? null : memberId(id))

const participantOf = (row: Schema['takingPart']['$inferSelect']): Participant => ({
  member: memberId(row.member),
  platform: row.platform as Platform | null,
  joinedAt: row.joinedAt,
  leftAt: row.leftAt,
  changed: row.changed,
})

const closingOf = (row: Schema['closing']['$inferSelect']): Closing => ({
  closer: somebody(row.closer),
  platform: row.platform as Platform | null,
  closedAt: row.closedAt,
  changed: row.changed,
  changedForCloser: row.changedForCloser,
  confirmed:
    row.confirmedAt === null
      ? null
      : {
          by: somebody(row.confirmer),
          platform: row.confirmerPlatform as Platform | null,
          at: row.confirmedAt,
        },
  reopened: row.reopenedAt === null ? null : { by: somebody(row.reopener), at: row.reopenedAt },
})

/** A problem of its rows. */
export function problemOf(
  row: Schema['problem']['$inferSelect'],
  participants: readonly Participant[],
  closings: readonly Closing[],
): Problem {
  const { title, whom, doneWhen, firstStep, link, places, untilDay, curriculum, partners } = row
  return {
    id: problemId(row.id),
    ...{ title, whom, doneWhen, firstStep, link },
    ...{ kind: row.kind as ProblemKind, adult: somebody(row.adult), places, untilDay, curriculum, partners },
    opener: somebody(row.opener),
    platform: row.platform as Platform | null,
    openedAt: row.openedAt,
    participants,
    closings,
  }
}
