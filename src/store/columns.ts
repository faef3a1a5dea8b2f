/**
 * The column builders of both engines behind the same names, so that the schema is written once. Postgres' are cast
 * to SQLite's types here and nowhere else; what the builders do at run time stays each engine's own.
 */
import * as postgres from 'drizzle-orm/pg-core'
import * as sqlite from 'drizzle-orm/sqlite-core'

/** SQLite's builders; `Columns` is their type. */
export const sqliteColumns = {
  table: sqlite.sqliteTable,
  /** An id that the database gives out. */
  serial: (name: string) => sqlite.integer(name).primaryKey({ autoIncrement: true }),
  /** A whole number below 2³¹: ids of our own, days, counts. */
  integer: (name: string) => sqlite.integer(name),
  /** Milliseconds since 1970, UTC. */
  moment: (name: string) => sqlite.integer(name),
  flag: (name: string) => sqlite.integer(name, { mode: 'boolean' }),
  text: (name: string) => sqlite.text(name),
  primaryKey: sqlite.primaryKey,
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
}

export type Columns = typeof sqliteColumns

/** Postgres' builders under the same names. */
export const postgresColumns = {
  table: postgres.pgTable,
  serial: (name: string) => postgres.integer(name).primaryKey().generatedByDefaultAsIdentity(),
  integer: (name: string) => postgres.integer(name),
  moment: (name: string) => postgres.bigint(name, { mode: 'number' }),
  flag: (name: string) => postgres.boolean(name),
  text: (name: string) => postgres.text(name),
  primaryKey: postgres.primaryKey,
  index: postgres.index,
  uniqueIndex: postgres.uniqueIndex,
} as unknown as Columns
