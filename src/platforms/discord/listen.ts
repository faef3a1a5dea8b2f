/**
 * Hears the gateway: every raw event that is read goes to what is known of the servers, and, where it happened in a
 * bound channel, to the recorder. Raw, because the library passes on nothing about things that it has not cached.
 */
import type { Activity } from '../../core/activity.ts'
import type { Recorder, Vocabulary } from '../platform.ts'
import type { PlatformClock } from '../platform-clock.ts'
import type { Reading } from '../reading.ts'
import { type DiscordHistory, isNoAccess } from './history.ts'
import { type ChannelDispatch, channelActivities, isInChannel, joinActivity } from './ingest.ts'
import { reactionMoments } from './reaction-moments.ts'
import type { Servers } from './servers.ts'
import { momentOf } from './snowflake.ts'
import { type Dispatch, isRead, readDispatch } from './wire.ts'

/** Events of one channel that wait until it is known what channel it is. */
const MAX_HELD = 10_000
/** Of each kind of strange event, so many are logged one by one; the rest are only counted. */
const LOGGED_STRANGE = 3
/** After a server could not be entered. */
const RETRY_MS = 5_000

export interface ListenOptions {
  readonly servers: Servers
  readonly reading: Reading
  readonly recorder: Recorder
  readonly history: DiscordHistory
  readonly clock: PlatformClock
  readonly vocabulary: Vocabulary
  readonly log: {
    info(details: object, message: string): void
    warn(details: object, message: string): void
  }
  /** A session began that is no continuation: everything said meanwhile was missed. */
  onReady(ready: {
    readonly ownId: string
    readonly applicationId: string
    readonly servers: readonly string[]
  }): void
  /** A server put the bot out. */
  onRemoved(server: string): void
  /** A bound channel was deleted. */
  onChannelDeleted(server: string, channel: string): void
}

export interface Listening {
  /** Takes a raw packet of the gateway, except interactions. Never throws. */
  hear(name: string, data: unknown): void
  /** How many events were not as Discord describes them, by kind. */
  readonly strange: ReadonlyMap<string, number>
}

/** What is said of a channel, and when it was heard: it may wait until the channel is known. */
interface Heard {
  readonly dispatch: ChannelDispatch
  readonly at: number
}

export function listen(options: ListenOptions): Listening {
  const { servers, reading, recorder, history, clock, vocabulary, log } = options
  const strange = new Map<string, number>()
  const momentHeard = reactionMoments(clock.now)
  /** Events in channels that are being asked for, by channel. */
  const held = new Map<string, Heard[]>()

  const countStrange = (name: string): void => {
    const times = (strange.get(name) ?? 0) + 1
    strange.set(name, times)
    if (times <= LOGGED_STRANGE) log.warn({ event: name }, 'an event is not as Discord describes it')
  }

  const take = (server: string, activities: readonly Activity[]): void => {
    const workspace = reading.workspace(server)
    if (workspace === null) return
    for (const activity of activities) if (!recorder.add(workspace.id, activity)) reading.leak(server)
  }

  const hearInChannel = (server: string, heard: Heard): void => {
    const { dispatch, at } = heard
    const { channel_id: id } = dispatch.data
    // What is heard before a server is entered is read when it is caught up with.
    if (reading.workspace(server) === null) return
    const spot = servers.spot(server, id)
    if (spot === null) {
      hold(server, id, heard)
      return
    }
    const space = reading.bound(server, spot.channel)
    if (spot.isPrivate || space === null) return
    const room = { space: spot.channel, thread: spot.thread }
    const find = vocabulary.finderFor(space.community)
    take(server, channelActivities(dispatch, room, at, find))
  }

  /** A channel that nobody has told of, such as a thread that was archived long ago and has woken up: it is asked for. */
  const hold = (server: string, channel: string, heard: Heard): void => {
    const waiting = held.get(channel)
    if (waiting !== undefined) {
      if (waiting.length < MAX_HELD) waiting.push(heard)
      else reading.leak(server)
      return
    }
    held.set(channel, [heard])
    reading.hold(server, 1)
    void history
      .channel(channel)
      .then((found) => servers.takeChannel(server, found))
      .catch((error: unknown) => {
        if (isNoAccess(error)) return
        log.warn({ err: error, channel }, 'a channel could not be asked for; its events are read again later')
        reading.leak(server)
      })
      .finally(() => {
        const events = held.get(channel) ?? []
        held.delete(channel)
        if (servers.spot(server, channel) !== null) for (const event of events) hearInChannel(server, event)
        reading.hold(server, -1)
      })
  }

  /** Until it is entered nothing that happens in a server is known: it is tried for as long as the database is away. */
  const enter = (server: string): void => {
    void reading.enter(server).catch((error: unknown) => {
      log.warn({ err: error, server }, 'a server could not be entered; trying again')
      setTimeout(() => enter(server), RETRY_MS).unref()
    })
  }

  const hearServer = (dispatch: Exclude<Dispatch, ChannelDispatch>): void => {
    const { name, data } = dispatch
    switch (name) {
      case 'READY':
        for (const { id } of data.guilds) reading.leave(id)
        options.onReady({
          ownId: data.user.id,
          applicationId: data.application.id,
          servers: data.guilds.map((one) => one.id),
        })
        return
      case 'GUILD_CREATE':
        if (data.unavailable === true) return
        enter(data.id)
        return
      case 'GUILD_DELETE':
        reading.leave(data.id)
        if (data.unavailable !== true) options.onRemoved(data.id)
        return
      case 'GUILD_MEMBER_ADD': {
        // Where the server tells of joins in a bound channel, they are read there, as history does.
        const toldIn = servers.all.get(data.guild_id)?.joinsToldIn ?? null
        if (toldIn !== null && reading.bound(data.guild_id, toldIn) !== null) return
        const join = joinActivity(data.user, data.joined_at)
        if (join !== null) take(data.guild_id, [join])
        return
      }
      case 'GUILD_MEMBER_REMOVE': {
        if (data.user.bot === true) return
        take(data.guild_id, [{ kind: 'leave', space: null, person: data.user.id, at: clock.now() }])
        return
      }
      case 'CHANNEL_DELETE':
        if (reading.bound(data.guild_id, data.id) !== null) options.onChannelDeleted(data.guild_id, data.id)
        return
      case 'THREAD_CREATE': {
        const spot = servers.spot(data.guild_id, data.id)
        if (spot === null || spot.isPrivate || reading.bound(data.guild_id, spot.channel) === null) return
        take(data.guild_id, [{ kind: 'thread', space: spot.channel, key: data.id, at: momentOf(data.id) }])
        return
      }
      default:
        return
    }
  }

  return {
    strange,
    hear: (name, data) => {
      if (!isRead(name)) return
      const dispatch = readDispatch(name, data)
      if (dispatch === null) {
        countStrange(name)
        return
      }
      if (!isInChannel(dispatch)) {
        servers.take(dispatch)
        hearServer(dispatch)
        return
      }
      const { guild_id: server } = dispatch.data
      // Direct messages are not read.
      if (server === undefined) return
      if (dispatch.name === 'MESSAGE_CREATE') {
        const at = momentOf(dispatch.data.id)
        clock.seen(at)
        reading.heard(server, Math.min(at, clock.now()))
      }
      hearInChannel(server, { dispatch, at: momentHeard(dispatch) })
    },
  }
}
