/**
 * What somebody may see, from the servers' present roles and overwrites, at every call. Fails closed: what cannot be found
 * out may not be seen.
 */
import type { SpaceId } from '../../core/ids.ts'
import type { Community, Space, Store } from '../../core/ports.ts'
import type { Seen } from '../platform.ts'
import { accountOf, type Caller } from './caller.ts'
import { type DiscordHistory, isNoMember } from './history.ts'
import { type Holder, holds, maySee, PERMISSION, permissionsIn, permissionsInGuild } from './permissions.ts'
import type { Server, Servers } from './servers.ts'
import type { WireMember } from './wire.ts'

/** Roles of a member in a server that they do not call from are remembered so long. */
const REMEMBERED_MS = 30_000
const MAX_REMEMBERED = 5_000

/** Finds out which spaces of a community somebody may see. */
export interface DiscordSight {
  /** What a caller sees; null where it is all of the community. */
  of(caller: Caller, community: Community): Promise<readonly SpaceId[] | null>
  /** What somebody would see of these spaces if they called from any of the servers; null where that cannot be found out. */
  ofPerson(id: string, spaces: readonly Space[]): Promise<Seen | null>
  /** Somebody as a member of a server; null where they are none, or where that cannot be found out. */
  memberOf(server: Server, id: string): Promise<Pick<WireMember, 'roles' | 'nick'> | null>
}

/** What Discord tells of somebody in a server: their roles, that they are not of it, or nothing at the moment. */
type Told =
  | ({ readonly kind: 'member' } & Pick<WireMember, 'roles' | 'nick'>)
  | { readonly kind: 'none' | 'unknown' }

export function createSight(
  servers: Servers,
  history: Pick<DiscordHistory, 'member'>,
  store: Pick<Store, 'communities'>,
  now: () => number,
): DiscordSight {
  const remembered = new Map<string, { readonly told: Told; readonly until: number }>()

  /** Guests may be in a voice channel, and see nothing else of the server. */
  const told = async (server: string, id: string): Promise<Told> => {
    const key = `${server}/${id}`
    const known = remembered.get(key)
    // A clock that was set back must not make anything last.
    if (known !== undefined && known.until > now() && known.until <= now() + REMEMBERED_MS) return known.told
    const until = now() + REMEMBERED_MS
    const found = await history.member(server, id).then(
      (member): Told =>
        accountOf(member) === 'member'
          ? { kind: 'member', roles: member.roles, nick: member.nick }
          : { kind: 'none' },
      (error: unknown): Told => ({ kind: isNoMember(error) ? 'none' : 'unknown' }),
    )
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    remembered.set(key, { told: found, until })
    return found
  }

  const serverOf = ({ workspace }: Space): Server | null =>
    workspace.platform === 'discord' ? (servers.all.get(workspace.externalId) ?? null) : null

  const isSeen = async ({ externalId }: Space, server: Server | null, caller: Caller): Promise<boolean> => {
    if (server === null || !server.isAvailable || caller.account !== 'member') return false
    if (server.id === caller.server.id) return isShown(externalId, server, caller.holder)
    const found = await told(server.id, caller.id)
    return found.kind === 'member' && isShown(externalId, server, { id: caller.id, roles: found.roles })
  }

  return {
    memberOf: async (server, id) => {
      const found: Told = server.isAvailable ? await told(server.id, id) : { kind: 'unknown' }
      return found.kind === 'member' ? found : null
    },
    of: async (caller, community) => {
      const spaces = await store.communities.spaces(community.id)
      const seen: SpaceId[] = []
      for (const space of spaces) if (await isSeen(space, serverOf(space), caller)) seen.push(space.id)
      return seen.length === spaces.length && caller.account === 'member' ? null : seen
    },
    ofPerson: async (id, spaces) => {
      const there = new Set(spaces.flatMap((space) => serverOf(space) ?? []))
      const holders = new Map<Server, Holder>()
      const finding = [...there].map(async (server) => {
        // During an outage nobody knows what somebody is there.
        const found: Told = server.isAvailable ? await told(server.id, id) : { kind: 'unknown' }
        if (found.kind === 'member') holders.set(server, { id, roles: found.roles })
        return found.kind
      })
      if ((await Promise.all(finding)).includes('unknown')) return null
      const isModerator = [...holders].some(([server, holder]) => isManaging(server, holder))
      const seen = spaces.filter((space) => {
        const server = serverOf(space)
        const holder = server === null ? undefined : holders.get(server)
        return server !== null && holder !== undefined && isShown(space.externalId, server, holder)
      })
      return { isModerator, spaces: seen.map((space) => space.id) }
    },
  }
}

const isManaging = (server: Server, holder: Holder): boolean =>
  holds(permissionsInGuild(server, holder), PERMISSION.manageGuild)

/** Whether a server shows somebody a channel. */
function isShown(channelId: string, server: Server, holder: Holder): boolean {
  const channel = server.channels.get(channelId)
  // What was read of a channel that is gone is for those who manage the server.
  if (channel === undefined) return isManaging(server, holder)
  return maySee(permissionsIn(server, channel.overwrites, holder), channel.type)
}
