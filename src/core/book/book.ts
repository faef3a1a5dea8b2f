/**
 * The book of a community: its repertoire as it is handed to whoever keeps it, so that a community can leave with it. One shape for
 * both formats; `docs/repertoire.md` describes it, `docs/repertoire.schema.json` is made of it.
 */
import { z } from 'zod'
import { dayOfDate } from '../calendar.ts'
import { hasInk } from '../clean-text.ts'
import { OUTCOMES } from '../repertoire/practice.ts'
import { PROBLEM_KINDS } from '../repertoire/problem.ts'
import { webAddress } from '../web-address.ts'

/** What a book says it is. */
export const BOOK_FORMAT = 'commonplace-repertoire'
/** Grows when a reader of the version before would misread a book. */
export const BOOK_VERSION = 1

/** Longer than anything that a form of ours takes. In UTF-16 units. */
const MAX_LINE_LENGTH = 500
const MAX_TEXT_LENGTH = 20_000
const MAX_LINK_LENGTH = 2_000
const MAX_KEY_LENGTH = 80

/** Neither engine keeps these the way they came: a zero character, and half of a character. */
const UNKEEPABLE = /\0|\p{Surrogate}/u

const kept = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((text) => !UNKEEPABLE.test(text), { params: { reason: 'character' } })
/** Text that may be empty. */
const text = kept(MAX_TEXT_LENGTH)
/** Text that has to say something. */
const said = text.min(1).refine(hasInk, { params: { reason: 'empty' } })
/** What something goes by. */
const name = kept(MAX_LINE_LENGTH)
  .min(1)
  .refine(hasInk, { params: { reason: 'empty' } })
const key = z
  .string()
  .max(MAX_KEY_LENGTH)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const link = z
  .string()
  .max(MAX_LINK_LENGTH)
  .regex(/^https?:\/\//)
  .refine((url) => webAddress(url) !== null, { params: { reason: 'link' } })
  .nullable()
/** A moment, UTC, to the millisecond. */
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .refine((at) => isMoment(at), { params: { reason: 'moment' } })
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((day) => dayOfDate(day) !== null, { params: { reason: 'date' } })
/** Whoever did something, by their key in `people`; null where nobody knows it any more. */
const somebody = key.nullable()

function isMoment(at: string): boolean {
  const found = Date.parse(at)
  return !Number.isNaN(found) && new Date(found).toISOString() === at
}

/** What a practice says, and said. */
const practiceText = {
  name,
  how: said,
  whenItHelps: text,
  problem: text,
  follows: text,
  tags: z
    .array(
      z
        .string()
        .min(1)
        .max(60)
        .regex(/^\S+$/)
        .refine((tag) => !UNKEEPABLE.test(tag), { params: { reason: 'character' } }),
    )
    .max(50),
  link,
}

const earlier = z.strictObject({ ...practiceText, until: moment, by: somebody })

const doing = z.strictObject({
  at: moment,
  by: key,
  /** Those who said that they were there too. */
  with: z.array(key).max(200),
  outcome: z.enum(OUTCOMES).nullable(),
  what: said,
  happened: text,
  learned: text,
  evidence: link,
})

const practice = z.strictObject({
  key,
  ...practiceText,
  sharedBy: somebody,
  sharedAt: moment,
  /** The key of the practice that this is another way of. */
  anotherWayOf: key.nullable(),
  retired: z.strictObject({ at: moment, why: text }).nullable(),
  /** What it said before it was changed, the oldest first. */
  earlier: z.array(earlier),
  /** What came of it, the oldest first. */
  doings: z.array(doing),
})

const word = z.strictObject({
  key,
  word: name,
  meaning: said,
  example: text,
  givenBy: somebody,
  givenAt: moment,
})

const thanks = z.strictObject({
  at: moment,
  by: key,
  to: key,
  what: said,
  /** The key of the practice that they are about. */
  practice: key.nullable(),
  link,
})

const closing = z.strictObject({
  closedBy: somebody,
  closedAt: moment,
  changed: text,
  changedForCloser: text,
  /** Who of the others said that it is so. */
  confirmed: z.strictObject({ by: somebody, at: moment }).nullable(),
  reopened: z.strictObject({ by: somebody, at: moment }).nullable(),
})

const participant = z.strictObject({
  who: key,
  joinedAt: moment,
  leftAt: moment.nullable(),
  /** What changed for them, and when they said so. */
  changed: text,
  toldAt: moment.nullable(),
})

const problem = z.strictObject({
  key,
  title: name,
  whom: text,
  doneWhen: text,
  firstStep: text,
  kind: z.enum(PROBLEM_KINDS),
  /** The experienced adult beside it. */
  adult: somebody,
  places: z.int().min(1).max(1_000_000).nullable(),
  until: date.nullable(),
  curriculum: text,
  partners: text,
  link,
  openedBy: somebody,
  openedAt: moment,
  closings: z.array(closing),
  participants: z.array(participant),
})

const person = z.strictObject({
  /** Made by chance for this book: it joins what one person did in it, and nothing outside it. */
  key,
  /** What they go by, where they agreed that their name goes everywhere. */
  name: name.nullable(),
})

/** The schema of a book of this version. */
export const bookSchema = z.strictObject({
  format: z.literal(BOOK_FORMAT),
  version: z.literal(BOOK_VERSION),
  community: name,
  exportedAt: moment,
  people: z.array(person),
  practices: z.array(practice),
  words: z.array(word),
  thanks: z.array(thanks),
  problems: z.array(problem),
})

export type Book = z.infer<typeof bookSchema>
export type BookPractice = Book['practices'][number]
export type BookWord = Book['words'][number]
export type BookProblem = Book['problems'][number]
export type BookThanks = Book['thanks'][number]
export type BookDoing = BookPractice['doings'][number]
