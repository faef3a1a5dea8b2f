/** Channels and threads as Discord sends them; a channel that the bot may not view comes without what it is. */
import { isoTime } from './clock.ts'
import type { JsonObject } from './json.ts'
import {
  CHANNEL_TYPES,
  type Channel,
  type Guild,
  isForum,
  isThread,
  isVoice,
  type Overwrite,
} from './model.ts'
import { canKnow, PERMISSIONS } from './permissions.ts'
import { userJson } from './wire-people.ts'
import { botMember, type World } from './world.ts'

const OBFUSCATED_NAME = '___hidden___'
const OBFUSCATED_FLAG = 1 << 17

/** A channel or thread over REST. */
export function channelJson(channel: Channel): JsonObject {
  if (isThread(channel)) return threadJson(channel)
  if (channel.type === CHANNEL_TYPES.dm)
    return {
      id: channel.id,
      type: channel.type,
      flags: 0,
      last_message_id: channel.lastMessageId,
      last_pin_timestamp: null,
      recipients: channel.recipients.map(userJson),
    }
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    position: channel.position,
    flags: channel.flags,
    parent_id: channel.parentId,
    permission_overwrites: [...channel.overwrites.values()].map(overwriteJson),
    nsfw: false,
    ...(channel.type === CHANNEL_TYPES.category ? {} : kindJson(channel)),
  }
}

function kindJson(channel: Channel): JsonObject {
  return {
    last_message_id: channel.lastMessageId,
    rate_limit_per_user: 0,
    ...(isVoice(channel) ? { bitrate: 64_000, user_limit: 0, rtc_region: null } : { topic: channel.topic }),
    ...(channel.lastPinMs === null ? {} : { last_pin_timestamp: isoTime(channel.lastPinMs) }),
    ...(isForum(channel) ? forumJson(channel) : {}),
  }
}

const forumJson = (channel: Channel): JsonObject => ({
  available_tags: channel.tags.map((tag) => ({
    id: tag.id,
    name: tag.name,
    moderated: tag.isModerated,
    emoji_id: null,
    emoji_name: null,
  })),
  default_reaction_emoji: null,
  default_sort_order: null,
  default_forum_layout: 0,
})

const overwriteJson = (overwrite: Overwrite): JsonObject => ({
  id: overwrite.id,
  type: overwrite.type === 'role' ? 0 : 1,
  allow: overwrite.allow.toString(),
  deny: overwrite.deny.toString(),
})

/** A thread; with the membership of the one who looks, where there is one. */
export function threadJson(channel: Channel, viewerId?: string): JsonObject {
  if (!isThread(channel)) throw new Error(`${channel.id} is no thread`)
  const { thread } = channel
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId ?? '0',
    parent_id: channel.parentId,
    owner_id: thread.ownerId,
    name: channel.name,
    flags: channel.flags,
    last_message_id: channel.lastMessageId,
    rate_limit_per_user: 0,
    message_count: Math.max(0, thread.messageCount),
    member_count: Math.min(50, thread.members.size),
    total_message_sent: thread.totalMessageSent,
    thread_metadata: {
      archived: thread.isArchived,
      archive_timestamp: isoTime(thread.archiveMs),
      auto_archive_duration: thread.autoArchiveMinutes,
      locked: thread.isLocked,
      create_timestamp: isoTime(thread.createdMs),
      ...(channel.type === CHANNEL_TYPES.privateThread ? { invitable: thread.isInvitable } : {}),
    },
    ...(channel.lastPinMs === null ? {} : { last_pin_timestamp: isoTime(channel.lastPinMs) }),
    ...(thread.appliedTags.length === 0 ? {} : { applied_tags: thread.appliedTags }),
    ...(viewerId !== undefined && thread.members.has(viewerId)
      ? { member: threadMemberJson(channel, viewerId) }
      : {}),
  }
}

/** Somebody's membership of a thread. */
export const threadMemberJson = (channel: Channel, userId: string): JsonObject => ({
  id: channel.id,
  user_id: userId,
  join_timestamp: isoTime(channel.thread?.members.get(userId) ?? 0),
  flags: 0,
})

/**
 * A channel as the gateway shows it to the bot. Since November 2026 one that it may not view keeps its id, type
 * and place only.
 */
export function gatewayChannelJson(world: World, guild: Guild, channel: Channel): JsonObject {
  if (canKnow(guild, botMember(world, guild), channel, world.clock.now())) return channelJson(channel)
  return {
    id: channel.id,
    type: channel.type,
    guild_id: guild.id,
    name: OBFUSCATED_NAME,
    position: channel.position,
    parent_id: channel.parentId,
    flags: channel.flags | OBFUSCATED_FLAG,
    permission_overwrites: [{ id: guild.id, type: 0, allow: '0', deny: PERMISSIONS.VIEW_CHANNEL.toString() }],
    nsfw: false,
  }
}
