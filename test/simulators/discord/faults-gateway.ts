/** Trouble on the way to the bot, on request: dispatches that are lost, repeated, late or out of order; sockets that fail. */
import type { JsonObject } from './json.ts'

/** A dispatch before it is numbered. */
export interface Passing {
  readonly name: string
  readonly data: JsonObject
}

/** Which dispatches a fault is about: by name, or by a look at them. */
export type Which = string | RegExp | ((passing: Passing) => boolean)

/** What becomes of a dispatch. */
export type Trouble =
  | { readonly kind: 'drop' }
  /** Delivered this many times altogether. */
  | { readonly kind: 'repeat'; readonly times: 2 | 3 }
  | { readonly kind: 'delay'; readonly ms: number }

interface Rule {
  readonly which: Which
  readonly trouble: Trouble
  left: number
}

/** The gateway's faults; `faults.ts` gives tests their handles. */
export interface GatewayFaults {
  /** Whether a second IDENTIFY within five seconds is refused with op 9. */
  isIdentifyLimited: boolean
  deliver(passing: Passing, send: () => void): void
  add(which: Which, trouble: Trouble, times: number): void
  /** Shuffles the next `windows` groups of this many dispatches. */
  reorder(size: number, windows: number): void
  /** Sends what is held back. */
  flush(): void
  refuseConnections(until: { readonly count: number } | { readonly untilMs: number }): void
  refuseResumes(count: number): void
  ignoreHeartbeats(count: number): void
  takeRefusedConnection(): boolean
  takeRefusedResume(): boolean
  takeIgnoredHeartbeat(): boolean
  clear(): void
  stop(): void
}

const matches = (which: Which, passing: Passing): boolean => {
  if (typeof which === 'function') return which(passing)
  return typeof which === 'string' ? which === '*' || which === passing.name : which.test(passing.name)
}

/** No faults yet; `random` decides how things are shuffled. */
export function createGatewayFaults(random: () => number): GatewayFaults {
  let rules: Rule[] = []
  let held: (() => void)[] = []
  let window = { size: 0, left: 0 }
  const timers = new Set<NodeJS.Timeout>()
  let refusedConnections = 0
  let refusedUntilMs = 0
  let refusedResumes = 0
  let ignoredHeartbeats = 0

  const flush = () => {
    const sends = held
    held = []
    for (let index = sends.length - 1; index > 0; index -= 1) {
      const other = Math.floor(random() * (index + 1))
      const [a, b] = [sends[index], sends[other]]
      if (a !== undefined && b !== undefined) {
        sends[index] = b
        sends[other] = a
      }
    }
    for (const send of sends) send()
  }
  const pass = (send: () => void) => {
    if (window.left === 0) return send()
    held.push(send)
    if (held.length < window.size) return
    window.left -= 1
    flush()
  }
  return {
    isIdentifyLimited: false,
    deliver(passing, send) {
      const rule = rules.find((one) => one.left > 0 && matches(one.which, passing))
      if (rule === undefined) return pass(send)
      rule.left -= 1
      const { trouble } = rule
      switch (trouble.kind) {
        case 'drop':
          return
        case 'repeat':
          for (let time = 0; time < trouble.times; time += 1) pass(send)
          return
        case 'delay': {
          const timer = setTimeout(() => {
            timers.delete(timer)
            pass(send)
          }, trouble.ms)
          timers.add(timer)
        }
      }
    },
    add: (which, trouble, times) => {
      rules.push({ which, trouble, left: times })
    },
    reorder: (size, windows) => {
      window = { size, left: windows }
    },
    flush() {
      window = { size: 0, left: 0 }
      flush()
    },
    refuseConnections(until) {
      if ('count' in until) refusedConnections = until.count
      else refusedUntilMs = until.untilMs
    },
    refuseResumes: (count) => {
      refusedResumes = count
    },
    ignoreHeartbeats: (count) => {
      ignoredHeartbeats = count
    },
    takeRefusedConnection() {
      if (Date.now() < refusedUntilMs) return true
      if (refusedConnections === 0) return false
      refusedConnections -= 1
      return true
    },
    takeRefusedResume() {
      if (refusedResumes === 0) return false
      refusedResumes -= 1
      return true
    },
    takeIgnoredHeartbeat() {
      if (ignoredHeartbeats === 0) return false
      ignoredHeartbeats -= 1
      return true
    },
    clear() {
      rules = []
      refusedConnections = 0
      refusedUntilMs = 0
      refusedResumes = 0
      ignoredHeartbeats = 0
      window = { size: 0, left: 0 }
      flush()
    },
    stop() {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      held = []
    },
  }
}
