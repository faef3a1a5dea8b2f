import { describe, expect, it } from 'vitest'
import type { Activity } from '../../src/core/activity.ts'
import type { Store } from '../../src/core/ports.ts'
import { openStore } from '../../src/store/open.ts'
import { EVER, HOUR_MS, message, type Place, place, reaction, SPACE, START } from './club.ts'
import { ENGINE_NAMES, SECRET, withStore } from './engines.ts'

/** Ada paused from hour 10 to hour 20. */
const FROM = START + 10 * HOUR_MS
const TO = START + 20 * HOUR_MS

const joins = (person: string, at: number): Activity => ({ kind: 'join', space: null, person, at })

async function withPause(store: Store): Promise<Place> {
  const here = await place(store)
  const ada = await store.people.member(here.community.id, 'slack', 'ada')
  await store.people.pause(here.community.id, ada, FROM)
  await store.people.resume(here.community.id, ada, TO)
  return here
}

const dataOf = async (store: Store, { community }: Place, person: string) =>
  store.people.dataOf(community.id, await store.people.member(community.id, 'slack', person))

describe.each(ENGINE_NAMES)('pausing on %s', (engine) => {
  it('keeps nothing of the time of a pause, read then or later, and everything of before and after', () =>
    withStore(engine, async (store) => {
      const here = await withPause(store)
      const activities = [
        message('1', 'ada', FROM - 1),
        message('2', 'ada', FROM),
        message('3', 'ada', TO - 1),
        message('4', 'ada', TO),
        reaction('9', 'ada', FROM - 1),
        reaction('9', 'ada', FROM, { emoji: 'eyes' }),
        reaction('9', 'ada', TO, { emoji: 'heart' }),
        joins('ada', FROM + 1),
        joins('ada', TO + 1),
        message('9', 'bo', START),
      ]
      for (let time = 0; time < 2; time += 1)
        expect(await store.recording.record(here.workspace.id, activities, TO)).toMatchObject({ ignored: 4 })
      const data = await dataOf(store, here, 'ada')
      expect(data.messages.map((one) => one.key)).toEqual(['1', '4'])
      expect(data.reactions.map((one) => one.emoji)).toEqual(['+1', 'heart'])
      expect(data.arrivals.map((one) => one.at)).toEqual([TO + 1])
      expect(data.pauses).toEqual([{ fromAt: FROM, toAt: TO }])
    }))

  it('lets deletions pass, and takes back what was said before the pause', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      await store.recording.record(here.workspace.id, [message('1', 'ada', START)], START)
      const ada = await store.people.member(here.community.id, 'slack', 'ada')
      await store.people.pause(here.community.id, ada, START + 1)
      await store.recording.record(here.workspace.id, [{ kind: 'deletion', space: SPACE, key: '1' }], START)
      expect(await store.history.totals(here.community.id, EVER)).toEqual([])
    }))

  it('keeps a paused person out of whom messages of that time name, and out of whose message a reaction is on', () =>
    withStore(engine, async (store) => {
      const here = await withPause(store)
      await store.recording.record(
        here.workspace.id,
        [
          message('1', 'bo', FROM - 1, { mentions: ['ada', 'cy'] }),
          message('2', 'bo', FROM + 1, { mentions: ['ada', 'cy'] }),
          message('3', 'ada', FROM - 2),
          message('4', 'ada', FROM + 2),
          // Of before the pause: the message tells who wrote it. Of the time of the pause: nothing does.
          reaction('3', 'bo', FROM + 5, { author: 'ada' }),
          reaction('4', 'bo', FROM + 5, { author: 'ada' }),
        ],
        TO,
      )
      const named = new Map<string, number>()
      for await (const row of store.history.messages(here.community.id, 0, TO * 2))
        named.set(row.key, row.named.length)
      expect([...named]).toEqual([
        ['3', 0],
        ['1', 2],
        ['2', 1],
      ])
      const bo = await dataOf(store, here, 'bo')
      expect(bo.days.reduce((sum, day) => sum + day.reactions, 0)).toBe(1)
    }))

  it('begins and ends once, and goes on for other people', () =>
    withStore(engine, async (store) => {
      const here = await place(store)
      const ada = await store.people.member(here.community.id, 'slack', 'ada')
      await store.people.resume(here.community.id, ada, 1)
      await store.people.pause(here.community.id, ada, 10)
      await store.people.pause(here.community.id, ada, 20)
      await store.people.resume(here.community.id, ada, 30)
      await store.people.resume(here.community.id, ada, 40)
      await store.people.pause(here.community.id, ada, 50)
      expect((await dataOf(store, here, 'ada')).pauses).toEqual([
        { fromAt: 10, toAt: 30 },
        { fromAt: 50, toAt: null },
      ])
      const both = [message('1', 'ada', START), message('2', 'bo', START)]
      expect(await store.recording.record(here.workspace.id, both, START)).toMatchObject({
        new: 1,
        ignored: 1,
      })
    }))

  it('lets a paused person act through the bot', () =>
    withStore(engine, async (store) => {
      const { community } = await place(store)
      const ada = await store.people.member(community.id, 'slack', 'ada')
      await store.people.pause(community.id, ada, 10)
      expect(await store.people.member(community.id, 'slack', 'ada')).toBe(ada)
      expect(await store.people.find(community.id, 'slack', 'ada')).toBe(ada)
    }))

  // On SQLite two connections of one process behave as two processes do, as long as one does not wait for the other.
  it('reaches another process that remembers who they are', () =>
    withStore(engine, async (store, url) => {
      const here = await place(store)
      const other = await openStore({ url, secret: SECRET })
      const told = (key: string) =>
        other.recording.record(here.workspace.id, [message(key, 'ada', START)], START)
      expect(await told('1')).toMatchObject({ new: 1 })
      const ada = await store.people.member(here.community.id, 'slack', 'ada')
      await store.people.pause(here.community.id, ada, START)
      expect(await told('2')).toMatchObject({ ignored: 1 })
      await store.people.resume(here.community.id, ada, START)
      expect(await told('3')).toMatchObject({ new: 1 })
      await store.people.erase(here.community.id, ada, { practices: 'remove' }, START)
      expect(await told('4')).toMatchObject({ ignored: 1 })
      const joined = await other.recording.record(here.workspace.id, [joins('ada', START)], START)
      expect(joined).toMatchObject({ ignored: 1 })
      expect(await store.history.totals(here.community.id, EVER)).toEqual([])
      await other.close()
    }))

  it.runIf(engine === 'postgres')('reaches another process that is recording at the same time', () =>
    withStore(engine, async (store, url) => {
      const here = await place(store)
      const other = await openStore({ url, secret: SECRET })
      let number = 0
      const batch = () =>
        Array.from({ length: 50 }, () => {
          number += 1
          return message(String(number), number % 2 === 0 ? 'ada' : 'bo', START)
        })
      await other.recording.record(here.workspace.id, batch(), START)
      const ada = await store.people.member(here.community.id, 'slack', 'ada')
      const recording = (async () => {
        for (let round = 0; round < 40; round += 1)
          await other.recording.record(here.workspace.id, batch(), START)
      })()
      await store.people.erase(here.community.id, ada, { practices: 'remove' }, START)
      await recording
      await other.close()
      const totals = await store.history.totals(here.community.id, EVER)
      expect(totals).toMatchObject([{ messages: number / 2 }])
      expect(await store.people.find(here.community.id, 'slack', 'ada')).toBeNull()
    }),
  )
})
