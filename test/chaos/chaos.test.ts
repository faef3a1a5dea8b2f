/** Some dozens of small scripts of activity and trouble: `npm run chaos` plays thousands of long ones. */
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { startInside } from './bot-inside.ts'
import { type BotPool, botPool, botsFrom } from './bot-outside.ts'
import { bundle } from './bundle.ts'
import {
  type Databases,
  ENGINE_NAMES,
  type EngineName,
  postgresDatabases,
  sqliteDatabases,
} from './databases.ts'
import { type Outcome, playScript } from './play-script.ts'
import { PLATFORMS, type PlatformName, scriptOf } from './script.ts'
import { shrunk } from './shrink.ts'
import { rememberConnections } from './sqlite-connections.ts'

/** Reconnecting takes as long as it takes, and the machine may be busy. */
vi.setConfig({ testTimeout: 400_000, hookTimeout: 120_000, maxConcurrency: 12 })

const EVENTS = 60
const SEEDS = 5
const KILLS = 2
/** Those that have found something once: all of a thread deleted unheard, and a disk that was full for long. */
const FOUND: readonly [PlatformName, EngineName, number, number][] = [
  ['discord', 'sqlite', 120, 200],
  ['discord', 'postgres', 2, 60],
]

const NOTHING = { missing: [], double: [], wrong: [] }
const judgement = ({ missing, double, wrong }: Outcome) => ({ missing, double, wrong })

let databases: Record<EngineName, Databases>
let pool: BotPool
beforeAll(async () => {
  rememberConnections()
  databases = { sqlite: await sqliteDatabases(), postgres: await postgresDatabases(inject('postgresUrl')) }
  const [bot = ''] = await bundle(['bot-process'])
  pool = botPool(bot, 1)
})
afterAll(async () => {
  await pool.close()
  await databases.sqlite.close()
  await databases.postgres.close()
})

describe.concurrent('nothing is missing, nothing double', () => {
  const seeds = Array.from({ length: SEEDS }, (_, nth) => nth + 1)
  const every = PLATFORMS.flatMap((platform) =>
    ENGINE_NAMES.flatMap((engine) => seeds.map((seed) => [platform, engine, seed, EVENTS] as const)),
  )
  it.each([...every, ...FOUND])('on %s and %s, seed %i', async (platform, engine, seed, events) => {
    const script = scriptOf({ seed, platform, events })
    const played = await playScript(script, {
      ...{ databases: databases[engine], startBot: startInside, isPair: false },
    })
    expect(judgement(played)).toEqual(NOTHING)
    expect(played.events).toBe(events)
  })

  it.each(PLATFORMS)('on %s where a process is killed', async (platform) => {
    const script = scriptOf({ seed: 7, platform, events: EVENTS, kills: KILLS })
    const played = await playScript(script, {
      ...{ databases: databases.sqlite, startBot: botsFrom(pool), isPair: false },
    })
    expect(judgement(played)).toEqual(NOTHING)
    expect(played.kills).toBeGreaterThanOrEqual(KILLS)
  })
})

describe('what is thrown at it', () => {
  it('is the same for the same seed', () => {
    const asked = { seed: 3, platform: 'slack', events: 500 } as const
    expect(scriptOf(asked)).toEqual(scriptOf(asked))
  })

  it('is shrunk to what fails', async () => {
    const all = Array.from({ length: 100 }, (_, nth) => nth)
    const fails = async (steps: readonly number[]) => steps.includes(17) && steps.includes(80)
    expect(await shrunk(all, { fails, most: 1_000 })).toEqual([17, 80])
  })
})

describe('the judgement', () => {
  /** A bot that hears nothing of some things: what it lacks must be noticed. */
  it('notices what is lost', async () => {
    const script = scriptOf({ seed: 1, platform: 'discord', events: 40 })
    const played = await playScript(script, {
      ...{ databases: databases.sqlite, isPair: false },
      startBot: async (options) => {
        const bot = await startInside(options)
        return {
          ...bot,
          stop: async () => {
            await bot.stop()
            await databases.sqlite.forget(options.databaseUrl)
          },
        }
      },
    })
    expect(played.missing.length).toBeGreaterThan(0)
    expect(played.wrong.length).toBeGreaterThan(0)
  })
})
