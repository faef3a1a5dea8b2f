/** What of each space has been read: intervals that merge where they touch. */
import { and, eq, gte, lte } from 'drizzle-orm'
import type { CommunityId, SpaceId } from '../core/ids.ts'
import type { Transaction } from './engine.ts'
import type { Schema } from './schema.ts'

/** Adds an interval, in milliseconds since 1970, UTC. */
export async function cover(
  { db }: Transaction,
  { covered }: Schema,
  community: CommunityId,
  space: SpaceId,
  fromAt: number,
  toAt: number,
): Promise<void> {
  const touching = and(
    eq(covered.community, community),
    eq(covered.space, space),
    lte(covered.fromAt, toAt),
    gte(covered.toAt, fromAt),
  )
  const others = await db.select().from(covered).where(touching)
  await db.delete(covered).where(touching)
  await db.insert(covered).values({
    community,
    space,
    fromAt: Math.min(fromAt, ...others.map((one) => one.fromAt)),
    toAt: Math.max(toAt, ...others.map((one) => one.toAt)),
  })
}
