/**
 * Removing a member without trace. What was read of them goes, what others' rows say of them goes, and the figures of
 * the others become what they would be had this member never been recorded. Of days that are sealed only counts are
 * left, which tell no longer on whose messages the others reacted: those stay.
 */
import { and, asc, desc, eq, or, sql } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import type { CommunityId, MemberId } from '../core/ids.ts'
import { readUpTo } from './coverage.ts'
import type { Database, Engine, Transaction } from './engine.ts'
import { eraseActivity } from './erase-activity.ts'
import { eraseLearning } from './erase-learning.ts'
import { eraseWords } from './erase-words.ts'
import { memberActing } from './identities.ts'
import { forgetTargets } from './kept.ts'
import type { Keyring } from './keys.ts'
import { eraseFromProblems } from './member-problems.ts'
import { lockPeople } from './people-version.ts'
import { NOBODY, type Schema } from './schema.ts'
import { reserveIds } from './sequences.ts'

/** All in one transaction; the files on disk hold nothing of it afterwards either, where the engine can see to that. */
export async function eraseMember(
  engine: Engine,
  community: CommunityId,
  member: MemberId,
  practices: 'remove' | 'keep',
  now: number,
): Promise<void> {
  const { tables } = engine
  await engine.write(async (transaction) => {
    const { db } = transaction
    await lockPeople(db, tables, community)
    // As sealing does: another process that seals writes down no tie or message of theirs meanwhile.
    await reserveIds(db, tables, community, 'sealed', 0)
    await refuseFromNowOn(db, tables, community, member, now)
    await eraseActivity(transaction, tables, community, member)
    await eraseMarks(transaction, tables, community, member)
    await eraseDone(db, tables, community, member, practices)
    await eraseWords(db, tables, community, member, practices)
    await eraseLearning(db, tables, community, member)
    await eraseFromProblems(db, tables, community, member, practices)
    await forgetTargets(db, tables, community)
    await eraseOwnRows(db, tables, community, member)
  })
  await engine.scrub()
}

/**
 * Lets somebody who erased themselves be a member again. What they did while they were erased stays unread: up to
 * where the community has been read, and to the erasure at least.
 */
export async function comeBack(
  db: Database,
  tables: Schema,
  keys: Keyring,
  community: CommunityId,
  platform: Platform,
  person: string,
): Promise<void> {
  const { erased } = tables
  const here = and(eq(erased.community, community), eq(erased.hash, keys.hash(platform, person)))
  await lockPeople(db, tables, community)
  const [row] = await db.select({ erasedAt: erased.erasedAt, backAt: erased.backAt }).from(erased).where(here)
  if (row === undefined || row.backAt !== null) return
  await memberActing(db, tables, keys, community, platform, person)
  const readAt = await readUpTo(db, tables, community)
  await db
    .update(erased)
    .set({ backAt: Math.max(row.erasedAt, readAt ?? row.erasedAt) })
    .where(here)
}

/** Leaves the keyed hash of each identity, so that nothing of them is recorded again. */
async function refuseFromNowOn(
  db: Database,
  { identity, erased }: Schema,
  community: CommunityId,
  member: MemberId,
  now: number,
): Promise<void> {
  const own = await db
    .select({ hash: identity.hash })
    .from(identity)
    .where(and(eq(identity.community, community), eq(identity.member, member)))
  for (const { hash } of own)
    await db
      .insert(erased)
      .values({ community, hash, erasedAt: now, backAt: null })
      .onConflictDoUpdate({ target: [erased.community, erased.hash], set: { erasedAt: now, backAt: null } })
}

/** A mark goes with its message; on others' messages it stays as of nobody, so that they do not wait again. */
async function eraseMarks(
  { db }: Transaction,
  { waitingMark, message }: Schema,
  community: CommunityId,
  member: MemberId,
): Promise<void> {
  const own = and(eq(waitingMark.community, community), eq(waitingMark.member, member))
  await db
    .delete(waitingMark)
    .where(
      and(
        own,
        sql`not exists (select 1 from ${message} m where m.community = ${waitingMark.community} and m.space = ${waitingMark.space} and m.key = ${waitingMark.key})`,
      ),
    )
  await db.update(waitingMark).set({ member: NOBODY }).where(own)
}

/**
 * What they did through the bot. A practice that stays is nobody's; what others did with one that goes stays theirs, and what
 * others made of it hangs on what it came from.
 */
