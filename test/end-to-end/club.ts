/** The server that the two weeks happen in: its channels, its people, and what has been said so far. */
import type { GuildHandle } from '../simulators/discord/guild-handle.ts'
import type { Channel, Message } from '../simulators/discord/model.ts'
import type { Person } from '../simulators/discord/person.ts'
import type { Discord } from '../simulators/discord/start.ts'
import { type Cast, CLUB_NAME, found, type Name, READ_ROOMS, type Room, SECRET_WORD } from './cast.ts'
import { castOf } from './discord-cast.ts'

/**
 * How people answer each other: by reference, as Discord has it, or in threads, and on messages only, as those do who
 * have nothing else.
 */
export type Answering = 'by reference' | 'in threads'

/** The server, and those who play in it. */
export interface Club {
  readonly discord: Discord
  readonly guild: GuildHandle
  readonly rooms: Readonly<Record<Room, Channel>>
  /** Joins are told here. */
  readonly general: Channel
  readonly build: Channel
  readonly help: Channel
  /** The moderators' own: digests go there, nothing in it is read. */
  readonly office: Channel
  /** Everybody's, and not bound. */
  readonly lounge: Channel
  /** What is read. */
  readonly bound: readonly Channel[]
  readonly weather: Person
  readonly music: Person
  /** Plays the script. */
  readonly cast: Cast
  /** Somebody who has joined. */
  person(name: Name): Person
  join(name: Name): Person
  /** Writes something; every text holds the secret word. */
  say(who: Name, where: Channel, text: string, options?: Parameters<Person['post']>[2]): Message
}

/** Makes the server; the bot is in it, whether or not a process of it runs. */
export function openClub(discord: Discord, answering: Answering = 'by reference'): Club {
  const guild = discord.createGuild({ name: CLUB_NAME, owner: 'olga' })
  const make = (name: string, type: 'text' | 'announcement' | 'forum' | 'voice' = 'text') =>
    guild.createChannel({ name, type })
  const rooms = {
    general: make('general'),
    build: make('build'),
    news: make('news', 'announcement'),
    help: make('help', 'forum'),
    // In a voice channel there are no threads.
    workshop: make('workshop', answering === 'in threads' ? 'text' : 'voice'),
    lounge: make('lounge'),
    office: guild.createChannel({
      name: 'moderators',
      rights: [
        { for: 'everyone', deny: ['VIEW_CHANNEL'] },
        { for: 'bot', allow: ['VIEW_CHANNEL', 'SEND_MESSAGES', 'ATTACH_FILES', 'READ_MESSAGE_HISTORY'] },
      ],
    }),
  }
  const { general, build, help, office, lounge } = rooms
  guild.createEmoji('gear')
  const weather = guild.join({ name: 'weather', bot: true })
  const music = guild.join({ name: 'music', bot: true })
  guild.setSystemChannel(general)
  const people = new Map<string, Person>([['olga', guild.owner]])
  const club: Omit<Club, 'cast'> = {
    ...{ discord, guild, rooms, general, build, help, office, lounge, weather, music },
    bound: READ_ROOMS.map((room) => rooms[room]),
    person: (name) => found(people, name),
    join: (name) => {
      const person = guild.join({ name })
      people.set(name, person)
      return person
    },
    say: (who, where, text, options) => found(people, who).post(where, `${text} ${SECRET_WORD}`, options),
  }
  return { ...club, cast: castOf(club, answering) }
}
