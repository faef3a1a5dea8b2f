/** Finding a word by what somebody types of it: spelled otherwise, in another form, half, or with a slip. */
import { nearest } from '../nearest.ts'
import { finderOf } from '../vocabulary/finder.ts'
import { tokensOf } from '../vocabulary/tokens.ts'
import { isSameWord, type Word, wordKey } from './word.ts'

/** Shorter pieces stand in too many words. */
const MIN_HELD_LENGTH = 3
/** All forms of a word share so many letters at least. */
const BEGINNING_LENGTH = 2

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
  const keyed = words.map((word) => ({ word, own: wordKey(word.word) }))
  const near = nearest(
    key,
    keyed.map(({ own }) => own),
  )
  const fitting = [
    ...saidIn(typed, keyed),
    ...keyed.filter(({ own }) => own.startsWith(key)),
    ...(key.length < MIN_HELD_LENGTH ? [] : keyed.filter(({ own }) => own.includes(key))),
    ...keyed.filter(({ own }) => own === near),
  ]
  return [...new Set(fitting.map(({ word }) => word))]
}

interface Keyed {
  readonly word: Word
  readonly own: string
}

/** Those that a text says in any of their forms. A finder is made of the few alone that could be said in it. */
function saidIn(text: string, keyed: readonly Keyed[]): readonly Keyed[] {
  const beginnings = new Set(tokensOf(text).map((token) => token.text.slice(0, BEGINNING_LENGTH)))
  const possible = keyed.filter(({ own }) => [...beginnings].some((one) => own.includes(one)))
  const said = new Set(finderOf(possible.map(({ word }) => word))(text))
  return possible.filter(({ word }) => said.has(word.id))
}
