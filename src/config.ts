/**
 * What the environment (or an `.env` file beside package.json) says, checked. Anything wrong is refused with a
 * sentence that says what to do, before anything is opened.
 */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { Refusal } from './core/errors.ts'

/** Where the program keeps what it makes by itself: the database and the key. */
const DATA_FOLDER = fileURLToPath(new URL('../data', import.meta.url))

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export interface Config {
  /** `file:…` or `postgres://…`. */
  readonly databaseUrl: string
  /** Null to use the one kept in `dataFolder`. */
  readonly key: string | null
  readonly dataFolder: string
  readonly logLevel: (typeof LEVELS)[number]
}

/** An empty variable is one that is not set. */
const optional = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional()

const environmentShape = z.object({
  DATABASE_URL: optional,
  COMMONPLACE_KEY: optional,
  LOG_LEVEL: optional.pipe(z.enum(LEVELS).optional()),
})

export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = environmentShape.safeParse(environment)
  if (!read.success)
    throw new Refusal(`LOG_LEVEL is one of ${LEVELS.join(', ')}. Correct it, or leave it out.`)
  return {
    databaseUrl: read.data.DATABASE_URL ?? `file:${path.join(DATA_FOLDER, 'commonplace.db')}`,
    key: read.data.COMMONPLACE_KEY ?? null,
    dataFolder: DATA_FOLDER,
    logLevel: read.data.LOG_LEVEL ?? 'warn',
  }
}
