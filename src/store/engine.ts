/**
 * What the two database engines have in common, as the queries see it: one typed handle for reading, one door for
 * writing, and the few statements of the hot path that each engine writes in its own way.
 */
import type { Column, SQL } from 'drizzle-orm'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type { RecordingDriver } from './recording-driver.ts'
import type { Schema } from './schema.ts'

/** The handle that queries are written against: typed as SQLite's, awaited on both engines. */
export type Database = BaseSQLiteDatabase<'async', unknown, Record<string, never>>

export type Value = string | number | boolean | null
export type Row = readonly Value[]

/** Anything drizzle can turn into SQL. */
export interface Query {
  toSQL(): { sql: string; params: unknown[] }
}

export interface Transaction {
  readonly db: Database
  readonly driver: RecordingDriver
}

export interface Engine {
  readonly kind: 'sqlite' | 'postgres'
  readonly tables: Schema
  /** Reads what is committed. */
  readonly db: Database
  /** Runs a query without drizzle's mapping: rows as arrays, columns in the order selected. For large results. */
  rows(query: Query): Promise<readonly Row[]>
  /** Runs `work` in one transaction, one writer at a time in this process; rolls back if it throws. */
  write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>
  /** Whether a column holds one of these whole numbers, however many: one parameter on either engine. */
  isAmong(column: Column, numbers: readonly number[]): SQL
  /** Takes what was deleted before out of the files on disk, as far as the engine keeps it there. */
  scrub(): Promise<void>
  /** Writes a copy of the whole database into a new file while it is in use. */
  backup(file: string, onProgress: (share: number) => void): Promise<void>
  close(): Promise<void>
}

/** One after the other: each call waits for those before it, however they end. */
export function createQueue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work, work)
    last = result.catch(() => undefined)
    return result
  }
}
