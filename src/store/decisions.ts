/**
 * What people decided about themselves, as the file of decisions has it and as the database has it, and how the two are
 * brought together: a database that was restored takes what is younger, a file that was lost is written anew.
 */
import { and, eq } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import { type CommunityId, communityId, type MemberId } from '../core/ids.ts'
import type { PersonPort } from '../core/ports.ts'
import type { Decision, DecisionsFile, Known, Whose } from './decisions-file.ts'
import type { Database, Engine } from './engine.ts'
import { memberActing, memberBehind } from './identities.ts'
import type { Keyring } from './keys.ts'
import { lockPeople } from './people-version.ts'
import type { Schema } from './schema.ts'

/** What one person decided, of one community. */
interface Decided {
  readonly whose: Whose
  readonly erased: Erased | null
  readonly pauses: readonly Pause[]
}

interface Erased {
  readonly at: number
  readonly practices: 'remove' | 'keep'
  /** Null for who has not come back. */
  readonly back: ({ readonly at: number } & Known) | null
}

interface Pause extends Known {
  readonly fromAt: number
  readonly toAt: number | null
}

/** How many people of whom a database did not know yet that they had erased themselves, or paused. */
export interface Applied {
  readonly erased: number
  readonly paused: number
}

const keyOf = ({ community, madeAt, hash }: Whose): string => `${community}/${madeAt}/${hash}`

/** What the lines of a file come to. Of two erasures the later counts; an erasure ends the pauses before it. */
export function decidedIn(lines: readonly Decision[]): ReadonlyMap<string, Decided> {
  const byPerson = new Map<string, Decision[]>()
  for (const line of lines) byPerson.set(keyOf(line), [...(byPerson.get(keyOf(line)) ?? []), line])
  return new Map(
    [...byPerson].flatMap(([key, own]) => (own[0] === undefined ? [] : [[key, fold(own[0], own)]])),
  )
}

function fold({ community, madeAt, hash }: Whose, own: readonly Decision[]): Decided {
  const erasures = own.filter((one) => one.kind === 'erased').sort((a, b) => b.at - a.at)
  const [last] = erasures
  const [back] = own.flatMap((one) =>
    one.kind === 'back' && one.erasedAt === last?.at
      ? [{ at: one.at, platform: one.platform, cipher: one.cipher }]
      : [],
  )
  const pauses = new Map<number, Pause>()
  for (const one of own)
    if (one.kind === 'paused' && one.at >= (last?.at ?? Number.NEGATIVE_INFINITY)) {
      const ends = own.flatMap((other) => (other.kind === 'resumed' && other.at >= one.at ? [other.at] : []))
      const toAt = ends.length === 0 ? null : Math.min(...ends)
      pauses.set(one.at, { fromAt: one.at, toAt, platform: one.platform, cipher: one.cipher })
    }
  return {
    whose: { community, madeAt, hash },
    erased: last === undefined ? null : { at: last.at, practices: last.practices, back: back ?? null },
    pauses: [...pauses.values()].sort((a, b) => a.fromAt - b.fromAt),
  }
}

/** What the database has. How practices were to go it does not know: they go. */
async function decidedHere(
  db: Database,
  { community, erased, pause, identity }: Schema,
): Promise<ReadonlyMap<string, Decided>> {
  const found = new Map<string, Decided>()
  const erasures = await db
    .select({
      ...{ community: community.id, madeAt: community.createdAt, hash: erased.hash },
      ...{ at: erased.erasedAt, backAt: erased.backAt },
      ...{ platform: identity.platform, cipher: identity.cipher },
    })
    .from(erased)
    .innerJoin(community, eq(community.id, erased.community))
    .leftJoin(identity, and(eq(identity.community, erased.community), eq(identity.hash, erased.hash)))
  for (const { at, backAt, platform, cipher, ...whose } of erasures) {
    const isBack = backAt !== null && platform !== null && cipher !== null
    const back = isBack ? { at: backAt, platform: platform as Platform, cipher } : null
    found.set(keyOf(whose), { whose, erased: { at, practices: 'remove', back }, pauses: [] })
  }
  const pauses = await db
    .select({
      ...{ community: community.id, madeAt: community.createdAt, hash: identity.hash },
      ...{ fromAt: pause.fromAt, toAt: pause.toAt, platform: identity.platform, cipher: identity.cipher },
    })
    .from(pause)
    .innerJoin(community, eq(community.id, pause.community))
    .innerJoin(identity, and(eq(identity.community, pause.community), eq(identity.member, pause.member)))
  for (const { fromAt, toAt, platform, cipher, ...whose } of pauses) {
    const known = found.get(keyOf(whose)) ?? { whose, erased: null, pauses: [] }
    const one = { fromAt, toAt, platform: platform as Platform, cipher }
    found.set(keyOf(whose), { ...known, pauses: [...known.pauses, one] })
  }
  return found
}

/** Writes into the file what the database knows and the file does not. */
export async function noteDecisions(
  { db, tables }: Pick<Engine, 'db' | 'tables'>,
  file: DecisionsFile,
): Promise<void> {
  const here = await decidedHere(db, tables)
  if (here.size === 0) return
  const there = decidedIn(file.read())
  file.append([...here].flatMap(([key, decided]) => missingFrom(there.get(key), decided)))
}

