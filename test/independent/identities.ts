/** What must hold of every digest, whatever the history, and of two that follow each other. */
import { expect } from 'vitest'
import type { Digest } from '../../src/core/participation/digest.ts'
import type { Share } from '../../src/core/participation/share.ts'

const isShare = (value: object): value is Share => Object.keys(value).join() === 'count,n,share,low,high'

/** Every share of a value, wherever it is. */
function sharesIn(value: unknown): readonly Share[] {
  if (typeof value !== 'object' || value === null) return []
  return isShare(value) ? [value] : Object.values(value).flatMap(sharesIn)
}

const totalOf = ({ core, active, peripheral, away }: Digest['bands']): number =>
  core + active + peripheral + away

export function expectIdentities(digest: Digest): void {
  const { participation, growth, bands, moves, renewal, newcomers, answers, concentration, survival } = digest
  if (growth !== null) {
    const { new: fresh, retained, resurrected, churned, quickRatio } = growth
    expect(fresh + retained + resurrected).toBe(participation.activeMembers)
    expect(retained + churned).toBe(participation.previous.activeMembers)
    if (churned === 0) expect(quickRatio).toBeNull()
    else expect((quickRatio ?? Number.NaN) * churned).toBeCloseTo(fresh + resurrected, 9)
  }
  const shares = sharesIn(digest)
  expect(shares.length).toBeGreaterThanOrEqual(6)
  for (const { count, n, share, low, high } of shares) {
    expect(count).toBeLessThanOrEqual(n)
    if (n === 0) expect([share, low, high]).toEqual([null, null, null])
    else {
      const all = [0, low, share, high, 1]
      expect(all).toEqual([...all].sort((a, b) => (a ?? -1) - (b ?? -1)))
    }
  }
  expect(moves.inward + moves.outward).toBeLessThanOrEqual(totalOf(bands))
  expect(renewal.n).toBe(bands.core)
  expect(answers.answered.n).toBe(answers.starters)
  expect(answers.starters).toBeLessThanOrEqual(participation.starters)
  expect(participation.starters).toBeLessThanOrEqual(participation.messages)
  expect(participation.replies).toBeLessThanOrEqual(participation.messages)
  expect(newcomers.answered.n).toBeLessThanOrEqual(newcomers.posted)
  expect(newcomers.answered.count).toBeLessThanOrEqual(answers.answered.count)
  expect(newcomers.posted).toBeLessThanOrEqual(participation.activeMembers)
  expect(newcomers.medianMinutesToFirstAnswer === null).toBe(newcomers.answered.count === 0)
  expect(answers.medianMinutesToFirstAnswer === null).toBe(answers.answered.count === 0)
  for (const { n } of answers.slowest) {
    expect(n).toBeGreaterThanOrEqual(5)
    expect(n).toBeLessThanOrEqual(answers.answered.count)
  }
  const { gini, absenceFactor } = concentration
  expect([gini === null, absenceFactor === null]).toEqual(Array(2).fill(participation.messages === 0))
  expect(gini ?? 0).toBeLessThan(1)
  expect(absenceFactor ?? 0).toBeLessThanOrEqual(participation.activeMembers)
  let [before, atRisk] = [1, Number.POSITIVE_INFINITY]
  for (const point of survival) {
    expect(point.survival).toBeLessThan(before)
    expect(point.atRisk).toBeLessThan(atRisk)
    expect(point.ended).toBeLessThanOrEqual(point.atRisk)
    ;[before, atRisk] = [point.survival, point.atRisk]
  }
}

/** Nobody comes into or out of a band without a move, or without a band before. */
export function expectMovesToAddUp(before: Digest, now: Digest): void {
  expect(now.from).toBe(before.to)
  const { inward, outward } = now.moves
  const fresh = totalOf(now.bands) - totalOf(before.bands)
  expect(fresh).toBeGreaterThanOrEqual(0)
  const grown = (band: keyof Digest['bands']): number => now.bands[band] - before.bands[band]
  expect(grown('core')).toBeLessThanOrEqual(inward + fresh)
  expect(-grown('core')).toBeLessThanOrEqual(outward)
  expect(grown('away')).toBeLessThanOrEqual(outward + fresh)
  expect(-grown('away')).toBeLessThanOrEqual(inward)
}
