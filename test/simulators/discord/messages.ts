/** What happens to messages: said, edited, deleted, pinned. Each tells the gateway. */
import { momentOf } from './clock.ts'
import { INTENTS } from './intents.ts'
import type { JsonObject } from './json.ts'
import { type AllowedMentions, resolveMentions } from './mentions.ts'
import {
  type Attachment,
  type Channel,
  isThread,
  MESSAGE_FLAGS,
  MESSAGE_TYPES,
  type Message,
  type Reference,
  type User,
} from './model.ts'
import { touchThread } from './threads.ts'
import { gatewayMessageJson, nonceJson, shownText } from './wire-messages.ts'
import { emit, findMessage, type View, type World, type WorldEvent } from './world.ts'

/** What a new message says; what is absent is empty. */
export interface Draft {
  readonly type?: number
  readonly content?: string
  readonly embeds?: readonly JsonObject[]
  readonly components?: readonly JsonObject[]
  readonly attachments?: readonly Attachment[]
  readonly flags?: number
  readonly reference?: Reference | null
  readonly snapshots?: readonly JsonObject[]
  readonly stickers?: readonly { readonly id: string; readonly name: string }[]
  readonly poll?: JsonObject | null
  readonly nonce?: string | number | null
  readonly webhookId?: string | null
  readonly applicationId?: string | null
  readonly interaction?: JsonObject | null
  readonly seenOnlyBy?: string | null
  readonly allowed: AllowedMentions
  /** The id, where it is given already: a forum post's first message has its thread's. */
  readonly id?: string
}

/** Events about messages of a channel need one intent in a guild and another in a conversation. */
export const messageIntents = (channel: Channel): number =>
  channel.guildId === null ? INTENTS.directMessages : INTENTS.messages

/** An event in a channel, seen where the bot sees the channel. */
export const channelEvent = (
  name: string,
  channel: Channel,
  intents: number,
  data: (view: View) => JsonObject,
): WorldEvent => ({ name, guildId: channel.guildId, intents, channel, data })

/** Makes a message without telling anybody; only `postMessage` and ephemeral answers need it. */
export function createMessage(world: World, channel: Channel, author: User, draft: Draft): Message {
  const replied =
    draft.type === MESSAGE_TYPES.reply && draft.reference?.messageId != null
      ? findMessage(world.channels.get(draft.reference.channelId) ?? channel, draft.reference.messageId)
      : undefined
  const body = { content: draft.content ?? '', embeds: [], components: draft.components ?? [] }
  const named = resolveMentions(world, channel, author, shownText(body), {
    allowed: draft.allowed,
    repliedTo: replied?.author ?? null,
  })
  return {
    id: draft.id ?? world.clock.nextId(),
    channelId: channel.id,
    guildId: channel.guildId,
    author,
    type: draft.type ?? MESSAGE_TYPES.default,
    content: draft.content ?? '',
    editedMs: null,
    flags: draft.flags ?? 0,
    mentions: named.users,
    mentionRoles: named.pinged.roles,
    mentionEveryone: named.pinged.everyone,
    pinged: named.pinged,
    attachments: draft.attachments ?? [],
    embeds: draft.embeds ?? [],
    components: draft.components ?? [],
    reactions: [],
    reference: draft.reference ?? null,
    snapshots: draft.snapshots ?? [],
    stickers: draft.stickers ?? [],
    poll: draft.poll ?? null,
    nonce: draft.nonce ?? null,
    webhookId: draft.webhookId ?? null,
    applicationId: draft.applicationId ?? null,
    interaction: draft.interaction ?? null,
    position: isThread(channel) ? channel.messages.length : null,
    pinnedMs: null,
    threadId: null,
    isDeleted: false,
    seenOnlyBy: draft.seenOnlyBy ?? null,
  }
}

/** Says something in a channel. One that a single person sees is kept aside and told nobody. */
export function postMessage(world: World, channel: Channel, author: User, draft: Draft): Message {
  const message = createMessage(world, channel, author, draft)
  if (message.seenOnlyBy !== null) {
    world.ephemerals.set(message.id, message)
    return message
  }
  channel.messages.push(message)
  channel.lastMessageId = message.id
  if (isThread(channel)) touchThread(world, channel, message)
  emit(
    world,
    channelEvent('MESSAGE_CREATE', channel, messageIntents(channel), (view) => ({
      ...gatewayMessageJson(world, message, view),
      ...nonceJson(message),
    })),
  )
  return message
}

