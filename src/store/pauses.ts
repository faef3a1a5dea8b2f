/**
 * When nothing is recorded of somebody: while they pause, and before they came back from having erased themselves.
 * It is decided by the time of what they did, so history that is read later tells nothing of it either.
 */
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { type CommunityId, type MemberId, memberId } from '../core/ids.ts'
import type { Database } from './engine.ts'
import { lockPeople } from './people-version.ts'
import type { Schema } from './schema.ts'

/** A stretch of time that is not recorded; `fromAt` ≤ t < `toAt`. */
interface Bar {
  readonly fromAt: number
  readonly toAt: number
}

/** By member; most have none. */
export type Bars = ReadonlyMap<MemberId, readonly Bar[]>

export const NO_BARS: Bars = new Map()

export function isBarred(bars: Bars, member: number, at: number): boolean {
  const own = bars.get(memberId(member))
  return own?.some((bar) => bar.fromAt <= at && at < bar.toAt) ?? false
}

/** All of a community: few people ever pause. */
export async function loadBars(
  db: Database,
  { pause, erased, identity }: Schema,
  community: CommunityId,
): Promise<Bars> {
  const pauses = await db
    .select({ member: pause.member, fromAt: pause.fromAt, toAt: pause.toAt })
    .from(pause)
    .where(eq(pause.community, community))
  const returns = await db
    .select({ member: identity.member, toAt: erased.backAt })
    .from(erased)
    .innerJoin(identity, and(eq(identity.community, erased.community), eq(identity.hash, erased.hash)))
    .where(and(eq(erased.community, community), isNotNull(erased.backAt)))
  const bars = new Map<MemberId, Bar[]>()
  const add = (member: number, fromAt: number, toAt: number | null) => {
    const own = bars.get(memberId(member)) ?? []
    own.push({ fromAt, toAt: toAt ?? Number.POSITIVE_INFINITY })
    bars.set(memberId(member), own)
  }
  for (const { member, fromAt, toAt } of pauses) add(member, fromAt, toAt)
  for (const { member, toAt } of returns) add(member, Number.NEGATIVE_INFINITY, toAt)
  return bars
}

/** Since when a member pauses; null for whoever does not at the moment. */
export async function pausedSince(
  db: Database,
  tables: Schema,
  community: CommunityId,
  member: MemberId,
): Promise<number | null> {
  const lasting = (await pausesOf(db, tables, community, member)).find((one) => one.toAt === null)
  return lasting?.fromAt ?? null
}

/** The pauses of one member, in order. */
export function pausesOf(
  db: Database,
  { pause }: Schema,
  community: CommunityId,
  member: MemberId,
): Promise<{ fromAt: number; toAt: number | null }[]> {
  return db
    .select({ fromAt: pause.fromAt, toAt: pause.toAt })
    .from(pause)
    .where(and(eq(pause.community, community), eq(pause.member, member)))
    .orderBy(asc(pause.fromAt))
}

/** Begins a pause, unless one lasts. */
export async function beginPause(
  db: Database,
  tables: Schema,
  community: CommunityId,
  member: MemberId,
  now: number,
): Promise<void> {
  await lockPeople(db, tables, community)
  const known = await pausesOf(db, tables, community, member)
  if (known.some((one) => one.toAt === null)) return
  const { pause } = tables
  await db
    .insert(pause)
    .values({ community, member, fromAt: now, toAt: null })
    .onConflictDoUpdate({ target: [pause.community, pause.member, pause.fromAt], set: { toAt: null } })
}

/** Ends the pause that lasts, if one does. */
export async function endPause(
  db: Database,
  tables: Schema,
  community: CommunityId,
  member: MemberId,
  now: number,
): Promise<void> {
  await lockPeople(db, tables, community)
  const { pause } = tables
  await db
    .update(pause)
    .set({ toAt: now })
    .where(and(eq(pause.community, community), eq(pause.member, member), isNull(pause.toAt)))
}
