/**
 * Members and the identities behind them. This is the only place that turns what a platform calls a person into a
 * member of ours, and the one that knows who erased themselves or paused.
 */
import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import { type CommunityId, type MemberId, memberId } from '../core/ids.ts'
import type { PersonPort } from '../core/ports.ts'
import type { Database, Engine } from './engine.ts'
import type { Keyring } from './keys.ts'
import type { Schema } from './schema.ts'
import { reserveIds } from './sequences.ts'

/** Nothing of theirs is recorded: they erased themselves or paused. */
export const EXCLUDED = 0

/** A member, or `EXCLUDED`. */
export type Resolved = MemberId | typeof EXCLUDED

/** More people than are active in any one hour; beyond it those seen longest ago are looked up again. */
const CACHED_PEOPLE = 50_000
const LOOKUP_CHUNK = 500

/** People seen lately, by community, platform and external id. Lives in memory only. */
export interface PeopleCache {
  /** The look-up of one community and platform: to be taken once a batch, it is asked for every activity. */
  in(community: CommunityId, platform: Platform): (person: string) => Resolved | undefined
  set(community: CommunityId, platform: Platform, person: string, resolved: Resolved): void
  clear(): void
}

export function createPeopleCache(): PeopleCache {
  const rooms = new Map<string, Map<string, Resolved>>()
  const roomOf = (community: CommunityId, platform: Platform): Map<string, Resolved> => {
    const id = `${platform}/${community}`
    let room = rooms.get(id)
    if (room === undefined) {
      room = new Map()
      rooms.set(id, room)
    }
    return room
  }
  return {
    in: (community, platform) => {
      const room = roomOf(community, platform)
      return (person) => room.get(person)
    },
    set: (community, platform, person, resolved) => {
      const room = roomOf(community, platform)
      if (room.size >= CACHED_PEOPLE) {
        const oldest = room.keys().next()
        if (!oldest.done) room.delete(oldest.value)
      }
      room.set(person, resolved)
    },
    clear: () => rooms.clear(),
  }
}

/**
 * The members behind external ids of one platform in one community; those met for the first time are made.
 * Returns an entry for every id asked for.
 */
export async function resolvePeople(
  db: Database,
  tables: Schema,
  keys: Keyring,
  community: CommunityId,
  platform: Platform,
  people: readonly string[],
): Promise<Map<string, Resolved>> {
  const resolved = new Map<string, Resolved>()
  for (let start = 0; start < people.length; start += LOOKUP_CHUNK) {
    const personOf = new Map(
      people.slice(start, start + LOOKUP_CHUNK).map((person) => [keys.hash(platform, person), person]),
    )
    const found = await lookUp(db, tables, community, [...personOf.keys()])
    const missing = [...personOf].filter(([hash]) => !found.has(hash))
    for (const [hash, member] of await meet(db, tables, keys, community, platform, missing))
      found.set(hash, member)
    for (const [hash, person] of personOf) resolved.set(person, found.get(hash) ?? EXCLUDED)
  }
  return resolved
}

/** Members by hash; erased and paused people are `EXCLUDED`, unknown ones are left out. */
async function lookUp(
  db: Database,
  { identity, erased, member }: Schema,
  community: CommunityId,
  hashes: readonly string[],
): Promise<Map<string, Resolved>> {
  const found = new Map<string, Resolved>()
  const known = await db
    .select({ hash: identity.hash, member: identity.member, pausedAt: member.pausedAt })
    .from(identity)
    .leftJoin(member, and(eq(member.community, identity.community), eq(member.id, identity.member)))
    .where(and(eq(identity.community, community), inArray(identity.hash, [...hashes])))
  for (const row of known) found.set(row.hash, row.pausedAt === null ? memberId(row.member) : EXCLUDED)
  const gone = await db
    .select({ hash: erased.hash })
    .from(erased)
    .where(and(eq(erased.community, community), inArray(erased.hash, [...hashes])))
  for (const row of gone) found.set(row.hash, EXCLUDED)
  return found
}

/** Makes members of people met for the first time. Another process may meet them too: the first one counts. */
async function meet(
  db: Database,
  tables: Schema,
  keys: Keyring,
  community: CommunityId,
  platform: Platform,
  people: readonly (readonly [hash: string, person: string])[],
): Promise<Map<string, Resolved>> {
  if (people.length === 0) return new Map()
  const first = await reserveIds(db, tables, community, 'member', people.length)
  const identities = people.map(([hash, person], index) => ({
    community,
    hash,
    member: first + index,
    platform,
    cipher: keys.encrypt(person),
  }))
  const made = await db
    .insert(tables.identity)
    .values(identities)
    .onConflictDoNothing()
    .returning({ hash: tables.identity.hash, member: tables.identity.member })
  if (made.length > 0)
    await db.insert(tables.member).values(made.map((one) => ({ community, id: one.member })))
  const met = new Map<string, Resolved>(made.map((one) => [one.hash, memberId(one.member)]))
  const lost = people.filter(([hash]) => !met.has(hash)).map(([hash]) => hash)
  if (lost.length > 0)
    for (const [hash, member] of await lookUp(db, tables, community, lost)) met.set(hash, member)
  return met
}

export function peoplePort(engine: Engine, keys: Keyring): PersonPort {
  const { db, tables } = engine
  const { member } = tables
  return {
    member: (community, platform, person) =>
      engine.write(async (transaction) => {
        const found = await lookUp(transaction.db, tables, community, [keys.hash(platform, person)])
        const known = found.get(keys.hash(platform, person))
        if (known !== undefined && known !== EXCLUDED) return known
        // Who acts through the bot is a member, paused or not: pausing concerns what is read, not what is done.
        const again = await resolveActing(transaction.db, tables, keys, community, platform, person)
        return again
      }),
    name: async (community, id) => {
      const [row] = await db
        .select({ name: member.name })
        .from(member)
        .where(and(eq(member.community, community), eq(member.id, id), isNotNull(member.name)))
      return row?.name ?? null
    },
    setName: (community, id, name) =>
      engine.write(async (transaction) => {
        await transaction.db
          .update(member)
          .set({ name })
          .where(and(eq(member.community, community), eq(member.id, id)))
      }),
  }
}

async function resolveActing(
  db: Database,
  tables: Schema,
  keys: Keyring,
  community: CommunityId,
  platform: Platform,
  person: string,
): Promise<MemberId> {
  const hash = keys.hash(platform, person)
  const [known] = await db
    .select({ member: tables.identity.member })
    .from(tables.identity)
    .where(and(eq(tables.identity.community, community), eq(tables.identity.hash, hash)))
  if (known !== undefined) return memberId(known.member)
  const met = await meet(db, tables, keys, community, platform, [[hash, person]])
  const made = met.get(hash)
  if (made === undefined || made === EXCLUDED) throw new Error('a member could not be made')
  return made
}