/** What an edit changes; what is absent stays. */
export interface Edit {
  readonly content?: string
  readonly embeds?: readonly JsonObject[]
  readonly components?: readonly JsonObject[]
  readonly attachments?: readonly Attachment[]
  readonly flags?: number
  readonly allowed?: AllowedMentions
  /** A deferred answer that gets its content is not "edited". */
  readonly isSilent?: boolean
}

/** Changes a message. Editing notifies nobody anew, unless the message had only been announced. */
export function editMessage(world: World, channel: Channel, message: Message, edit: Edit): void {
  message.content = edit.content ?? message.content
  message.embeds = edit.embeds ?? message.embeds
  message.components = edit.components ?? message.components
  message.attachments = edit.attachments ?? message.attachments
  const wasLoading = (message.flags & MESSAGE_FLAGS.loading) !== 0
  message.flags = (edit.flags ?? message.flags) & ~MESSAGE_FLAGS.loading
  if (edit.isSilent !== true) message.editedMs = Math.max(world.clock.now(), momentOf(message.id))
  if (edit.allowed !== undefined) {
    const named = resolveMentions(world, channel, message.author, shownText(message), {
      allowed: edit.allowed,
      repliedTo: null,
    })
    message.mentions = named.users
    message.mentionRoles = named.pinged.roles
    message.mentionEveryone = named.pinged.everyone
    if (wasLoading) message.pinged = named.pinged
  }
  tellUpdate(world, channel, message)
}

/** Tells that a message changed. */
export function tellUpdate(world: World, channel: Channel, message: Message): void {
  if (message.seenOnlyBy !== null) return
  emit(
    world,
    channelEvent('MESSAGE_UPDATE', channel, messageIntents(channel), (view) =>
      gatewayMessageJson(world, message, view),
    ),
  )
}

/** Deletes messages: one is told as such, several together as one. */
export function deleteMessages(
  world: World,
  channel: Channel,
  messages: readonly Message[],
  isBulk = false,
): void {
  const gone: string[] = []
  for (const message of messages) {
    if (message.isDeleted) continue
    message.isDeleted = true
    gone.push(message.id)
    if (message.seenOnlyBy !== null) world.ephemerals.delete(message.id)
    const index = channel.messages.indexOf(message)
    if (index >= 0) channel.messages.splice(index, 1)
    // `last_message_id` goes on naming a message that is gone, as Discord's does.
    if (isThread(channel) && message.type !== MESSAGE_TYPES.threadStarter) channel.thread.messageCount -= 1
  }
  const place = { channel_id: channel.id, ...(channel.guildId === null ? {} : { guild_id: channel.guildId }) }
  const told = messages.filter((message) => message.seenOnlyBy === null && gone.includes(message.id))
  if (isBulk)
    emit(
      world,
      channelEvent('MESSAGE_DELETE_BULK', channel, messageIntents(channel), () => ({
        ids: told.map(({ id }) => id),
        ...place,
      })),
    )
  else
    for (const { id } of told)
      emit(
        world,
        channelEvent('MESSAGE_DELETE', channel, messageIntents(channel), () => ({ id, ...place })),
      )
}

/** Pins a message, which says so in the channel; or takes the pin away. */
export function pinMessage(
  world: World,
  channel: Channel,
  message: Message,
  by: User,
  isPinned: boolean,
): void {
  if ((message.pinnedMs !== null) === isPinned) return
  message.pinnedMs = isPinned ? world.clock.now() : null
  if (isPinned) channel.lastPinMs = world.clock.now()
  tellUpdate(world, channel, message)
  emit(
    world,
    channelEvent('CHANNEL_PINS_UPDATE', channel, INTENTS.guilds, () => ({
      channel_id: channel.id,
      guild_id: channel.guildId,
      last_pin_timestamp: channel.lastPinMs === null ? null : new Date(channel.lastPinMs).toISOString(),
    })),
  )
  if (!isPinned) return
  postMessage(world, channel, by, {
    type: MESSAGE_TYPES.pin,
    reference: { type: 0, channelId: channel.id, messageId: message.id, guildId: channel.guildId },
    allowed: NOBODY,
  })
}

/** Notifies nobody. */
export const NOBODY: AllowedMentions = {
  everyone: false,
  users: new Set(),
  roles: new Set(),
  repliedUser: false,
}

/** Notifies whoever is named. */
export const ANYBODY: AllowedMentions = { everyone: true, users: 'all', roles: 'all', repliedUser: true }
