/**
 * Making one member of two, for a person who is on two platforms. All that was recorded of one becomes the other's, so
 * that every figure is what it would be had both identities been known as one from the beginning. Spaces are of one
 * platform each, so the two never met in a message, a reaction or a tie. Of a sealed day one thing is not known any more:
 * a first message that turns out to be no first one still counts as a beginning there.
 */
import { and, asc, eq, gt, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { CommunityId, MemberId } from '../core/ids.ts'
import type { Joined } from '../core/ports.ts'
import { takeCode } from './codes.ts'
import type { Database, Engine, Transaction } from './engine.ts'
import { mergeLearning } from './erase-learning.ts'
import type { Keyring } from './keys.ts'
import { mergeProblems } from './member-problems.ts'
import { pausesOf } from './pauses.ts'
import { lockPeople } from './people-version.ts'
import type { Schema } from './schema.ts'
import { reserveIds } from './sequences.ts'
import type { TwoMembers } from './two-members.ts'
import { mergeWords } from './word-uses.ts'

/** Joins whoever typed a code with whoever made it, in one transaction. */
export function joinMembers(
  engine: Engine,
  keys: Keyring,
  community: CommunityId,
  member: MemberId,
  code: string,
  now: number,
): Promise<Joined> {
  const { tables } = engine
  return engine.write(async (transaction) => {
    const { db } = transaction
    await lockPeople(db, tables, community)
    // As sealing does: another process that seals too writes down nothing of theirs meanwhile.
    await reserveIds(db, tables, community, 'sealed', 0)
    const made = await takeCode(db, tables, keys, code, 'person', now)
    if (made === null || made.community !== community) return 'codeGone'
    if (made.member === member) return 'samePlatform'
    const platforms = await platformsOf(db, tables, community, [made.member, member])
    const [own = [], others = []] = [platforms.get(member), platforms.get(made.member)]
    if (own.length === 0 || others.length === 0) return 'codeGone'
    if (own.some((one) => others.includes(one))) return 'samePlatform'
    // The smaller id is the older one: more rows bear it.
    const [kept, gone] = member < made.member ? [member, made.member] : [made.member, member]
    await merge(transaction, tables, { community, kept, gone })
    return 'joined'
  })
}

async function platformsOf(
  db: Database,
  { identity }: Schema,
  community: CommunityId,
  members: readonly MemberId[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await db
    .select({ member: identity.member, platform: identity.platform })
    .from(identity)
    .where(and(eq(identity.community, community), inArray(identity.member, [...members])))
  const found = new Map<number, string[]>()
  for (const { member, platform } of rows) found.set(member, [...(found.get(member) ?? []), platform])
  return found
}

async function merge(transaction: Transaction, tables: Schema, pair: TwoMembers): Promise<void> {
  const { db } = transaction
  await mergeRead(db, tables, pair)
  await mergeNamed(db, tables, pair)
  await mergeDaily(transaction, tables, pair)
  await mergeTies(db, tables, pair)
  await mergeSealed(db, tables, pair)
  await mergePassages(db, tables, pair)
  await mergeDone(db, tables, pair)
  await mergeWords(db, tables, pair)
  await mergeLearning(db, tables, pair)
  await mergeThanks(db, tables, pair)
  await mergeProblems(db, tables, pair)
  await mergePauses(db, tables, pair)
  await mergeMember(db, tables, pair)
}

/** Raw activity: whose it is, and whose message it answers or stands on. */
async function mergeRead(
  db: Database,
  { message, reaction, thread }: Schema,
  { community, kept, gone }: TwoMembers,
): Promise<void> {
  await db
    .update(message)
    .set({ author: kept })
    .where(and(eq(message.community, community), eq(message.author, gone)))
  await db
    .update(message)
    .set({ referenceAuthor: kept })
    .where(and(eq(message.community, community), eq(message.referenceAuthor, gone)))
  await db
    .update(reaction)
    .set({ member: kept })
    .where(and(eq(reaction.community, community), eq(reaction.member, gone)))
  await db
    .update(reaction)
    .set({ author: kept })
    .where(and(eq(reaction.community, community), eq(reaction.author, gone)))
  await db
    .update(thread)
    .set({ starter: kept })
    .where(and(eq(thread.community, community), eq(thread.starter, gone)))
}

/** Among those whom messages name. */
async function mergeNamed(
  db: Database,
  { message }: Schema,
  { community, kept, gone }: TwoMembers,
): Promise<void> {
  const here = eq(message.community, community)
  const naming = await db
    .select({ space: message.space, key: message.key, named: message.named })
    .from(message)
    .where(and(here, isNotNull(message.named), sql`' ' || ${message.named} || ' ' like ${`% ${gone} %`}`))
  for (const { space, key, named } of naming) {
    const ids = (named ?? '').split(' ').map((id) => (Number(id) === gone ? String(kept) : id))
    await db
      .update(message)
      .set({ named: [...new Set(ids)].join(' ') })
      .where(and(here, eq(message.space, space), eq(message.key, key)))
  }
}

async function mergeDaily(
  { db, driver }: Transaction,
  { daily }: Schema,
  { community, kept, gone }: TwoMembers,
): Promise<void> {
  const own = and(eq(daily.community, community), eq(daily.member, gone))
  const rows = await db.select().from(daily).where(own)
  await driver.addDaily(rows.map((row) => ({ ...row, community, member: kept })))
  await db.delete(daily).where(own)
}

/** Of days that are sealed. */
async function mergeTies(
  db: Database,
  { tie }: Schema,
  { community, kept, gone }: TwoMembers,
): Promise<void> {
  const own = and(eq(tie.community, community), or(eq(tie.member, gone), eq(tie.other, gone)))
  const rows = await db.select().from(tie).where(own)
  await db.delete(tie).where(own)
  const joined = (member: number): number => (member === gone ? kept : member)
  for (const row of rows) {
    const [member, other] = [joined(row.member), joined(row.other)]
    if (member !== other)
      await db
        .insert(tie)
        .values({ ...row, member, other })
        .onConflictDoUpdate({
          target: [tie.community, tie.day, tie.member, tie.other, tie.space],
          set: {
            replies: sql`${tie.replies} + ${row.replies}`,
            mentions: sql`${tie.mentions} + ${row.mentions}`,
          },
        })
  }
}

/** Nobody has two first messages: the earliest stays, if nothing that is not sealed is older. */
async function mergeSealed(
  db: Database,
  { sealed, daily }: Schema,
  { community, kept, gone }: TwoMembers,
): Promise<void> {
  await db
    .update(sealed)
    .set({ member: kept })
    .where(and(eq(sealed.community, community), eq(sealed.member, gone)))
  const own = and(eq(sealed.community, community), eq(sealed.member, kept), eq(sealed.isFirst, true))
  const firsts = await db
    .select({ id: sealed.id, day: sealed.day })
    .from(sealed)
    .where(own)
    .orderBy(asc(sealed.day), asc(sealed.hour), asc(sealed.id))
  const [earliest] = await db
    .select({ day: sql`min(${daily.day})` })
    .from(daily)
    .where(and(eq(daily.community, community), eq(daily.member, kept), gt(daily.messages, 0)))
  const [first] = firsts
  const real = first !== undefined && first.day === Number(earliest?.day) ? first.id : null
  for (const { id } of firsts)
    if (id !== real)
      await db
        .update(sealed)
        .set({ isFirst: false })
        .where(and(eq(sealed.community, community), eq(sealed.id, id)))
}

async function mergePassages(
  db: Database,
  { passage }: Schema,
  { community, kept, gone }: TwoMembers,
): Promise<void> {
  const own = and(eq(passage.community, community), eq(passage.member, gone))
  const rows = await db.select().from(passage).where(own)
  await db.delete(passage).where(own)
  for (const row of rows)
    await db
      .insert(passage)
      .values({ ...row, member: kept })
      .onConflictDoNothing()
}

/** What they did through the bot. Nobody does a thing with themselves. */
async function mergeDone(
  db: Database,
  { practice, earlierText, doing, companion, waitingMark }: Schema,
  { community, kept, gone }: TwoMembers,
): Promise<void> {
  await db
    .update(practice)
    .set({ sharer: kept })
    .where(and(eq(practice.community, community), eq(practice.sharer, gone)))
  await db
    .update(earlierText)
    .set({ by: kept })
    .where(and(eq(earlierText.community, community), eq(earlierText.by, gone)))
  for (const table of [doing, waitingMark])
    await db
      .update(table)
      .set({ member: kept })
      .where(and(eq(table.community, community), eq(table.member, gone)))
  const own = and(eq(companion.community, community), eq(companion.member, gone))
  const rows = await db.select().from(companion).where(own)
  await db.delete(companion).where(own)
  for (const row of rows)
    await db
      .insert(companion)
      .values({ ...row, member: kept })
      .onConflictDoNothing()
  await db
    .delete(companion)
    .where(
      and(
        eq(companion.community, community),
        eq(companion.member, kept),
        sql`exists (select 1 from ${doing} d where d.community = ${community} and d.id = ${companion.doing} and d.member = ${kept})`,
      ),
    )
}

/** Nobody thanks themselves: what one side said to the other tells of nobody else, and goes. */
async function mergeThanks(
  db: Database,
  { thanks }: Schema,
  { community, kept, gone }: TwoMembers,
): Promise<void> {
  const here = eq(thanks.community, community)
  await db
    .update(thanks)
    .set({ giver: kept })
    .where(and(here, eq(thanks.giver, gone)))
  await db
    .update(thanks)
    .set({ receiver: kept })
    .where(and(here, eq(thanks.receiver, gone)))
  await db.delete(thanks).where(and(here, eq(thanks.giver, kept), eq(thanks.receiver, kept)))
}

/** Whoever paused on one side pauses on both. */
async function mergePauses(
  db: Database,
  tables: Schema,
  { community, kept, gone }: TwoMembers,
): Promise<void> {
  const { pause } = tables
  const theirs = await pausesOf(db, tables, community, gone)
  await db.delete(pause).where(and(eq(pause.community, community), eq(pause.member, gone)))
  for (const { fromAt, toAt } of theirs)
    await db
      .insert(pause)
      .values({ community, member: kept, fromAt, toAt })
      .onConflictDoUpdate({
        target: [pause.community, pause.member, pause.fromAt],
        set: {
          toAt:
            toAt === null ? null : sql`case when ${pause.toAt} < ${toAt} then ${toAt} else ${pause.toAt} end`,
        },
      })
  // Of two that last, the earlier one says it all, and ends with one word.
  const lasting = (await pausesOf(db, tables, community, kept)).filter((one) => one.toAt === null)
  for (const { fromAt } of lasting.slice(1))
    await db
      .delete(pause)
      .where(
        and(
          eq(pause.community, community),
          eq(pause.member, kept),
          eq(pause.fromAt, fromAt),
          isNull(pause.toAt),
        ),
      )
}

/** The identities, last; what names the other one still finds its way. Whether names cross is asked again. */
async function mergeMember(
  db: Database,
  { identity, code, member }: Schema,
  { community, kept, gone }: TwoMembers,
): Promise<void> {
  await db
    .update(identity)
    .set({ member: kept })
    .where(and(eq(identity.community, community), eq(identity.member, gone)))
  await db.delete(code).where(and(eq(code.community, community), inArray(code.member, [kept, gone])))
  await db
    .update(member)
    .set({ joinedTo: kept })
    .where(and(eq(member.community, community), or(eq(member.id, gone), eq(member.joinedTo, gone))))
  await db
    .update(member)
    .set({ isNamedEverywhere: false })
    .where(and(eq(member.community, community), eq(member.id, kept)))
}
