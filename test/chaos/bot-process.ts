/**
 * A bot that is a process of its own: the program's own composition root, on a machine whose clock another process sets. It
 * waits, warm, until it is told whom to serve.
 */
import { readConfig } from '../../src/config.ts'
import { english } from '../../src/core/words/english.ts'
import { createLog } from '../../src/log.ts'
import { serve } from '../../src/serve.ts'
import { databaseFile, openStore } from '../../src/store/open.ts'
import { SLACK_MINUTE_MS } from './bot.ts'
import type { FromBot, ToBot } from './bot-messages.ts'
import { SECRET } from './databases.ts'
import { rememberConnections, setFull } from './sqlite-connections.ts'

/** As long as where it serves people. */
const BUSY_MS = 1_000

const rightNow = Date.now
let skewMs = 0
Date.now = () => rightNow() + skewMs
rememberConnections()

const leaving = new AbortController()
let file: string | null = null
const tell = (what: FromBot): void => void process.send?.(what)

process.on('SIGTERM', () => leaving.abort())
process.on('disconnect', () => process.exit(1))
process.on('unhandledRejection', (error) =>
  tell({ kind: 'complaint', what: `nobody waited for ${String(error)}` }),
)
process.on('message', (told: ToBot) => {
  switch (told.kind) {
    case 'serve':
      void run(told)
      return
    case 'clock':
      skewMs += told.ms
      return
    case 'full':
      if (file !== null) setFull(file, told.isFull)
      return
  }
})
tell({ kind: 'warm' })

async function run({ address, databaseUrl, at }: Extract<ToBot, { kind: 'serve' }>): Promise<void> {
  skewMs = at - rightNow()
  const { platform, apiUrl, token, appToken } = address
  const config = readConfig({
    ...{ DATABASE_URL: databaseUrl, COMMONPLACE_KEY: SECRET },
    ...(platform === 'discord'
      ? { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl }
      : { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken ?? '', SLACK_API_URL: apiUrl }),
  })
  if (databaseUrl.startsWith('file:')) file = databaseFile(databaseUrl)
  try {
    const store = await openStore({ url: databaseUrl, secret: SECRET, busyTimeoutMs: BUSY_MS })
    await serve({
      ...{ config, store, secret: SECRET, words: english, log: createLog('error'), leaving: leaving.signal },
      slackTiming: { minuteMs: SLACK_MINUTE_MS },
      onServing: () => tell({ kind: 'serving' }),
      onTrouble: () => undefined,
    })
    await store.close()
    process.exit(0)
  } catch (error) {
    tell({ kind: 'ended', why: error instanceof Error ? error.message : String(error) })
    setTimeout(() => process.exit(1), 20)
  }
}
