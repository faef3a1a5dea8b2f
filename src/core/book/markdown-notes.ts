/** What of a Markdown book is only for whoever reads it, with the names that people agreed to. It is not read back. */
import type { Words } from '../words/words.ts'
import type { Book, BookPractice, BookProblem, BookWord } from './book.ts'
import { escaped } from './sections.ts'

/** What somebody goes by in a book. */
function namesOf({ people }: Book, words: Words): (key: string | null) => string {
  const names = new Map(people.map((one) => [one.key, one.name]))
  return (key) => {
    if (key === null) return words.people.formerMember
    const name = names.get(key) ?? null
    return name === null ? words.book.aMember : escaped(name)
  }
}

const dateOf = (moment: string): string => moment.slice(0, 10)

export function noteOfPractice(book: Book, words: Words): (practice: BookPractice) => string {
  const say = words.book.notes
  const nameOf = namesOf(book, words)
  const names = new Map(book.practices.map((one) => [one.key, one.name]))
  return ({ sharedBy, sharedAt, anotherWayOf, retired, doings }) => {
    const parent = anotherWayOf === null ? undefined : names.get(anotherWayOf)
    const count = (outcome: BookPractice['doings'][number]['outcome']): number =>
      doings.filter((one) => one.outcome === outcome).length
    return [
      say.shared(nameOf(sharedBy), dateOf(sharedAt)),
      parent === undefined ? '' : say.anotherWay(`[${escaped(parent)}](${anotherWayOf}.md)`),
      say.done(
        words.practice.card.outcomes({
          asWritten: count('asWritten'),
          ownWay: count('ownWay'),
          didNotWork: count('didNotWork'),
        }),
      ),
      retired === null ? '' : say.retired(dateOf(retired.at), escaped(retired.why)),
    ]
      .filter((part) => part !== '')
      .join(' ')
  }
}

export function noteOfWord(book: Book, words: Words): (word: BookWord) => string {
  const nameOf = namesOf(book, words)
  return ({ givenBy, givenAt }) => words.book.notes.given(nameOf(givenBy), dateOf(givenAt))
}

export function noteOfProblem(book: Book, words: Words): (problem: BookProblem) => string {
  const say = words.book.notes
  const nameOf = namesOf(book, words)
  return ({ openedBy, openedAt, closings }) => {
    const last = closings.at(-1)
    const isOpen = last === undefined || last.reopened !== null
    return [
      say.opened(nameOf(openedBy), dateOf(openedAt)),
      isOpen ? say.open : say.closed(dateOf(last.closedAt), escaped(last.changed)),
    ].join(' ')
  }
}

/** What a book holds, with a link to every file. */
export function readmeBody(book: Book, words: Words): readonly string[] {
  const say = words.book.notes
  const listed = (
    heading: string,
    folder: string,
    all: readonly { key: string; name: string }[],
  ): readonly string[] =>
    all.length === 0
      ? []
      : ['', `## ${heading}`, '', ...all.map(({ key, name }) => `- [${escaped(name)}](${folder}/${key}.md)`)]
  return [
    '',
    `# ${say.title(escaped(book.community))}`,
    '',
    say.about(dateOf(book.exportedAt)),
    ...listed(say.practices, 'practices', book.practices),
    ...listed(
      say.words,
      'words',
      book.words.map(({ key, word }) => ({ key, name: word })),
    ),
    ...listed(
      say.problems,
      'problems',
      book.problems.map(({ key, title }) => ({ key, name: title })),
    ),
    ...(book.thanks.length === 0 ? [] : ['', `[${say.thanks}](thanks.md)`]),
  ]
}

export function thanksBody(book: Book, words: Words): readonly string[] {
  const nameOf = namesOf(book, words)
  return [
    '',
    `# ${words.book.notes.thanks}`,
    ...(book.thanks.length === 0 ? [] : ['']),
    ...book.thanks.map(
      ({ at, by, to, what }) =>
        `- ${words.book.notes.thanked(dateOf(at), nameOf(by), nameOf(to), escaped(what))}`,
    ),
  ]
}
