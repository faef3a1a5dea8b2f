/** The ledger of what is missing: where nothing could be read, not yet, or not as it happened. */
import { and, asc, eq, gte, inArray, lte, type SQL } from 'drizzle-orm'
import { type CommunityId, spaceId } from '../core/ids.ts'
import type { Gap, GapReason, Stretch } from '../core/ports.ts'
import type { Database } from './engine.ts'
import type { Schema } from './schema.ts'

/** Reading ends these. `away` stays: what happened meanwhile cannot be learnt by reading. */
const ENDED_BY_READING: readonly GapReason[] = ['unread', 'noAccess']

/** The gaps of a community, in order; `seen` restricts them further. */
export async function gapsOf(
  db: Database,
  { gap }: Schema,
  community: CommunityId,
  seen?: SQL,
): Promise<readonly Gap[]> {
  const rows = await db
    .select()
    .from(gap)
    .where(and(eq(gap.community, community), seen))
    .orderBy(asc(gap.fromAt), asc(gap.space), asc(gap.reason))
  return rows.map(({ space, fromAt, toAt, reason }) => ({
    space: spaceId(space),
    fromAt,
    toAt,
    reason: reason as GapReason,
  }))
}

/** Adds a gap; those of its reason that it touches become one with it. */
export async function addGap(
  db: Database,
  { gap }: Schema,
  { community, space, fromAt, toAt, reason }: Stretch & { reason: GapReason },
): Promise<void> {
  if (fromAt >= toAt) return
  const touching = and(
    eq(gap.community, community),
    eq(gap.space, space),
    eq(gap.reason, reason),
    lte(gap.fromAt, toAt),
    gte(gap.toAt, fromAt),
  )
  const others = await db.select().from(gap).where(touching)
  await db.delete(gap).where(touching)
  await db.insert(gap).values({
    ...{ community, space, reason },
    fromAt: Math.min(fromAt, ...others.map((one) => one.fromAt)),
    toAt: Math.max(toAt, ...others.map((one) => one.toAt)),
  })
}

/** Cuts what has now been read of one community out of the gaps that reading ends. Most communities have none. */
export async function endGaps(db: Database, { gap }: Schema, read: readonly Stretch[]): Promise<void> {
  const [some] = read
  if (some === undefined) return
  const { community } = some
  const open = await db
    .select()
    .from(gap)
    .where(and(eq(gap.community, community), inArray(gap.reason, [...ENDED_BY_READING])))
  for (const one of open) {
    const left = read
      .filter((stretch) => stretch.space === one.space)
      .reduce<readonly Span[]>((pieces, stretch) => pieces.flatMap((piece) => without(piece, stretch)), [one])
    if (left.length === 1 && left[0] === one) continue
    await db
      .delete(gap)
      .where(
        and(
          eq(gap.community, community),
          eq(gap.space, one.space),
          eq(gap.fromAt, one.fromAt),
          eq(gap.reason, one.reason),
        ),
      )
    const { space, reason } = one
    if (left.length > 0)
      await db
        .insert(gap)
        .values(left.map(({ fromAt, toAt }) => ({ community, space, reason, fromAt, toAt })))
  }
}

interface Span {
  readonly fromAt: number
  readonly toAt: number
}

/** What is left of a piece: itself where nothing was cut, none, one or two others. */
function without(piece: Span, cut: Span): readonly Span[] {
  const isApart = cut.toAt <= piece.fromAt || piece.toAt <= cut.fromAt || cut.fromAt >= cut.toAt
  if (isApart) return [piece]
  return [
    { fromAt: piece.fromAt, toAt: Math.min(piece.toAt, cut.fromAt) },
    { fromAt: Math.max(piece.fromAt, cut.toAt), toAt: piece.toAt },
  ].filter((one) => one.fromAt < one.toAt)
}
