/**
 * Who may do what where, computed as Discord does: from the roles of the server and the overwrites of a channel. Pure,
 * and asked anew at every call, so that nothing remembered can be out of date.
 */
import type { Ability } from '../../core/place.ts'
import { CHANNEL } from './wire.ts'

/** Bits of a permission. Source: Discord's API reference, «Permissions». */
export const PERMISSION = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  connect: 1n << 20n,
  sendMessagesInThreads: 1n << 38n,
  pinMessages: 1n << 51n,
} as const

const EVERYTHING = (1n << 64n) - 1n

/** What of a server decides. The role with the server's own id is everybody's. */
export interface GuildPermissions {
  readonly id: string
  readonly ownerId: string
  /** Permissions of each role, by id. */
  readonly roles: ReadonlyMap<string, bigint>
}

/** An overwrite of a channel for a role or a member. */
export interface Overwrite {
  readonly id: string
  readonly isMember: boolean
  readonly allow: bigint
  readonly deny: bigint
}

/** A member by id, with their roles. */
export interface Holder {
  readonly id: string
  readonly roles: readonly string[]
}

/** What a member may do in the server at large. */
export function permissionsInGuild(guild: GuildPermissions, { id, roles }: Holder): bigint {
  if (id === guild.ownerId) return EVERYTHING
  let held = guild.roles.get(guild.id) ?? 0n
  for (const role of roles) held |= guild.roles.get(role) ?? 0n
  return (held & PERMISSION.administrator) === 0n ? held : EVERYTHING
}

/** What a member may do in a channel with these overwrites; threads have those of their parent. */
export function permissionsIn(
  guild: GuildPermissions,
  overwrites: readonly Overwrite[],
  holder: Holder,
): bigint {
  let held = permissionsInGuild(guild, holder)
  if (held === EVERYTHING) return held
  const apply = (allow: bigint, deny: bigint): void => {
    held = (held & ~deny) | allow
  }
  const everyone = overwrites.find((one) => !one.isMember && one.id === guild.id)
  if (everyone !== undefined) apply(everyone.allow, everyone.deny)
  let allow = 0n
  let deny = 0n
  for (const one of overwrites)
    if (!one.isMember && one.id !== guild.id && holder.roles.includes(one.id)) {
      allow |= one.allow
      deny |= one.deny
    }
  apply(allow, deny)
  const own = overwrites.find((one) => one.isMember && one.id === holder.id)
  if (own !== undefined) apply(own.allow, own.deny)
  // Who does not see a channel may do nothing in it.
  return (held & PERMISSION.viewChannel) === 0n ? 0n : held
}

/** Whether all of these bits are held. */
export const holds = (held: bigint, wanted: bigint): boolean => (held & wanted) === wanted

/** Whether somebody may see a channel and what is said in it; the text in voice channels is for those who may connect. */
export const maySee = (held: bigint, channelType: number): boolean =>
  holds(held, PERMISSION.viewChannel | (isVoice(channelType) ? PERMISSION.connect : 0n))

const isVoice = (type: number): boolean => type === CHANNEL.voice || type === CHANNEL.stage

const NEEDED: Record<Ability, bigint> = {
  see: PERMISSION.viewChannel,
  readHistory: PERMISSION.readMessageHistory,
  post: PERMISSION.sendMessages,
  attach: PERMISSION.attachFiles,
  pin: PERMISSION.pinMessages,
}

/** Which abilities are missing in a channel of this kind. */
export function missingAbilities(held: bigint, channelType: number): readonly Ability[] {
  return (Object.keys(NEEDED) as Ability[]).filter((ability) =>
    ability === 'see' ? !maySee(held, channelType) : !holds(held, NEEDED[ability]),
  )
}

/** The least that the bot asks for when it is invited: see, read history, answer, attach pictures, pin the board. */
export const INVITED_PERMISSIONS =
  PERMISSION.viewChannel |
  PERMISSION.sendMessages |
  PERMISSION.sendMessagesInThreads |
  PERMISSION.attachFiles |
  PERMISSION.readMessageHistory |
  PERMISSION.pinMessages
