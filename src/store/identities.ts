/**
 * The identities behind members. This is the only place that turns what a platform calls a person into a member of
 * ours, and the one that knows who erased themselves.
 */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import { type CommunityId, type MemberId, memberId } from '../core/ids.ts'
import type { Identity } from '../core/ports.ts'
import type { Database } from './engine.ts'
import type { Keyring } from './keys.ts'
import { EXCLUDED, type Resolved } from './people-cache.ts'
import type { Schema } from './schema.ts'
import { reserveIds } from './sequences.ts'

const LOOKUP_CHUNK = 500

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

/** The members behind some hashes; those whom nobody met, and people who erased themselves, are left out. */
export async function knownPeople(
  db: Database,
  tables: Schema,
  community: CommunityId,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, MemberId>> {
  const known = new Map<string, MemberId>()
  for (let start = 0; start < hashes.length; start += LOOKUP_CHUNK)
    for (const [hash, found] of await lookUp(
      db,
      tables,
      community,
      hashes.slice(start, start + LOOKUP_CHUNK),
    ))
      if (found !== EXCLUDED) known.set(hash, found)
  return known
}

/** Members by hash; erased people are `EXCLUDED`, unknown ones are left out. */
async function lookUp(
  db: Database,
  { identity, erased }: Schema,
  community: CommunityId,
  hashes: readonly string[],
): Promise<Map<string, Resolved>> {
  const found = new Map<string, Resolved>()
  const known = await db
    .select({ hash: identity.hash, member: identity.member })
    .from(identity)
    .where(and(eq(identity.community, community), inArray(identity.hash, [...hashes])))
  for (const row of known) found.set(row.hash, memberId(row.member))
  const gone = await db
    .select({ hash: erased.hash })
    .from(erased)
    .where(and(eq(erased.community, community), isNull(erased.backAt), inArray(erased.hash, [...hashes])))
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

/** The member behind an identity, whether or not anything is read of them; null where there is none. */
export async function memberBehind(
  db: Database,
  { identity }: Schema,
  community: CommunityId,
  hash: string,
): Promise<MemberId | null> {
  const [row] = await db
    .select({ member: identity.member })
    .from(identity)
    .where(and(eq(identity.community, community), eq(identity.hash, hash)))
  return row === undefined ? null : memberId(row.member)
}

/** What platforms call a member. */
export async function identitiesOf(
  db: Database,
  { identity }: Schema,
  keys: Keyring,
  community: CommunityId,
  member: MemberId,
): Promise<readonly Identity[]> {
  const rows = await db
    .select({ platform: identity.platform, cipher: identity.cipher })
    .from(identity)
    .where(and(eq(identity.community, community), eq(identity.member, member)))
    .orderBy(asc(identity.hash))
  return rows.map(({ platform, cipher }) => ({
    platform: platform as Platform,
    externalId: keys.decrypt(cipher),
  }))
}

/**
 * The member who acts through the bot; made on first meeting. Pausing and erasing concern what is read, not what is
 * done: who acts is a member.
 */
export async function memberActing(
  db: Database,
  tables: Schema,
  keys: Keyring,
  community: CommunityId,
  platform: Platform,
  person: string,
): Promise<MemberId> {
  const hash = keys.hash(platform, person)
  const known = await memberBehind(db, tables, community, hash)
  if (known !== null) return known
  await meet(db, tables, keys, community, platform, [[hash, person]])
  const made = await memberBehind(db, tables, community, hash)
  if (made === null) throw new Error('a member could not be made')
  return made
}
