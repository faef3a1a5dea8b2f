import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Activity } from '../../src/core/activity.ts'
import { unreachable } from '../../src/core/errors.ts'
import type { MemberId } from '../../src/core/ids.ts'
import type { Store } from '../../src/core/ports.ts'
import { openStore } from '../../src/store/open.ts'
import { anything } from './anything.ts'
import { EVER, HOUR_MS, message, type Place, place, reaction, SPACE, START } from './club.ts'
import { ENGINE_NAMES, ENGINES, type EngineName, type FreshDatabase, SECRET, withStore } from './engines.ts'
import { newPractice } from './practices.ts'
import { recordedTables } from './tables.ts'

const DAY = Math.floor(START / (24 * HOUR_MS))

const memberOf = (store: Store, { community }: Place, person: string): Promise<MemberId> =>
  store.people.member(community.id, 'slack', person)

async function erase(store: Store, here: Place, person: string, practices: 'remove' | 'keep' = 'remove') {
  await store.people.erase(here.community.id, await memberOf(store, here, person), { practices }, START)
}

describe.each(ENGINE_NAMES)('erasing on %s', (engine) => {
  it('leaves nothing to be found, and reads nothing of them again', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      const all: Activity[] = [
        message('1', 'ada', START),
        message('2', 'bo', START + 1, { reference: '1', mentions: ['ada'] }),
        reaction('1', 'bo', START + 2, { author: 'ada' }),
        reaction('2', 'ada', START + 2),
        { kind: 'join', space: null, person: 'ada', at: START },
      ]
      await store.recording.record(here.workspace.id, all, START)
      await erase(store, here, 'ada')
      expect(await store.people.find(here.community.id, 'slack', 'ada')).toBeNull()
      expect(await store.people.hasErased(here.community.id, 'slack', 'ada')).toBe(true)
      expect(await store.people.hasErased(here.community.id, 'slack', 'bo')).toBe(false)
      const left = async () => {
        const rows = []
        for await (const row of store.history.messages(here.community.id, 0, START * 2)) rows.push(row)
        return rows
      }
      const bo = await store.people.find(here.community.id, 'slack', 'bo')
      const after = [
        expect.objectContaining({
          key: '2',
          author: bo,
          hasReference: true,
          referenceAuthor: null,
          named: [],
        }),
      ]
      expect(await left()).toEqual(after)
      const totals = [{ member: bo, messages: 1, reactions: 0, acts: 0 }]
      expect(await store.history.totals(here.community.id, EVER)).toEqual(totals)
      expect(await store.recording.record(here.workspace.id, all, START)).toEqual({
        new: 0,
        known: 1,
        ignored: 4,
      })
      expect(await left()).toEqual(after)
      expect(await store.history.totals(here.community.id, EVER)).toEqual(totals)
    }))

  it('lets a bare count stand again that they alone had been named with', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      await store.recording.record(
        here.workspace.id,
        [
          message('1', 'bo', START),
          reaction('1', 'ada', START),
          { kind: 'reactionCount', space: SPACE, message: '1', emoji: '+1', count: 4 },
        ],
        START,
      )
      await erase(store, here, 'ada')
      const counts = await store.history.counts(here.community.id, [here.space.id], 0, START * 2)
      expect(counts.reactions).toBe(4)
    }))

  it('takes what they did away, and their practices or only their name', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      const { id } = here.community
      const share = (sharer: MemberId, name: string) =>
        store.repertoire.share(
          id,
          newPractice({ name, link: 'https://slack.test/1', sharer, at: START }),
          DAY,
        )
      const did = (
        member: MemberId,
        practice: Awaited<ReturnType<typeof share>> | null,
        companions: MemberId[],
      ) =>
        store.repertoire.did(
          id,
          {
            ...{ what: 'crimped', member, practice: practice?.id ?? null },
            ...{ outcome: practice === null ? null : 'asWritten', companions, platform: 'slack', at: START },
          },
          DAY,
        )
      const [ada, bo, cy] = [
        await memberOf(store, here, 'ada'),
        await memberOf(store, here, 'bo'),
        await memberOf(store, here, 'cy'),
      ]
      const [first, second] = [await share(ada, 'Crimping'), await share(cy, 'Drilling')]
      expect(first).toMatchObject({ link: 'https://slack.test/1', sharer: ada })
      await did(bo, first, [ada, cy])
      await did(ada, null, [bo])
      await did(bo, second, [])
      await store.people.setName(id, ada, 'slack', 'Ada')
      await erase(store, here, 'cy', 'keep')
      expect((await store.repertoire.practices(id)).map(({ name, sharer }) => ({ name, sharer }))).toEqual([
        { name: 'Crimping', sharer: ada },
        { name: 'Drilling', sharer: null },
      ])
      await erase(store, here, 'ada', 'remove')
      expect(await store.repertoire.practices(id)).toEqual([
        {
          ...{ ...second, sharer: null, platform: null, doings: 1, latest: ['asWritten'] },
          ...{ outcomes: { asWritten: 1, ownWay: 0, didNotWork: 0 }, othersDid: 1, othersWorked: 1 },
        },
      ])
      expect(await store.repertoire.doings(id, 10)).toMatchObject([
        { member: bo, practice: second.id, outcome: 'asWritten', companions: [] },
        { member: bo, practice: null, outcome: null, companions: [] },
      ])
      expect(await store.people.name(id, ada, { on: 'slack', doneOn: 'slack' })).toBeNull()
      expect(await store.history.totals(id, EVER)).toEqual([
        { member: bo, messages: 0, reactions: 0, acts: 2 },
      ])
    }))

  it('takes the words that they gave to others’ practices out again, or only their name', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      const { id } = here.community
      const [ada, cy] = [await memberOf(store, here, 'ada'), await memberOf(store, here, 'cy')]
      const shared = await store.repertoire.share(
        id,
        newPractice({ name: 'Solder', how: 'As Ada says.', sharer: cy, at: START }),
        DAY,
      )
      const change = (member: MemberId, how: string) =>
        store.repertoire.change(id, shared.id, { ...shared, how }, { member, at: START })
      await change(ada, 'As Ada says.\n\nHeat it first.')
      await change(cy, 'As Ada says.\n\nHeat it first. Twice.')
      const bo = await memberOf(store, here, 'bo')
      await change(bo, 'As Ada says.\n\nHeat it first. Twice.\n\nAsk Bo.')
      const said = async () => [
        ...(await store.repertoire.earlier(id, shared.id)).map((one) => one.how),
        (await store.repertoire.practices(id))[0]?.how,
      ]
      await erase(store, here, 'bo', 'keep')
      expect((await said()).at(-1)).toContain('Ask Bo.')
      await erase(store, here, 'ada', 'remove')
      expect(await said()).toEqual([
        'As Ada says.',
        'As Ada says.',
        'As Ada says. Twice.',
        'As Ada says. Twice.\n\nAsk Bo.',
      ])
    }))

  it('keeps their marks on others’ messages as of nobody, and forgets targets that may name them', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      const { id } = here.community
      await store.recording.record(
        here.workspace.id,
        [message('1', 'ada', START), message('2', 'bo', START)],
        START,
      )
      const ada = await memberOf(store, here, 'ada')
      for (const key of ['1', '2', '3'])
        await store.waiting.mark(id, { space: here.space.id, key, mark: 'answered' }, ada, START)
      const target = (input: Record<string, string>) => ({ command: 'thanks', handler: 'form', input })
      await store.kept.keep('hers', id, target({ person: String(ada) }), START)
      await store.kept.keep('named', id, target({ words: 'what ada called her practice' }), START)
      await erase(store, here, 'ada')
      expect(await store.waiting.marks(id)).toEqual([{ space: here.space.id, key: '2', mark: 'answered' }])
      expect(await store.kept.find('hers')).toBeNull()
      expect(await store.kept.find('named')).toBeNull()
    }))

  it('makes somebody who acts again a member for that alone, until they come back', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      const { id } = here.community
      await store.recording.record(here.workspace.id, [message('1', 'ada', START)], START)
      const before = await memberOf(store, here, 'ada')
      await erase(store, here, 'ada')
      const again = await memberOf(store, here, 'ada')
      expect(again).not.toBe(before)
      expect(await store.people.find(id, 'slack', 'ada')).toBe(again)
      const told = (key: string, at: number) =>
        store.recording.record(here.workspace.id, [message(key, 'ada', at)], START)
      expect(await told('2', START + HOUR_MS)).toMatchObject({ ignored: 1 })
      await store.recording.cover(id, here.space.id, START, START + 3 * HOUR_MS)
      await store.people.comeBack(id, 'slack', 'ada')
      await store.people.comeBack(id, 'slack', 'ada')
      await store.people.comeBack(id, 'slack', 'nobody')
      expect(await store.people.hasErased(id, 'slack', 'ada')).toBe(false)
      expect(await told('1', START)).toMatchObject({ ignored: 1 })
      expect(await told('2', START + HOUR_MS)).toMatchObject({ ignored: 1 })
      expect(await told('3', START + 3 * HOUR_MS)).toMatchObject({ new: 1 })
      await erase(store, here, 'ada')
      expect(await told('4', START + 9 * HOUR_MS)).toMatchObject({ ignored: 1 })
      expect(await store.people.hasErased(id, 'slack', 'ada')).toBe(true)
      expect(await store.people.find(id, 'slack', 'nobody')).toBeNull()
    }))

  it('takes sealed messages, ties and thread starts of theirs away', () =>
    withStore(engine, async (store, url) => {
      const here = await place(store)
      const old = START - 200 * 24 * HOUR_MS
      await store.recording.record(
        here.workspace.id,
        [
          message('1', 'ada', old),
          message('2', 'bo', old + 1, { reference: '1' }),
          message('3', 'ada', old + 2, { reference: '2' }),
          message('4', 'bo', old + 3, { mentions: ['cy'] }),
        ],
        old,
      )
      await store.recording.record(
        here.workspace.id,
        [
          message('5', 'bo', START, { thread: '1' }),
          message('6', 'cy', START + 1, { reference: '1' }),
          reaction('1', 'cy', START, { exact: true }),
        ],
        START,
      )
      await store.retention.seal(here.community.id, START, 90)
      const ada = await memberOf(store, here, 'ada')
      const before = await store.people.dataOf(here.community.id, ada)
      expect(before.sealed).toHaveLength(2)
      expect(before.ties).toEqual({ toOthers: 1, fromOthers: 1 })
      await erase(store, here, 'ada')
      const bo = await store.people.dataOf(here.community.id, await memberOf(store, here, 'bo'))
      expect(bo.ties).toEqual({ toOthers: 1, fromOthers: 0 })
      const cy = await store.people.dataOf(here.community.id, await memberOf(store, here, 'cy'))
      expect(cy.reactions).toEqual([])
      expect(cy.days.map(({ messages, reactions }) => ({ messages, reactions }))).toEqual([
        { messages: 1, reactions: 0 },
      ])
      const tables = await recordedTables(url)
      expect(JSON.stringify(tables)).not.toContain('lost')
      for await (const row of store.history.messages(here.community.id, 0, START * 2))
        expect([row.hangsOn, row.referenceAuthor]).toEqual([null, null])
    }))
})