function missingFrom(there: Decided | undefined, { whose, erased, pauses }: Decided): readonly Decision[] {
  const lines: Decision[] = []
  const known = there?.erased ?? null
  if (erased !== null && erased.at >= (known?.at ?? Number.NEGATIVE_INFINITY)) {
    if (erased.at !== known?.at)
      lines.push({ ...whose, kind: 'erased', at: erased.at, practices: erased.practices })
    if (erased.back !== null && (erased.at !== known?.at || known.back === null))
      lines.push({ ...whose, kind: 'back', erasedAt: erased.at, ...erased.back })
  }
  for (const { fromAt, toAt, platform, cipher } of pauses) {
    const same = there?.pauses.find((one) => one.fromAt === fromAt)
    if (same === undefined) lines.push({ ...whose, kind: 'paused', at: fromAt, platform, cipher })
    if (toAt !== null && (same?.toAt ?? null) === null)
      lines.push({ ...whose, kind: 'resumed', at: Math.max(fromAt, toAt) })
  }
  return lines
}

/**
 * Does to the database what its people decided while it was not this database: who erased themselves is erased, who
 * paused pauses. `people` is the store's own port, without the file.
 */
export async function applyDecisions(
  engine: Engine,
  keys: Keyring,
  people: Pick<PersonPort, 'erase'>,
  lines: readonly Decision[],
): Promise<Applied> {
  if (lines.length === 0) return { erased: 0, paused: 0 }
  const { db, tables } = engine
  const here = await decidedHere(db, tables)
  const communities = await db
    .select({ id: tables.community.id, madeAt: tables.community.createdAt })
    .from(tables.community)
  const isHere = ({ community, madeAt }: Whose): boolean =>
    communities.some((one) => one.id === community && one.madeAt === madeAt)
  const [erased, paused] = [new Set<string>(), new Set<string>()]
  for (const [key, decided] of decidedIn(lines)) {
    if (!isHere(decided.whose)) continue
    const known = here.get(key)
    if (await applyErasure(engine, keys, people, known, decided)) erased.add(key)
    if (await applyPauses(engine, keys, known, decided)) paused.add(key)
  }
  return { erased: erased.size, paused: paused.size }
}

/** Whether somebody was erased who was here. */
async function applyErasure(
  engine: Engine,
  keys: Keyring,
  people: Pick<PersonPort, 'erase'>,
  known: Decided | undefined,
  { whose, erased: wanted }: Decided,
): Promise<boolean> {
  if (wanted === null || !isYounger(wanted, known?.erased ?? null)) return false
  const { db, tables } = engine
  const id = communityId(whose.community)
  const isAlready = known?.erased?.at === wanted.at
  const member = isAlready ? null : await memberBehind(db, tables, id, whose.hash)
  if (member !== null) await people.erase(id, member, { practices: wanted.practices }, wanted.at)
  await engine.write(async (transaction) => {
    const { erased } = tables
    await lockPeople(transaction.db, tables, id)
    const set = { erasedAt: wanted.at, backAt: wanted.back?.at ?? null }
    await transaction.db
      .insert(erased)
      .values({ community: id, hash: whose.hash, ...set })
      .onConflictDoUpdate({ target: [erased.community, erased.hash], set })
    // Who came back is a member: what is older stays unread only of somebody who is known.
    if (wanted.back !== null) await meet(transaction.db, tables, keys, id, wanted.back)
  })
  return member !== null
}

const isYounger = (wanted: Erased, known: Erased | null): boolean =>
  known === null ||
  wanted.at > known.at ||
  (wanted.at === known.at && wanted.back !== null && known.back === null)

const meet = (
  db: Database,
  tables: Schema,
  keys: Keyring,
  community: CommunityId,
  { platform, cipher }: Known,
): Promise<MemberId> => memberActing(db, tables, keys, community, platform, keys.decrypt(cipher))

/** Whether anybody pauses who did not, or not then. */
async function applyPauses(
  engine: Engine,
  keys: Keyring,
  known: Decided | undefined,
  { whose, erased, pauses }: Decided,
): Promise<boolean> {
  if (erased !== null && erased.back === null) return false
  const missing = pauses.filter((one) => {
    const same = known?.pauses.find((other) => other.fromAt === one.fromAt)
    return same === undefined || (same.toAt === null && one.toAt !== null)
  })
  for (const one of missing) await writePause(engine, keys, communityId(whose.community), one)
  return missing.length > 0
}

/** Pausing is of a member: whoever was met after the backup was made is met here. */
async function writePause(
  engine: Engine,
  keys: Keyring,
  community: CommunityId,
  { fromAt, toAt, ...known }: Pause,
): Promise<void> {
  const { tables } = engine
  const { pause } = tables
  await engine.write(async ({ db }) => {
    await lockPeople(db, tables, community)
    const member = await meet(db, tables, keys, community, known)
    await db
      .insert(pause)
      .values({ community, member, fromAt, toAt })
      .onConflictDoUpdate({
        target: [pause.community, pause.member, pause.fromAt],
        set: { toAt },
      })
  })
}
