/** The server that the two weeks happen in: its channels, its people, and what has been said so far. */
import type { GuildHandle } from '../simulators/discord/guild-handle.ts'
import type { Channel, Emoji, Message } from '../simulators/discord/model.ts'
import type { Person } from '../simulators/discord/person.ts'
import type { Discord } from '../simulators/discord/start.ts'

/** Stands in every message that anybody writes; it must turn up nowhere outside the server itself. */
export const SECRET_WORD = 'quibblezephyr'

export const TIME_ZONE = 'Europe/Paris'

/** Olga owns the server; the others join in the course of the weeks. */
export type Name = 'olga' | 'ada' | 'ben' | 'cleo' | 'dan'

/** The server and what a script does in it. */
export interface Club {
  readonly discord: Discord
  readonly guild: GuildHandle
  /** Joins are told here. */
  readonly general: Channel
  readonly build: Channel
  readonly news: Channel
  readonly help: Channel
  readonly voice: Channel
  /** The moderators' own: digests go there, nothing in it is read. */
  readonly office: Channel
  /** Everybody's, and not bound. */
  readonly lounge: Channel
  /** What is read: `general`, `build`, `news`, `help` and `voice`. */
  readonly bound: readonly Channel[]
  readonly gear: Emoji
  readonly weather: Person
  readonly music: Person
  /** Somebody who has joined. */
  person(name: Name): Person
  join(name: Name): Person
  /** Writes something that can be found again; every text holds the secret word. */
  say(who: Name, where: Channel, text: string, as?: string, options?: Parameters<Person['post']>[2]): Message
  keep(as: string, message: Message): Message
  said(as: string): Message
  keepThread(as: string, thread: Channel): Channel
  thread(as: string): Channel
  /** Practice acts that the bot was asked to note, for those who count. */
  readonly acts: { readonly who: string; readonly at: number; readonly kind: 'share' | 'did' }[]
  /** Times of which nothing may be read of somebody, as they asked the bot. */
  readonly withheld: { readonly who: string; readonly fromAt: number; readonly toAt: number }[]
}

/** Makes the server; the bot is in it, whether or not a process of it runs. */
export function openClub(discord: Discord): Club {
  const guild = discord.createGuild({ name: 'Robotics club', owner: 'olga' })
  const make = (name: string, type: 'text' | 'announcement' | 'forum' | 'voice' = 'text') =>
    guild.createChannel({ name, type })
  const general = make('general')
  const build = make('build')
  const news = make('news', 'announcement')
  const help = make('help', 'forum')
  const voice = make('workshop', 'voice')
  const lounge = make('lounge')
  const office = guild.createChannel({
    name: 'moderators',
    rights: [
      { for: 'everyone', deny: ['VIEW_CHANNEL'] },
      { for: 'bot', allow: ['VIEW_CHANNEL', 'SEND_MESSAGES', 'ATTACH_FILES', 'READ_MESSAGE_HISTORY'] },
    ],
  })
  const gear = guild.createEmoji('gear')
  const weather = guild.join({ name: 'weather', bot: true })
  const music = guild.join({ name: 'music', bot: true })
  guild.setSystemChannel(general)
  const people = new Map<string, Person>([['olga', guild.owner]])
  const messages = new Map<string, Message>()
  const threads = new Map<string, Channel>()
  const club: Club = {
    ...{ discord, guild, general, build, news, help, voice, office, lounge, gear, weather, music },
    bound: [general, build, news, help, voice],
    acts: [],
    withheld: [],
    person: (name) => found(people, name),
    join: (name) => {
      const person = guild.join({ name })
      people.set(name, person)
      return person
    },
    say: (who, where, text, as, options) => {
      const message = found(people, who).post(where, `${text} ${SECRET_WORD}`, options)
      if (as !== undefined) messages.set(as, message)
      return message
    },
    keep: (as, message) => {
      messages.set(as, message)
      return message
    },
    said: (as) => found(messages, as),
    keepThread: (as, thread) => {
      threads.set(as, thread)
      return thread
    },
    thread: (as) => found(threads, as),
  }
  return club
}

function found<Thing>(things: ReadonlyMap<string, Thing>, name: string): Thing {
  const thing = things.get(name)
  if (thing === undefined) throw new Error(`There is no ${name} yet.`)
  return thing
}
