/** The community's own words, and how far each has spread: how many people other than whoever brought it have used it. */
import type { WordId } from '../ids.ts'
import type { Word } from '../repertoire/word.ts'
import type { LanguageFigures } from './digest-open.ts'
import type { WordUsers } from './facts.ts'

/** People other than its giver who used a word. */
export function othersUsing({ id, giver }: Pick<Word, 'id' | 'giver'>, users: WordUsers): number {
  const all = users.get(id)
  if (all === undefined) return 0
  return giver !== null && all.has(giver) ? all.size - 1 : all.size
}

/** `language`: of words that were given before the end of the period, those that spread most first, then the oldest. */
export function language(words: readonly Word[], users: WordUsers): LanguageFigures {
  const spread = inOrderOfSpread(words, users).map(({ word, people }) => ({ word: word.word, people }))
  return { words: words.length, spread }
}

function inOrderOfSpread(
  words: readonly Word[],
  users: WordUsers,
): readonly { readonly word: Word; readonly people: number }[] {
  const idOf = ({ id }: { readonly id: WordId }): number => id
  return words
    .map((word) => ({ word, people: othersUsing(word, users) }))
    .sort((a, b) => b.people - a.people || a.word.givenAt - b.word.givenAt || idOf(a.word) - idOf(b.word))
}
