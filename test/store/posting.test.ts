import { describe, expect, it } from 'vitest'
import type { Schedule } from '../../src/core/ports.ts'
import { openStore } from '../../src/store/open.ts'
import { place, START } from './club.ts'
import { ENGINE_NAMES, SECRET, withStore } from './engines.ts'

const WEEK_MS = 7 * 86_400_000

describe.each(ENGINE_NAMES)('posting on %s', (engine) => {
  it('closes each slot once, whichever process comes first', () =>
    withStore(engine, async (store, url) => {
      const { community, workspace } = await place(store)
      const schedule: Schedule = {
        ...{ community: community.id, kind: 'digest', workspace: workspace.id, channel: 'C7' },
        ...{ weekday: 0, hour: 9, minute: 30, nextSlotAt: START },
      }
      await store.schedules.set(schedule)
      const other = await openStore({ url, secret: SECRET })
      for (let round = 0; round < 5; round += 1) {
        const slotAt = START + round * WEEK_MS
        const [due] = await store.schedules.due(slotAt)
        expect(due).toEqual({ ...schedule, nextSlotAt: slotAt })
        if (due === undefined) throw new Error('nothing is due')
        const claim = (who: typeof store) => who.schedules.claim(due, slotAt + WEEK_MS, true)
        // On SQLite a second connection of one process would wait for the first on the same thread.
        const claimed =
          engine === 'postgres'
            ? await Promise.all([claim(store), claim(other), claim(store), claim(other)])
            : [await claim(store), await claim(other), await claim(store)]
        expect(claimed.filter(Boolean)).toHaveLength(1)
        expect(await store.schedules.due(slotAt)).toEqual([])
      }
      expect((await other.outbox.open()).map((entry) => entry.slotAt)).toEqual(
        [0, 1, 2, 3, 4].map((round) => START + round * WEEK_MS),
      )
      await other.close()
    }))

  it('moves on over a slot without posting, and posts no slot again that a schedule is set back to', () =>
    withStore(engine, async (store) => {
      const { community, workspace } = await place(store)
      const schedule: Schedule = {
        ...{ community: community.id, kind: 'digest', workspace: workspace.id, channel: 'C7' },
        ...{ weekday: 0, hour: 9, minute: 30, nextSlotAt: START },
      }
      await store.schedules.set(schedule)
      expect(await store.schedules.claim(schedule, START + 1, false)).toBe(true)
      expect(await store.outbox.open()).toEqual([])
      const moved = { ...schedule, channel: 'C8', nextSlotAt: START + 1 }
      await store.schedules.set(moved)
      expect(await store.schedules.of(community.id)).toEqual([moved])
      expect(await store.schedules.claim(moved, START + 2, true)).toBe(true)
      await store.schedules.set(moved)
      expect(await store.schedules.claim(moved, START + 2, true)).toBe(true)
      expect(await store.outbox.open()).toEqual([
        {
          ...{ id: expect.any(Number), community: community.id, kind: 'digest', slotAt: START + 1 },
          ...{ workspace, channel: 'C8', state: 'pending', attempts: 0, triedAt: null },
        },
      ])
    }))

  it('follows a post from the first attempt to its end, and remembers a problem until a later post mends it', () =>
    withStore(engine, async (store) => {
      const { community, workspace } = await place(store)
      const post = async (slotAt: number) => {
        const schedule: Schedule = {
          ...{ community: community.id, kind: 'digest', workspace: workspace.id, channel: 'C7' },
          ...{ weekday: 0, hour: 9, minute: 30, nextSlotAt: slotAt },
        }
        await store.schedules.set(schedule)
        await store.schedules.claim(schedule, slotAt + 1, true)
        const entry = (await store.outbox.open()).find((one) => one.slotAt === slotAt)
        if (entry === undefined) throw new Error('nothing is in the outbox')
        return entry.id
      }
      const first = await post(START)
      await store.outbox.trying(first, START + 10)
      await store.outbox.trying(first, START + 20)
      expect(await store.outbox.open()).toMatchObject([
        { state: 'sending', attempts: 2, triedAt: START + 10 },
      ])
      await store.outbox.failed(first, 'The channel is gone.', START + 30)
      expect(await store.outbox.open()).toEqual([])
      const problem = { sentence: 'The channel is gone.', at: START + 30 }
      expect(await store.outbox.problem(community.id)).toEqual(problem)
      await store.outbox.sent(await post(START + 100), null, START + 110)
      expect(await store.outbox.problem(community.id)).toEqual(problem)
      await store.outbox.sent(await post(START + 200), 'm1', START + 210)
      expect(await store.outbox.problem(community.id)).toBeNull()
    }))

  it('has one board a community, which moves', () =>
    withStore(engine, async (store) => {
      const { community, workspace } = await place(store)
      expect(await store.boards.of(community.id)).toBeNull()
      const set = { channel: 'C1', message: null, contentHash: null }
      await store.boards.set(community.id, { workspace: workspace.id, ...set })
      expect(await store.boards.of(community.id)).toEqual({ workspace, ...set })
      const moved = { channel: 'C2', message: 'm1', contentHash: 'abc' }
      await store.boards.set(community.id, { workspace: workspace.id, ...moved })
      expect(await store.boards.of(community.id)).toEqual({ workspace, ...moved })
    }))

  it('keeps what buttons stand for until it is too old', () =>
    withStore(engine, async (store) => {
      const { community } = await place(store)
      const target = { command: 'practice', handler: 'card', input: { practice: '7' } }
      await store.kept.keep('a', community.id, target, START)
      await store.kept.keep('a', community.id, target, START + 10)
      await store.kept.keep('b', null, { ...target, input: {} }, START)
      expect(await store.kept.find('a')).toEqual({ community: community.id, target })
      expect(await store.kept.find('b')).toEqual({ community: null, target: { ...target, input: {} } })
      await store.kept.forgetBefore(START + 10)
      expect(await store.kept.find('a')).not.toBeNull()
      expect(await store.kept.find('b')).toBeNull()
      expect(await store.kept.find('c')).toBeNull()
    }))

  it('counts the sessions begun since a moment, two of one moment too, and forgets older ones', () =>
    withStore(engine, async (store) => {
      for (const at of [30, 10, 20, 20]) await store.sessions.begun('discord', at)
      await store.sessions.begun('slack', 25)
      expect(await store.sessions.since('discord', 20)).toEqual([20, 20, 30])
      expect(await store.sessions.since('discord', 0)).toEqual([20, 20, 30])
      expect(await store.sessions.since('slack', 0)).toEqual([25])
    }))
})
