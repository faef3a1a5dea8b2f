/**
 * What people go by. A name is of the platform that it was given on; what somebody did on one platform bears a name on
 * another only if they agreed.
 */
import { and, asc, eq } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import type { CommunityId, MemberId } from '../core/ids.ts'
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
