/** Plays the script in a Discord server. */
import type { Answer } from '../simulators/discord/answer.ts'
import type { Channel, Message } from '../simulators/discord/model.ts'
import type { PostOptions } from '../simulators/discord/saying.ts'
import { shownText } from '../simulators/discord/wire-messages.ts'
import {
  type Cast,
  type Filled,
  found,
  mapped,
  type Name,
  type Options,
  type Saying,
  SECRET_WORD,
} from './cast.ts'
import type { Answering, Club } from './club.ts'

const PUT_AWAY_AFTER_MINUTES = 60
/** On a busy machine. */
const PATIENCE_MS = 60_000

/** A thread, or the room in which it begins with a message that it can hang on. */
type Thread = Channel | { readonly room: Channel }

export function castOf(club: Omit<Club, 'cast'>, answering: Answering): Cast {
  const { discord, guild, rooms, person } = club
  const inThreads = answering === 'in threads'
  const messages = new Map<string, Message>()
  const threads = new Map<string, Thread>()
  /** By the message that they hang on. */
  const hanging = new Map<Message, Channel>()
  const before = new Map<Name, Answer>()
  /** What somebody looks at that answers nobody, or somebody else. */
  const looking = new Map<Name, Message>()
  const sights = new Map<string, Message>()
  const said = (name: string): Message => found(messages, name)
  const keep = (message: Message, as: string | undefined): void => {
    if (as !== undefined) messages.set(as, message)
  }
  const say = (who: Name, where: Channel, text: string, saying: Saying = {}, replyTo?: Message): Message => {
    const message = club.say(who, where, text, {
      ...howOf(saying),
      ...(saying.forward === undefined ? {} : { forward: said(saying.forward) }),
      ...(replyTo === undefined ? {} : { replyTo, mention: saying.isQuiet !== true }),
    })
    keep(message, saying.as)
    return message
  }
  const threadOn = (who: Name, message: Message, name: string): Channel => {
    const thread = hanging.get(message) ?? person(who).openThread(message, name)
    hanging.set(message, thread)
    return thread
  }
  const channelOf = ({ channelId }: Message): Channel => {
    const channel = guild.guild.channels.get(channelId)
    if (channel === undefined) throw new Error('This channel is gone.')
    return channel
  }
  const optionsOf = (options: Options) =>
    mapped(options, (given) => (typeof given === 'object' ? person(given.person) : given))
  const filled = (values: Filled) =>
    mapped(values, (given) => {
      if (typeof given !== 'object') return given
      if ('rooms' in given) return given.rooms.map((room) => rooms[room])
      return 'person' in given ? person(given.person) : given
    })
  const see = async (who: Name, answer: Promise<Answer>): Promise<string> => {
    const settled = await (await answer).settled(PATIENCE_MS)
    before.set(who, settled)
    looking.delete(who)
    return settled.text
  }
  const seen = (who: Name): Answer => found(before, who)
  return {
    acts: [],
    withheld: [],
    now: discord.now,
    setTime: discord.setTime,
    join: (who) => void club.join(who),
    leave: (who) => person(who).leave(),
    mention: (who) => (who === 'weather' || who === 'music' ? club[who] : person(who)).mention,
    say: (who, where, text, saying) => void say(who, rooms[where], text, saying),
    reply: (who, to, text, saying) => {
      const message = said(to)
      const channel = channelOf(message)
      if (!inThreads) say(who, channel, text, saying, message)
      else say(who, channel.thread === null ? threadOn(who, message, to) : channel, text, saying)
    },
    openThread: (who, thread, on) => {
      if ('message' in on) threads.set(thread, threadOn(who, said(on.message), thread))
      else if (inThreads) threads.set(thread, { room: rooms[on.room] })
      else {
        const options = { autoArchiveMinutes: PUT_AWAY_AFTER_MINUTES }
        threads.set(thread, person(who).openThread(rooms[on.room], thread, options))
      }
    },
    sayIn: (who, thread, text, saying) => {
      const where = found(threads, thread)
      if (!('room' in where)) return void say(who, where, text, saying)
      threads.set(thread, threadOn(who, say(who, where.room, text, saying), thread))
    },
    postInHelp: (who, thread, title, text, { as } = {}) => {
      const posted = person(who).postInForum(rooms.help, title, `${text} ${SECRET_WORD}`)
      threads.set(thread, posted.thread)
      keep(posted.message, as)
    },
    putAway: (who, thread) => {
      const where = found(threads, thread)
      if (!('room' in where)) person(who).archive(where)
    },
    whisper: (who, whom, text) => {
      const secret = person(who).openThread(rooms.general, 'a secret', { isPrivate: true })
      const asked = say(who, secret, `${person(whom).mention} ${text}`)
      person(whom).joinThread(secret)
      say(whom, secret, 'I will', {}, asked)
      person(whom).react(asked, '🎉')
    },
    pin: (who, message) => person(who).pin(said(message)),
    edit: (who, message, text) => person(who).edit(said(message), `${text} ${SECRET_WORD}`),
    remove: (who, ...names) => person(who).remove(...names.map(said)),
    react: (who, message, emoji) => person(who).react(said(message), emoji),
    unreact: (who, message, emoji) => person(who).unreact(said(message), emoji),
    robotSays: (who, where, text, { as } = {}) => {
      const words = `${text} ${SECRET_WORD}`
      const message =
        who === 'feed'
          ? guild.postByWebhook(rooms[where], 'Feed', words)
          : club[who].post(rooms[where], words)
      keep(message, as)
    },
    robotReacts: (who, message, emoji) => club[who].react(said(message), emoji),
    ask: (who, command, options = {}, where) =>
      see(
        who,
        person(who).slash(command, optionsOf(options), where === undefined ? {} : { in: rooms[where] }),
      ),
    askOn: (who, shortcut, message) => see(who, person(who).messageCommand(shortcut, said(message))),
    press: (who, label) => see(who, person(who).press(looking.get(who) ?? seen(who), label)),
    // What took long is told to everybody by a message of its own.
    keepSight: (who, as) => void sights.set(as, seen(who).followUps.at(-1) ?? seen(who).message),
    lookAt: (who, as) => void looking.set(who, found(sights, as)),
    openMail: (who) => {
      const latest = person(who).received.at(-1)
      if (latest === undefined) return null
      looking.set(who, latest)
      return shownText(latest)
    },
    fill: (who, values) => see(who, person(who).submit(seen(who), filled(values))),
    fields: (who) => seen(who).modal.fields.map((one) => one.value),
    file: async (who) => {
      const [file] = seen(who).attachments
      if (file === undefined) throw new Error('There should be a file.')
      return new TextDecoder().decode(discord.file(file))
    },
    offered: async (who, command, option, typed) =>
      (await person(who).complete(command, option, typed)).map((one) => one.name),
  }
}

function howOf({ kind }: Saying): PostOptions {
  if (kind === 'sticker') return { sticker: 'wave' }
  if (kind === 'poll') return { poll: 'Which day?' }
  return kind === 'file' ? { files: ['plan.txt'] } : {}
}
