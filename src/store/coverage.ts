/** What of each space has been read: intervals that merge where they touch. */
import { and, asc, eq, gt, gte, lte, sql } from 'drizzle-orm'
import type { CommunityId } from '../core/ids.ts'
import type { CoveragePort, Stretch } from '../core/ports.ts'
import type { Database, Engine } from './engine.ts'
import { addGap, endGaps } from './gaps.ts'
import { knownMessages, knownThreads } from './known-messages.ts'
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
    knownThreads: (stretch) => knownThreads(engine, stretch),

    addGap: (gap) => engine.write((transaction) => addGap(transaction.db, tables, gap)),
  }
}

/** Adds intervals, in milliseconds since 1970, UTC; gaps of what was not read end where it now is. */
export async function coverAll(
  { tables, isAmong }: Pick<Engine, 'tables' | 'isAmong'>,
  db: Database,
  stretches: readonly Stretch[],
): Promise<void> {
  const whole = stretches.filter(({ fromAt, toAt }) => fromAt <= toAt)
  for (const alike of grouped(whole, ({ community, fromAt, toAt }) => `${community}/${fromAt}/${toAt}`))
    await coverAlike(tables, isAmong, db, alike)
  for (const ofOne of grouped(whole, ({ community }) => String(community))) await endGaps(db, tables, ofOne)
}

/**
 * One stretch of time in many spaces of a community, as it is while nothing is missed: then the interval of each only
 * grows at its end, and all of them are one statement.
 */
async function coverAlike(
  { covered }: Schema,
  isAmong: Engine['isAmong'],
  db: Database,
  alike: readonly Stretch[],
): Promise<void> {
  const [one] = alike
  if (one === undefined) return
  const { community, fromAt, toAt } = one
  const spaces = new Set(alike.map((stretch) => stretch.space))
  const touching = await db
    .select()
    .from(covered)
    .where(
      and(
        eq(covered.community, community),
        isAmong(covered.space, [...spaces]),
        lte(covered.fromAt, toAt),
        gte(covered.toAt, fromAt),
      ),
    )
  const bySpace = new Map<number, (typeof touching)[number][]>()
  for (const interval of touching)
    bySpace.set(interval.space, [...(bySpace.get(interval.space) ?? []), interval])
  const growing: number[] = []
  for (const space of spaces) {
    const intervals = bySpace.get(space) ?? []
    const [only] = intervals
    if (intervals.length !== 1 || only === undefined || only.fromAt > fromAt)
      await merge(covered, db, { community, space, fromAt, toAt }, intervals)
    else if (only.toAt < toAt) growing.push(space)
  }
  if (growing.length > 0)
    await db
      .update(covered)
      .set({ toAt })
      .where(
        and(
          eq(covered.community, community),
          isAmong(covered.space, growing),
          lte(covered.fromAt, fromAt),
          gte(covered.toAt, fromAt),
        ),
      )
}

/** Puts one interval in the place of all that it touches. */
async function merge(
  covered: Schema['covered'],
  db: Database,
  { community, space, fromAt, toAt }: Stretch,
  touching: readonly { readonly fromAt: number; readonly toAt: number }[],
): Promise<void> {
  for (const interval of touching)
    await db
      .delete(covered)
      .where(
        and(eq(covered.community, community), eq(covered.space, space), eq(covered.fromAt, interval.fromAt)),
      )
  await db.insert(covered).values({
    community,
    space,
    fromAt: Math.min(fromAt, ...touching.map((interval) => interval.fromAt)),
    toAt: Math.max(toAt, ...touching.map((interval) => interval.toAt)),
  })
}

function grouped(stretches: readonly Stretch[], keyOf: (stretch: Stretch) => string): readonly Stretch[][] {
  const groups = new Map<string, Stretch[]>()
  for (const stretch of stretches) {
    const group = groups.get(keyOf(stretch))
    if (group === undefined) groups.set(keyOf(stretch), [stretch])
    else group.push(stretch)
  }
  return [...groups.values()]
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
