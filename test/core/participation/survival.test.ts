import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kaplanMeier, type Stay, survival } from '../../../src/core/participation/survival.ts'
import { activeDays, anyActiveDays, anyBreaks } from './people.ts'

/** Weeks in remission under 6-MP (Freireich and others 1963); a plus marks those still in it. */
const sixMp = '6,6,6,6+,7,9+,10,10+,11+,13,16,17+,19+,20+,22,23,25+,32+,32+,34+,35+'

const stays: readonly Stay[] = sixMp
  .split(',')
  .map((word) => ({ days: Number.parseInt(word, 10), isEnded: !word.endsWith('+') }))

describe('survival of the 6-MP arm', () => {
  const published = [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448]

  it('has the published values', () => {
    const points = kaplanMeier(stays)
    expect(points.map((point) => point.day)).toEqual([6, 7, 10, 13, 16, 22, 23])
    expect(points.map((point) => Number(point.survival.toFixed(3)))).toEqual(published)
    expect(points.map((point) => point.atRisk)).toEqual([21, 17, 15, 12, 11, 7, 6])
    expect(points.map((point) => point.ended)).toEqual([3, 1, 1, 1, 1, 1, 1])
    expect(points[0]?.se?.toFixed(4)).toBe('0.0764')
    expect(points.at(-1)?.se?.toFixed(4)).toBe('0.1346')
  })

  it('comes from first and last active days: ended after 28 silent days, else still there', () => {
    const to = 1000
    const days = stays.map(({ days: length, isEnded }) => {
      const last = isEnded ? to - 28 : to - 27
      return length === 0 ? [last] : [last - length, last]
    })
    expect(survival(activeDays(...days), to, [])).toEqual(kaplanMeier(stays))
  })
})

describe('survival', () => {
  it('has no error where nobody is left', () => {
    expect(kaplanMeier([{ days: 3, isEnded: true }])).toEqual([
      { day: 3, survival: 0, se: null, atRisk: 1, ended: 1 },
    ])
    expect(kaplanMeier([])).toEqual([])
  })

  it('does not count days of breaks as silent', () => {
    const people = activeDays([0, 10])
    expect(survival(people, 38, [])).toHaveLength(1)
    expect(survival(people, 38, [{ from: 20, to: 21 }])).toHaveLength(0)
    expect(survival(people, 38, [{ from: 5, to: 11 }])).toHaveLength(1)
    expect(survival(people, 38, [{ from: 30, to: 60 }])).toHaveLength(0)
  })

  it('looks at nothing from its end on', () => {
    expect(survival(activeDays([0, 100], [50]), 40, [])).toEqual([
      { day: 0, survival: 0, se: null, atRisk: 1, ended: 1 },
    ])
  })

  it('never rises, and nobody is lost from sight twice', () => {
    fc.assert(
      fc.property(anyActiveDays, fc.integer({ min: 0, max: 300 }), anyBreaks, (people, to, breaks) => {
        let [before, atRisk] = [1, people.size]
        for (const point of survival(people, to, breaks)) {
          expect(point.survival).toBeLessThanOrEqual(before)
          expect(point.survival).toBeGreaterThanOrEqual(0)
          expect(point.atRisk).toBeLessThanOrEqual(atRisk)
          expect(point.ended).toBeGreaterThan(0)
          ;[before, atRisk] = [point.survival, point.atRisk - point.ended]
        }
      }),
    )
  })
})
