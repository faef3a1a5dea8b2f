/** A made-up robotics club, for tests and for playing. */
import { Client, type ClientOptions, GatewayIntentBits } from 'discord.js'
import type { GuildHandle } from './guild-handle.ts'
import type { Channel } from './model.ts'
import type { Person } from './person.ts'
import type { Discord } from './start.ts'

/** The club. */
export interface Club {
  readonly guild: GuildHandle
  readonly general: Channel
  readonly build: Channel
  readonly help: Channel
  readonly voice: Channel
  readonly mods: Channel
  readonly ada: Person
  readonly bob: Person
  readonly cleo: Person
  readonly dan: Person
  /** A moderator: sees the moderators' channel and manages the server. */
  readonly eve: Person
}

/** Founds it. */
export function foundClub(discord: Discord): Club {
  const guild = discord.createGuild({ name: 'Robotics club', owner: 'frida' })
  const moderators = guild.createRole({
    name: 'moderators',
    permissions: ['MANAGE_GUILD', 'MANAGE_MESSAGES', 'MANAGE_THREADS'],
  })
  return {
    guild,
    general: guild.createChannel({ name: 'general', topic: 'Everything' }),
    build: guild.createChannel({ name: 'build' }),
    help: guild.createChannel({ name: 'help', type: 'forum', tags: ['wiring', 'code'] }),
    voice: guild.createChannel({ name: 'workshop', type: 'voice' }),
    mods: guild.createChannel({
      name: 'mods-only',
      rights: [
        { for: 'everyone', deny: ['VIEW_CHANNEL'] },
        { for: moderators, allow: ['VIEW_CHANNEL'] },
        { for: 'bot', allow: ['VIEW_CHANNEL'] },
      ],
    }),
    ada: guild.join({ name: 'ada' }),
    bob: guild.join({ name: 'bob' }),
    cleo: guild.join({ name: 'cleo' }),
    dan: guild.join({ name: 'dan' }),
    eve: guild.join({ name: 'eve', roles: [moderators] }),
  }
}

/** The client as it comes, pointed here. */
export function createClient(discord: Discord, options: Partial<ClientOptions> = {}): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.GuildMessageReactions,
      GatewayIntentBits.GuildMembers,
      GatewayIntentBits.MessageContent,
    ],
    ...options,
    rest: { ...options.rest, api: discord.apiUrl },
  })
}
