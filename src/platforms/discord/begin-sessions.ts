/**
 * Keeps sessions with Discord few, over restarts too: who begins more than a thousand in a day has their token taken
 * away. Half of that is kept, and a process that restarts in a loop is slowed down long before.
 */
import type { SessionPort } from '../../core/ports.ts'

const MS_PER_DAY = 86_400_000
/** Discord's limit is 1,000 a day. Source: Discord's API reference, «Sessions, Session Start Limit». */
export const MOST_A_DAY = 500
/** So many may follow each other at once; after that, only as many as keep within the day's. */
const FREE = 50
/** Discord lets a bot begin one session in five seconds. */
const APART_MS = 5_000
const LONGEST_SLEEP_MS = 60_000

/** When the next session may begin, given when the last ones did (ascending). */
export function nextStartAt(begun: readonly number[], now: number): number {
  // Those of the future were begun before this machine's clock was set back: they count, but when is not known.
  const last = begun.findLast((at) => at <= now)
  const recent = begun.filter((at) => at > now - MS_PER_DAY)
  const apartMs = recent.length < FREE ? APART_MS : MS_PER_DAY / MOST_A_DAY
  const dayAt = recent.length < MOST_A_DAY ? now : (recent[recent.length - MOST_A_DAY] ?? now) + MS_PER_DAY
  return Math.max(now, dayAt, last === undefined ? now : last + apartMs)
}

export interface StartLimit {
  /** Waits until a session may begin, and counts it. Where it cannot be counted, none begins. Throws only when aborted. */
  waitForIdentify(shard: number, signal: AbortSignal): Promise<void>
}

export interface StartLimitOptions {
  readonly sessions: SessionPort
  readonly now: () => number
  readonly onWait: (ms: number) => void
  /** Told that sessions could not be counted; it is tried again. */
  readonly onTrouble: (error: unknown) => void
}

export function createStartLimit({ sessions, now, onWait, onTrouble }: StartLimitOptions): StartLimit {
  let last: Promise<void> = Promise.resolve()
  const wait = async (signal: AbortSignal): Promise<void> => {
    for (;;) {
      signal.throwIfAborted()
      const ms = await untilNext()
      if (ms <= 0) return
      if (ms > APART_MS) onWait(ms)
      await sleep(Math.min(ms, LONGEST_SLEEP_MS), signal)
    }
  }

  /** How long to wait; 0 where a session may begin, which is counted then. */
  const untilNext = async (): Promise<number> => {
    try {
      const ms = nextStartAt(await sessions.since('discord', now() - MS_PER_DAY), now()) - now()
      if (ms <= 0) await sessions.begun('discord', now())
      return ms
    } catch (error) {
      // The library would begin a session all the same if this were thrown.
      onTrouble(error)
      return APART_MS
    }
  }
  return {
    waitForIdentify: (_shard, signal) => {
      const turn = last.then(() => wait(signal))
      last = turn.catch(() => undefined)
      return turn
    },
  }
}

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
