/** Books on both engines: out, in elsewhere, and out again. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBookAt, writeBook } from '../../src/book-files.ts'
import type { Book } from '../../src/core/book/book.ts'
import { readBook } from '../../src/core/book/check-book.ts'
import type { Community, Store } from '../../src/core/ports.ts'
import { stateOf } from '../../src/core/repertoire/practice.ts'
import { english as words } from '../../src/core/words/english.ts'
import { bookOf, essence, live, worldOf } from './book-world.ts'
import { EVER, START } from './club.ts'
import { ENGINE_NAMES, withStore } from './engines.ts'
import { newPractice } from './practices.ts'

const RUNS = 5
const HOW = {
  otherName: (name: string, n: number) => words.book.otherName(name, 'Old', n),
  onProgress: () => undefined,
}
const onProgress = (): void => undefined

const made = (store: Store, name: string): Promise<Community> =>
  store.communities.create({ name, timeZone: 'UTC', isLive: false, now: START })

/** A book after a stay on disk, in both formats. */
async function overDisk(book: Book): Promise<readonly Book[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-book-'))
  try {
    const read = []
    for (const [format, name] of [
      ['markdown', 'book'],
      ['json', 'book.json'],
    ] as const) {
      const place = path.join(folder, name)
      await writeBook(place, book, { format, words, onProgress })
      read.push(await readBookAt(place, words, onProgress))
    }
    return read
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe.each(ENGINE_NAMES)('a book on %s', (engine) => {
  it('is the same after it was written, read in elsewhere and written again; twice adds nothing', () =>
    withStore(engine, async (store) => {
      let nth = 0
      await fc.assert(
        fc.asyncProperty(worldOf, async (world) => {
          nth += 1
          const old = await made(store, `Old ${nth}`)
          await live(store, old.id, world)
          const book = await bookOf(store, old)
          expect(readBook(book)).toEqual({ book })
          for (const read of await overDisk(book)) expect(read).toEqual(book)
          const fresh = await made(store, `New ${nth}`)
          const taken = await store.books.take(fresh.id, book, HOW)
          expect(taken.renamed).toEqual([])
          const again = await bookOf(store, fresh)
          expect(essence(again)).toEqual(essence(book))
          for (const told of [book, again])
            expect(await store.books.take(fresh.id, told, HOW)).toMatchObject({
              practices: { new: 0, known: book.practices.length },
              ...{ doings: { new: 0 }, words: { new: 0 }, thanks: { new: 0 }, problems: { new: 0 } },
            })
          expect(essence(await bookOf(store, fresh))).toEqual(essence(book))
          // And at home, where all of it is known too.
          await store.books.take(old.id, book, HOW)
          expect(essence(await bookOf(store, old))).toEqual(essence(book))
          const states = (of: Community) =>
            store.repertoire.practices(of.id).then((all) => all.map((one) => stateOf(one)))
          expect(await states(fresh)).toEqual(await states(old))
          expect(await store.history.totals(fresh.id, EVER)).toEqual([])
          expect(
            Object.values(await store.acts.between(fresh.id, 0, START + 1_000)).every((n) => n === 0),
          ).toBe(true)
        }),
        { numRuns: RUNS },
      )
    }))

  it('names those who agreed to it everywhere, nobody who erased themselves, and tells no id of a platform', () =>
    withStore(engine, async (store) => {
      const club = await made(store, 'Old')
      const people = []
      for (const name of ['UADA01', 'UBO0001', 'UCY0001']) {
        const member = await store.people.member(club.id, 'slack', name)
        await store.people.setName(club.id, member, 'slack', `${name} by name`)
        people.push(member)
        await store.repertoire.share(
          club.id,
          newPractice({
            name: `of ${people.length}`,
            sharer: member,
            at: START + people.length,
            how: 'Ask <@UADA01> or <@!123456789>',
          }),
          0,
        )
      }
      const [ada, bo, cy] = people
      if (ada === undefined || bo === undefined || cy === undefined) throw new Error('nobody is there')
      await store.people.nameEverywhere(club.id, ada, true)
      await store.people.nameEverywhere(club.id, cy, true)
      const refused = await store.thanks.give(
        club.id,
        {
          giver: ada,
          receiver: bo,
          what: 'refused',
          practice: null,
          link: null,
          platform: 'slack',
          at: START,
        },
        0,
      )
      await store.thanks.decide(club.id, refused, bo, { verdict: 'refused', at: START })
      await store.people.erase(club.id, cy, { practices: 'keep' }, START)
      const book = await bookOf(store, club)
      expect(book.people.map((one) => one.name)).toEqual(['UADA01 by name', null])
      expect(book.practices.map((one) => one.sharedBy)).toEqual([
        book.people[0]?.key,
        book.people[1]?.key,
        null,
      ])
      expect(book.practices[0]?.how).toBe('Ask a member or a member')
      expect(book.thanks).toEqual([])
      expect(JSON.stringify(book)).not.toMatch(/<@|UBO|UCY|slack/)
    }))

  it('keeps lineage whatever the order, adds later doings to what is here, and lets no name be there twice', () =>
    withStore(engine, async (store) => {
      const old = await made(store, 'Old')
      const ada = await store.people.member(old.id, 'slack', 'ada')
      const first = await store.repertoire.share(
        old.id,
        newPractice({ name: 'Crimp', sharer: ada, at: START }),
        0,
      )
      await store.repertoire.share(
        old.id,
        newPractice({ name: 'Crimp my way', sharer: ada, at: START + 1, parent: first.id }),
        0,
      )
      const book = await bookOf(store, old)
      const fresh = await made(store, 'New')
      const bo = await store.people.member(fresh.id, 'slack', 'bo')
      await store.repertoire.share(fresh.id, newPractice({ name: 'crimp', sharer: bo, at: START + 9 }), 0)
      const taken = await store.books.take(fresh.id, { ...book, practices: book.practices.toReversed() }, HOW)
      expect(taken.renamed).toEqual([{ from: 'Crimp', to: 'Crimp (from Old)' }])
      const all = await store.repertoire.practices(fresh.id)
      expect(all.map((one) => one.name)).toEqual(['crimp', 'Crimp (from Old)', 'Crimp my way'])
      expect(all[2]?.parent).toBe(all[1]?.id)
      await store.repertoire.did(
        old.id,
        {
          what: 'later',
          member: ada,
          practice: first.id,
          outcome: 'asWritten',
          companions: [],
          platform: 'slack',
          at: START + 50,
        },
        0,
      )
      const later = await store.books.take(fresh.id, await bookOf(store, old), HOW)
      expect(later).toMatchObject({
        practices: { new: 0, known: 2 },
        doings: { new: 1, known: 0 },
        renamed: [],
      })
      // The same person as before, though every book has keys of its own.
      const [, crimp] = await store.repertoire.practices(fresh.id)
      expect(crimp).toMatchObject({ doings: 1, othersDid: 0 })
    }))
})

it('takes thousands of practices in seconds', () =>
  withStore('sqlite', async (store) => {
    const empty = await bookOf(store, await made(store, 'Old'))
    const text = { how: 'x', whenItHelps: '', problem: '', follows: '', tags: [], link: null }
    const at = (n: number): string => new Date(START + n).toISOString()
    const practices: Book['practices'] = Array.from({ length: 3_000 }, (_, n) => ({
      ...{
        ...text,
        key: `p-${n}`,
        name: `Practice ${n}`,
        sharedBy: 'm',
        sharedAt: at(n),
        retired: null,
        earlier: [],
      },
      anotherWayOf: n % 3 === 0 ? null : `p-${n - 1}`,
      doings: [
        {
          at: at(n),
          by: 'm',
          with: [],
          outcome: 'asWritten',
          what: `did ${n}`,
          happened: '',
          learned: '',
          evidence: null,
        },
      ],
    }))
    const book = { ...empty, people: [{ key: 'm', name: null }], practices }
    expect('book' in readBook(book)).toBe(true)
    const fresh = await made(store, 'New')
    const startedAt = performance.now()
    expect((await store.books.take(fresh.id, book, HOW)).practices).toEqual({ new: 3_000, known: 0 })
    expect((await store.books.take(fresh.id, book, HOW)).practices).toEqual({ new: 0, known: 3_000 })
    expect((await bookOf(store, fresh)).practices).toHaveLength(3_000)
    expect(performance.now() - startedAt).toBeLessThan(20_000)
  }))
