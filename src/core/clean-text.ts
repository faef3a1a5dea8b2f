/**
 * Text that somebody typed, without the characters that mislead the eye, and text cut to a length for labels: what every
 * platform's renderer does before it escapes anything its own way.
 */

/** What ends a line somewhere. */
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g
/** The flags of Scotland, Wales and the like are spelt in invisible letters; anywhere else those hide something. */
const INVISIBLE = /(\u{1f3f4}[\u{e0020}-\u{e007e}]{1,8}\u{e007f})|[\p{Cc}\p{DI}\ufff9-\ufffb]/gu
/** Line ends; the joiners of emoji and of many scripts; how an emoji is to be shown. */
const KEPT = new Set(['\n', '\u200c', '\u200d', '\ufe0e', '\ufe0f'])
/** No script stacks more marks on a letter. */
const STACKED_MARKS = /([\p{M}\u200c\u200d]{4})[\p{M}\u200c\u200d]+/gu
const BLANK_LINES = /\n(?:[^\S\n]*\n){2,}/g

/**
 * The text without control characters, marks of direction, lone halves of characters and towers of marks; several
 * blank lines become one. Text that is read from right to left and emoji stay as they are.
 */
export const clean = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(LINE_ENDS, '\n')
    .replaceAll('\t', ' ')
    .replace(INVISIBLE, (found, flag: string | undefined) => flag ?? (KEPT.has(found) ? found : ''))
    .replace(STACKED_MARKS, '$1')
    .replace(BLANK_LINES, '\n\n')

/** The same on one line. */
export const cleanLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim()

/** Whether there is anything to see: platforms refuse texts and labels without. */
export const hasInk = (text: string): boolean => /[^\s\p{DI}\p{Cc}]/u.test(text)

/** A character with all that is stacked on and joined to it is rarely longer; a longer one is no character. */
const LONGEST_CHARACTER = 64
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The characters as people see them: an emoji of several parts is one. */
export function* charactersOf(text: string): Generator<string> {
  for (const { segment } of segmenter.segment(text))
    if (segment.length <= LONGEST_CHARACTER) yield segment
    else yield* segment
}

/** One line of at most so many UTF-16 units: cut after a word where one ends late enough, with an ellipsis. */
export function shortened(text: string, maxLength: number): string {
  const line = cleanLine(text)
  if (line.length <= maxLength) return line
  let start = ''
  for (const character of charactersOf(line.slice(0, maxLength + LONGEST_CHARACTER))) {
    if (start.length + character.length > maxLength - 1) break
    start += character
  }
  const space = start.lastIndexOf(' ')
  const isWordEnd = line[start.length] === ' '
  return `${(space > maxLength / 2 && !isWordEnd ? start.slice(0, space) : start).trimEnd()}…`
}

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/** Keeps text that is read from right to left from pulling what stands beside it along; `shown` is it as written. */
export const isolated = (shown: string, text: string): string =>
  RIGHT_TO_LEFT.test(text) ? `\u2068${shown}\u2069` : shown
