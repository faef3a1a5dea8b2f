import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordId } from '../../../src/core/ids.ts'
import { finderOf } from '../../../src/core/vocabulary/finder.ts'
import { folded } from '../../../src/core/vocabulary/fold.ts'
import { isFormOf } from '../../../src/core/vocabulary/forms.ts'
import { tokensOf } from '../../../src/core/vocabulary/tokens.ts'

const vocabulary = (...words: readonly string[]) => words.map((word, at) => ({ id: wordId(at + 1), word }))
/** Which of the words a text uses, as they are spelled. */
const used = (text: string, ...words: readonly string[]): readonly string[] =>
  [...finderOf(vocabulary(...words))(text)].sort((a, b) => a - b).map((id) => words[id - 1] ?? '')

describe('a word', () => {
  it.each([
    ['whatever its capitals, accents and width', 'Tighten the CHUCK, ｃｈｕｃｋ, chück', ['chuck']],
    ['between quotes, hyphens and apostrophes', "the “chuck”, the chuck-key, the chuck's jaw", ['chuck']],
    ['in its other forms', 'two chucks, chucked and chucking', ['chuck']],
    ['not inside another word', 'woodchuck, chuckle, chunk', []],
    ['not in an address or a file', 'chuck.example and mail@chuck.example, chuck_v2', []],
  ])('is found %s', (_, text, found) => {
    expect(used(text, 'chuck')).toEqual(found)
  })

  it('of several pieces is found where they stand one after the other, and no sentence ends in between', () => {
    const words = ['pit stop', 'pit', 'drive train']
    expect(used('Two pit-stops today', ...words)).toEqual(['pit stop', 'pit'])
    expect(used('Out of the pit. Stop!', ...words)).toEqual(['pit'])
    expect(used('the drive\u00a0train', ...words)).toEqual(['drive train'])
    expect(used('train drive', ...words)).toEqual([])
  })

  it('is found in scripts without spaces where a word begins and ends', () => {
    expect(used('京都へ行く', '京都')).toEqual(['京都'])
    expect(used('東京都の人', '京都')).toEqual([])
    expect(used('ชมรมหุ่นยนต์ของเรา', 'หุ่นยนต์')).toEqual(['หุ่นยนต์'])
    expect(used('このAPIを使う', 'api')).toEqual(['api'])
  })

  it('may be a sign or an emoji, and what has no piece is never found', () => {
    expect(used('in C++, not in C', 'C++')).toEqual(['C++'])
    expect(used('in C alone', 'C++')).toEqual([])
    expect(used('it is 🔥 today', '🔥')).toEqual(['🔥'])
    expect(used('what? really …', '?', '…')).toEqual([])
  })
})

describe('a form of a word', () => {
  it.each([
    'crimp crimps',
    'crimp crimped',
    'crimp crimping',
    'make making',
    'fit fitted',
    'fix fixing',
    'story stories',
    'lathe lathes',
    'lathe lathed',
    'pits pit',
    'platte platten',
    'bohren bohrt',
    'libro libros',
    'chico chica',
    'soldar soldando',
    'flicka flickor',
    'робот роботами',
    'плата платы',
    '로봇 로봇을',
    '로봇 로봇에서',
  ])('is known: %s', (pair) => {
    const [word = '', form = ''] = pair.split(' ')
    expect(isFormOf(form, word)).toBe(true)
  })

  it.each([
    'chuck chunk',
    'bath batch',
    'form fork',
    'form format',
    'formal format',
    'plan planet',
    'planet planer',
    'circuit circus',
    'bearing bear',
    'printer printing',
    'solder soldier',
    'car care',
    'car caring',
    'care cars',
    'plane plan',
    'v2 v20',
    'план плата',
    '봇 봇을',
  ])('is not taken for one: %s', (pair) => {
    const [word = '', form = ''] = pair.split(' ')
    expect(isFormOf(form, word)).toBe(false)
  })
})

/** Every word at every place, piece by piece: slow, and plain to see. */
function naive(text: string, words: readonly string[]): readonly number[] {
  const said = tokensOf(text)
  return words.flatMap((word, index) => {
    const pieces = tokensOf(word).map((one) => one.text)
    const standsAt = (at: number): boolean =>
      pieces.every((piece, step) => {
        const token = said[at + step]
        return token !== undefined && (step === 0 || token.follows) && isFormOf(token.text, piece)
      }) &&
      said[at]?.mayBegin === true &&
      said[at + pieces.length - 1]?.mayEnd === true
    return pieces.length > 0 && said.some((_, at) => standsAt(at)) ? [index + 1] : []
  })
}

const piece = fc.constantFrom(
  ...[
    'pit',
    'pits',
    'stop',
    'stopped',
    'chuck',
    'chucks',
    'Ｃhück',
    'робот',
    'роботы',
    '京',
    '都',
    '東京',
    '로봇',
    '로봇을',
  ],
  ...['c', '+', '🔥', '7', 'don’t', 'a.b', '', '.', '-'],
)
const phrase = (maxLength: number) =>
  fc
    .array(fc.tuple(piece, fc.constantFrom(' ', '', ', ', '-')), { maxLength })
    .map((all) => all.flat().join(''))

describe('one pass over a text', () => {
  it('finds what a plain search for each word finds', () => {
    fc.assert(
      fc.property(phrase(12), fc.array(phrase(3), { maxLength: 12 }), (text, words) => {
        const found = [...finderOf(vocabulary(...words))(text)].sort((a, b) => a - b)
        expect(found).toEqual(naive(text, words))
      }),
      { numRuns: 2_000 },
    )
  })

  it('takes any text', () => {
    const find = finderOf(vocabulary('chuck', 'pit stop', '京都'))
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const id of find(text)) expect([1, 2, 3]).toContain(Number(id))
      }),
      { numRuns: 1_000 },
    )
  })

  it('takes a long text of one kind in the time of any other', () => {
    const find = finderOf(vocabulary('chuck', 'a a a a a a a a'))
    const startedAt = performance.now()
    for (const unit of ['a', 'a ', '`', ':a', '<@', 'http://', 'a.', '京', '\u0301', '@a'])
      find(unit.repeat(40_000))
    expect(performance.now() - startedAt).toBeLessThan(8_000)
  })
})

it('folding a second time changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(folded(folded(text))).toBe(folded(text))
    }),
  )
  expect(folded('Straße ＡＢＣ Ærø Łódź İstanbul ΟΔΟΣ ガﾞ')).toBe('strasse abc aero lodz istanbul οδοσ ガ゙')
})
