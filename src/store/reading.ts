/** What queries that read for the figures have in common: values of bare rows, and which spaces are seen. */
import type { Column, SQL } from 'drizzle-orm'
import type { Value } from './engine.ts'

/** The condition that a row is seen, by the column of its space; undefined where all is. */
export type Visible = (space: Column) => SQL | undefined

/** Large results are read in portions of so many rows: that much is held at a time. */
export const PORTION_ROWS = 10_000

/**
 * Lets whoever waits for the thread have a turn between two portions: what SQLite is asked for is done at once, on the thread
 * that asks.
 */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** The number in a column; 0 where a sum has nothing to add up. */
export const numberOf = (value: Value | undefined): number => Number(value ?? 0)

/** The number in a column, or null. */
export const numberOrNull = (value: Value | undefined): number | null =>
  value === null || value === undefined ? null : Number(value)
