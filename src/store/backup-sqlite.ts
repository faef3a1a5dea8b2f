/**
 * A copy of a SQLite database while it is in use, by SQLite's own backup. It reads one moment through a connection of
 * its own: a copy through one that sees what others write would have to begin again with every batch.
 */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { Refusal } from '../core/errors.ts'

/** The name of a database that lives in memory and ends with the process. */
export const IN_MEMORY = ':memory:'

/** 4 MB a step: other work goes on in between. */
const PAGES_PER_STEP = 1_024
/** For the program alone: a copy holds all that the database does. */
const OWNER_ONLY = 0o600

/** The copy is checked and on disk before it stands under its name. `onProgress` is told the share done, 0 to 1. */
export async function backupSqlite(
  database: string,
  file: string,
  onProgress: (share: number) => void,
): Promise<void> {
  if (database === IN_MEMORY)
    throw new Refusal(
      'This database lives in memory and ends with the program, so there is nothing to copy. Set DATABASE_URL to a file to keep one.',
    )
  checkPlace(file)
  const unfinished = `${file}.unfinished`
  try {
    closeSync(openSync(unfinished, 'wx', OWNER_ONLY))
  } catch (error) {
    throw notWritable(file, error)
  }
  try {
    await copyMoment(database, unfinished, onProgress)
    checkCopy(unfinished)
    syncToDisk(unfinished)
    checkPlace(file)
    renameSync(unfinished, file)
    syncToDisk(path.dirname(file))
  } catch (error) {
    for (const left of ['', '-wal', '-shm', '-journal']) rmSync(`${unfinished}${left}`, { force: true })
    throw error instanceof Sqlite.SqliteError ? notWritable(file, error) : error
  }
}

function checkPlace(file: string): void {
  if (existsSync(file))
    throw new Refusal(`${file} exists already, and a backup overwrites nothing. Give it another name.`)
  const folder = path.dirname(file)
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new Refusal(`There is no folder ${folder} to put the backup into. Make it first.`)
}

/** Holds one moment open on a connection of its own, so that what is written meanwhile changes nothing in the copy. */
export async function copyMoment(
  database: string,
  copy: string,
  onProgress: (share: number) => void,
): Promise<void> {
  const connection = new Sqlite(database, { readonly: true })
  try {
    connection.exec('begin')
    connection.prepare('select count(*) from sqlite_schema').get()
    await connection.backup(copy, {
      progress: ({ totalPages, remainingPages }) => {
        if (totalPages > 0) onProgress(1 - remainingPages / totalPages)
        return PAGES_PER_STEP
      },
    })
    onProgress(1)
  } finally {
    connection.close()
  }
}

/** Makes of a copy one file that needs no others beside it. Throws where it is damaged. */
export function checkCopy(copy: string): void {
  const connection = new Sqlite(copy)
  try {
    const found = connection.pragma('integrity_check', { simple: true })
    if (found !== 'ok') throw new Error(`the copy is damaged: ${String(found)}`)
    connection.pragma('journal_mode = DELETE')
  } finally {
    connection.close()
  }
}

/** Waits until a file, or the names in a folder, are on disk. */
export function syncToDisk(file: string): void {
  const handle = openSync(file, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function notWritable(file: string, error: unknown): Refusal {
  const reason = error instanceof Error ? error.message : String(error)
  return new Refusal(
    `The backup ${file} cannot be written (${reason}). Check that its folder can be written and that the disk has room.`,
  )
}
