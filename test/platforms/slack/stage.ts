/** What the tests of hearing and reading share: a club in a Slack of our own, a store, and what is recorded in it. */
import { onTestFinished } from 'vitest'
import type { Community, Store } from '../../../src/core/ports.ts'
import { openStore } from '../../../src/store/open.ts'
import { type Club, foundClub } from '../../simulators/slack/club.ts'
import type { Channel } from '../../simulators/slack/model.ts'
import { type Slack, type SlackOptions, startSlack } from '../../simulators/slack/start.ts'
import { ENGINES, SECRET } from '../../store/engines.ts'
import { recordedTables } from '../../store/tables.ts'
import { bindCommunity, type ServingBot, type ServingOptions, serveBot } from './serving.ts'

/** The moment at which every test's world begins. */
export const START = Date.UTC(2026, 8, 7, 12)
export const MINUTE_MS = 60_000
export const DAY_MS = 86_400_000

/** Retries and acknowledgements as fast as a test wants them. */
const FAST = { acknowledgeMs: 400, retryMs: [0, 100, 200, 400, 800], warningMs: 60 } as const

/** A row as `recordedTables` tells it. */
export type Row = Readonly<Record<string, unknown>>

export interface Stage extends Club {
  readonly slack: Slack
  readonly store: Store
  /** Where its database is. */
  readonly url: string
  /** The first of those that were bound. */
  readonly community: Community
  /** Connects a bot, which is gone when the test is over. */
  serve(options?: ServingOptions): Promise<ServingBot>
  /** Another store, empty but for the same community. */
  another(options?: {
    readonly readFromAt?: number
  }): Promise<Pick<Stage, 'store' | 'url' | 'community' | 'serve' | 'tables'>>
  tables(): Promise<Readonly<Record<string, readonly string[]>>>
  /** Keys of the messages that stand, in order. */
  keys(): Promise<readonly string[]>
  rows(table: string): Promise<readonly Row[]>
  covered(channel: Channel): Promise<readonly { readonly fromAt: number; readonly toAt: number }[]>
}

/** Opens it; the bot is in #build, #general and #mods-only, and all but the last are bound. */
export async function openStage(
  options: { readonly slack?: SlackOptions; readonly readFromAt?: number } = {},
): Promise<Stage> {
  const slack = await startSlack({
    ...{ rateLimits: false, startAt: START, ...options.slack },
    timing: { ...FAST, ...options.slack?.timing },
  })
  onTestFinished(() => slack.close())
  const club = foundClub(slack)
  const bound = [club.build, club.general]
  const openBound = async (readFromAt: number) => {
    const database = await ENGINES.sqlite()
    const store = await openStore({ url: database.url, secret: SECRET })
    onTestFinished(async () => {
      await store.close()
      await database.drop()
    })
    const community = await bindCommunity(store, slack, bound, { readFromAt })
    const running = new Set<ServingBot>()
    onTestFinished(async () => {
      for (const bot of running) await bot.stop()
    })
    const serve = async (how: ServingOptions = {}): Promise<ServingBot> => {
      const bot = await serveBot(slack, store, how)
      running.add(bot)
      return {
        ...bot,
        stop: async () => {
          running.delete(bot)
          await bot.stop()
        },
      }
    }
    return { store, url: database.url, community, serve, tables: () => recordedTables(database.url) }
  }
  const readFromAt = options.readFromAt ?? START - DAY_MS
  const main = await openBound(readFromAt)
  const rows = async (table: string): Promise<readonly Row[]> =>
    ((await main.tables())[table] ?? []).map((row): Row => JSON.parse(row))
  return {
    ...club,
    ...main,
    slack,
    another: (how = {}) => openBound(how.readFromAt ?? readFromAt),
    rows,
    keys: async () =>
      (await rows('message'))
        .filter((one) => one['isDeleted'] !== true && one['isDeleted'] !== 1)
        .map((one) => String(one['key']))
        .sort(),
    covered: async (channel) => {
      const spaces = await main.store.communities.spaces(main.community.id)
      const space = spaces.find((one) => one.externalId === channel.id)
      return space === undefined ? [] : main.store.coverage.covered(main.community.id, space.id)
    },
  }
}
