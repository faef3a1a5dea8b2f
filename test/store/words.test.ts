import { describe, expect, it } from 'vitest'
import { type MemberId, type WordId, wordId } from '../../src/core/ids.ts'
import { readDigest } from '../../src/core/participation/read-digest.ts'
import type { Store } from '../../src/core/ports.ts'
import { openStore } from '../../src/store/open.ts'
import { EVER, HOUR_MS, message, type Place, place, SPACE, START } from './club.ts'
import { ENGINE_NAMES, SECRET, withStore } from './engines.ts'

const DAY_MS = 24 * HOUR_MS
const DAY = Math.floor(START / DAY_MS)
const PERIOD = { from: DAY - 30, to: DAY + 30 }

const person = (store: Store, { community }: Place, name: string): Promise<MemberId> =>
  store.people.member(community.id, 'slack', name)

/** Somebody's word, given at the start. */
async function give(store: Store, here: Place, word: string, giver = 'ada', at = START) {
  const given = { word, meaning: `what ${word} means`, example: '', platform: 'slack' as const, at }
  return store.words.give(here.community.id, { ...given, giver: await person(store, here, giver) }, DAY)
}

/** Who says which of the words, one message each. */
const said = (...all: readonly (readonly [author: string, ...words: readonly WordId[]])[]) =>
  all.map(([author, ...words], at) => message(String(100 + at), author, START + at, { words }))

const spread = async (store: Store, { community }: Place, period = PERIOD) =>
  (await readDigest(store, community, period)).digest.language

