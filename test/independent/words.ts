/** Words of an export that can be given to its community, and counted by plain comparison. */
import type { RawExport } from './raw-export.ts'

/** One of the community's words, with the platform's id of its giver. */
export interface GivenWord {
  readonly word: string
  readonly giver: string
  readonly givenAt: number
}

/** What of a text nobody says: code, addresses, names, emoji. */
const NOT_SAID = /```[\s\S]*?```|`[^`]*`|https?:\/\/\S+|<[^>]*>|:[\w+'-]+:|@\S+|#\S+/g
/** A name of a file or in a program, such as `read_me.txt`, is one piece and no use of what it is made of. */
const PIECE = /[\p{L}\p{N}]+(?:[._@][\p{L}\p{N}]+)*/gu

/** Pieces of letters and digits, in small letters. */
export const piecesOf = (text: string): readonly string[] =>
  text.replace(NOT_SAID, ' ').toLowerCase().match(PIECE) ?? []

const HOW_MANY = 3

/**
 * The most used words with five letters and more of which nothing else in the export could be a form, because nothing else begins with the same three letters.
 * The giver is who used it first, at that moment, so that giving makes nobody active on another day.
 */
export function chooseWords({ messages }: RawExport): readonly GivenWord[] {
  const uses = new Map<string, number>()
  const begun = new Map<string, Set<string>>()
  const said = messages.map((message) => ({ message, pieces: new Set(piecesOf(message.text)) }))
  for (const { pieces } of said)
    for (const piece of pieces) {
      uses.set(piece, (uses.get(piece) ?? 0) + 1)
      begun.set(piece.slice(0, 3), (begun.get(piece.slice(0, 3)) ?? new Set()).add(piece))
    }
  return [...uses]
    .filter(([piece]) => /^[a-z]{5,}$/.test(piece) && begun.get(piece.slice(0, 3))?.size === 1)
    .sort((a, b) => b[1] - a[1])
    .slice(0, HOW_MANY)
    .map(([word]) => {
      const uses = said.flatMap(({ message, pieces }) => (pieces.has(word) ? [message] : []))
      const [first] = uses.sort((a, b) => a.at - b.at)
      return { word, giver: first?.author ?? '', givenAt: first?.at ?? 0 }
    })
    .sort((a, b) => a.givenAt - b.givenAt)
}
