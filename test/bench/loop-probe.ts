/**
 * Imported before a program, tells how long its main thread was kept from its other work at the longest since it was last
 * asked: by the clock, and without the time for which the thread could have run but other work had the processors, which
 * Linux counts.
 */
import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 2
const NS_PER_MS = 1e6
const COUNTS = `/proc/self/task/${process.pid}/schedstat`

/** What the probe answers; `ownMs` is null where the system does not count. */
export interface LongestWait {
  readonly byClockMs: number
  readonly ownMs: number | null
}

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delay.enable()
let [wokeAt, queuedMs, ownMs] = [performance.now(), queued(), 0]
setInterval(() => {
  const [now, queuedNow] = [performance.now(), queued()]
  ownMs = Math.max(ownMs, now - wokeAt - (queuedNow - queuedMs) - RESOLUTION_MS)
  wokeAt = now
  queuedMs = queuedNow
}, RESOLUTION_MS).unref()

process.on('message', () => {
  const longest: LongestWait = {
    byClockMs: Math.max(0, delay.max / NS_PER_MS - RESOLUTION_MS),
    ownMs: Number.isNaN(ownMs) ? null : ownMs,
  }
  delay.reset()
  ownMs = 0
  process.send?.(longest)
})
// Being asked must not keep the program alive.
process.channel?.unref()

/** For how long the thread has waited for a processor. */
function queued(): number {
  try {
    return Number(readFileSync(COUNTS, 'utf8').split(' ')[1]) / NS_PER_MS
  } catch {
    return Number.NaN
  }
}
