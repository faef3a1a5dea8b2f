/**
 * A database to be looked at: read as it stands, at one moment, without bringing it up to date, and without keeping
 * anybody from writing. Every query of the store can be asked of it; nothing can be written.
 */
import { statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { postgresColumns, sqliteColumns } from './columns.ts'
import type { Database, Engine, Row } from './engine.ts'
import { defineSchema } from './schema.ts'

/** Somebody who has the database for themselves for a moment is waited for. */
const PATIENCE_MS = 2_000
const CONNECT_TIMEOUT_MS = 10_000

/** A database that is open to be looked at. */
export interface Looking {
  readonly engine: Engine
  /** One value of a query in the engine's own words; null where there is none. */
  value(query: string): Promise<string | number | null>
  close(): Promise<void>
}

const refuse = async (): Promise<never> => {
  throw new Error('a database that is looked at is not written to')
}
const unwritable = { write: refuse, scrub: refuse, backup: refuse }

/** Throws what the driver throws where it cannot be opened. */
export async function lookIntoSqlite(file: string): Promise<Looking> {
  const connection = openQuietly(file)
  const value = async (query: string): Promise<string | number | null> => {
    const found = connection.prepare(query).pluck().get()
    return typeof found === 'string' || typeof found === 'number' ? found : null
  }
  const close = async (): Promise<void> => void connection.close()
  try {
    connection.exec('begin')
    // The moment is that of the first reading.
    await value('select count(*) from sqlite_schema')
  } catch (error) {
    await close()
    throw error
  }
  const engine: Engine = {
    ...{ kind: 'sqlite', tables: defineSchema(sqliteColumns), ...unwritable, close },
    db: drizzle(connection) as unknown as Database,
    rows: async (query) => {
      const { sql: text, params } = query.toSQL()
      return connection
        .prepare(text)
        .raw()
        .all(...params) as Row[]
    },
    isAmong: (column, numbers) => sql`${column} in (select value from json_each(${JSON.stringify(numbers)}))`,
  }
  return { engine, value, close }
}

/**
 * A connection that may only read leaves files beside a database that nobody else has open; one that could write takes
 * them away when it is closed, and is told not to write. Where there is a log already, all of that is somebody else's.
 */
function openQuietly(file: string): Sqlite.Database {
  if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
    return new Sqlite(file, { readonly: true, timeout: PATIENCE_MS })
  const connection = new Sqlite(file, { fileMustExist: true, timeout: PATIENCE_MS })
  connection.pragma('query_only = ON')
  return connection
}

/** The same of a server. */
export async function lookIntoPostgres(url: string): Promise<Looking> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  // Without a listener a server that goes away would end the process; the next query reports it.
  client.on('error', () => undefined)
  const close = async (): Promise<void> => client.end().catch(() => undefined)
  try {
    await client.connect()
    await client.query('begin isolation level repeatable read read only')
  } catch (error) {
    await close()
    throw error
  }
  const engine: Engine = {
    ...{ kind: 'postgres', tables: defineSchema(postgresColumns), ...unwritable, close },
    db: drizzlePostgres(client) as unknown as Database,
    rows: async (query) => {
      const { sql: text, params } = query.toSQL()
      const result = await client.query<Row[]>({ text, values: params, rowMode: 'array' })
      return result.rows as unknown as Row[]
    },
    isAmong: (column, numbers) => sql`${column} = any(${`{${numbers.join(',')}}`}::integer[])`,
  }
  return {
    engine,
    value: async (query) => {
      // One that fails must not take the others with it.
      await client.query('savepoint look')
      try {
        const { rows } = await client.query<unknown[]>({ text: query, rowMode: 'array' })
        const found: unknown = rows[0]?.[0]
        return typeof found === 'string' || typeof found === 'number' ? found : null
      } catch (error) {
        await client.query('rollback to savepoint look')
        throw error
      }
    },
    close,
  }
}
