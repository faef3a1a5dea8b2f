/** Two bots on one database, of which one serves; the other takes over when that one is gone. Both are processes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type BotOptions, type ChaosBot, PATIENCE_MS, type StartBot } from './bot.ts'
import { type BotPool, type BotProcess, hasReadTo } from './bot-outside.ts'

const POLL_MS = 30
/** Longer than a bot gathers what it hears. */
const GATHERED_MS = 400
const TRY_AGAIN_MS = 200

/** Starts pairs from a pool of processes. What stands by when a bot is killed serves when the next is started. */
export function pairsFrom(pool: BotPool): StartBot {
  /** Those that stand by, by database. */
  const standing = new Map<string, BotProcess>()
  return async (options: BotOptions): Promise<ChaosBot> => {
    const { databaseUrl, now } = options
    const startedAt = now()
    const both = [standing.get(databaseUrl) ?? pool.launch(options), pool.launch(options)]
    standing.delete(databaseUrl)
    let isOver = false
    /** Whoever looks after a service starts it again where it ends before it could begin. */
    const keep = async (nth: number): Promise<void> => {
      for (let why = await both[nth]?.serving; why != null && !isOver; why = await both[nth]?.serving) {
        await both[nth]?.end('SIGKILL')
        await sleep(TRY_AGAIN_MS)
        if (!isOver) both[nth] = pool.launch(options)
      }
    }
    for (const nth of both.keys()) void keep(nth)
    await until(() => both.some((one) => one.servingSince() !== null), both)
    /** The one that began to serve last comes last: the other has lost it then, or never had it. */
    const inOrder = (): BotProcess[] =>
      [...both].sort((a, b) => (a.servingSince() ?? 0) - (b.servingSince() ?? 0))
    const reading = hasReadTo(options, startedAt, () => isOver)
    return {
      // Which of the two hears is not to be told from outside.
      isLive: () => false,
      disturb: () => undefined,
      caughtUp: async () => {
        const late = await Promise.race([reading, sleep(PATIENCE_MS, 'late' as const, { ref: false })])
        if (late !== undefined) throw new Error('neither of two caught up')
        await sleep(GATHERED_MS)
      },
      shiftClock: (ms) => {
        for (const one of both) one.tell({ kind: 'clock', ms })
      },
      setFull: () => undefined,
      complaints: () => both.flatMap((one) => one.complaints()),
      stop: async () => {
        isOver = true
        await Promise.all(both.map((one) => one.end('SIGTERM')))
      },
      crash: async () => {
        isOver = true
        const [other, serving] = inOrder()
        if (other !== undefined) standing.set(databaseUrl, other)
        await serving?.end('SIGKILL')
      },
    }
  }
}

async function until(holds: () => boolean, both: readonly BotProcess[]): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!holds()) {
    if (performance.now() > end)
      throw new Error(`neither of two serves: ${both.flatMap((one) => one.complaints()).join(' ')}`)
    await sleep(POLL_MS)
  }
}
