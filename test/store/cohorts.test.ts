import { describe, expect, it } from 'vitest'
import { ENGINE_NAMES, withStore } from './engines.ts'

describe.each(ENGINE_NAMES)('members behind many identities, on %s', (engine) => {
  it('are told in order, of one community, and without those who are none or have left without trace', () =>
    withStore(engine, async (store) => {
      const made = { timeZone: 'UTC', isLive: true, now: 0 }
      const { id } = await store.communities.create({ ...made, name: 'Club' })
      const other = await store.communities.create({ ...made, name: 'Other' })
      const ada = await store.people.member(id, 'discord', '1')
      const bob = await store.people.member(id, 'slack', 'U1')
      const gone = await store.people.member(id, 'discord', '3')
      await store.people.member(other.id, 'discord', '4')
      await store.people.erase(id, gone, { practices: 'remove' }, 0)
      const people = ['1', '2', '3', '4', '1'].map((externalId) => ({
        platform: 'discord' as const,
        externalId,
      }))
      const behind = await store.cohorts.membersBehind(id, [
        ...people,
        { platform: 'slack', externalId: 'U1' },
      ])
      expect(behind).toEqual([ada, null, null, null, ada, bob])
      const many = Array.from({ length: 1_200 }, (_, at) => ({
        platform: 'discord' as const,
        externalId: `x${at}`,
      }))
      expect(await store.cohorts.membersBehind(id, many)).toEqual(many.map(() => null))
      expect(await store.people.find(id, 'discord', '2'), 'nobody is met by being looked for').toBeNull()
    }))
})
