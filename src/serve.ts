/**
 * Serving live platforms: opens the store, connects, runs the jobs, and at the end finishes what is in hand. The
 * composition root of the long-running process.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { createHeavyRoom } from './app/heavy-room.ts'
import { programOf } from './app/program.ts'
import { createRecorder } from './app/record.ts'
import { createVocabulary } from './app/vocabulary.ts'
import { createPainter } from './charts/painter.ts'
import { commandsIn } from './commands.ts'
import type { Config } from './config.ts'
import { MS_PER_HOUR, MS_PER_MINUTE } from './core/calendar.ts'
import { Refusal, Unreachable } from './core/errors.ts'
import type { Lease, Store } from './core/ports.ts'
import type { Words } from './core/words/words.ts'
import { boardKeeper } from './jobs/boards.ts'
import { startClock } from './jobs/clock.ts'
import { sendOpen } from './jobs/outbox.ts'
import { askPairs } from './jobs/pairs.ts'
import { retain } from './jobs/retention.ts'
import { runDueSchedules } from './jobs/scheduler.ts'
import type { createLog } from './log.ts'
import { connectDiscord } from './platforms/discord/connect.ts'
import type { Sight, Speaker } from './platforms/platform.ts'
import { connectSlack } from './platforms/slack/connect.ts'

const HEAVY_WORKER = new URL('./heavy-worker.mjs', import.meta.url)
const RETAIN_EVERY_MS = 6 * MS_PER_HOUR
const BOARDS_EVERY_MS = MS_PER_MINUTE
const PAIRS_EVERY_MS = 5 * MS_PER_MINUTE
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
  /** Other times than Slack's, for a server of the same protocol that has its own. */
  readonly slackTiming?: NonNullable<Parameters<typeof connectSlack>[0]['timing']>
  /** Told once people are served, and once everything in hand is finished at the end. */
  onServing(line: string): void
  /** Told of what keeps people from being served for now. */
  onTrouble(line: string): void
}

/**
 * Serves until it is asked to leave, or until every platform has ended it for good: then it throws the `Refusal` that says
 * why.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { config, secret, words, log, leaving } = options
  const vocabulary = createVocabulary(options.store)
  await vocabulary.refresh()
  const store: Store = { ...options.store, words: vocabulary.words }
  const now = Date.now
  const painter = createPainter()
  const recorder = createRecorder({ recording: store.recording, now, log })
  const room = createHeavyRoom({
    entry: HEAVY_WORKER,
    ...{ url: config.databaseUrl, secret, language: 'english' as const, words, log },
  })
  room.open()
  const speakers: Speaker[] = []
  const sights: Sight[] = []
  const program = programOf({ store, words, commands: commandsIn(words), log, room, secret, now, sights })
  const keepBoards = boardKeeper({ store, speakers, log, tell: room.tellBoard })
  const outbox = { store, speakers, words, tell: room.tellWeek, log }
  const clock = startClock({
    log,
    now,
    jobs: [
      { name: 'schedules', everyMs: 0, run: (at) => runDueSchedules(store, at) },
      { name: 'words', everyMs: 0, run: vocabulary.refresh },
      { name: 'outbox', everyMs: 0, run: (at) => sendOpen(outbox, at) },
      { name: 'pairs', everyMs: PAIRS_EVERY_MS, run: (at) => askPairs({ store, speakers, words, log }, at) },
      { name: 'boards', everyMs: BOARDS_EVERY_MS, run: keepBoards },
      { name: 'retention', everyMs: RETAIN_EVERY_MS, run: (at) => retain(store, at) },
    ],
  })
  const serving = new Set<Served>()
  const leases: Lease[] = []
  const wake = (): void => void clock.wake()
  const shared = { program, store, recorder, vocabulary, painter, now, log, leaving, onChange: wake }
  const say = words.operator.serving
  /** Where several processes share a database, each platform is served by one of them. */
  const serveOnce = async ({ platform, connect }: Link): Promise<'over' | 'lost'> => {
    const lease = await store.leases.take(`serving ${platform}`, {
      until: leaving,
      onWait: () => options.onTrouble(say.standingBy(platform)),
    })
    if (lease === null) return 'over'
    leases.push(lease)
    const served = await whenReachable(connect, options)
    if (served === null) return 'over'
    serving.add(served)
    speakers.push(served.speaker)
    sights.push(served.sight)
    options.onServing(served.line())
    wake()
    const lost = lease.lost.then(() => 'lost' as const)
    const ended = await Promise.race([served.ended, untilAborted(leaving), lost])
    // What a platform told before it ended is not known any more.
    sights.splice(sights.indexOf(served.sight), 1)
    if (ended === null) return 'over'
    if (ended !== 'lost') throw new Refusal(ended.reason)
    options.onTrouble(say.takenOver(platform))
    serving.delete(served)
    speakers.splice(speakers.indexOf(served.speaker), 1)
    await stopAll([served.stop], log)
    return 'lost'
  }
  const links = linksOf(options, shared).map(async (link) => {
    while ((await serveOnce(link)) === 'lost');
    return null
  })
  try {
    if (links.length === 0) throw new Refusal(words.operator.serving.noPlatform)
    const refused = await refusals(links, options.onTrouble)
    const stops = [() => clock.stop(), ...[...serving].map((one) => one.stop), () => recorder.close()]
    const isFinished = await within(STOP_PATIENCE_MS, stopAll(stops, log))
    if (refused !== null && !leaving.aborted) throw refused
    if (isFinished && serving.size > 0) options.onServing(words.operator.serving.stopped)
  } finally {
    // Only now: whoever takes over begins where this one has written down that all is known.
    for (const lease of leases) await lease.release()
    await clock.stop()
    await room.close()
    await painter.close()
  }
}

