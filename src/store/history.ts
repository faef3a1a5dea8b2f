/**
 * Reading what was recorded, for the figures. Large results come as bare rows, by position, without drizzle's mapping;
 * nothing here computes a figure, and no order of text is left to a database: the two engines sort text differently.
 */
import { and, asc, type Column, eq, gt, gte, isNotNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Day, Period } from '../core/calendar.ts'
import { weekdayOf } from '../core/calendar.ts'
import { type CommunityId, type MemberId, memberId, spaceId } from '../core/ids.ts'
import { type MessageRow, threadKey } from '../core/participation/facts.ts'
import type { HistoryPort } from '../core/ports.ts'
import type { Database, Engine, Row, Value } from './engine.ts'
import { gapsOf } from './gaps.ts'
import { sharedCalendar } from './homes.ts'
import { isMessageAt } from './message-joins.ts'
import { NOBODY, NOWHERE, type Schema } from './schema.ts'

const PAGE_ROWS = 10_000
const HOURS = 24
const WEEKDAYS = 7

const numberOf = (value: Value | undefined): number => Number(value ?? 0)
const numberOrNull = (value: Value | undefined): number | null =>
  value === null || value === undefined ? null : Number(value)

/** `seen`: the spaces that the reader may see, with `NOWHERE`; null for whoever may see all. */
export function historyPort(engine: Engine, seen: ReadonlySet<number> | null = null): HistoryPort {
  const { db, tables } = engine
  const visible: Visible = (column) => (seen === null ? undefined : engine.isAmong(column, [...seen]))
  const { community: house, daily, message, passage, sealed, sealedStretch, tie, gap } = tables
  const inPeriod = (column: Column, period: Period) => and(gte(column, period.from), lt(column, period.to))

  const firstMessageDays: HistoryPort['firstMessageDays'] = async (community) => {
    const rows = await engine.rows(
      db
        .select({ member: daily.member, day: sql`min(${daily.day})` })
        .from(daily)
        .where(and(eq(daily.community, community), gt(daily.messages, 0), visible(daily.space)))
        .groupBy(daily.member),
    )
    return new Map(rows.map((row) => [memberId(numberOf(row[0])), numberOf(row[1])]))
  }

  return {
    seenIn: (spaces) =>
      historyPort(engine, new Set([NOWHERE, ...spaces.filter((space) => seen === null || seen.has(space))])),

    span: async (community) => {
      const isAct = and(eq(daily.community, community), ne(daily.member, NOBODY), visible(daily.space))
      const [acts] = await db
        .select({ first: sql<number | null>`min(${daily.day})`, last: sql<number | null>`max(${daily.day})` })
        .from(daily)
        .where(isAct)
      if (acts === undefined || acts.first === null || acts.last === null) return null
      const [told] = await db
        .select({ last: sql<number | null>`max(${daily.day})` })
        .from(daily)
        .where(
          and(
            eq(daily.community, community),
            or(gt(daily.messages, 0), gt(daily.reactions, 0)),
            visible(daily.space),
          ),
        )
      const [passed] = await db
        .select({ at: sql<number | null>`max(${passage.at})`, timeZone: house.timeZone })
        .from(passage)
        .innerJoin(house, eq(house.id, passage.community))
        .where(and(eq(passage.community, community), visible(passage.space)))
        .groupBy(house.timeZone)
      const days = [
        told?.last ?? null,
        passed == null ? null : sharedCalendar(passed.timeZone).dayOf(Number(passed.at)),
      ]
      const last = Math.max(...days.filter((day) => day !== null).map(Number))
      return { first: Number(acts.first), last: Number.isFinite(last) ? last : Number(acts.last) }
    },

    activeDays: async (community, before) => {
      const rows = await engine.rows(
        db
          .select({ day: daily.day, member: daily.member })
          .from(daily)
          .where(
            and(
              eq(daily.community, community),
              lt(daily.day, before),
              ne(daily.member, NOBODY),
              visible(daily.space),
            ),
          )
          .orderBy(asc(daily.day)),
      )
      const days = new Map<MemberId, Day[]>()
      for (const row of rows) {
        const day = numberOf(row[0])
        const member = memberId(numberOf(row[1]))
        const known = days.get(member)
        if (known === undefined) days.set(member, [day])
        else if (known.at(-1) !== day) known.push(day)
      }
      return days
    },

    firstMessageDays,

    totals: async (community, period) => {
      const rows = await engine.rows(
        db
          .select({
            member: daily.member,
            messages: sql`sum(${daily.messages})`,
            reactions: sql`sum(${daily.reactions})`,
            acts: sql`sum(${daily.acts})`,
          })
          .from(daily)
          .where(and(eq(daily.community, community), inPeriod(daily.day, period), visible(daily.space)))
          .groupBy(daily.member),
      )
      return rows.map((row) => ({
        member: memberId(numberOf(row[0])),
        messages: numberOf(row[1]),
        reactions: numberOf(row[2]),
        acts: numberOf(row[3]),
      }))
    },

    messages: (community, fromAt, toAt) => readMessages(engine, visible, community, fromAt, toAt),

    threadStarts: async (community) => {
      const starts = new Map<string, number>()
      const inside = await engine.rows(
        db
          .select({ space: message.space, thread: message.thread, at: sql`min(${message.at})` })
          .from(message)
          .where(and(eq(message.community, community), isNotNull(message.thread), visible(message.space)))
          .groupBy(message.space, message.thread),
      )
      for (const row of inside)
        starts.set(threadKey(spaceId(numberOf(row[0])), String(row[1])), numberOf(row[2]))
      for (const { space, key, startAt } of await frozenThreads(db, tables, visible, community)) {
        const id = threadKey(spaceId(space), key)
        starts.set(id, Math.min(startAt, starts.get(id) ?? Number.POSITIVE_INFINITY))
      }
      return starts
    },

    lastSealedInMainLine: async (community) => {
      const rows = await db
        .select({ space: sealedStretch.space, at: sql`max(${sealedStretch.lastMainAt})` })
        .from(sealedStretch)
        .where(
          and(
            eq(sealedStretch.community, community),
            isNotNull(sealedStretch.lastMainAt),
            visible(sealedStretch.space),
          ),
        )
        .groupBy(sealedStretch.space)
      return new Map(rows.map((row) => [spaceId(row.space), Number(row.at)]))
    },

    sealedStarters: async (community, period) => {
      const rows = await db
        .select()
        .from(sealed)
        .where(
          and(
            eq(sealed.community, community),
            inPeriod(sealed.day, period),
            seen === null ? eq(sealed.isStarter, true) : or(sealed.isStarter, sealed.isFirstHere),
            visible(sealed.space),
          ),
        )
        .orderBy(asc(sealed.id))
      const firsts = firstsOf(rows, seen === null ? null : await firstMessageDays(community))
      return rows
        .filter((row) => row.isStarter || firsts.has(row.id))
        .map((row) => ({
          day: row.day,
          hour: row.hour,
          space: spaceId(row.space),
          member: memberId(row.member),
          isFirst: firsts.has(row.id),
          minutesToFirstAnswer: row.answeredAfterMs === null ? null : row.answeredAfterMs / 60_000,
        }))
    },

    sealedTies: async (community, period) => {
      const rows = await db
        .select()
        .from(tie)
        .where(and(eq(tie.community, community), inPeriod(tie.day, period), visible(tie.space)))
      return rows.map((row) => ({
        day: row.day,
        space: spaceId(row.space),
        member: memberId(row.member),
        other: memberId(row.other),
        replies: row.replies,
        mentions: row.mentions,
      }))
    },

    sealedRhythm: async (community, period) => {
      const rows = await engine.rows(
        db
          .select({ day: sealed.day, hour: sealed.hour, count: sql`count(*)` })
          .from(sealed)
          .where(and(eq(sealed.community, community), inPeriod(sealed.day, period), visible(sealed.space)))
          .groupBy(sealed.day, sealed.hour),
      )
      const counts = Array.from({ length: WEEKDAYS }, () => Array.from({ length: HOURS }, () => 0))
      for (const row of rows) {
        const hours = counts[weekdayOf(numberOf(row[0]))]
        const hour = numberOf(row[1])
        if (hours !== undefined) hours[hour] = (hours[hour] ?? 0) + numberOf(row[2])
      }
      return counts
    },

    gaps: (community) => gapsOf(db, tables, community, visible(gap.space)),

    counts: (community, spaces, fromAt, toAt) =>
      countActs(
        engine,
        community,
        spaces.filter((space) => seen === null || seen.has(space)),
        fromAt,
        toAt,
      ),
  }
}

