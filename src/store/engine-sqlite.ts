/**
 * SQLite through better-sqlite3: one connection writes, another reads what is committed (a database in memory has
 * only the one). WAL with `synchronous=FULL`, because better-sqlite3 would otherwise reopen a WAL database with NORMAL.
 */
import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { Refusal } from '../core/errors.ts'
import { asAway } from './away.ts'
import { backupSqlite, IN_MEMORY } from './backup-sqlite.ts'
import { sqliteColumns } from './columns.ts'
import { createQueue, type Database, type Engine, type Row } from './engine.ts'
import { MIGRATIONS_TABLE, migrate, newestMigration } from './migrate.ts'
import { sqliteRecordingDriver } from './recording-driver-sqlite.ts'
import { defineSchema } from './schema.ts'

/** How long another process is waited for, unless told otherwise. The thread stands still meanwhile. */
const BUSY_TIMEOUT_MS = 30_000
/** Pages of write-ahead log before a checkpoint: 64 MB instead of 4 keeps bulk recording fast. */
const CHECKPOINT_PAGES = 16_000
/** A folder that is made here is for the program alone. */
const OWNER_ONLY = 0o700
/** Page cache of a connection: there are two, and a cheap server has little memory. */
const CACHE_KIB = 16 * 1024

/** Opens a database file, making it and its folder where they are missing, and brings it up to date. */
export async function openSqlite(file: string, busyTimeoutMs = BUSY_TIMEOUT_MS): Promise<Engine> {
  const writer = connect(file, busyTimeoutMs)
  try {
    await migrateSqlite(writer)
  } catch (error) {
    writer.close()
    throw error
  }
  const reader = file === IN_MEMORY ? writer : connect(file, busyTimeoutMs)
  const tables = defineSchema(sqliteColumns)
  const writing = drizzle(writer) as unknown as Database
  const driver = sqliteRecordingDriver(writer, tables)
  const queue = createQueue()
  let isScrubDue = false
  const statements = new Map<string, Sqlite.Statement>()
  return {
    kind: 'sqlite',
    tables,
    db: drizzle(reader) as unknown as Database,
    rows: async (query) => {
      const { sql: text, params } = query.toSQL()
      const statement = statements.get(text) ?? reader.prepare(text).raw()
      if (statements.size < 200) statements.set(text, statement)
      return statement.all(...params) as Row[]
    },
    write: (work) =>
      queue(async () => {
        begin(writer)
        try {
          const result = await work({ db: writing, driver })
          writer.exec('commit')
          if (isScrubDue) isScrubDue = !truncateLog(writer, busyTimeoutMs)
          return result
        } catch (error) {
          if (writer.inTransaction) writer.exec('rollback')
          throw asAway(error)
        }
      }),
    isAmong: (column, numbers) => sql`${column} in (select value from json_each(${JSON.stringify(numbers)}))`,
    scrub: () =>
      queue(async () => {
        isScrubDue = !truncateLog(writer, busyTimeoutMs)
      }),
    backup: (copy, onProgress) => backupSqlite(file, copy, onProgress),
    close: () =>
      queue(async () => {
        if (reader !== writer) reader.close()
        writer.close()
      }),
  }
}

function connect(file: string, busyTimeoutMs: number): Sqlite.Database {
  try {
    if (file !== IN_MEMORY) mkdirSync(path.dirname(file), { recursive: true, mode: OWNER_ONLY })
    const before = inodeOf(file)
    const connection = new Sqlite(file, { timeout: busyTimeoutMs })
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    connection.pragma(`cache_size = -${CACHE_KIB}`)
    connection.pragma('temp_store = MEMORY')
    // What is deleted is overwritten: an erased person, and raw activity whose time is over, leave no bytes.
    connection.pragma('secure_delete = ON')
    // While it was waited for, another database was put in its place by `commonplace restore`.
    if (before !== null && inodeOf(file) !== before) {
      connection.close()
      return connect(file, busyTimeoutMs)
    }
    return connection
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Refusal(
      `The database ${file} cannot be opened (${reason}). Check DATABASE_URL, and that the folder can be written.`,
    )
  }
}

const inodeOf = (file: string): number | null => statSync(file, { throwIfNoEntry: false })?.ino ?? null

/**
 * Moves the log into the database and empties it. Where somebody reads meanwhile, such as a backup, it is not waited
 * for: false, and it is tried again.
 */
function truncateLog(connection: Sqlite.Database, busyTimeoutMs: number): boolean {
  connection.pragma('busy_timeout = 0')
  try {
    const [checkpoint] = connection.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    return checkpoint?.busy === 0
  } catch {
    // What was written is committed: whatever is wrong with the disk, the next write says it.
    return false
  } finally {
    connection.pragma(`busy_timeout = ${busyTimeoutMs}`)
  }
}

/** Begins to write; waits for another process to finish, but not for ever. */
function begin(connection: Sqlite.Database): void {
  try {
    connection.exec('begin immediate')
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new Refusal(
        'Another process is writing to the database, perhaps a long import. Try again when it has finished.',
      )
    throw error
  }
}

/** Whether every migration is there, asked without a lock: most starts have nothing to write. */
function isMigrated(connection: Sqlite.Database): boolean {
  try {
    const applied = connection.prepare(`select max(created_at) from ${MIGRATIONS_TABLE}`).pluck().get()
    return applied === newestMigration('sqlite')
  } catch {
    return false
  }
}

async function migrateSqlite(connection: Sqlite.Database): Promise<void> {
  if (isMigrated(connection)) return
  begin(connection)
  try {
    connection.exec(
      `create table if not exists ${MIGRATIONS_TABLE} (hash text not null, created_at integer primary key)`,
    )
    await migrate({
      kind: 'sqlite',
      run: async (sql) => void connection.exec(sql),
      applied: async () =>
        connection.prepare(`select created_at from ${MIGRATIONS_TABLE}`).pluck().all() as number[],
      markApplied: async (hash, createdAt) =>
        void connection.prepare(`insert into ${MIGRATIONS_TABLE} values (?, ?)`).run(hash, createdAt),
    })
    connection.exec('commit')
  } catch (error) {
    connection.exec('rollback')
    throw error
  }
}
