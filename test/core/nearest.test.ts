import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearest } from '../../src/core/nearest.ts'

const NAMES = ['practice', 'did', 'waiting', 'digest', 'community', 'help']

describe('the nearest name', () => {
  it.each([
    ['dgiest', 'digest'],
    ['wating', 'waiting'],
    ['hlep', 'help'],
    ['comm', 'community'],
    ['DIGEST', 'digest'],
    ['xyzzy', null],
    ['', null],
    ['q'.repeat(1000), null],
  ])('of %s is %s', (typed, name) => {
    expect(nearest(typed, NAMES)).toBe(name)
  })

  it('of a name with one letter wrong is that name', () => {
    const slip = fc.record({
      name: fc.constantFrom('practice', 'waiting', 'digest', 'community'),
      at: fc.nat({ max: 5 }),
    })
    fc.assert(
      fc.property(slip, ({ name, at }) => {
        expect(nearest(`${name.slice(0, at)}q${name.slice(at + 1)}`, NAMES)).toBe(name)
      }),
    )
  })
})
