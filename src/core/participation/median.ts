/** The middle of some values; of an even number, the mean of the middle two. Null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = new Float64Array(values).sort()
  const upper = sorted[sorted.length >> 1]
  const lower = sorted[(sorted.length - 1) >> 1]
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2
}
