import { describe, expect, it } from 'vitest'
import { harmless, isolated, widthOf } from '../../../src/platforms/terminal/measure.ts'

describe('the width of text', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['機器人', 6],
    ['한국', 4],
    ['ｆｕｌｌ', 8],
    ['👍', 2],
    ['👩‍💻', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['🇫🇷', 2],
    ['☎', 1],
    ['☎\ufe0f', 2],
    ['1\ufe0f\u20e3', 2],
    ['שלום', 4],
    ['\u200d', 0],
    ['“’…–', 4],
  ])('%s is %i', (text, width) => {
    expect(widthOf(text)).toBe(width)
  })
})

describe('outside text made harmless', () => {
  it.each([
    ['colours', 'a\x1b[31;1mb\x1b[0mc', 'abc'],
    ['titles', 'a\x1b]0;evil\x07b', 'ab'],
    ['links', '\x1b]8;;http://evil\x1b\\click\x1b]8;;\x1b\\', 'click'],
    ['pictures', 'a\x1b_Gf=100;AAAA\x1b\\b', 'ab'],
    ['eight-bit sequences', 'a\x9b2Jb', 'ab'],
    ['nested sequences', '\x1b\x1b[0m[31mred', '[31mred'],
    ['two-character escapes', 'a\x1bcb', 'ab'],
    ['bells and backspaces', 'a\x07\x08\x00b', 'ab'],
    ['direction overrides', '\u202eabc\u202c\u2066d\u2069', 'abcd'],
    ['zero-width spaces', 'a\u200b\ufeffb', 'ab'],
    ['lone surrogates', 'a\ud800b', 'ab'],
    ['line ends', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['tabs', 'a\tb', 'a b'],
    ['joined emoji, which stay', '👩‍💻', '👩‍💻'],
  ])('%s', (_, text, clean) => {
    expect(harmless(text)).toBe(clean)
  })

  it('keeps text of the other direction in its place', () => {
    expect(isolated('abc')).toBe('abc')
    expect(isolated('مرحبا')).toBe('\u2068مرحبا\u2069')
  })
})
