/**
 * Writes a year straight into a database, as recording and retention would have left it: three months of messages, and
 * what is sealed of the nine before. Rows go in by bulk; what they hold is told by the same reading that retention does.
 * Reactions are there as the daily rows count them, and nobody has an identity: a digest reads neither.
 */
import Sqlite from 'better-sqlite3'
import { type Calendar, calendarOf, type Day, MS_PER_DAY } from '../../src/core/calendar.ts'
import { type MemberId, memberId, type SpaceId } from '../../src/core/ids.ts'
import {
  type ConversationContext,
  type ReadMessage,
  readConversation,
  type Starter,
} from '../../src/core/participation/conversation.ts'
import type { Community } from '../../src/core/ports.ts'
import { openStore } from '../../src/store/open.ts'
import { atOfKey, type MadeMessage, type Year, type YearSize, yearOf } from './year-world.ts'

/** Two days fewer than are kept, so that nothing of it is due to be sealed. */
const RAW_DAYS = 88
const ZONE = 'Europe/Paris'
/** A starter is told of three weeks after its day at the latest. */
const TOLD_AFTER_DAYS = 22
/** More than there are, so that several ids make one number. */
const MOST_MEMBERS = 1_000_000
const MOST_SPACES = 1_000
/** What the community is called. */
export const COMMUNITY = 'Bench'
/** What its database is opened with. */
export const SECRET = 'a secret for the benchmark'

/** Where a year goes. */
export interface YearPlace {
  readonly file: string
  /** The server or workspace, and the channels that hold it, as many as `spacesOf` says at least. */
  readonly platform: 'discord' | 'slack'
  readonly workspace: string
  readonly channels: readonly { readonly id: string; readonly name: string }[]
}

/** A database with a year in it. */
export interface MadeYear {
  readonly community: Community
  readonly period: { readonly from: Day; readonly to: Day }
  readonly rows: {
    readonly messages: number
    readonly sealed: number
    readonly daily: number
    readonly ties: number
  }
}

