/** Bots in processes of their own, from a pool of warm ones, so that killing one is cheap. */
import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BotOptions, type ChaosBot, PATIENCE_MS, type StartBot } from './bot.ts'
import type { FromBot, ToBot } from './bot-messages.ts'
import { readCovered } from './found.ts'

const POLL_MS = 40
/** Longer than a bot gathers what it hears. */
const GATHERED_MS = 400
const TRY_AGAIN_MS = 100

export interface BotPool {
  readonly startBot: StartBot
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
  const take = (): Warm => {
    const next = warm.shift() ?? warmUp(bundle)
    fill()
    return next
  }
  return {
    startBot: async (options) => {
      for (const until = performance.now() + PATIENCE_MS; ; ) {
        const started = await serveIn(take(), options)
        if (typeof started !== 'string') return started
        // Whoever looks after a service starts it again.
        if (performance.now() > until) throw new Error(`no bot serves: ${started}`)
        await sleep(TRY_AGAIN_MS)
      }
    },
    close: async () => {
      isClosed = true
      for (const { child } of warm) child.kill('SIGKILL')
      await Promise.all(warm.map((one) => one.ended))
    },
  }
}

/** A process that has loaded everything, or is about to. */
interface Warm {
  readonly child: ChildProcess
  readonly isWarm: Promise<void>
  readonly ended: Promise<void>
  readonly complaints: string[]
  onTold: (told: FromBot) => void
}

function warmUp(bundle: string): Warm {
  const child = spawn(process.execPath, [bundle], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const complaints: string[] = []
  let setWarm: () => void = () => undefined
  const isWarm = new Promise<void>((resolve) => {
    setWarm = resolve
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const warm: Warm = { child, isWarm, ended, complaints, onTold: () => undefined }
  child.on('message', (told: FromBot) => {
    if (told.kind === 'warm') setWarm()
    else if (told.kind === 'complaint') complaints.push(told.what)
    else warm.onTold(told)
  })
  child.on('error', () => undefined)
  // What it logs are errors.
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => void complaints.push(String(part).trim().slice(0, 600)))
  return warm
}

/** Lets a warm process serve; the reason where it ends instead. */
async function serveIn(warm: Warm, { address, databaseUrl, now }: BotOptions): Promise<ChaosBot | string> {
  const { child, ended, complaints } = warm
  await Promise.race([warm.isWarm, ended])
  const tell = (what: ToBot): void => {
    if (child.connected) child.send(what)
  }
  const startedAt = now()
  const why = await new Promise<string | null>((resolve) => {
    warm.onTold = (told) => {
      if (told.kind === 'serving') resolve(null)
      else if (told.kind === 'ended') resolve(told.why)
    }
    void ended.then(() => resolve(`it ended: ${complaints.join(' ')}`))
    tell({ kind: 'serve', address, databaseUrl, at: startedAt })
  })
  if (why !== null) {
    child.kill('SIGKILL')
    await ended
    return why
  }
  let isOver = false
  let hasRead = false
  /** Whether it is known from outside when it hears everything: not after its connection was disturbed. */
  let isDisturbed = false
  // Platforms tell their time in whole seconds.
  const wanted = Math.floor(startedAt / 1_000) * 1_000
  const reading = (async (): Promise<void> => {
    while (!isOver && !hasRead) {
      const covered = await readCovered(databaseUrl).catch(() => [])
      const ends = new Map(address.spaces.map((space) => [space, 0]))
      for (const { space, toAt } of covered) ends.set(space, Math.max(ends.get(space) ?? 0, toAt))
      hasRead = [...ends.values()].every((at) => at >= wanted)
      if (!hasRead) await sleep(POLL_MS)
    }
  })()
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    isOver = true
    child.kill(signal)
    await Promise.race([ended, sleep(PATIENCE_MS, undefined, { ref: false })])
    child.kill('SIGKILL')
    await reading
  }
  return {
    isLive: () => hasRead && !isDisturbed,
    disturb: () => {
      isDisturbed = true
    },
    caughtUp: async () => {
      const late = sleep(PATIENCE_MS, 'late' as const, { ref: false })
      const gone = ended.then(() => 'gone' as const)
      const how = await Promise.race([reading, late, gone])
      if (how !== undefined) throw new Error(`the bot did not catch up: ${how}, ${complaints.join(' ')}`)
      await sleep(GATHERED_MS)
    },
    shiftClock: (ms) => tell({ kind: 'clock', ms }),
    setFull: (isFull) => tell({ kind: 'full', isFull }),
    complaints: () => complaints,
    stop: () => end('SIGTERM'),
    crash: () => end('SIGKILL'),
  }
}
