/** What the harness itself asks of a server that is restarted under it is asked again. */
import { setTimeout as sleep } from 'node:timers/promises'

const PATIENCE_MS = 30_000
const PAUSE_MS = 100
/** A connection that broke, or a server that is going, gone or coming. */
const PASSING =
  /^(08|57P|ECONN|EPIPE)|terminat|not queryable|ended|starting up|shutting down|ECONNREFUSED|ECONNRESET|timeout/

/** Tries again for as long as it is the server that is away. */
export async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const until = performance.now() + PATIENCE_MS; ; )
    try {
      return await work()
    } catch (error) {
      if (!isPassing(error) || performance.now() > until) throw error
      await sleep(PAUSE_MS)
    }
}

function isPassing(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    if (PASSING.test(one.message)) return true
    if ('code' in one && typeof one.code === 'string' && PASSING.test(one.code)) return true
    if (one instanceof AggregateError && one.errors.some(isPassing)) return true
  }
  return false
}
