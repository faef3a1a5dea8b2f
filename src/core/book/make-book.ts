/**
 * Makes a book of what a community keeps. People are in it by name only where they agreed that their name goes everywhere; everybody else
 * is a member under a key that chance makes anew for every book. Whoever erased themselves left no row that could be told.
 */
import { dateOf } from '../calendar.ts'
import type { MemberId } from '../ids.ts'
import { SOMEBODY_ELSEWHERE } from '../people/elsewhere.ts'
import type { KeptBook, KeptDoingOfBook } from '../ports-book.ts'
import type { PracticeText } from '../repertoire/practice.ts'
import type { Problem } from '../repertoire/problem.ts'
import { webAddress } from '../web-address.ts'
import {
  BOOK_FORMAT,
  BOOK_VERSION,
  type Book,
  type BookDoing,
  type BookPractice,
  type BookProblem,
} from './book.ts'
import { keysOf } from './keys.ts'

/** A mention as Discord or Slack write it: what a platform calls somebody. */
const MENTION = /<@[!&]?(?:\d{5,}|[UW][A-Z0-9]{5,}(?:\|[^<>\n]*)?)>/g

/** `personKey` is by chance: never the same twice. */
export function makeBook(
  kept: KeptBook,
  about: {
    readonly community: string
    readonly now: number
    /** Stands in the place of a mention. */
    readonly aMember: string
    personKey(): string
  },
): Book {
  const people = new Map<MemberId, Book['people'][number]>()
  /** Where somebody stands among the people of the book. */
  const places = new Map<string, number>()
  const who = (member: MemberId): string => {
    const known = people.get(member)
    if (known !== undefined) return known.key
    const name = kept.names.get(member)
    const made = { key: about.personKey(), name: name === undefined ? null : told(name) }
    people.set(member, made)
    places.set(made.key, places.size)
    return made.key
  }
  const somebody = (member: MemberId | null): string | null =>
    member === null || member === SOMEBODY_ELSEWHERE ? null : who(member)
  const told = (text: string): string => tellable(text).replace(MENTION, about.aMember)
  const inOrder = (one: string, other: string): number => (places.get(one) ?? 0) - (places.get(other) ?? 0)
  const tools: Tools = { who, somebody, told, inOrder, practiceKeys: practiceKeysOf(kept) }
  const wordKey = keysOf('word')
  const problemKey = keysOf('problem')
  const practices = practicesOf(kept, tools)
  const words = kept.words.map((one) => ({
    key: wordKey(one.word),
    ...{ word: told(one.word), meaning: told(one.meaning), example: told(one.example) },
    ...{ givenBy: somebody(one.giver), givenAt: momentOf(one.givenAt) },
  }))
  const thanks = kept.thanks.map((one) => ({
    ...{ at: momentOf(one.at), by: who(one.giver), to: who(one.receiver), what: told(one.what) },
    practice: one.practice === null ? null : (tools.practiceKeys.get(one.practice) ?? null),
    link: linkOf(one.link),
  }))
  const problems = kept.problems.map((one) => problemIn(one, problemKey(one.title), tools))
  return {
    ...{ format: BOOK_FORMAT, version: BOOK_VERSION },
    ...{ community: told(about.community), exportedAt: momentOf(about.now) },
    ...{ people: [...people.values()], practices, words, thanks, problems },
  }
}

interface Tools {
  who(member: MemberId): string
  somebody(member: MemberId | null): string | null
  told(text: string): string
  /** The order in which people are met in the book: ids of people of an earlier book have another. */
  inOrder(one: string, other: string): number
  readonly practiceKeys: ReadonlyMap<number, string>
}

/** A moment as it stands in a book. */
export const momentOf = (at: number): string => new Date(at).toISOString()

/** Without what neither engine keeps the way it came. */
const tellable = (text: string): string => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd')

const linkOf = (link: string | null): string | null =>
  link === null || webAddress(link) === null ? null : link

