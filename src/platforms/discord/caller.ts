/** Who calls, and from where: read from the interaction itself and from the server's present roles, at every call. */
import { z } from 'zod'
import type { Account } from '../../core/command.ts'
import type { Place } from '../../core/place.ts'
import { type Holder, holds, maySee, PERMISSION, permissionsIn } from './permissions.ts'
import { isThread, type Server, type Servers } from './servers.ts'
import { snowflake } from './snowflake.ts'
import { member, user, type WireMember, type WireUser } from './wire.ts'

const MAX_NAME_LENGTH = 100
/** Somebody who may be in one voice channel for a while and nowhere else. Source: «Guild Member Flags». */
const IS_GUEST = 1 << 4

/** What every interaction has. Source: Discord's API reference, «Interaction Object». */
export const interactionShape = z.object({
  id: snowflake,
  application_id: snowflake,
  token: z.string().min(1).max(1000),
  type: z.number(),
  data: z.unknown(),
  guild_id: snowflake.optional(),
  channel: z
    .object({ id: snowflake, type: z.number().optional(), parent_id: snowflake.nullish() })
    .optional(),
  channel_id: snowflake.optional(),
  member: member.extend({ user, permissions: z.string().regex(/^\d{1,40}$/) }).optional(),
  /** Who calls, outside of servers. */
  user: user.optional(),
  message: z.object({ id: snowflake, flags: z.number().optional() }).optional(),
  /** The largest file that may be sent in answer, in bytes. */
  attachment_size_limit: z.number().int().positive().optional(),
})
export type Interaction = z.infer<typeof interactionShape>

/** Somebody calling from a server that the bot is in. */
export interface Caller {
  readonly server: Server
  readonly place: Place & { readonly channel: string }
  readonly id: string
  readonly displayName: string
  readonly holder: Holder
  /** Whether the server lets them manage it. */
  readonly isModerator: boolean
  readonly account: Account
}

/** The caller; null outside servers, or in one that the bot is not in. */
export function callerOf(interaction: Interaction, servers: Servers): Caller | null {
  const { guild_id: id, member: who, channel, channel_id: channelId } = interaction
  const server = id === undefined ? undefined : servers.all.get(id)
  const spotId = channel?.id ?? channelId
  if (server === undefined || who === undefined || spotId === undefined) return null
  const spot = servers.spot(server.id, spotId)
  // The parent of a thread is its channel; that of a channel is a category.
  const parent = channel?.type !== undefined && isThread(channel.type) ? channel.parent_id : null
  const space = spot?.channel ?? parent ?? spotId
  const permissions = BigInt(who.permissions)
  return {
    server,
    place: {
      platform: 'discord',
      workspace: { externalId: server.id, name: server.name },
      channel: space,
    },
    id: who.user.id,
    displayName: displayNameOf(who.user, who),
    holder: { id: who.user.id, roles: who.roles },
    isModerator: holds(permissions, PERMISSION.administrator) || holds(permissions, PERMISSION.manageGuild),
    account: accountOf(who),
  }
}

/**
 * Somebody who presses a button of ours in their conversation with the bot, as a member of a server that they are in. There
 * nobody moderates.
 */
export function callerWrittenTo(
  { channel, channel_id: channelId, user: who }: Interaction,
  server: Server,
  as: Pick<WireMember, 'roles' | 'nick'>,
): Caller | null {
  const spot = channel?.id ?? channelId
  if (who === undefined || spot === undefined) return null
  return {
    server,
    place: { platform: 'discord', workspace: { externalId: server.id, name: server.name }, channel: spot },
    id: who.id,
    displayName: displayNameOf(who, as),
    holder: { id: who.id, roles: as.roles },
    isModerator: false,
    account: 'member',
  }
}

/** How somebody belongs to their server. */
export const accountOf = ({ flags }: Pick<WireMember, 'flags'>): Account =>
  ((flags ?? 0) & IS_GUEST) === 0 ? 'member' : 'guest'

/** What people call somebody here. Names are anything: they are only ever shown escaped. */
export function displayNameOf(who: WireUser, as: Pick<WireMember, 'nick'> | null): string {
  const name = [as?.nick, who.global_name, who.username].find((one) => one != null && one.trim() !== '')
  return (name ?? who.id).slice(0, MAX_NAME_LENGTH)
}

/**
 * Whether their server has such a channel and does not show it to them. Of one that is hidden from the bot itself nobody
 * tells who sees it, and there is nothing to give away: whoever chose it is to hear that the bot may not see it.
 */
export function isHiddenFrom({ server, holder }: Caller, channelId: string): boolean {
  const channel = server.channels.get(channelId)
  if (channel === undefined || channel.isHidden) return false
  return !maySee(permissionsIn(server, channel.overwrites, holder), channel.type)
}
