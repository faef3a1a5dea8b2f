/** Methods that say something, and change or take it back. */
import { isObject, type JsonObject, lengthOf, textOf } from '../discord/json.ts'
import { directChannel } from './channels.ts'
import { deleteMessage, editMessage, postMessage, showEphemeral } from './messages.ts'
import { arg, type Call, channelArg, flagArg, jsonArg, type Method, messageArg, needed } from './methods.ts'
import type { Channel, Message } from './model.ts'
import { Refusal } from './refusal.ts'
import { readBlocks, readSaid, type Said } from './said.ts'
import { messageJson } from './wire-messages.ts'
import { findMessage, hasBot } from './world.ts'

const MOST_METADATA = 8000

/** The channel to speak in, by id, name or (for a conversation) somebody's id. */
function speakingChannel(call: Call): Channel {
  const { world } = call
  const written = needed(call, 'channel')
  const user = world.users.get(written)
  if (user !== undefined) {
    if (user.isDeleted) throw new Refusal('user_disabled')
    return directChannel(world, [world.bot.id, user.id])
  }
  const byName = [...world.channels.values()].find(
    (one) => one.name !== '' && one.name === written.replace(/^#/, ''),
  )
  const channel = byName ?? channelArg(call)
  if (channel.kind !== 'public' && !hasBot(world, channel)) throw new Refusal('channel_not_found')
  if (channel.isArchived) throw new Refusal('is_archived')
  if (!hasBot(world, channel) && !world.app.scopes.has('chat:write.public'))
    throw new Refusal('not_in_channel')
  return channel
}

/** The parent of the thread to speak in; a reply is none. */
function threadArg(call: Call, channel: Channel): string | null {
  const ts = arg(call, 'thread_ts')
  if (ts === null) return null
  const parent = findMessage(channel, ts)
  if (parent === undefined) throw new Refusal('thread_not_found')
  if (parent.threadTs !== null) throw new Refusal('cannot_reply_to_message')
  return ts
}

function metadataArg(call: Call): JsonObject | null {
  const metadata = jsonArg(call, 'metadata')
  if (metadata === undefined || metadata === null) return null
  if (
    !isObject(metadata) ||
    typeof metadata['event_type'] !== 'string' ||
    !isObject(metadata['event_payload'])
  )
    throw new Refusal('invalid_metadata_format')
  if (lengthOf(JSON.stringify(metadata)) > MOST_METADATA) throw new Refusal('metadata_too_large')
  return { event_type: metadata['event_type'], event_payload: metadata['event_payload'] }
}

const warningOf = (said: Said): JsonObject =>
  said.isCut
    ? {
        warning: 'message_truncated',
        response_metadata: {
          warnings: ['message_truncated'],
          messages: ['[WARN] the `text` field is too long and will be truncated'],
        },
      }
    : {}

function post(call: Call): JsonObject {
  const { world, args } = call
  const channel = speakingChannel(call)
  const said = readSaid(world, args)
  const threadTs = threadArg(call, channel)
  const username = arg(call, 'username')
  const isCustomised = username !== null && world.app.scopes.has('chat:write.customize')
  const message = postMessage(world, channel, {
    ...said,
    user: isCustomised ? null : world.bot,
    bot: world.botProfile,
    username: isCustomised ? username : null,
    subtype:
      threadTs !== null && flagArg(call, 'reply_broadcast')
        ? 'thread_broadcast'
        : isCustomised
          ? 'bot_message'
          : null,
    threadTs,
    metadata: metadataArg(call),
    linkNames: flagArg(call, 'link_names'),
    unfurls: {
      links: flagArg(call, 'unfurl_links', said.blocks === null),
      media: flagArg(call, 'unfurl_media', true),
    },
  })
  return {
    ok: true,
    channel: channel.id,
    ts: message.ts,
    message: messageJson(world, message, { metadata: true }),
    ...warningOf(said),
  }
}

function postEphemeral(call: Call): JsonObject {
  const { world, args } = call
  const channel = speakingChannel(call)
  const userId = needed(call, 'user')
  if (!channel.members.has(userId)) throw new Refusal('user_not_in_channel')
  const said = readSaid(world, args)
  const message = showEphemeral(world, channel, userId, {
    ...said,
    user: world.bot,
    threadTs: threadArg(call, channel),
  })
  return { ok: true, message_ts: message.ts, ...warningOf(said) }
}

/** A message of the bot's own. */
function ownMessage(call: Call, channel: Channel, refusal: string): Message {
  const message = messageArg(call, channel, 'ts')
  if (message.bot !== call.world.botProfile || message.subtype === 'tombstone') throw new Refusal(refusal)
  return message
}

function update(call: Call): JsonObject {
  const { world, args } = call
  const channel = channelArg(call)
  const message = ownMessage(call, channel, 'cant_update_message')
  if (channel.isArchived) throw new Refusal('is_archived')
  const blocks = readBlocks(world, args['blocks'])
  const text = textOf(args['text'])
  if (text === null && blocks === null && args['attachments'] === undefined && args['metadata'] === undefined)
    throw new Refusal('no_text')
  const said = text === null && blocks === null ? null : readSaid(world, args)
  editMessage(world, channel, message, world.bot.id, {
    ...(said === null ? {} : { text: said.text }),
    // Text alone takes the place of blocks too; an empty list takes them away.
    ...(said === null ? {} : { blocks: said.blocks }),
    ...(said === null || args['attachments'] === undefined ? {} : { attachments: said.attachments }),
    ...(args['metadata'] === undefined ? {} : { metadata: metadataArg(call) }),
  })
  // Here the message comes without its `ts`, which stands beside it.
  const { ts: _ts, ...json } = messageJson(world, message, { metadata: true })
  return { ok: true, channel: channel.id, ts: message.ts, text: message.text, message: json }
}

/** All of them. */
export const chatMethods: readonly Method[] = [
  { name: 'chat.postMessage', scopes: ['chat:write'], token: 'bot', tier: 'special', run: post },
  { name: 'chat.postEphemeral', scopes: ['chat:write'], token: 'bot', tier: 4, run: postEphemeral },
  { name: 'chat.update', scopes: ['chat:write'], token: 'bot', tier: 3, run: update },
  {
    name: 'chat.delete',
    scopes: ['chat:write'],
    token: 'bot',
    tier: 3,
    run: (call) => {
      const channel = channelArg(call)
      const message = ownMessage(call, channel, 'cant_delete_message')
      deleteMessage(call.world, channel, message)
      return { ok: true, channel: channel.id, ts: message.ts }
    },
  },
  {
    name: 'chat.getPermalink',
    scopes: [],
    token: 'bot',
    tier: 'special',
    run: (call) => {
      const channel = channelArg(call)
      const message = messageArg(call, channel, 'message_ts')
      const thread = message.threadTs === null ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`
      return {
        ok: true,
        channel: channel.id,
        permalink: `https://${call.world.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`,
      }
    },
  },
]
