import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Book, bookSchema } from '../../../src/core/book/book.ts'
import { readBook } from '../../../src/core/book/check-book.ts'
import { english } from '../../../src/core/words/english.ts'

const AT = '2026-01-01T10:00:00.000Z'
const PRACTICE: Book['practices'][number] = {
  ...{ key: 'crimp', name: 'Crimp', how: 'Strip, crimp, pull', whenItHelps: '', problem: '', follows: '' },
  ...{ tags: ['wiring'], link: null, sharedBy: 'm-1', sharedAt: AT, anotherWayOf: null, retired: null },
  earlier: [],
  doings: [
    {
      ...{ at: AT, by: 'm-1', with: [], outcome: 'asWritten', what: 'Crimped', happened: '', learned: '' },
      evidence: 'https://example.org/',
    },
  ],
}
const PROBLEM: Book['problems'][number] = {
  ...{
    key: 'door',
    title: 'The door',
    whom: 'us',
    doneWhen: 'warm',
    firstStep: '',
    kind: 'problem',
    adult: null,
  },
  ...{
    places: null,
    until: '2026-02-28',
    curriculum: '',
    partners: '',
    link: null,
    openedBy: null,
    openedAt: AT,
  },
  closings: [
    { closedBy: 'm-1', closedAt: AT, changed: 'x', changedForCloser: '', confirmed: null, reopened: null },
  ],
  participants: [{ who: 'm-1', joinedAt: AT, leftAt: null, changed: '', toldAt: null }],
}
const BOOK: Book = {
  ...{ format: 'commonplace-repertoire', version: 1, community: 'Club', exportedAt: AT },
  people: [
    { key: 'm-1', name: null },
    { key: 'm-2', name: 'Ada' },
  ],
  practices: [PRACTICE],
  words: [{ key: 'pit', word: 'pit', meaning: 'where we mend', example: '', givenBy: 'm-2', givenAt: AT }],
  thanks: [{ at: AT, by: 'm-1', to: 'm-2', what: 'for showing me', practice: 'crimp', link: null }],
  problems: [PROBLEM],
}
const { doings } = PRACTICE

describe('the schema in docs', () => {
  const written: unknown = JSON.parse(
    readFileSync(new URL('../../../docs/repertoire.schema.json', import.meta.url), 'utf8'),
  )

  it('is what the program checks books with', () => {
    const { title, description, ...rest } = z.record(z.string(), z.unknown()).parse(written)
    expect(title).toBeTypeOf('string')
    expect(description).toBeTypeOf('string')
    expect(rest).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(bookSchema))))
  })

  it('takes a book, and not another thing', () => {
    const isBook = new Ajv2020({ strict: false }).compile(z.record(z.string(), z.unknown()).parse(written))
    expect(isBook(BOOK)).toBe(true)
    expect(isBook({ ...BOOK, version: 2 })).toBe(false)
    expect(isBook({ ...BOOK, practices: [{ ...PRACTICE, points: 3 }] })).toBe(false)
  })
})

describe('a book', () => {
  it('is taken where all of it fits together', () => {
    expect(readBook(BOOK)).toEqual({ book: BOOK })
  })

  const way = (key: string, name: string, anotherWayOf: string | null) => ({
    ...PRACTICE,
    key,
    name,
    anotherWayOf,
    doings: [],
  })
  const wrong: readonly [string, unknown, readonly (string | number)[], string][] = [
    ['no book', [], [], 'this is no book'],
    ['a newer one', { ...BOOK, version: 2 }, [], 'the version 2 is newer than this program'],
    ['a field too few', { ...BOOK, words: undefined }, ['words'], 'this is missing'],
    ['a field too many', { ...BOOK, points: 1 }, [], 'there is no field “points” in a book of this version'],
    [
      'a number for a text',
      { ...BOOK, practices: [{ ...PRACTICE, how: 3 }] },
      ['practices', 0, 'how'],
      'this should be text',
    ],
    [
      'an empty text',
      { ...BOOK, practices: [{ ...PRACTICE, how: ' \n' }] },
      ['practices', 0, 'how'],
      'this is empty, and has to say something',
    ],
    [
      'half of a character',
      { ...BOOK, practices: [{ ...PRACTICE, how: 'a\ud800' }] },
      ['practices', 0, 'how'],
      'this holds a character that cannot be kept: a zero, or half of a character',
    ],
    [
      'a path for a key',
      { ...BOOK, practices: [{ ...PRACTICE, key: '../x' }] },
      ['practices', 0, 'key'],
      'this is not written as keys are: small letters a to z, digits, and single dashes between them',
    ],
    [
      'a program for a link',
      { ...BOOK, practices: [{ ...PRACTICE, link: 'javascript:alert(1)' }] },
      ['practices', 0, 'link'],
      'this is no address of a page; write it as https://…',
    ],
    [
      'a day that is none',
      { ...BOOK, problems: [{ ...PROBLEM, until: '2026-02-31' }] },
      ['problems', 0, 'until'],
      'this is no date; write it as "2024-03-31"',
    ],
    [
      'a moment that is none',
      { ...BOOK, exportedAt: '2026-02-31T10:00:00.000Z' },
      ['exportedAt'],
      'this is no moment; write it as "2024-03-31T16:00:00.000Z"',
    ],
    [
      'an outcome that is none',
      { ...BOOK, practices: [{ ...PRACTICE, doings: [{ ...doings[0], outcome: 'well' }] }] },
      ['practices', 0, 'doings', 0, 'outcome'],
      'this should be one of “asWritten”, “ownWay”, “didNotWork”',
    ],
    [
      'a key twice',
      { ...BOOK, practices: [PRACTICE, PRACTICE] },
      ['practices', 1, 'key'],
      'the key “crimp” is there twice',
    ],
    [
      'somebody who is not in it',
      { ...BOOK, people: [{ key: 'm-2', name: null }] },
      ['practices', 0, 'sharedBy'],
      'the book has nothing with the key “m-1”',
    ],
    [
      'a practice that is not in it',
      { ...BOOK, practices: [way('a', 'A', 'b'), PRACTICE] },
      ['practices', 0, 'anotherWayOf'],
      'the book has nothing with the key “b”',
    ],
    [
      'a circle',
      { ...BOOK, practices: [PRACTICE, way('a', 'A', 'b'), way('b', 'B', 'c'), way('c', 'C', 'a')] },
      ['practices', 1, 'anotherWayOf'],
      'over others it is another way of itself',
    ],
    [
      'thanks to oneself',
      { ...BOOK, thanks: [{ ...BOOK.thanks[0], to: 'm-1' }] },
      ['thanks', 0, 'to'],
      'nobody thanks themselves',
    ],
    [
      'a closing after a closing',
      { ...BOOK, problems: [{ ...PROBLEM, closings: [...PROBLEM.closings, ...PROBLEM.closings] }] },
      ['problems', 0, 'closings', 0, 'reopened'],
      'it was closed again later, so it has to say when it was opened again',
    ],
    [
      'somebody in it twice',
      {
        ...BOOK,
        problems: [{ ...PROBLEM, participants: [...PROBLEM.participants, ...PROBLEM.participants] }],
      },
      ['problems', 0, 'participants', 1, 'who'],
      'the key “m-1” is there twice',
    ],
  ]
  it.each(wrong)('with %s is refused, with the place', (_, given, path, sentence) => {
    const read = readBook(JSON.parse(JSON.stringify(given)))
    if ('book' in read) expect.unreachable()
    else {
      expect(read.fault.path).toEqual(path)
      expect(english.book.fault(read.fault.reason)).toBe(sentence)
    }
  })
})
