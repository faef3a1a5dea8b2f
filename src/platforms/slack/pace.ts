/**
 * How fast one method of Slack's is asked: one request after the other, so many a minute, and not before the moment that
 * Slack named when it was too fast.
 */
import { setTimeout as sleep } from 'node:timers/promises'

const MINUTE_MS = 60_000

export interface Pace {
  /** Does something in its turn. */
  turn<Result>(work: () => Promise<Result>): Promise<Result>
  /** Slack said to come again after so long. */
  wait(ms: number): void
  /** Waits until the method may be asked. Throws where the signal is aborted. */
  free(): Promise<void>
}

/** `perMinute` requests may follow each other at once; then as many as come back with time. */
export function createPace(perMinute: number, signal: AbortSignal, minuteMs = MINUTE_MS): Pace {
  let last: Promise<unknown> = Promise.resolve()
  let left = perMinute
  let countedAt = performance.now()
  let notBefore = 0
  const untilFreeMs = (): number => {
    const now = performance.now()
    left = Math.min(perMinute, left + ((now - countedAt) * perMinute) / minuteMs)
    countedAt = now
    return Math.max(notBefore - now, left >= 1 ? 0 : ((1 - left) * minuteMs) / perMinute)
  }
  return {
    turn: (work) => {
      const turn = last.then(work)
      last = turn.catch(() => undefined)
      return turn
    },
    wait: (ms) => {
      notBefore = Math.max(notBefore, performance.now() + ms)
    },
    free: async () => {
      signal.throwIfAborted()
      for (let ms = untilFreeMs(); ms > 0; ms = untilFreeMs())
        await sleep(Math.ceil(ms), undefined, { signal, ref: false })
      left -= 1
    },
  }
}
