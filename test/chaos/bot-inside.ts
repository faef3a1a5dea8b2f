/**
 * A bot in this process: real store, real program, unmodified clients. It crashes by dying to its database: nothing that
 * it does from then on is written, and its connections are cut.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { programOf } from '../../src/app/program.ts'
import { createRecorder } from '../../src/app/record.ts'
import { createVocabulary } from '../../src/app/vocabulary.ts'
import { createPainter } from '../../src/charts/painter.ts'
import { commandsIn } from '../../src/commands.ts'
import { Unreachable } from '../../src/core/errors.ts'
import type { Store } from '../../src/core/ports.ts'
import { english } from '../../src/core/words/english.ts'
import { connectDiscord, type DiscordPlatform } from '../../src/platforms/discord/connect.ts'
import { connectSlack, type SlackPlatform } from '../../src/platforms/slack/connect.ts'
import { databaseFile, openStore } from '../../src/store/open.ts'
import { type BotOptions, type ChaosBot, PATIENCE_MS, SLACK_MINUTE_MS } from './bot.ts'
import { SECRET } from './databases.ts'
import { setFull } from './sqlite-connections.ts'

/** The thread stands still meanwhile, and with it whoever holds the lock. */
const BUSY_MS = 10
const POLL_MS = 5
const TRY_AGAIN_MS = 50
const FAST = { pingMs: 2_500, floodMs: 300, minuteMs: SLACK_MINUTE_MS } as const
/** Whoever is dying is waited for so long. */
const DYING_MS = 5_000

export async function startInside({ address, databaseUrl, now }: BotOptions): Promise<ChaosBot> {
  let skewMs = 0
  let isDead = false
  const complaints: string[] = []
  const own = (): number => now() + skewMs
  const log = {
    debug: (): void => undefined,
    info: (): void => undefined,
    warn: (): void => undefined,
    error: (details: object, message: string): void => {
      if (!isDead) complaints.push(`${message}: ${reasonIn(details)}`)
    },
  }
  const opened = await again(() => openStore({ url: databaseUrl, secret: SECRET, busyTimeoutMs: BUSY_MS }))
  const store = mortal(opened, () => isDead)
  const painter = createPainter()
  const recorder = createRecorder({ recording: store.recording, now: own, log })
  const program = programOf({
    ...{ store, words: english, log, room: null, secret: SECRET, now: own },
    commands: commandsIn(english),
  })
  const leaving = new AbortController()
  const { apiUrl, token, appToken, workspace } = address
  const vocabulary = createVocabulary(store)
  const shared = { apiUrl, program, store, recorder, vocabulary, painter, now: own, log }
  const leave = { leaving: leaving.signal, onChange: () => undefined }
  const platform = await again<DiscordPlatform | SlackPlatform>(() =>
    appToken === null
      ? connectDiscord({ ...shared, ...leave, token })
      : connectSlack({ ...shared, ...leave, botToken: token, appToken, timing: FAST }),
  )
  const { reading } = platform
  /** Before it has entered it knows of nothing that it would have to read. */
  const hasCaughtUp = (): boolean => reading.workspace(workspace) !== null && reading.isCaughtUp()
  const end = async (): Promise<void> => {
    await platform.stop()
    await recorder.close()
  }
  return {
    isLive: () => hasCaughtUp() && recorder.waiting() === 0,
    disturb: () => undefined,
    complaints: () => complaints,
    caughtUp: async () => {
      const until = performance.now() + PATIENCE_MS
      while (!hasCaughtUp()) {
        if (performance.now() > until) throw new Error('the bot did not catch up')
        await sleep(POLL_MS)
      }
      await recorder.settled()
    },
    shiftClock: (ms) => {
      skewMs += ms
    },
    setFull: (isFull) => {
      if (databaseUrl.startsWith('file:')) setFull(databaseFile(databaseUrl), isFull)
    },
    stop: async () => {
      await end()
      await painter.close()
      await opened.close()
    },
    crash: async () => {
      isDead = true
      // What is left of it ends by itself; nobody waits for it longer than needed.
      const ended = recorder
        .close()
        .catch(() => undefined)
        .then(() => platform.stop())
        .catch(() => undefined)
        .then(() => painter.close())
        .then(() => opened.close())
        .catch(() => undefined)
      await Promise.race([ended, sleep(DYING_MS, undefined, { ref: false })])
    },
  }
}

/** A store that does nothing any more once its owner is dead. */
function mortal(store: Store, isDead: () => boolean): Store {
  const dying = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        return (...given: unknown[]): unknown => {
          if (isDead()) throw new Error('whoever asks is dead')
          return Reflect.apply(value, target, given)
        }
      },
    })
  const { recording, coverage, communities } = store
  return {
    ...store,
    ...{ recording: dying(recording), coverage: dying(coverage), communities: dying(communities) },
    // Sessions begin five seconds apart, and the world's clock may stand: bots that are processes wait, these do not.
    sessions: { begun: async () => undefined, since: async () => [] },
  }
}

/** Tries until the platform or the database lets it. */
async function again<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const until = performance.now() + PATIENCE_MS; ; )
    try {
      return await work()
    } catch (error) {
      const isTemporary = error instanceof Unreachable || isOfDatabase(error)
      if (!isTemporary || performance.now() > until) throw error
      await sleep(TRY_AGAIN_MS)
    }
}

/** Trouble with a database, which passes here: it is never asked for what it cannot do. */
const isOfDatabase = (error: unknown): boolean =>
  error instanceof Error &&
  /writing to the database|SQLITE_|does not answer|terminating connection/.test(error.message)

const reasonIn = (details: object): string => {
  const error: unknown = Reflect.get(details, 'err')
  return error instanceof Error ? error.message : JSON.stringify(details)
}
