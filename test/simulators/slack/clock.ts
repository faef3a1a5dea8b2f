/** The world's time, and the timestamps that messages are known by. */

/** Tells and makes time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Stands still at this moment from now on. Throws where timestamps already stand later. */
  set(ms: number): void
  /** Moves on by this much; a clock that runs keeps running. */
  advance(ms: number): void
  /** Runs on in real time from the moment it shows. */
  run(): void
  /** The next `ts` of a channel: later than all before it there, and only there. */
  nextTs(channel: Stamped): string
}

/** What remembers its last timestamp, in microseconds since 1970. */
export interface Stamped {
  lastMicros: number
}

/** A moment in microseconds as Slack writes it: seconds, a point, six digits. */
export const tsOf = (micros: number): string =>
  `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`

/** The moment of a `ts`, in microseconds since 1970; NaN where it is none. */
export function microsOf(ts: string): number {
  const found = /^(\d{1,10})(?:\.(\d{1,6}))?$/.exec(ts)
  if (found === null) return Number.NaN
  return Number(found[1]) * 1_000_000 + Number((found[2] ?? '').padEnd(6, '0'))
}

/** The moment of a `ts`, in milliseconds since 1970. */
export const momentOf = (ts: string): number => Math.floor(microsOf(ts) / 1000)

/** Seconds since 1970, as most of Slack's fields have them. */
export const secondsOf = (ms: number): number => Math.floor(ms / 1000)

/** A clock that shows real time until it is set; `startMs` stands still from the beginning. */
export function createClock(startMs: number | null): Clock {
  let offsetMs = 0
  let frozenMs: number | null = startMs
  let latestMs = 0
  const now = () => frozenMs ?? Date.now() + offsetMs
  return {
    now,
    set(ms) {
      if (ms < latestMs)
        throw new Error(
          `The clock cannot be set back to ${new Date(ms).toISOString()}: messages stand at ${new Date(latestMs).toISOString()}.`,
        )
      frozenMs = ms
    },
    advance(ms) {
      if (ms < 0) throw new Error('Time only moves on.')
      if (frozenMs === null) offsetMs += ms
      else frozenMs += ms
    },
    run() {
      if (frozenMs === null) return
      offsetMs = frozenMs - Date.now()
      frozenMs = null
    },
    nextTs(channel) {
      // Nine microseconds apart, so that the last digit is not always zero.
      const micros = Math.max(Math.floor(now()) * 1000 + 9, channel.lastMicros + 10)
      channel.lastMicros = micros
      latestMs = Math.max(latestMs, Math.floor(micros / 1000))
      return tsOf(micros)
    },
  }
}
