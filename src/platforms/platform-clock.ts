/**
 * What time it is for a platform. Its ids and the dates of its answers are taken for true, not the clock of this machine,
 * which may be wrong or jump: what has been read is bounded by the platform's time alone.
 */
export interface PlatformClock {
  /** Milliseconds since 1970, UTC, as the platform would say, within seconds. */
  now(): number
  /** An answer bore this `Date` header. Returns its moment; this clock's where there is none. */
  heard(dateHeader: string | null): number
  /** Something of this moment has been seen: it is not earlier now. */
  seen(at: number): void
}

const FARTHEST_MS = 365 * 86_400_000

export function createPlatformClock(localNow: () => number): PlatformClock {
  let offsetMs = 0
  const now = (): number => localNow() + offsetMs
  return {
    now,
    heard: (dateHeader) => {
      const at = dateHeader === null ? Number.NaN : Date.parse(dateHeader)
      if (!Number.isFinite(at)) return now()
      // The header has whole seconds: anywhere inside that second is agreement.
      const behindMs = at - now()
      if (behindMs > 0 || behindMs <= -1000) offsetMs += behindMs
      return at
    },
    seen: (at) => {
      // An id from the far future is nonsense, and must not take what is known there.
      if (at > now() && at < now() + FARTHEST_MS) offsetMs += at - now()
    },
  }
}

/**
 * How far a clock is ahead of whoever answered with this `Date` header, for a request that was sent and answered at these
 * moments of it; null where there is no header.
 */
export function aheadOf(dateHeader: string | null, sentAt: number, answeredAt: number): number | null {
  const at = dateHeader === null ? Number.NaN : Date.parse(dateHeader)
  if (!Number.isFinite(at)) return null
  // The header has whole seconds, and was written somewhere on the way: anywhere inside is agreement.
  return answeredAt < at ? answeredAt - at : Math.max(0, sentAt - at - 999)
}
