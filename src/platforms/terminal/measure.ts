/** How much room text takes in a terminal, and how outside text is made harmless before it gets there. */

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What begins with an escape or its eight-bit form, and is obeyed as a whole. */
const ESCAPES = new RegExp(
  [
    // Control sequences: colours, movements, erasing.
    String.raw`(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]`,
    // Strings up to their terminator: titles, links, pictures.
    String.raw`(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?`,
    // Two characters.
    String.raw`\x1b[ -/]*[0-~]`,
  ].join('|'),
  'g',
)

/** Controls, invisible format characters and lone surrogates; joiners stay, emoji and several scripts need them. */
const UNSEEN = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g

/**
 * Text from outside without anything that a terminal would obey: escape sequences, control characters, characters
 * that turn the reading direction. Line ends stay as `\n`, tabs become spaces.
 */
export function harmless(text: string): string {
  return text.replace(LINE_ENDS, '\n').replaceAll('\t', ' ').replace(ESCAPES, '').replace(UNSEEN, '')
}

/** The characters as people see them, each with the columns that it takes: 0, 1 or 2. */
export function* graphemes(text: string): Generator<{ readonly text: string; readonly width: number }> {
  for (const { segment } of segments.segment(text)) yield { text: segment, width: graphemeWidth(segment) }
}

/** Columns that a text takes. */
export function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  let width = 0
  for (const grapheme of graphemes(text)) width += grapheme.width
  return width
}

const EMOJI = /^\p{Emoji_Presentation}|^\p{Regional_Indicator}{2}|^\p{Extended_Pictographic}.*\ufe0f|\u20e3/u
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u

/** East Asian wide and full-width characters, as first and last code point of each stretch. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x17000, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
]

function graphemeWidth(grapheme: string): number {
  if (NO_WIDTH.test(grapheme)) return 0
  const point = grapheme.codePointAt(0) ?? 0
  const isWide = WIDE.some(([first, last]) => point >= first && point <= last)
  return isWide || EMOJI.test(grapheme) ? 2 : 1
}

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u
const ISOLATE = '\u2068'
const END_ISOLATE = '\u2069'

/** Keeps text that is read from right to left from pulling what stands beside it along. */
export const isolated = (text: string): string =>
  RIGHT_TO_LEFT.test(text) ? `${ISOLATE}${text}${END_ISOLATE}` : text
