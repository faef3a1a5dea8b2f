/** What is looked at before a backup takes the place of a database: whether it is one, and whether the place is free. */
import { existsSync, realpathSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { Refusal } from '../core/errors.ts'
import type { Words } from '../core/words/words.ts'
import type { Keyring } from './keys.ts'
import { isLocked } from './look.ts'
import { MIGRATIONS_TABLE, newestMigration } from './migrate.ts'

type Say = Words['restore']['refused']

/** A copy and its log while it is brought up to date. */
const ROOM = 1.2
/** Somebody who looks for a moment, such as another command, is waited for. */
const PATIENCE_MS = 2_000

/** Refuses what is no backup of a database with this key, or one of a newer program. Reads the head of the file only. */
export function checkBackup(file: string, database: string, keys: Keyring, say: Say): void {
  if (!existsSync(file) || !statSync(file).isFile()) throw new Refusal(say.noFile(file))
  if (existsSync(database) && realpathSync(file) === realpathSync(database))
    throw new Refusal(say.itself(file))
  const { migration, fingerprint } = headOf(file, say)
  if (migration > newestMigration('sqlite')) throw new Refusal(say.newer(file))
  if (fingerprint !== null && fingerprint !== keys.fingerprint) throw new Refusal(say.otherKey(file))
}

function headOf(file: string, say: Say): { migration: number; fingerprint: string | null } {
  let connection: Sqlite.Database | undefined
  try {
    connection = new Sqlite(file, { readonly: true })
    const tables = connection.prepare("select name from sqlite_schema where type = 'table'").pluck().all()
    if (!tables.includes(MIGRATIONS_TABLE) || !tables.includes('setting'))
      throw new Refusal(say.notOurs(file))
    const migration = connection.prepare(`select max(created_at) from ${MIGRATIONS_TABLE}`).pluck().get()
    const fingerprint = connection
      .prepare("select value from setting where name = 'keyFingerprint'")
      .pluck()
      .get()
    return {
      migration: Number(migration ?? 0),
      fingerprint: typeof fingerprint === 'string' ? fingerprint : null,
    }
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error
    throw new Refusal(
      error.code === 'SQLITE_NOTADB' ? say.noDatabase(file) : say.damaged(file, error.message),
    )
  } finally {
    connection?.close()
  }
}

/** Refuses where the copy would not fit. */
export function checkRoom(file: string, database: string, say: Say): void {
  const folder = path.dirname(database)
  const { bavail, bsize } = statfsSync(folder)
  const [needed, free] = [statSync(file).size * ROOM, bavail * bsize]
  if (free < needed) throw new Refusal(say.noRoom(folder, needed, free))
}

/**
 * Takes the present database for this process alone, until the connection is closed: nobody has it open now, and who
 * would open it waits. Null where it is no database that could be opened. Refuses where somebody has it open.
 */
export function takeAlone(database: string, say: Say): Sqlite.Database | null {
  let connection: Sqlite.Database | undefined
  try {
    connection = new Sqlite(database, { timeout: PATIENCE_MS })
    // With a write-ahead log every connection holds a lock for as long as it lives: all must be gone for this one.
    connection.pragma('locking_mode = EXCLUSIVE')
    connection.exec('begin exclusive')
    connection.exec('commit')
    connection.pragma('journal_mode = DELETE')
    return connection
  } catch (error) {
    connection?.close()
    if (!(error instanceof Sqlite.SqliteError)) throw error
    if (error.code.startsWith('SQLITE_BUSY') || isLocked(database) === true)
      throw new Refusal(say.inUse(database))
    return null
  }
}
