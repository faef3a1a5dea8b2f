/**
 * Reading what was recorded, for the figures. Large results come as bare rows, by position, without drizzle's mapping;
 * nothing here computes a figure, and no order of text is left to a database: the two engines sort text differently.
 */
import { and, asc, type Column, eq, gt, gte, inArray, isNotNull, lt, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Day, Period } from '../core/calendar.ts'
import { weekdayOf } from '../core/calendar.ts'
import { type CommunityId, type MemberId, memberId, spaceId } from '../core/ids.ts'
import { type MessageRow, threadKey } from '../core/participation/facts.ts'
import type { HistoryPort } from '../core/ports.ts'
import type { Database, Engine, Row, Value } from './engine.ts'
import { sharedCalendar } from './homes.ts'
import { isMessageAt } from './message-joins.ts'
import { NOBODY, NOWHERE, type Schema } from './schema.ts'

const PAGE_ROWS = 10_000
const HOURS = 24
const WEEKDAYS = 7

const numberOf = (value: Value | undefined): number => Number(value ?? 0)
const numberOrNull = (value: Value | undefined): number | null =>
  value === null || value === undefined ? null : Number(value)

export function historyPort(engine: Engine): HistoryPort {
  const { db, tables } = engine
  const { community: house, daily, message, passage, sealed, sealedStretch, tie, gap } = tables
  const inPeriod = (column: Column, period: Period) => and(gte(column, period.from), lt(column, period.to))

  return {
    span: async (community) => {
      const isAct = and(eq(daily.community, community), ne(daily.member, NOBODY))
      const [acts] = await db
        .select({ first: sql<number | null>`min(${daily.day})`, last: sql<number | null>`max(${daily.day})` })
        .from(daily)
        .where(isAct)
      if (acts === undefined || acts.first === null || acts.last === null) return null
      const [told] = await db
        .select({ last: sql<number | null>`max(${daily.day})` })
        .from(daily)
        .where(and(eq(daily.community, community), or(gt(daily.messages, 0), gt(daily.reactions, 0))))
      const [passed] = await db
        .select({ at: sql<number | null>`max(${passage.at})`, timeZone: house.timeZone })
        .from(passage)
        .innerJoin(house, eq(house.id, passage.community))
        .where(eq(passage.community, community))
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
          .where(and(eq(daily.community, community), lt(daily.day, before), ne(daily.member, NOBODY)))
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

    firstMessageDays: async (community) => {
      const rows = await engine.rows(
        db
          .select({ member: daily.member, day: sql`min(${daily.day})` })
          .from(daily)
          .where(and(eq(daily.community, community), gt(daily.messages, 0)))
          .groupBy(daily.member),
      )
      return new Map(rows.map((row) => [memberId(numberOf(row[0])), numberOf(row[1])]))
    },

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
          .where(and(eq(daily.community, community), inPeriod(daily.day, period)))
          .groupBy(daily.member),
      )
      return rows.map((row) => ({
        member: memberId(numberOf(row[0])),
        messages: numberOf(row[1]),
        reactions: numberOf(row[2]),
        acts: numberOf(row[3]),
      }))
    },

    messages: (community, fromAt, toAt) => readMessages(engine, community, fromAt, toAt),

    threadStarts: async (community) => {
      const starts = new Map<string, number>()
      const inside = await engine.rows(
        db
          .select({ space: message.space, thread: message.thread, at: sql`min(${message.at})` })
          .from(message)
          .where(and(eq(message.community, community), isNotNull(message.thread)))
          .groupBy(message.space, message.thread),
      )
      for (const row of inside)
        starts.set(threadKey(spaceId(numberOf(row[0])), String(row[1])), numberOf(row[2]))
      for (const { space, key, startAt } of await frozenThreads(db, tables, community)) {
        const id = threadKey(spaceId(space), key)
        starts.set(id, Math.min(startAt, starts.get(id) ?? Number.POSITIVE_INFINITY))
      }
      return starts
    },

    lastSealedInMainLine: async (community) => {
      const rows = await db
        .select({ space: sealedStretch.space, at: sql`max(${sealedStretch.lastMainAt})` })
        .from(sealedStretch)
        .where(and(eq(sealedStretch.community, community), isNotNull(sealedStretch.lastMainAt)))
        .groupBy(sealedStretch.space)
      return new Map(rows.map((row) => [spaceId(row.space), Number(row.at)]))
    },

    sealedStarters: async (community, period) => {
      const rows = await db
        .select()
        .from(sealed)
        .where(and(eq(sealed.community, community), inPeriod(sealed.day, period), eq(sealed.isStarter, true)))
        .orderBy(asc(sealed.id))
      return rows.map((row) => ({
        day: row.day,
        hour: row.hour,
        space: spaceId(row.space),
        member: memberId(row.member),
        isFirst: row.isFirst,
        minutesToFirstAnswer: row.answeredAfterMs === null ? null : row.answeredAfterMs / 60_000,
      }))
    },

    sealedTies: async (community, period) => {
      const rows = await db
        .select()
        .from(tie)
        .where(and(eq(tie.community, community), inPeriod(tie.day, period)))
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
          .where(and(eq(sealed.community, community), inPeriod(sealed.day, period)))
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

    gaps: async (community) => {
      const rows = await db
        .select()
        .from(gap)
        .where(eq(gap.community, community))
        .orderBy(asc(gap.fromAt), asc(gap.space))
      return rows.map(({ space, fromAt, toAt, reason }) => ({ space: spaceId(space), fromAt, toAt, reason }))
    },

    counts: (community, spaces, fromAt, toAt) => countActs(db, tables, community, spaces, fromAt, toAt),
  }
}

/** Pages by (at, space, key), so that no cursor stays open while a reader thinks. */
async function* readMessages(
  engine: Engine,
  community: CommunityId,
  fromAt: number,
  toAt: number,
): AsyncGenerator<MessageRow> {
  const { db, tables } = engine
  const { message } = tables
  const referenced = alias(message, 'referenced')
  const hanging = alias(message, 'hanging')
  const frozen = new Map<string, ThreadStart>()
  for (const { space, key, startAt, starter } of await frozenThreads(db, tables, community))
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
        .where(and(eq(message.community, community), after, lt(message.at, toAt)))
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
  community: CommunityId,
): Promise<readonly { space: number; key: string; startAt: number; starter: number }[]> {
  const rows = await db
    .select({ space: thread.space, key: thread.key, startAt: thread.startAt, starter: thread.starter })
    .from(thread)
    .where(and(eq(thread.community, community), isNotNull(thread.startAt)))
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
  db: Database,
  { message, reaction, passage }: Schema,
  community: CommunityId,
  spaces: readonly number[],
  fromAt: number,
  toAt: number,
): Promise<{ messages: number; members: number; reactions: number; joins: number }> {
  const here = [NOWHERE, ...spaces]
  const posted = and(
    eq(message.community, community),
    gte(message.at, fromAt),
    lt(message.at, toAt),
    inArray(message.space, here),
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
        or(eq(passage.space, NOWHERE), inArray(passage.space, here)),
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
