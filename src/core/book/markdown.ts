/**
 * A book as Markdown: a file a practice, word and problem, one for all thanks, and a README that lists them. What is read back stands in
 * the heads of the files and in their texts.
 */
import type { Words } from '../words/words.ts'
import type { Book } from './book.ts'
import { type Fields, headOf, LineFault, readHead } from './front-matter.ts'
import { noteOfPractice, noteOfProblem, noteOfWord, readmeBody, thanksBody } from './markdown-notes.ts'
import { bodyOf, escaped, readBody, type Section } from './sections.ts'

/** A file by its path inside the folder, with `/`. */
export interface MarkdownFile {
  readonly path: string
  readonly text: string
}

export const README = 'README.md'
export const THANKS = 'thanks.md'

/** The kinds that have a folder. Headings are of the format, not of a language: they are read back. */
export const FOLDERS = {
  practices: {
    title: 'name',
    texts: [
      { field: 'how', heading: 'How it is done' },
      { field: 'whenItHelps', heading: 'When it helps' },
      { field: 'problem', heading: 'What it solves' },
      { field: 'follows', heading: 'What follows from it' },
    ],
  },
  words: {
    title: 'word',
    texts: [
      { field: 'meaning', heading: 'What it means here' },
      { field: 'example', heading: 'An example' },
    ],
  },
  problems: {
    title: 'title',
    texts: [
      { field: 'whom', heading: 'For whom' },
      { field: 'doneWhen', heading: 'Done when' },
      { field: 'firstStep', heading: 'First step' },
      { field: 'curriculum', heading: 'How it belongs to what is taught' },
      { field: 'partners', heading: 'Who of the community takes part' },
    ],
  },
} as const satisfies Readonly<Record<string, { title: string; texts: readonly Section[] }>>

export type FolderName = keyof typeof FOLDERS
export const FOLDER_NAMES: readonly FolderName[] = ['practices', 'words', 'problems']

/** The files of a book, the README first. */
export function* filesOf(book: Book, words: Words): Generator<MarkdownFile> {
  const { practices, words: own, thanks, problems, ...about } = book
  yield file(README, headOf(about), readmeBody(book, words))
  const notes = {
    practices: noteOfPractice(book, words),
    words: noteOfWord(book, words),
    problems: noteOfProblem(book, words),
  }
  for (const [at, one] of practices.entries()) yield fileOf('practices', one, at, notes.practices(one))
  for (const [at, one] of own.entries()) yield fileOf('words', one, at, notes.words(one))
  for (const [at, one] of problems.entries()) yield fileOf('problems', one, at, notes.problems(one))
  yield file(THANKS, headOf({ thanks }), thanksBody(book, words))
}

const file = (path: string, ...parts: (readonly string[])[]): MarkdownFile => ({
  path,
  text: `${parts.flat().join('\n')}\n`,
})

/** `number` keeps the order, which a folder has not; `texts` are those that follow, so that a file that was cut off is known. */
function fileOf(
  folder: FolderName,
  entry: Fields & { readonly key: string },
  at: number,
  note: string,
): MarkdownFile {
  const { title, texts } = FOLDERS[folder]
  const fields: readonly string[] = texts.map((one) => one.field)
  const { key, ...rest } = Object.fromEntries(
    Object.entries(entry).filter(([name]) => !fields.includes(name)),
  )
  const all = Object.fromEntries(fields.map((field) => [field, String(entry[field] ?? '')]))
  return file(
    `${folder}/${entry.key}.md`,
    headOf({ key: key ?? '', number: at + 1, ...rest, texts: fields.filter((field) => all[field] !== '') }),
    ['', `# ${escaped(String(entry[title] ?? ''))}`, '', `> ${note}`],
    bodyOf(texts, all),
  )
}

/** What a file of one of the folders says, and its place among the others. Throws a `LineFault`. */
export function readEntry(
  folder: FolderName,
  text: string,
): { readonly number: number; readonly value: Readonly<Record<string, unknown>> } {
  const lines = linesOf(text)
  const { fields, end } = readHead(lines)
  const { number, texts: named, ...rest } = fields
  const texts = readBody(FOLDERS[folder].texts, lines, end)
  if (Array.isArray(named) && named.some((field) => texts[String(field)] === ''))
    throw new LineFault(lines.length, 'cut')
  return {
    number: typeof number === 'number' ? number : Number.MAX_SAFE_INTEGER,
    value: { ...rest, ...texts },
  }
}

/** What the head of another file says. Throws a `LineFault`. */
export const readFields = (text: string): Fields => readHead(linesOf(text)).fields

/** Programs that keep files on Windows may end every line their way; a text of somebody's has no such end as it is written. */
const linesOf = (text: string): readonly string[] => text.replaceAll('\r\n', '\n').split('\n')
