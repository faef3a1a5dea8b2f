/** Posting, editing and deleting, with everything that follows from it. */
import type { JsonObject } from '../discord/json.ts'
import { NOBODY, type Notifying, pingedBy } from './mentions.ts'
import type { Bot, Channel, File, Message, User } from './model.ts'
import { channelType, scopeFamily } from './wire-channels.ts'
import { messageJson } from './wire-messages.ts'
import { emit, findMessage, indexOf, lookUp, type World, type WorldEvent } from './world.ts'

/** A message that is about to be. */
export interface Draft {
  readonly user: User | null
  readonly bot?: Bot | null
  readonly username?: string | null
  readonly text: string
  readonly blocks?: readonly JsonObject[] | null
  readonly attachments?: readonly JsonObject[]
  readonly files?: readonly File[]
  readonly metadata?: JsonObject | null
  readonly subtype?: string | null
  readonly threadTs?: string | null
  readonly extra?: JsonObject
  readonly linkNames?: boolean
  readonly seenOnlyBy?: string | null
  readonly unfurls?: Message['unfurls']
  readonly clientMessageId?: string | null
}

/** Makes a message without showing it to anybody. */
export function createMessage(world: World, channel: Channel, draft: Draft): Message {
  const { text, blocks = null, attachments = [], subtype = null } = draft
  const said: Notifying = { text, blocks, attachments, linkNames: draft.linkNames === true }
  const isQuiet = /_(join|leave)$/.test(subtype ?? '') || draft.seenOnlyBy != null
  return {
    ts: world.clock.nextTs(channel),
    channelId: channel.id,
    subtype,
    user: draft.user,
    bot: draft.bot === undefined ? (draft.user?.bot ?? null) : draft.bot,
    username: draft.username ?? null,
    text,
    blocks,
    attachments,
    files: draft.files ?? [],
    metadata: draft.metadata ?? null,
    threadTs: draft.threadTs ?? null,
    replies: [],
    edited: null,
    reactions: [],
    clientMessageId: draft.clientMessageId ?? null,
    extra: draft.extra ?? {},
    pinged: isQuiet ? NOBODY : pingedBy(world, channel, draft.user?.id ?? '', said),
    seenOnlyBy: draft.seenOnlyBy ?? null,
    unfurls: draft.unfurls ?? { links: false, media: true },
    isDeleted: false,
    revision: 0,
  }
}

/** Says something in a channel or thread. */
export function postMessage(world: World, channel: Channel, draft: Draft): Message {
  const message = createMessage(world, channel, draft)
  place(channel, message)
  if (message.user === world.bot) world.said.push(message)
  for (const file of message.files)
    file.shares.push({ channelId: channel.id, ts: message.ts, threadTs: message.threadTs })
  emit(world, postedEvent(world, channel, message))
  if (message.pinged.users.includes(world.bot.id)) tellMention(world, channel, message)
  // Slack draws the thread's root below a broadcast a moment later, and tells of that as of a change.
  if (message.subtype === 'thread_broadcast') tellChange(world, channel, message, messageJson(world, message))
  return message
}

/** What the app hears of a new message. */
export const postedEvent = (world: World, channel: Channel, message: Message): WorldEvent =>
  messageEvent(world, channel, message, {
    ...messageJson(world, message),
    channel: channel.id,
    event_ts: message.ts,
    channel_type: channelType(channel),
  })

function tellMention(world: World, channel: Channel, message: Message): void {
  emit(world, {
    subscription: 'app_mention',
    scopes: ['app_mentions:read'],
    channel,
    teamId: message.user?.teamId ?? world.team.id,
    data: {
      ...messageJson(world, message),
      type: 'app_mention',
      channel: channel.id,
      event_ts: message.ts,
    },
    message,
  })
}

/** Puts a message where it belongs, without telling anybody. */
export function place(channel: Channel, message: Message): void {
  channel.messages.push(message)
  if (message.threadTs !== null) findMessage(channel, message.threadTs)?.replies.push(message)
}

/** What an edit changes; the rest stays. */
export interface Changes {
  readonly text?: string
  readonly blocks?: readonly JsonObject[] | null
  readonly attachments?: readonly JsonObject[]
  readonly metadata?: JsonObject | null
}