/** Makes the database of a community that is a year old today. */
export async function makeYear(place: YearPlace, size: YearSize): Promise<MadeYear> {
  const calendar = calendarOf(ZONE)
  const today = calendar.dayOf(Date.now())
  const year = yearOf(size, calendar, today)
  const community = await makeCommunity(place, year, calendar)
  const db = new Sqlite(place.file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = OFF')
  db.exec('begin')
  const rows = await fill(db, community, year, calendar, size)
  db.exec('commit')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  return { community, period: { from: today - 52 * 7, to: today }, rows }
}

async function makeCommunity(place: YearPlace, year: Year, calendar: Calendar): Promise<Community> {
  const store = await openStore({ url: `file:${place.file}`, secret: SECRET })
  const now = calendar.startOf(year.firstDay)
  const workspace = await store.communities.workspace({
    platform: place.platform,
    externalId: place.workspace,
    name: COMMUNITY,
  })
  const community = await store.communities.create({ name: COMMUNITY, timeZone: ZONE, isLive: true, now })
  for (const [index, space] of year.spaces.entries()) {
    const channel = place.channels[index]
    if (channel === undefined) throw new Error('there are not enough channels')
    const bound = await store.communities.bindSpace(community.id, workspace.id, {
      externalId: channel.id,
      name: channel.name,
      readFromAt: now,
    })
    if (bound.id !== space) throw new Error('a space has another id than was thought')
    await store.recording.cover(community.id, space, now, Date.now())
  }
  await store.close()
  return community
}

/** First days with a message, of people and of people in each space (`standIn`). */
function firstDaysOf(year: Year): { people: Map<MemberId, Day>; here: Map<MemberId, Day> } {
  const people = new Map<MemberId, Day>()
  const here = new Map<MemberId, Day>()
  for (const { day, visits } of year.visits())
    for (const { member, space } of visits) {
      if (!people.has(member)) people.set(member, day)
      const who = standIn(member, space)
      if (!here.has(who)) here.set(who, day)
    }
  return { people, here }
}

const standIn = (member: number, space: number): MemberId => memberId(member * MOST_SPACES + space)

/** First messages of everybody in each space, as those who see no other space would read them. */
async function firstsHere(year: Year, context: ConversationContext): Promise<ReadonlyMap<MemberId, Starter>> {
  const firsts = new Map<MemberId, Starter>()
  await readConversation(asStandIns(year.messages()), context, {
    onStarter: (starter) => void (starter.isFirst && firsts.set(starter.author, starter)),
  })
  return firsts
}

function* asStandIns(rows: Iterable<MadeMessage>): Generator<MadeMessage> {
  for (const row of rows) {
    const { space, key, thread, author, at, day, reference, hasReference, referenceAuthor, named, hangsOn } =
      row
    yield {
      space,
      key,
      thread,
      at,
      day,
      reference,
      hasReference,
      author: standIn(author, space),
      referenceAuthor: referenceAuthor === null ? null : standIn(referenceAuthor, space),
      named: named.length === 0 ? named : named.map((one) => standIn(one, space)),
      hangsOn: hangsOn === null ? null : { at: hangsOn.at, author: standIn(hangsOn.author, space) },
    }
  }
}

async function fill(
  db: Sqlite.Database,
  { id }: Community,
  year: Year,
  calendar: Calendar,
  size: YearSize,
): Promise<MadeYear['rows']> {
  const first = firstDaysOf(year)
  const spaces = db
    .prepare<[], { id: SpaceId; external_id: string }>('select id, external_id from space')
    .all()
  const context = (firstMessageDays: ReadonlyMap<MemberId, Day>): ConversationContext => ({
    calendar,
    firstMessageDays,
    threadStarts: new Map(),
    spaceKeys: new Map(spaces.map((space) => [space.id, space.external_id])),
    lastInMainLine: new Map(),
  })
  const firsts = await firstsHere(year, context(first.here))
  const rawFrom = year.endDay - RAW_DAYS
  const rows = { messages: 0, sealed: 0, daily: writeDaily(db, id, year), ties: 0 }
  const raw = rawWriter(db, id, calendar.startOf(rawFrom))
  const sealing = sealedWriter(db, id, firsts)
  const seen = function* (): Generator<MadeMessage> {
    for (const message of year.messages()) {
      raw.take(message)
      yield message
    }
  }
  await readConversation(seen(), context(first.people), {
    onMessage: (message) => void (message.day < rawFrom && sealing.message(message)),
    onStarter: (starter) => void (starter.day < rawFrom && sealing.starter(starter)),
  })
  rows.messages = raw.written()
  Object.assign(rows, sealing.finish())
  const stretch = db.prepare('insert into sealed_stretch values (?, ?, ?, ?, ?)')
  for (const space of year.spaces)
    stretch.run(id, space, year.firstDay, rawFrom, raw.lastSealedInMainLine(space))
  const person = db.prepare('insert into member (community, id) values (?, ?)')
  for (let member = 1; member <= size.members; member += 1) person.run(id, member)
  const sequence = db.prepare('insert or replace into sequence values (?, ?, ?)')
  sequence.run(id, 'member', size.members + 1)
  sequence.run(id, 'sealed', rows.sealed + 1)
  return rows
}

function writeDaily(db: Sqlite.Database, community: number, year: Year): number {
  const insert = db.prepare('insert into daily values (?, ?, ?, ?, ?, ?, 0)')
  let written = 0
  for (const { day, visits } of year.visits())
    for (const { member, space, messages, reactions } of visits) {
      insert.run(community, day, member, space, messages, reactions)
      written += 1
    }
  return written
}

/** Writes messages that are young enough, and what of the others they still need. */
function rawWriter(db: Sqlite.Database, community: number, rawFromAt: number) {
  const insert = db.prepare('insert into message values (?, ?, ?, ?, ?, ?, ?, ?, ?, null, 40, 0, 0, ?)')
  const freeze = db.prepare('insert or ignore into thread values (?, ?, ?, null, ?, ?)')
  const lastMainAt = new Map<SpaceId, number>()
  let written = 0
  return {
    take: (message: MadeMessage): void => {
      const { space, key, author, at, thread, reference, referenceAuthor, named, hangsOn } = message
      if (thread !== null && hangsOn !== null && hangsOn.at < rawFromAt)
        freeze.run(community, space, thread, hangsOn.at, hangsOn.author)
      if (at < rawFromAt) {
        if (thread === null) lastMainAt.set(space, at)
        return
      }
      written += 1
      const keptAuthor = reference !== null && atOfKey(reference) < rawFromAt ? referenceAuthor : null
      const names = named.length === 0 ? null : named.join(' ')
      const receivedDay = Math.floor(at / MS_PER_DAY)
      insert.run(community, space, key, author, at, thread, reference, keptAuthor, names, receivedDay)
    },
    written: () => written,
    lastSealedInMainLine: (space: SpaceId) => lastMainAt.get(space) ?? null,
  }
}

interface SealedRow {
  readonly at: number
  /** Day, hour, space, member, is_starter, is_first, is_first_here, answered_after_ms. */
  readonly values: readonly (number | null)[]
}

/** Writes what is left of messages, in order of time, and their ties, added up by day. */
function sealedWriter(db: Sqlite.Database, community: number, firsts: ReadonlyMap<MemberId, Starter>) {
  const insert =
    db.prepare(`insert into sealed (community, id, day, hour, space, member, is_starter, is_first,
    is_first_here, answered_after_ms) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const insertTie = db.prepare('insert into tie values (?, ?, ?, ?, ?, ?, ?)')
  const days = new Map<Day, SealedRow[]>()
  const met = new Set<MemberId>()
  let ties = new Map<
    number,
    [member: number, other: number, space: number, replies: number, mentions: number]
  >()
  let today = 0
  const written = { sealed: 0, ties: 0 }

  const add = (day: Day, row: SealedRow): void => {
    const known = days.get(day)
    if (known === undefined) days.set(day, [row])
    else known.push(row)
  }
  const writeDay = (day: Day): void => {
    const rows = days.get(day) ?? []
    for (const { values } of rows.sort((a, b) => a.at - b.at)) {
      written.sealed += 1
      insert.run(community, written.sealed, values)
    }
    days.delete(day)
  }
  const endToday = (): void => {
    for (const tie of ties.values()) insertTie.run(community, today, ...tie)
    written.ties += ties.size
    ties = new Map()
    for (const day of [...days.keys()]) if (day < today - TOLD_AFTER_DAYS) writeDay(day)
  }
  const tied = (from: ReadMessage, other: MemberId, act: 3 | 4): void => {
    const key = standIn(from.author * MOST_MEMBERS + other, from.space)
    const tie = ties.get(key) ?? [from.author, other, from.space, 0, 0]
    tie[act] += 1
    ties.set(key, tie)
  }
  return {
    message: (message: ReadMessage): void => {
      const { at, day, hour, space, author, reply, mentions, isStarter, isFirst } = message
      if (day !== today) {
        endToday()
        today = day
      }
      if (reply !== null) tied(message, reply, 3)
      for (const named of mentions) tied(message, named, 4)
      const who = standIn(author, space)
      const first = firsts.get(who)
      const isFirstHere = first?.at === at && !met.has(who)
      if (isFirstHere) met.add(who)
      if (isStarter) return
      const answered = isFirstHere ? answeredAfterMs(first) : null
      add(day, { at, values: [day, hour, space, author, 0, Number(isFirst), Number(isFirstHere), answered] })
    },
    starter: (starter: Starter): void => {
      const { at, day, hour, space, author, isFirst, key } = starter
      const isFirstHere = firsts.get(standIn(author, space))?.key === key
      const values = [
        day,
        hour,
        space,
        author,
        1,
        Number(isFirst),
        Number(isFirstHere),
        answeredAfterMs(starter),
      ]
      add(day, { at, values })
    },
    finish: () => {
      endToday()
      for (const day of [...days.keys()].sort((a, b) => a - b)) writeDay(day)
      return written
    },
  }
}

function answeredAfterMs({ minutesToFirstAnswer: minutes }: Starter): number | null {
  return minutes === null ? null : Math.round(minutes * 60_000)
}
