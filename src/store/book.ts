/** The book of a community: read out as it is kept. */
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { type CommunityId, type MemberId, memberId, type PracticeId, practiceId } from '../core/ids.ts'
import type { BookPort, KeptBook } from '../core/ports-book.ts'
import type { DoingOutcome, EarlierText } from '../core/repertoire/practice.ts'
import type { Engine } from './engine.ts'
import { namedEverywhere } from './names.ts'
import { earlierTextOf, practicesOf } from './practices.ts'
import { problemsOf } from './read-problems.ts'
import { takeBook } from './take-book.ts'
import { wordsOf } from './words.ts'

export function bookPort(engine: Engine): BookPort {
  const { db, tables } = engine
  return {
    read: async (community) => {
      const practices = await practicesOf(db, tables, community)
      const told = await toldBy(engine, community)
      const problems = await problemsOf(db, tables, community)
      return {
        practices,
        earlier: await earlierOf(engine, community),
        doings: await doingsOf(engine, community),
        words: await wordsOf(db, tables, community),
        thanks: await thanksOf(engine, community),
        problems: problems.map((one) => ({ ...one, toldAt: told.get(one.id) ?? new Map() })),
        names: await namedEverywhere(db, tables, community),
      }
    },
    take: (community, book, how) => takeBook(engine, community, book, how),
  }
}

/** Adds to the list of a key. */
function listed<Key, One>(lists: Map<Key, One[]>, key: Key, one: One): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [one])
  else list.push(one)
}

async function earlierOf(
  { db, tables: { earlierText } }: Engine,
  community: CommunityId,
): Promise<KeptBook['earlier']> {
  const rows = await db
    .select()
    .from(earlierText)
    .where(eq(earlierText.community, community))
    .orderBy(asc(earlierText.practice), asc(earlierText.number))
  const found = new Map<PracticeId, EarlierText[]>()
  for (const row of rows) listed(found, practiceId(row.practice), earlierTextOf(row))
  return found
}

async function doingsOf({ db, tables }: Engine, community: CommunityId): Promise<KeptBook['doings']> {
  const { doing, companion } = tables
  const together = await db
    .select({ doing: companion.doing, member: companion.member })
    .from(companion)
    .where(and(eq(companion.community, community), isNotNull(companion.confirmedAt)))
    .orderBy(asc(companion.doing), asc(companion.member))
  const confirmed = new Map<number, MemberId[]>()
  for (const row of together) listed(confirmed, row.doing, memberId(row.member))
  const rows = await db
    .select()
    .from(doing)
    .where(and(eq(doing.community, community), isNotNull(doing.practice)))
    .orderBy(asc(doing.at), asc(doing.id))
  const found = new Map<PracticeId, ReturnType<typeof doingOf>[]>()
  const doingOf = ({
    id,
    at,
    member,
    outcome,
    what,
    happened,
    learned,
    evidence,
  }: (typeof rows)[number]) => ({
    ...{ at, what, happened, learned, evidence, member: memberId(member) },
    ...{ outcome: outcome as DoingOutcome | null, confirmed: confirmed.get(id) ?? [] },
  })
  for (const row of rows) if (row.practice !== null) listed(found, practiceId(row.practice), doingOf(row))
  return found
}

async function thanksOf(
  { db, tables: { thanks } }: Engine,
  community: CommunityId,
): Promise<KeptBook['thanks']> {
  const rows = await db
    .select()
    .from(thanks)
    .where(and(eq(thanks.community, community), isNull(thanks.refusedAt)))
    .orderBy(asc(thanks.at), asc(thanks.id))
  return rows.map(({ at, what, link, giver, receiver, practice }) => ({
    ...{ at, what, link, giver: memberId(giver), receiver: memberId(receiver) },
    practice: practice === null ? null : practiceId(practice),
  }))
}

/** When those who take part said what changed for them, by problem. */
async function toldBy(
  { db, tables: { takingPart } }: Engine,
  community: CommunityId,
): Promise<ReadonlyMap<number, ReadonlyMap<MemberId, number>>> {
  const rows = await db
    .select({ problem: takingPart.problem, member: takingPart.member, toldAt: takingPart.toldAt })
    .from(takingPart)
    .where(and(eq(takingPart.community, community), isNotNull(takingPart.toldAt)))
  const found = new Map<number, Map<MemberId, number>>()
  for (const { problem, member, toldAt } of rows) {
    const told = found.get(problem) ?? new Map<MemberId, number>()
    if (toldAt !== null) told.set(memberId(member), toldAt)
    found.set(problem, told)
  }
  return found
}
