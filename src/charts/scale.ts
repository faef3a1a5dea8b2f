/** From values to pixels, and which values to write on an axis. */

/** Steps between the ticks of a time axis, in minutes: what people count time in. */
const WAIT_STEPS_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14400] as const

/** The smallest of 1, 2, 5, 10, 20, 50 … that cuts a length into at most `parts`: at least 1, so ticks are integers. */
export function countStep(length: number, parts: number): number {
  let power = 1
  for (;;) {
    for (const digit of [1, 2, 5]) if (length / (digit * power) <= parts) return digit * power
    power *= 10
  }
}

/** The smallest step that people count time in (minutes) that cuts a length into at most `parts`. */
export function waitStepMinutes(lengthMinutes: number, parts: number): number {
  const step = WAIT_STEPS_MINUTES.find((minutes) => lengthMinutes / minutes <= parts)
  return step ?? countStep(lengthMinutes / 1440, parts) * 1440
}

/** The multiples of a step from `low` to `high`, both included where they are multiples. */
export function ticks(low: number, high: number, step: number): readonly number[] {
  const first = Math.ceil(low / step)
  const count = Math.floor(high / step) - first + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step)
}

/** Maps values from `domain` to pixels in `range`, in proportion; an empty domain maps to the range's beginning. */
export function linear(
  domain: readonly [number, number],
  range: readonly [number, number],
): (value: number) => number {
  const [low, high] = domain
  const [start, end] = range
  const factor = high === low ? 0 : (end - start) / (high - low)
  return (value) => start + (value - low) * factor
}

/**
 * Moves positions apart, as little as is simple, so that neighbours (in the order given) are at least `gapPx` from
 * each other and all are within the bounds where there is room for all.
 */
export function spread(
  wanted: readonly number[],
  gapPx: number,
  low: number,
  high: number,
): readonly number[] {
  const placed: number[] = []
  for (const position of wanted) placed.push(Math.max(position, (placed.at(-1) ?? low - gapPx) + gapPx))
  let limit = high
  for (let index = placed.length - 1; index >= 0; index--) {
    placed[index] = Math.min(placed[index] ?? limit, limit)
    limit = (placed[index] ?? limit) - gapPx
  }
  return placed
}
