import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clean, isolated, shortened } from '../../src/core/clean-text.ts'
import { hostileText } from '../platforms/discord/replies.ts'

describe('clean', () => {
  it('leaves emoji, flags and scripts with joiners alone', () => {
    const kept = '👩‍💻 👨‍👩‍👧‍👦 🏳️‍🌈 🇫🇷 🏴󠁧󠁢󠁳󠁣󠁴󠁿 1️⃣ می‌خواهم क्‍ष ệ'
    expect(clean(kept)).toBe(kept)
  })

  it('takes out what misleads', () => {
    expect(clean('a\u202eb\u2066c\u0000d\u200be\ufefff\u{e0041}g')).toBe('abcdefg')
    expect(clean(`z${'\u0301'.repeat(50)}`)).toBe(`z${'\u0301'.repeat(4)}`)
    expect(clean('\ud83d x \ude00')).toBe('\ufffd x \ufffd')
    expect(clean('a\r\nb\u2028c\n\n\n \n\nd')).toBe('a\nb\nc\n\nd')
  })
})

describe('shortened', () => {
  it('ends after a word where it can, and never inside a character', () => {
    expect(shortened('one two three four', 12)).toBe('one two…')
    expect(shortened('abcdefghij', 5)).toBe('abcd…')
    expect(shortened('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 12)).toBe('👨‍👩‍👧‍👦…')
    expect(shortened('fits', 4)).toBe('fits')
  })

  it('is never longer than asked for', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 100 }), (text, max) => {
        expect(shortened(text, max).length).toBeLessThanOrEqual(max)
      }),
    )
  })
})

describe('isolated', () => {
  it('keeps text that is read from right to left in its own place', () => {
    expect(isolated('*שלום*', 'שלום')).toBe('\u2068*שלום*\u2069')
    expect(isolated('left to right', 'left to right')).toBe('left to right')
  })
})
