/** Reads a book from what a file held: its shape, and that everything that it names is in it. */
import type { z } from 'zod'
import { BOOK_FORMAT, BOOK_VERSION, type Book, type BookPractice, bookSchema } from './book.ts'

/** What is wrong with a book. `expected` is a word or a few from its schema. */
export type FaultReason =
  | { readonly kind: 'type' | 'choice'; readonly expected: string }
  | { readonly kind: 'strange'; readonly field: string }
  | { readonly kind: 'long' | 'many'; readonly most: number }
  | { readonly kind: 'small'; readonly least: number }
  | { readonly kind: 'unknown' | 'twice'; readonly key: string }
  | { readonly kind: 'newer'; readonly version: number }
  | {
      readonly kind:
        | ('empty' | 'character' | 'link' | 'moment' | 'date' | 'key' | 'missing')
        | ('format' | 'circle' | 'closing' | 'themselves' | 'other')
    }

/** What is wrong, and where: names of fields and numbers of entries, from 0 on. */
export interface Fault {
  readonly path: readonly (string | number)[]
  readonly reason: FaultReason
}

/** The book, or the first thing that is wrong with it. */
export function readBook(value: unknown): { readonly book: Book } | { readonly fault: Fault } {
  const { format, version } =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  if (format !== BOOK_FORMAT) return { fault: { path: [], reason: { kind: 'format' } } }
  if (typeof version === 'number' && version > BOOK_VERSION)
    return { fault: { path: [], reason: { kind: 'newer', version } } }
  const read = bookSchema.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    return { fault: issue === undefined ? { path: [], reason: { kind: 'other' } } : faultOf(issue) }
  }
  const fault =
    twice(read.data) ?? dangling(read.data) ?? circle(read.data.practices) ?? impossible(read.data)
  return fault === null ? { book: read.data } : { fault }
}

function faultOf(issue: z.core.$ZodIssue): Fault {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
  return { path, reason: reasonOf(issue) }
}

/** Formats by the field that they are of: the schema says them as patterns. */
function reasonOf(issue: z.core.$ZodIssue): FaultReason {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('undefined')
        ? { kind: 'missing' }
        : { kind: 'type', expected: issue.expected }
    case 'unrecognized_keys':
      return { kind: 'strange', field: issue.keys[0] ?? '' }
    case 'invalid_value':
      return { kind: 'choice', expected: issue.values.map((one) => `“${String(one)}”`).join(', ') }
    case 'too_big':
      return { kind: issue.origin === 'array' ? 'many' : 'long', most: Number(issue.maximum) }
    case 'too_small':
      return issue.origin === 'string' ? { kind: 'empty' } : { kind: 'small', least: Number(issue.minimum) }
    case 'invalid_format':
      return { kind: formatOf(issue.path.at(-1)) }
    case 'custom': {
      const reason: unknown = issue.params?.['reason']
      return { kind: CUSTOM.find((one) => one === reason) ?? 'other' }
    }
    default:
      return { kind: 'other' }
  }
}

const CUSTOM = ['empty', 'character', 'link', 'moment', 'date'] as const
const LINKS: readonly unknown[] = ['link', 'evidence']

function formatOf(field: PropertyKey | undefined): 'link' | 'moment' | 'date' | 'key' {
  if (LINKS.includes(field)) return 'link'
  if (field === 'until') return 'date'
  return field === 'at' || String(field).endsWith('At') ? 'moment' : 'key'
}

/** A key that two of a kind have, or one person twice in a problem. */
function twice(book: Book): Fault | null {
  for (const kind of ['people', 'practices', 'words', 'problems'] as const) {
    const seen = new Set<string>()
    for (const [at, { key }] of book[kind].entries()) {
      if (seen.has(key)) return { path: [kind, at, 'key'], reason: { kind: 'twice', key } }
      seen.add(key)
    }
  }
  for (const [at, { participants }] of book.problems.entries()) {
    const seen = new Set<string>()
    for (const [nth, { who }] of participants.entries()) {
      if (seen.has(who))
        return { path: ['problems', at, 'participants', nth, 'who'], reason: { kind: 'twice', key: who } }
      seen.add(who)
    }
  }
  return null
}

/** Fields that name a person of the book. */
const PERSON_FIELDS: ReadonlySet<string> = new Set([
  'by',
  'with',
  'to',
  'who',
  'adult',
  'sharedBy',
  'givenBy',
  'openedBy',
  'closedBy',
])
const PRACTICE_FIELDS: ReadonlySet<string> = new Set(['anotherWayOf', 'practice'])

/** Somebody, or a practice, that is named and not in the book. */
function dangling(book: Book): Fault | null {
  const people = new Set(book.people.map((one) => one.key))
  const practices = new Set(book.practices.map((one) => one.key))
  const look = (
    value: unknown,
    path: readonly (string | number)[],
    known: ReadonlySet<string> | null,
  ): Fault | null => {
    if (typeof value === 'string')
      return known === null || known.has(value) ? null : { path, reason: { kind: 'unknown', key: value } }
    if (typeof value !== 'object' || value === null) return null
    if (Array.isArray(value)) {
      for (const [at, one] of value.entries()) {
        const found = look(one, [...path, at], known)
        if (found !== null) return found
      }
      return null
    }
    for (const [field, one] of Object.entries(value)) {
      const meant = PERSON_FIELDS.has(field) ? people : PRACTICE_FIELDS.has(field) ? practices : null
      const found = look(one, [...path, field], meant)
      if (found !== null) return found
    }
    return null
  }
  const { practices: all, thanks, words, problems } = book
  return look({ practices: all, words, thanks, problems }, [], null)
}

/** A practice that is, over others, another way of itself. */
function circle(practices: readonly BookPractice[]): Fault | null {
  const byKey = new Map(practices.map((one) => [one.key, one]))
  const sound = new Set<string>()
  for (const [at, one] of practices.entries()) {
    const line = new Set<string>()
    for (let next: BookPractice | undefined = one; next !== undefined && !sound.has(next.key); ) {
      if (line.has(next.key)) return { path: ['practices', at, 'anotherWayOf'], reason: { kind: 'circle' } }
      line.add(next.key)
      next = next.anotherWayOf === null ? undefined : byKey.get(next.anotherWayOf)
    }
    for (const key of line) sound.add(key)
  }
  return null
}

/** What the program would never have kept. */
function impossible({ thanks, problems }: Book): Fault | null {
  const own = thanks.findIndex(({ by, to }) => by === to)
  if (own !== -1) return { path: ['thanks', own, 'to'], reason: { kind: 'themselves' } }
  for (const [at, { closings }] of problems.entries()) {
    const open = closings.slice(0, -1).findIndex((one) => one.reopened === null)
    if (open !== -1)
      return { path: ['problems', at, 'closings', open, 'reopened'], reason: { kind: 'closing' } }
  }
  return null
}
