/** Reading what is left of sealed days: what was begun, who answered whom, and when people spoke. */
import { and, asc, type Column, eq, gte, lt, or, sql } from 'drizzle-orm'
import type { Day, Period } from '../core/calendar.ts'
import { weekdayOf } from '../core/calendar.ts'
import { type CommunityId, type MemberId, memberId, spaceId } from '../core/ids.ts'
import type { SealedStarter, SealedTies } from '../core/participation/facts.ts'
import type { Engine, Row } from './engine.ts'
import { numberOf, numberOrNull, type Visible } from './reading.ts'

const HOURS = 24
const WEEKDAYS = 7
/** So many days are read at a time. */
const PORTION_DAYS = 14
const MS_PER_MINUTE = 60_000

/** The condition that a day lies in a period. */
export const inPeriod = (column: Column, period: Period) =>
  and(gte(column, period.from), lt(column, period.to))

/** Days by a few, in order: a database that sorts or groups them needs little memory for it. */
export function* portionsOf(period: Period): Generator<Period> {
  for (let { from } = period; from < period.to; from += PORTION_DAYS)
    yield { from, to: Math.min(period.to, from + PORTION_DAYS) }
}

/**
 * Sealed messages that began something, to whoever sees all (`isWhole`) or only some spaces: then everybody's first there
 * begins something too, which is on the first day that is seen of them the earliest of those that are the first in their
 * space.
 */
export async function* readSealedStarters(
  engine: Engine,
  visible: Visible,
  asked: { readonly community: CommunityId; readonly period: Period; readonly isWhole: boolean },
  firstDaysSeen: ReadonlyMap<MemberId, Day>,
): AsyncGenerator<readonly SealedStarter[]> {
  const { community, period, isWhole } = asked
  const { sealed } = engine.tables
  for (const portion of portionsOf(period)) {
    const rows = await engine.rows(
      engine.db
        .select({
          day: sealed.day,
          hour: sealed.hour,
          space: sealed.space,
          member: sealed.member,
          isStarter: sealed.isStarter,
          isFirst: sealed.isFirst,
          isFirstHere: sealed.isFirstHere,
          answeredAfterMs: sealed.answeredAfterMs,
        })
        .from(sealed)
        .where(
          and(
            eq(sealed.community, community),
            inPeriod(sealed.day, portion),
            isWhole ? eq(sealed.isStarter, true) : or(sealed.isStarter, sealed.isFirstHere),
            visible(sealed.space),
          ),
        )
        .orderBy(asc(sealed.id)),
    )
    const isFirst = isWhole ? (row: Row) => Boolean(row[5]) : firstSeenReader(firstDaysSeen)
    const starters: SealedStarter[] = []
    for (const row of rows) {
      const first = isFirst(row)
      if (row[4] || first) starters.push(starterOf(row, first))
    }
    if (starters.length > 0) yield starters
  }
}

/** Whether a row, of those of some whole days in the order of time, is the first that is seen of its author. */
function firstSeenReader(firstDaysSeen: ReadonlyMap<MemberId, Day>): (row: Row) => boolean {
  const met = new Set<MemberId>()
  return (row) => {
    const member = memberId(numberOf(row[3]))
    if (!row[6] || firstDaysSeen.get(member) !== numberOf(row[0]) || met.has(member)) return false
    met.add(member)
    return true
  }
}

function starterOf(row: Row, isFirst: boolean): SealedStarter {
  const answeredAfterMs = numberOrNull(row[7])
  return {
    day: numberOf(row[0]),
    hour: numberOf(row[1]),
    space: spaceId(numberOf(row[2])),
    isFirst,
    minutesToFirstAnswer: answeredAfterMs === null ? null : answeredAfterMs / MS_PER_MINUTE,
  }
}

/** How often people answered and named each other. */
export async function readSealedTies(
  engine: Engine,
  visible: Visible,
  community: CommunityId,
  period: Period,
): Promise<SealedTies> {
  const { tie } = engine.tables
  const [row] = await engine.rows(
    engine.db
      .select({ replies: sql`sum(${tie.replies})`, mentions: sql`sum(${tie.mentions})` })
      .from(tie)
      .where(and(eq(tie.community, community), inPeriod(tie.day, period), visible(tie.space))),
  )
  return { replies: numberOf(row?.[0]), mentions: numberOf(row?.[1]) }
}

/** Messages by weekday (0 Monday) and hour: seven rows of 24. */
export async function readSealedRhythm(
  engine: Engine,
  visible: Visible,
  community: CommunityId,
  period: Period,
): Promise<readonly (readonly number[])[]> {
  const { sealed } = engine.tables
  const counts = Array.from({ length: WEEKDAYS }, () => Array.from({ length: HOURS }, () => 0))
  for (const portion of portionsOf(period)) {
    const rows = await engine.rows(
      engine.db
        .select({ day: sealed.day, hour: sealed.hour, count: sql`count(*)` })
        .from(sealed)
        .where(and(eq(sealed.community, community), inPeriod(sealed.day, portion), visible(sealed.space)))
        .groupBy(sealed.day, sealed.hour),
    )
    for (const row of rows) {
      const hours = counts[weekdayOf(numberOf(row[0]))]
      const hour = numberOf(row[1])
      if (hours !== undefined) hours[hour] = (hours[hour] ?? 0) + numberOf(row[2])
    }
  }
  return counts
}
