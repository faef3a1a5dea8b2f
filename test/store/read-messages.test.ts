import { describe, expect, it } from 'vitest'
import type { Activity } from '../../src/core/activity.ts'
import { place, START } from './club.ts'
import { ENGINE_NAMES, withStore } from './engines.ts'

/** More than a portion, so that several portions end inside the one moment. */
const AT_ONCE = 21_000

describe.each(ENGINE_NAMES)('reading messages on %s', (engine) => {
  it('tells each once, in order of time, also where very many share a moment', () =>
    withStore(engine, async (store) => {
      const { community, workspace } = await place(store)
      const message = (key: number, at: number): Activity => ({
        ...{ kind: 'message', space: 'C1', key: String(key), thread: null, author: 'ada', at },
        ...{ reference: null, mentions: [], length: 1, asks: false },
      })
      const given = Array.from({ length: AT_ONCE + 20 }, (_, key) =>
        message(key, key < 10 ? START + key : key < AT_ONCE + 10 ? START + 100 : START + key),
      )
      for (let from = 0; from < given.length; from += 2_000)
        await store.recording.record(workspace.id, given.slice(from, from + 2_000), START)
      const told: { key: string; at: number }[] = []
      for await (const { key, at } of store.history.messages(community.id, START, START * 2))
        told.push({ key, at })
      expect(told.map(({ at }) => at)).toEqual(told.map(({ at }) => at).sort((a, b) => a - b))
      expect(new Set(told.map(({ key }) => key)).size).toBe(given.length)
      expect(told).toHaveLength(given.length)
    }))
})
