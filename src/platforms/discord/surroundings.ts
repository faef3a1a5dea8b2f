/** What a command may ask of a Discord server. */
import type { CommunityId } from '../../core/ids.ts'
import type { PlatformChannel, Surroundings } from '../../core/place.ts'
import type { Reading } from '../reading.ts'
import type { DiscordHistory } from './history.ts'
import { missingAbilities, permissionsIn } from './permissions.ts'
import { READABLE_CHANNELS } from './readable-channels.ts'
import type { Channel, Server, Servers } from './servers.ts'
import { CHANNEL } from './wire.ts'

const READABLE: ReadonlySet<number> = new Set(READABLE_CHANNELS)
const ONLY_POSTS: ReadonlySet<number> = new Set([CHANNEL.forum, CHANNEL.media])

export interface SurroundingsTools {
  readonly servers: Servers
  readonly reading: Reading
  readonly history: Pick<DiscordHistory, 'member'>
  readonly grants: Surroundings['grants']
  /** Told that what is bound to a community has changed. */
  onChange(community: CommunityId): void
}

/** The surroundings of one server. */
export function surroundingsOf(server: Server, tools: SurroundingsTools): Surroundings {
  const { servers, reading, history, grants } = tools
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
    attend: async (community) => {
      tools.onChange(community)
      await Promise.all([...servers.all.keys()].map((id) => reading.lookAgain(id)))
    },
    progress: (community) => reading.progress(community),
  }
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
