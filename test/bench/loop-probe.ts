/**
 * Imported before a program, tells how long its main thread was kept from its other work: the longest delay of a timer
 * since it was last asked.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 2
const NS_PER_MS = 1e6

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delay.enable()
process.on('message', () => {
  const longestMs = Math.max(0, delay.max / NS_PER_MS - RESOLUTION_MS)
  delay.reset()
  process.send?.({ longestMs })
})
// Being asked must not keep the program alive.
process.channel?.unref()
