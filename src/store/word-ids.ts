/** The community's own words that a message used, as its row holds them: ids in order, with spaces between; null for none. */
import { type WordId, wordId } from '../core/ids.ts'

/** The ids that a row holds. */
export const wordsIn = (ids: string | null): readonly WordId[] =>
  ids === null ? [] : ids.split(' ').map((one) => wordId(Number(one)))

/** Each once and in order, so that the same words are the same text. */
export function wordsText(words: Iterable<WordId>): string | null {
  const ids = [...new Set(words)].sort((a, b) => a - b)
  return ids.length === 0 ? null : ids.join(' ')
}
