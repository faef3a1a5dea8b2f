/**
 * Random trouble between Slack and the bot: connections that break, envelopes and acknowledgements that are lost, a database
 * that takes nothing, restarts. However it went, what is recorded is what somebody has who reads it all at the end.
 */
import { expect, it } from 'vitest'
import { Unreachable } from '../../../src/core/errors.ts'
import type { Slack } from '../../simulators/slack/start.ts'
import { comparable } from './comparable.ts'
import type { ServingBot } from './serving.ts'
import { MINUTE_MS, openStage } from './stage.ts'
import { playTrouble, type TroubledBot, toldOf } from './trouble.ts'

/** Evenings that are played at the same time: most of each is waiting. */
const AT_ONCE = 5
const RANDOM_SEED = Math.floor(Math.random() * 1_000_000)
const SEEDS = [...Array.from({ length: 12 }, (_, index) => index + 1), RANDOM_SEED]
const PATIENCE_MS = 120_000
/** Retries that are over soon, so that little is waited for at the end. */
const TIMING = { acknowledgeMs: 250, retryMs: [0, 60, 120, 250] }

/** What an evening leaves that differs from what is read at its end, with all that was told of it; empty where nothing does. */
async function differences(seed: number): Promise<readonly string[]> {
  const stage = await openStage({ slack: { seed, timing: TIMING, validate: false } })
  const { slack, store, tables, another } = stage
  const troubled: TroubledBot = {
    isDown: false,
    restart: async (meanwhile) => {
      await bot.stop()
      meanwhile()
      bot = await serve()
    },
  }
  /** A start is tried again where Slack does not answer, as the program does. */
  const serve = async (): Promise<ServingBot> => {
    for (;;)
      try {
        return await start()
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
      }
  }
  let isEvening = true
  const start = () =>
    stage.serve({
      // Impatient as long as there is trouble, so that half-open connections are found before it is over.
      timing: { minuteMs: 2_000, ...(isEvening ? { pingMs: 600 } : {}) },
      recording: {
        record: async (...batch) => {
          if (troubled.isDown) throw new Error('the database is away')
          return store.recording.record(...batch)
        },
      },
    })
  let bot = await serve()
  const happened = await playTrouble(stage, troubled, seed)
  isEvening = false
  slack.faults.clear()
  await slack.settled(PATIENCE_MS)
  // Half-open connections are found, and what may have been missed is read, within seconds; at the latest at a start.
  await troubled.restart(() => slack.advance(MINUTE_MS))
  await caughtUp(slack, bot)
  await bot.stop()
  const other = await another()
  const reader = await other.serve()
  await caughtUp(slack, reader)
  await reader.stop()
  const [heard, read] = [linesOf(await tables()), linesOf(await other.tables())]
  const wrong = bot.logged.filter((one) => one.level === 'error').map((one) => one.message)
  const found = [
    ...[...heard].filter((one) => !read.has(one)).map((one) => `too much: ${one}`),
    ...[...read].filter((one) => !heard.has(one)).map((one) => `missing: ${one}`),
  ]
  if (found.length + wrong.length === 0) return []
  return [`seed ${seed}`, ...happened, ...wrong, ...found.flatMap((one) => [one, ...toldOf(slack, one)])]
}

/** Five evenings read dozens of threads each: on a busy machine that takes its time. */
async function caughtUp(slack: Slack, { platform, recorder }: ServingBot): Promise<void> {
  await slack.until(() => platform.reading.isCaughtUp(), 'the bot to catch up', PATIENCE_MS)
  await recorder.settled()
}

function linesOf(tables: Parameters<typeof comparable>[0]): ReadonlySet<string> {
  const rows = Object.entries(comparable(tables))
  return new Set(rows.flatMap(([table, found]) => found.map((row) => `${table} ${JSON.stringify(row)}`)))
}

it(`whatever happens on the way, the tables are those of who reads it all at the end (also with seed ${RANDOM_SEED})`, {
  timeout: 300_000,
}, async () => {
  const left = [...SEEDS]
  const found: string[] = []
  const work = async (): Promise<void> => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift())
      found.push(...(await differences(seed)))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  expect(found).toEqual([])
})