/** The condition that a row is seen, by the column of its space; undefined where all is. */
type Visible = (space: Column) => SQL | undefined

/**
 * Of sealed messages in the order of time, those that are their author's first ever; or, where only some spaces are
 * seen, the first there: the earliest, on the first day seen, of those that are the first in their space.
 */
function firstsOf(
  rows: readonly Schema['sealed']['$inferSelect'][],
  firstDaysSeen: ReadonlyMap<MemberId, Day> | null,
): ReadonlySet<number> {
  if (firstDaysSeen === null) return new Set(rows.filter((row) => row.isFirst).map((row) => row.id))
  const firsts = new Map<number, number>()
  for (const { id, member, day, isFirstHere } of rows)
    if (isFirstHere && firstDaysSeen.get(memberId(member)) === day && !firsts.has(member))
      firsts.set(member, id)
  return new Set(firsts.values())
}

/** Pages by (at, space, key), so that no cursor stays open while a reader thinks. */
async function* readMessages(
  engine: Engine,
  visible: Visible,
  community: CommunityId,
  fromAt: number,
  toAt: number,
): AsyncGenerator<MessageRow> {
  const { db, tables } = engine
  const { message } = tables
  const referenced = alias(message, 'referenced')
  const hanging = alias(message, 'hanging')
  const frozen = new Map<string, ThreadStart>()
  for (const { space, key, startAt, starter } of await frozenThreads(db, tables, visible, community))
    frozen.set(threadKey(spaceId(space), key), { at: startAt, author: memberId(starter) })
  let last: Row | undefined
  for (;;) {
    const after =
      last === undefined
        ? gte(message.at, fromAt)
        : and(
            gte(message.at, numberOf(last[4])),
            sql`(${message.at}, ${message.space}, ${message.key}) > (${numberOf(last[4])}, ${numberOf(last[0])}, ${String(last[1])})`,
          )
    const page = await engine.rows(
      db
        .select({
          space: message.space,
          key: message.key,
          thread: message.thread,
          author: message.author,
          at: message.at,
          reference: message.reference,
          keptAuthor: message.referenceAuthor,
          referenceAuthor: referenced.author,
          named: message.named,
          hangingAt: hanging.at,
          hangingAuthor: hanging.author,
        })
        .from(message)
        .leftJoin(referenced, isMessageAt(referenced, message, message.reference))
        .leftJoin(hanging, isMessageAt(hanging, message, message.thread))
        .where(and(eq(message.community, community), after, lt(message.at, toAt), visible(message.space)))
        .orderBy(asc(message.at), asc(message.space), asc(message.key))
        .limit(PAGE_ROWS),
    )
    for (const row of page) yield messageOf(row, frozen)
    if (page.length < PAGE_ROWS) return
    last = page.at(-1)
  }
}

