/** `commonplace repertoire`: a community leaves with its book, and brings it along elsewhere. */
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { Command as CommandLine } from 'commander'
import { progressBar } from './app/progress.ts'
import { BOOK_FORMATS, type BookFormat, readBookAt, writeBook } from './book-files.ts'
import { makeBook } from './core/book/make-book.ts'
import { Refusal } from './core/errors.ts'
import type { Community, Store } from './core/ports.ts'
import type { Taken } from './core/ports-book.ts'
import type { Words } from './core/words/words.ts'

/** What the command line lends its commands. */
export interface CommandLineTools {
  readonly words: Words
  withStore(work: (store: Store) => Promise<void>): Promise<void>
  communityNamed(store: Store, name: string): Promise<Community>
  /** A path as it is meant from where the person stands. */
  standing(given: string): string
  print(text: string): void
}

const KEY_BYTES = 6

interface ExportFlags {
  readonly community: string
  readonly out: string
  readonly format?: string
}

/** Declares the commands. */
export function addRepertoire(line: CommandLine, tools: CommandLineTools): void {
  const say = tools.words.book.commandLine
  const repertoire = line.command('repertoire').description(say.repertoire)
  repertoire
    .command('export')
    .description(say.export)
    .requiredOption('--community <name>', tools.words.operator.commandLine.whichCommunity)
    .requiredOption('--out <path>', say.out)
    .option('--format <format>', say.format)
    .action((flags: ExportFlags) => exportBook(flags, tools))
  repertoire
    .command('import')
    .description(say.import)
    .argument('<path>', say.importPath)
    .requiredOption('--community <name>', say.community)
    .action((given: string, flags: { readonly community: string }) =>
      importBook(given, flags.community, tools),
    )
}

async function exportBook(flags: ExportFlags, tools: CommandLineTools): Promise<void> {
  const { words, print } = tools
  const place = tools.standing(flags.out)
  const format = formatOf(flags, words)
  await tools.withStore(async (store) => {
    const community = await tools.communityNamed(store, flags.community)
    const bar = progressBar(process.stderr, Date.now)
    const book = makeBook(await store.books.read(community.id), {
      ...{ community: community.name, now: Date.now(), aMember: words.book.aMember },
      personKey: () => `m-${randomBytes(KEY_BYTES).toString('hex')}`,
    })
    const onProgress = (share: number): void => bar.show(share, 1, words.book.writing)
    await writeBook(place, book, { format, words, onProgress }).finally(() => bar.end())
    const doings = book.practices.reduce((sum, one) => sum + one.doings.length, 0)
    const named = book.people.filter((one) => one.name !== null).length
    const counts = {
      ...{ practices: book.practices.length, doings, words: book.words.length },
      ...{ thanks: book.thanks.length, problems: book.problems.length },
    }
    const unnamed = book.people.length - named
    for (const said of words.book.exported({ community: community.name, place, counts, named, unnamed }))
      print(said)
  })
}

function formatOf({ format, out }: ExportFlags, words: Words): BookFormat {
  if (format === undefined) return path.extname(out).toLowerCase() === '.json' ? 'json' : 'markdown'
  const known = BOOK_FORMATS.find((one) => one === format.toLowerCase())
  if (known === undefined) throw new Refusal(words.book.refused.format(format))
  return known
}

async function importBook(given: string, name: string, tools: CommandLineTools): Promise<void> {
  const { words, print } = tools
  const place = tools.standing(given)
  await tools.withStore(async (store) => {
    const community = await tools.communityNamed(store, name)
    const bar = progressBar(process.stderr, Date.now)
    const take = async (): Promise<Taken> => {
      const book = await readBookAt(place, words, (share) => bar.show(share, 1, words.book.reading))
      return store.books.take(community.id, book, {
        otherName: (own, n) => words.book.otherName(own, book.community, n),
        onProgress: (share) => bar.show(share, 1, words.book.writing),
      })
    }
    const taken = await take().finally(() => bar.end())
    for (const said of words.book.imported(community.name, taken)) print(said)
  })
}
