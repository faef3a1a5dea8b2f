/**
 * Who calls, from where, and what they may see: read from the interaction itself and from the server's present roles and
 * overwrites, at every call. Fails closed: what cannot be found out may not be seen.
 */
import { z } from 'zod'
import type { Standing } from '../../core/command.ts'
import type { SpaceId } from '../../core/ids.ts'
import type { Place } from '../../core/place.ts'
import type { Community, Space, Store } from '../../core/ports.ts'
import type { DiscordHistory } from './history.ts'
import { type Holder, holds, maySee, PERMISSION, permissionsIn, permissionsInGuild } from './permissions.ts'
import { isThread, type Server, type Servers } from './servers.ts'
import { snowflake } from './snowflake.ts'
import { member, user, type WireMember, type WireUser } from './wire.ts'

/** Roles of a member in another server are remembered so long. */
const REMEMBERED_MS = 30_000
const MAX_REMEMBERED = 5_000
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
  readonly standing: Standing
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
    standing: standingOf(who),
  }
}

const standingOf = ({ flags }: Pick<WireMember, 'flags'>): Standing =>
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

/** Finds out which spaces of a community somebody may see. */
export interface Sight {
  /** The spaces; null where it is all of them. */
  of(caller: Caller, community: Community): Promise<readonly SpaceId[] | null>
}

export function createSight(
  servers: Servers,
  history: Pick<DiscordHistory, 'member'>,
  store: Pick<Store, 'communities'>,
  now: () => number,
): Sight {
  const remembered = new Map<string, { readonly roles: readonly string[] | null; readonly until: number }>()

  /** Roles of the caller in another server; null where they are not in it, or where that cannot be found out. */
  const rolesIn = async (server: string, id: string): Promise<readonly string[] | null> => {
    const key = `${server}/${id}`
    const known = remembered.get(key)
    // A clock that was set back must not make anything last.
    if (known !== undefined && known.until > now() && known.until <= now() + REMEMBERED_MS) return known.roles
    const roles = await history.member(server, id).then(
      (found) => found.roles,
      () => null,
    )
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    remembered.set(key, { roles, until: now() + REMEMBERED_MS })
    return roles
  }

  const isSeen = async ({ workspace, externalId }: Space, caller: Caller): Promise<boolean> => {
    if (workspace.platform !== 'discord') return false
    const server = servers.all.get(workspace.externalId)
    if (server === undefined || !server.isAvailable) return false
    const isHere = server.id === caller.server.id
    const roles = isHere ? caller.holder.roles : await rolesIn(server.id, caller.id)
    if (roles === null) return false
    const holder = { id: caller.id, roles }
    const channel = server.channels.get(externalId)
    // What was read of a channel that is gone is for those who manage the server.
    if (channel === undefined) return holds(permissionsInGuild(server, holder), PERMISSION.manageGuild)
    return maySee(permissionsIn(server, channel.overwrites, holder), channel.type)
  }

  return {
    of: async (caller, community) => {
      const spaces = await store.communities.spaces(community.id)
      const seen: SpaceId[] = []
      for (const space of spaces) if (await isSeen(space, caller)) seen.push(space.id)
      return seen.length === spaces.length ? null : seen
    },
  }
}
