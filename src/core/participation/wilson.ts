import type { Share } from './share.ts'

/** The standard normal's 97.5 % point, for an interval of 95 %. */
const Z = 1.959963984540054

/**
 * A share of `n` with its interval: Wilson's score interval (E. B. Wilson, 1927), which stays inside 0 to 1 and is
 * honest about small numbers: (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n). Nothing is claimed of n = 0.
 */
export function share(count: number, n: number): Share {
  if (n === 0) return { count, n, share: null, low: null, high: null }
  const p = count / n
  const middle = p + (Z * Z) / (2 * n)
  const reach = Z * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n))
  const scale = 1 + (Z * Z) / n
  return {
    count,
    n,
    share: p,
    low: count === 0 ? 0 : (middle - reach) / scale,
    high: count === n ? 1 : (middle + reach) / scale,
  }
}
