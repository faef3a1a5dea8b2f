/** People of a Discord of our own, who do what a script says. */
import { momentOf } from '../simulators/discord/clock.ts'
import type { GuildHandle } from '../simulators/discord/guild-handle.ts'
import type { Channel, Message } from '../simulators/discord/model.ts'
import type { Person } from '../simulators/discord/person.ts'
import type { Discord } from '../simulators/discord/start.ts'
import { isPersons, standingIn } from './discord-facts.ts'
import type { Happening, Step } from './script.ts'
import { isTrouble } from './troubles.ts'
import { type Facts, nameOf, type ReactionAct } from './world.ts'

const ARCHIVE_MINUTES = 60
const PRIVATE_THREAD = 12
const DEFAULT = 0

/** The server and who is in it. */
export interface DiscordClub {
  readonly discord: Discord
  readonly guild: GuildHandle
  readonly bound: readonly Channel[]
  readonly lounge: Channel
  readonly music: Person
  readonly people: readonly Person[]
}

/** Plays steps, and tells what stands when they are played. */
export function discordPlayer(club: DiscordClub) {
  const { discord, guild, bound, lounge, music, people } = club
  const messages = new Map<number, Message>()
  const threads = new Map<number, Channel>()
  const reacted = new Map<number, { person: Person; message: Message; emoji: string }>()
  const reactionActs: ReactionAct[] = []
  const passages: Facts['passages'][number][] = []
  const sure = new Map<string, { space: string; at: number }>()
  let tickedAt = 0

  const here = (who: number): Person | null => {
    const person = people[who]
    return person !== undefined && guild.guild.members.has(person.id) ? person : null
  }
  const standing = (id: number): Message | null => {
    const message = messages.get(id)
    return message === undefined || message.isDeleted || !guild.guild.channels.has(message.channelId)
      ? null
      : message
  }
  const roomOf = ({ channelId }: Message): Channel | null => guild.guild.channels.get(channelId) ?? null
  const spaceOf = (message: Message): string => {
    const room = roomOf(message)
    return room?.thread == null ? message.channelId : (room.parentId ?? '')
  }
  const text = (names: readonly number[]): string =>
    `what was said? ${names.map((who) => people[who]?.mention ?? '').join(' ')}`
  const keep = (id: number, message: Message, isSure: boolean): void => {
    messages.set(id, message)
    const space = spaceOf(message)
    if (isSure) sure.set(nameOf(space, message.id), { space, at: momentOf(message.id) })
  }
  /** Reactions come without a time of their own; a bot strikes the hour where nothing is read. */
  const tick = (): void => {
    if (discord.now() > tickedAt) music.post(lounge, 'tick')
    tickedAt = discord.now()
  }
  const noteReaction = (
    person: Person,
    message: Message,
    emoji: string,
    isPutOn: boolean,
    isSure: boolean,
  ): void =>
    void reactionActs.push({
      ...{ message: nameOf(spaceOf(message), message.id), emoji, person: person.id },
      ...{ isPutOn, at: discord.now(), isSure },
    })

  const act = (id: number, what: Happening, isSure: boolean): void => {
    switch (what.kind) {
      case 'post': {
        const [person, channel] = [here(what.who), bound[what.channel]]
        if (person !== null && channel !== undefined) keep(id, person.post(channel, text(what.names)), isSure)
        return
      }
      case 'reply':
      case 'broadcast': {
        const [person, to] = [here(what.who), standing(what.to)]
        const room = to === null ? null : roomOf(to)
        if (person === null || to === null || room === null) return
        const mention = what.kind === 'broadcast'
        keep(id, person.post(room, text(what.names), { replyTo: to, mention }), isSure)
        return
      }
      case 'say': {
        const person = here(what.who)
        const thread = threads.get(what.to) ?? threadOn(standing(what.to))
        if (person !== null && thread !== null) keep(id, person.post(thread, text(what.names)), isSure)
        return
      }
      case 'thread': {
        const person = here(what.who)
        const on = what.on === null ? (bound[what.channel] ?? null) : standing(what.on)
        if (person === null || on === null) return
        if (!('overwrites' in on) && (on.threadId !== null || roomOf(on)?.thread !== null)) return
        threads.set(id, person.openThread(on, `thread ${id}`, { autoArchiveMinutes: ARCHIVE_MINUTES }))
        return
      }
      case 'forum': {
        const [person, forum] = [here(what.who), bound[2]]
        if (person === null || forum === undefined) return
        const post = person.postInForum(forum, `post ${id}`, text(what.names))
        threads.set(id, post.thread)
        keep(id, post.message, isSure)
        return
      }
      case 'react': {
        const [person, message] = [here(what.who), standing(what.to)]
        if (person === null || message === null) return
        const given = message.reactions.find((one) => one.emoji.name === what.emoji)
        if (given?.users.includes(person.user) === true) return
        tick()
        person.react(message, what.emoji)
        reacted.set(id, { person, message, emoji: what.emoji })
        noteReaction(person, message, what.emoji, true, isSure)
        return
      }
      case 'unreact': {
        const known = reacted.get(what.of)
        if (known === undefined || known.message.isDeleted || roomOf(known.message) === null) return
        const { person, message, emoji } = known
        const given = message.reactions.find((one) => one.emoji.name === emoji)
        if (given?.users.includes(person.user) !== true) return
        tick()
        person.unreact(message, emoji)
        noteReaction(person, message, emoji, false, isSure)
        return
      }
      case 'edit': {
        const message = standing(what.of)
        const author = people.find((one) => one.user === message?.author)
        // Whom a reply answers is named in it, until it is edited: what was heard and what is read then differ.
        if (message !== null && author !== undefined && message.type === DEFAULT)
          author.edit(message, `${message.content}, edited`)
        return
      }
      case 'remove': {
        const message = standing(what.of)
        const author = people.find((one) => one.user === message?.author)
        if (message !== null && author !== undefined) author.remove(message)
        return
      }
      case 'archive': {
        const thread = threads.get(what.of) ?? null
        if (thread !== null) people[0]?.archive(thread)
        return
      }
      case 'join':
      case 'leave': {
        const person = people[what.who]
        if (person === undefined || (what.kind === 'join') === (here(what.who) !== null)) return
        passages.push({ person: person.id, kind: what.kind, at: discord.now() })
        if (what.kind === 'leave') person.leave()
        else guild.join(person)
        return
      }
      case 'noise': {
        const [person, channel] = [here(what.who), bound[what.channel]]
        if (person === null || channel === undefined) return
        if (what.what === 'bot') music.post(channel, 'a song')
        else if (what.what === 'webhook') guild.postByWebhook(channel, 'builds', 'green')
        else if (what.what === 'elsewhere') person.post(lounge, 'nobody counts this')
        else {
          const last = channel.messages.findLast((one) => one.type === DEFAULT && one.pinnedMs === null)
          if (last !== undefined) person.pin(last)
        }
        return
      }
    }
  }
  const threadOn = (message: Message | null): Channel | null =>
    message?.threadId == null ? null : (guild.guild.channels.get(message.threadId) ?? null)

  const rooms = (): readonly Channel[] =>
    [...guild.guild.channels.values()].filter((one) =>
      one.thread === null
        ? bound.includes(one)
        : one.type !== PRIVATE_THREAD && bound.some((parent) => parent.id === one.parentId),
    )
  return {
    step: ({ id, what }: Step, isSure: boolean): void => {
      if (!isTrouble(what)) act(id, what, isSure)
    },
    facts: (): Facts => ({
      spaces: bound.map((one) => one.id),
      messages: rooms().flatMap((room) =>
        room.messages.filter(isPersons).map((one) => standingIn(room, one)),
      ),
      reactionActs,
      sure,
      acknowledged: new Set(),
      passages,
    }),
  }
}
