/**
 * Reading what was recorded, for the figures. Large results come as bare rows, by position, without drizzle's mapping, and
 * in portions; nothing here computes a figure, and no order of text is left to a database: the two engines sort text
 * differently.
 */
import { and, type Column, eq, gt, gte, isNotNull, lt, sql } from 'drizzle-orm'
import type { Period } from '../core/calendar.ts'
import { type CommunityId, memberId, spaceId } from '../core/ids.ts'
import type { HistoryPort } from '../core/ports.ts'
import type { Engine } from './engine.ts'
import { gapsOf } from './gaps.ts'
import { readDaily, spanOf } from './read-daily.ts'
import { readMessages, readThreadStarts } from './read-messages.ts'
import { readSealedPairs } from './read-network.ts'
import { readSealedRhythm, readSealedStarters, readSealedTies } from './read-sealed.ts'
import { numberOf, type Visible } from './reading.ts'
import { NOWHERE } from './schema.ts'
import { readWordUsers } from './word-uses.ts'

/** `seen`: the spaces that the reader may see, with `NOWHERE`; null for whoever may see all. */
export function historyPort(engine: Engine, seen: ReadonlySet<number> | null = null): HistoryPort {
  const { db, tables } = engine
  const visible: Visible = (column) => (seen === null ? undefined : engine.isAmong(column, [...seen]))
  const { daily, sealedStretch, gap } = tables
  const inPeriod = (column: Column, period: Period) => and(gte(column, period.from), lt(column, period.to))

  return {
    seenIn: (spaces) =>
      historyPort(engine, new Set([NOWHERE, ...spaces.filter((space) => seen === null || seen.has(space))])),

    span: (community) => spanOf(engine, visible, community),

    daily: (community, before) => readDaily(engine, visible, community, before),

    firstMessageDays: async (community) => {
      const rows = await engine.rows(
        db
          .select({ member: daily.member, day: sql`min(${daily.day})` })
          .from(daily)
          .where(and(eq(daily.community, community), gt(daily.messages, 0), visible(daily.space)))
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

    threadStarts: (community) => readThreadStarts(engine, visible, community),

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

    sealedStarters: (community, period, firstMessageDays) =>
      readSealedStarters(engine, visible, { community, period, isWhole: seen === null }, firstMessageDays),

    sealedTies: (community, period) => readSealedTies(engine, visible, community, period),

    sealedPairs: (community, period) => readSealedPairs(engine, visible, community, period),

    sealedRhythm: (community, period) => readSealedRhythm(engine, visible, community, period),

    wordUsers: (community, before) => readWordUsers(engine, visible, community, before),

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
