/** Who wants to learn and who can show what, and whom moderators appointed. Pairs are in `pairs.ts`. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import { type CommunityId, learningId, type MemberId, memberId } from '../core/ids.ts'
import type { LearningPort } from '../core/ports-learning.ts'
import type { KeptSaid, Role, Side } from '../core/repertoire/apprenticeship.ts'
import type { Database, Engine } from './engine.ts'
import { sharedCalendar } from './homes.ts'
import { pairQueries } from './pairs.ts'
import { countAct } from './practice-acts.ts'
import { NOWHERE, type Schema } from './schema.ts'
import { reserveIds } from './sequences.ts'

export const learningPort = (engine: Engine): LearningPort => ({
  ...saidQueries(engine),
  ...pairQueries(engine),
  ...appointmentQueries(engine),
  absent: (community, activeSince) => absentOf(engine, community, activeSince),
})

const keptOf = (row: Schema['learning']['$inferSelect']): KeptSaid => ({
  id: learningId(row.id),
  member: memberId(row.member),
  topic: row.topic,
  as: row.as as Side,
  limit: row.limit,
  platform: row.platform as Platform | null,
  at: row.at,
})

function saidQueries(engine: Engine): Pick<LearningPort, 'say' | 'said' | 'takeBack'> {
  const { db, tables } = engine
  const { learning } = tables
  return {
    say: (community, said, day) =>
      engine.write(async (transaction) => {
        // First, so that nobody else says the same meanwhile.
        const id = await reserveIds(transaction.db, tables, community, 'learning', 1)
        const { member, topic, as } = said
        const [changed] = await transaction.db
          .update(learning)
          .set({ limit: said.limit })
          .where(
            and(
              ...[eq(learning.community, community), eq(learning.member, member)],
              ...[eq(learning.topic, topic), eq(learning.as, as), isNull(learning.closedAt)],
            ),
          )
          .returning()
        if (changed !== undefined) return keptOf(changed)
        await transaction.db.insert(learning).values({ community, id, ...said })
        await countAct(transaction, community, member, day)
        return { ...said, id: learningId(id) }
      }),

    said: async (community) =>
      (
        await db
          .select()
          .from(learning)
          .where(and(eq(learning.community, community), isNull(learning.closedAt)))
          .orderBy(asc(learning.at), asc(learning.id))
      ).map(keptOf),

    takeBack: (community, id, member, closedAt) =>
      engine.write(async ({ db: writing }) => {
        await writing
          .update(learning)
          .set({ closedAt })
          .where(
            and(
              ...[eq(learning.community, community), eq(learning.id, id)],
              ...[eq(learning.member, member), isNull(learning.closedAt)],
            ),
          )
      }),
  }
}

function appointmentQueries(engine: Engine): Pick<LearningPort, 'appointed' | 'appoint' | 'unappoint'> {
  const { db, tables } = engine
  const { appointment } = tables
  return {
    appointed: async (community) =>
      (
        await db
          .select()
          .from(appointment)
          .where(eq(appointment.community, community))
          .orderBy(asc(appointment.at), asc(appointment.member))
      ).map((row) => ({
        member: memberId(row.member),
        role: row.role as Role,
        by: row.by === null ? null : memberId(row.by),
        at: row.at,
      })),

    appoint: (community, given) =>
      engine.write(async ({ db: writing }) => {
        await writing
          .insert(appointment)
          .values({ community, ...given })
          .onConflictDoNothing()
      }),

    unappoint: (community, member, role) =>
      engine.write(async ({ db: writing }) => {
        await writing
          .delete(appointment)
          .where(
            and(
              ...[eq(appointment.community, community), eq(appointment.member, member)],
              eq(appointment.role, role),
            ),
          )
      }),
  }
}

/** Whoever came back writes: a leaving counts only where nothing was done on a later day. */
async function absentOf(
  { db, tables }: Engine,
  community: CommunityId,
  activeSince: number,
): Promise<ReadonlySet<MemberId>> {
  const { pause, daily, member } = tables
  const paused = await db
    .select({ member: pause.member })
    .from(pause)
    .where(and(eq(pause.community, community), isNull(pause.toAt)))
  const lastDays = await db
    .select({ member: daily.member, day: sql`max(${daily.day})` })
    .from(daily)
    .where(eq(daily.community, community))
    .groupBy(daily.member)
  const lastDay = new Map(lastDays.map((row) => [row.member, Number(row.day)]))
  const everybody = await db.select({ id: member.id }).from(member).where(eq(member.community, community))
  const left = await leftOf(db, tables, community)
  const isAway = (id: number): boolean => (lastDay.get(id) ?? Number.NEGATIVE_INFINITY) < activeSince
  const isGone = (id: number): boolean => (left.get(id) ?? Number.NEGATIVE_INFINITY) >= (lastDay.get(id) ?? 0)
  return new Set([
    ...paused.map((row) => memberId(row.member)),
    ...everybody.flatMap(({ id }) => (isAway(id) || isGone(id) ? [memberId(id)] : [])),
  ])
}

/** The day on which each left a workspace, of those who have not joined one since. */
async function leftOf(
  db: Database,
  { passage, community: house }: Schema,
  community: CommunityId,
): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .select({ member: passage.member, kind: passage.kind, at: passage.at })
    .from(passage)
    .where(and(eq(passage.community, community), eq(passage.space, NOWHERE)))
    .orderBy(asc(passage.at))
  const [home] = await db.select({ timeZone: house.timeZone }).from(house).where(eq(house.id, community))
  const left = new Map<number, number>()
  if (home === undefined) return left
  const { dayOf } = sharedCalendar(home.timeZone)
  for (const { member, kind, at } of rows)
    if (kind === 'leave') left.set(member, dayOf(at))
    else left.delete(member)
  return left
}
