/** Learning from each other without a member who leaves without trace, and with one of two who turned out to be one. */
import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { CommunityId, MemberId } from '../core/ids.ts'
import type { Database } from './engine.ts'
import type { Schema } from './schema.ts'
import type { TwoMembers } from './two-members.ts'

/** What they said, their pairs with what anybody was asked of them, and what they were appointed to. */
export async function eraseLearning(
  db: Database,
  tables: Schema,
  community: CommunityId,
  member: MemberId,
): Promise<void> {
  const { learning, pair, appointment } = tables
  await db.delete(learning).where(and(eq(learning.community, community), eq(learning.member, member)))
  const own = await db
    .select({ id: pair.id })
    .from(pair)
    .where(and(eq(pair.community, community), or(eq(pair.learner, member), eq(pair.shower, member))))
  await removePairs(
    db,
    tables,
    community,
    own.map((one) => one.id),
  )
  await db
    .delete(appointment)
    .where(and(eq(appointment.community, community), eq(appointment.member, member)))
  await db
    .update(appointment)
    .set({ by: null })
    .where(and(eq(appointment.community, community), eq(appointment.by, member)))
}

const CHUNK = 500

async function removePairs(
  db: Database,
  { pair, pairQuestion }: Schema,
  community: CommunityId,
  all: readonly number[],
): Promise<void> {
  for (let start = 0; start < all.length; start += CHUNK) {
    const ids = all.slice(start, start + CHUNK)
    await db
      .delete(pairQuestion)
      .where(and(eq(pairQuestion.community, community), inArray(pairQuestion.pair, ids)))
    await db.delete(pair).where(and(eq(pair.community, community), inArray(pair.id, ids)))
  }
}

/** Nobody learns from themselves, and nobody says the same twice. */
export async function mergeLearning(db: Database, tables: Schema, two: TwoMembers): Promise<void> {
  const { community, kept, gone } = two
  const { learning, pair, pairQuestion, appointment } = tables
  await db
    .update(learning)
    .set({ member: kept })
    .where(and(eq(learning.community, community), eq(learning.member, gone)))
  await mergeSaid(db, tables, two)
  await db
    .update(pair)
    .set({ learner: kept })
    .where(and(eq(pair.community, community), eq(pair.learner, gone)))
  await db
    .update(pair)
    .set({ shower: kept })
    .where(and(eq(pair.community, community), eq(pair.shower, gone)))
  await mergePairs(db, tables, two)
  await db
    .update(pairQuestion)
    .set({ member: kept })
    .where(and(eq(pairQuestion.community, community), eq(pairQuestion.member, gone)))
  const own = and(eq(appointment.community, community), eq(appointment.member, gone))
  const appointments = await db.select().from(appointment).where(own)
  await db.delete(appointment).where(own)
  for (const row of appointments)
    await db
      .insert(appointment)
      .values({ ...row, member: kept })
      .onConflictDoNothing()
  await db
    .update(appointment)
    .set({ by: kept })
    .where(and(eq(appointment.community, community), eq(appointment.by, gone)))
}

/** What was said first stays, with the limit that was said last. */
async function mergeSaid(db: Database, { learning }: Schema, { community, kept }: TwoMembers): Promise<void> {
  const rows = await db
    .select()
    .from(learning)
    .where(and(eq(learning.community, community), eq(learning.member, kept), isNull(learning.closedAt)))
    .orderBy(asc(learning.at), asc(learning.id))
  const first = new Map<string, number>()
  for (const { id, topic, as, limit } of rows) {
    const known = first.get(`${as} ${topic}`)
    if (known === undefined) first.set(`${as} ${topic}`, id)
    else {
      await db
        .update(learning)
        .set({ limit })
        .where(and(eq(learning.community, community), eq(learning.id, known)))
      await db.delete(learning).where(and(eq(learning.community, community), eq(learning.id, id)))
    }
  }
}

/** Pairs with oneself go; of two that the same two have of one topic, the younger one that is not agreed goes. */
async function mergePairs(db: Database, tables: Schema, { community, kept }: TwoMembers): Promise<void> {
  const { pair } = tables
  const rows = await db
    .select()
    .from(pair)
    .where(and(eq(pair.community, community), or(eq(pair.learner, kept), eq(pair.shower, kept))))
    .orderBy(asc(pair.id))
  const known = new Set<string>()
  const going: number[] = []
  for (const { id, topic, learner, shower, endedAt, learnerAgreedAt, showerAgreedAt } of rows) {
    const key = `${learner} ${shower} ${topic}`
    const isAgreed = learnerAgreedAt !== null && showerAgreedAt !== null
    if (learner === shower || (endedAt === null && !isAgreed && known.has(key))) going.push(id)
    else if (endedAt === null) known.add(key)
  }
  await removePairs(db, tables, community, going)
}
