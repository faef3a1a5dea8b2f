/** What reading needs of Discord: names, leave, and the history itself. */
import type { Store } from '../../core/ports.ts'
import type { Vocabulary } from '../platform.ts'
import type { PlatformClock } from '../platform-clock.ts'
import type { Reader } from '../space-reading.ts'
import { readHole } from './catch-up.ts'
import { type DiscordHistory, isNoAccess } from './history.ts'
import { holds, maySee, PERMISSION, permissionsIn } from './permissions.ts'
import type { Servers } from './servers.ts'
import type { WireChannel } from './wire.ts'

export interface DiscordReaderTools {
  readonly store: Pick<Store, 'recording' | 'coverage'>
  readonly history: DiscordHistory
  readonly servers: Servers
  readonly clock: PlatformClock
  readonly vocabulary: Vocabulary
  /** This machine's clock: the retention of what is read begins now. */
  readonly now: () => number
}

/** The reader of the servers that the bot is in. */
export function discordReader(options: DiscordReaderTools): Reader {
  const { store, history, servers, clock, vocabulary, now } = options
  return {
    platform: 'discord',
    now: clock.now,
    isNoAccess,
    nameOf: (id) => servers.all.get(id)?.name ?? null,
    /** The member events that would tell are not sent without a privileged intent. */
    refresh: async (id) => {
      const own = servers.ownId()
      if (own !== null) servers.setOwnRoles(id, (await history.member(id, own)).roles)
    },
    mayRead: (id, channel) => readableChannel(servers, id, channel) !== null,
    begin: (id) => {
      let active: Promise<readonly WireChannel[]> | null = null
      const activeThreads = (): Promise<readonly WireChannel[]> => {
        active ??= history.activeThreads(id).then((threads) => {
          for (const thread of threads) servers.takeChannel(id, thread)
          return threads
        })
        return active
      }
      return async (space, hole, isFirst, { goOn, onProgress }) => {
        const channel = readableChannel(servers, id, space.externalId)
        if (channel === null) throw new Error('a channel that may not be read any more')
        const find = vocabulary.finderFor(space.community)
        const tools = { store, history, servers, find, now, goOn, onProgress, activeThreads }
        return readHole(space, channel.type, hole, isFirst, tools)
      }
    },
  }
}

/** A channel whose history the bot may read; null where it may not, or where there is none of that id. */
function readableChannel(servers: Servers, server: string, id: string): { readonly type: number } | null {
  const guild = servers.all.get(server)
  const channel = guild?.channels.get(id)
  const own = servers.ownId()
  if (guild === undefined || channel === undefined || own === null) return null
  const held = permissionsIn(guild, channel.overwrites, { id: own, roles: guild.ownRoles })
  return maySee(held, channel.type) && holds(held, PERMISSION.readMessageHistory) ? channel : null
}
