/** Reactions: given, taken back, swept away. */
import { INTENTS } from './intents.ts'
import type { JsonObject } from './json.ts'
import { channelEvent } from './messages.ts'
import type { Channel, Emoji, Guild, Message, Reaction, User } from './model.ts'
import { emojiJson } from './wire-messages.ts'
import { memberJson } from './wire-people.ts'
import { emit, guildOf, type World } from './world.ts'

const intentsOf = (channel: Channel): number =>
  channel.guildId === null ? INTENTS.directReactions : INTENTS.reactions

const isSame = (a: Emoji, b: Emoji): boolean =>
  a.id === null || b.id === null ? a.id === b.id && a.name === b.name : a.id === b.id

const given = (message: Message, emoji: Emoji): Reaction | undefined =>
  message.reactions.find((reaction) => isSame(reaction.emoji, emoji))

/** The emoji that a route or a test names: plain, `name:id`, or the name of one of the guild's own. */
export function readEmoji(guild: Guild | null, written: string): Emoji | null {
  const [name = '', id] = written.replace(/^<?a?:|>$/g, '').split(':')
  if (id !== undefined) return guild?.emojis.find((emoji) => emoji.id === id) ?? null
  const own = guild?.emojis.find((emoji) => emoji.name === name || emoji.id === name)
  if (own !== undefined) return own
  return name === '' || /^\w+$/.test(name) ? null : { id: null, name }
}

const place = (channel: Channel, message: Message): JsonObject => ({
  channel_id: channel.id,
  message_id: message.id,
  ...(channel.guildId === null ? {} : { guild_id: channel.guildId }),
})

/** Somebody gives an emoji; once is enough. */
export function addReaction(
  world: World,
  channel: Channel,
  message: Message,
  user: User,
  emoji: Emoji,
): void {
  let reaction = given(message, emoji)
  if (reaction === undefined) {
    reaction = { emoji, users: [] }
    message.reactions.push(reaction)
  }
  if (reaction.users.includes(user)) return
  reaction.users.push(user)
  const member = guildOf(world, channel)?.members.get(user.id)
  emit(
    world,
    channelEvent('MESSAGE_REACTION_ADD', channel, intentsOf(channel), () => ({
      ...place(channel, message),
      user_id: user.id,
      emoji: emojiJson(emoji),
      burst: false,
      type: 0,
      message_author_id: message.author.id,
      ...(member === undefined ? {} : { member: memberJson(member) }),
    })),
  )
}

/** Somebody's emoji goes. */
export function removeReaction(
  world: World,
  channel: Channel,
  message: Message,
  user: User,
  emoji: Emoji,
): void {
  const reaction = given(message, emoji)
  const index = reaction?.users.indexOf(user) ?? -1
  if (reaction === undefined || index < 0) return
  reaction.users.splice(index, 1)
  if (reaction.users.length === 0) message.reactions.splice(message.reactions.indexOf(reaction), 1)
  emit(
    world,
    channelEvent('MESSAGE_REACTION_REMOVE', channel, intentsOf(channel), () => ({
      ...place(channel, message),
      user_id: user.id,
      emoji: emojiJson(emoji),
      burst: false,
      type: 0,
    })),
  )
}

/** All reactions go, or all of one emoji. */
export function clearReactions(world: World, channel: Channel, message: Message, emoji: Emoji | null): void {
  if (emoji === null) {
    message.reactions.length = 0
    emit(
      world,
      channelEvent('MESSAGE_REACTION_REMOVE_ALL', channel, intentsOf(channel), () => place(channel, message)),
    )
    return
  }
  const reaction = given(message, emoji)
  if (reaction === undefined) return
  message.reactions.splice(message.reactions.indexOf(reaction), 1)
  emit(
    world,
    channelEvent('MESSAGE_REACTION_REMOVE_EMOJI', channel, intentsOf(channel), () => ({
      ...place(channel, message),
      emoji: emojiJson(emoji),
    })),
  )
}

/** Who gave an emoji. */
export const reactedWith = (message: Message, emoji: Emoji): readonly User[] =>
  given(message, emoji)?.users ?? []
