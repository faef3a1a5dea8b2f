/** How messages and files look outside. */
import type { JsonObject } from '../discord/json.ts'
import { secondsOf } from './clock.ts'
import type { File, Message } from './model.ts'
import { botProfileJson } from './wire-people.ts'
import { findMessage, type World } from './world.ts'

/** A message as history shows it; `metadata` only to those who ask. */
export function messageJson(
  world: World,
  message: Message,
  wants: { readonly metadata?: boolean } = {},
): JsonObject {
  const { user, bot, subtype } = message
  const foreign = user !== null && user.teamId !== world.team.id
  const parent = message.threadTs === null ? null : parentOf(world, message)
  return {
    ...(message.clientMessageId === null ? {} : { client_msg_id: message.clientMessageId }),
    ...(subtype === null ? {} : { subtype }),
    type: 'message',
    ...(user === null ? {} : { user: user.id }),
    text: message.text,
    ts: message.ts,
    ...(bot === null ? {} : { bot_id: bot.id }),
    // Integrations of the old kind show no more of themselves than a name.
    ...(bot === null || subtype === 'bot_message'
      ? {}
      : { app_id: bot.appId, bot_profile: botProfileJson(world, bot) }),
    ...(message.username === null ? {} : { username: message.username }),
    ...(user === null ||
    /^(me_message|file_share|thread_broadcast)$|_(join|leave|name|archive|unarchive)$/.test(subtype ?? '')
      ? {}
      : { team: user.teamId }),
    ...(foreign && user !== null ? { user_team: user.teamId, source_team: user.teamId } : {}),
    ...(message.blocks === null ? {} : { blocks: message.blocks }),
    ...(message.attachments.length === 0 ? {} : { attachments: message.attachments }),
    ...(message.files.length === 0
      ? {}
      : {
          files: message.files.map((file) => hostedJson(world, file)),
          upload: false,
          display_as_bot: false,
        }),
    ...(wants.metadata === true && message.metadata !== null ? { metadata: message.metadata } : {}),
    ...(message.edited === null ? {} : { edited: message.edited }),
    ...threadJson(message),
    ...(parent == null || subtype === 'thread_broadcast'
      ? {}
      : { parent_user_id: parent.user?.id ?? parent.bot?.id ?? '' }),
    ...(subtype === 'thread_broadcast' && parent != null ? { root: rootJson(world, parent) } : {}),
    ...(message.reactions.length === 0
      ? {}
      : {
          reactions: message.reactions.map(({ name, users }) => ({ name, users, count: users.length })),
        }),
    ...message.extra,
  }
}

function threadJson(message: Message): JsonObject {
  if (message.threadTs !== null) return { thread_ts: message.threadTs }
  if (message.replies.length === 0) return {}
  const users = [...new Set(message.replies.map((one) => one.user?.id ?? one.bot?.id ?? ''))]
  return {
    thread_ts: message.ts,
    reply_count: message.replies.length,
    reply_users_count: users.length,
    latest_reply: message.replies.at(-1)?.ts ?? '',
    reply_users: users.slice(0, 5),
    is_locked: false,
    subscribed: false,
  }
}

function rootJson(world: World, parent: Message): JsonObject {
  return {
    ...(parent.subtype === null ? {} : { subtype: parent.subtype }),
    type: 'message',
    text: parent.text,
    ...(parent.user === null ? {} : { user: parent.user.id, team: world.team.id }),
    ...(parent.bot === null ? {} : { bot_id: parent.bot.id }),
    ts: parent.ts,
    ...threadJson(parent),
  }
}

function parentOf(world: World, message: Message): Message | undefined {
  const channel = world.channels.get(message.channelId)
  return channel === undefined || message.threadTs === null
    ? undefined
    : findMessage(channel, message.threadTs)
}

const KINDS: Readonly<Record<string, readonly [string, string]>> = {
  png: ['image/png', 'PNG'],
  jpg: ['image/jpeg', 'JPEG'],
  gif: ['image/gif', 'GIF'],
  txt: ['text/plain', 'Plain Text'],
  json: ['application/json', 'JSON'],
  pdf: ['application/pdf', 'PDF'],
}

/** A file with the places where it is, as `files.info` shows it. */
export function fileJson(world: World, file: File): JsonObject {
  const places = (kinds: readonly string[]) => {
    const found = file.shares.filter(({ channelId }) =>
      kinds.includes(world.channels.get(channelId)?.kind ?? ''),
    )
    return [...new Set(found.map((one) => one.channelId))]
  }
  return {
    ...hostedJson(world, file),
    channels: places(['public']),
    groups: places(['private']),
    ims: places(['im', 'mpim']),
    shares: sharesJson(world, file),
    comments_count: 0,
    is_starred: false,
  }
}

/** Where a file was shown, by channel. */
function sharesJson(world: World, file: File): JsonObject {
  const shares: Record<'public' | 'private', Record<string, JsonObject[]>> = { public: {}, private: {} }
  for (const { channelId, ts, threadTs } of file.shares) {
    const channel = world.channels.get(channelId)
    const side = shares[channel?.kind === 'public' ? 'public' : 'private']
    const share = {
      ts,
      channel_name: channel?.name ?? '',
      team_id: world.team.id,
      share_user_id: file.userId,
      reply_count: 0,
      reply_users: [],
      reply_users_count: 0,
      ...(threadTs === null ? {} : { thread_ts: threadTs }),
    }
    side[channelId] = [...(side[channelId] ?? []), share]
  }
  return shares
}

/** A file; until the workspace has looked through it, it has no type. */
function hostedJson(world: World, file: File): JsonObject {
  const filetype = file.name.split('.').at(-1)?.toLowerCase() ?? ''
  const [mimetype, pretty] = KINDS[filetype] ?? ['application/octet-stream', 'Binary']
  const path = `${world.url}/files/${file.id}`
  return {
    id: file.id,
    created: secondsOf(file.createdMs),
    timestamp: secondsOf(file.createdMs),
    name: file.name,
    title: file.title,
    mimetype: file.isReady ? mimetype : '',
    filetype: file.isReady ? filetype : '',
    pretty_type: file.isReady ? pretty : '',
    user: file.userId,
    user_team: world.team.id,
    editable: false,
    size: file.bytes?.length ?? file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: file.shares.length > 0,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: path,
    url_private_download: `${path}/download`,
    permalink: `https://${world.team.domain}.slack.com/files/${file.userId}/${file.id}/${file.name}`,
    permalink_public: `https://slack-files.com/${file.id}`,
    media_display_type: 'unknown',
    has_rich_preview: false,
    file_access: 'visible',
    ...(file.altText === null ? {} : { alt_txt: file.altText }),
  }
}
