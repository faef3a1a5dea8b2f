/**
 * What people go by. A name is of the platform that it was given on; what somebody did on one platform bears a name on
 * another only if they agreed.
 */
import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import { type CommunityId, type MemberId, memberId } from '../core/ids.ts'
import type { Database } from './engine.ts'
import type { Schema } from './schema.ts'

/** The name to be shown on one platform for what was done on another; null where none may be. */
export async function nameShown(
  db: Database,
  { identity, member }: Schema,
  community: CommunityId,
  id: MemberId,
  { on, doneOn }: { readonly on: Platform; readonly doneOn: Platform | null },
): Promise<string | null> {
  const rows = await db
    .select({ platform: identity.platform, name: identity.name, crosses: member.isNamedEverywhere })
    .from(identity)
    .innerJoin(member, and(eq(member.community, identity.community), eq(member.id, identity.member)))
    .where(and(eq(identity.community, community), eq(identity.member, id)))
    .orderBy(asc(identity.platform))
  const named = rows.filter((row) => row.name !== null)
  const here = named.find((row) => row.platform === on)?.name ?? null
  if (rows.some((row) => row.crosses)) return here ?? named[0]?.name ?? null
  return doneOn === null || doneOn === on ? here : null
}

/** One name each of those who agreed that theirs goes everywhere, by member. */
export async function namedEverywhere(
  db: Database,
  { identity, member }: Schema,
  community: CommunityId,
): Promise<ReadonlyMap<MemberId, string>> {
  const rows = await db
    .select({ member: identity.member, name: identity.name })
    .from(identity)
    .innerJoin(member, and(eq(member.community, identity.community), eq(member.id, identity.member)))
    .where(
      and(eq(identity.community, community), eq(member.isNamedEverywhere, true), isNotNull(identity.name)),
    )
    .orderBy(asc(identity.platform), asc(identity.member))
  const names = new Map<MemberId, string>()
  for (const { member: id, name } of rows)
    if (name !== null && !names.has(memberId(id))) names.set(memberId(id), name)
  return names
}

/** Keeps the name that they go by on a platform. */
export async function setName(
  db: Database,
  { identity }: Schema,
  community: CommunityId,
  id: MemberId,
  platform: Platform,
  name: string,
): Promise<void> {
  await db
    .update(identity)
    .set({ name })
    .where(and(eq(identity.community, community), eq(identity.member, id), eq(identity.platform, platform)))
}
