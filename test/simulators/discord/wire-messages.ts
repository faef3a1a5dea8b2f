/** Messages as Discord sends them, with their text or without. */
import { isoTime, momentOf } from './clock.ts'
import type { JsonObject } from './json.ts'
import { type Attachment, type Emoji, MESSAGE_TYPES, type Message } from './model.ts'
import { threadJson } from './wire-channels.ts'
import { partialMemberJson, userJson } from './wire-people.ts'
import { findMessage, type World } from './world.ts'

/** Whether a reader without MESSAGE_CONTENT sees this text all the same. */
export const isOpenToBot = (world: World, message: Message): boolean =>
  message.author.id === world.bot.id ||
  message.guildId === null ||
  message.mentions.some((user) => user.id === world.bot.id)

/** A message as REST gives it. `content: false` blanks what MESSAGE_CONTENT protects. */
export function messageJson(world: World, message: Message, view: { readonly content: boolean }): JsonObject {
  const referenced = referencedMessage(world, message)
  return {
    ...basicMessageJson(world, message, view),
    ...(message.reactions.length === 0
      ? {}
      : { reactions: message.reactions.map((given) => reactionJson(world, given)) }),
    ...(referenced === undefined
      ? {}
      : { referenced_message: referenced === null ? null : basicMessageJson(world, referenced, view) }),
  }
}

/** The nonce is told once, to whoever sent the message and in its event; history does not keep it. */
export const nonceJson = (message: Message): JsonObject =>
  message.nonce === null ? {} : { nonce: message.nonce }

/** A message as the gateway gives it: in its guild, with what is known of the members. */
export function gatewayMessageJson(
  world: World,
  message: Message,
  view: { readonly content: boolean },
): JsonObject {
  const json = messageJson(world, message, view)
  if (message.guildId === null) return { ...json, channel_type: 1 }
  const guild = world.guilds.get(message.guildId)
  const author = guild?.members.get(message.author.id)
  return {
    ...json,
    guild_id: message.guildId,
    channel_type: world.channels.get(message.channelId)?.type,
    ...(author === undefined ? {} : { member: partialMemberJson(author) }),
    mentions: message.mentions.map((user) => {
      const member = guild?.members.get(user.id)
      return { ...userJson(user), ...(member === undefined ? {} : { member: partialMemberJson(member) }) }
    }),
  }
}

function basicMessageJson(world: World, message: Message, view: { readonly content: boolean }): JsonObject {
  const isShown = view.content || isOpenToBot(world, message)
  const thread = message.threadId === null ? undefined : world.channels.get(message.threadId)
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: userJson(message.author),
    content: isShown ? message.content : '',
    attachments: isShown ? message.attachments.map(attachmentJson) : [],
    embeds: isShown ? message.embeds : [],
    components: isShown ? message.components : [],
    ...(isShown && message.poll !== null ? { poll: message.poll } : {}),
    mentions: message.mentions.map(userJson),
    mention_roles: message.mentionRoles,
    mention_everyone: message.mentionEveryone,
    timestamp: isoTime(momentOf(message.id)),
    edited_timestamp: message.editedMs === null ? null : isoTime(message.editedMs),
    flags: message.flags,
    pinned: message.pinnedMs !== null,
    tts: false,
    ...(message.position === null ? {} : { position: message.position }),
    ...(message.webhookId === null ? {} : { webhook_id: message.webhookId }),
    ...(message.applicationId === null ? {} : { application_id: message.applicationId }),
    ...(message.interaction === null ? {} : { interaction_metadata: message.interaction }),
    ...(message.stickers.length === 0
      ? {}
      : { sticker_items: message.stickers.map((one) => ({ ...one, format_type: 1 })) }),
    ...(thread === undefined ? {} : { thread: threadJson(thread) }),
    ...referenceJson(message),
    ...(message.snapshots.length === 0
      ? {}
      : { message_snapshots: isShown ? message.snapshots : message.snapshots.map(blankSnapshot) }),
  }
}

