/** Several communities in one server, and one community in several. */
import { describe, expect, it } from 'vitest'
import { calendarOf } from '../../src/core/calendar.ts'
import { readDigest } from '../../src/core/participation/read-digest.ts'
import type { Community, Store } from '../../src/core/ports.ts'
import { bindCommunity, serveBot } from '../platforms/discord/serving.ts'
import { type Discord, startDiscord } from '../simulators/discord/start.ts'
import { withStore } from '../store/engines.ts'
import { heard } from './play.ts'

const DAY_MS = 86_400_000
const START = Date.UTC(2026, 9, 5, 10)

async function countsOf(store: Store, community: Community) {
  const day = calendarOf('UTC').dayOf(START)
  const { digest } = await readDigest(store, community, { from: day, to: day + 2 })
  const { messages, replies, reactions, activeMembers } = digest.participation
  return { messages, replies, reactions, activeMembers, partial: digest.partial.map((one) => one.reason) }
}

async function inDiscord(work: (discord: Discord, store: Store) => Promise<void>): Promise<void> {
  const discord = await startDiscord({ startAt: START - DAY_MS })
  try {
    await withStore('sqlite', (store) => work(discord, store))
    expect(discord.violations).toEqual([])
  } finally {
    await discord.close()
  }
}

describe('several communities in one server', () => {
  it('are each counted by themselves, heard live and read back', () =>
    inDiscord(async (discord, store) => {
      const guild = discord.createGuild({ name: 'School' })
      const [robots, poems] = ['robots', 'poems'].map((name) => guild.createChannel({ name }))
      if (robots === undefined || poems === undefined) throw new Error('There should be two channels.')
      const now = discord.now()
      const builders = await bindCommunity(store, guild, [robots], { now, name: 'Builders' })
      const poets = await bindCommunity(store, guild, [poems], { now, name: 'Poets' })
      const [ada, ben] = [guild.join({ name: 'ada' }), guild.join({ name: 'ben' })]
      const bot = await serveBot(discord, store)
      await bot.caughtUp()

      discord.setTime(START)
      const question = ada.post(robots, 'How?')
      ben.react(ben.post(robots, 'So', { replyTo: question }), '👍')
      ada.react(ben.post(poems, 'A verse'), '🎉')
      await heard(discord)
      await bot.stop()
      discord.setTime(START + DAY_MS)
      ada.post(poems, 'Another one')
      const again = await serveBot(discord, store)
      await again.caughtUp()
      await again.stop()

      expect(await countsOf(store, builders)).toMatchObject({ messages: 2, replies: 1, reactions: 0 })
      expect(await countsOf(store, poets)).toMatchObject({ messages: 2, replies: 0, reactions: 1 })
    }))
})

describe('one community over two servers', () => {
  it('is counted as one, and somebody who is in both is one person', () =>
    inDiscord(async (discord, store) => {
      const home = discord.createGuild({ name: 'Home' })
      const away = discord.createGuild({ name: 'Away' })
      const [here, there] = [home.createChannel({ name: 'here' }), away.createChannel({ name: 'there' })]
      const now = discord.now()
      const readFromAt = now - DAY_MS
      const community = await bindCommunity(store, home, [here], { now, name: 'Both', readFromAt })
      const second = await store.communities.workspace({
        ...{ platform: 'discord', externalId: away.id, name: away.name },
      })
      await store.communities.bindSpace(community.id, second.id, {
        ...{ externalId: there.id, name: there.name, readFromAt },
      })
      const ada = home.join({ name: 'ada' })
      const adaThere = away.join(ada)
      const ben = away.join({ name: 'ben' })
      const bot = await serveBot(discord, store)
      await bot.caughtUp()

      discord.setTime(START)
      ada.post(here, 'Good morning')
      const asked = adaThere.post(there, 'Anybody?')
      ben.post(there, 'Me', { replyTo: asked })
      await heard(discord)
      // One server is out of order; the other is heard all the same.
      away.goDown()
      discord.setTime(START + 60_000)
      ben.post(there, 'Can you hear me?')
      ada.post(here, 'Still here')
      await heard(discord)
      await bot.recorder.settled()
      expect(await countsOf(store, community)).toMatchObject({ messages: 4, activeMembers: 2 })
      away.comeBack()
      await heard(discord)
      await bot.caughtUp()
      await bot.stop()

      expect(await countsOf(store, community)).toMatchObject({ messages: 5, replies: 1, activeMembers: 2 })
      const gaps = await store.history.gaps(community.id)
      const spaces = await store.communities.spaces(community.id)
      const isThere = spaces.find((one) => one.externalId === there.id)?.id
      expect(gaps.map((one) => [one.space, one.reason])).toEqual([[isThere, 'away']])
    }))
})
