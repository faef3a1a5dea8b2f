/** A Discord of our own for scripts: a server with two channels, a forum and one that is not bound. */
import { bindCommunity } from '../platforms/discord/serving.ts'
import type { Channel } from '../simulators/discord/model.ts'
import { startDiscord } from '../simulators/discord/start.ts'
import { BEGINS_AT, TIME_ZONE } from './calendar.ts'
import { discordPlayer } from './discord-player.ts'
import { strikeDiscord } from './discord-troubles.ts'
import { heardOn } from './heard.ts'
import { PEOPLE } from './script.ts'
import type { ChaosWorld } from './world.ts'

const EARLIER_MS = 3_600_000

/** The server, empty, with everybody in it. */
export async function openDiscordWorld(seed: number): Promise<ChaosWorld> {
  const discord = await startDiscord({
    ...{ startAt: BEGINS_AT - EARLIER_MS, rateLimits: false, limitSends: false, validate: false, seed },
  })
  const guild = discord.createGuild({ name: 'Robotics club', owner: 'p0' })
  const make = (name: string, type: 'text' | 'forum' = 'text'): Channel => guild.createChannel({ name, type })
  const bound = [make('general'), make('build'), make('help', 'forum')]
  const lounge = make('lounge')
  const music = guild.join({ name: 'music', bot: true })
  guild.setSystemChannel(bound[0] ?? null)
  const people = [
    guild.owner,
    ...Array.from({ length: PEOPLE - 1 }, (_, nth) => guild.join({ name: `p${nth + 1}` })),
  ]
  discord.setTime(BEGINS_AT)
  const play = discordPlayer({ discord, guild, bound, lounge, music, people })
  return {
    address: {
      platform: 'discord',
      workspace: guild.id,
      spaces: bound.map((one) => one.id),
      apiUrl: discord.apiUrl,
      token: discord.token,
      appToken: null,
    },
    now: discord.now,
    moveTo: (at) => {
      if (at > discord.now()) discord.setTime(at)
    },
    bind: (store) => bindCommunity(store, guild, bound, { now: discord.now(), timeZone: TIME_ZONE }),
    play: play.step,
    heard: () => heardOn([...discord.gateway.connections].map(({ socket }) => socket)),
    isConnected: () =>
      [...discord.gateway.sessions.values()].some((one) => one.connection !== null && one.sequence > 0),
    strike: (trouble) => strikeDiscord({ discord, guild }, trouble),
    calm: () => {
      discord.faults.clear()
      if (!guild.guild.isAvailable) guild.comeBack()
      if (!guild.guild.members.has(discord.botId)) guild.addBot()
    },
    asked: () => discord.requests.filter(({ path }) => path.endsWith('/messages')).length,
    settled: async () => undefined,
    facts: play.facts,
    close: () => discord.close(),
  }
}