/** By the name that a practice had first: it stays when the practice is renamed. */
function practiceKeysOf({ practices, earlier }: KeptBook): ReadonlyMap<number, string> {
  const keyOf = keysOf('practice')
  return new Map(practices.map((one) => [one.id, keyOf(earlier.get(one.id)?.[0]?.name ?? one.name)]))
}

function practicesOf(kept: KeptBook, tools: Tools): BookPractice[] {
  const { somebody, told, practiceKeys } = tools
  const textOf = ({ name, how, whenItHelps, problem, follows, tags, link }: PracticeText) => ({
    ...{ name: told(name), how: told(how), whenItHelps: told(whenItHelps), problem: told(problem) },
    ...{ follows: told(follows), tags: tags.map(tellable), link: linkOf(link) },
  })
  return kept.practices.map((one) => ({
    key: practiceKeys.get(one.id) ?? '',
    ...textOf(one),
    ...{ sharedBy: somebody(one.sharer), sharedAt: momentOf(one.sharedAt) },
    anotherWayOf: one.parent === null ? null : (practiceKeys.get(one.parent) ?? null),
    retired: one.retired === null ? null : { at: momentOf(one.retired.at), why: told(one.retired.why) },
    earlier: (kept.earlier.get(one.id) ?? []).map((before) => ({
      ...textOf(before),
      ...{ until: momentOf(before.until), by: somebody(before.by) },
    })),
    doings: (kept.doings.get(one.id) ?? []).map((doing) => doingIn(doing, tools)),
  }))
}

/** As they were met first, whether they are members or came with a book. */
const byId = (one: MemberId, other: MemberId): number => Math.abs(one) - Math.abs(other)

const doingIn = (doing: KeptDoingOfBook, { who, told, inOrder }: Tools): BookDoing => ({
  ...{ at: momentOf(doing.at), by: who(doing.member) },
  with: [...doing.confirmed].sort(byId).map(who).sort(inOrder),
  ...{ outcome: doing.outcome, what: told(doing.what), happened: told(doing.happened) },
  ...{ learned: told(doing.learned), evidence: linkOf(doing.evidence) },
})

function problemIn(one: Problem & KeptBook['problems'][number], key: string, tools: Tools): BookProblem {
  const { who, somebody, told, inOrder } = tools
  const moment = (at: number | null): string | null => (at === null ? null : momentOf(at))
  const deed = (done: { by: MemberId | null; at: number } | null) =>
    done === null ? null : { by: somebody(done.by), at: momentOf(done.at) }
  return {
    ...{ key, title: told(one.title), whom: told(one.whom), doneWhen: told(one.doneWhen) },
    ...{ firstStep: told(one.firstStep), kind: one.kind, adult: somebody(one.adult), places: one.places },
    until: one.untilDay === null ? null : dateOf(one.untilDay),
    ...{ curriculum: told(one.curriculum), partners: told(one.partners), link: linkOf(one.link) },
    ...{ openedBy: somebody(one.opener), openedAt: momentOf(one.openedAt) },
    closings: one.closings.map((closing) => ({
      ...{ closedBy: somebody(closing.closer), closedAt: momentOf(closing.closedAt) },
      ...{ changed: told(closing.changed), changedForCloser: told(closing.changedForCloser) },
      ...{ confirmed: deed(closing.confirmed), reopened: deed(closing.reopened) },
    })),
    participants: [...one.participants]
      .sort((a, b) => a.joinedAt - b.joinedAt || byId(a.member, b.member))
      .map((part) => ({
        ...{ who: who(part.member), joinedAt: momentOf(part.joinedAt), leftAt: moment(part.leftAt) },
        ...{ changed: told(part.changed), toldAt: moment(one.toldAt.get(part.member) ?? null) },
      }))
      .sort((a, b) => Date.parse(a.joinedAt) - Date.parse(b.joinedAt) || inOrder(a.who, b.who)),
  }
}
