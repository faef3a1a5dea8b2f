/** What a command may ask of a Discord server. */
import type { CommunityId } from '../../core/ids.ts'
import type { PlatformChannel, Surroundings } from '../../core/place.ts'
import type { Store } from '../../core/ports.ts'
import type { Speaker } from '../platform.ts'
import type { Reading } from '../reading.ts'
import type { Caller } from './caller.ts'
import type { Cohorts } from './cohorts.ts'
import type { DiscordHistory } from './history.ts'
import { holds, missingAbilities, PERMISSION, permissionsIn, permissionsInGuild } from './permissions.ts'
import { READABLE_CHANNELS } from './readable-channels.ts'
import type { Channel, Server, Servers } from './servers.ts'
import { CHANNEL } from './wire.ts'

const READABLE: ReadonlySet<number> = new Set(READABLE_CHANNELS)
const ONLY_POSTS: ReadonlySet<number> = new Set([CHANNEL.forum, CHANNEL.media])

export interface SurroundingsTools {
  readonly servers: Servers
  readonly reading: Reading
  readonly history: Pick<DiscordHistory, 'member'>
  readonly store: Pick<Store, 'communities'>
  readonly grants: Surroundings['grants']
  readonly audience: Speaker['audience']
  readonly cohorts: Cohorts
  /** Told that what is bound to a community has changed. */
  onChange(community: CommunityId): void
}

/** The surroundings of whoever calls in a server. */
export function surroundingsOf(caller: Caller, tools: SurroundingsTools): Surroundings {
  const { servers, reading, history, grants } = tools
  const { server } = caller
  return {
    grants,
    channels: async (ids) => {
      const own = servers.ownId()
      // The bot's roles may have changed without a word: without a privileged intent nobody tells.
      if (own !== null)
        await history.member(server.id, own).then(
          (found) => servers.setOwnRoles(server.id, found.roles),
          () => undefined,
        )
      return ids.flatMap((id) => {
        const channel = server.channels.get(id)
        return channel === undefined || own === null ? [] : [describe(channel, server, own)]
      })
    },
    isForModerators: async (channel) =>
      tools.audience({ workspace: server.id, channel }, []).then(
        (found) => found?.isModerators === true,
        () => false,
      ),
    cohort: (asked) => tools.cohorts.find(server.id, asked),
    attend: async (community) => {
      tools.onChange(community)
      await Promise.all([...servers.all.keys()].map((id) => reading.lookAgain(id)))
    },
    alsoModerated: () => moderatedElsewhere(caller, tools),
    progress: (community) => reading.progress(community),
  }
}

/** Asked of Discord server by server: where it does not tell, nothing is taken for granted. */
async function moderatedElsewhere(
  { server: here, id }: Caller,
  { servers, history, store }: SurroundingsTools,
): Promise<readonly CommunityId[]> {
  const found = new Set<CommunityId>()
  for (const server of servers.all.values()) {
    if (server.id === here.id || !server.isAvailable) continue
    const workspace = await store.communities.workspaceBy('discord', server.id)
    const bound = workspace === null ? [] : await store.communities.boundSpaces(workspace.id)
    if (bound.length === 0) continue
    const member = await history.member(server.id, id).catch(() => null)
    if (member === null) continue
    const held = permissionsInGuild(server, { id, roles: member.roles })
    if (holds(held, PERMISSION.manageGuild)) for (const space of bound) found.add(space.community)
  }
  return [...found]
}

function describe(channel: Channel, server: Server, own: string): PlatformChannel {
  const held = permissionsIn(server, channel.overwrites, { id: own, roles: server.ownRoles })
  return {
    externalId: channel.id,
    name: channel.name,
    isReadable: READABLE.has(channel.type),
    isPostable: READABLE.has(channel.type) && !ONLY_POSTS.has(channel.type),
    missing: missingAbilities(held, channel.type),
  }
}
