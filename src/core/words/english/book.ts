/** What whoever keeps the book of a community reads: the command line, and the notes in Markdown. */
import type { FaultReason } from '../../book/check-book.ts'
import type { TextFault } from '../../book/front-matter.ts'
import type { Taken, TakenOf } from '../../ports-book.ts'
import { count, list, number } from './time.ts'

const counted = (n: number, one: string, other: string): string =>
  count(n, { one: `# ${one}`, other: `# ${other}` })

/** The kinds of what is in a book, in the order in which they are told. */
const KINDS = [
  ['practices', 'practice', 'practices'],
  ['doings', 'doing', 'doings'],
  ['words', 'word', 'words'],
  ['thanks', 'thanks', 'thanks'],
  ['problems', 'problem', 'problems'],
] as const

type Counts = Readonly<Record<(typeof KINDS)[number][0], number>>

const countsOf = (counts: Counts): string =>
  list(KINDS.map(([kind, one, other]) => counted(counts[kind], one, other)))

const knownAlready = (taken: Readonly<Record<(typeof KINDS)[number][0], TakenOf>>): number =>
  KINDS.reduce((sum, [kind]) => sum + taken[kind].known, 0)

/** The words of `commonplace repertoire`. */
export const book = {
  commandLine: {
    repertoire: 'write a community’s book (practices, words, thanks, problems), or read one in',
    export: 'write the book: a folder of Markdown, or one file of JSON',
    out: 'the folder or file to write; there must be none of that name',
    format: 'markdown or json (otherwise what the name to write to ends in, else markdown)',
    import: 'read a book into a community; what is there already stays as it is',
    importPath: 'the book: its folder of Markdown, or its JSON file',
    community: 'the community to read it into; it has to be there',
  },
  aMember: 'a member',
  /** Of a practice whose name another one has here. */
  otherName: (name: string, from: string, n: number): string =>
    n === 1 ? `${name} (from ${from})` : `${name} (from ${from}, ${number(n)})`,
  reading: 'reading',
  writing: 'writing',
  exported: (one: {
    readonly community: string
    readonly place: string
    readonly counts: Counts
    readonly named: number
    readonly unnamed: number
  }): readonly string[] => [
    `The book of “${one.community}” is in ${one.place}: ${countsOf(one.counts)}.`,
    whoIsIn(one.named, one.unnamed),
    'It holds what people wrote, in their words. Hand it on only to those whom the community would give it to.',
  ],
  imported: (community: string, taken: Taken): readonly string[] => {
    const fresh = (kind: (typeof KINDS)[number][0]): number => taken[kind].new
    const known = knownAlready(taken)
    const isNothingNew = KINDS.every(([kind]) => fresh(kind) === 0)
    return [
      isNothingNew
        ? `All of the book is in “${community}” already, so nothing was changed.`
        : `Read into “${community}”: ${countsOf({
            ...{ practices: fresh('practices'), doings: fresh('doings'), words: fresh('words') },
            ...{ thanks: fresh('thanks'), problems: fresh('problems') },
          })}.`,
      isNothingNew || known === 0
        ? ''
        : `${counted(known, 'entry was', 'entries were')} there already and stayed as they were.`,
      ...taken.renamed.map(
        ({ from, to }) =>
          `There is another practice “${from}” here, so the one of the book is called “${to}”.`,
      ),
      isNothingNew
        ? ''
        : 'Whoever did it is “somebody elsewhere” here, and nothing of it counts for anybody in this community’s figures.',
    ].filter((line) => line !== '')
  },
  refused: {
    exists: (place: string): string =>
      `${place} exists already, and an export overwrites nothing. Give it another name.`,
    noFolder: (folder: string): string => `There is no folder ${folder} to write into. Make it first.`,
    notWritten: (place: string, reason: string): string =>
      `${place} could not be written (${reason}). Check that its folder can be written and that the disk has room.`,
    nothing: (place: string): string =>
      `There is nothing at ${place}. Check the path; it is taken from where you stand.`,
    notRead: (place: string, reason: string): string =>
      `${place} cannot be read (${reason}). Check its permissions.`,
    noReadme: (place: string): string =>
      `${place} has no README.md, so it is no book. Name the folder that “commonplace repertoire export” has written.`,
    tooLarge: (place: string, megabytes: number): string =>
      `${place} is larger than ${number(megabytes)} MB, and no book is. Name what “commonplace repertoire export” has written.`,
    format: (given: string): string => `There is no format “${given.slice(0, 40)}”. Write markdown or json.`,
    notBook: (file: string): string =>
      `${file} does not say that it is a book of Commonplace. Name what “commonplace repertoire export” has written.`,
    newer: (file: string, version: number): string =>
      `${file} is of version ${number(version)}, which a newer Commonplace wrote. Update the program first (git pull && npm ci), then read it in.`,
    damaged: (file: string, place: string, reason: string): string =>
      `${file} cannot be read in, and nothing was changed. ${place === '' ? '' : `${capital(place)}: `}${place === '' ? capital(reason) : reason}. Mend it there, or export the book again.`,
  },
  place: {
    line: (line: number): string => `in line ${line}`,
    /** Names of fields, and numbers of entries. */
    path: (path: readonly (string | number)[]): string =>
      path.length === 0
        ? ''
        : `in ${path.map((part) => (typeof part === 'number' ? `number ${part + 1}` : `“${part.slice(0, 60)}”`)).join(', ')}`,
  },
  /** What is wrong with a line, as a clause. */
  lineFault: {
    head: 'it does not begin with a head between two lines of “---”',
    endless:
      'something that begins does not end: a head with “---”, a text with the fence that it began with',
    field: 'this is no field as they are written here: a name, a colon, a space and a value',
    value: 'the value is not written as JSON on one line, such as "text", 3 or ["a", "b"]',
    twice: 'this stands there for the second time',
    section: 'there is no such heading in a file of this kind',
    cut: 'the file ends before a text that its head names under “texts”',
    stray: 'text stands outside of a fence (```text), and would be lost',
    json: 'the JSON ends or breaks off here',
    bytes: 'it holds bytes that are no text in UTF-8',
  } satisfies Record<TextFault | 'json' | 'bytes', string>,
  /** What is wrong with a value, as a clause. */
  fault: (reason: FaultReason): string => {
    switch (reason.kind) {
      case 'type':
        return `this should be ${EXPECTED[reason.expected] ?? `of the kind “${reason.expected}”`}`
      case 'choice':
        return `this should be one of ${reason.expected}`
      case 'strange':
        return `there is no field “${reason.field.slice(0, 60)}” in a book of this version`
      case 'long':
        return `this is larger than ${number(reason.most)}`
      case 'many':
        return `these are more than ${number(reason.most)}`
      case 'small':
        return `this is less than ${number(reason.least)}`
      case 'unknown':
        return `the book has nothing with the key “${reason.key.slice(0, 80)}”`
      case 'twice':
        return `the key “${reason.key.slice(0, 80)}” is there twice`
      case 'newer':
        return `the version ${number(reason.version)} is newer than this program`
      default:
        return FAULTS[reason.kind]
    }
  },
  notes: {
    title: (community: string): string => `The book of ${community}`,
    about: (date: string): string =>
      `What is done here, and what came of it, as it was on ${date}. Commonplace wrote it, and reads it in again: \`commonplace repertoire import\`.`,
    practices: 'Practices',
    words: 'Words',
    problems: 'Problems',
    thanks: 'Thanks',
    shared: (who: string, date: string): string => `Shared by ${who} on ${date}.`,
    anotherWay: (practice: string): string => `Another way of ${practice}.`,
    done: (outcomes: string): string => `As done here: ${outcomes}`,
    retired: (date: string, why: string): string =>
      `Retired on ${date}, so it is no longer done${why === '' ? '.' : `: ${why}`}`,
    given: (who: string, date: string): string => `Brought by ${who} on ${date}.`,
    opened: (who: string, date: string): string => `Opened by ${who} on ${date}.`,
    open: 'It is open.',
    closed: (date: string, changed: string): string =>
      changed === '' ? `Closed on ${date}.` : `Closed on ${date}. What changed: ${changed}`,
    thanked: (date: string, giver: string, receiver: string, what: string): string =>
      `${date}, ${giver} to ${receiver}: ${what}`,
  },
}

function whoIsIn(named: number, unnamed: number): string {
  if (named + unnamed === 0) return 'Nobody is in it.'
  const others = `${counted(unnamed, 'person is', 'people are')} “a member” in it`
  if (named === 0) return `${capital(others)}, and nobody is in it by name.`
  const byName = `${counted(named, 'person is', 'people are')} in it by name, because they agreed to be named everywhere`
  return unnamed === 0 ? `${byName}.` : `${byName}; ${others}.`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'a group of fields',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
}

const FAULTS = {
  empty: 'this is empty, and has to say something',
  character: 'this holds a character that cannot be kept: a zero, or half of a character',
  link: 'this is no address of a page; write it as https://…',
  moment: 'this is no moment; write it as "2024-03-31T16:00:00.000Z"',
  date: 'this is no date; write it as "2024-03-31"',
  key: 'this is not written as keys are: small letters a to z, digits, and single dashes between them',
  missing: 'this is missing',
  format: 'this is no book',
  circle: 'over others it is another way of itself',
  closing: 'it was closed again later, so it has to say when it was opened again',
  themselves: 'nobody thanks themselves',
  other: 'this is not as a book of this version has it',
} as const
