/** What it costs to find the community's words in messages, beside cutting the same messages into words with the runtime alone. */
import { wordId } from '../../src/core/ids.ts'
import { finderOf } from '../../src/core/vocabulary/finder.ts'
import { spokenOnSlack } from '../../src/core/vocabulary/spoken.ts'
import { type BenchRow, race, secondsOf } from './bench.ts'

const TEXTS = 20_000
const ROUNDS = 5
const VOCABULARIES = [1, 100, 1_000]

const COMMON =
  'the robot crimps a harness while we test the drive train and nobody knows why it fails again after lunch because somebody wired the motor controller backwards so could you look at it please'.split(
    ' ',
  )
const LETTERS = 'etaoinshrdlucmfwyp'

/** The same every time. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

function textsOf(next: (below: number) => number): readonly string[] {
  const word = (): string => COMMON[next(COMMON.length)] ?? ''
  return Array.from({ length: TEXTS }, () =>
    Array.from({ length: 4 + next(24) }, () => `${word()}${next(9) === 0 ? ',' : ''}`).join(' '),
  )
}

/** Words that are said, words that begin as others do, and pairs. */
function vocabularyOf(size: number, next: (below: number) => number) {
  const made = (): string =>
    Array.from({ length: 4 + next(6) }, () => LETTERS[next(LETTERS.length)] ?? '').join('')
  return Array.from({ length: size }, (_, at) => ({
    id: wordId(at + 1),
    word: at % 20 === 0 ? (COMMON[at % COMMON.length] ?? '') : at % 7 === 0 ? `${made()} ${made()}` : made(),
  }))
}

export async function benchWords(): Promise<BenchRow[]> {
  const texts = textsOf(chance(1))
  const segmenter = new Intl.Segmenter('und', { granularity: 'word' })
  let heard = 0
  const rows: BenchRow[] = []
  for (const size of VOCABULARIES) {
    const find = finderOf(vocabularyOf(size, chance(2)))
    const rates = await race(
      ROUNDS,
      TEXTS,
      () =>
        secondsOf(async () => {
          for (const text of texts) heard += find(spokenOnSlack(text)).length
        }),
      () =>
        secondsOf(async () => {
          for (const text of texts)
            for (const { isWordLike } of segmenter.segment(text)) heard += isWordLike ? 1 : 0
        }),
    )
    const name = `finding ${size.toLocaleString('en')} words in messages ÷ Intl.Segmenter`
    rows.push({ name, ...rates, target: '≥ 1', unit: 'messages/s' })
  }
  if (heard === 0) throw new Error('nothing was found')
  return rows
}
