/** What the bot may do where it asks to. */
import {
  CHANNEL_TYPES,
  type Channel,
  type Guild,
  isForum,
  isThread,
  isVoice,
  type Member,
  type User,
} from './model.ts'
import { canSee, channelPermissions, PERMISSIONS, type Permission } from './permissions.ts'
import { refuse } from './refusal.ts'
import { type Call, param } from './routes.ts'
import { botMember, guildOf, type World } from './world.ts'

/** A channel that the bot can see, with what it may do there. */
export interface Access {
  readonly channel: Channel
  /** Null in a conversation. */
  readonly guild: Guild | null
  readonly may: (permission: Permission) => boolean
}

/** The channel of a request. Throws 10003 where the bot could not know of it, 50001 where it may not look. */
export function accessFor(call: Call): Access {
  const channel = call.world.channels.get(param(call, 'channel_id'))
  if (channel === undefined) throw refuse('unknownChannel')
  return accessTo(call.world, channel)
}

/** The same of a channel that is known. */
export function accessTo(world: World, channel: Channel): Access {
  const guild = guildOf(world, channel)
  if (guild === null) {
    if (channel.guildId !== null) throw refuse('unknownChannel')
    return { channel, guild: null, may: () => true }
  }
  const own = botMember(world, guild)
  if (own === undefined) throw refuse('missingAccess')
  if (!canSee(guild, own, channel, world.clock.now())) throw refuse('missingAccess')
  const bits = channelPermissions(guild, own, channel, world.clock.now())
  return { channel, guild, may: (permission) => (bits & PERMISSIONS[permission]) !== 0n }
}

/** Throws 50013 where any of these is missing. */
export function need(access: Access, ...permissions: readonly Permission[]): void {
  if (!permissions.every(access.may)) throw refuse('missingPermissions')
}

/** Whether somebody takes what the bot writes to them: they share a server with it and let its members write. */
const takesMessages = (world: World, { id }: User): boolean =>
  !world.closed.has(id) &&
  [...world.guilds.values()].some((guild) => guild.members.has(id) && guild.members.has(world.bot.id))

/** Throws where the bot may not post here. */
export function needToPost(world: World, access: Access): void {
  const { channel, guild } = access
  if (guild === null && !channel.recipients.every((one) => takesMessages(world, one)))
    throw refuse('cannotMessageUser')
  if (channel.type === CHANNEL_TYPES.category || isForum(channel)) throw refuse('noTextChannel')
  need(access, isThread(channel) ? 'SEND_MESSAGES_IN_THREADS' : 'SEND_MESSAGES')
  if (isVoice(channel)) need(access, 'CONNECT')
  if (!isThread(channel)) return
  if (channel.thread.isLocked && !access.may('MANAGE_THREADS'))
    throw refuse(channel.thread.isArchived ? 'threadArchived' : 'threadLocked')
}

/** What a member may in a channel. */
export const memberMay = (
  world: World,
  guild: Guild,
  member: Member,
  channel: Channel,
  permission: Permission,
): boolean => (channelPermissions(guild, member, channel, world.clock.now()) & PERMISSIONS[permission]) !== 0n
