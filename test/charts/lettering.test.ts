import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawable, drawableName, type Font, shortened, widthOf, wrapped } from '../../src/charts/lettering.ts'
import { fontFiles, typeface } from '../../src/charts/typeface.ts'

const reading: Font = { sizePx: 13, weight: 400 }
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 80 }),
)

describe('drawable', () => {
  test.each([
    ['general', 'general'],
    ['💬-general', 'general'],
    ['help 👩‍👩‍👧‍👦 desk', 'help desk'],
    ['１階・日本語-lounge', '…-lounge'],
    ['שלום עולם', '…'],
    ['Ελλάδα Россия Việt Nam', 'Ελλάδα Россия Việt Nam'],
    ['1️⃣ first', '1 first'],
    ['abc\u202edef\u0000\u200b', 'abcdef'],
    ['tab\tand\nline', 'tab and line'],
    ['lone \ud83d surrogate', 'lone surrogate'],
    ['z\u0301\u0302\u0303\u0304\u0305', 'ź'],
    ['2\u00a0h', '2\u00a0h'],
    ['-dashed-', '-dashed-'],
    ['', ''],
  ])('%j is drawn as %j', (text, drawn) => {
    expect(drawable(text)).toBe(drawn)
  })

  test('every character left has a glyph in both weights', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const character of drawable(text))
          for (const weight of [400, 600] as const)
            expect(typeface(weight).advanceEm(character.codePointAt(0) ?? 0)).not.toBeNull()
      }),
    )
  })

  test('a name without a letter to draw gets its fallback', () => {
    expect(drawableName('日本語', 'room')).toBe('room')
    expect(drawableName('😀', 'room')).toBe('room')
    expect(drawableName('日本 2', 'room')).toBe('… 2')
  })
})

describe('measuring', () => {
  test.each([
    'Members by week',
    '5 h 20 min',
    'WAVE To. Yes, AV',
    'illicit fjord (x) -> 3x4',
    'Ελλάδα Россия',
  ])('%j is as wide as the engine draws it', (text) => {
    for (const weight of [400, 600] as const) {
      const sizePx = 20
      // Upright strokes at both ends make the ink as wide as the text, less their own side bearings.
      const content = `|${text}|`.replace('>', '&gt;')
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="60"><text x="20" y="40" font-family="Inter" font-size="${sizePx}" font-weight="${weight}">${content}</text></svg>`
      const font = { loadSystemFonts: false, fontFiles: Object.values(fontFiles) }
      const drawn = new Resvg(svg, { font }).innerBBox()?.width ?? 0
      const measured = widthOf(`|${text}|`, { sizePx, weight })
      expect(drawn).toBeGreaterThan(measured * 0.9)
      expect(drawn).toBeLessThan(measured)
    }
  })

  test('a shortened text fits, and is the text itself wherever that fits', () => {
    fc.assert(
      fc.property(anyText.map(drawable), fc.integer({ min: 0, max: 400 }), (text, widthPx) => {
        const short = shortened(text, reading, widthPx)
        expect(widthOf(short, reading)).toBeLessThanOrEqual(widthPx)
        if (widthOf(text, reading) <= widthPx) expect(short).toBe(text)
        else if (short !== '') expect(short.endsWith('…')).toBe(true)
      }),
    )
  })

  test('wrapped lines fit and say the whole text in order, unless there are too many', () => {
    fc.assert(
      fc.property(anyText.map(drawable), fc.integer({ min: 40, max: 400 }), (text, widthPx) => {
        const lines = wrapped(text, reading, widthPx, 100)
        for (const line of lines) expect(widthOf(line, reading)).toBeLessThanOrEqual(widthPx)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        const few = wrapped(text, reading, widthPx, 2)
        expect(few.length).toBe(Math.min(2, lines.length))
        if (lines.length > 2) expect(few[1]).toMatch(/…$/)
      }),
    )
  })

  test('the last line is no lone word where another break avoids it', () => {
    const lines = wrapped(
      'Messages by weekday and hour, Europe/Paris, 3 Mar to 30 Mar.',
      { sizePx: 12, weight: 400 },
      360,
      5,
    )
    expect(lines).toHaveLength(2)
    expect(lines[1]?.split(' ').length).toBeGreaterThan(1)
  })
})
