import { describe, expect, it } from 'vitest'
import type { Activity } from '../../src/core/activity.ts'
import { EVER, message, place, SPACE, START } from './club.ts'
import { ENGINE_NAMES, withStore } from './engines.ts'

const joins = (person: string): Activity => ({ kind: 'join', space: null, person, at: START })

describe.each(ENGINE_NAMES)('spaces on %s', (engine) => {
  it('reads nothing more in a space that was taken off, and keeps what is known of it', () =>
    withStore(engine, async (store) => {
      const { community, workspace, space } = await place(store)
      await store.recording.record(workspace.id, [message('1', 'ada', START)], START)
      await store.communities.unbindSpace(community.id, space.id)
      expect(
        await store.recording.record(workspace.id, [message('2', 'ada', START), joins('bo')], START),
      ).toEqual({ new: 0, known: 0, ignored: 2 })
      expect(await store.history.totals(community.id, EVER)).toMatchObject([{ messages: 1 }])
      expect(await store.communities.boundSpaces(workspace.id)).toEqual([])
      expect(await store.communities.spaces(community.id)).toEqual([{ ...space, isBound: false }])
    }))

  it('binds again what was taken off, for an import too', () =>
    withStore(engine, async (store) => {
      const { community, workspace, space } = await place(store)
      await store.communities.unbindSpace(community.id, space.id)
      await store.recording.whole(workspace.id, START, async (recording) => {
        await recording.bindSpace(community.id, { externalId: SPACE, name: 'renamed' })
        expect(await recording.record([message('1', 'ada', START)])).toMatchObject({ new: 1 })
      })
      expect(await store.communities.boundSpaces(workspace.id)).toEqual([
        { ...space, name: 'renamed', community: community.id },
      ])
    }))

  it('keeps the earliest moment from which history is wanted', () =>
    withStore(engine, async (store) => {
      const { community, workspace, space } = await place(store)
      expect(space).toMatchObject({ isBound: true, readFromAt: null })
      const bound = async (readFromAt?: number) =>
        (
          await store.communities.bindSpace(community.id, workspace.id, {
            externalId: SPACE,
            name: 'general',
            ...(readFromAt === undefined ? {} : { readFromAt }),
          })
        ).readFromAt
      expect(await bound(START)).toBe(START)
      expect(await bound(START + 5)).toBe(START)
      expect(await bound(START - 5)).toBe(START - 5)
      expect(await bound()).toBe(START - 5)
    }))

  it('refuses another community a space that was taken off, because what was read of it belongs to the first', () =>
    withStore(engine, async (store) => {
      const { community, workspace, space } = await place(store)
      const other = await store.communities.create({ name: 'B', timeZone: 'UTC', isLive: true, now: START })
      await store.communities.unbindSpace(community.id, space.id)
      await expect(
        store.communities.bindSpace(other.id, workspace.id, { externalId: SPACE, name: 'x', readFromAt: 1 }),
      ).rejects.toThrow('belonged to the community “Robotics”')
      expect(await store.communities.spaces(community.id)).toEqual([{ ...space, isBound: false }])
    }))

  it('says what a community is for, and that it is fed', () =>
    withStore(engine, async (store) => {
      const { community } = await place(store)
      expect(community.purpose).toBe('')
      const what = { purpose: ' Robots that walk. ', isLive: true }
      const described = await store.communities.describe(community.id, what)
      expect(described).toEqual({ ...community, purpose: 'Robots that walk.', isLive: true })
      expect(await store.communities.byId(community.id)).toEqual(described)
      const renamed = await store.communities.describe(community.id, { ...what, name: ' Walkers ' })
      expect(renamed).toEqual({ ...described, name: 'Walkers' })
      expect(await store.communities.byName('WALKERS')).toEqual(renamed)
      expect(await store.communities.byName(community.name)).toBeNull()
      await store.communities.removeIfEmpty(community.id)
      expect(await store.communities.byId(community.id)).toEqual(renamed)
    }))

  it('forgets an empty community with what is set of it, and no other', () =>
    withStore(engine, async (store) => {
      const { workspace } = await place(store)
      const empty = await store.communities.create({ name: 'B', timeZone: 'UTC', isLive: true, now: START })
      await store.communities.setBreaks(empty.id, [{ from: 1, to: 2 }])
      const board = { workspace: workspace.id, channel: 'C1', message: null, contentHash: null }
      await store.boards.set(empty.id, board)
      await store.communities.removeIfEmpty(empty.id)
      expect(await store.communities.byId(empty.id)).toBeNull()
      expect(await store.communities.breaks(empty.id)).toEqual([])
      expect(await store.boards.of(empty.id)).toBeNull()
      expect(await store.communities.list()).toHaveLength(1)
    }))

  it('knows its workspaces, and which put the bot out', () =>
    withStore(engine, async (store) => {
      const { workspace } = await place(store)
      const given = { platform: 'discord' as const, externalId: 'G1', name: 'Guild' }
      const guild = await store.communities.workspace(given)
      await store.communities.setRemoved(guild.id, START)
      expect(await store.communities.workspaces('discord')).toEqual([{ ...guild, removedAt: START }])
      expect(await store.communities.workspaces('slack')).toEqual([workspace])
      expect(await store.communities.workspaceBy('discord', 'G1')).toMatchObject({ removedAt: START })
      expect(await store.communities.workspaceBy('slack', 'G1')).toBeNull()
      await store.communities.setRemoved(guild.id, null)
      expect(await store.communities.workspaceBy('discord', 'G1')).toEqual(guild)
    }))
})