/**
 * What a store would have been told had one person never been there: nothing by them, on them or naming them. A reaction that was
 * told twice, once with them as the message's author and once without, is on them.
 */
function without(person: string, activities: readonly Activity[]): Activity[] {
  const gone = new Set(activities.flatMap((one) => (one.kind === 'deletion' ? [one.key] : [])))
  const theirs = new Set(
    activities.flatMap((one) =>
      one.kind === 'message' && one.author === person && !gone.has(one.key) ? [one.key] : [],
    ),
  )
  const reactionKey = (one: Extract<Activity, { kind: 'reaction' }>) =>
    `${one.message}/${one.emoji}/${one.person}`
  const onThem = new Set(
    activities.flatMap((one) => (one.kind === 'reaction' && one.author === person ? [reactionKey(one)] : [])),
  )
  return activities.flatMap((one): Activity[] => {
    switch (one.kind) {
      case 'message':
        return one.author === person
          ? []
          : [{ ...one, mentions: one.mentions.filter((named) => named !== person) }]
      case 'reaction':
        return one.person === person || onThem.has(reactionKey(one)) || theirs.has(one.message) ? [] : [one]
      case 'reactionCount':
      case 'reactionsCleared':
        return theirs.has(one.message) ? [] : [one]
      case 'join':
      case 'leave':
        return one.person === person ? [] : [one]
      case 'deletion':
      case 'thread':
        return [one]
      default:
        return unreachable(one)
    }
  })
}

