/** Who may do what, computed as Discord does: owner, administrator, roles, then the overwrites of the channel. */
import { CHANNEL_TYPES, type Channel, type Guild, isThread, isVoice, type Member } from './model.ts'

/** Permission bits by their names in Discord's documentation. */
export const PERMISSIONS = {
  CREATE_INSTANT_INVITE: 1n << 0n,
  KICK_MEMBERS: 1n << 1n,
  BAN_MEMBERS: 1n << 2n,
  ADMINISTRATOR: 1n << 3n,
  MANAGE_CHANNELS: 1n << 4n,
  MANAGE_GUILD: 1n << 5n,
  ADD_REACTIONS: 1n << 6n,
  VIEW_AUDIT_LOG: 1n << 7n,
  PRIORITY_SPEAKER: 1n << 8n,
  STREAM: 1n << 9n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  SEND_TTS_MESSAGES: 1n << 12n,
  MANAGE_MESSAGES: 1n << 13n,
  EMBED_LINKS: 1n << 14n,
  ATTACH_FILES: 1n << 15n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  MENTION_EVERYONE: 1n << 17n,
  USE_EXTERNAL_EMOJIS: 1n << 18n,
  VIEW_GUILD_INSIGHTS: 1n << 19n,
  CONNECT: 1n << 20n,
  SPEAK: 1n << 21n,
  MUTE_MEMBERS: 1n << 22n,
  DEAFEN_MEMBERS: 1n << 23n,
  MOVE_MEMBERS: 1n << 24n,
  USE_VAD: 1n << 25n,
  CHANGE_NICKNAME: 1n << 26n,
  MANAGE_NICKNAMES: 1n << 27n,
  MANAGE_ROLES: 1n << 28n,
  MANAGE_WEBHOOKS: 1n << 29n,
  MANAGE_GUILD_EXPRESSIONS: 1n << 30n,
  USE_APPLICATION_COMMANDS: 1n << 31n,
  REQUEST_TO_SPEAK: 1n << 32n,
  MANAGE_EVENTS: 1n << 33n,
  MANAGE_THREADS: 1n << 34n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  CREATE_PRIVATE_THREADS: 1n << 36n,
  USE_EXTERNAL_STICKERS: 1n << 37n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
  USE_EMBEDDED_ACTIVITIES: 1n << 39n,
  MODERATE_MEMBERS: 1n << 40n,
  USE_SOUNDBOARD: 1n << 42n,
  CREATE_GUILD_EXPRESSIONS: 1n << 43n,
  CREATE_EVENTS: 1n << 44n,
  SEND_VOICE_MESSAGES: 1n << 46n,
  SEND_POLLS: 1n << 49n,
  USE_EXTERNAL_APPS: 1n << 50n,
  PIN_MESSAGES: 1n << 51n,
  BYPASS_SLOWMODE: 1n << 52n,
} as const

/** The name of a permission. */
export type Permission = keyof typeof PERMISSIONS

/** The bits of these permissions together. */
export const permissionBits = (names: readonly Permission[]): bigint =>
  names.reduce((bits, name) => bits | PERMISSIONS[name], 0n)

/** Every permission. */
export const ALL_PERMISSIONS: bigint = Object.values(PERMISSIONS).reduce((bits, bit) => bits | bit, 0n)

/** What @everyone may in a new server. */
export const DEFAULT_PERMISSIONS: bigint = permissionBits([
  'CREATE_INSTANT_INVITE',
  'ADD_REACTIONS',
  'STREAM',
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'EMBED_LINKS',
  'ATTACH_FILES',
  'READ_MESSAGE_HISTORY',
  'USE_EXTERNAL_EMOJIS',
  'CONNECT',
  'SPEAK',
  'USE_VAD',
  'CHANGE_NICKNAME',
  'USE_APPLICATION_COMMANDS',
  'CREATE_PUBLIC_THREADS',
  'CREATE_PRIVATE_THREADS',
  'SEND_MESSAGES_IN_THREADS',
  'USE_EXTERNAL_STICKERS',
  'SEND_POLLS',
  'SEND_VOICE_MESSAGES',
  'USE_EXTERNAL_APPS',
])