/** A platform that is served. */
interface Served {
  readonly speaker: Speaker
  readonly sight: Sight
  readonly ended: Promise<{ readonly reason: string }>
  /** What is told once it is served. */
  line(): string
  stop(): Promise<void>
}

type Shared = Pick<
  Parameters<typeof connectDiscord>[0] & Parameters<typeof connectSlack>[0],
  'program' | 'store' | 'recorder' | 'vocabulary' | 'painter' | 'now' | 'log' | 'leaving' | 'onChange'
>

/** A platform that is configured, and how to connect it. */
interface Link {
  /** Its name, as people know it. */
  readonly platform: string
  connect(): Promise<Served>
}

function linksOf({ config, words, slackTiming }: ServeOptions, shared: Shared): Link[] {
  const { discord, slack } = config
  const say = words.operator.serving
  const links: Link[] = []
  const { token } = discord
  if (token !== null)
    links.push({
      platform: 'Discord',
      connect: async () => {
        const platform = await connectDiscord({ ...shared, token, apiUrl: discord.apiUrl })
        return { ...platform, line: () => say.started(platform.servers(), platform.grants) }
      },
    })
  const { botToken, appToken } = slack
  if (botToken !== null && appToken !== null)
    links.push({
      platform: 'Slack',
      connect: async () => {
        const command = slack.command === null ? {} : { command: slack.command }
        const platform = await connectSlack({
          ...shared,
          ...command,
          ...(slackTiming === undefined ? {} : { timing: slackTiming }),
          botToken,
          appToken,
          apiUrl: slack.apiUrl,
        })
        return { ...platform, line: () => say.startedSlack(platform.workspace()) }
      },
    })
  return links
}

/** Waits for all; the last refusal where every one was refused, each other one told of as it comes. */
async function refusals(
  links: readonly Promise<null>[],
  tell: (line: string) => void,
): Promise<Error | null> {
  let left = links.length
  let last: Error | null = null
  await Promise.all(
    links.map((link) =>
      link.catch((error: unknown) => {
        left -= 1
        last = error instanceof Error ? error : new Error(String(error))
        if (left > 0) tell(last.message)
      }),
    ),
  )
  return left === 0 ? last : null
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
