/** Finding a word by what somebody types of it: spelled otherwise, in another form, half, or with a slip. */
import { nearest } from '../nearest.ts'
import { finderOf } from '../vocabulary/finder.ts'
import { isSameWord, type Word, wordKey } from './word.ts'

/** Shorter pieces stand in too many words. */
const MIN_HELD_LENGTH = 3

/** The words that are meant, the surest first; one alone where it is spelled so. */
export function findWords(words: readonly Word[], typed: string): readonly Word[] {
  const exact = words.find((one) => isSameWord(one.word, typed))
  return exact === undefined ? maybeMeant(words, typed) : [exact]
}

/** Words for what has been typed so far: those that begin so first, then others that it may mean; bare, the latest. */
export function suggestWords(words: readonly Word[], typed: string): readonly string[] {
  const latest = [...words].reverse()
  const key = wordKey(typed)
  const begun = latest.filter((one) => wordKey(one.word).startsWith(key))
  const fitting = key === '' ? latest : [...new Set([...begun, ...maybeMeant(latest, typed)])]
  return fitting.map((one) => one.word)
}

/** Said in another form, begun, held in a longer one, or mistyped. */
function maybeMeant(words: readonly Word[], typed: string): readonly Word[] {
  const key = wordKey(typed)
  const said = new Set(finderOf(words)(typed))
  return [
    ...new Set([
      ...words.filter((one) => said.has(one.id)),
      ...words.filter((one) => wordKey(one.word).startsWith(key)),
      ...(key.length < MIN_HELD_LENGTH ? [] : words.filter((one) => wordKey(one.word).includes(key))),
      ...nearTo(key, words),
    ]),
  ]
}

/** The one that is closest to what was typed, if any is close enough to be what was meant. */
function nearTo(key: string, words: readonly Word[]): readonly Word[] {
  const found = nearest(
    key,
    words.map((one) => wordKey(one.word)),
  )
  return words.filter((one) => wordKey(one.word) === found)
}
