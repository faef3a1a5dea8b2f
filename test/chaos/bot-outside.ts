/** Bots in processes of their own, from a pool of warm ones, so that killing one is cheap. */
import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BotOptions, type ChaosBot, PATIENCE_MS, type StartBot } from './bot.ts'
import type { FromBot, ToBot } from './bot-messages.ts'
import { readCovered } from './found.ts'

/** To look costs a connection: the longer it takes, the less often. */
const POLL_MS = 40
const LONGEST_POLL_MS = 600
/** Longer than a bot gathers what it hears. */
const GATHERED_MS = 400
const TRY_AGAIN_MS = 100

/** A process in which a bot serves, stands by, or is about to. */
export interface BotProcess {
  /** When it began to serve, in milliseconds of `performance.now()`; null before. */
  servingSince(): number | null
  /** Resolves when it serves; with the reason where it ends instead. */
  readonly serving: Promise<string | null>
  tell(what: ToBot): void
  /** What it logged of errors, and that it ended though nobody asked it to. */
  complaints(): readonly string[]
  /** Asks it to leave, or kills it; resolves when it is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

export interface BotPool {
  /** Lets a warm process serve, or stand by where another serves. */
  launch(options: BotOptions): BotProcess
  close(): Promise<void>
}

/** So many are warm at any time. */
export function botPool(bundle: string, size: number): BotPool {
  const warm: Warm[] = []
  let isClosed = false
  const fill = (): void => {
    while (warm.length < size && !isClosed) warm.push(warmUp(bundle))
  }
  fill()
  return {
    launch: (options) => {
      const next = warm.shift() ?? warmUp(bundle)
      fill()
      return next.serve(options)
    },
    close: async () => {
      isClosed = true
      await Promise.all(warm.map((one) => one.kill()))
    },
  }
}

/** A process that has loaded everything, or is about to. */
interface Warm {
  serve(options: BotOptions): BotProcess
  kill(): Promise<void>
}

function warmUp(bundle: string): Warm {
  const child = spawn(process.execPath, ['--no-warnings', bundle], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const complaints: string[] = []
  let since: number | null = null
  let isAsked = false
  let setWarm: () => void = () => undefined
  const isWarm = new Promise<void>((resolve) => {
    setWarm = resolve
  })
  let setServing: (why: string | null) => void = () => undefined
  const serving = new Promise<string | null>((resolve) => {
    setServing = resolve
  })
  const ended = new Promise<void>((resolve) =>
    child.once('close', (status) => {
      if (!isAsked && since !== null) complaints.push(`a process ended by itself with ${status}`)
      setServing(`it ended with ${status}: ${complaints.join(' ')}`)
      setWarm()
      resolve()
    }),
  )
  child.on('message', (told: FromBot) => {
    if (told.kind === 'warm') setWarm()
    else if (told.kind === 'complaint') complaints.push(told.what)
    else if (told.kind === 'ended') setServing(told.why)
    else {
      since = performance.now()
      setServing(null)
    }
  })
  child.on('error', () => undefined)
  // What it logs are errors; a job that failed because the database is away comes again.
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => {
      const lines = String(part).split('\n')
      complaints.push(...lines.filter((line) => line !== '' && !line.includes('a job failed')))
    })
  const tell = (what: ToBot): void => {
    if (child.connected) child.send(what)
  }
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    isAsked = true
    child.kill(signal)
    await Promise.race([ended, sleep(PATIENCE_MS, undefined, { ref: false })])
    child.kill('SIGKILL')
    await ended
  }
  return {
    kill: () => end('SIGKILL'),
    serve: ({ address, databaseUrl, now }) => {
      void isWarm.then(() => tell({ kind: 'serve', address, databaseUrl, at: now() }))
      return { servingSince: () => since, serving, tell, complaints: () => complaints, end }
    },
  }
}

/** Resolves when everything up to a moment is said to be known in each channel, or when it is over. */
export async function hasReadTo(
  { address, databaseUrl }: BotOptions,
  at: number,
  isOver: () => boolean,
): Promise<void> {
  // Platforms tell their time in whole seconds.
  const wanted = Math.floor(at / 1_000) * 1_000
  let pauseMs = POLL_MS
  for (let isRead = false; !isOver() && !isRead; ) {
    const covered = await readCovered(databaseUrl).catch(() => [])
    const ends = new Map(address.spaces.map((space) => [space, 0]))
    for (const { space, toAt } of covered) ends.set(space, Math.max(ends.get(space) ?? 0, toAt))
    isRead = [...ends.values()].every((one) => one >= wanted)
    if (isRead) return
    await sleep(pauseMs)
    pauseMs = Math.min(LONGEST_POLL_MS, 1.5 * pauseMs)
  }
}

/** Starts bots from a pool, one process each. */
export function botsFrom(pool: BotPool): StartBot {
  return async (options): Promise<ChaosBot> => {
    const startedAt = options.now()
    const bot = await launched(pool, options)
    let isOver = false
    let hasRead = false
    /** Whether it is known from outside when it hears everything: not after its connection was disturbed. */
    let isDisturbed = false
    const reading = hasReadTo(options, startedAt, () => isOver).then(() => {
      hasRead = !isOver
    })
    const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
      isOver = true
      await bot.end(signal)
      await reading
    }
    return {
      isLive: () => hasRead && !isDisturbed,
      disturb: () => {
        isDisturbed = true
      },
      caughtUp: async () => {
        const late = await Promise.race([reading, sleep(PATIENCE_MS, 'late' as const, { ref: false })])
        if (late !== undefined) throw new Error(`the bot did not catch up ${bot.complaints().join(' ')}`)
        await sleep(GATHERED_MS)
      },
      shiftClock: (ms) => bot.tell({ kind: 'clock', ms }),
      setFull: (isFull) => bot.tell({ kind: 'full', isFull }),
      complaints: bot.complaints,
      stop: () => end('SIGTERM'),
      crash: () => end('SIGKILL'),
    }
  }
}

/** Whoever looks after a service starts it again where it ends. */
async function launched(pool: BotPool, options: BotOptions): Promise<BotProcess> {
  for (const until = performance.now() + PATIENCE_MS; ; ) {
    const bot = pool.launch(options)
    const why = await bot.serving
    if (why === null) return bot
    await bot.end('SIGKILL')
    if (performance.now() > until) throw new Error(`no bot serves: ${why}`)
    await sleep(TRY_AGAIN_MS)
  }
}
