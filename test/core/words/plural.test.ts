import { describe, expect, it } from 'vitest'
import { countingIn } from '../../../src/core/words/plural.ts'

describe('counting', () => {
  it('takes the form that the language has for a number', () => {
    const { count } = countingIn('en-GB')
    const forms = { one: '# day', other: '# days' }
    expect([0, 1, 2, 1200].map((n) => count(n, forms))).toEqual(['0 days', '1 day', '2 days', '1,200 days'])
  })

  it('knows languages with more forms, and falls back on the other one', () => {
    const { count, list, either } = countingIn('pl')
    const forms = { one: '# dzień', few: '# dni', many: '# dni', other: '# dnia' }
    expect([1, 3, 5].map((n) => count(n, forms))).toEqual(['1 dzień', '3 dni', '5 dni'])
    expect(count(5, { other: '# x' })).toBe('5 x')
    expect(list(['a', 'b', 'c'])).toBe('a, b i c')
    expect(either(['a', 'b'])).toBe('a lub b')
  })
})
