/** Rate limits: a tier a method, a message a second and channel, and the regime of one request a minute. */
import type { Method } from './methods.ts'

/** Calls a minute. Slack promises these at least; here they are all there is. */
const TIERS = { 1: 1, 2: 20, 3: 50, 4: 100, special: 300 } as const
const LIMITED_METHODS = new Set(['conversations.history', 'conversations.replies'])
/** A burst of messages in a channel, and how long it takes to have it again, in parts of a minute. */
const BURST = { size: 5, minutes: 5 / 60 } as const

/** What can be switched while running. */
export interface Limits {
  /** Tiers are kept. */
  isOn: boolean
  /** History and replies: a request a minute, fifteen objects. */
  isHistoryLimited: boolean
  /** How long a minute is, in real milliseconds. */
  minuteMs: number
}

/** Counts calls. */
export interface RateLimits {
  /** Counts one; in how many seconds it may come again, null where it may pass. */
  take(method: Method, channel: string | null): number | null
}

/** Empty windows. Opening sockets is not counted: the one a minute of its tier allows more in practice. */
export function createRateLimits(limits: Limits): RateLimits {
  const windows = new Map<string, { used: number; endsMs: number }>()
  const count = (key: string, most: number, windowMs: number): number | null => {
    const now = performance.now()
    let window = windows.get(key)
    if (window === undefined || window.endsMs <= now) {
      window = { used: 0, endsMs: now + windowMs }
      windows.set(key, window)
    }
    if (window.used >= most) return Math.max(1, Math.ceil((window.endsMs - now) / 1000))
    window.used += 1
    return null
  }
  return {
    take(method, channel) {
      const { minuteMs } = limits
      if (limits.isHistoryLimited && LIMITED_METHODS.has(method.name)) return count(method.name, 1, minuteMs)
      if (!limits.isOn || method.name === 'apps.connections.open') return null
      const wait = count(method.name, TIERS[method.tier], minuteMs)
      if (wait !== null || method.name !== 'chat.postMessage') return wait
      return count(`chat.postMessage ${channel ?? ''}`, BURST.size, minuteMs * BURST.minutes)
    },
  }
}