describe.each(ENGINE_NAMES)('an erased person on %s', (engine: EngineName) => {
  let databases: FreshDatabase[] = []
  beforeAll(() => {
    databases = []
  })
  afterAll(async () => {
    for (const database of databases) await database.drop()
  })

  const inFresh = async (work: (store: Store, here: Place) => Promise<void>) => {
    const database = await ENGINES[engine]()
    databases.push(database)
    const store = await openStore({ url: database.url, secret: SECRET })
    await work(store, await place(store))
    await store.close()
    return recordedTables(database.url)
  }

  it('leaves the tables as if they had never been recorded, also after everything is read again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anything, { minLength: 1, maxLength: 25 }),
        fc.constantFrom('ada', 'bo', 'cy', 'dee'),
        async (activities, person) => {
          const { people: _some, ...erased } = await inFresh(async (store, here) => {
            await store.recording.record(here.workspace.id, activities, START)
            await erase(store, here, person)
          })
          const { people: _others, ...never } = await inFresh(async (store, here) => {
            await store.recording.record(here.workspace.id, without(person, activities), START)
          })
          expect(erased).toEqual(never)

          const again = await inFresh(async (store, here) => {
            await store.recording.record(here.workspace.id, activities, START)
            await erase(store, here, person)
            await store.recording.record(here.workspace.id, activities, START)
          })
          const refused = await inFresh(async (store, here) => {
            await erase(store, here, person)
            await store.recording.record(here.workspace.id, activities, START)
          })
          expect(again).toEqual(refused)
        },
      ),
      { numRuns: engine === 'sqlite' ? 60 : 5 },
    )
  }, 240_000)
})