/** Changes a message. Nobody is notified again. */
export function editMessage(
  world: World,
  channel: Channel,
  message: Message,
  editorId: string,
  changes: Changes,
): void {
  const previous = messageJson(world, message)
  applyChanges(message, changes)
  const ts = world.clock.nextTs(channel)
  message.edited = { user: editorId, ts }
  tellChange(world, channel, message, previous, ts)
}

/** Changes what a message shows, and nothing else. */
export function applyChanges(message: Message, changes: Changes): void {
  message.revision += 1
  if (changes.text !== undefined) message.text = changes.text
  if (changes.blocks !== undefined) message.blocks = changes.blocks
  if (changes.attachments !== undefined) message.attachments = changes.attachments
  if (changes.metadata !== undefined) message.metadata = changes.metadata
}

/** Takes a message back. A parent that has replies leaves a tombstone, which goes with the last of them. */
export function deleteMessage(world: World, channel: Channel, message: Message): void {
  if (message.isDeleted) return
  const previous = messageJson(world, message)
  message.isDeleted = true
  message.revision += 1
  dropPin(channel, message)
  if (message.replies.length > 0 && message.subtype !== 'tombstone') entomb(world, channel, message, previous)
  else bury(world, channel, message, previous)
}

/** Takes a message out of its channel, and out of its thread. */
function bury(world: World, channel: Channel, message: Message, previous: JsonObject): void {
  remove(channel, message)
  const ts = world.clock.nextTs(channel)
  emit(
    world,
    messageEvent(world, channel, message, {
      type: 'message',
      subtype: 'message_deleted',
      previous_message: previous,
      channel: channel.id,
      hidden: true,
      deleted_ts: message.ts,
      event_ts: ts,
      ts,
      channel_type: channelType(channel),
    }),
  )
  const parent = message.threadTs === null ? undefined : findMessage(channel, message.threadTs)
  if (parent === undefined) return
  parent.replies.splice(parent.replies.indexOf(message), 1)
  if (parent.subtype !== 'tombstone' || parent.replies.length > 0) return
  parent.isDeleted = false
  deleteMessage(world, channel, parent)
}

function entomb(world: World, channel: Channel, message: Message, previous: JsonObject): void {
  message.subtype = 'tombstone'
  message.text = 'This message was deleted.'
  message.user = world.users.get('USLACKBOT') ?? null
  message.blocks = null
  message.attachments = []
  message.metadata = null
  message.edited = null
  message.reactions.splice(0)
  tellChange(world, channel, message, previous)
}

function remove(channel: Channel, message: Message): void {
  const at = indexOf(channel, message.ts)
  if (channel.messages[at] === message) channel.messages.splice(at, 1)
}

function dropPin(channel: Channel, message: Message): void {
  const at = channel.pins.findIndex((pin) => pin.message === message)
  if (at >= 0) channel.pins.splice(at, 1)
}

/** Tells that a message is another now. */
function tellChange(
  world: World,
  channel: Channel,
  message: Message,
  previous: JsonObject,
  at: string | null = null,
): void {
  const ts = at ?? world.clock.nextTs(channel)
  const json = messageJson(world, message)
  emit(
    world,
    messageEvent(world, channel, message, {
      type: 'message',
      subtype: 'message_changed',
      message: message.subtype === 'tombstone' ? { ...tombstoneJson(json), hidden: true } : json,
      previous_message: previous,
      channel: channel.id,
      hidden: true,
      ts,
      event_ts: ts,
      channel_type: channelType(channel),
    }),
  )
}

/** A tombstone bears nothing of its author's. */
function tombstoneJson(json: JsonObject): JsonObject {
  const { client_msg_id: _id, team: _team, bot_id: _bot, app_id: _app, bot_profile: _profile, ...rest } = json
  return rest
}

function messageEvent(world: World, channel: Channel, message: Message, data: JsonObject): WorldEvent {
  const names = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const
  return {
    subscription: `message.${names[channel.kind]}`,
    scopes: [`${scopeFamily(channel)}:history`],
    channel,
    teamId: message.user?.teamId ?? world.team.id,
    data,
    message,
  }
}

/** Shows something to one person only; it is in no history. */
export function showEphemeral(world: World, channel: Channel, userId: string, draft: Draft): Message {
  const message = createMessage(world, channel, { ...draft, seenOnlyBy: userId })
  world.ephemerals.push(message)
  lookUp(world)
  return message
}
