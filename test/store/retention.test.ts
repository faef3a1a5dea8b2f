import { describe, expect, it } from 'vitest'
import { readWholeDigest } from '../../src/core/participation/read-digest.ts'
import { openStore } from '../../src/store/open.ts'
import { ENGINE_NAMES, SECRET, withStore } from './engines.ts'
import { START, talk, talkPlace } from './talk.ts'

const MS_PER_DAY = 86_400_000
const SEALED_DAYS = 30

describe.each(ENGINE_NAMES)('retention on %s', (engine) => {
  it('leaves every figure as it was, takes nothing in again, and removes what could tell who said what', () =>
    withStore(engine, async (store) => {
      const { community, workspace } = await talkPlace(store)
      // Each day is received as it happens, so that the first half ages before the second.
      const all = talk()
      for (const activity of all) {
        if (activity.kind !== 'message' && activity.kind !== 'reaction') continue
        await store.recording.record(workspace.id, [activity], activity.at)
      }
      const first = Math.floor(START / MS_PER_DAY)
      const periods = [
        { from: first, to: first + 20 },
        { from: first + 10, to: first + 45 },
        { from: first + 25, to: first + 61 },
      ]
      const figures = () =>
        Promise.all(periods.map(async (period) => (await readWholeDigest(store, community, period)).digest))
      const before = await figures()
      // Both words have spread, and further by the end.
      for (const { word, people } of before.at(-1)?.language.spread ?? [])
        expect(people, word).toBeGreaterThan(5)
      for (const { network } of before) expect(network.ties).toBeGreaterThan(10)
      const now = START + 60 * MS_PER_DAY
      const sealed = await store.retention.seal(community.id, now, SEALED_DAYS)
      expect(sealed.days).toBeGreaterThan(25)
      expect(sealed.messages).toBeGreaterThan(200)

      const after = await figures()
      const withoutWaiting = (all_: typeof before) =>
        all_.map((digest) => ({ ...digest, answers: { ...digest.answers, waiting: [] } }))
      expect(withoutWaiting(after)).toEqual(withoutWaiting(before))

      let oldest = Number.POSITIVE_INFINITY
      for await (const row of store.history.messages(community.id, 0, now * 2))
        oldest = Math.min(oldest, row.at)
      expect(oldest).toBeGreaterThan(START + 29 * MS_PER_DAY)

      const old = all.filter((one) => one.kind === 'message' && one.at < START + 20 * MS_PER_DAY)
      expect(await store.recording.record(workspace.id, old, now)).toEqual({
        new: 0,
        known: old.length,
        ignored: 0,
      })
      expect(withoutWaiting(await figures())).toEqual(withoutWaiting(before))
      expect(await store.retention.seal(community.id, now, SEALED_DAYS)).toEqual({ days: 0, messages: 0 })
    }))

  // On SQLite the second of two connections of one process would wait for the first on the same thread.
  it.runIf(engine === 'postgres')('seals once where two processes seal together', () =>
    withStore(engine, async (store, url) => {
      const { community, workspace } = await talkPlace(store)
      await store.recording.record(workspace.id, talk(), START)
      const other = await openStore({ url, secret: SECRET })
      const now = START + 100 * MS_PER_DAY
      const both = await Promise.all(
        [store, other].map((one) => one.retention.seal(community.id, now, SEALED_DAYS)),
      )
      await other.close()
      expect(both.map((one) => one.messages).sort((a, b) => a - b)).toEqual([0, 600])
    }),
  )

  it('seals what was read in a space that was taken off since, and takes nothing in again once it is back', () =>
    withStore(engine, async (store) => {
      const { community, workspace } = await talkPlace(store)
      await store.recording.record(workspace.id, talk(), START)
      const spaces = await store.communities.spaces(community.id)
      for (const { id } of spaces) await store.communities.unbindSpace(community.id, id)
      const sealed = await store.retention.seal(community.id, START + 100 * MS_PER_DAY, SEALED_DAYS)
      expect(sealed.messages).toBe(600)
      for (const { externalId, name } of spaces)
        await store.communities.bindSpace(community.id, workspace.id, { externalId, name })
      expect(await store.recording.record(workspace.id, talk(), START)).toMatchObject({ new: 0, ignored: 0 })
    }))

  it('keeps imported history for its full time, counted from the import', () =>
    withStore(engine, async (store) => {
      const { community, workspace } = await talkPlace(store)
      const now = START + 1000 * MS_PER_DAY
      await store.recording.record(workspace.id, talk(), now)
      expect((await store.retention.seal(community.id, now + 29 * MS_PER_DAY, SEALED_DAYS)).days).toBe(0)
      expect(
        (await store.retention.seal(community.id, now + 31 * MS_PER_DAY, SEALED_DAYS)).days,
      ).toBeGreaterThan(50)
    }))
})
