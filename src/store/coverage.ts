/** What of each space has been read: intervals that merge where they touch. */
import { and, asc, eq, gt, gte, inArray, lte, sql } from 'drizzle-orm'
import type { CommunityId } from '../core/ids.ts'
import type { CoveragePort, Stretch } from '../core/ports.ts'
import type { Database, Engine } from './engine.ts'
import { addGap, endGaps } from './gaps.ts'
import { knownMessages } from './known-messages.ts'
import type { Schema } from './schema.ts'

export function coveragePort(engine: Engine): CoveragePort {
  const { db, tables } = engine
  const { covered } = tables
  return {
    covered: async (community, space) =>
      db
        .select({ fromAt: covered.fromAt, toAt: covered.toAt })
        .from(covered)
        .where(
          and(eq(covered.community, community), eq(covered.space, space), gt(covered.toAt, covered.fromAt)),
        )
        .orderBy(asc(covered.fromAt)),

    knownMessages: (stretch, thread) => knownMessages(engine, stretch, thread),

    addGap: (gap) => engine.write((transaction) => addGap(transaction.db, tables, gap)),
  }
}

/** Adds intervals, in milliseconds since 1970, UTC; gaps of what was not read end where it now is. */
export async function coverAll(db: Database, tables: Schema, stretches: readonly Stretch[]): Promise<void> {
  const whole = stretches.filter(({ fromAt, toAt }) => fromAt <= toAt)
  for (const stretch of whole) await cover(db, tables, stretch)
  const communities = new Set(whole.map((one) => one.community))
  for (const community of communities)
    await endGaps(
      db,
      tables,
      community,
      whole.filter((one) => one.community === community),
    )
}

/** Most often the latest interval grows at its end: that is one row changed, or none. */
async function cover(
  db: Database,
  { covered }: Schema,
  { community, space, fromAt, toAt }: Stretch,
): Promise<void> {
  const here = and(eq(covered.community, community), eq(covered.space, space))
  const touching = await db
    .select({ fromAt: covered.fromAt, toAt: covered.toAt })
    .from(covered)
    .where(and(here, lte(covered.fromAt, toAt), gte(covered.toAt, fromAt)))
  const [first] = touching
  if (touching.length === 1 && first !== undefined && first.fromAt <= fromAt) {
    if (first.toAt < toAt)
      await db
        .update(covered)
        .set({ toAt })
        .where(and(here, eq(covered.fromAt, first.fromAt)))
    return
  }
  if (touching.length > 0)
    await db.delete(covered).where(
      and(
        here,
        inArray(
          covered.fromAt,
          touching.map((one) => one.fromAt),
        ),
      ),
    )
  await db.insert(covered).values({
    community,
    space,
    fromAt: Math.min(fromAt, ...touching.map((one) => one.fromAt)),
    toAt: Math.max(toAt, ...touching.map((one) => one.toAt)),
  })
}

/** What of a whole community has been read up to; null before anything was. */
export async function readUpTo(
  db: Database,
  { covered }: Schema,
  community: CommunityId,
): Promise<number | null> {
  const [row] = await db
    .select({ toAt: sql<number | null>`max(${covered.toAt})` })
    .from(covered)
    .where(eq(covered.community, community))
  return row?.toAt == null ? null : Number(row.toAt)
}
