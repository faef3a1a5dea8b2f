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
  readonly discord: DiscordConfig
}

export interface DiscordConfig {
  /** The bot's token; null where Discord is not served. */
  readonly token: string | null
  /** The application's id, for the link that invites the bot; null if not set. */
  readonly applicationId: string | null
  /** Where Discord's REST API is; null for Discord itself. */
  readonly apiUrl: string | null
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
  DISCORD_TOKEN: optional.pipe(
    z
      .string()
      .regex(/^\S{8,400}$/)
      .optional(),
  ),
  DISCORD_APPLICATION_ID: optional.pipe(
    z
      .string()
      .regex(/^\d{1,20}$/)
      .optional(),
  ),
  DISCORD_API_URL: optional.pipe(z.url({ protocol: /^https?$/ }).optional()),
})

/** What is wrong with a variable, and what to do about it. */
const SENTENCES: Readonly<Record<string, string>> = {
  LOG_LEVEL: `LOG_LEVEL is one of ${LEVELS.join(', ')}. Correct it, or leave it out.`,
  DISCORD_TOKEN:
    'DISCORD_TOKEN does not look like a bot’s token. Copy it again from the Discord Developer Portal: your application, Bot, Reset Token.',
  DISCORD_APPLICATION_ID:
    'DISCORD_APPLICATION_ID is a number of up to 20 digits. Copy it from the Discord Developer Portal: your application, General Information.',
  DISCORD_API_URL:
    'DISCORD_API_URL is an address such as http://127.0.0.1:4000/api. Correct it, or leave it out to use Discord itself.',
}

export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = environmentShape.safeParse(environment)
  if (!read.success) {
    const variable = String(read.error.issues[0]?.path[0] ?? '')
    throw new Refusal(
      SENTENCES[variable] ?? `${variable} is not as it should be. Correct it, or leave it out.`,
    )
  }
  return {
    databaseUrl: read.data.DATABASE_URL ?? `file:${path.join(DATA_FOLDER, 'commonplace.db')}`,
    key: read.data.COMMONPLACE_KEY ?? null,
    dataFolder: DATA_FOLDER,
    logLevel: read.data.LOG_LEVEL ?? 'warn',
    discord: {
      token: read.data.DISCORD_TOKEN ?? null,
      applicationId: read.data.DISCORD_APPLICATION_ID ?? null,
      apiUrl: read.data.DISCORD_API_URL?.replace(/\/+$/, '') ?? null,
    },
  }
}
