import type { FaultReason } from '../../../src/core/book/check-book.ts'
import { english } from '../../../src/core/words/english.ts'

const { book } = english
const { notes, place, refused } = book

const FILE = 'book/practices/crimp.md'
const counts = { practices: 1, doings: 2, words: 0, thanks: 1, problems: 3 }
const exported = (named: number, unnamed: number) => () =>
  book.exported({ community: 'Club', place: 'book', counts, named, unnamed }).join('\n')
const of = (fresh: number, known: number) => ({ new: fresh, known })
const imported = (fresh: number, known: number, renamed: readonly { from: string; to: string }[]) => () =>
  book
    .imported('Club', {
      ...{ practices: of(fresh, known), doings: of(fresh, 0), words: of(0, known), thanks: of(fresh, 0) },
      ...{ problems: of(0, 0), renamed },
    })
    .join('\n')

/** What of the sentence of a fault is a clause, as it is told. */
const REASONS: readonly FaultReason[] = [
  { kind: 'type', expected: 'string' },
  { kind: 'type', expected: 'record' },
  { kind: 'choice', expected: '“asWritten”, “ownWay”' },
  { kind: 'strange', field: 'points' },
  { kind: 'long', most: 500 },
  { kind: 'many', most: 50 },
  { kind: 'small', least: 1 },
  { kind: 'unknown', key: 'crimp' },
  { kind: 'twice', key: 'crimp' },
  { kind: 'newer', version: 2 },
  ...(['empty', 'character', 'link', 'moment', 'date', 'key', 'missing'] as const).map((kind) => ({ kind })),
  ...(['format', 'circle', 'closing', 'themselves', 'other'] as const).map((kind) => ({ kind })),
]

/** A call of every sentence of `commonplace repertoire` that takes something. */
export const BOOK_SAMPLES: Readonly<Record<string, readonly (() => string)[]>> = {
  'book.otherName': [1, 2].map((n) => () => book.otherName('Crimp', 'Club', n)),
  'book.exported': [exported(0, 0), exported(1, 0), exported(0, 1), exported(2, 3)],
  'book.imported': [
    imported(2, 0, []),
    imported(1, 1, [{ from: 'Crimp', to: 'Crimp (from Club)' }]),
    imported(0, 3, []),
  ],
  'book.refused.exists': [() => refused.exists('book')],
  'book.refused.noFolder': [() => refused.noFolder('books')],
  'book.refused.notWritten': [() => refused.notWritten('book', 'ENOSPC')],
  'book.refused.nothing': [() => refused.nothing('book')],
  'book.refused.notRead': [() => refused.notRead('book', 'EACCES')],
  'book.refused.noReadme': [() => refused.noReadme('book')],
  'book.refused.tooLarge': [() => refused.tooLarge('book.json', 256)],
  'book.refused.format': [() => refused.format('xml')],
  'book.refused.notBook': [() => refused.notBook('book.json')],
  'book.refused.newer': [() => refused.newer('book.json', 2)],
  'book.refused.damaged': [
    () => refused.damaged(FILE, place.line(3), book.lineFault.value),
    () => refused.damaged(FILE, '', book.lineFault.bytes),
  ],
  'book.place.line': [() => refused.damaged(FILE, place.line(3), book.lineFault.stray)],
  'book.place.path': [[], ['how'], ['doings', 1, 'at']].map(
    (path) => () => refused.damaged(FILE, place.path(path), book.fault({ kind: 'empty' })),
  ),
  'book.fault': REASONS.map(
    (reason) => () => refused.damaged(FILE, place.path(['name']), book.fault(reason)),
  ),
  'book.notes.title': [() => notes.title('Club')],
  'book.notes.about': [() => notes.about('2026-01-01')],
  'book.notes.shared': [() => notes.shared('Ada', '2026-01-01')],
  'book.notes.anotherWay': [() => notes.anotherWay('[Crimp](crimp.md)')],
  'book.notes.done': [() => notes.done('Twice as written.')],
  'book.notes.retired': [
    () => notes.retired('2026-01-01', ''),
    () => notes.retired('2026-01-01', 'It broke'),
  ],
  'book.notes.given': [() => notes.given('Ada', '2026-01-01')],
  'book.notes.opened': [() => notes.opened('Ada', '2026-01-01')],
  'book.notes.closed': [() => notes.closed('2026-01-01', ''), () => notes.closed('2026-01-01', 'It is warm')],
  'book.notes.thanked': [() => notes.thanked('2026-01-01', 'Ada', 'Bo', 'showed me how')],
}
