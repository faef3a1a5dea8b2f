/**
 * Finds the community's own words in a text, in one pass however many words there are. Words are a tree by their pieces; the
 * pass goes down it from every piece at which a word may begin, as many branches as are open. A word is found in all its
 * forms (`forms.ts`), those of several pieces where they stand one after the other.
 */
import type { WordId } from '../ids.ts'
import { isFormOf } from './forms.ts'
import { type Token, tokensOf } from './tokens.ts'

/** Which of a community's own words a text uses, each once. The text is what somebody said, without what only stands in it. */
export type WordFinder = (text: string) => readonly WordId[]

/** Finds none: for a community without words. */
export const findsNothing: WordFinder = () => []

/** As part of a message's activity: the words found in what was said in a text, left out where there are none. */
export function wordsSaid(
  text: string,
  find: WordFinder,
  spoken: (text: string) => string,
): { readonly words?: readonly WordId[] } {
  if (find === findsNothing || text === '') return {}
  const words = find(spoken(text))
  return words.length === 0 ? {} : { words }
}

/** A place in the tree: what may follow, by the number of the piece, and the words that end here. */
interface Place {
  readonly next: Map<number, Place>
  readonly words: WordId[]
}

/** A piece that some word has. */
interface Piece {
  readonly text: string
  readonly number: number
}

/** A finder of these words; of one without any piece nothing is ever found. */
export function finderOf(words: readonly { readonly id: WordId; readonly word: string }[]): WordFinder {
  const root: Place = { next: new Map(), words: [] }
  const pieces = new Map<string, Piece>()
  for (const { id, word } of words) {
    let place = root
    for (const { text } of tokensOf(word)) {
      const piece = pieces.get(text) ?? { text, number: pieces.size }
      pieces.set(text, piece)
      const next = place.next.get(piece.number) ?? { next: new Map(), words: [] }
      place.next.set(piece.number, next)
      place = next
    }
    if (place !== root) place.words.push(id)
  }
  if (pieces.size === 0) return findsNothing
  const numbersOf = numbersIn(pieces)
  return (text) => find(tokensOf(text), root, numbersOf)
}

/** The pieces that a text's piece is a form of. Nothing of a text is remembered. */
function numbersIn(pieces: ReadonlyMap<string, Piece>): (text: string) => readonly number[] {
  const byBeginning = new Map<number, Piece[]>()
  for (const piece of pieces.values()) {
    const others = byBeginning.get(beginningOf(piece.text))
    if (others === undefined) byBeginning.set(beginningOf(piece.text), [piece])
    else others.push(piece)
  }
  return (text) => {
    const near = byBeginning.get(beginningOf(text))
    if (near === undefined) return NONE
    const found = near.filter((piece) => isFormOf(text, piece.text))
    return found.length === 0 ? NONE : found.map((piece) => piece.number)
  }
}

const NONE: readonly number[] = []
/** All forms of a word share their first two letters at least. As a number, because a text has many. */
const beginningOf = (text: string): number => text.charCodeAt(0) * 0x10000 + (text.charCodeAt(1) || 0)

function find(
  tokens: readonly Token[],
  root: Place,
  numbersOf: (text: string) => readonly number[],
): readonly WordId[] {
  let found: Set<WordId> | null = null
  let open: readonly Place[] = []
  for (const { text, mayBegin, mayEnd, follows } of tokens) {
    const numbers = numbersOf(text)
    if (numbers.length === 0) {
      open = []
      continue
    }
    const from = follows ? open : []
    const reached: Place[] = []
    for (const number of numbers) {
      for (const place of from) {
        const next = place.next.get(number)
        if (next !== undefined) reached.push(next)
      }
      const first = mayBegin ? root.next.get(number) : undefined
      if (first !== undefined) reached.push(first)
    }
    if (mayEnd)
      for (const place of reached)
        for (const word of place.words) {
          found ??= new Set()
          found.add(word)
        }
    open = reached
  }
  return found === null ? [] : [...found]
}
