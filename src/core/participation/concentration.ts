/** How far a community's talk rests on few people. Of groups only. */

/**
 * The Gini coefficient of some amounts, zeros included: 2Σ i·x₍ᵢ₎ / (nΣx) − (n+1)/n over the amounts in ascending
 * order. 0 where all are equal, near 1 where one has all; null where there is nothing to share.
 */
export function gini(amounts: readonly number[]): number | null {
  const sorted = Float64Array.from(amounts).sort()
  let sum = 0
  let weighted = 0
  sorted.forEach((amount, index) => {
    sum += amount
    weighted += (index + 1) * amount
  })
  const n = sorted.length
  return sum === 0 ? null : Math.max(0, (2 * weighted) / (n * sum) - (n + 1) / n)
}

/** CHAOSS's contributor absence factor: the fewest people who make half of it all; null where there is nothing. */
export function absenceFactor(amounts: readonly number[]): number | null {
  const sorted = Float64Array.from(amounts).sort().reverse()
  const half = sorted.reduce((sum, amount) => sum + amount, 0) / 2
  if (half === 0) return null
  let made = 0
  const last = sorted.findIndex((amount) => {
    made += amount
    return made >= half
  })
  return last + 1
}
