/** Writing the same thing in the same letters: capitals, accents and the width of a letter make no other word. */

/** Nothing but letters that every keyboard has. */
const BEYOND_ASCII = /[^\s!-~]/
/** Accents, and what chooses how an emoji is drawn. What marks a vowel or a sound in other scripts stays. */
const ACCENTS = /[\u0300-\u036f\u20e3\ufe00-\ufe0f]/g
/** Letters that are no letter with an accent, and yet are written both ways. */
const OTHER_WAYS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ı', 'i'],
  ['ς', 'σ'],
])
const WRITTEN_BOTH_WAYS = new RegExp(`[${[...OTHER_WAYS.keys()].join('')}]`, 'g')

/** The text in plain small letters. Folding it once more changes nothing. */
export function folded(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(WRITTEN_BOTH_WAYS, (letter) => OTHER_WAYS.get(letter) ?? letter)
    .normalize('NFC')
}
