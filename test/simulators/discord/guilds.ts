/** What happens to servers: made, joined, left, changed, out of order, without the bot. */
import { INTENTS } from './intents.ts'
import type { JsonObject } from './json.ts'
import { NOBODY, postMessage } from './messages.ts'
import {
  type Channel,
  type Guild,
  isThread,
  MESSAGE_TYPES,
  type Member,
  type Overwrite,
  type Role,
  type User,
} from './model.ts'
import { canKnow, DEFAULT_PERMISSIONS } from './permissions.ts'
import { archiveStale } from './threads.ts'
import { channelJson, gatewayChannelJson, threadJson } from './wire-channels.ts'
import { guildCreateJson } from './wire-guilds.ts'
import { memberJson, roleJson, userJson } from './wire-people.ts'
import { botMember, emit, type World } from './world.ts'

/** Tells something of a guild that everybody with the intent hears. */
export function tellGuild(
  world: World,
  guild: Guild,
  name: string,
  data: () => JsonObject,
  intents: number = INTENTS.guilds,
): void {
  emit(world, { name, guildId: guild.id, intents, channel: null, data })
}

/** An empty guild of an owner; the bot is not in it yet. */
export function createGuild(world: World, name: string, owner: User, locale: string): Guild {
  const id = world.clock.nextId()
  const guild: Guild = {
    id,
    name,
    ownerId: owner.id,
    createdMs: world.clock.now(),
    roles: new Map([
      [id, newRole(id, '@everyone', DEFAULT_PERMISSIONS, 0, { isMentionable: false, botId: null })],
    ]),
    channels: new Map(),
    members: new Map(),
    emojis: [],
    systemChannelId: null,
    locale,
    isAvailable: true,
  }
  world.guilds.set(id, guild)
  guild.members.set(owner.id, newMember(guild, owner, world.clock.now()))
  return guild
}

/** A role as it begins. */
export const newRole = (
  id: string,
  name: string,
  permissions: bigint,
  position: number,
  options: { readonly isMentionable: boolean; readonly botId: string | null },
): Role => ({
  id,
  name,
  permissions,
  position,
  isMentionable: options.isMentionable,
  isManaged: options.botId !== null,
  botId: options.botId,
})

const newMember = (guild: Guild, user: User, joinedMs: number): Member => ({
  user,
  guildId: guild.id,
  nick: null,
  roles: new Set(),
  joinedMs,
  timedOutUntilMs: null,
})

/** Brings the bot into a guild with a role of its own. */
export function addBot(world: World, guild: Guild, permissions: bigint): void {
  if (guild.members.has(world.bot.id)) return
  const position = Math.max(0, ...[...guild.roles.values()].map((role) => role.position)) + 1
  const role = newRole(world.clock.nextId(), world.application.name, permissions, position, {
    isMentionable: false,
    botId: world.bot.id,
  })
  guild.roles.set(role.id, role)
  const member = newMember(guild, world.bot, world.clock.now())
  member.roles.add(role.id)
  guild.members.set(world.bot.id, member)
  tellGuild(world, guild, 'GUILD_CREATE', () => guildCreateJson(world, guild, false))
}

/** Throws the bot out: the guild is gone for it, and this is no outage. */
export function removeBot(world: World, guild: Guild): void {
  const member = botMember(world, guild)
  if (member === undefined) return
  tellGuild(world, guild, 'GUILD_DELETE', () => ({ id: guild.id }))
  guild.members.delete(world.bot.id)
  for (const role of [...guild.roles.values()]) if (role.botId === world.bot.id) guild.roles.delete(role.id)
}

/** An outage begins or ends. */
export function setAvailable(world: World, guild: Guild, isAvailable: boolean): void {
  if (guild.isAvailable === isAvailable) return
  guild.isAvailable = isAvailable
  if (isAvailable) tellGuild(world, guild, 'GUILD_CREATE', () => guildCreateJson(world, guild, false))
  else tellGuild(world, guild, 'GUILD_DELETE', () => ({ id: guild.id, unavailable: true }))
}

/** Somebody joins; the guild's system channel says so. */
export function joinGuild(world: World, guild: Guild, user: User, roles: readonly string[]): Member {
  const member = newMember(guild, user, world.clock.now())
  for (const id of roles) member.roles.add(id)
  guild.members.set(user.id, member)
  tellGuild(
    world,
    guild,
    'GUILD_MEMBER_ADD',
    () => ({ ...memberJson(member), guild_id: guild.id }),
    INTENTS.members,
  )
  const system = guild.systemChannelId === null ? undefined : guild.channels.get(guild.systemChannelId)
  if (system !== undefined && !user.isBot)
    postMessage(world, system, user, { type: MESSAGE_TYPES.join, allowed: NOBODY })
  return member
}

