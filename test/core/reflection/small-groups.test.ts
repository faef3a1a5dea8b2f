import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownBands, shownPeople, shownWeeks } from '../../../src/core/reflection/small-groups.ts'
import { before, digest, share } from './digests.ts'

const members = { isExact: false }
const moderators = { isExact: true }

const anyDigest = fc
  .record({
    new: fc.nat({ max: 40 }),
    retained: fc.nat({ max: 40 }),
    resurrected: fc.nat({ max: 40 }),
    churned: fc.nat({ max: 40 }),
    inward: fc.nat({ max: 12 }),
    posted: fc.nat({ max: 12 }),
    answered: fc.nat({ max: 12 }),
    returned: fc.nat({ max: 12 }),
  })
  .map((people) => ({
    ...digest,
    participation: {
      ...digest.participation,
      activeMembers: people.new + people.retained + people.resurrected,
      previous: { ...digest.participation.previous, activeMembers: people.retained + people.churned },
    },
    growth: { ...people, quickRatio: null },
    moves: { inward: people.inward, outward: 0 },
    newcomers: {
      ...digest.newcomers,
      posted: people.posted,
      answered: share(Math.min(people.answered, people.posted), people.posted),
      returned14d: share(Math.min(people.returned, people.posted), people.posted),
    },
  }))

const isSmall = (n: number): boolean => n > 0 && n < 5

describe('what members are shown of people', () => {
  it('is never a group of one to four, nor a sum that a small part could be taken from', () => {
    fc.assert(
      fc.property(anyDigest, (any) => {
        const shown = shownPeople({ digest: any, before: { ...before, growth: any.growth } }, members)
        const { growth } = any
        if (shown.growth !== null) {
          expect(
            Object.values(growth)
              .filter((n) => n !== null)
              .slice(0, 4)
              .some(isSmall),
          ).toBe(false)
          expect(Object.values(shown.growth).every((n) => n % 5 === 0)).toBe(true)
        }
        if (shown.growthBefore !== null)
          expect(
            Object.values(any.growth)
              .filter((n) => n !== null)
              .slice(0, 4)
              .some(isSmall),
          ).toBe(false)
        if (shown.active !== null) {
          expect(any.participation.activeMembers).toBeGreaterThanOrEqual(20)
          expect(isSmall(any.participation.previous.activeMembers)).toBe(false)
          expect([shown.active.now % 5, shown.active.before % 5]).toEqual([0, 0])
        }
        expect(shown.inward === null || !isSmall(any.moves.inward)).toBe(true)
        expect(shown.newcomers.posted === null || !isSmall(any.newcomers.posted)).toBe(true)
        for (const of of [shown.newcomers.answered, shown.newcomers.returned])
          expect(of === null || !(isSmall(of.count) || isSmall(of.n) || isSmall(of.n - of.count))).toBe(true)
      }),
    )
  })

  it('is nothing at all where fewer than 20 were active', () => {
    const few = { ...digest, participation: { ...digest.participation, activeMembers: 19 } }
    expect(shownPeople({ digest: few, before }, members)).toEqual({
      isRounded: true,
      isTooFew: true,
      active: null,
      growth: null,
      growthBefore: null,
      newcomersBefore: null,
      inward: null,
      newcomers: { posted: null, answered: null, returned: null },
    })
  })

  it('is the sum alone where one part is small', () => {
    const oneSmall = {
      ...digest,
      growth: { new: 2, retained: 20, resurrected: 8, churned: 8, quickRatio: 1.25 },
    }
    expect(shownPeople({ digest: oneSmall, before }, members)).toMatchObject({
      active: { now: 30, before: 30 },
      growth: null,
    })
  })

  it('is exact for moderators', () => {
    expect(shownPeople({ digest, before }, moderators)).toMatchObject({
      isRounded: false,
      isTooFew: false,
      active: { now: 30, before: 28 },
      growth: { new: 6, returned: 6, stayed: 18, left: 10 },
      newcomers: { posted: 6 },
    })
  })
})

describe('weeks of a picture', () => {
  const week = { from: 20_000, new: 6, returned: 7, stayed: 12, left: 0 }

  it('are rounded to fives, or not shown where one holds a small group', () => {
    expect(shownWeeks([week], members, 25)).toEqual([
      { from: 20_000, new: 5, returned: 5, stayed: 10, left: 0 },
    ])
    expect(shownWeeks([week, { ...week, left: 3 }], members, 25)).toBeNull()
    expect(shownWeeks([week], members, 19)).toBeNull()
    expect(shownWeeks([{ ...week, left: 3 }], moderators, 3)).toEqual([{ ...week, left: 3 }])
  })

  it('are treated alike for bands', () => {
    const bands = { at: 20_000, core: 8, active: 13, peripheral: 0 }
    expect(shownBands([bands], members, 25)).toEqual([{ at: 20_000, core: 10, active: 15, peripheral: 0 }])
    expect(shownBands([{ ...bands, core: 4 }], members, 25)).toBeNull()
    expect(shownBands([bands], members, 10)).toBeNull()
    expect(shownBands([{ ...bands, core: 4 }], moderators, 4)).toEqual([{ ...bands, core: 4 }])
  })
})
