import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPlatformClock } from '../../src/platforms/platform-clock.ts'

const START = Date.UTC(2026, 0, 5, 12)
const HOUR_MS = 3_600_000
/** As platforms write it: the second that has begun. */
const headerOf = (at: number): string => new Date(Math.floor(at / 1000) * 1000).toUTCString()

describe('a platform’s time', () => {
  it('is this machine’s until something is heard', () => {
    expect(createPlatformClock(() => START).now()).toBe(START)
  })

  it('is within a second after any answer, however wrong this machine’s clock is or becomes', () => {
    const step = fc.record({
      passedMs: fc.nat(HOUR_MS),
      setByMs: fc.oneof(fc.constant(0), fc.integer({ min: -9 * HOUR_MS, max: 9 * HOUR_MS })),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let truly = START
        let local = START + 3 * HOUR_MS
        const clock = createPlatformClock(() => local)
        for (const { passedMs, setByMs } of steps) {
          truly += passedMs
          local += passedMs + setByMs
          const at = clock.heard(headerOf(truly))
          // Never later than it was: what was read is known up to this.
          expect(at).toBeLessThanOrEqual(truly)
          expect(at).toBeGreaterThan(truly - 1000)
          expect(Math.abs(clock.now() - truly)).toBeLessThan(1000)
        }
      }),
    )
  })

  it('is not moved by answers that agree with it', () => {
    let local = START + 123
    const clock = createPlatformClock(() => local)
    for (let passed = 0; passed < 3_000; passed += 77) {
      local = START + 123 + passed
      clock.heard(headerOf(local))
      expect(clock.now()).toBe(local)
    }
  })

  it('is never before what has been seen, and is not moved by what is old', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: START - HOUR_MS, max: START + HOUR_MS })), (moments) => {
        const clock = createPlatformClock(() => START)
        for (const at of moments) {
          clock.seen(at)
          expect(clock.now()).toBeGreaterThanOrEqual(at)
        }
        expect(clock.now()).toBe(Math.max(START, ...moments))
      }),
    )
  })

  it('makes do with answers that bear no date', () => {
    const clock = createPlatformClock(() => START)
    clock.heard(headerOf(START + HOUR_MS))
    for (const header of [null, '', 'yesterday']) {
      expect(clock.heard(header)).toBe(clock.now())
      expect(clock.now()).toBe(START + HOUR_MS)
    }
  })
})
