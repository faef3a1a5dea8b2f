import { describe, expect, it } from 'vitest'
import { communityAt } from '../../src/app/community-at.ts'
import type { Place } from '../../src/core/place.ts'
import type { Store } from '../../src/core/ports.ts'
import { ENGINE_NAMES, withStore } from '../store/engines.ts'

const NOW = Date.UTC(2026, 10, 23)

const at = (channel: string | null, workspace = 'G1'): Place => ({
  platform: 'discord',
  workspace: { externalId: workspace, name: 'A server' },
  channel,
})

async function house(store: Store, name: string, channels: readonly string[], server = 'G1') {
  const community = await store.communities.create({ name, timeZone: 'UTC', isLive: true, now: NOW })
  const workspace = await store.communities.workspace({
    platform: 'discord',
    externalId: server,
    name: server,
  })
  for (const externalId of channels)
    await store.communities.bindSpace(community.id, workspace.id, { externalId, name: externalId })
  return community
}

describe.each(ENGINE_NAMES)('the community that is meant, on %s', (engine) => {
  it('is none where the server is new, or another platform has the id', () =>
    withStore(engine, async (store) => {
      expect(await communityAt(at('C1'), store)).toEqual({ kind: 'none' })
      await house(store, 'Club', ['C1'])
      expect(await communityAt(at('C1', 'G2'), store)).toEqual({ kind: 'none' })
      expect(await communityAt({ ...at('C1'), platform: 'slack' }, store)).toEqual({ kind: 'none' })
    }))

  it('is the only one, wherever it is called from', () =>
    withStore(engine, async (store) => {
      const club = await house(store, 'Club', ['C1', 'C2'])
      for (const channel of ['C1', 'C9', null])
        expect(await communityAt(at(channel), store)).toEqual({ kind: 'one', community: club })
    }))

  it('is that of the channel where there are several, and else has to be said', () =>
    withStore(engine, async (store) => {
      const club = await house(store, 'Club', ['C1'])
      const welders = await house(store, 'Welders', ['C2'])
      await house(store, 'Elsewhere', ['C3'], 'G2')
      expect(await communityAt(at('C2'), store)).toEqual({ kind: 'one', community: welders })
      expect(await communityAt(at('C1'), store)).toEqual({ kind: 'one', community: club })
      const meant = await communityAt(at('C3'), store)
      expect(meant.kind === 'several' && new Set(meant.communities.map((one) => one.name))).toEqual(
        new Set(['Club', 'Welders']),
      )
    }))

  it('follows what is bound at the moment', () =>
    withStore(engine, async (store) => {
      const club = await house(store, 'Club', ['C1'])
      const welders = await house(store, 'Welders', ['C2'])
      const [space] = await store.communities.spaces(welders.id)
      if (space === undefined) throw new Error('a space was bound')
      await store.communities.unbindSpace(welders.id, space.id)
      expect(await communityAt(at('C2'), store)).toEqual({ kind: 'one', community: club })
      await store.communities.bindSpace(welders.id, space.workspace.id, { externalId: 'C2', name: 'C2' })
      expect(await communityAt(at('C2'), store)).toEqual({ kind: 'one', community: welders })
    }))
})
