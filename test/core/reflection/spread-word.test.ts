import { expect, it } from 'vitest'
import { memberId, type WordId, wordId } from '../../../src/core/ids.ts'
import { spreadWord } from '../../../src/core/reflection/spread-word.ts'
import type { Word } from '../../../src/core/repertoire/word.ts'

const word = (id: number, spelling: string): Word => ({
  ...{ id: wordId(id), word: spelling, meaning: 'x', example: '' },
  ...{ giver: memberId(1), platform: null, givenAt: id },
})
const words = [word(1, 'chuck'), word(2, 'pit'), word(3, 'jig')]
/** So many people of each word, its giver among them where `1`. */
const users = (...counts: readonly number[]): ReadonlyMap<WordId, ReadonlySet<ReturnType<typeof memberId>>> =>
  new Map(
    counts.map((n, at) => [
      wordId(at + 1),
      new Set(Array.from({ length: n }, (_, one) => memberId(one + 1))),
    ]),
  )
const exact = { isExact: true }
const member = { isExact: false }

it('is the one that most people took up, of those that are widely used', () => {
  expect(spreadWord(words, users(3, 6, 1), users(9, 8, 4), exact)).toEqual({ word: 'chuck', people: 8 })
  // Three others are no spreading yet.
  expect(spreadWord(words, users(0, 0, 0), users(4, 0, 0), exact)).toBeNull()
  expect(spreadWord(words, users(9, 8), users(9, 8), exact)).toBeNull()
  expect(spreadWord([], new Map(), new Map(), exact)).toBeNull()
})

it('is told to members by what they may see: in fives, and nothing of small groups', () => {
  expect(spreadWord(words, users(4), users(6), member)).toEqual({ word: 'chuck', people: 5 })
  // From 5 others to 7 is no change that they may see, nor is anything under 5.
  expect(spreadWord(words, users(6), users(8), member)).toBeNull()
  expect(spreadWord(words, users(2), users(5), member)).toBeNull()
})
