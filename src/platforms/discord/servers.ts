/**
 * What the bot knows of the servers it is in: roles, channels and threads, kept up to date from the gateway's own
 * events. It is all that is remembered of a server: no messages and no people, so that a million of either costs nothing.
 */
import { unreachable } from '../../core/errors.ts'
import type { Overwrite } from './permissions.ts'
import type { Dispatch, DispatchData, WireChannel, WireRole } from './wire.ts'
import { CHANNEL } from './wire.ts'

/** A channel that is no thread. */
export interface Channel {
  readonly id: string
  readonly type: number
  readonly name: string
  readonly overwrites: readonly Overwrite[]
  /** Whether Discord hides it from the bot: neither its name nor its overwrites are told then. */
  readonly isHidden: boolean
}

/** A thread, a forum's post among them. */
export interface Thread {
  readonly id: string
  readonly parent: string
  readonly isPrivate: boolean
}

export interface Server {
  readonly id: string
  name: string
  ownerId: string
  /** Where joins are told, if the server tells them; else null. */
  joinsToldIn: string | null
  /** False during an outage of Discord's: nothing of it is heard. */
  isAvailable: boolean
  readonly roles: Map<string, bigint>
  /** Those of bots, which nobody else can have. */
  readonly botRoles: Set<string>
  readonly channels: Map<string, Channel>
  readonly threads: Map<string, Thread>
  /** The bot's own roles. */
  ownRoles: readonly string[]
}

/** Where a message was posted: a channel, or a thread of one. */
export interface Spot {
  readonly channel: string
  readonly thread: string | null
  readonly isPrivate: boolean
}

export interface Servers {
  readonly all: ReadonlyMap<string, Server>
  /** The bot's own id; null before READY. */
  ownId(): string | null
  /** Takes in what an event says of a server; others leave it as it is. */
  take(dispatch: Dispatch): void
  /** Takes in a channel or thread that was asked for over REST. */
  takeChannel(server: string, channel: WireChannel): void
  /** Takes in what a channel is called of which Discord tells the bot no name, from somebody who sees it. */
  nameHidden(server: string, channel: string, name: string): void
  setOwnRoles(server: string, roles: readonly string[]): void
  /** Where a channel id leads; null where it is not known. */
  spot(server: string, channel: string): Spot | null
}

/** Threads a server may have before the oldest are forgotten; forgotten ones are asked for again. */
const MAX_THREADS = 20_000
const SUPPRESS_JOINS = 1
/** Discord tells no names of channels that the bot may not view. Source: «Channel Flags». */
const HIDDEN = 1 << 17

const isBots = ({ tags }: WireRole): boolean => tags?.bot_id != null

const isHidden = ({ flags }: WireChannel): boolean => ((flags ?? 0) & HIDDEN) !== 0