describe.each(ENGINE_NAMES)('words on %s', (engine) => {
  it('are given once, whatever the capitals, accents and width, and each giving is an act', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      const { id } = here.community
      const { word, isNew } = await give(store, here, 'Chück  key')
      expect([word.id, isNew]).toEqual([1, true])
      const again = await give(store, here, 'ＣＨＵＣＫ key', 'bo')
      expect(again).toEqual({ word, isNew: false })
      expect((await give(store, here, 'chuck keys', 'bo')).isNew).toBe(true)
      const acts = (await store.history.totals(id, EVER)).map((one) => [one.member, one.acts])
      expect(acts).toEqual([
        [await person(store, here, 'ada'), 1],
        [await person(store, here, 'bo'), 1],
      ])
      expect((await store.words.all(id)).map((one) => one.word)).toEqual(['Chück  key', 'chuck keys'])
    }))

  it('can be changed and taken back, each with another version, and no id comes twice', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      const { id } = here.community
      expect(await store.words.versions()).toEqual(new Map())
      await give(store, here, 'chuck')
      await give(store, here, 'pit')
      const versions: (number | undefined)[] = []
      const note = async () => versions.push((await store.words.versions()).get(id))
      await note()
      const text = { word: 'Jaw', meaning: 'm', example: 'e' }
      expect(await store.words.change(id, wordId(1), text)).toBe('changed')
      await note()
      expect(await store.words.change(id, wordId(1), { ...text, word: 'PIT' })).toBe('taken')
      expect(await store.words.change(id, wordId(9), text)).toBe('gone')
      await store.words.takeBack(id, wordId(2))
      await note()
      expect(await store.words.all(id)).toMatchObject([{ id: 1, ...text }])
      expect((await give(store, here, 'pit')).word.id).toBe(3)
      await note()
      expect(new Set(versions).size).toBe(4)
    }))

  it('have spread to the people other than their givers who used them, counted by hand', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      const [chuck, pit, jig] = [
        (await give(store, here, 'chuck', 'ada', START - 2)).word.id,
        (await give(store, here, 'pit', 'bo', START - 1)).word.id,
        (await give(store, here, 'jig', 'cy')).word.id,
      ]
      await store.recording.record(
        here.workspace.id,
        [
          ...said(
            ['ada', chuck],
            ['bo', chuck, pit],
            ['bo', chuck],
            ['cy', pit],
            ['dee', pit, chuck],
            ['eve'],
          ),
          message('late', 'eve', START + 20 * DAY_MS, { words: [jig, chuck] }),
          // A word of nobody's, and a message that is gone.
          message('odd', 'cy', START, { words: [wordId(77)] }),
          message('gone', 'cy', START, { words: [chuck] }),
          { kind: 'deletion', space: SPACE, key: 'gone' },
        ],
        START,
      )
      expect(await spread(store, here)).toEqual({
        words: 3,
        spread: [
          { word: 'chuck', people: 3 },
          { word: 'pit', people: 2 },
          { word: 'jig', people: 1 },
        ],
      })
      // As of an earlier day; of those two the older word comes first.
      expect(await spread(store, here, { from: DAY - 9, to: DAY + 9 })).toEqual({
        words: 3,
        spread: [
          { word: 'chuck', people: 2 },
          { word: 'pit', people: 2 },
          { word: 'jig', people: 0 },
        ],
      })
      expect(await spread(store, here, { from: DAY - 9, to: DAY })).toEqual({ words: 0, spread: [] })
    }))

  it('of a message are all that was ever told of it, until it is deleted', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      for (const word of ['chuck', 'pit', 'jig']) await give(store, here, word)
      const users = async () =>
        [...(await store.history.wordUsers(here.community.id, { day: DAY + 9, at: START * 2 })).keys()].sort()
      const tell = (...words: readonly number[]) =>
        store.recording.record(
          here.workspace.id,
          [message('1', 'bo', START, words.length === 0 ? {} : { words: words.map(wordId) })],
          START,
        )
      await tell()
      expect(await users()).toEqual([])
      expect(await tell(3)).toEqual({ new: 0, known: 1, ignored: 0 })
      await tell(1, 3)
      await tell()
      expect(await users()).toEqual([1, 3])
      await store.recording.record(here.workspace.id, [{ kind: 'deletion', space: SPACE, key: '1' }], START)
      await tell(1, 2)
      expect(await users()).toEqual([])
    }))

  it('are not noted of somebody who pauses, and what they said before stays', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      const chuck = (await give(store, here, 'chuck')).word.id
      await store.recording.record(here.workspace.id, [message('1', 'bo', START, { words: [chuck] })], START)
      await store.people.pause(here.community.id, await person(store, here, 'bo'), START + 1)
      await store.people.pause(here.community.id, await person(store, here, 'cy'), START)
      await store.recording.record(
        here.workspace.id,
        [message('2', 'cy', START + 2, { words: [chuck] })],
        START,
      )
      expect((await spread(store, here)).spread).toEqual([{ word: 'chuck', people: 1 }])
    }))

  it('of somebody who erases themselves stay as of nobody or go, and what they used is gone', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      const { id } = here.community
      const chuck = (await give(store, here, 'chuck')).word.id
      const pit = (await give(store, here, 'pit', 'bo')).word.id
      const old = said(['ada', pit], ['bo', chuck], ['cy', chuck, pit])
      await store.recording.record(here.workspace.id, old, START)
      await store.retention.seal(id, START + 200 * DAY_MS, 90)
      await store.recording.record(
        here.workspace.id,
        [message('7', 'ada', START + 150 * DAY_MS, { words: [pit] })],
        START + 200 * DAY_MS,
      )
      const ever = { from: DAY, to: DAY + 300 }
      expect((await spread(store, here, ever)).spread.map((one) => one.people)).toEqual([2, 2])
      await store.people.erase(id, await person(store, here, 'ada'), { practices: 'keep' }, START)
      expect(await store.words.all(id)).toMatchObject([{ word: 'chuck', giver: null, platform: null }, {}])
      expect((await spread(store, here, ever)).spread).toEqual([
        { word: 'chuck', people: 2 },
        { word: 'pit', people: 1 },
      ])
      const before = (await store.words.versions()).get(id)
      await store.people.erase(id, await person(store, here, 'bo'), { practices: 'remove' }, START)
      expect((await spread(store, here, ever)).spread).toEqual([{ word: 'chuck', people: 1 }])
      expect((await store.words.versions()).get(id)).not.toBe(before)
    }))

  it('are one person’s once two are joined, those they gave and those they used', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      const { id } = here.community
      const workspace = await store.communities.workspace({
        platform: 'discord',
        externalId: 'G1',
        name: 'G1',
      })
      await store.communities.bindSpace(id, workspace.id, { externalId: 'D1', name: 'build' })
      const chuck = (await give(store, here, 'chuck')).word.id
      const pit = (await give(store, here, 'pit', 'bo')).word.id
      const onDiscord = (key: string, words: readonly WordId[]) =>
        message(key, 'dragon', START, { words, space: 'D1' })
      await store.recording.record(here.workspace.id, said(['ada', pit], ['cy', chuck]), START)
      await store.recording.record(workspace.id, [onDiscord('1', [chuck, pit])], START)
      await store.retention.seal(id, START + 200 * DAY_MS, 90)
      expect((await spread(store, here)).spread.map((one) => one.people)).toEqual([2, 2])
      const ada = await person(store, here, 'ada')
      const code = await store.people.makeCode(
        { community: id, purpose: 'person', member: ada, platform: 'slack' },
        START,
      )
      const dragon = await store.people.member(id, 'discord', 'dragon')
      expect(await store.people.join(id, dragon, code, START)).toBe('joined')
      expect((await spread(store, here)).spread).toEqual([
        { word: 'chuck', people: 1 },
        { word: 'pit', people: 1 },
      ])
      const { words, wordUses } = await store.people.dataOf(id, ada)
      expect(words.map((one) => one.word)).toEqual(['chuck'])
      expect(wordUses.map(({ space, word, uses }) => [space, word, uses])).toEqual([
        ['build', 'chuck', 1],
        ['general', 'pit', 1],
        ['build', 'pit', 1],
      ])
    }))

  it('that are taken back are told of nowhere, and are not sealed', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      const { id } = here.community
      const chuck = (await give(store, here, 'chuck')).word.id
      await store.recording.record(here.workspace.id, said(['bo', chuck]), START)
      await store.words.takeBack(id, chuck)
      expect(await spread(store, here)).toEqual({ words: 0, spread: [] })
      const bo = await person(store, here, 'bo')
      expect((await store.people.dataOf(id, bo)).messages[0]?.words).toEqual([])
      await store.retention.seal(id, START + 200 * DAY_MS, 90)
      expect((await store.people.dataOf(id, bo)).wordUses).toEqual([])
    }))

  it('of one community are no other’s', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      const other = await store.communities.create({ name: 'B', timeZone: 'UTC', isLive: true, now: START })
      await give(store, here, 'chuck')
      expect(await store.words.all(other.id)).toEqual([])
      await store.words.takeBack(other.id, wordId(1))
      expect(await store.words.all(here.community.id)).toHaveLength(1)
      await store.communities.dropWorkspace(here.workspace.id)
      expect([...(await store.words.versions()).keys()]).toEqual([other.id])
    }))

  // On SQLite the second of two connections of one process would wait for the first on the same thread.
  it.runIf(engine === 'postgres')('are given once where two processes give them together', () =>
    withStore(engine, async (store, url) => {
      const here = await place(store)
      const other = await openStore({ url, secret: SECRET })
      await person(store, here, 'ada')
      const both = await Promise.all([store, other].map((one) => give(one, here, 'chuck')))
      await other.close()
      expect(both.map((one) => one.isNew).sort()).toEqual([false, true])
      expect(await store.words.all(here.community.id)).toHaveLength(1)
    }),
  )
})
