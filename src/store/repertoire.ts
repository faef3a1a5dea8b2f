/** Practices and doings, as people submitted them. Each is an act: it makes its member active on the day. */
import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import type { CommunityId, MemberId } from '../core/ids.ts'
import { memberId, practiceId } from '../core/ids.ts'
import type { DoingOutcome, Practice, RepertoirePort } from '../core/ports.ts'
import type { Engine, Transaction } from './engine.ts'
import { NOWHERE } from './schema.ts'
import { reserveIds } from './sequences.ts'

export function repertoirePort(engine: Engine): RepertoirePort {
  const { db, tables } = engine
  const { practice, doing, companion } = tables
  return {
    share: (community, given) =>
      engine.write(async (transaction) => {
        const id = await reserveIds(transaction.db, tables, community, 'practice', 1)
        const { name, how, whenItHelps, link, sharer, platform, at, day } = given
        await transaction.db
          .insert(practice)
          .values({ community, id, name, how, whenItHelps, link, sharer, platform, sharedAt: at })
        await countAct(transaction, community, sharer, day)
        return { id: practiceId(id), name, how, whenItHelps, link, sharer, platform, sharedAt: at, doings: 0 }
      }),

    practices: async (community): Promise<readonly Practice[]> => {
      const done = await db
        .select({ practice: doing.practice, times: sql`count(*)` })
        .from(doing)
        .where(and(eq(doing.community, community), isNotNull(doing.practice)))
        .groupBy(doing.practice)
      const times = new Map(done.map((row) => [row.practice, Number(row.times)]))
      const rows = await db
        .select()
        .from(practice)
        .where(eq(practice.community, community))
        .orderBy(asc(practice.id))
      return rows.map((row) => ({
        id: practiceId(row.id),
        name: row.name,
        how: row.how,
        whenItHelps: row.whenItHelps,
        link: row.link,
        sharer: row.sharer === null ? null : memberId(row.sharer),
        platform: row.platform as Platform | null,
        sharedAt: row.sharedAt,
        doings: times.get(row.id) ?? 0,
      }))
    },

    did: (community, given, day) =>
      engine.write(async (transaction) => {
        const id = await reserveIds(transaction.db, tables, community, 'doing', 1)
        const { what, member, practice: of, outcome, platform, at, companions } = given
        await transaction.db
          .insert(doing)
          .values({ community, id, member, what, practice: of, outcome, platform, at })
        if (companions.length > 0)
          await transaction.db
            .insert(companion)
            .values([...new Set(companions)].map((one) => ({ community, doing: id, member: one })))
        await countAct(transaction, community, member, day)
      }),

    doings: async (community, limit) => {
      const rows = await db
        .select()
        .from(doing)
        .where(eq(doing.community, community))
        .orderBy(desc(doing.at), desc(doing.id))
        .limit(limit)
      const withWhom = await db.select().from(companion).where(eq(companion.community, community))
      return rows.map((row) => ({
        what: row.what,
        member: memberId(row.member),
        practice: row.practice === null ? null : practiceId(row.practice),
        outcome: row.outcome as DoingOutcome | null,
        platform: row.platform as Platform | null,
        companions: withWhom
          .filter((one) => one.doing === row.id)
          .map((one) => memberId(one.member))
          .sort((a, b) => a - b),
        at: row.at,
      }))
    },
  }
}

async function countAct(
  { driver }: Transaction,
  community: CommunityId,
  member: MemberId,
  day: number,
): Promise<void> {
  await driver.addDaily([{ community, day, member, space: NOWHERE, messages: 0, reactions: 0, acts: 1 }])
}
