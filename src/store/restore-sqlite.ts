/**
 * Puts a backup in the place of a SQLite database. The copy is made beside it, checked, brought up to this program and
 * to what people decided since, and then takes the name in one step: killed at any moment, the old or the new is there.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import path from 'node:path'
import type Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { Refusal } from '../core/errors.ts'
import type { Store } from '../core/ports.ts'
import type { Words } from '../core/words/words.ts'
import { checkCopy, copyMoment, IN_MEMORY, syncToDisk } from './backup-sqlite.ts'
import { sqliteColumns } from './columns.ts'
import { type Applied, noteDecisions } from './decisions.ts'
import { type DecisionsFile, decisionsFile } from './decisions-file.ts'
import type { Database } from './engine.ts'
import { keyringOf } from './keys.ts'
import { decisionsBeside, openStore } from './open.ts'
import { checkBackup, checkRoom, takeAlone } from './restore-checks.ts'
import { defineSchema } from './schema.ts'

/** What SQLite keeps beside a database while it is in use. */
const BESIDE = ['-wal', '-shm', '-journal'] as const
const OWNER_ONLY = 0o600

export interface RestoreOptions {
  /** The database's file; need not be there. */
  readonly database: string
  /** The backup. */
  readonly file: string
  readonly secret: string
  readonly now: number
  readonly words: Words['restore']
  /** Told the step, and the share of it that is done, 0 to 1. */
  onProgress(step: keyof Words['restore']['step'], share: number): void
  /** What is done to the copy before it takes the place. */
  prepare(store: Store): Promise<void>
}

export interface Restored {
  /** Where the database is that was there before; null where there was none. */
  readonly keptAside: string | null
  /** Whether it could not be read. */
  readonly isOldUnread: boolean
  readonly applied: Applied
}

/** Throws a `Refusal` where it cannot be done; the database is then what it was. */
export async function restoreSqlite(options: RestoreOptions): Promise<Restored> {
  const { database, file, secret, words } = options
  const say = words.refused
  if (database === IN_MEMORY) throw new Refusal(say.inMemory)
  checkBackup(file, database, keyringOf(secret), say)
  mkdirSync(path.dirname(database), { recursive: true, mode: 0o700 })
  checkRoom(file, database, say)
  const isThere = existsSync(database)
  const old = isThere ? takeAlone(database, say) : null
  const copy = `${database}.restoring`
  try {
    removeAll(copy)
    const isOldUnread = isThere && !(await noteOld(old, decisionsFile(decisionsBeside(database))))
    const applied = await makeCopy(copy, options)
    const aside = freeName(database, options.now)
    if (old === null) setLogsAside(database, aside)
    if (isThere) secondName(database, aside)
    syncToDisk(path.dirname(database))
    renameSync(copy, database)
    syncToDisk(path.dirname(database))
    return { keptAside: isThere ? aside : null, isOldUnread, applied }
  } catch (error) {
    removeAll(copy)
    if (error instanceof Refusal) throw error
    throw new Refusal(say.failed(file, error instanceof Error ? error.message : String(error)))
  } finally {
    old?.close()
  }
}

/** What the old database knows of its people goes into the file that stays; false where it cannot be read. */
async function noteOld(old: Sqlite.Database | null, file: DecisionsFile): Promise<boolean> {
  if (old === null) return false
  try {
    await noteDecisions(
      { db: drizzle(old) as unknown as Database, tables: defineSchema(sqliteColumns) },
      file,
    )
    return true
  } catch {
    return false
  }
}

/** The copy as it will stand, whole and on disk. */
async function makeCopy(copy: string, options: RestoreOptions): Promise<Applied> {
  const { file, database, secret, words, onProgress, prepare } = options
  closeSync(openSync(copy, 'wx', OWNER_ONLY))
  await copyMoment(file, copy, (share) => onProgress('copying', share))
  onProgress('checking', 0)
  try {
    checkCopy(copy)
  } catch (error) {
    throw new Refusal(words.refused.damaged(file, error instanceof Error ? error.message : String(error)))
  }
  onProgress('preparing', 0)
  let applied: Applied = { erased: 0, paused: 0 }
  const store = await openStore({
    ...{ url: `file:${copy}`, secret, decisions: decisionsBeside(database) },
    onDecided: (found) => {
      applied = found
    },
  })
  try {
    await prepare(store)
  } finally {
    await store.close()
  }
  checkCopy(copy)
  syncToDisk(copy)
  return applied
}

/** A log that could not be taken into its broken database would be read as the new one's. */
function setLogsAside(database: string, aside: string): void {
  for (const ending of BESIDE)
    if (existsSync(`${database}${ending}`)) renameSync(`${database}${ending}`, `${aside}${ending}`)
}

/** `commonplace.db.until-2026-11-24T10-15-00`, in UTC. */
function freeName(database: string, now: number): string {
  const dated = `${database}.until-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}`
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? dated : `${dated}-${n}`
    if (!existsSync(name)) return name
  }
}

/** The same file under another name; where a file system knows no second names, a copy of it. */
function secondName(file: string, name: string): void {
  try {
    linkSync(file, name)
  } catch {
    copyFileSync(file, name)
    syncToDisk(name)
  }
}

function removeAll(file: string): void {
  for (const ending of ['', ...BESIDE]) rmSync(`${file}${ending}`, { force: true })
}
