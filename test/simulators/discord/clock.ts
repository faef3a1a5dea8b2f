/** The world's time, and the ids that are made from it. */

const DISCORD_EPOCH_MS = 1_420_070_400_000
const IDS_A_MILLISECOND = 4096

/** Tells and makes time; ids strictly increase and their moment is the clock's. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Stands still at this moment from now on. Throws where ids already stand later. */
  set(ms: number): void
  /** Moves on by this much; a clock that runs keeps running. */
  advance(ms: number): void
  /** Runs on in real time from the moment it shows. */
  run(): void
  /** A new snowflake. */
  nextId(): string
}

/** The moment at which a snowflake was made, in milliseconds since 1970. */
export const momentOf = (id: string): number => Number(BigInt(id) >> 22n) + DISCORD_EPOCH_MS

/** The first snowflake of a moment. */
export const idAt = (ms: number): string =>
  ((BigInt(Math.floor(ms)) - BigInt(DISCORD_EPOCH_MS)) << 22n).toString()

/** A moment as Discord writes it. */
export const isoTime = (ms: number): string => new Date(ms).toISOString().replace('Z', '000+00:00')

/** Order of two snowflakes: shorter ones are older. */
export const compareIds = (a: string, b: string): number =>
  a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : a.length - b.length

/** A clock that shows real time until it is set. */
export function createClock(startMs: number | null): Clock {
  let offsetMs = 0
  let frozenMs: number | null = startMs
  let lastMs = 0
  let used = 0
  const now = () => frozenMs ?? Date.now() + offsetMs
  return {
    now,
    set(ms) {
      if (ms < lastMs)
        throw new Error(`The clock cannot be set back to ${isoTime(ms)}: ids stand at ${isoTime(lastMs)}.`)
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
    nextId() {
      const ms = Math.max(now(), lastMs)
      if (ms > lastMs) used = 0
      else used += 1
      // A crowded millisecond lends from the next one, so that ids go on increasing.
      lastMs = used >= IDS_A_MILLISECOND ? ms + 1 : ms
      if (used >= IDS_A_MILLISECOND) used = 0
      return (((BigInt(lastMs) - BigInt(DISCORD_EPOCH_MS)) << 22n) | BigInt(used)).toString()
    },
  }
}
