/**
 * A text as the pieces that words are made of. Where a script sets words apart, a piece is what stands between spaces,
 * apostrophes and hyphens; where it does not (Chinese, Japanese, Thai …) it is a letter, and the runtime's dictionary says where a
 * word may begin and end. A sign such as `+` or an emoji is a piece by itself.
 */
import { folded } from './fold.ts'

/** Whether a word of the language may begin with a piece, and end with it; whether it goes on from the piece before. */
export interface Token {
  /** In plain small letters. */
  readonly text: string
  readonly mayBegin: boolean
  readonly mayEnd: boolean
  /** False where a sentence, a clause or a bracket ends in between. */
  readonly follows: boolean
}

/** What ends in between, where it is no part of an address or a number: those are one piece, and another word. */
const BREAK = '.!?,;:()\\[\\]{}\\n。、「」『』؟،।'
const LETTERS = /[^\s!-~]/
const PLAIN = new RegExp(`[a-z0-9]+(?:[._@][a-z0-9]+)*|[${BREAK}]|[#$+]`, 'g')
const ANY = new RegExp(
  `[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*(?:[._@][\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*)*|[${BREAK}]|(?![\`^~|<>=])[\\p{S}#]`,
  'gu',
)
const BREAKS = new Set(BREAK.replaceAll('\\n', '\n').replaceAll('\\', ''))
/** Scripts that set no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/** The pieces of a text, in order. */
export function tokensOf(text: string): readonly Token[] {
  const plain = folded(text)
  const isBeyond = LETTERS.test(plain)
  const isUnspaced = isBeyond && UNSPACED.test(plain)
  const tokens: Token[] = []
  let follows = true
  for (const piece of plain.match(isBeyond ? ANY : PLAIN) ?? []) {
    if (BREAKS.has(piece)) {
      follows = false
      continue
    }
    if (isUnspaced && UNSPACED.test(piece)) addLetters(piece, follows, tokens)
    else tokens.push({ text: piece, mayBegin: true, mayEnd: true, follows })
    follows = true
  }
  return tokens
}

/** The letters of words that stand close together; what is of another script among them stays whole. */
function addLetters(piece: string, isFollowing: boolean, into: Token[]): void {
  let follows = isFollowing
  for (const { segment } of segmenter.segment(piece)) {
    const letters = UNSPACED.test(segment) ? [...segment] : [segment]
    for (const [at, text] of letters.entries()) {
      into.push({ text, mayBegin: at === 0, mayEnd: at === letters.length - 1, follows })
      follows = true
    }
  }
}