type ThreadStart = NonNullable<MessageRow['hangsOn']>

/** Threads whose start is sealed. */
async function frozenThreads(
  db: Database,
  { thread }: Schema,
  visible: Visible,
  community: CommunityId,
): Promise<readonly { space: number; key: string; startAt: number; starter: number }[]> {
  const rows = await db
    .select({ space: thread.space, key: thread.key, startAt: thread.startAt, starter: thread.starter })
    .from(thread)
    .where(and(eq(thread.community, community), isNotNull(thread.startAt), visible(thread.space)))
  return rows.flatMap(({ space, key, startAt, starter }) =>
    startAt === null || starter === null ? [] : [{ space, key, startAt, starter }],
  )
}

function messageOf(row: Row, frozen: ReadonlyMap<string, ThreadStart>): MessageRow {
  const place = spaceId(numberOf(row[0]))
  const thread = row[2] === null ? null : String(row[2])
  const answered = numberOrNull(row[6]) ?? numberOrNull(row[7])
  const hangsAt = numberOrNull(row[9])
  return {
    space: place,
    key: String(row[1]),
    thread,
    author: memberId(numberOf(row[3])),
    at: numberOf(row[4]),
    hasReference: row[5] !== null,
    referenceAuthor: answered === null ? null : memberId(answered),
    named: row[8] === null ? NOBODY_NAMED : namedIn(String(row[8])),
    hangsOn:
      hangsAt !== null
        ? { at: hangsAt, author: memberId(numberOf(row[10])) }
        : // A sealed start stands in for the message that is gone.
          thread === null || frozen.size === 0
          ? null
          : (frozen.get(threadKey(place, thread)) ?? null),
  }
}

const NOBODY_NAMED: readonly MemberId[] = []

const namedIn = (ids: string): readonly MemberId[] => ids.split(' ').map((one) => memberId(Number(one)))

async function countActs(
  engine: Engine,
  community: CommunityId,
  spaces: readonly number[],
  fromAt: number,
  toAt: number,
): Promise<{ messages: number; members: number; reactions: number; joins: number }> {
  const { db } = engine
  const { message, reaction, passage } = engine.tables
  const isHere = (space: Column) => engine.isAmong(space, [NOWHERE, ...spaces])
  const posted = and(
    eq(message.community, community),
    gte(message.at, fromAt),
    lt(message.at, toAt),
    isHere(message.space),
  )
  const [messages] = await db
    .select({ messages: sql`count(*)`, members: sql`count(distinct ${message.author})` })
    .from(message)
    .where(posted)
  const [reactions] = await db
    .select({ reactions: sql`sum(${reaction.counted})` })
    .from(message)
    .innerJoin(
      reaction,
      and(
        eq(reaction.community, message.community),
        eq(reaction.space, message.space),
        eq(reaction.message, message.key),
      ),
    )
    .where(posted)
  const [joins] = await db
    .select({ joins: sql`count(*)` })
    .from(passage)
    .where(
      and(
        eq(passage.community, community),
        eq(passage.kind, 'join'),
        isHere(passage.space),
        gte(passage.at, fromAt),
        lt(passage.at, toAt),
      ),
    )
  return {
    messages: Number(messages?.messages ?? 0),
    members: Number(messages?.members ?? 0),
    reactions: Number(reactions?.reactions ?? 0),
    joins: Number(joins?.joins ?? 0),
  }
}
