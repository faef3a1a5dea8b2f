/** Books on disk: a folder of Markdown or one file of JSON, written whole or not at all, and checked whole before anything is done with it. */
import { existsSync, statSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Book } from './core/book/book.ts'
import { type Fault, readBook } from './core/book/check-book.ts'
import { LineFault } from './core/book/front-matter.ts'
import { brokenLine } from './core/book/json-line.ts'
import { FOLDER_NAMES, filesOf, README, readEntry, readFields, THANKS } from './core/book/markdown.ts'
import { codeOf, Refusal } from './core/errors.ts'
import type { Words } from './core/words/words.ts'

export const BOOK_FORMATS = ['markdown', 'json'] as const
export type BookFormat = (typeof BOOK_FORMATS)[number]

/** A book of ten thousand practices with ten doings each has some 50 MB. */
const MAX_FILE_MEGABYTES = 256
const BYTES_PER_MEGABYTE = 1024 * 1024
/** What people wrote is for whoever keeps the book, until they hand it on. */
const FOLDER_MODE = 0o700
const FILE_MODE = 0o600

/** Writes a book under a name that nothing has yet. Throws a `Refusal` where it cannot. */
export async function writeBook(
  place: string,
  book: Book,
  { format, words, onProgress }: { format: BookFormat; words: Words; onProgress(share: number): void },
): Promise<void> {
  const say = words.book.refused
  if (existsSync(place)) throw new Refusal(say.exists(place))
  const folder = path.dirname(place)
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Refusal(say.noFolder(folder))
  const unfinished = `${place}.unfinished`
  try {
    await rm(unfinished, { recursive: true, force: true })
    if (format === 'json') await writeNew(unfinished, `${JSON.stringify(book, null, 2)}\n`)
    else await writeMarkdown(unfinished, book, words, onProgress)
    await rename(unfinished, place)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined)
    throw new Refusal(say.notWritten(place, codeOf(error)))
  }
}

async function writeMarkdown(
  folder: string,
  book: Book,
  words: Words,
  onProgress: (share: number) => void,
): Promise<void> {
  await mkdir(folder, { mode: FOLDER_MODE })
  for (const name of FOLDER_NAMES)
    if (book[name].length > 0) await mkdir(path.join(folder, name), { mode: FOLDER_MODE })
  const all = book.practices.length + book.words.length + book.problems.length
  let done = 0
  for (const { path: name, text } of filesOf(book, words)) {
    await writeNew(path.join(folder, name), text)
    done += 1
    onProgress(done / (all + 2))
  }
}

const writeNew = (file: string, text: string): Promise<void> =>
  writeFile(file, text, { flag: 'wx', mode: FILE_MODE })

/** Reads a book, and checks all of it. Throws a `Refusal` that names the file and the place. */
export async function readBookAt(
  place: string,
  words: Words,
  onProgress: (share: number) => void,
): Promise<Book> {
  const found = await stat(place).catch((error: unknown) => refuse(place, error, words))
  return found.isDirectory() ? readMarkdown(place, words, onProgress) : readJson(place, words)
}

async function readJson(file: string, words: Words): Promise<Book> {
  const text = await readText(file, words)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    if (!/^\s*[[{]/.test(text)) throw new Refusal(words.book.refused.notBook(file))
    throw damaged(file, words.book.place.line(brokenLine(text)), words.book.lineFault.json, words)
  }
  return checked(value, () => null, file, words)
}

async function readMarkdown(
  folder: string,
  words: Words,
  onProgress: (share: number) => void,
): Promise<Book> {
  const readme = path.join(folder, README)
  if (!existsSync(readme)) throw new Refusal(words.book.refused.noReadme(folder))
  const about = within(readme, words, readFields, await readText(readme, words))
  const files = new Map<string, readonly string[]>()
  const entries: Record<string, readonly unknown[]> = {}
  for (const [nth, name] of FOLDER_NAMES.entries()) {
    const read = []
    const there = await namesIn(path.join(folder, name))
    for (const [at, one] of there.entries()) {
      const file = path.join(folder, name, one)
      const text = await readText(file, words)
      read.push({ file, ...within(file, words, (given: string) => readEntry(name, given), text) })
      onProgress((nth + at / there.length) / FOLDER_NAMES.length)
    }
    read.sort((a, b) => a.number - b.number || (a.file < b.file ? -1 : 1))
    files.set(
      name,
      read.map((one) => one.file),
    )
    entries[name] = read.map((one) => one.value)
  }
  const thanksFile = path.join(folder, THANKS)
  const thanks = existsSync(thanksFile)
    ? within(thanksFile, words, readFields, await readText(thanksFile, words))
    : { thanks: [] }
  const fileOf = ([first, second]: Fault['path']) => {
    if (first === 'thanks') return { file: thanksFile, isEntry: false }
    const file = typeof second === 'number' ? files.get(String(first))?.[second] : undefined
    return file === undefined ? null : { file, isEntry: true }
  }
  return checked({ ...about, ...thanks, ...entries }, fileOf, readme, words)
}

/** Markdown files of a folder, none where it is not there; what systems and editors leave beside them is left out. */
async function namesIn(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return []
  const found = await readdir(folder, { withFileTypes: true })
  return found
    .filter((one) => one.isFile() && one.name.endsWith('.md') && !one.name.startsWith('.'))
    .map((one) => one.name)
}

/** Reads a text of a file, or says in which line it is not as it has to be. */
function within<Read>(file: string, words: Words, reader: (text: string) => Read, text: string): Read {
  try {
    return reader(text)
  } catch (error) {
    if (!(error instanceof LineFault)) throw error
    throw damaged(file, words.book.place.line(error.line), words.book.lineFault[error.fault], words)
  }
}

/** The book, or a `Refusal` with the file and the place where something is wrong. */
function checked(
  value: unknown,
  fileOf: (path: Fault['path']) => { readonly file: string; readonly isEntry: boolean } | null,
  whole: string,
  words: Words,
): Book {
  const read = readBook(value)
  if ('book' in read) return read.book
  const { path: where, reason } = read.fault
  const say = words.book
  if (reason.kind === 'format') throw new Refusal(say.refused.notBook(whole))
  if (reason.kind === 'newer') throw new Refusal(say.refused.newer(whole, reason.version))
  const found = fileOf(where)
  const inside = found?.isEntry === true ? where.slice(2) : where
  throw damaged(found?.file ?? whole, say.place.path(inside), say.fault(reason), words)
}

const damaged = (file: string, place: string, reason: string, words: Words): Refusal =>
  new Refusal(words.book.refused.damaged(file, place, reason))

async function readText(file: string, words: Words): Promise<string> {
  const { size } = await stat(file).catch((error: unknown) => refuse(file, error, words))
  if (size > MAX_FILE_MEGABYTES * BYTES_PER_MEGABYTE)
    throw new Refusal(words.book.refused.tooLarge(file, MAX_FILE_MEGABYTES))
  const bytes = await readFile(file).catch((error: unknown) => refuse(file, error, words))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw damaged(file, '', words.book.lineFault.bytes, words)
  }
}

function refuse(place: string, error: unknown, words: Words): never {
  const code = codeOf(error)
  const say = words.book.refused
  throw new Refusal(code === 'ENOENT' || code === 'ENOTDIR' ? say.nothing(place) : say.notRead(place, code))
}
