/**
 * What must never be so, whatever happens: rows that contradict each other. It is asked of a database that is looked at,
 * at one moment, a day at a time, so that it takes little memory of a large one.
 */
import { and, eq, gt, gte, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { calendarOf, type Day, MS_PER_DAY } from '../core/calendar.ts'
import type { Oddity } from '../core/examination.ts'
import type { Community } from '../core/ports.ts'
import type { Engine } from './engine.ts'
import { NOBODY } from './schema.ts'

/** Reactions are dropped some time after they were received: counts of older days cannot be worked out again. */
const REACTION_DAYS = 80

const COUNT = sql<number>`count(*)`

/** How often each is so. `onProgress` is told the share done. */
export async function findOddities(
  engine: Engine,
  communities: readonly Community[],
  now: number,
  onProgress: (share: number) => void,
): Promise<ReadonlyMap<Oddity, number>> {
  const found = new Map<Oddity, number>()
  found.set('identityWithoutMember', await identitiesWithoutMember(engine))
  found.set('erasedStillHere', await erasedStillHere(engine))
  found.set('actsOfNobody', await actsOfNobody(engine))
  found.set('coveredTwice', await coveredTwice(engine))
  let days = 0
  for (const [at, community] of communities.entries())
    days += await daysNotRaw(engine, community, now, (share) => onProgress((at + share) / communities.length))
  return found.set('dailyNotRaw', days)
}

const only = (rows: readonly { readonly n: number }[]): number => Number(rows[0]?.n ?? 0)

async function identitiesWithoutMember({ db, tables: { identity, member } }: Engine): Promise<number> {
  return only(
    await db
      .select({ n: COUNT })
      .from(identity)
      .leftJoin(member, and(eq(member.community, identity.community), eq(member.id, identity.member)))
      .where(isNull(member.id)),
  )
}

async function erasedStillHere({ db, tables: { identity, erased } }: Engine): Promise<number> {
  return only(
    await db
      .select({ n: COUNT })
      .from(erased)
      .innerJoin(identity, and(eq(identity.community, erased.community), eq(identity.hash, erased.hash)))
      .where(isNull(erased.backAt)),
  )
}

async function actsOfNobody({ db, tables: { daily, member } }: Engine): Promise<number> {
  return only(
    await db
      .select({ n: COUNT })
      .from(daily)
      .leftJoin(member, and(eq(member.community, daily.community), eq(member.id, daily.member)))
      .where(and(ne(daily.member, NOBODY), isNull(member.id))),
  )
}

/** Intervals of one space that touch, or end before they begin: they would have been made one. */
async function coveredTwice({ db, tables: { covered } }: Engine): Promise<number> {
  const other = alias(covered, 'other')
  const overlapping = await db
    .select({ n: COUNT })
    .from(covered)
    .innerJoin(
      other,
      and(
        eq(other.community, covered.community),
        eq(other.space, covered.space),
        gt(other.fromAt, covered.fromAt),
        sql`${other.fromAt} <= ${covered.toAt}`,
      ),
    )
  const backwards = await db.select({ n: COUNT }).from(covered).where(gt(covered.fromAt, covered.toAt))
  return only(overlapping) + only(backwards)
}

/** Days whose daily rows are not what the raw activity of the day comes to; sealed days have none any more. */
async function daysNotRaw(
  engine: Engine,
  { id, timeZone }: Community,
  now: number,
  onProgress: (share: number) => void,
): Promise<number> {
  const { db, tables } = engine
  const { message, daily, sealedStretch } = tables
  const calendar = calendarOf(timeZone)
  const stretches = await db
    .selectDistinct({ from: sealedStretch.fromDay, to: sealedStretch.toDay })
    .from(sealedStretch)
    .where(eq(sealedStretch.community, id))
  const isSealed = (day: Day): boolean => stretches.some(({ from, to }) => from <= day && day < to)
  const [raw] = await db
    .select({ first: sql<number | null>`min(${message.at})`, last: sql<number | null>`max(${message.at})` })
    .from(message)
    .where(and(eq(message.community, id), isNotNull(message.at)))
  const counted = await db
    .selectDistinct({ day: daily.day })
    .from(daily)
    .where(and(eq(daily.community, id), sql`${daily.messages} + ${daily.reactions} > 0`))
  const days = new Set(counted.map((row) => row.day))
  if (raw?.first != null && raw.last != null)
    for (let day = calendar.dayOf(Number(raw.first)); day <= calendar.dayOf(Number(raw.last)); day += 1)
      days.add(day)
  const reactions = await reactionsByDay(engine, id)
  const reactionsFrom = Math.floor(now / MS_PER_DAY) - REACTION_DAYS
  let odd = 0
  let done = 0
  for (const day of days) {
    onProgress(done / days.size)
    done += 1
    if (isSealed(day)) continue
    const messages = await messagesOn(engine, id, calendar.startOf(day), calendar.startOf(day + 1))
    const rows = await db
      .select()
      .from(daily)
      .where(and(eq(daily.community, id), eq(daily.day, day)))
    const told = { messages: new Map<string, number>(), reactions: new Map<string, number>() }
    for (const { space, member, ...row } of rows) {
      if (row.messages > 0) told.messages.set(`${space}/${member}`, row.messages)
      if (row.reactions > 0) told.reactions.set(`${space}/${member}`, row.reactions)
    }
    const isSame =
      areSame(told.messages, messages) &&
      (day < reactionsFrom || areSame(told.reactions, reactions.get(day) ?? new Map()))
    if (!isSame) odd += 1
  }
  return odd
}

async function messagesOn(
  { db, tables: { message } }: Engine,
  community: Community['id'],
  fromAt: number,
  toAt: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ space: message.space, author: message.author, n: COUNT })
    .from(message)
    .where(
      and(
        eq(message.community, community),
        gte(message.at, fromAt),
        lt(message.at, toAt),
        eq(message.isDeleted, false),
      ),
    )
    .groupBy(message.space, message.author)
  return new Map(rows.map((row) => [`${row.space}/${row.author}`, Number(row.n)]))
}

async function reactionsByDay(
  { db, tables: { reaction } }: Engine,
  community: Community['id'],
): Promise<ReadonlyMap<Day, ReadonlyMap<string, number>>> {
  const rows = await db
    .select({
      ...{ day: reaction.countedDay, space: reaction.space, member: reaction.member },
      n: sql<number>`sum(${reaction.counted})`,
    })
    .from(reaction)
    .where(and(eq(reaction.community, community), isNotNull(reaction.countedDay), gt(reaction.counted, 0)))
    .groupBy(reaction.countedDay, reaction.space, reaction.member)
  const byDay = new Map<Day, Map<string, number>>()
  for (const { day, space, member, n } of rows) {
    if (day === null) continue
    const counts = byDay.get(day) ?? new Map<string, number>()
    byDay.set(day, counts.set(`${space}/${member}`, Number(n)))
  }
  return byDay
}

const areSame = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean =>
  a.size === b.size && [...a].every(([key, n]) => b.get(key) === n)
