/** Rate limits as Discord keeps them: a bucket a route and channel, and fifty requests a second altogether. */
import { createHash } from 'node:crypto'

/** A bucket's size and how long until it is full again. */
interface Rule {
  readonly limit: number
  readonly perMs: number
}

const GLOBAL_A_SECOND = 50
const USUAL: Rule = { limit: 50, perMs: 1000 }
/** Near to what Discord shows; clients must go by the headers anyway. */
const RULES: readonly (readonly [RegExp, Rule])[] = [
  [/^POST \/channels\/\{channel_id\}\/messages$/, { limit: 5, perMs: 5000 }],
  [/^PATCH \/channels\/\{channel_id\}\/messages\/\{message_id\}$/, { limit: 5, perMs: 5000 }],
  [/^DELETE \/channels\/\{channel_id\}\/messages\/\{message_id\}$/, { limit: 5, perMs: 1000 }],
  [/^GET \/channels\/\{channel_id\}\/messages$/, { limit: 5, perMs: 1000 }],
  [/^(PUT|DELETE) .*\/reactions\//, { limit: 1, perMs: 250 }],
  [/^PUT .*\/commands$/, { limit: 20, perMs: 10_000 }],
  [/^(GET|POST) .*\/threads/, { limit: 10, perMs: 5000 }],
  [/^(PUT|DELETE) .*\/roles\//, { limit: 10, perMs: 10_000 }],
]

/** What to tell about a request's bucket. */
export interface Allowance {
  readonly headers: Readonly<Record<string, string>>
  /** How long to wait; null where the request may pass. */
  readonly retryAfterMs: number | null
  readonly isGlobal: boolean
}

/** Counts requests. */
export interface RateLimits {
  /** Counts one, by its route and major parameter. */
  take(method: string, routePath: string, major: string): Allowance
}

/** Empty buckets; switched off, every request passes without headers. */
export function createRateLimits(isOn: boolean): RateLimits {
  const buckets = new Map<string, { used: number; resetMs: number }>()
  let second = { startMs: 0, used: 0 }
  return {
    take(method, routePath, major) {
      if (!isOn || routePath.startsWith('/interactions/') || routePath.startsWith('/webhooks/'))
        return { headers: {}, retryAfterMs: null, isGlobal: false }
      const now = Date.now()
      if (now - second.startMs >= 1000) second = { startMs: now, used: 0 }
      second.used += 1
      if (second.used > GLOBAL_A_SECOND)
        return { headers: {}, retryAfterMs: second.startMs + 1000 - now, isGlobal: true }
      const name = `${method} ${routePath}`
      const rule = RULES.find(([pattern]) => pattern.test(name))?.[1] ?? USUAL
      const key = `${name} ${major}`
      let bucket = buckets.get(key)
      if (bucket === undefined || bucket.resetMs <= now) {
        bucket = { used: 0, resetMs: now + rule.perMs }
        buckets.set(key, bucket)
      }
      const isOver = bucket.used >= rule.limit
      if (!isOver) bucket.used += 1
      return {
        isGlobal: false,
        retryAfterMs: isOver ? bucket.resetMs - now : null,
        headers: {
          'X-RateLimit-Limit': String(rule.limit),
          'X-RateLimit-Remaining': String(rule.limit - bucket.used),
          'X-RateLimit-Reset': (bucket.resetMs / 1000).toFixed(3),
          'X-RateLimit-Reset-After': ((bucket.resetMs - now) / 1000).toFixed(3),
          'X-RateLimit-Bucket': createHash('sha1').update(name).digest('hex').slice(0, 16),
        },
      }
    },
  }
}
