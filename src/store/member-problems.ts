/** What of problems is one member's: taken out when they leave without trace, and made another's where two are one person. */
import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { CommunityId, MemberId } from '../core/ids.ts'
import type { OwnProblems } from '../core/ports-problems.ts'
import type { Database } from './engine.ts'
import type { Schema } from './schema.ts'
import type { TwoMembers } from './two-members.ts'

/**
 * Takes a member out of problems. What they opened alone goes, unless what they shared stays; what others take part in stays,
 * as of nobody, and so does what was closed.
 */
export async function eraseFromProblems(
  db: Database,
  { problem, closing, takingPart }: Schema,
  community: CommunityId,
  member: MemberId,
  shared: 'remove' | 'keep',
): Promise<void> {
  await db.delete(takingPart).where(and(eq(takingPart.community, community), eq(takingPart.member, member)))
  const opened = and(eq(problem.community, community), eq(problem.opener, member))
  if (shared === 'remove')
    await db
      .delete(problem)
      .where(
        and(
          opened,
          sql`not exists (select 1 from ${takingPart} t where t.community = ${problem.community} and t.problem = ${problem.id})`,
          sql`not exists (select 1 from ${closing} c where c.community = ${problem.community} and c.problem = ${problem.id} and c.closer <> ${member})`,
        ),
      )
  await db
    .delete(closing)
    .where(
      and(
        eq(closing.community, community),
        sql`not exists (select 1 from ${problem} p where p.community = ${closing.community} and p.id = ${closing.problem})`,
      ),
    )
  await db.update(problem).set({ opener: null, platform: null }).where(opened)
  await db
    .update(problem)
    .set({ adult: null })
    .where(and(eq(problem.community, community), eq(problem.adult, member)))
  await db
    .update(closing)
    .set({ closer: null, platform: null, changedForCloser: '' })
    .where(and(eq(closing.community, community), eq(closing.closer, member)))
  await db
    .update(closing)
    .set({ confirmer: null, confirmerPlatform: null })
    .where(and(eq(closing.community, community), eq(closing.confirmer, member)))
  await db
    .update(closing)
    .set({ reopener: null })
    .where(and(eq(closing.community, community), eq(closing.reopener, member)))
}

/** Makes what is one member's another's. Nobody takes part twice, and nobody confirms what they closed. */
export async function mergeProblems(
  db: Database,
  { problem, closing, takingPart }: Schema,
  { community, kept, gone }: TwoMembers,
): Promise<void> {
  await db
    .update(problem)
    .set({ opener: kept })
    .where(and(eq(problem.community, community), eq(problem.opener, gone)))
  await db
    .update(problem)
    .set({ adult: kept })
    .where(and(eq(problem.community, community), eq(problem.adult, gone)))
  for (const who of ['closer', 'confirmer', 'reopener'] as const)
    await db
      .update(closing)
      .set({ [who]: kept })
      .where(and(eq(closing.community, community), eq(closing[who], gone)))
  await db
    .update(closing)
    .set({ confirmer: null, confirmerPlatform: null, confirmedAt: null })
    .where(and(eq(closing.community, community), eq(closing.closer, kept), eq(closing.confirmer, kept)))
  const theirs = and(eq(takingPart.community, community), eq(takingPart.member, gone))
  const rows = await db.select().from(takingPart).where(theirs)
  await db.delete(takingPart).where(theirs)
  for (const row of rows) {
    const own = and(
      eq(takingPart.community, community),
      eq(takingPart.problem, row.problem),
      eq(takingPart.member, kept),
    )
    const [other] = await db.select().from(takingPart).where(own)
    if (other === undefined) await db.insert(takingPart).values({ ...row, member: kept })
    else await db.update(takingPart).set(oneOf(other, row)).where(own)
  }
}

type Part = Schema['takingPart']['$inferSelect']

/** One part of two: since the earlier one, until both have left, with what was said of either. */
function oneOf(one: Part, other: Part): Partial<Part> {
  const [first, second] = other.joinedAt < one.joinedAt ? [other, one] : [one, other]
  const changed = [first.changed, second.changed].filter((text) => text !== '')
  const told = [first.toldAt, second.toldAt].filter((at) => at !== null)
  return {
    platform: first.platform,
    joinedAt: first.joinedAt,
    leftAt: first.leftAt === null || second.leftAt === null ? null : Math.max(first.leftAt, second.leftAt),
    changed: [...new Set(changed)].join('\n'),
    toldAt: told.length === 0 ? null : Math.max(...told),
  }
}

/** What is stored of a member in problems. */
export async function problemsOfMember(
  db: Database,
  { problem, closing, takingPart }: Schema,
  community: CommunityId,
  member: MemberId,
): Promise<OwnProblems> {
  const ofClosing = and(eq(problem.community, closing.community), eq(problem.id, closing.problem))
  const closings = (who: 'closer' | 'confirmer' | 'reopener') =>
    and(eq(closing.community, community), eq(closing[who], member))
  const title = problem.title
  return {
    opened: await db
      .select({ title, openedAt: problem.openedAt })
      .from(problem)
      .where(and(eq(problem.community, community), eq(problem.opener, member)))
      .orderBy(asc(problem.id)),
    beside: (
      await db
        .select({ title })
        .from(problem)
        .where(and(eq(problem.community, community), eq(problem.adult, member)))
        .orderBy(asc(problem.id))
    ).map((row) => row.title),
    takenPartIn: await db
      .select({
        ...{ title, joinedAt: takingPart.joinedAt, leftAt: takingPart.leftAt },
        ...{ changed: takingPart.changed, toldAt: takingPart.toldAt },
      })
      .from(takingPart)
      .innerJoin(
        problem,
        and(eq(problem.community, takingPart.community), eq(problem.id, takingPart.problem)),
      )
      .where(and(eq(takingPart.community, community), eq(takingPart.member, member)))
      .orderBy(asc(takingPart.joinedAt), asc(problem.id)),
    closed: await db
      .select({
        ...{ title, closedAt: closing.closedAt, changed: closing.changed },
        changedForCloser: closing.changedForCloser,
      })
      .from(closing)
      .innerJoin(problem, ofClosing)
      .where(closings('closer'))
      .orderBy(asc(closing.closedAt), asc(problem.id)),
    confirmed: (
      await db
        .select({ title, confirmedAt: closing.confirmedAt })
        .from(closing)
        .innerJoin(problem, ofClosing)
        .where(and(closings('confirmer'), isNotNull(closing.confirmedAt)))
        .orderBy(asc(closing.confirmedAt), asc(problem.id))
    ).map((row) => ({ title: row.title, confirmedAt: row.confirmedAt ?? 0 })),
    reopened: (
      await db
        .select({ title, reopenedAt: closing.reopenedAt })
        .from(closing)
        .innerJoin(problem, ofClosing)
        .where(closings('reopener'))
        .orderBy(asc(closing.reopenedAt), asc(problem.id))
    ).map((row) => ({ title: row.title, reopenedAt: row.reopenedAt ?? 0 })),
  }
}
