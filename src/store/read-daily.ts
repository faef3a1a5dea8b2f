/** Reading who did what on which day: the first and last day of a history, and all its daily rows in portions. */
import { and, asc, desc, eq, gt, gte, lt, ne, or, sql } from 'drizzle-orm'
import type { Day } from '../core/calendar.ts'
import { type CommunityId, memberId } from '../core/ids.ts'
import type { DailyRow } from '../core/participation/facts.ts'
import type { Engine, Row } from './engine.ts'
import { sharedCalendar } from './homes.ts'
import { numberOf, PORTION_ROWS, type Visible } from './reading.ts'
import { NOBODY } from './schema.ts'

/** Daily rows before a day, in order of days. */
export async function* readDaily(
  engine: Engine,
  visible: Visible,
  community: CommunityId,
  before: Day,
): AsyncGenerator<readonly DailyRow[]> {
  const { daily } = engine.tables
  let last: Row | undefined
  for (;;) {
    const [day, member, , , space] = last ?? []
    const after =
      last === undefined
        ? undefined
        : and(
            gte(daily.day, numberOf(day)),
            sql`(${daily.day}, ${daily.member}, ${daily.space}) > (${numberOf(day)}, ${numberOf(member)}, ${numberOf(space)})`,
          )
    const rows = await engine.rows(
      engine.db
        .select({
          day: daily.day,
          member: daily.member,
          messages: daily.messages,
          reactions: daily.reactions,
          space: daily.space,
        })
        .from(daily)
        .where(and(eq(daily.community, community), after, lt(daily.day, before), visible(daily.space)))
        .orderBy(asc(daily.day), asc(daily.member), asc(daily.space))
        .limit(PORTION_ROWS),
    )
    if (rows.length > 0) yield rows.map(dailyRow)
    if (rows.length < PORTION_ROWS) return
    last = rows.at(-1)
  }
}

const dailyRow = (row: Row): DailyRow => ({
  day: numberOf(row[0]),
  member: memberId(numberOf(row[1])),
  messages: numberOf(row[2]),
  reactions: numberOf(row[3]),
})

/** The first day with an act, and the last on which a platform told of anything. */
export async function spanOf(
  { db, tables }: Engine,
  visible: Visible,
  community: CommunityId,
): Promise<{ first: Day; last: Day } | null> {
  const { community: house, daily, passage } = tables
  const here = and(eq(daily.community, community), visible(daily.space))
  const isAct = and(here, ne(daily.member, NOBODY))
  const days = () => db.select({ day: daily.day }).from(daily)
  // The key is in order of days: each of these looks at a few rows.
  const [first] = await days().where(isAct).orderBy(asc(daily.day)).limit(1)
  const [last] = await days().where(isAct).orderBy(desc(daily.day)).limit(1)
  if (first === undefined || last === undefined) return null
  const [told] = await days()
    .where(and(here, or(gt(daily.messages, 0), gt(daily.reactions, 0))))
    .orderBy(desc(daily.day))
    .limit(1)
  const [passed] = await db
    .select({ at: sql<number | null>`max(${passage.at})`, timeZone: house.timeZone })
    .from(passage)
    .innerJoin(house, eq(house.id, passage.community))
    .where(and(eq(passage.community, community), visible(passage.space)))
    .groupBy(house.timeZone)
  const ends = [
    told?.day ?? null,
    passed == null ? null : sharedCalendar(passed.timeZone).dayOf(Number(passed.at)),
  ].filter((day) => day !== null)
  return { first: first.day, last: ends.length > 0 ? Math.max(...ends) : last.day }
}