const WITHOUT_SENDING = permissionBits([
  'MENTION_EVERYONE',
  'ATTACH_FILES',
  'EMBED_LINKS',
  'SEND_TTS_MESSAGES',
])
const WHILE_TIMED_OUT = permissionBits(['VIEW_CHANNEL', 'READ_MESSAGE_HISTORY'])

/** What a member may in the guild as a whole. */
export function guildPermissions(guild: Guild, member: Member, nowMs: number): bigint {
  if (guild.ownerId === member.user.id) return ALL_PERMISSIONS
  let bits = guild.roles.get(guild.id)?.permissions ?? 0n
  for (const id of member.roles) bits |= guild.roles.get(id)?.permissions ?? 0n
  if ((bits & PERMISSIONS.ADMINISTRATOR) !== 0n) return ALL_PERMISSIONS
  return isTimedOut(member, nowMs) ? bits & WHILE_TIMED_OUT : bits
}

/** What a member may in a channel; a thread takes its parent's overwrites. */
export function channelPermissions(guild: Guild, member: Member, channel: Channel, nowMs: number): bigint {
  const base = guildPermissions(guild, member, nowMs)
  if (base === ALL_PERMISSIONS) return base
  const source = isThread(channel) ? guild.channels.get(channel.parentId ?? '') : channel
  let bits = base
  const apply = (allow: bigint, deny: bigint) => {
    bits = (bits & ~deny) | allow
  }
  const everyone = source?.overwrites.get(guild.id)
  if (everyone !== undefined) apply(everyone.allow, everyone.deny)
  let allow = 0n
  let deny = 0n
  for (const id of member.roles) {
    allow |= source?.overwrites.get(id)?.allow ?? 0n
    deny |= source?.overwrites.get(id)?.deny ?? 0n
  }
  apply(allow, deny)
  const own = source?.overwrites.get(member.user.id)
  if (own !== undefined) apply(own.allow, own.deny)
  if (isTimedOut(member, nowMs)) bits &= WHILE_TIMED_OUT
  return impliedDenials(bits, channel)
}

function impliedDenials(bits: bigint, channel: Channel): bigint {
  if ((bits & PERMISSIONS.VIEW_CHANNEL) === 0n) return 0n
  if (isVoice(channel) && (bits & PERMISSIONS.CONNECT) === 0n) return bits & PERMISSIONS.VIEW_CHANNEL
  const send = isThread(channel) ? PERMISSIONS.SEND_MESSAGES_IN_THREADS : PERMISSIONS.SEND_MESSAGES
  return (bits & send) === 0n ? bits & ~WITHOUT_SENDING : bits
}

const isTimedOut = (member: Member, nowMs: number): boolean =>
  member.timedOutUntilMs !== null && member.timedOutUntilMs > nowMs

/** Whether a member sees what is said in a channel: private threads only from inside or with MANAGE_THREADS. */
export function canSee(guild: Guild, member: Member | undefined, channel: Channel, nowMs: number): boolean {
  if (member === undefined) return false
  const bits = channelPermissions(guild, member, channel, nowMs)
  if ((bits & PERMISSIONS.VIEW_CHANNEL) === 0n) return false
  if (isVoice(channel) && (bits & PERMISSIONS.CONNECT) === 0n) return false
  if (channel.type !== CHANNEL_TYPES.privateThread || !isThread(channel)) return true
  return channel.thread.members.has(member.user.id) || (bits & PERMISSIONS.MANAGE_THREADS) !== 0n
}

/** Whether the channel itself is known by its name; a category is where any of its channels is. */
export function canKnow(guild: Guild, member: Member | undefined, channel: Channel, nowMs: number): boolean {
  if (member === undefined) return false
  if ((channelPermissions(guild, member, channel, nowMs) & PERMISSIONS.VIEW_CHANNEL) !== 0n) return true
  if (channel.type !== CHANNEL_TYPES.category) return false
  return [...guild.channels.values()].some(
    (child) => child.parentId === channel.id && canKnow(guild, member, child, nowMs),
  )
}

/** The place of a member's highest role. */
export const highestRole = (guild: Guild, member: Member): number =>
  Math.max(0, ...[...member.roles].map((id) => guild.roles.get(id)?.position ?? 0))