export function createServers(): Servers {
  const all = new Map<string, Server>()
  let ownId: string | null = null

  const takeChannel = (server: Server, channel: WireChannel): void => {
    const thread = threadOf(channel)
    if (thread !== null) {
      server.threads.delete(thread.id)
      server.threads.set(thread.id, thread)
      const [oldest] = server.threads.keys()
      if (server.threads.size > MAX_THREADS && oldest !== undefined) server.threads.delete(oldest)
    } else
      server.channels.set(channel.id, {
        id: channel.id,
        type: channel.type,
        name: isHidden(channel)
          ? (server.channels.get(channel.id)?.name ?? channel.id)
          : (channel.name ?? channel.id),
        overwrites: overwritesOf(channel),
        isHidden: isHidden(channel),
      })
  }

  const create = (data: DispatchData<'GUILD_CREATE'>): void => {
    const server: Server = {
      id: data.id,
      ...headOf(data),
      isAvailable: true,
      roles: new Map(data.roles.map((role) => [role.id, BigInt(role.permissions)])),
      botRoles: new Set(data.roles.filter(isBots).map((role) => role.id)),
      channels: new Map(),
      threads: new Map(),
      ownRoles:
        data.members?.find((one) => one.user?.id === ownId)?.roles ?? all.get(data.id)?.ownRoles ?? [],
    }
    for (const channel of [...data.channels, ...(data.threads ?? [])]) takeChannel(server, channel)
    all.set(data.id, server)
  }

  const within = (id: string | undefined, change: (server: Server) => void): void => {
    const server = id === undefined ? undefined : all.get(id)
    if (server !== undefined) change(server)
  }

  return {
    all,
    ownId: () => ownId,
    take: ({ name, data }) => {
      switch (name) {
        case 'READY':
          ownId = data.user.id
          // Those that are missing put the bot out while it was away.
          for (const id of all.keys()) if (!data.guilds.some((one) => one.id === id)) all.delete(id)
          return
        case 'GUILD_CREATE':
          return create(data)
        case 'GUILD_UPDATE':
          return within(data.id, (server) => Object.assign(server, headOf(data)))
        case 'GUILD_DELETE':
          if (data.unavailable !== true) all.delete(data.id)
          return within(data.id, (server) => {
            server.isAvailable = false
          })
        case 'GUILD_ROLE_CREATE':
        case 'GUILD_ROLE_UPDATE':
          return within(data.guild_id, (server) => {
            server.roles.set(data.role.id, BigInt(data.role.permissions))
            if (isBots(data.role)) server.botRoles.add(data.role.id)
            else server.botRoles.delete(data.role.id)
          })
        case 'GUILD_ROLE_DELETE':
          return within(data.guild_id, (server) => void server.roles.delete(data.role_id))
        case 'GUILD_MEMBER_UPDATE':
          if (data.user.id !== ownId) return
          return within(data.guild_id, (server) => {
            server.ownRoles = data.roles
          })
        case 'CHANNEL_CREATE':
        case 'CHANNEL_UPDATE':
        case 'THREAD_CREATE':
        case 'THREAD_UPDATE':
          return within(data.guild_id, (server) => takeChannel(server, data))
        case 'CHANNEL_DELETE':
          return within(data.guild_id, (server) => void server.channels.delete(data.id))
        case 'THREAD_DELETE':
          return within(data.guild_id, (server) => void server.threads.delete(data.id))
        case 'THREAD_LIST_SYNC':
          return within(data.guild_id, (server) => {
            for (const thread of data.threads) takeChannel(server, thread)
          })
        case 'RESUMED':
        case 'GUILD_MEMBER_ADD':
        case 'GUILD_MEMBER_REMOVE':
        case 'MESSAGE_CREATE':
        case 'MESSAGE_DELETE':
        case 'MESSAGE_DELETE_BULK':
        case 'MESSAGE_REACTION_ADD':
        case 'MESSAGE_REACTION_REMOVE':
        case 'MESSAGE_REACTION_REMOVE_ALL':
        case 'MESSAGE_REACTION_REMOVE_EMOJI':
          return
        default:
          unreachable(name)
      }
    },
    takeChannel: (id, channel) => within(id, (server) => takeChannel(server, channel)),
    nameHidden: (id, channel, name) =>
      within(id, (server) => {
        const known = server.channels.get(channel)
        if (known?.isHidden === true) server.channels.set(channel, { ...known, name })
      }),
    setOwnRoles: (id, roles) =>
      within(id, (server) => {
        server.ownRoles = roles
      }),
    spot: (id, channel) => {
      const server = all.get(id)
      if (server === undefined) return null
      if (server.channels.has(channel)) return { channel, thread: null, isPrivate: false }
      const thread = server.threads.get(channel)
      if (thread === undefined) return null
      return { channel: thread.parent, thread: thread.id, isPrivate: thread.isPrivate }
    },
  }
}

/** What a thread is of; null for a channel that is none. */
export function threadOf({ id, type, parent_id: parent }: WireChannel): Thread | null {
  if (!isThread(type) || parent == null) return null
  return { id, parent, isPrivate: type === CHANNEL.privateThread }
}

/** Whether channels of a kind are threads. */
export const isThread = (type: number): boolean =>
  type === CHANNEL.publicThread || type === CHANNEL.privateThread || type === CHANNEL.announcementThread

const headOf = (data: {
  name: string
  owner_id: string
  system_channel_id?: string | null | undefined
  system_channel_flags?: number | undefined
}) => ({
  name: data.name,
  ownerId: data.owner_id,
  joinsToldIn:
    ((data.system_channel_flags ?? 0) & SUPPRESS_JOINS) === 0 ? (data.system_channel_id ?? null) : null,
})

/** Who may do other than usual in a channel. */
export const overwritesOf = (channel: WireChannel): readonly Overwrite[] =>
  (channel.permission_overwrites ?? []).map((one) => ({
    id: one.id,
    isMember: one.type === 1,
    allow: BigInt(one.allow),
    deny: BigInt(one.deny),
  }))
