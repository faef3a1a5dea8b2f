/** A community with everything in it that a book holds, told by chance, and what two books have in common. */
import fc from 'fast-check'
import type { Book } from '../../src/core/book/book.ts'
import { makeBook } from '../../src/core/book/make-book.ts'
import type { CommunityId, MemberId } from '../../src/core/ids.ts'
import type { Community, Store } from '../../src/core/ports.ts'
import { OUTCOMES } from '../../src/core/repertoire/practice.ts'
import { nasty, nastySaid } from '../core/book/nasty.ts'
import { START } from './club.ts'

const DAY = 20_000
const LINK = fc.constantFrom(null, 'https://example.org/a?b=c#d')
const person = fc.nat({ max: 4 })
const moment = fc.nat({ max: 5 }).map((n) => START + n)
const someone = fc.record({ who: person, at: moment })

/** What happens; people and practices by number. */
export const worldOf = fc.record({
  practices: fc.array(
    fc.record({
      ...{ name: nasty, how: nastySaid, whenItHelps: nasty, problem: nasty, follows: nasty, link: LINK },
      ...{ tags: fc.constantFrom([], ['wiring', 'c#']), by: someone, parent: fc.option(fc.nat({ max: 3 })) },
      changes: fc.array(fc.record({ how: nastySaid, by: someone }), { maxLength: 2 }),
      retired: fc.option(nasty),
    }),
    { maxLength: 4 },
  ),
  doings: fc.array(
    fc.record({
      ...{
        of: fc.nat({ max: 3 }),
        what: nastySaid,
        by: someone,
        outcome: fc.constantFrom(...OUTCOMES, null),
      },
      ...{ with: fc.uniqueArray(person, { maxLength: 2 }), happened: nasty, learned: nasty, evidence: LINK },
    }),
    { maxLength: 5 },
  ),
  words: fc.array(fc.record({ word: nasty, meaning: nastySaid, example: nasty, by: someone }), {
    maxLength: 2,
  }),
  thanks: fc.array(
    fc.record({
      by: someone,
      to: person,
      what: nastySaid,
      link: LINK,
      practice: fc.option(fc.nat({ max: 3 })),
    }),
    { maxLength: 3 },
  ),
  problems: fc.array(
    fc.record({
      ...{ title: nasty, whom: nasty, doneWhen: nasty, firstStep: nasty, link: LINK, by: someone },
      ...{ curriculum: nasty, partners: nasty, places: fc.option(fc.integer({ min: 5, max: 9 })) },
      ...{ untilDay: fc.option(fc.constant(30_000)), adult: fc.option(person) },
      joined: fc.uniqueArray(person, { maxLength: 3 }),
      closings: fc.array(fc.record({ by: someone, changed: nastySaid, confirmer: fc.option(person) }), {
        maxLength: 2,
      }),
      isOpenAgain: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
})

type World = typeof worldOf extends fc.Arbitrary<infer Made> ? Made : never

/** Everybody of the world, as members. The first agreed to be named everywhere. */
async function peopleIn(store: Store, community: CommunityId): Promise<readonly MemberId[]> {
  const people: MemberId[] = []
  for (const name of ['ada', 'bo', 'cy', 'di', 'ed']) {
    const member = await store.people.member(community, 'slack', name)
    await store.people.setName(community, member, 'slack', `${name} “*the* <b>”`)
    people.push(member)
  }
  const [ada] = people
  if (ada !== undefined) await store.people.nameEverywhere(community, ada, true)
  return people
}

/** Does in a community what the world tells. */
export async function live(store: Store, community: CommunityId, world: World): Promise<void> {
  const people = await peopleIn(store, community)
  const one = (n: number): MemberId => people[n] ?? (0 as never)
  const platform = 'slack' as const
  const practices = []
  for (const [nth, { by, parent, changes, retired, ...text }] of world.practices.entries()) {
    const shared = await store.repertoire.share(
      community,
      {
        ...{ ...text, name: `${nth} ${text.name}`, platform, sharer: one(by.who), at: by.at },
        parent: practices[parent ?? -1]?.id ?? null,
      },
      DAY,
    )
    practices.push(shared)
    for (const { how, by: whoever } of changes)
      await store.repertoire.change(
        community,
        shared.id,
        { ...text, name: `${nth} changed ${text.name}`, how },
        { member: one(whoever.who), at: whoever.at },
      )
    if (retired !== null) await store.repertoire.retire(community, shared.id, { at: START, why: retired })
  }
  for (const { of, by, with: companions, happened, learned, evidence, what, outcome } of world.doings) {
    const others = companions.filter((other) => other !== by.who).map(one)
    const id = await store.repertoire.did(
      community,
      {
        ...{ what, outcome, platform, member: one(by.who), at: by.at, companions: others },
        practice: practices[of]?.id ?? null,
      },
      DAY,
    )
    await store.repertoire.tell(community, id, { happened, learned, evidence, isAskable: true })
    for (const other of others.slice(0, 1)) await store.repertoire.confirm(community, id, other, by.at + 1)
  }
  for (const [nth, { by, word, ...text }] of world.words.entries())
    await store.words.give(
      community,
      { ...text, word: `w${nth} ${word}`, giver: one(by.who), platform, at: by.at },
      DAY,
    )
  for (const { by, to, practice, what, link } of world.thanks)
    if (by.who !== to)
      await store.thanks.give(
        community,
        {
          ...{ what, link, platform, giver: one(by.who), receiver: one(to), at: by.at },
          practice: practices[practice ?? -1]?.id ?? null,
        },
        DAY,
      )
  for (const problem of world.problems) await liveProblem(store, community, problem, one)
}

async function liveProblem(
  store: Store,
  community: CommunityId,
  problem: World['problems'][number],
  one: (n: number) => MemberId,
): Promise<void> {
  const { title, whom, doneWhen, firstStep, link, by, curriculum, partners, places, untilDay, adult } =
    problem
  const deed = (who: number, at: number) => ({ member: one(who), platform: 'slack' as const, at })
  const text = { title: `${title} t`, whom, doneWhen, firstStep, link }
  const { id } = await store.problems.open(community, text, deed(by.who, by.at), DAY)
  await store.problems.addTo(community, id, {
    ...{ kind: 'service', adult: adult === null ? null : one(adult), places, untilDay, curriculum, partners },
  })
  for (const who of problem.joined) await store.problems.join(community, id, deed(who, START), DAY)
  for (const [nth, { by: closer, changed, confirmer }] of problem.closings.entries()) {
    const closed = { changed, changedForCloser: `${changed} too` }
    await store.problems.close(community, id, closed, deed(closer.who, closer.at), DAY)
    if (confirmer !== null)
      await store.problems.confirm(community, id, nth + 1, deed(confirmer, closer.at + 1))
    if (problem.isOpenAgain || nth + 1 < problem.closings.length)
      await store.problems.reopen(community, id, { member: one(by.who), at: closer.at + 2 })
  }
}

/** The book of a community, as the command line writes it. */
export async function bookOf(store: Store, { id, name }: Community): Promise<Book> {
  let made = 0
  const personKey = (): string => `m-${id}-${made++}`
  return makeBook(await store.books.read(id), { community: name, now: START, aMember: 'a member', personKey })
}

/** A book without what is of one community and one export: who is who by the order in which they are met, without names. */
export function essence(book: Book): Omit<Book, 'community'> {
  const keys = new Map(book.people.map(({ key }, nth) => [key, `p${nth}`]))
  const { community: _, ...rest } = book
  const plain = JSON.stringify({ ...rest, people: book.people.map(({ key }) => ({ key, name: null })) })
  return JSON.parse(plain, (_field, value) =>
    typeof value === 'string' ? (keys.get(value) ?? value) : value,
  )
}
