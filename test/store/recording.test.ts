import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Activity } from '../../src/core/activity.ts'
import type { Store } from '../../src/core/ports.ts'
import { openStore } from '../../src/store/open.ts'
import { anything } from './anything.ts'
import { HOUR_MS, message, type Place, place, reaction, SPACE, START } from './club.ts'
import { ENGINE_NAMES, ENGINES, type EngineName, type FreshDatabase, SECRET, withStore } from './engines.ts'
import { recordedTables } from './tables.ts'

describe.each(ENGINE_NAMES)('recording on %s', (engine: EngineName) => {
  const inPlace = (work: (store: Store, place: Place, url: string) => Promise<void>) =>
    withStore(engine, async (store, url) => work(store, await place(store), url))

  it('counts a message once however often it is told', () =>
    inPlace(async (store, { workspace, community }) => {
      const batch = [message('1', 'ada', START), message('1', 'ada', START)]
      expect(await store.recording.record(workspace.id, batch, START)).toEqual({
        new: 1,
        known: 1,
        ignored: 0,
      })
      expect(await store.recording.record(workspace.id, batch, START)).toEqual({
        new: 0,
        known: 2,
        ignored: 0,
      })
      const [totals] = await store.history.totals(community.id, { from: 0, to: 30_000 })
      expect(totals).toMatchObject({ messages: 1, reactions: 0 })
    }))

  it('ignores spaces that are not bound', () =>
    inPlace(async (store, { workspace }) => {
      const elsewhere = message('1', 'ada', START, { space: 'C9' })
      expect(await store.recording.record(workspace.id, [elsewhere], START)).toEqual({
        new: 0,
        known: 0,
        ignored: 1,
      })
    }))

  it('takes a deleted message back, with the reactions on it, also when the deletion comes first', () =>
    inPlace(async (store, { workspace, community }) => {
      await store.recording.record(
        workspace.id,
        [
          message('1', 'ada', START),
          reaction('1', 'bo', START + 1),
          { kind: 'deletion', space: SPACE, key: '2' },
        ],
        START,
      )
      await store.recording.record(
        workspace.id,
        [{ kind: 'deletion', space: SPACE, key: '1' }, message('2', 'ada', START)],
        START,
      )
      expect(await store.history.totals(community.id, { from: 0, to: 30_000 })).toEqual([])
    }))

  it('lets a true time beat one taken from the message, and the later word count', () =>
    inPlace(async (store, { workspace, community }) => {
      const counted = async () => {
        const rows = await store.history.totals(community.id, { from: 0, to: 30_000 })
        return rows.reduce((sum, row) => sum + row.reactions, 0)
      }
      await store.recording.record(workspace.id, [message('1', 'ada', START)], START)
      await store.recording.record(workspace.id, [reaction('1', 'bo', START, { exact: false })], START)
      expect(await counted()).toBe(1)
      await store.recording.record(
        workspace.id,
        [reaction('1', 'bo', START - HOUR_MS, { present: false })],
        START,
      )
      expect(await counted()).toBe(0)
      await store.recording.record(workspace.id, [reaction('1', 'bo', START - 2 * HOUR_MS)], START)
      expect(await counted()).toBe(0)
      await store.recording.record(workspace.id, [reaction('1', 'bo', START + HOUR_MS)], START)
      expect(await counted()).toBe(1)
    }))

  it('drops bare counts of an emoji once somebody is named with it, and reactions to oneself always', () =>
    inPlace(async (store, { workspace, community, space }) => {
      await store.recording.record(
        workspace.id,
        [
          message('1', 'ada', START),
          { kind: 'reactionCount', space: SPACE, message: '1', emoji: '+1', count: 7 },
        ],
        START,
      )
      const reactions = async () =>
        (await store.history.counts(community.id, [space.id], 0, START * 2)).reactions
      expect(await reactions()).toBe(7)
      await store.recording.record(
        workspace.id,
        [reaction('1', 'ada', START), reaction('1', 'bo', START)],
        START,
      )
      expect(await reactions()).toBe(1)
    }))

  it('takes off all reactions at once, save those put on later, also when it is told first', () =>
    inPlace(async (store, { workspace, community, space }) => {
      const stretch = { community: community.id, space: space.id, fromAt: 0, toAt: START * 2 }
      const cleared = (emoji: string | null): Activity => ({
        kind: 'reactionsCleared',
        space: SPACE,
        message: '1',
        emoji,
        at: START + HOUR_MS,
      })
      await store.recording.record(
        workspace.id,
        [
          cleared('+1'),
          message('1', 'ada', START),
          reaction('1', 'bo', START + 1),
          reaction('1', 'cy', START, { exact: false }),
          reaction('1', 'bo', START + 1, { emoji: 'eyes' }),
          reaction('1', 'dee', START + 2 * HOUR_MS),
        ],
        START,
      )
      const standing = async () => ({
        counted: (await store.history.counts(community.id, [space.id], 0, START * 2)).reactions,
        known: await store.coverage.knownMessages(stretch, null),
      })
      expect(await standing()).toEqual({ counted: 2, known: [{ key: '1', reactions: 2 }] })
      await store.recording.record(workspace.id, [cleared(null)], START)
      expect(await standing()).toEqual({ counted: 1, known: [{ key: '1', reactions: 1 }] })
    }))

  it('keeps all of a whole recording or none of it', () =>
    inPlace(async (store, { workspace, community }) => {
      const failed = store.recording.whole(workspace.id, START, async (recording) => {
        await recording.bindSpace(community.id, { externalId: 'C2', name: 'other' })
        await recording.record([message('1', 'new person', START)])
        throw new Error('the file is broken')
      })
      await expect(failed).rejects.toThrow('the file is broken')
      expect(await store.history.totals(community.id, { from: 0, to: 30_000 })).toEqual([])
      expect(await store.communities.spaces(community.id)).toHaveLength(1)
      await store.recording.record(workspace.id, [message('1', 'new person', START)], START)
      expect(await store.history.totals(community.id, { from: 0, to: 30_000 })).toHaveLength(1)
    }))

  it('keeps two communities of one workspace apart, and refuses a space that belongs to the other', () =>
    inPlace(async (store, { workspace, community }) => {
      const other = await store.communities.create({
        name: 'Other',
        timeZone: 'UTC',
        isLive: false,
        now: START,
      })
      await store.communities.bindSpace(other.id, workspace.id, { externalId: 'C2', name: 'second' })
      await expect(
        store.communities.bindSpace(other.id, workspace.id, { externalId: SPACE, name: 'general' }),
      ).rejects.toThrow('belongs to the community “Robotics”')
      await store.recording.record(
        workspace.id,
        [
          message('1', 'ada', START),
          message('1', 'ada', START, { space: 'C2' }),
          message('2', 'bo', START, { space: 'C2' }),
        ],
        START,
      )
      expect(await store.history.totals(community.id, { from: 0, to: 30_000 })).toHaveLength(1)
      expect(await store.history.totals(other.id, { from: 0, to: 30_000 })).toHaveLength(2)
    }))

  it('pages through more messages than fit a page, in order, those of one moment too', () =>
    inPlace(async (store, { workspace, community }) => {
      const many = Array.from({ length: 25_000 }, (_, index) =>
        message(String(100_000 + index), `p${index % 7}`, START + Math.floor(index / 12_000)),
      )
      await store.recording.record(workspace.id, many, START)
      const keys = new Set<string>()
      let told = 0
      let last = 0
      for await (const row of store.history.messages(community.id, 0, START * 2)) {
        expect(row.at).toBeGreaterThanOrEqual(last)
        last = row.at
        keys.add(row.key)
        told += 1
      }
      expect([told, keys.size]).toEqual([25_000, 25_000])
    }))

  it('survives ids that are traps', () =>
    inPlace(async (store, { workspace, community }) => {
      const ids = ['__proto__', 'constructor', 'toString', "x'); drop table message; --", '🦊', 'שלום']
      await store.recording.record(
        workspace.id,
        ids.map((id, index) => message(`${id}${index}`, id, START)),
        START,
      )
      expect(await store.history.totals(community.id, { from: 0, to: 30_000 })).toHaveLength(ids.length)
    }))
})

