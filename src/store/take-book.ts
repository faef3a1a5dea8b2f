/** Taking in a book: what is missing is added in one transaction, as of people who are not here. */
import { eq } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Book } from '../core/book/book.ts'
import { type Here, peopleOf, planOf } from '../core/book/plan.ts'
import { dayOfDate } from '../core/calendar.ts'
import { type CommunityId, memberId, practiceId } from '../core/ids.ts'
import type { BookPort, Taken, TakenOf } from '../core/ports-book.ts'
import type { Database, Engine } from './engine.ts'
import { columnsOf } from './practices.ts'
import type { Schema } from './schema.ts'
import { reserveIds } from './sequences.ts'
import { noteChange } from './words.ts'

/** A statement binds every value of its rows, and engines bind some ten thousand at most. */
const ROWS_PER_STATEMENT = 400

const at = (moment: string): number => Date.parse(moment)
const atOrNull = (moment: string | null): number | null => (moment === null ? null : at(moment))

/** All of it or nothing. */
export const takeBook = (
  engine: Engine,
  community: CommunityId,
  book: Book,
  { otherName, onProgress }: Parameters<BookPort['take']>[2],
): Promise<Taken> =>
  engine.write(async ({ db }) => {
    const { tables } = engine
    // Whoever takes in a book of the same community at the same time, or gives a word, waits here.
    await reserveIds(db, tables, community, 'elsewhere', 0)
    await reserveIds(db, tables, community, 'wordChange', 0)
    const plan = planOf(book, await hereOf(db, tables, community), otherName)
    const firstPerson = await reserveIds(
      db,
      tables,
      community,
      'elsewhere',
      book.people.length - plan.people.size,
    )
    const people = peopleOf(book, plan.people, firstPerson)
    const rows = await rowsOf(db, tables, community, plan, people)
    let done = 0
    const all = rows.reduce((sum, one) => sum + one.rows.length, 0)
    for (const { table, rows: those } of rows)
      for (let start = 0; start < those.length; start += ROWS_PER_STATEMENT) {
        const some = those.slice(start, start + ROWS_PER_STATEMENT)
        await db.insert(table).values(some)
        done += some.length
        onProgress(done / all)
      }
    if (plan.words.length > 0) await noteChange(db, tables, community)
    return takenOf(book, plan)
  })

type Plan = ReturnType<typeof planOf>
type People = ReturnType<typeof peopleOf>
interface Rows {
  readonly table: SQLiteTable
  readonly rows: Record<string, unknown>[]
}

/** What is here already, as far as it takes to recognise it. */
async function hereOf(db: Database, tables: Schema, community: CommunityId): Promise<Here> {
  const { practice, earlierText, doing, word, thanks, problem } = tables
  const earlier = await db
    .select({ practice: earlierText.practice, name: earlierText.name })
    .from(earlierText)
    .where(eq(earlierText.community, community))
  const names = new Map<number, string[]>()
  for (const one of earlier) names.set(one.practice, [...(names.get(one.practice) ?? []), one.name])
  const practices = await db
    .select()
    .from(practice)
    .where(eq(practice.community, community))
    .orderBy(practice.id)
  const doings = await db
    .select({ at: doing.at, what: doing.what, member: doing.member })
    .from(doing)
    .where(eq(doing.community, community))
    .orderBy(doing.id)
  return {
    practices: practices.map(({ id, name, sharedAt, sharer }) => ({
      ...{ id: practiceId(id), name, sharedAt, names: [name, ...(names.get(id) ?? [])] },
      sharer: sharer === null ? null : memberId(sharer),
    })),
    doings: doings.map((one) => ({ ...one, member: memberId(one.member) })),
    words: await db
      .select({ word: word.word, givenAt: word.givenAt })
      .from(word)
      .where(eq(word.community, community))
      .orderBy(word.id),
    thanks: await db
      .select({ at: thanks.at, what: thanks.what })
      .from(thanks)
      .where(eq(thanks.community, community))
      .orderBy(thanks.id),
    problems: await db
      .select({ title: problem.title, openedAt: problem.openedAt })
      .from(problem)
      .where(eq(problem.community, community))
      .orderBy(problem.id),
  }
}

/** The rows of a plan, table by table. */
async function rowsOf(
  db: Database,
  tables: Schema,
  community: CommunityId,
  plan: Plan,
  people: People,
): Promise<readonly Rows[]> {
  const ids = (kind: Parameters<typeof reserveIds>[3], count: number): Promise<number> =>
    count === 0 ? Promise.resolve(0) : reserveIds(db, tables, community, kind, count)
  const practices = new Map<string, number>(plan.known)
  const first = await ids('practice', plan.practices.length)
  for (const [nth, { entry }] of plan.practices.entries()) practices.set(entry.key, first + nth)
  return [
    ...practiceRows(tables, community, plan, people, practices),
    ...doingRows(tables, community, plan, people, practices, await ids('doing', plan.doings.length)),
    wordRows(tables, community, plan, people, await ids('word', plan.words.length)),
    thanksRows(tables, community, plan, people, practices, await ids('thanks', plan.thanks.length)),
    ...problemRows(tables, community, plan, people, await ids('problem', plan.problems.length)),
  ]
}

