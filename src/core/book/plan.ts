/** What of a book is new to a community: everything that is not recognised as being here already. */
import type { MemberId, PracticeId } from '../ids.ts'
import { elsewhere, SOMEBODY_ELSEWHERE } from '../people/elsewhere.ts'
import { nameKey } from '../repertoire/names.ts'
import { wordKey } from '../repertoire/word.ts'
import type { Book, BookDoing, BookPractice, BookProblem, BookThanks, BookWord } from './book.ts'

/** What a community has, as far as it takes to recognise it. */
export interface Here {
  /** `names` are all that it ever had. */
  readonly practices: readonly {
    readonly id: PracticeId
    readonly name: string
    readonly names: readonly string[]
    readonly sharedAt: number
    readonly sharer: MemberId | null
  }[]
  readonly doings: readonly { readonly at: number; readonly what: string; readonly member: MemberId }[]
  readonly words: readonly { readonly word: string; readonly givenAt: number }[]
  readonly thanks: readonly { readonly at: number; readonly what: string }[]
  readonly problems: readonly { readonly title: string; readonly openedAt: number }[]
}

/** What is to be added. */
export interface Plan {
  /** What another one hangs on stands before it. `name` is the one that it has here. */
  readonly practices: readonly { readonly entry: BookPractice; readonly name: string }[]
  /** The practices that are here already, by their keys in the book. */
  readonly known: ReadonlyMap<string, PracticeId>
  /** Of a practice by its key in the book. */
  readonly doings: readonly { readonly of: string; readonly entry: BookDoing }[]
  readonly words: readonly BookWord[]
  readonly thanks: readonly BookThanks[]
  readonly problems: readonly BookProblem[]
  /** People whom an earlier book brought, by their keys in this one. */
  readonly people: ReadonlyMap<string, MemberId>
}

/**
 * A practice is recognised by the moment it was shared together with a name that it has or had, or by the moment alone where no other
 * fits better; a word by its spelling, else by the moment it was given; a problem by moment and title, else by the moment; a doing and
 * thanks by moment and words. Moments are to the millisecond, and no import changes one.
 */
export function planOf(book: Book, here: Here, otherName: (name: string, n: number) => string): Plan {
  const people = new Map<string, MemberId>()
  const met = new Set<MemberId>()
  /** Only people of an earlier book: what a book says is never put to the account of a member. */
  const recognised = (key: string | null, member: MemberId | null): void => {
    if (key === null || member === null || member > elsewhere(1) || people.has(key) || met.has(member)) return
    people.set(key, member)
    met.add(member)
  }
  const practices = pairUp(
    book.practices,
    here.practices,
    (one) => [
      `${Date.parse(one.sharedAt)}\n${nameKey(one.name)}`,
      ...one.earlier.map((before) => `${Date.parse(one.sharedAt)}\n${nameKey(before.name)}`),
    ],
    (one) => one.names.map((name) => `${one.sharedAt}\n${nameKey(name)}`),
    [(one) => Date.parse(one.sharedAt), (one) => one.sharedAt],
  )
  for (const [one, known] of practices.known) recognised(one.sharedBy, known.sharer)
  const words = pairUp(
    book.words,
    here.words,
    (one) => [wordKey(one.word)],
    (one) => [wordKey(one.word)],
    [(one) => Date.parse(one.givenAt), (one) => one.givenAt],
  )
  const problems = pairUp(
    book.problems,
    here.problems,
    (one) => [`${Date.parse(one.openedAt)}\n${one.title}`],
    (one) => [`${one.openedAt}\n${one.title}`],
    [(one) => Date.parse(one.openedAt), (one) => one.openedAt],
  )
  const doings = pairUp(
    book.practices.flatMap(({ key, doings }) => doings.map((entry) => ({ of: key, entry }))),
    here.doings,
    ({ entry }) => [`${Date.parse(entry.at)}\n${entry.what}`],
    (one) => [`${one.at}\n${one.what}`],
    null,
  )
  for (const [{ entry }, known] of doings.known) recognised(entry.by, known.member)
  const thanks = pairUp(
    book.thanks,
    here.thanks,
    (one) => [`${Date.parse(one.at)}\n${one.what}`],
    (one) => [`${one.at}\n${one.what}`],
    null,
  )
  return {
    practices: named(parentsFirst(practices.fresh, book), here, otherName),
    known: new Map([...practices.known].map(([one, known]) => [one.key, known.id])),
    ...{ doings: doings.fresh, words: newWords(words.fresh, here), thanks: thanks.fresh },
    ...{ problems: problems.fresh, people },
  }
}

