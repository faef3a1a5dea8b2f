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
  readonly slack: SlackConfig
}

export interface DiscordConfig {
  /** The bot's token; null where Discord is not served. */
  readonly token: string | null
  /** The application's id, for the link that invites the bot; null if not set. */
  readonly applicationId: string | null
  /** Where Discord's REST API is; null for Discord itself. */
  readonly apiUrl: string | null
}

export interface SlackConfig {
  /** xoxb-…; null where Slack is not served. Then the other one is null too. */
  readonly botToken: string | null
  /** xapp-…, for the connections. */
  readonly appToken: string | null
  /** Where Slack's Web API is; null for Slack itself. */
  readonly apiUrl: string | null
  /** The command as it was named at installing, without its slash; null for the usual one. */
  readonly command: string | null
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
  SLACK_BOT_TOKEN: optional.pipe(z.string().startsWith('xoxb-').regex(/^\S+$/).optional()),
  SLACK_APP_TOKEN: optional.pipe(z.string().startsWith('xapp-').regex(/^\S+$/).optional()),
  SLACK_API_URL: optional.pipe(z.url({ protocol: /^https?$/ }).optional()),
  SLACK_COMMAND: optional.pipe(
    z
      .string()
      .regex(/^\/?[a-z0-9_-]{1,31}$/)
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
  SLACK_BOT_TOKEN:
    'SLACK_BOT_TOKEN begins with xoxb-. Copy it again: api.slack.com/apps, your app, OAuth & Permissions.',
  SLACK_APP_TOKEN:
    'SLACK_APP_TOKEN begins with xapp-. Copy it again: api.slack.com/apps, your app, Basic Information, App-Level Tokens.',
  SLACK_API_URL:
    'SLACK_API_URL is an address such as http://127.0.0.1:4000/api/. Correct it, or leave it out to use Slack itself.',
  SLACK_COMMAND:
    'SLACK_COMMAND is the command’s name as the manifest has it, such as cp. Correct it, or leave it out.',
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
    slack: slackConfig(read.data),
    discord: {
      token: read.data.DISCORD_TOKEN ?? null,
      applicationId: read.data.DISCORD_APPLICATION_ID ?? null,
      apiUrl: read.data.DISCORD_API_URL?.replace(/\/+$/, '') ?? null,
    },
  }
}

type Read = z.infer<typeof environmentShape>

/** Both tokens or none: one alone cannot serve anybody. */
function slackConfig({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_API_URL, SLACK_COMMAND }: Read): SlackConfig {
  if ((SLACK_BOT_TOKEN === undefined) !== (SLACK_APP_TOKEN === undefined))
    throw new Refusal(
      `${SLACK_BOT_TOKEN === undefined ? 'SLACK_BOT_TOKEN' : 'SLACK_APP_TOKEN'} is missing: Slack needs both tokens. Set it too, or leave both out.`,
    )
  return {
    botToken: SLACK_BOT_TOKEN ?? null,
    appToken: SLACK_APP_TOKEN ?? null,
    apiUrl: SLACK_API_URL === undefined ? null : `${SLACK_API_URL.replace(/\/+$/, '')}/`,
    command: SLACK_COMMAND?.replace(/^\//, '') ?? null,
  }
}
