/** Two processes on one Postgres, which is restarted under them: one serves, the other takes over, nothing is lost. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { startPostgres } from '../postgres-server.ts'
import { botPool } from './bot-outside.ts'
import { pairsFrom } from './bot-pair.ts'
import { bundle } from './bundle.ts'
import { postgresDatabases } from './databases.ts'
import { playScript } from './play-script.ts'
import { PLATFORMS, scriptOf } from './script.ts'

const EVENTS = 60
const KILLS = 1
const RESTART_EVERY_MS = 7_000

it('loses nothing where processes are killed and the server is restarted', { timeout: 300_000 }, async () => {
  const [bot = ''] = await bundle(['bot-process'])
  const server = await startPostgres()
  const databases = await postgresDatabases(server.url)
  const pool = botPool(bot, 1)
  let isOver = false
  let restarts = 0
  const restarting = (async () => {
    for (; ; restarts += 1) {
      for (let waited = 0; waited < RESTART_EVERY_MS && !isOver; waited += 50) await sleep(50)
      if (isOver) return
      await server.restart()
    }
  })()
  try {
    const played = await Promise.all(
      PLATFORMS.map((platform) =>
        playScript(scriptOf({ seed: 5, platform, events: EVENTS, kills: KILLS }), {
          ...{ databases, startBot: pairsFrom(pool), isPair: true },
        }),
      ),
    )
    expect(played.map(({ missing, double, wrong }) => ({ missing, double, wrong }))).toEqual(
      PLATFORMS.map(() => ({ missing: [], double: [], wrong: [] })),
    )
    for (const { kills } of played) expect(kills).toBeGreaterThanOrEqual(KILLS)
    expect(restarts).toBeGreaterThan(0)
  } finally {
    isOver = true
    await restarting
    await pool.close()
    await databases.close()
    await server.stop()
  }
})
