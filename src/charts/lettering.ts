/**
 * Texts as a picture can show them: without what the font cannot draw, measured, shortened and broken into lines.
 * Names come from people and platforms, so they may be of any length and in any script; the alt text, which is not
 * drawn, keeps them whole.
 */
import { typeface, type Weight } from './typeface.ts'

/** Size (in the picture's logical pixels) and weight that a text is set in. */
export interface Font {
  readonly sizePx: number
  readonly weight: Weight
}

/** No text in a picture is longer; beyond it nobody reads on a phone, and measuring has a bound. */
const MAX_TEXT_UNITS = 600
const ELLIPSIS = '…'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * A text with only what the font can draw. Emoji and control characters go; letters of a script that the font
 * lacks leave one ellipsis for each run, so that it shows that something is missing; white space becomes single
 * spaces; stacked accents are cut to one. Empty if nothing is left.
 */
export function drawable(text: string): string {
  let kept = ''
  let hasLost = false
  for (const { segment } of graphemes.segment(text.slice(0, MAX_TEXT_UNITS).normalize('NFC'))) {
    const drawn = drawableGrapheme(segment)
    if (drawn === '' || drawn === ELLIPSIS) hasLost = true
    kept += drawn
  }
  const joined = kept
    .replace(/…(?:\s*…)+/gu, ELLIPSIS)
    .replace(/[^\S\u00a0\u202f]+/gu, ' ')
    .trim()
  // A separator that stood between an emoji and a name separates nothing any more.
  return hasLost ? joined.replace(/^[\s\-_|·•]+|[\s\-_|·•]+$/gu, '') : joined
}

/** A name as a picture shows it: `drawable`, or the fallback where no letter or digit of it can be drawn. */
export function drawableName(name: string, fallback: string): string {
  const drawn = drawable(name)
  return /[\p{L}\p{N}]/u.test(drawn) ? drawn : fallback
}

function drawableGrapheme(grapheme: string): string {
  if (/^[\s\p{Z}]/u.test(grapheme)) return /^[\u00a0\u202f]$/u.test(grapheme) ? grapheme : ' '
  const [base = '', ...marks] = [...grapheme].filter((one) => !/[\p{C}\p{Variation_Selector}]/u.test(one))
  if (base === '') return ''
  if (hasGlyph(base)) {
    const hasAccent = base.normalize('NFD') !== base
    return hasAccent ? base : base + (marks.find((mark) => /\p{M}/u.test(mark) && hasGlyph(mark)) ?? '')
  }
  return /[\p{L}\p{N}]/u.test(base) ? ELLIPSIS : ''
}

const hasGlyph = (character: string): boolean => advanceEm(character, 400) !== null

const advanceEm = (character: string, weight: Weight): number | null =>
  typeface(weight).advanceEm(character.codePointAt(0) ?? 0)

/** Width of a drawable text in logical pixels, by the font's advance widths (kerning aside, which is under 2 %). */
export function widthOf(text: string, font: Font): number {
  let em = 0
  for (const character of text) em += advanceEm(character, font.weight) ?? 1
  return em * font.sizePx
}

/** The text if it fits the width, else its beginning and an ellipsis; empty where not even that fits. */
export function shortened(text: string, font: Font, widthPx: number): string {
  if (widthOf(text, font) <= widthPx) return text
  let kept = ''
  let used = widthOf(ELLIPSIS, font)
  if (used > widthPx) return ''
  for (const character of text) {
    used += widthOf(character, font)
    if (used > widthPx) break
    kept += character
  }
  return `${kept.replace(/[\s,.;:\-–—…]+$/u, '')}${ELLIPSIS}`
}

/**
 * Breaks a text into lines of at most a width, and into at most `maxLines`, the last of which then ends in an
 * ellipsis. Lines are evened out where the last would be a lone word.
 */
export function wrapped(text: string, font: Font, widthPx: number, maxLines: number): readonly string[] {
  const lines = linesOf(text, font, widthPx)
  if (lines.length > maxLines) {
    const rest = lines.slice(maxLines - 1).join(' ')
    return [...lines.slice(0, maxLines - 1), shortened(rest, font, widthPx)]
  }
  return withoutLoneWord(text, font, widthPx, lines)
}

function withoutLoneWord(
  text: string,
  font: Font,
  widthPx: number,
  lines: readonly string[],
): readonly string[] {
  const isShort = (candidate: readonly string[]) => widthOf(candidate.at(-1) ?? '', font) < widthPx / 4
  if (lines.length < 2 || !isShort(lines)) return lines
  for (const share of [0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65]) {
    const narrower = linesOf(text, font, widthPx * share)
    if (narrower.length !== lines.length) return lines
    if (!isShort(narrower)) return narrower
  }
  return lines
}

function linesOf(text: string, font: Font, widthPx: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((whole) => pieces(whole, font, widthPx))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer, font) <= widthPx) {
      line = longer
    } else {
      lines.push(line)
      line = word
    }
  }
  return line === '' ? lines : [...lines, line]
}

/** A word cut into pieces that fit a line; nearly always the word itself. */
function pieces(word: string, font: Font, widthPx: number): readonly string[] {
  if (widthOf(word, font) <= widthPx) return [word]
  const cut: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece !== '' && widthOf(piece + character, font) > widthPx) {
      cut.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...cut, piece]
}
