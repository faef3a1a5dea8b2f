/**
 * Recording a batch beside the same statements in bare better-sqlite3 (same schema, ids resolved beforehand), and on
 * Postgres beside hand-written `unnest` statements.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import type { Activity } from '../../src/core/activity.ts'
import { openStore } from '../../src/store/open.ts'
import { type BenchRow, race, secondsOf } from './bench.ts'

const EVENTS = 60_000
const BATCH = 1_000
const PEOPLE = 1_000
const DAYS = 28
const ROUNDS = 5
const START = Date.UTC(2024, 0, 1)
const MS_PER_DAY = 86_400_000
const SECRET = 'a secret for the benchmark'

const keyOf = (index: number): string => String(1_200_000_000_000_000_000n + BigInt(index) * 4_194_304n)
const authorOf = (index: number): number => (index * 7_919) % PEOPLE
const atOf = (index: number): number => START + Math.floor((index / EVENTS) * DAYS * MS_PER_DAY)

/** One in a hundred is told twice, nearly half answer the message before. */
function activities(): Activity[] {
  return Array.from({ length: EVENTS }, (_, position) => {
    const index = position % 100 === 99 ? position - 1 : position
    return {
      kind: 'message',
      space: 'C1',
      key: keyOf(index),
      thread: null,
      author: `1000000000000${authorOf(index)}`,
      at: atOf(index),
      reference: index % 2 === 0 && index > 0 ? keyOf(index - 1) : null,
      mentions: [],
      length: 40,
      asks: false,
    }
  })
}

const batches = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) =>
    all.slice(index * BATCH, (index + 1) * BATCH),
  )

/** Everybody is met before the clock starts, as the ids of the bare statements are known before theirs. */
async function recordOurs(url: string, batch: readonly Activity[][]): Promise<number> {
  const store = await openStore({ url, secret: SECRET })
  const community = await store.communities.create({
    name: 'Bench',
    timeZone: 'Europe/Paris',
    isLive: true,
    now: START,
  })
  const workspace = await store.communities.workspace({ platform: 'discord', externalId: '1', name: 'Bench' })
  await store.communities.bindSpace(community.id, workspace.id, { externalId: 'C1', name: 'general' })
  const people = Array.from(
    { length: PEOPLE },
    (_, one): Activity => ({
      kind: 'join',
      space: 'C1',
      person: `1000000000000${one}`,
      at: START,
    }),
  )
  await store.recording.record(workspace.id, people, START)
  const seconds = await secondsOf(async () => {
    for (const one of batch) await store.recording.record(workspace.id, one, START)
  })
  await store.close()
  return seconds
}

const INSERT = 'insert into message values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing'
const COUNT =
  'insert into daily values (?, ?, ?, ?, 1, 0, 0) on conflict (community, day, member, space) do update set messages = messages + 1'

/** The floor: the message and its daily counter, prepared, in one transaction a batch. */
async function recordBare(file: string, batch: readonly Activity[][]): Promise<number> {
  const connection = new Sqlite(file)
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('wal_autocheckpoint = 16000')
  const insert = connection.prepare(INSERT)
  const count = connection.prepare(COUNT)
  const seconds = await secondsOf(async () => {
    for (const one of batch) recordOne(one)
  })
  connection.close()
  return seconds

  function recordOne(one: readonly Activity[]): void {
    connection.exec('begin immediate')
    for (const event of one) {
      if (event.kind !== 'message') continue
      const author = Number(event.author.slice(13)) + 1
      const { changes } = insert.run(
        ...[
          1,
          1,
          event.key,
          author,
          event.at,
          event.thread,
          event.reference,
          null,
          null,
          null,
          event.length,
          0,
          0,
          19_723,
        ],
      )
      if (changes === 1) count.run(1, Math.floor(event.at / MS_PER_DAY), author, 1)
    }
    connection.exec('commit')
  }
}

async function emptySqlite(): Promise<{ url: string; file: string; drop(): void }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-bench-'))
  const file = path.join(folder, 'bench.db')
  await (await openStore({ url: `file:${file}`, secret: SECRET })).close()
  return { url: `file:${file}`, file, drop: () => rmSync(folder, { recursive: true, force: true }) }
}

export async function benchRecordingSqlite(): Promise<BenchRow[]> {
  const batch = batches(activities())
  const databases: { drop(): void }[] = []
  const fresh = async () => {
    const database = await emptySqlite()
    databases.push(database)
    return database
  }
  const waiting = { ours: await fresh(), limit: await fresh() }
  const rates = await race(
    ROUNDS,
    EVENTS,
    async () => {
      const seconds = await recordOurs(waiting.ours.url, batch)
      waiting.ours = await fresh()
      return seconds
    },
    async () => {
      const seconds = await recordBare(waiting.limit.file, batch)
      waiting.limit = await fresh()
      return seconds
    },
  )
  for (const database of databases) database.drop()
  return [{ name: 'recording, SQLite ÷ bare better-sqlite3', ...rates, target: '≥ 0.8', unit: 'events/s' }]
}

const UNNEST = `with given as (select * from unnest($1::text[], $2::integer[], $3::bigint[], $4::text[], $5::integer[]) as given (key, author, at, reference, day)),
added as (insert into message (community, space, key, author, at, reference, length, asks, is_deleted, received_day)
  select 1, 1, key, author, at, reference, 40, false, false, 19723 from given on conflict do nothing returning key)
insert into daily (community, day, member, space, messages, reactions, acts)
  select 1, day, author, 1, count(*), 0, 0 from given join added using (key) group by day, author order by day, author
  on conflict (community, day, member, space) do update set messages = daily.messages + excluded.messages`

async function recordUnnest(url: string, batch: readonly Activity[][]): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const seconds = await secondsOf(async () => {
    for (const one of batch) await recordOne(one)
  })
  await client.end()
  return seconds

  async function recordOne(one: readonly Activity[]): Promise<void> {
    const unique = [
      ...new Map(one.map((event) => [event.kind === 'message' ? event.key : '', event])).values(),
    ]
    const messages = unique.flatMap((event) => (event.kind === 'message' ? [event] : []))
    await client.query('begin')
    await client.query(UNNEST, [
      messages.map((event) => event.key),
      messages.map((event) => Number(event.author.slice(13)) + 1),
      messages.map((event) => event.at),
      messages.map((event) => event.reference),
      messages.map((event) => Math.floor(event.at / MS_PER_DAY)),
    ])
    await client.query('commit')
  }
}

/** `server` is the address of a server on which databases can be made. */
export async function benchRecordingPostgres(server: string): Promise<BenchRow[]> {
  const batch = batches(activities())
  const admin = new pg.Client({ connectionString: `${server}/postgres` })
  await admin.connect()
  let made = 0
  const fresh = async (): Promise<string> => {
    made += 1
    await admin.query(`create database bench${made}`)
    const url = `${server}/bench${made}`
    await (await openStore({ url, secret: SECRET })).close()
    return url
  }
  const waiting = { ours: await fresh(), limit: await fresh() }
  const rates = await race(
    ROUNDS,
    EVENTS,
    async () => {
      const seconds = await recordOurs(waiting.ours, batch)
      waiting.ours = await fresh()
      return seconds
    },
    async () => {
      const seconds = await recordUnnest(waiting.limit, batch)
      waiting.limit = await fresh()
      return seconds
    },
  )
  await admin.end()
  return [{ name: 'recording, Postgres ÷ hand-written unnest', ...rates, target: '≥ 0.8', unit: 'events/s' }]
}