async function eraseDone(
  db: Database,
  { practice, earlierText, doing, companion, thanks }: Schema,
  community: CommunityId,
  member: MemberId,
  practices: 'remove' | 'keep',
): Promise<void> {
  const doings = await db
    .select({ id: doing.id })
    .from(doing)
    .where(and(eq(doing.community, community), eq(doing.member, member)))
  for (const { id } of doings)
    await db.delete(companion).where(and(eq(companion.community, community), eq(companion.doing, id)))
  await db.delete(companion).where(and(eq(companion.community, community), eq(companion.member, member)))
  await db.delete(doing).where(and(eq(doing.community, community), eq(doing.member, member)))
  // Thanks are of two people: with either of them they lose their sense.
  await db
    .delete(thanks)
    .where(and(eq(thanks.community, community), or(eq(thanks.giver, member), eq(thanks.receiver, member))))
  if (practices === 'remove') await takeBackGiven(db, { practice, earlierText }, community, member)
  const shared = and(eq(practice.community, community), eq(practice.sharer, member))
  await db
    .update(earlierText)
    .set({ by: null })
    .where(and(eq(earlierText.community, community), eq(earlierText.by, member)))
  if (practices === 'keep') {
    await db.update(practice).set({ sharer: null, platform: null }).where(shared)
    return
  }
  // The youngest first, so that a line of theirs is passed over whole.
  const gone = await db
    .select({ id: practice.id, parent: practice.parent })
    .from(practice)
    .where(shared)
    .orderBy(desc(practice.id))
  for (const { id, parent } of gone) {
    await db
      .update(doing)
      .set({ practice: null, outcome: null })
      .where(and(eq(doing.community, community), eq(doing.practice, id)))
    await db
      .update(thanks)
      .set({ practice: null })
      .where(and(eq(thanks.community, community), eq(thanks.practice, id)))
    await db
      .update(practice)
      .set({ parent })
      .where(and(eq(practice.community, community), eq(practice.parent, id)))
    await db
      .delete(earlierText)
      .where(and(eq(earlierText.community, community), eq(earlierText.practice, id)))
  }
  await db.delete(practice).where(shared)
}

/**
 * Takes what they added to others' practices out again, such as words of a message that they gave: what stands after what there was
 * before. It goes out of everything that the practice has said since.
 */
async function takeBackGiven(
  db: Database,
  { practice, earlierText }: Pick<Schema, 'practice' | 'earlierText'>,
  community: CommunityId,
  member: MemberId,
): Promise<void> {
  const changes = await db
    .select({ practice: earlierText.practice })
    .from(earlierText)
    .where(and(eq(earlierText.community, community), eq(earlierText.by, member)))
  for (const id of new Set(changes.map((one) => one.practice))) {
    const now = and(eq(practice.community, community), eq(practice.id, id))
    const before = and(eq(earlierText.community, community), eq(earlierText.practice, id))
    const [present] = await db.select({ how: practice.how }).from(practice).where(now)
    const earlier = await db.select().from(earlierText).where(before).orderBy(asc(earlierText.number))
    if (present === undefined) continue
    const added = earlier.flatMap(({ by, how }, index) => {
      const after = earlier[index + 1]?.how ?? present.how
      return by === member && after.startsWith(`${how}\n\n`) ? [after.slice(how.length)] : []
    })
    const without = (how: string): string => added.reduce((text, one) => text.replace(one, () => ''), how)
    await db
      .update(practice)
      .set({ how: without(present.how) })
      .where(now)
    for (const { number, how } of earlier)
      if (without(how) !== how)
        await db
          .update(earlierText)
          .set({ how: without(how) })
          .where(and(before, eq(earlierText.number, number)))
  }
}

/** Rows that are theirs alone, the member last. */
async function eraseOwnRows(
  db: Database,
  { daily, passage, tie, sealed, pause, identity, code, member: person }: Schema,
  community: CommunityId,
  member: MemberId,
): Promise<void> {
  for (const table of [daily, passage, sealed, pause, identity, code])
    await db.delete(table).where(and(eq(table.community, community), eq(table.member, member)))
  await db
    .delete(tie)
    .where(and(eq(tie.community, community), or(eq(tie.member, member), eq(tie.other, member))))
  await db
    .delete(person)
    .where(and(eq(person.community, community), or(eq(person.id, member), eq(person.joinedTo, member))))
}
