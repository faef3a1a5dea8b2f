import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partsOf, type Span, uncovered } from '../../src/core/coverage.ts'

const RANGE = 60

/** In order and apart, as the store keeps them. */
const covered: fc.Arbitrary<readonly Span[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: RANGE }), { maxLength: 16 })
  .map((edges) => {
    const sorted = edges.sort((a, b) => a - b)
    return sorted.flatMap((fromAt, index) => {
      const toAt = sorted[index + 1]
      return index % 2 === 0 && toAt !== undefined ? [{ fromAt, toAt }] : []
    })
  })
const span: fc.Arbitrary<Span> = fc
  .tuple(fc.integer({ min: -5, max: RANGE }), fc.nat(RANGE))
  .map(([fromAt, length]) => ({ fromAt, toAt: fromAt + length }))

const holds = (spans: readonly Span[], at: number): number =>
  spans.filter((one) => one.fromAt <= at && at < one.toAt).length

describe('what is not covered', () => {
  it('makes up the span together with what is covered, every moment once', () => {
    fc.assert(
      fc.property(span, covered, (wanted, known) => {
        const holes = uncovered(wanted, known)
        for (let at = -10; at < 2 * RANGE + 10; at += 1) {
          const isWanted = at >= wanted.fromAt && at < wanted.toAt
          expect(holds(holes, at)).toBe(isWanted && holds(known, at) === 0 ? 1 : 0)
        }
      }),
    )
  })

  it('is as few holes as can be, none empty, latest first', () => {
    fc.assert(
      fc.property(span, covered, (wanted, known) => {
        const holes = uncovered(wanted, known)
        for (const [index, hole] of holes.entries()) {
          expect(hole.fromAt).toBeLessThan(hole.toAt)
          const later = holes[index - 1]
          if (later !== undefined) expect(hole.toAt).toBeLessThan(later.fromAt)
        }
      }),
    )
  })

  it('is nothing once the holes are covered', () => {
    fc.assert(
      fc.property(span, covered, (wanted, known) => {
        const holes = uncovered(wanted, known)
        const all = [...known, ...holes].sort((a, b) => a.fromAt - b.fromAt)
        expect(uncovered(wanted, all)).toEqual([])
      }),
    )
  })

  it('goes on for ever where the span does', () => {
    const wanted = { fromAt: 0, toAt: Number.POSITIVE_INFINITY }
    expect(uncovered(wanted, [])).toEqual([wanted])
    expect(uncovered(wanted, [{ fromAt: 5, toAt: 9 }])).toEqual([
      { fromAt: 9, toAt: Number.POSITIVE_INFINITY },
      { fromAt: 0, toAt: 5 },
    ])
  })
})

describe('the parts of a span', () => {
  it('follow each other from the latest to the earliest, none longer than asked, and make it up', () => {
    fc.assert(
      fc.property(span, fc.integer({ min: 1, max: 20 }), (whole, partMs) => {
        const parts = partsOf(whole, partMs, whole.toAt)
        expect(parts[0]?.toAt).toBe(whole.toAt)
        expect(parts.at(-1)?.fromAt).toBe(whole.fromAt)
        for (const [at, part] of parts.entries()) {
          expect(part.toAt - part.fromAt).toBeLessThanOrEqual(Math.max(partMs, 0))
          if (at > 0) expect(part.toAt).toBe(parts[at - 1]?.fromAt)
        }
      }),
    )
  })

  it('count from now where the end is open', () => {
    expect(partsOf({ fromAt: 0, toAt: Number.POSITIVE_INFINITY }, 30, 70)).toEqual([
      { fromAt: 40, toAt: Number.POSITIVE_INFINITY },
      { fromAt: 10, toAt: 40 },
      { fromAt: 0, toAt: 10 },
    ])
  })
})
