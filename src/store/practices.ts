/** Practices as people submitted them, with what they said before and what came of them. */
import { and, asc, eq, isNotNull, max } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import { type CommunityId, memberId, type PracticeId, practiceId } from '../core/ids.ts'
import type { NewPractice, RepertoirePort } from '../core/ports.ts'
import {
  cameOf,
  type DoingOutcome,
  type EarlierText,
  type Practice,
  type PracticeText,
} from '../core/repertoire/practice.ts'
import type { Database, Engine } from './engine.ts'
import { countAct } from './practice-acts.ts'
import type { Schema } from './schema.ts'
import { reserveIds } from './sequences.ts'

type Row = Schema['practice']['$inferSelect']
type PracticeQueries = Pick<RepertoirePort, 'share' | 'practices' | 'change' | 'earlier' | 'retire'>

export function practiceQueries(engine: Engine): PracticeQueries {
  const { db, tables } = engine
  const { practice, earlierText } = tables
  const one = (community: CommunityId, id: PracticeId) =>
    and(eq(practice.community, community), eq(practice.id, id))
  return {
    share: (community, given, day) =>
      engine.write(async (transaction) => {
        const id = await reserveIds(transaction.db, tables, community, 'practice', 1)
        const parent = await parentOf(transaction.db, tables, community, given)
        const { sharer, platform, at: sharedAt } = given
        const row = { community, id, ...columnsOf(given), sharer, platform, sharedAt, parent }
        await transaction.db.insert(practice).values(row)
        await countAct(transaction, community, sharer, day)
        return practiceOf({ ...row, retiredAt: null, retiredWhy: null }, [])
      }),

    practices: (community) => practicesOf(db, tables, community),

    change: (community, id, text, { member, at }) =>
      engine.write(async ({ db: writing }) => {
        const [before] = await writing.select().from(practice).where(one(community, id))
        if (before === undefined) return false
        const earlier = and(eq(earlierText.community, community), eq(earlierText.practice, id))
        const [last] = await writing
          .select({ number: max(earlierText.number) })
          .from(earlierText)
          .where(earlier)
        const { name, how, whenItHelps, problem, follows, tags, link } = before
        await writing.insert(earlierText).values({
          ...{ community, practice: id, number: Number(last?.number ?? 0) + 1 },
          ...{ name, how, whenItHelps, problem, follows, tags, link, until: at, by: member },
        })
        await writing.update(practice).set(columnsOf(text)).where(one(community, id))
        return true
      }),

    earlier: async (community, id) => {
      const rows = await db
        .select()
        .from(earlierText)
        .where(and(eq(earlierText.community, community), eq(earlierText.practice, id)))
        .orderBy(asc(earlierText.number))
      return rows.map(earlierTextOf)
    },

    retire: (community, id, retired) =>
      engine.write(async ({ db: writing }) => {
        await writing
          .update(practice)
          .set({ retiredAt: retired?.at ?? null, retiredWhy: retired?.why ?? null })
          .where(one(community, id))
      }),
  }
}

/** All of them, in the order they were shared. */
export async function practicesOf(
  db: Database,
  tables: Schema,
  community: CommunityId,
): Promise<readonly Practice[]> {
  const { practice } = tables
  const doings = await doingsByPractice(db, tables, community)
  const rows = await db
    .select()
    .from(practice)
    .where(eq(practice.community, community))
    .orderBy(asc(practice.id))
  return rows.map((row) => practiceOf(row, doings.get(row.id) ?? []))
}

/** What a practice says, as its row holds it. */
export const columnsOf = ({ name, how, whenItHelps, problem, follows, tags, link }: PracticeText) => ({
  ...{ name, how, whenItHelps, problem, follows, link },
  tags: tags.join(' '),
})

type TextColumns = Pick<Row, 'name' | 'how' | 'whenItHelps' | 'problem' | 'follows' | 'tags' | 'link'>
const textOf = ({ name, how, whenItHelps, problem, follows, tags, link }: TextColumns): PracticeText => ({
  ...{ name, how, whenItHelps, problem, follows, link },
  tags: tags === '' ? [] : tags.split(' '),
})

/** What a practice said before it was changed, of its row. */
export const earlierTextOf = (row: Schema['earlierText']['$inferSelect']): EarlierText => ({
  ...textOf(row),
  ...{ until: row.until, by: row.by === null ? null : memberId(row.by) },
})

/** The parent of a version, if it is there: lineage never names what is gone. */
async function parentOf(
  db: Database,
  { practice }: Schema,
  community: CommunityId,
  { parent }: NewPractice,
): Promise<number | null> {
  if (parent === null) return null
  const [row] = await db
    .select({ id: practice.id })
    .from(practice)
    .where(and(eq(practice.community, community), eq(practice.id, parent)))
  return row?.id ?? null
}

/** In order of time. */
async function doingsByPractice(
  db: Database,
  { doing }: Schema,
  community: CommunityId,
): Promise<ReadonlyMap<number, Parameters<typeof cameOf>[0]>> {
  const rows = await db
    .select({ practice: doing.practice, member: doing.member, outcome: doing.outcome })
    .from(doing)
    .where(and(eq(doing.community, community), isNotNull(doing.practice)))
    .orderBy(asc(doing.at), asc(doing.id))
  const found = new Map<number, { member: ReturnType<typeof memberId>; outcome: DoingOutcome | null }[]>()
  for (const { practice, member, outcome } of rows) {
    if (practice === null) continue
    const own = found.get(practice) ?? []
    own.push({ member: memberId(member), outcome: outcome as DoingOutcome | null })
    found.set(practice, own)
  }
  return found
}

function practiceOf(row: Row, doings: Parameters<typeof cameOf>[0]): Practice {
  const sharer = row.sharer === null ? null : memberId(row.sharer)
  return {
    ...textOf(row),
    id: practiceId(row.id),
    sharer,
    platform: row.platform as Platform | null,
    sharedAt: row.sharedAt,
    parent: row.parent === null ? null : practiceId(row.parent),
    retired: row.retiredAt === null ? null : { at: row.retiredAt, why: row.retiredWhy ?? '' },
    ...cameOf(doings, sharer),
  }
}
