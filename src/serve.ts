/**
 * Serving live platforms: opens the store, connects, runs the jobs, and at the end finishes what is in hand. The
 * composition root of the long-running process.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { createHeavyRoom } from './app/heavy-room.ts'
import { programOf } from './app/program.ts'
import { createRecorder } from './app/record.ts'
import { createPainter } from './charts/painter.ts'
import { commandsIn } from './commands.ts'
import type { Config } from './config.ts'
import { MS_PER_HOUR, MS_PER_MINUTE } from './core/calendar.ts'
import { Refusal, Unreachable } from './core/errors.ts'
import type { Store } from './core/ports.ts'
import type { Words } from './core/words/words.ts'
import { boardKeeper } from './jobs/boards.ts'
import { startClock } from './jobs/clock.ts'
import { sendOpen } from './jobs/outbox.ts'
import { retain } from './jobs/retention.ts'
import { runDueSchedules } from './jobs/scheduler.ts'
import type { createLog } from './log.ts'
import { connectDiscord } from './platforms/discord/connect.ts'

const HEAVY_WORKER = new URL('./heavy-worker.mjs', import.meta.url)
const RETAIN_EVERY_MS = 6 * MS_PER_HOUR
const BOARDS_EVERY_MS = MS_PER_MINUTE
/** What is in hand at the end is given so long. */
const STOP_PATIENCE_MS = 20_000
/** Between tries to reach a platform: first and longest. */
const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 5 * MS_PER_MINUTE

export interface ServeOptions {
  readonly config: Config
  readonly store: Store
  readonly secret: string
  readonly words: Words
  readonly log: ReturnType<typeof createLog>
  /** Aborted when the process is asked to leave. */
  readonly leaving: AbortSignal
  /** Told once people are served, and once everything in hand is finished at the end. */
  onServing(line: string): void
  /** Told of what keeps people from being served for now. */
  onTrouble(line: string): void
}

/** Serves until it is asked to leave. Throws a `Refusal` where a platform ends it for good. */
export async function serve(options: ServeOptions): Promise<void> {
  const { config, store, secret, words, log, leaving } = options
  const { token, apiUrl } = config.discord
  if (token === null) throw new Refusal(words.operator.serving.noPlatform)
  const now = Date.now
  const painter = createPainter()
  const recorder = createRecorder({ recording: store.recording, now, log })
  const room = createHeavyRoom({
    entry: HEAVY_WORKER,
    ...{ url: config.databaseUrl, secret, language: 'english' as const, words, log },
  })
  const commands = commandsIn(words)
  const program = programOf({ store, words, commands, log, room, secret, now })
  try {
    // Nothing is looked after before the clock runs; it looks after everything when it starts.
    let wake = (): void => undefined
    const discord = await whenReachable(
      () =>
        connectDiscord({
          ...{ token, apiUrl, program, store, recorder, painter, now, log, leaving },
          onChange: () => wake(),
        }),
      options,
    )
    if (discord === null) return
    const speakers = [discord.speaker]
    const keepBoards = boardKeeper({
      ...{ store, speakers, log },
      tell: room.tellBoard,
    })
    const tell = room.tellWeek
    const clock = startClock({
      log,
      now,
      jobs: [
        { name: 'schedules', everyMs: 0, run: (at) => runDueSchedules(store, at) },
        { name: 'outbox', everyMs: 0, run: (at) => sendOpen({ store, speakers, words, tell, log }, at) },
        { name: 'boards', everyMs: BOARDS_EVERY_MS, run: keepBoards },
        { name: 'retention', everyMs: RETAIN_EVERY_MS, run: (at) => retain(store, at) },
      ],
    })
    wake = () => void clock.wake()
    options.onServing(words.operator.serving.started(discord.servers(), discord.grants))
    const ended = await Promise.race([discord.ended, untilAborted(leaving)])
    const isFinished = await within(
      STOP_PATIENCE_MS,
      stopAll([() => clock.stop(), () => discord.stop(), () => recorder.close()], log),
    )
    if (ended !== null) throw new Refusal(ended.reason)
    if (isFinished) options.onServing(words.operator.serving.stopped)
  } finally {
    await room.close()
    await painter.close()
  }
}

/** Connects, and tries again for as long as the platform does not answer; null where the process is asked to leave. */
async function whenReachable<Result>(
  connect: () => Promise<Result>,
  { leaving, onTrouble, words }: ServeOptions,
): Promise<Result | null> {
  for (let pauseMs = FIRST_PAUSE_MS; !leaving.aborted; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2))
    try {
      return await connect()
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      if (leaving.aborted) return null
      onTrouble(words.operator.serving.tryingAgain(error.message, pauseMs / 1000))
      await Promise.race([sleep(pauseMs, undefined, { ref: true }), untilAborted(leaving)])
    }
  return null
}

const untilAborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(null)
    else signal.addEventListener('abort', () => resolve(null), { once: true })
  })

/** One after the other; what fails to stop is logged and does not keep the rest from stopping. */
async function stopAll(stops: readonly (() => Promise<void>)[], log: ServeOptions['log']): Promise<void> {
  for (const stop of stops)
    await stop().catch((error: unknown) =>
      log.error({ err: error }, 'something could not be finished at the end'),
    )
}

/** Waits no longer than so long; whether it was done by then. */
const within = (ms: number, work: Promise<void>): Promise<boolean> =>
  Promise.race([
    work.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ms).unref()),
  ])
