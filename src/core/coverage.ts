/** Arithmetic of what has been read of a space: half-open stretches of time, in milliseconds since 1970, UTC. */

/** `fromAt` ≤ t < `toAt`. */
export interface Span {
  readonly fromAt: number
  readonly toAt: number
}

/**
 * A long span in parts that can be read, and are known, one by one: latest first, each but the earliest `partMs` long. An
 * open end counts from `now`.
 */
export function partsOf({ fromAt, toAt }: Span, partMs: number, now: number): readonly Span[] {
  const parts: Span[] = []
  let end = toAt
  for (let from = Math.min(toAt, now) - partMs; from > fromAt; from -= partMs) {
    parts.push({ fromAt: from, toAt: end })
    end = from
  }
  return [...parts, { fromAt, toAt: end }]
}

/** What of a span is in none of `covered`, which are in order and do not touch; latest first, because it matters most. */
export function uncovered(span: Span, covered: readonly Span[]): readonly Span[] {
  const holes: Span[] = []
  let from = span.fromAt
  for (const one of covered) {
    if (one.toAt <= from) continue
    if (one.fromAt >= span.toAt) break
    if (one.fromAt > from) holes.push({ fromAt: from, toAt: one.fromAt })
    from = Math.max(from, one.toAt)
  }
  if (from < span.toAt) holes.push({ fromAt: from, toAt: span.toAt })
  return holes.reverse()
}