/**
 * Pairs what a book tells with what is here, each with one other at most: first by any mark that both have, then, of what is left, by
 * the moment.
 */
function pairUp<Told, Kept>(
  told: readonly Told[],
  kept: readonly Kept[],
  marksOfTold: (one: Told) => readonly string[],
  marksOfKept: (one: Kept) => readonly string[],
  moments: readonly [ofTold: (one: Told) => number, ofKept: (one: Kept) => number] | null,
): { readonly known: ReadonlyMap<Told, Kept>; readonly fresh: readonly Told[] } {
  const known = new Map<Told, Kept>()
  const taken = new Set<Kept>()
  const pass = (
    index: ReadonlyMap<string | number, readonly Kept[]>,
    marks: (one: Told) => readonly (string | number)[],
  ): void => {
    const next = new Map<string | number, number>()
    for (const one of told) {
      if (known.has(one)) continue
      for (const mark of marks(one)) {
        const found = index.get(mark) ?? []
        let at = next.get(mark) ?? 0
        let match = found[at]
        while (match !== undefined && taken.has(match)) {
          at += 1
          match = found[at]
        }
        next.set(mark, at)
        if (match === undefined) continue
        known.set(one, match)
        taken.add(match)
        break
      }
    }
  }
  pass(indexed(kept, marksOfKept), marksOfTold)
  if (moments !== null) {
    const [ofTold, ofKept] = moments
    pass(
      indexed(
        kept.filter((one) => !taken.has(one)),
        (one) => [ofKept(one)],
      ),
      (one) => [ofTold(one)],
    )
  }
  return { known, fresh: told.filter((one) => !known.has(one)) }
}

function indexed<Kept, Mark extends string | number>(
  kept: readonly Kept[],
  marks: (one: Kept) => readonly Mark[],
): ReadonlyMap<Mark, readonly Kept[]> {
  const index = new Map<Mark, Kept[]>()
  for (const one of kept)
    for (const mark of new Set(marks(one))) {
      const found = index.get(mark)
      if (found === undefined) index.set(mark, [one])
      else found.push(one)
    }
  return index
}

/** In the order of the book, but what another one hangs on before it: ids grow with time, and lineage goes by them. */
function parentsFirst(fresh: readonly BookPractice[], { practices }: Book): readonly BookPractice[] {
  const byKey = new Map(practices.map((one) => [one.key, one]))
  const left = new Set(fresh)
  const ordered: BookPractice[] = []
  for (const one of fresh) {
    const line: BookPractice[] = []
    for (let next: BookPractice | undefined = one; next !== undefined && left.delete(next); ) {
      line.push(next)
      next = next.anotherWayOf === null ? undefined : byKey.get(next.anotherWayOf)
    }
    ordered.push(...line.reverse())
  }
  return ordered
}

/** Gives those another name whose own one another practice has here. */
function named(
  fresh: readonly BookPractice[],
  here: Here,
  otherName: (name: string, n: number) => string,
): Plan['practices'] {
  const taken = new Set(here.practices.map((one) => nameKey(one.name)))
  return fresh.map((entry) => {
    let { name } = entry
    for (let n = 1; taken.has(nameKey(name)); n += 1) name = otherName(entry.name, n)
    taken.add(nameKey(name))
    return { entry, name }
  })
}

/** A community has a word once. */
function newWords(words: readonly BookWord[], here: Here): readonly BookWord[] {
  const seen = new Set(here.words.map((one) => wordKey(one.word)))
  return words.filter((one) => {
    const key = wordKey(one.word)
    return !seen.has(key) && seen.add(key)
  })
}

/**
 * The ids of the people of a book: those whom an earlier one brought keep theirs, the others get new ones in the order of the book;
 * `next` is the first number that is free.
 */
export function peopleOf(
  { people }: Book,
  known: ReadonlyMap<string, MemberId>,
  next: number,
): {
  readonly who: (key: string) => MemberId
  /** The same where nobody may know it any more: somebody, and not here. */
  readonly somebody: (key: string | null) => MemberId
} {
  const ids = new Map(known)
  for (const { key } of people) if (!ids.has(key)) ids.set(key, elsewhere(next + ids.size - known.size))
  const who = (key: string): MemberId => ids.get(key) ?? SOMEBODY_ELSEWHERE
  return { who, somebody: (key) => (key === null ? SOMEBODY_ELSEWHERE : who(key)) }
}
