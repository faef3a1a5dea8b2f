/** What the benchmarks share: a row of the table that `npm run bench` prints, and medians. */

/** Ours beside the limit, measured in the same run. */
export interface BenchRow {
  readonly name: string
  readonly ours: number
  readonly limit: number
  readonly ratio: number
  /** What to reach, as `docs/performance.md` says. */
  readonly target: string
  readonly unit: string
}

/** The middle of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[middle - (sorted.length % 2 === 0 ? 1 : 0)], sorted[middle]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}

/**
 * Runs two works in turn, several times, and returns the median rate of each (units a second). Each prepares what it
 * needs and returns the seconds that the part worth measuring took.
 */
export async function race(
  rounds: number,
  units: number,
  ours: () => Promise<number>,
  limit: () => Promise<number>,
): Promise<{ ours: number; limit: number; ratio: number }> {
  const times: { ours: number[]; limit: number[] } = { ours: [], limit: [] }
  for (let round = 0; round < rounds; round += 1) {
    times.limit.push(await limit())
    times.ours.push(await ours())
  }
  const rates = { ours: units / median(times.ours), limit: units / median(times.limit) }
  return { ...rates, ratio: rates.ours / rates.limit }
}

/** How long something takes. */
export async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - start) / 1e9
}

/** The value below which a share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
