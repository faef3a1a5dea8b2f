/** Threads and forum posts: opened, joined, used, put away. */
import { INTENTS } from './intents.ts'
import {
  CHANNEL_TYPES,
  type Channel,
  type Guild,
  isThread,
  MESSAGE_TYPES,
  type Message,
  type User,
} from './model.ts'
import { canSee } from './permissions.ts'
import { threadJson, threadMemberJson } from './wire-channels.ts'
import { botMember, emit, guildOf, type World } from './world.ts'

const MINUTE_MS = 60_000

/** What a new thread is. */
export interface ThreadDraft {
  /** The id, where a message gives it. */
  readonly id: string
  readonly type: number
  readonly name: string
  readonly autoArchiveMinutes: number
  readonly isFromMessage: boolean
  readonly isInvitable: boolean
  readonly appliedTags: readonly string[]
}

/** Opens a thread in a channel; its opener is in it. The event comes before anything is said inside. */
export function openThread(
  world: World,
  guild: Guild,
  parent: Channel,
  owner: User,
  draft: ThreadDraft,
): Channel {
  const now = world.clock.now()
  const channel: Channel = {
    id: draft.id,
    guildId: guild.id,
    type: draft.type,
    name: draft.name,
    topic: null,
    position: 0,
    parentId: parent.id,
    flags: 0,
    overwrites: new Map(),
    lastMessageId: null,
    lastPinMs: null,
    messages: [],
    tags: [],
    recipients: [],
    thread: {
      ownerId: owner.id,
      createdMs: now,
      isFromMessage: draft.isFromMessage,
      isArchived: false,
      isLocked: false,
      isInvitable: draft.isInvitable,
      archiveMs: now,
      autoArchiveMinutes: draft.autoArchiveMinutes,
      lastActivityMs: now,
      messageCount: 0,
      totalMessageSent: 0,
      members: new Map([[owner.id, now]]),
      appliedTags: draft.appliedTags,
    },
  }
  guild.channels.set(channel.id, channel)
  world.channels.set(channel.id, channel)
  // A forum remembers its newest post and tells nobody.
  if (parent.type === CHANNEL_TYPES.forum || parent.type === CHANNEL_TYPES.media)
    parent.lastMessageId = channel.id
  emit(world, {
    name: 'THREAD_CREATE',
    guildId: guild.id,
    intents: INTENTS.guilds,
    channel,
    data: () => ({ ...threadJson(channel, world.bot.id), newly_created: true }),
  })
  return channel
}

/** Something was said in a thread: its counts rise, its author joins, and it wakes if it had been put away. */
export function touchThread(world: World, channel: Channel, message: Message): void {
  if (!isThread(channel)) return
  const { thread } = channel
  const isInitial = message.id === channel.id || message.type === MESSAGE_TYPES.threadStarter
  if (!isInitial) {
    thread.messageCount += 1
    thread.totalMessageSent += 1
  }
  thread.lastActivityMs = world.clock.now()
  if (thread.isArchived && !thread.isLocked) setArchived(world, channel, false)
  if (message.type === MESSAGE_TYPES.default || message.type === MESSAGE_TYPES.reply)
    joinThread(world, channel, message.author)
}

/** Somebody is in a thread from now on. */
export function joinThread(world: World, channel: Channel, user: User): void {
  const guild = guildOf(world, channel)
  if (!isThread(channel) || guild === null || channel.thread.members.has(user.id)) return
  const couldSee = canSee(guild, botMember(world, guild), channel, world.clock.now())
  channel.thread.members.set(user.id, world.clock.now())
  const isBot = user.id === world.bot.id
  // Whoever is let into a private thread learns of it now.
  if (isBot && !couldSee)
    emit(world, {
      name: 'THREAD_CREATE',
      guildId: guild.id,
      intents: INTENTS.guilds,
      channel,
      data: () => threadJson(channel, world.bot.id),
    })
  emitMembers(world, guild, channel, isBot ? 'bot' : 'other', { added: [user.id], removed: [] })
}

/** Somebody leaves a thread. */
export function leaveThread(world: World, channel: Channel, user: User): void {
  const guild = guildOf(world, channel)
  if (!isThread(channel) || guild === null || !channel.thread.members.has(user.id)) return
  emitMembers(world, guild, channel, user.id === world.bot.id ? 'bot' : 'other', {
    added: [],
    removed: [user.id],
  })
  channel.thread.members.delete(user.id)
}

/** Of others only those hear who may know members. */
function emitMembers(
  world: World,
  guild: Guild,
  channel: Channel,
  who: 'bot' | 'other',
  change: { readonly added: readonly string[]; readonly removed: readonly string[] },
): void {
  emit(world, {
    name: 'THREAD_MEMBERS_UPDATE',
    guildId: guild.id,
    intents: who === 'bot' ? INTENTS.guilds | INTENTS.members : INTENTS.members,
    channel,
    data: () => ({
      id: channel.id,
      guild_id: guild.id,
      member_count: channel.thread?.members.size ?? 0,
      ...(change.added.length === 0
        ? {}
        : { added_members: change.added.map((id) => threadMemberJson(channel, id)) }),
      ...(change.removed.length === 0 ? {} : { removed_member_ids: change.removed }),
    }),
  })
}

/** Puts a thread away or wakes it. */
export function setArchived(
  world: World,
  channel: Channel,
  isArchived: boolean,
  atMs = world.clock.now(),
): void {
  if (!isThread(channel) || channel.thread.isArchived === isArchived) return
  channel.thread.isArchived = isArchived
  channel.thread.archiveMs = atMs
  if (!isArchived) channel.thread.lastActivityMs = atMs
  tellThread(world, channel)
}

/** Tells that a thread changed. */
export function tellThread(world: World, channel: Channel): void {
  emit(world, {
    name: 'THREAD_UPDATE',
    guildId: channel.guildId,
    intents: INTENTS.guilds,
    channel,
    data: () => threadJson(channel, world.bot.id),
  })
}

/** Deletes a thread with all it holds. */
export function deleteThread(world: World, channel: Channel): void {
  const guild = guildOf(world, channel)
  if (!isThread(channel) || guild === null) return
  emit(world, {
    name: 'THREAD_DELETE',
    guildId: guild.id,
    intents: INTENTS.guilds,
    channel,
    data: () => ({ id: channel.id, guild_id: guild.id, parent_id: channel.parentId, type: channel.type }),
  })
  guild.channels.delete(channel.id)
  world.channels.delete(channel.id)
}

/** Puts away what nobody used for long enough, at the moment when that was so. */
export function archiveStale(world: World): void {
  const now = world.clock.now()
  for (const channel of world.channels.values()) {
    if (!isThread(channel) || channel.thread.isArchived) continue
    const atMs = channel.thread.lastActivityMs + channel.thread.autoArchiveMinutes * MINUTE_MS
    if (atMs <= now) setArchived(world, channel, true, atMs)
  }
}

/** Threads of a guild that somebody sees. */
export const visibleThreads = (world: World, guild: Guild, userId: string): readonly Channel[] =>
  [...guild.channels.values()].filter(
    (channel) => isThread(channel) && canSee(guild, guild.members.get(userId), channel, world.clock.now()),
  )
