/**
 * Retention: raw activity that has been kept long enough is sealed. Each message leaves a row without external id or
 * minute, its ties are added up by day, and whatever younger messages still need of it is frozen beside them, so that
 * every figure stays what it was. A day is sealed whole, in all spaces of the community, or not yet.
 */
import { and, eq, gte, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import { alias, type SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { type Calendar, type Day, MS_PER_DAY, MS_PER_HOUR } from '../core/calendar.ts'
import type { CommunityId, SpaceId } from '../core/ids.ts'
import { spaceId } from '../core/ids.ts'
import { readConversation, type Starter } from '../core/participation/conversation.ts'
import type { HistoryPort, RetentionPort } from '../core/ports.ts'
import type { Database, Engine } from './engine.ts'
import { firstHereReader, firstKey, firstsHere } from './first-here.ts'
import { sharedCalendar } from './homes.ts'
import { isMessageAt } from './message-joins.ts'
import { breathe } from './reading.ts'
import type { Schema } from './schema.ts'
import { reserveIds } from './sequences.ts'
import { sealWordUses } from './word-uses.ts'

const ROWS_PER_INSERT = 500

/** `at` only puts them in order. */
type SealedRow = Omit<Schema['sealed']['$inferInsert'], 'community' | 'id'> & { readonly at: number }
type TieRow = Omit<Schema['tie']['$inferInsert'], 'community'>

export function retentionPort(engine: Engine, history: HistoryPort): RetentionPort {
  const { tables, db } = engine
  return {
    seal: async (community, now, retentionDays) => {
      const lastDay = Math.floor(now / MS_PER_DAY) - retentionDays
      const [house] = await db.select().from(tables.community).where(eq(tables.community.id, community))
      if (house === undefined) return { days: 0, messages: 0 }
      const calendar = sharedCalendar(house.timeZone)
      return engine.write(async (transaction) => {
        // Holds the community's row of sealed ids until the end: another process that seals too waits here, and then
        // finds nothing left. In this process nothing is recorded meanwhile.
        await reserveIds(transaction.db, tables, community, 'sealed', 0)
        const days = await agedDays(engine, community, calendar, lastDay)
        if (days.size === 0) return { days: 0, messages: 0 }
        const left = await whatIsLeft(engine, history, community, calendar, days)
        await writeSealed(transaction.db, tables, community, left)
        for (const run of runsOf(days)) await sealRun(transaction.db, tables, community, calendar, run, left)
        await dropLeftovers(transaction.db, tables, community, lastDay)
        return { days: days.size, messages: left.sealed.length }
      })
    },
  }
}

/**
 * Days on which every message has been kept long enough. What is young by its own time is not looked at: nothing is
 * received before it is posted, and a day is given for clocks that differ.
 */
async function agedDays(
  engine: Engine,
  community: CommunityId,
  calendar: Calendar,
  lastDay: number,
): Promise<ReadonlySet<Day>> {
  const { message } = engine.tables
  const beforeAt = (lastDay + 2) * MS_PER_DAY
  const rows = await engine.rows(
    engine.db
      .select({ at: message.at, receivedDay: message.receivedDay })
      .from(message)
      .where(and(eq(message.community, community), lt(message.at, beforeAt))),
  )
  const aged = new Set<Day>()
  const young = new Set<Day>()
  for (const [at, receivedDay] of rows)
    (Number(receivedDay) <= lastDay ? aged : young).add(calendar.dayOf(Number(at)))
  for (const day of aged) if (young.has(day) || calendar.startOf(day + 1) > beforeAt) aged.delete(day)
  return aged
}

interface Left {
  readonly sealed: SealedRow[]
  readonly ties: Map<string, TieRow>
  readonly spaces: ReadonlySet<SpaceId>
}

async function whatIsLeft(
  engine: Engine,
  history: HistoryPort,
  community: CommunityId,
  calendar: Calendar,
  days: ReadonlySet<Day>,
): Promise<Left> {
  const { db } = engine
  const { space } = engine.tables
  const spaces = await db
    .select({ id: space.id, externalId: space.externalId })
    .from(space)
    .where(eq(space.community, community))
  const left: Left = {
    sealed: [],
    ties: new Map(),
    spaces: new Set(spaces.map((one) => spaceId(one.id))),
  }
  const context = {
    calendar,
    firstMessageDays: await history.firstMessageDays(community),
    threadStarts: await history.threadStarts(community),
    spaceKeys: new Map(spaces.map((one) => [spaceId(one.id), one.externalId])),
    lastInMainLine: await history.lastSealedInMainLine(community),
  }
  const everything = () => history.messages(community, 0, Number.MAX_SAFE_INTEGER)
  const firsts = await firstsHere(engine, community, everything(), context)
  const firstHere = firstHereReader(firsts)
  await readConversation(everything(), context, {
    onMessage: (message) => {
      if (!days.has(message.day)) return
      const first = firstHere(message)
      if (message.reply !== null) addTie(left, message, message.reply, 'replies')
      for (const named of message.mentions) addTie(left, message, named, 'mentions')
      if (!message.isStarter) left.sealed.push({ ...sealedRow(message, first), isStarter: false })
    },
    onStarter: (starter) => {
      if (!days.has(starter.day)) return
      const isFirstHere = firsts.get(firstKey(starter.author, starter.space))?.key === starter.key
      left.sealed.push({ ...sealedRow(starter, starter), isFirstHere })
    },
  })
  left.sealed.sort((a, b) => a.at - b.at)
  return left
}

/** `starter` is what it began, in the whole community or to those who see its space alone. */
function sealedRow(
  message: { at: number; day: Day; hour: number; space: SpaceId; author: number; isFirst: boolean },
  starter: Starter | null,
): SealedRow {
  const minutes = starter?.minutesToFirstAnswer ?? null
  return {
    at: message.at,
    day: message.day,
    hour: message.hour,
    space: message.space,
    member: message.author,
    isStarter: starter !== null,
    isFirst: message.isFirst,
    isFirstHere: starter !== null,
    answeredAfterMs: minutes === null ? null : Math.round(minutes * 60_000),
  }
}

function addTie(
  { ties }: Left,
  message: { day: Day; space: SpaceId; author: number },
  other: number,
  act: 'replies' | 'mentions',
): void {
  const key = `${message.day}/${message.author}/${other}/${message.space}`
  const tie = ties.get(key) ?? {
    day: message.day,
    member: message.author,
    other,
    space: message.space,
    replies: 0,
    mentions: 0,
  }
  tie[act] += 1
  ties.set(key, tie)
}

async function writeSealed(db: Database, tables: Schema, community: CommunityId, left: Left): Promise<void> {
  const first = await reserveIds(db, tables, community, 'sealed', left.sealed.length)
  for (let start = 0; start < left.sealed.length; start += ROWS_PER_INSERT) {
    await db
      .insert(tables.sealed)
      .values(
        left.sealed
          .slice(start, start + ROWS_PER_INSERT)
          .map(({ at: _at, ...row }, index) => ({ community, id: first + start + index, ...row })),
      )
    await breathe()
  }
  const ties = [...left.ties.values()]
  for (let start = 0; start < ties.length; start += ROWS_PER_INSERT) {
    await db
      .insert(tables.tie)
      .values(ties.slice(start, start + ROWS_PER_INSERT).map((row) => ({ community, ...row })))
    await breathe()
  }
}

/** Neighbouring days as half-open runs. */
function runsOf(days: ReadonlySet<Day>): readonly { fromDay: Day; toDay: Day }[] {
  const runs: { fromDay: Day; toDay: Day }[] = []
  for (const day of [...days].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last?.toDay === day) last.toDay = day + 1
    else runs.push({ fromDay: day, toDay: day + 1 })
  }
  return runs
}

/** Freezes what younger messages need of a run of days, closes the run and removes its raw rows. */
async function sealRun(
  db: Database,
  tables: Schema,
  community: CommunityId,
  calendar: Calendar,
  run: { fromDay: Day; toDay: Day },
  left: Left,
): Promise<void> {
  const { message, sealedStretch } = tables
  const fromAt = calendar.startOf(run.fromDay)
  const toAt = calendar.startOf(run.toDay)
  await freezeReferences(db, tables, community, fromAt, toAt)
  await freezeThreads(db, tables, community, fromAt, toAt)
  await freezeReactions(db, tables, community, fromAt, toAt)
  await sealWordUses(db, tables, community, calendar, { fromAt, toAt })
  const inRun = and(eq(message.community, community), gte(message.at, fromAt), lt(message.at, toAt))
  const mainLine = await db
    .select({ space: message.space, at: sql`max(${message.at})` })
    .from(message)
    .where(and(inRun, isNull(message.thread)))
    .groupBy(message.space)
  const lastMainAt = new Map(mainLine.map((row) => [row.space, Number(row.at)]))
  const stretches = [...left.spaces].map((space) => ({
    ...{ community, space, ...run },
    lastMainAt: lastMainAt.get(space) ?? null,
  }))
  if (stretches.length > 0) await db.insert(sealedStretch).values(stretches).onConflictDoNothing()
  // An hour at a time, of those that have any: each row is also overwritten on the disk.
  const times = await db.select({ at: message.at }).from(message).where(inRun)
  const hours = new Set(times.map(({ at }) => Math.floor((Number(at) - fromAt) / MS_PER_HOUR)))
  for (const hour of [...hours].sort((a, b) => a - b)) {
    const hourAt = fromAt + hour * MS_PER_HOUR
    const inHour = and(gte(message.at, hourAt), lt(message.at, Math.min(toAt, hourAt + MS_PER_HOUR)))
    await db.delete(message).where(and(eq(message.community, community), inHour))
    await breathe()
  }
}

/**
 * A younger message that answers a sealed one keeps whom it answers. Every answer is looked at, and finds what it answers by its key: as a join, either engine may
 * go the other way, and read all of a space for each message of the run.
 */
async function freezeReferences(
  db: Database,
  { message }: Schema,
  community: CommunityId,
  fromAt: number,
  toAt: number,
): Promise<void> {
  const referenced = alias(message, 'referenced')
  const answered = (column: SQLiteColumn) =>
    sql`(${db
      .select({ column })
      .from(referenced)
      .where(isMessageAt(referenced, message, message.reference))})`
  const answers = await db
    .select({ space: message.space, key: message.key, author: answered(referenced.author) })
    .from(message)
    .where(
      and(
        eq(message.community, community),
        isNotNull(message.reference),
        or(lt(message.at, fromAt), gte(message.at, toAt)),
        sql`${answered(referenced.at)} >= ${fromAt}`,
        sql`${answered(referenced.at)} < ${toAt}`,
      ),
    )
  for (const { space, key, author } of answers)
    await db
      .update(message)
      .set({ referenceAuthor: author === null ? null : Number(author) })
      .where(and(eq(message.community, community), eq(message.space, space), eq(message.key, key)))
}

/** A thread whose start goes keeps when it began and who began it. */
async function freezeThreads(
  db: Database,
  { message, thread }: Schema,
  community: CommunityId,
  fromAt: number,
  toAt: number,
): Promise<void> {
  const hanging = alias(message, 'hanging')
  const rows = await db
    .select({
      space: message.space,
      thread: message.thread,
      key: message.key,
      at: message.at,
      author: message.author,
      hangingAt: hanging.at,
      hangingAuthor: hanging.author,
    })
    .from(message)
    .leftJoin(hanging, isMessageAt(hanging, message, message.thread))
    .where(
      and(
        eq(message.community, community),
        isNotNull(message.thread),
        // What is younger than the run is the start of no thread that begins in it.
        sql`coalesce(${hanging.at}, ${message.at}) < ${toAt}`,
      ),
    )
  const starts = new Map<string, { space: number; key: string; at: number; starter: number }>()
  for (const row of rows) {
    const at = row.hangingAt ?? row.at
    const starter = row.hangingAt === null ? row.author : row.hangingAuthor
    if (row.thread === null || at === null || starter === null) continue
    const id = `${row.space}/${row.thread}`
    const known = starts.get(id)
    if (known === undefined || at < known.at)
      starts.set(id, { space: row.space, key: row.thread, at, starter })
  }
  for (const { space, key, at, starter } of starts.values())
    if (fromAt <= at && at < toAt)
      await db
        .insert(thread)
        .values({ community, space, key, openedAt: null, startAt: at, starter })
        .onConflictDoUpdate({
          target: [thread.community, thread.space, thread.key],
          set: {
            startAt: sql`coalesce(${thread.startAt}, excluded.start_at)`,
            starter: sql`coalesce(${thread.starter}, excluded.starter)`,
          },
        })
}

/** Reactions that are younger than their message keep who wrote it. */
async function freezeReactions(
  db: Database,
  { message, reaction }: Schema,
  community: CommunityId,
  fromAt: number,
  toAt: number,
): Promise<void> {
  await db
    .update(reaction)
    .set({
      author: sql`(select m.author from message m where m.community = ${reaction.community} and m.space = ${reaction.space} and m.key = ${reaction.message})`,
    })
    .where(
      and(
        eq(reaction.community, community),
        sql`exists (select 1 from ${message} m where m.community = ${reaction.community} and m.space = ${reaction.space} and m.key = ${reaction.message} and m.at >= ${fromAt} and m.at < ${toAt})`,
      ),
    )
}

/** Aged reactions and tombstones, and marks of messages that are gone. */
async function dropLeftovers(
  db: Database,
  { message, reaction, waitingMark }: Schema,
  community: CommunityId,
  lastDay: number,
): Promise<void> {
  const gone = (space: unknown, key: unknown) =>
    sql`not exists (select 1 from ${message} m where m.community = ${community} and m.space = ${space} and m.key = ${key})`
  await db
    .delete(message)
    .where(
      and(
        eq(message.community, community),
        eq(message.isDeleted, true),
        sql`${message.receivedDay} <= ${lastDay}`,
      ),
    )
  await db
    .delete(reaction)
    .where(
      and(
        eq(reaction.community, community),
        sql`${reaction.receivedDay} <= ${lastDay}`,
        gone(reaction.space, reaction.message),
      ),
    )
  await db
    .delete(waitingMark)
    .where(and(eq(waitingMark.community, community), gone(waitingMark.space, waitingMark.key)))
}
