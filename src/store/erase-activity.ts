/**
 * What was read of a member, out of the tables: their messages with the reactions on them, their reactions, and their
 * id wherever it stands in others' rows. Daily counts of others follow.
 */
import { and, type Column, eq, isNotNull, or, sql } from 'drizzle-orm'
import { type CommunityId, type MemberId, memberId, spaceId } from '../core/ids.ts'
import { createDailyDeltas, type DailyDeltas } from './daily-deltas.ts'
import type { Database, Transaction } from './engine.ts'
import { sharedCalendar } from './homes.ts'
import { settleReactions } from './reactions.ts'
import type { MessageRef, MessageState, ReactionState } from './recording-driver.ts'
import type { Schema } from './schema.ts'

/** Messages looked at together: what is on them is read and written in one statement each. */
const CHUNK = 1_000

/** Daily rows of the member's own are left to the caller. */
export async function eraseActivity(
  transaction: Transaction,
  tables: Schema,
  community: CommunityId,
  member: MemberId,
): Promise<void> {
  const { db, driver } = transaction
  const daily = createDailyDeltas()
  await eraseMessages(transaction, tables, community, member, daily)
  await eraseReactions(transaction, tables, community, member, daily)
  await driver.addDaily(daily.all().filter((one) => one.member !== member))
  await eraseNaming(db, tables, community, member)
  await eraseStarts(db, tables, community, member)
}

/** Rows gone entirely, not tombstones: whoever reads them again finds their author refused. */
async function eraseMessages(
  { db, driver }: Transaction,
  { message, reaction, waitingMark }: Schema,
  community: CommunityId,
  member: MemberId,
  daily: DailyDeltas,
): Promise<void> {
  const own = await db
    .select({ space: message.space, key: message.key })
    .from(message)
    .where(and(eq(message.community, community), eq(message.author, member)))
  // Their messages whose rows are not there are known by what reactions tell of the author.
  const told = await db
    .selectDistinct({ space: reaction.space, key: reaction.message })
    .from(reaction)
    .where(and(eq(reaction.community, community), eq(reaction.author, member)))
  const ownKeys = new Set(own.map(({ space, key }) => `${space}/${key}`))
  const refs = (rows: readonly { space: number; key: string }[]): MessageRef[] =>
    rows.map(({ space, key }) => ({ community, space: spaceId(space), key }))
  const onOwn = await inChunks(refs(own), (chunk) => driver.loadReactions(chunk))
  const onTold = await inChunks(
    refs(told.filter(({ space, key }) => !ownKeys.has(`${space}/${key}`))),
    (chunk) => driver.loadReactions(chunk),
  )
  for (const one of [...onOwn, ...onTold.filter((state) => state.author === member)]) uncount(daily, one)
  const isOnOwn = (row: Schema['reaction'] | Schema['waitingMark'], key: Column) =>
    sql`exists (select 1 from ${message} m where m.community = ${community} and m.space = ${row.space} and m.key = ${key} and m.author = ${member})`
  await db
    .delete(reaction)
    .where(
      and(
        eq(reaction.community, community),
        or(eq(reaction.author, member), isOnOwn(reaction, reaction.message)),
      ),
    )
  await db
    .delete(waitingMark)
    .where(and(eq(waitingMark.community, community), isOnOwn(waitingMark, waitingMark.key)))
  await db.delete(message).where(and(eq(message.community, community), eq(message.author, member)))
}

/** A bare count of an emoji that they alone had been named with stands again. */
async function eraseReactions(
  { db, driver }: Transaction,
  { reaction, community: house }: Schema,
  community: CommunityId,
  member: MemberId,
  daily: DailyDeltas,
): Promise<void> {
  const own = and(eq(reaction.community, community), eq(reaction.member, member))
  const given = await db
    .selectDistinct({ space: reaction.space, key: reaction.message })
    .from(reaction)
    .where(own)
  await db.delete(reaction).where(own)
  const [home] = await db.select({ timeZone: house.timeZone }).from(house).where(eq(house.id, community))
  if (home === undefined) return
  const { dayOf } = sharedCalendar(home.timeZone)
  const refs = given.map(({ space, key }) => ({ community, space: spaceId(space), key }))
  for (let start = 0; start < refs.length; start += CHUNK) {
    const chunk = refs.slice(start, start + CHUNK)
    const messages = new Map<string, MessageState>(
      (await driver.loadMessages(chunk)).map((one) => [`${one.space}/${one.key}`, one]),
    )
    const left = new Map<string, ReactionState[]>()
    for (const one of await driver.loadReactions(chunk)) {
      const key = `${one.space}/${one.message}`
      left.set(key, [...(left.get(key) ?? []), one])
    }
    for (const [key, states] of left) {
      const settled = settleReactions(states, messages.get(key), dayOf)
      const changed = settled.filter((one, index) => one !== states[index])
      for (const [index, one] of settled.entries()) {
        const before = states[index]
        if (before === undefined || before === one) continue
        uncount(daily, before)
        count(daily, one, 1)
      }
      await driver.writeReactions(changed)
    }
  }
}

/** Out of those whom others' messages name, and out of whom they answer. */
async function eraseNaming(
  db: Database,
  { message }: Schema,
  community: CommunityId,
  member: MemberId,
): Promise<void> {
  const here = eq(message.community, community)
  await db
    .update(message)
    .set({ referenceAuthor: null })
    .where(and(here, eq(message.referenceAuthor, member)))
  const naming = await db
    .select({ space: message.space, key: message.key, named: message.named })
    .from(message)
    .where(and(here, isNotNull(message.named), sql`' ' || ${message.named} || ' ' like ${`% ${member} %`}`))
  for (const { space, key, named } of naming) {
    const others = (named ?? '').split(' ').filter((id) => memberId(Number(id)) !== member)
    await db
      .update(message)
      .set({ named: others.length === 0 ? null : others.join(' ') })
      .where(and(here, eq(message.space, space), eq(message.key, key)))
  }
}

/** A thread that they began begins, as far as is known, with the next person's message. */
async function eraseStarts(
  db: Database,
  { thread }: Schema,
  community: CommunityId,
  member: MemberId,
): Promise<void> {
  const theirs = and(eq(thread.community, community), eq(thread.starter, member))
  await db.update(thread).set({ startAt: null, starter: null }).where(theirs)
  await db
    .delete(thread)
    .where(
      and(
        eq(thread.community, community),
        sql`${thread.openedAt} is null and ${thread.startAt} is null and ${thread.starter} is null`,
      ),
    )
}

const uncount = (daily: DailyDeltas, one: ReactionState): void => count(daily, one, -1)

function count(daily: DailyDeltas, one: ReactionState, sign: 1 | -1): void {
  if (one.countedDay !== null)
    daily.add(one.community, one.countedDay, one.member, one.space, { reactions: sign * one.counted })
}

async function inChunks<Ref, Found>(
  refs: readonly Ref[],
  read: (chunk: readonly Ref[]) => Promise<readonly Found[]>,
): Promise<readonly Found[]> {
  const found: Found[] = []
  for (let start = 0; start < refs.length; start += CHUNK)
    found.push(...(await read(refs.slice(start, start + CHUNK))))
  return found
}