function referenceJson({ reference }: Message): JsonObject {
  if (reference === null) return {}
  return {
    message_reference: {
      type: reference.type,
      channel_id: reference.channelId,
      ...(reference.messageId === null ? {} : { message_id: reference.messageId }),
      ...(reference.guildId === null ? {} : { guild_id: reference.guildId }),
    },
  }
}

/** The message that a reply or starter points to; null where it is gone, undefined where none is shown. */
function referencedMessage(world: World, message: Message): Message | null | undefined {
  const { reference, type } = message
  if (reference === null || reference.messageId === null || reference.type === 1) return undefined
  if (type !== MESSAGE_TYPES.reply && type !== MESSAGE_TYPES.threadStarter) return undefined
  const channel = world.channels.get(reference.channelId)
  const found = channel === undefined ? undefined : findMessage(channel, reference.messageId)
  return found ?? world.ephemerals.get(reference.messageId) ?? null
}

const blankSnapshot = (snapshot: JsonObject): JsonObject => {
  const inside = snapshot['message']
  return {
    message: {
      ...(typeof inside === 'object' && inside !== null && !Array.isArray(inside) ? inside : {}),
      content: '',
      attachments: [],
      embeds: [],
      components: [],
    },
  }
}

/** A file as a message shows it. */
export const attachmentJson = (attachment: Attachment): JsonObject => ({
  id: attachment.id,
  filename: attachment.filename,
  size: attachment.size,
  url: attachment.url,
  proxy_url: attachment.url,
  ...(attachment.contentType === null ? {} : { content_type: attachment.contentType }),
  ...(attachment.description === null ? {} : { description: attachment.description }),
  ...(attachment.isEphemeral ? { ephemeral: true } : {}),
})

/** An emoji as reactions show it. */
export const emojiJson = (emoji: Emoji): JsonObject => ({
  id: emoji.id,
  name: emoji.name,
  ...(emoji.id === null ? {} : { animated: false }),
})

const reactionJson = (world: World, given: Message['reactions'][number]): JsonObject => ({
  emoji: emojiJson(given.emoji),
  count: given.users.length,
  count_details: { burst: 0, normal: given.users.length },
  burst_colors: [],
  me_burst: false,
  burst_me: false,
  burst_count: 0,
  me: given.users.some((user) => user.id === world.bot.id),
})

/** What a forward shows of the message that it forwards. */
export const snapshotOf = (world: World, message: Message): JsonObject => {
  const json = basicMessageJson(world, message, { content: true })
  const keys = [
    'type',
    'content',
    'mentions',
    'mention_roles',
    'attachments',
    'embeds',
    'timestamp',
    'edited_timestamp',
    'flags',
    'components',
  ] as const
  return { message: Object.fromEntries(keys.map((key) => [key, json[key]])) }
}

/** All text that a message shows: its own and that of its components, in order. */
export function shownText(message: Pick<Message, 'content' | 'components' | 'embeds'>): string {
  const parts: string[] = message.content === '' ? [] : [message.content]
  for (const embed of message.embeds) collectEmbed(embed, parts)
  for (const component of message.components) collectText(component, parts)
  return parts.join('\n')
}

function collectEmbed(embed: JsonObject, parts: string[]): void {
  const say = (value: unknown) => {
    if (typeof value === 'string' && value !== '') parts.push(value)
  }
  say(embed['title'])
  say(embed['description'])
  const fields = embed['fields']
  for (const field of Array.isArray(fields) ? fields : []) {
    say(field['name'])
    say(field['value'])
  }
}

function collectText(component: JsonObject, parts: string[]): void {
  if (component['type'] === 10 && typeof component['content'] === 'string') parts.push(component['content'])
  const children = component['components']
  for (const child of Array.isArray(children) ? children : []) collectText(child, parts)
}
