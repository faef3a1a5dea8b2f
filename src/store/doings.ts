/** Doings as people told of them: what, with whom, how it went, and what they added. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import { type CommunityId, doingId, memberId, practiceId } from '../core/ids.ts'
import type { RepertoirePort } from '../core/ports.ts'
import type { DoingOutcome, KeptDoing } from '../core/repertoire/practice.ts'
import type { Database, Engine } from './engine.ts'
import { countAct } from './practice-acts.ts'
import type { Schema } from './schema.ts'
import { reserveIds } from './sequences.ts'

type DoingQueries = Pick<RepertoirePort, 'did' | 'doings' | 'doing' | 'tell' | 'confirm'>
type Row = Schema['doing']['$inferSelect']

export function doingQueries(engine: Engine): DoingQueries {
  const { db, tables } = engine
  const { doing, companion } = tables
  return {
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
        return doingId(id)
      }),

    doings: async (community, limit, of) => {
      const rows = await db
        .select()
        .from(doing)
        .where(and(eq(doing.community, community), of === undefined ? undefined : eq(doing.practice, of)))
        .orderBy(desc(doing.at), desc(doing.id))
        .limit(limit)
      return withCompanions(db, tables, community, rows)
    },

    doing: async (community, id) => {
      const rows = await db
        .select()
        .from(doing)
        .where(and(eq(doing.community, community), eq(doing.id, id)))
      const [found] = await withCompanions(db, tables, community, rows)
      return found ?? null
    },

    tell: (community, id, { happened, learned, evidence, isAskable }) =>
      engine.write(async ({ db: writing }) => {
        await writing
          .update(doing)
          .set({ happened, learned, evidence, isAskable })
          .where(and(eq(doing.community, community), eq(doing.id, id)))
      }),

    confirm: (community, id, member, at) =>
      engine.write(async ({ db: writing }) => {
        await writing
          .update(companion)
          .set({ confirmedAt: at })
          .where(
            and(eq(companion.community, community), eq(companion.doing, id), eq(companion.member, member)),
          )
      }),
  }
}

const CHUNK = 500

async function withCompanions(
  db: Database,
  { companion }: Schema,
  community: CommunityId,
  rows: readonly Row[],
): Promise<readonly KeptDoing[]> {
  const found = new Map<number, (typeof companion.$inferSelect)[]>()
  for (let start = 0; start < rows.length; start += CHUNK) {
    const ids = rows.slice(start, start + CHUNK).map((row) => row.id)
    const withWhom = await db
      .select()
      .from(companion)
      .where(and(eq(companion.community, community), inArray(companion.doing, ids)))
      .orderBy(asc(companion.member))
    for (const one of withWhom) found.set(one.doing, [...(found.get(one.doing) ?? []), one])
  }
  return rows.map((row) => {
    const companions = found.get(row.id) ?? []
    return {
      id: doingId(row.id),
      what: row.what,
      member: memberId(row.member),
      practice: row.practice === null ? null : practiceId(row.practice),
      outcome: row.outcome as DoingOutcome | null,
      companions: companions.map((one) => memberId(one.member)),
      confirmed: companions.flatMap((one) => (one.confirmedAt === null ? [] : [memberId(one.member)])),
      platform: row.platform as Platform | null,
      at: row.at,
      happened: row.happened,
      learned: row.learned,
      evidence: row.evidence,
      isAskable: row.isAskable,
    }
  })
}
