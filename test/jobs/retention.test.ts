import { expect, it } from 'vitest'
import { MS_PER_DAY } from '../../src/core/calendar.ts'
import { CODE_LIVES_MS } from '../../src/core/ports.ts'
import { retain } from '../../src/jobs/retention.ts'
import { MONDAY, openClub, say } from './club.ts'

const target = { command: 'help', handler: 'help', input: {} }

it('keeps raw activity 90 days, and days for good', async () => {
  const club = await openClub()
  await say(club, MONDAY)
  const messages = async () => {
    const member = await club.store.people.find(club.community.id, 'discord', 'ada')
    if (member === null) throw new Error('Ada wrote')
    const data = await club.store.people.dataOf(club.community.id, member)
    return [data.messages.length, data.sealed.length, data.days.length]
  }
  await retain(club.store, MONDAY + 89 * MS_PER_DAY)
  expect(await messages()).toEqual([1, 0, 1])
  await retain(club.store, MONDAY + 92 * MS_PER_DAY)
  expect(await messages()).toEqual([0, 1, 1])
  await club.store.close()
})

it('forgets a server 30 days after it put the bot out, and what came back stays', async () => {
  const club = await openClub()
  await club.store.communities.setRemoved(club.workspace.id, MONDAY)
  await retain(club.store, MONDAY + 30 * MS_PER_DAY)
  expect(await club.store.communities.list()).toHaveLength(1)
  await club.store.communities.setRemoved(club.workspace.id, null)
  await retain(club.store, MONDAY + 31 * MS_PER_DAY)
  expect(await club.store.communities.list()).toHaveLength(1)
  await club.store.communities.setRemoved(club.workspace.id, MONDAY)
  await retain(club.store, MONDAY + 31 * MS_PER_DAY)
  expect(await club.store.communities.list()).toEqual([])
  expect(await club.store.communities.workspaces('discord')).toEqual([])
  await club.store.close()
})

it('forgets what buttons stand for after 90 days', async () => {
  const { store } = await openClub()
  await store.kept.keep('old', null, target, MONDAY)
  await store.kept.keep('new', null, target, MONDAY + MS_PER_DAY)
  await retain(store, MONDAY + 90 * MS_PER_DAY + 1)
  expect(await store.kept.find('old')).toBeNull()
  expect(await store.kept.find('new')).toEqual({ community: null, target })
  await store.close()
})

it('forgets one-time codes a quarter of an hour after they were made', async () => {
  const club = await openClub()
  const { store, community } = club
  const member = await store.people.member(community.id, 'discord', 'ada')
  const asked = { community: community.id, purpose: 'person', member, platform: 'discord' } as const
  const code = await store.people.makeCode(asked, MONDAY)
  await retain(store, MONDAY + CODE_LIVES_MS)
  expect(await store.people.behindCode(code, 'person', MONDAY)).not.toBeNull()
  await retain(store, MONDAY + CODE_LIVES_MS + 1)
  expect(await store.people.behindCode(code, 'person', MONDAY)).toBeNull()
  await store.close()
})
