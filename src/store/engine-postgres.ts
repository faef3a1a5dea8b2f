/**
 * Postgres through `pg`: reading from a pool, each transaction on a client of its own. Whole numbers of 64 bits and
 * sums arrive as numbers: moments and counts stay far below 2⁵³.
 */
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { Refusal } from '../core/errors.ts'
import { english } from '../core/words/english.ts'
import { asAway } from './away.ts'
import { postgresColumns } from './columns.ts'
import { createQueue, type Database, type Engine, type Row } from './engine.ts'
import { MIGRATIONS_TABLE, migrate } from './migrate.ts'
import { dumpLine } from './postgres-tools.ts'
import { postgresRecordingDriver } from './recording-driver-postgres.ts'
import { defineSchema } from './schema.ts'

const POOL_SIZE = 8
const CONNECT_TIMEOUT_MS = 15_000
/** Any constant that other programs in the same database are unlikely to lock. */
const MIGRATION_LOCK = 4_206_661_729

const types = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    if (id === pg.types.builtins.INT8 || id === pg.types.builtins.NUMERIC) return Number
    return pg.types.getTypeParser(id, format)
  },
} as pg.CustomTypesConfig

/** Connects to a server and brings the database up to date. */
export async function openPostgres(url: string): Promise<Engine> {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types,
  })
  // Without a listener an idle client that loses its server would end the process; the next query reports it.
  pool.on('error', () => undefined)
  try {
    await migratePostgres(pool)
  } catch (error) {
    await pool.end()
    throw error
  }
  const tables = defineSchema(postgresColumns)
  const queue = createQueue()
  return {
    kind: 'postgres',
    tables,
    db: drizzle(pool) as unknown as Database,
    rows: async (query) => {
      const { sql: text, params } = query.toSQL()
      const result = await pool.query<Row[]>({ text, values: params, rowMode: 'array' })
      return result.rows as unknown as Row[]
    },
    write: (work) =>
      queue(() =>
        inTransaction(pool, (client) =>
          work({
            db: drizzle(client) as unknown as Database,
            driver: postgresRecordingDriver(client, tables),
          }),
        ),
      ),
    isAmong: (column, numbers) => sql`${column} = any(${`{${numbers.join(',')}}`}::integer[])`,
    // Deleted rows are the server's to clear away.
    scrub: async () => undefined,
    backup: async (file) => {
      throw new Refusal(english.restore.postgres.backup(dumpLine(url, file)))
    },
    close: () => queue(async () => (pool.ended ? undefined : pool.end())),
  }
}

async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asAway(error, true)
  })
  let failure: Error | undefined
  let broken: Error | undefined
  // A server that ends the connection between two statements says so here; without a listener that would end the process.
  const onBroken = (error: Error): void => {
    broken = error
  }
  client.on('error', onBroken)
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
    await client.query('rollback').catch(() => undefined)
    throw asAway(error, broken !== undefined)
  } finally {
    client.off('error', onBroken)
    // A client whose connection broke must not go back to the pool.
    client.release(broken ?? (failure !== undefined && 'code' in failure ? undefined : failure))
  }
}

async function migratePostgres(pool: pg.Pool): Promise<void> {
  try {
    await pool.query('select 1')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Refusal(
      `The Postgres server of DATABASE_URL does not answer (${reason}). Check the address, the name and the password.`,
    )
  }
  await inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    await client.query(
      `create table if not exists ${MIGRATIONS_TABLE} (hash text not null, created_at bigint primary key)`,
    )
    await migrate({
      kind: 'postgres',
      run: async (sql) => void (await client.query(sql)),
      applied: async () => {
        const { rows } = await client.query<{ created_at: number }>(
          `select created_at from ${MIGRATIONS_TABLE}`,
        )
        return rows.map((row) => row.created_at)
      },
      markApplied: async (hash, createdAt) =>
        void (await client.query(`insert into ${MIGRATIONS_TABLE} values ($1, $2)`, [hash, createdAt])),
    })
  })
}
