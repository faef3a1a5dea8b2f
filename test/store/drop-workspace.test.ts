import { getTableName } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { CommunityId, WorkspaceId } from '../../src/core/ids.ts'
import type { Store } from '../../src/core/ports.ts'
import { openEngine } from '../../src/store/open.ts'
import { EVER, HOUR_MS, message, place, reaction, START } from './club.ts'
import { ENGINE_NAMES, withStore } from './engines.ts'

const MS_PER_DAY = 24 * HOUR_MS

/** Something in every table that a space can leave something in. */
async function fill(store: Store, community: CommunityId, workspace: WorkspaceId, spaceKey: string) {
  const space = await store.communities.bindSpace(community, workspace, {
    externalId: spaceKey,
    name: spaceKey,
  })
  const old = START - 200 * MS_PER_DAY
  await store.recording.record(
    workspace,
    [
      message('o1', 'ada', old, { space: spaceKey }),
      message('o2', 'bo', old + 1, { space: spaceKey, reference: 'o1', mentions: ['cy'] }),
    ],
    old,
  )
  await store.retention.seal(community, START, 90)
  await store.recording.record(
    workspace,
    [
      message('1', 'ada', START, { space: spaceKey }),
      message('2', 'bo', START, { space: spaceKey, thread: '1' }),
      reaction('1', 'bo', START, { space: spaceKey }),
      { kind: 'thread', space: spaceKey, key: '1', at: START },
      { kind: 'join', space: spaceKey, person: 'ada', at: START },
      { kind: 'join', space: null, person: 'ada', at: START },
    ],
    START,
  )
  const ada = await store.people.member(community, 'slack', 'ada')
  await store.recording.cover(community, space.id, 0, START)
  await store.coverage.addGap({ community, space: space.id, fromAt: START, toAt: START + 9, reason: 'away' })
  await store.waiting.mark(community, { space: space.id, key: '1', mark: 'taken' }, ada, START)
  const doing = {
    what: 'soldered',
    member: ada,
    practice: null,
    outcome: null,
    companions: [ada],
    platform: null,
    at: START,
  }
  await store.repertoire.did(community, doing, Math.floor(START / MS_PER_DAY))
  await store.communities.setBreaks(community, [{ from: 1, to: 2 }])
  await store.people.pause(community, ada, START * 2)
  const schedule = {
    community,
    kind: 'digest' as const,
    workspace,
    channel: spaceKey,
    weekday: 0,
    hour: 9,
    minute: 0,
  }
  await store.schedules.set({ ...schedule, nextSlotAt: START })
  await store.schedules.claim({ ...schedule, nextSlotAt: START }, START * 2, true)
  await store.boards.set(community, { workspace, channel: spaceKey, message: '9', contentHash: 'x' })
  await store.kept.keep(`k${community}`, community, { command: 'a', handler: 'b', input: {} }, START)
  return space
}

/** How many rows of a community each table holds, empty ones left out. */
async function rowsOf(url: string, community: CommunityId): Promise<Record<string, number>> {
  const engine = await openEngine(url)
  const counts: Record<string, number> = {}
  for (const table of Object.values(engine.tables)) {
    const rows = (await engine.db.select().from(table)) as Record<string, unknown>[]
    const own = getTableName(table) === 'community' ? 'id' : 'community'
    const found = rows.filter((row) => row[own] === community).length
    if (found > 0) counts[getTableName(table)] = found
  }
  await engine.close()
  return counts
}

describe.each(ENGINE_NAMES)('dropping a workspace on %s', (engine) => {
  it('forgets whole a community that has no other space, and leaves the neighbours as they were', () =>
    withStore(engine, async (store, url) => {
      const { community } = await place(store)
      const away = await store.communities.workspace({ platform: 'discord', externalId: 'G1', name: 'G1' })
      const gone = await store.communities.create({ name: 'B', timeZone: 'UTC', isLive: true, now: START })
      await fill(store, gone.id, away.id, 'S1')
      const before = await rowsOf(url, community.id)
      expect(Object.keys(await rowsOf(url, gone.id)).length).toBeGreaterThan(18)
      await store.communities.dropWorkspace(away.id)
      expect(await rowsOf(url, gone.id)).toEqual({})
      expect(await rowsOf(url, community.id)).toEqual(before)
      expect(await store.communities.workspaceBy('discord', 'G1')).toBeNull()
    }))

  it('takes its spaces out of a community that lives elsewhere too, and leaves what people did', () =>
    withStore(engine, async (store, url) => {
      const { community, workspace, space } = await place(store)
      await store.recording.record(workspace.id, [message('1', 'dee', START)], START)
      const away = await store.communities.workspace({ platform: 'discord', externalId: 'G1', name: 'G1' })
      await fill(store, community.id, away.id, 'S1')
      await store.communities.dropWorkspace(away.id)
      const left = await rowsOf(url, community.id)
      expect(left).toMatchObject({ community: 1, space: 1, message: 1, doing: 1, break: 1 })
      // The day of the doing and of the message here; the coming into a workspace tells of no space.
      expect(left).toMatchObject({ daily: 2, passage: 1 })
      for (const table of ['reaction', 'thread', 'covered', 'gap', 'sealed', 'tie', 'waiting_mark'])
        expect(left, table).not.toHaveProperty(table)
      for (const table of ['schedule', 'outbox', 'board']) expect(left, table).not.toHaveProperty(table)
      expect(await store.communities.spaces(community.id)).toEqual([space])
      const totals = await store.history.totals(community.id, EVER)
      expect(totals.map(({ messages, acts }) => ({ messages, acts }))).toEqual(
        expect.arrayContaining([
          { messages: 0, acts: 1 },
          { messages: 1, acts: 0 },
        ]),
      )
      expect(totals).toHaveLength(2)
    }))
})