function practiceRows(
  { practice, earlierText }: Schema,
  community: CommunityId,
  plan: Plan,
  { somebody }: People,
  ids: ReadonlyMap<string, number>,
): readonly Rows[] {
  const rows = plan.practices.map(({ entry, name }) => ({
    ...{ community, id: ids.get(entry.key), ...columnsOf({ ...entry, name }) },
    ...{ sharer: somebody(entry.sharedBy), platform: null, sharedAt: at(entry.sharedAt) },
    parent: entry.anotherWayOf === null ? null : (ids.get(entry.anotherWayOf) ?? null),
    ...{ retiredAt: atOrNull(entry.retired?.at ?? null), retiredWhy: entry.retired?.why ?? null },
  }))
  const earlier = plan.practices.flatMap(({ entry }) =>
    entry.earlier.map((before, nth) => ({
      ...{ community, practice: ids.get(entry.key), number: nth + 1, ...columnsOf(before) },
      ...{ until: at(before.until), by: somebody(before.by) },
    })),
  )
  return [
    { table: practice, rows },
    { table: earlierText, rows: earlier },
  ]
}

function doingRows(
  { doing, companion }: Schema,
  community: CommunityId,
  plan: Plan,
  { who }: People,
  practices: ReadonlyMap<string, number>,
  first: number,
): readonly Rows[] {
  const rows = plan.doings.map(({ of, entry }, nth) => {
    const { what, outcome, happened, learned, evidence } = entry
    return {
      ...{ community, id: first + nth, member: who(entry.by), practice: practices.get(of), platform: null },
      ...{ what, outcome, happened, learned, evidence, at: at(entry.at), isAskable: false },
    }
  })
  const together = plan.doings.flatMap(({ entry }, nth) =>
    [...new Set(entry.with)]
      .filter((one) => one !== entry.by)
      .map((one) => ({ community, doing: first + nth, member: who(one), confirmedAt: at(entry.at) })),
  )
  return [
    { table: doing, rows },
    { table: companion, rows: together },
  ]
}

function wordRows(
  { word }: Schema,
  community: CommunityId,
  plan: Plan,
  { somebody }: People,
  first: number,
): Rows {
  const rows = plan.words.map((one, nth) => ({
    ...{ community, id: first + nth, word: one.word, meaning: one.meaning, example: one.example },
    ...{ giver: somebody(one.givenBy), platform: null, givenAt: at(one.givenAt) },
  }))
  return { table: word, rows }
}

function thanksRows(
  { thanks }: Schema,
  community: CommunityId,
  plan: Plan,
  { who }: People,
  practices: ReadonlyMap<string, number>,
  first: number,
): Rows {
  const rows = plan.thanks.map(({ by, to, what, practice, link, at: saidAt }, nth) => ({
    ...{ community, id: first + nth, giver: who(by), receiver: who(to), what, link, platform: null },
    ...{ practice: practice === null ? null : (practices.get(practice) ?? null), at: at(saidAt) },
  }))
  return { table: thanks, rows }
}

function problemRows(
  { problem, closing, takingPart }: Schema,
  community: CommunityId,
  plan: Plan,
  { who, somebody }: People,
  first: number,
): readonly Rows[] {
  const rows = plan.problems.map((one, nth) => {
    const { title, whom, doneWhen, firstStep, kind, places, curriculum, partners, link } = one
    return {
      ...{ community, id: first + nth, title, whom, doneWhen, firstStep, kind, places, curriculum, partners },
      ...{ link, adult: one.adult === null ? null : who(one.adult) },
      untilDay: one.until === null ? null : dayOfDate(one.until),
      ...{ opener: somebody(one.openedBy), platform: null, openedAt: at(one.openedAt) },
    }
  })
  const closings = plan.problems.flatMap((one, nth) =>
    one.closings.map(({ closedBy, closedAt, changed, changedForCloser, confirmed, reopened }, index) => ({
      ...{ community, problem: first + nth, number: index + 1, closer: somebody(closedBy), platform: null },
      ...{ closedAt: at(closedAt), changed, changedForCloser, confirmerPlatform: null },
      confirmer: confirmed === null ? null : somebody(confirmed.by),
      confirmedAt: atOrNull(confirmed?.at ?? null),
      reopener: reopened === null ? null : somebody(reopened.by),
      reopenedAt: atOrNull(reopened?.at ?? null),
    })),
  )
  const parts = plan.problems.flatMap((one, nth) =>
    one.participants.map(({ who: whom, joinedAt, leftAt, changed, toldAt }) => ({
      ...{ community, problem: first + nth, member: who(whom), platform: null, changed },
      ...{ joinedAt: at(joinedAt), leftAt: atOrNull(leftAt), toldAt: atOrNull(toldAt) },
    })),
  )
  return [
    { table: problem, rows },
    { table: closing, rows: closings },
    { table: takingPart, rows: parts },
  ]
}

function takenOf(book: Book, plan: Plan): Taken {
  const of = (told: number, fresh: number): TakenOf => ({ new: fresh, known: told - fresh })
  const doings = book.practices.reduce((sum, one) => sum + one.doings.length, 0)
  return {
    practices: of(book.practices.length, plan.practices.length),
    doings: of(doings, plan.doings.length),
    words: of(book.words.length, plan.words.length),
    thanks: of(book.thanks.length, plan.thanks.length),
    problems: of(book.problems.length, plan.problems.length),
    renamed: plan.practices.flatMap(({ entry, name }) =>
      name === entry.name ? [] : [{ from: entry.name, to: name }],
    ),
  }
}