const scripts = fc.array(anything, { minLength: 1, maxLength: 25 }).chain((natural) =>
  fc.record({
    natural: fc.constant(natural),
    /** Every activity at least once, some again, in any order. */
    shuffled: fc
      .array(fc.constantFrom(...natural), { maxLength: 10 })
      .chain((repeats) =>
        fc.shuffledSubarray([...natural, ...repeats], { minLength: natural.length + repeats.length }),
      ),
    batchSize: fc.integer({ min: 1, max: 8 }),
  }),
)

describe.each(ENGINE_NAMES)('any order with repeats on %s', (engine: EngineName) => {
  let databases: FreshDatabase[] = []
  beforeAll(async () => {
    databases = []
  })
  afterAll(async () => {
    for (const database of databases) await database.drop()
  })

  const recorded = async (activities: readonly Activity[], batchSize: number) => {
    const database = await ENGINES[engine]()
    databases.push(database)
    const store = await openStore({ url: database.url, secret: SECRET })
    const { workspace } = await place(store)
    for (let start = 0; start < activities.length; start += batchSize)
      await store.recording.record(workspace.id, activities.slice(start, start + batchSize), START)
    await store.close()
    return recordedTables(database.url)
  }

  it('ends in the same tables', async () => {
    await fc.assert(
      fc.asyncProperty(scripts, async ({ natural, shuffled, batchSize }) => {
        expect(await recorded(shuffled, batchSize)).toEqual(await recorded(natural, natural.length))
      }),
      { numRuns: engine === 'sqlite' ? 60 : 8 },
    )
  }, 240_000)
})
