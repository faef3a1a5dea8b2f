/** Trouble with requests, on request: refusals, lost answers, delays; before the effect or after it. */

/** What a request gets instead of its answer. */
export type HttpTrouble =
  /** An error page. */
  | { readonly kind: 'status'; readonly status: number }
  /** The connection is reset; this client tries again. */
  | { readonly kind: 'drop' }
  /** The connection is closed in order, without an answer; this client gives up. */
  | { readonly kind: 'hangUp' }
  /** The answer comes, but late. */
  | { readonly kind: 'delay'; readonly ms: number }
  | {
      readonly kind: 'rateLimit'
      readonly retryAfterMs: number
      readonly scope: 'user' | 'shared' | 'global'
    }

/** Which requests, how often, and whether the effect is committed first. */
export interface HttpFault {
  readonly method?: string
  /** Tested against the path without `/api/v10` and query. */
  readonly path: RegExp
  readonly times?: number
  readonly when: 'before' | 'after'
  readonly trouble: HttpTrouble
}

/** The faults of the HTTP side. */
export interface HttpFaults {
  add(fault: HttpFault): void
  /** The trouble of a request at this moment, used up by asking. */
  take(when: 'before' | 'after', method: string, path: string): HttpTrouble | null
  clear(): void
}

/** No faults yet. */
export function createHttpFaults(): HttpFaults {
  let faults: { readonly fault: HttpFault; left: number }[] = []
  return {
    add(fault) {
      faults.push({ fault, left: fault.times ?? 1 })
    },
    take(when, method, path) {
      const found = faults.find(
        ({ fault, left }) =>
          left > 0 &&
          fault.when === when &&
          (fault.method === undefined || fault.method === method) &&
          fault.path.test(path),
      )
      if (found === undefined) return null
      found.left -= 1
      return found.fault.trouble
    },
    clear() {
      faults = []
    },
  }
}
