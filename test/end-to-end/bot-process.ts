/** The bot as a process of its own, as an operator runs it; it can be killed at any moment. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Discord } from '../simulators/discord/start.ts'
import type { Slack } from '../simulators/slack/start.ts'
import { SECRET } from '../store/engines.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** How long a process may take for anything. */
export const PATIENCE_MS = 120_000
/** People's patience where several processes start at once: both platforms' three seconds are measured by the benches. */
export const INTERACTION_MS = 30_000
const TOLD_CHARACTERS = 2_000

/** One process of the bot. */
export interface BotProcess {
  /** Resolves when people are served; rejects where the process ends before. */
  readonly ready: Promise<void>
  /** Its status; null where it was killed. */
  readonly ended: Promise<number | null>
  /** Everything that it has printed and logged. */
  output(): string
  /** Asks it to leave, and returns its status. */
  terminate(): Promise<number | null>
  /** Ends it without asking. */
  kill(): Promise<void>
}

/** What a process is told of the platforms that it is run against. */
export type Environment = Readonly<Record<string, string>>

export const discordAccess = ({ apiUrl, token }: Pick<Discord, 'apiUrl' | 'token'>): Environment => ({
  DISCORD_TOKEN: token,
  DISCORD_API_URL: apiUrl,
})

export const slackAccess = ({ apiUrl, botToken, appToken }: Slack): Environment => ({
  SLACK_BOT_TOKEN: botToken,
  SLACK_APP_TOKEN: appToken,
  SLACK_API_URL: apiUrl,
})

/** Starts the bot on a database, against platforms of our own; it logs all that it can. */
export function startBot(databaseUrl: string, environment: Environment): BotProcess {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'start'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      COMMONPLACE_KEY: SECRET,
      LOG_LEVEL: 'debug',
      NO_COLOR: '1',
      ...environment,
    },
  })
  let output = ''
  /** On one line, because a test's report takes lines that look like a stack for its own. */
  const told = (): string => JSON.stringify(output.slice(-TOLD_CHARACTERS))
  let isServing = false
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The bot does not serve: ${told()}`)), PATIENCE_MS)
    child.stdout?.on('data', (part) => {
      output += part
      // The first line that it prints says that it serves.
      isServing = true
      clearTimeout(timer)
      resolve()
    })
    void ended.then((status) => {
      clearTimeout(timer)
      if (!isServing) reject(new Error(`The bot ended with ${status}: ${told()}`))
    })
  })
  ready.catch(() => undefined)
  child.stderr?.on('data', (part) => {
    output += part
  })
  return {
    ready,
    ended,
    output: () => output,
    terminate: () => {
      child.kill('SIGTERM')
      return ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