/** Somebody leaves or is thrown out. */
export function leaveGuild(world: World, guild: Guild, user: User): void {
  if (!guild.members.delete(user.id)) return
  for (const channel of guild.channels.values()) channel.thread?.members.delete(user.id)
  tellGuild(
    world,
    guild,
    'GUILD_MEMBER_REMOVE',
    () => ({ guild_id: guild.id, user: userJson(user) }),
    INTENTS.members,
  )
}

/** Tells that a member changed; of itself a bot hears without GUILD_MEMBERS. */
export function tellMember(world: World, guild: Guild, member: Member): void {
  const isSelf = member.user.id === world.bot.id
  tellGuild(
    world,
    guild,
    'GUILD_MEMBER_UPDATE',
    () => ({ ...memberJson(member), guild_id: guild.id }),
    isSelf ? INTENTS.guilds | INTENTS.members : INTENTS.members,
  )
}

/** Adds a channel. */
export function addChannel(
  world: World,
  guild: Guild,
  draft: Pick<Channel, 'type' | 'name' | 'topic' | 'parentId' | 'tags' | 'flags'> & {
    readonly overwrites: readonly Overwrite[]
  },
): Channel {
  const channel: Channel = {
    ...draft,
    id: world.clock.nextId(),
    guildId: guild.id,
    position: [...guild.channels.values()].filter((one) => !isThread(one)).length,
    overwrites: new Map(draft.overwrites.map((one) => [one.id, one])),
    lastMessageId: null,
    lastPinMs: null,
    messages: [],
    thread: null,
    recipients: [],
  }
  guild.channels.set(channel.id, channel)
  world.channels.set(channel.id, channel)
  tellGuild(world, guild, 'CHANNEL_CREATE', () => gatewayChannelJson(world, guild, channel))
  return channel
}

/** Tells that a channel changed. */
export function tellChannel(world: World, guild: Guild, channel: Channel): void {
  tellGuild(world, guild, 'CHANNEL_UPDATE', () => gatewayChannelJson(world, guild, channel))
}

/** Removes a channel with its threads. */
export function removeChannel(world: World, guild: Guild, channel: Channel): void {
  for (const child of [...guild.channels.values()]) {
    if (isThread(child) && child.parentId === channel.id) {
      guild.channels.delete(child.id)
      world.channels.delete(child.id)
    }
  }
  const json = gatewayChannelJson(world, guild, channel)
  guild.channels.delete(channel.id)
  world.channels.delete(channel.id)
  tellGuild(world, guild, 'CHANNEL_DELETE', () => json)
}

/**
 * Makes a change to rights and tells what the bot gained or lost by it: a channel that it may newly view comes in
 * full, with its threads; one that it lost comes without its name.
 */
export function changeRights(world: World, guild: Guild, change: () => void): void {
  const known = () =>
    new Map(
      [...guild.channels.values()]
        .filter((one) => !isThread(one))
        .map((one) => [one.id, canKnow(guild, botMember(world, guild), one, world.clock.now())]),
    )
  const before = known()
  change()
  archiveStale(world)
  for (const [id, isKnown] of known()) {
    const channel = guild.channels.get(id)
    if (channel === undefined || before.get(id) === isKnown) continue
    tellChannel(world, guild, channel)
    if (isKnown) tellThreadsOf(world, guild, channel)
  }
}

function tellThreadsOf(world: World, guild: Guild, parent: Channel): void {
  const threads = [...guild.channels.values()].filter(
    (one) =>
      isThread(one) &&
      one.parentId === parent.id &&
      !one.thread.isArchived &&
      canKnow(guild, botMember(world, guild), one, world.clock.now()),
  )
  tellGuild(world, guild, 'THREAD_LIST_SYNC', () => ({
    guild_id: guild.id,
    channel_ids: [parent.id],
    threads: threads.map((one) => threadJson(one, world.bot.id)),
    members: threads.flatMap((one) =>
      one.thread?.members.has(world.bot.id)
        ? [
            {
              id: one.id,
              user_id: world.bot.id,
              join_timestamp: new Date(one.thread.members.get(world.bot.id) ?? 0).toISOString(),
              flags: 0,
            },
          ]
        : [],
    ),
  }))
}

/** Adds a role. */
export function addRole(world: World, guild: Guild, role: Role): void {
  guild.roles.set(role.id, role)
  tellGuild(world, guild, 'GUILD_ROLE_CREATE', () => ({ guild_id: guild.id, role: roleJson(role) }))
}

/** The channels of a guild that the bot may view, as REST lists them. */
export const listedChannels = (world: World, guild: Guild): readonly JsonObject[] =>
  [...guild.channels.values()]
    .filter((one) => !isThread(one) && canKnow(guild, botMember(world, guild), one, world.clock.now()))
    .map(channelJson)
