/** A word that spread in the days of a digest, for its question: where it came from. */

import type { WordUsers } from '../participation/facts.ts'
import { othersUsing } from '../participation/language.ts'
import type { Word } from '../repertoire/word.ts'
import { shownReach, type Viewer } from './small-groups.ts'

/** A word has spread once so many others use it. */
const SPREAD_FROM = 5

export interface SpreadWord {
  readonly word: string
  /** People other than its giver who use it by now, as the viewer may see it. */
  readonly people: number
}

/**
 * The word that most people took up between two moments, by what the viewer may see of them; null where none that is widely
 * used gained any.
 */
export function spreadWord(
  words: readonly Word[],
  before: WordUsers,
  now: WordUsers,
  viewer: Viewer,
): SpreadWord | null {
  const shown = (word: Word, users: WordUsers): number => {
    const people = shownReach(othersUsing(word, users), viewer)
    return people === 'few' ? 0 : people
  }
  const grown = words
    .map((word) => ({
      word: word.word,
      people: shown(word, now),
      gained: shown(word, now) - shown(word, before),
    }))
    .filter(({ people, gained }) => people >= SPREAD_FROM && gained > 0)
    .sort((a, b) => b.gained - a.gained || b.people - a.people)
  const [most] = grown
  return most === undefined ? null : { word: most.word, people: most.people }
}
