/**
 * Hears Slack's events: what happened in a bound channel goes to the recorder, and is acknowledged only once it is
 * committed. What is not acknowledged Slack sends again, so that nothing is lost between hearing and the database; a thing
 * that is told twice is recorded once.
 */
import type { Activity } from '../../core/activity.ts'
import { unreachable } from '../../core/errors.ts'
import { momentOf } from '../../core/slack-message.ts'
import type { Recorder, Vocabulary } from '../platform.ts'
import type { PlatformClock } from '../platform-clock.ts'
import type { Reading } from '../reading.ts'
import type { Channels } from './channels.ts'
import { UNINSTALLED } from './endings.ts'
import { type ChannelEvent, channelOf, isInChannel, tellEvent } from './ingest.ts'
import type { Envelope } from './line.ts'
import type { Accounts } from './people.ts'
import { isRead, readEvent, type SlackEvent, wrapper } from './wire.ts'

/** Of each kind of strange thing, so many are logged one by one; the rest are only counted. */
const LOGGED_STRANGE = 3

export interface ListenOptions {
  /** The workspace, and the bot's own account in it. */
  readonly team: string
  readonly ownId: string
  readonly reading: Reading
  readonly recorder: Recorder
  readonly channels: Channels
  readonly accounts: Accounts
  readonly clock: PlatformClock
  readonly vocabulary: Vocabulary
  /** Slack tells once a minute that it keeps events to itself; so long after the last time they are read. */
  readonly floodMs: number
  readonly log: {
    debug(details: object, message: string): void
    warn(details: object, message: string): void
  }
  /** The workspace has another name. */
  onTeamRenamed(name: string): void
  /** A bound channel has another name. */
  onChannelRenamed(channel: string): void
  /** A bound channel was deleted. */
  onChannelDeleted(channel: string): void
  /** Somebody looks at their Home tab. */
  onHomeOpened(person: string): void
  /** The app was taken out of the workspace, or its token is not good any more. */
  onRemoved(code: string): void
}

export interface Listening {
  /** Takes an envelope of an event; acknowledges it once what it tells is committed. Never throws. */
  hear(envelope: Envelope): void
  /** Slack keeps events to itself, because there are too many: they are to be read. */
  flooded(): void
  /** Counts something that is not as Slack describes it. */
  countStrange(name: string): void
  /** How many things were not as Slack describes them, by kind. */
  readonly strange: ReadonlyMap<string, number>
  /** What was heard in bound channels and not recorded, by reason: `stranger` are people of other workspaces. */
  readonly leftOut: ReadonlyMap<string, number>
  /** Takes nothing more. */
  close(): void
  /** Resolves when everything that was taken is committed and acknowledged, or has failed. */
  settled(): Promise<void>
}

/** Something heard cannot be taken now: Slack is to send it again. */
class NotTaken extends Error {}

export function listen(options: ListenOptions): Listening {
  const { team, ownId, reading, recorder, channels, accounts, clock, vocabulary, log } = options
  const strange = new Map<string, number>()
  const leftOut = new Map<string, number>()
  const inHand = new Set<Promise<void>>()
  let isClosed = false
  let flood: NodeJS.Timeout | null = null

  const countStrange = (name: string): void => {
    const times = (strange.get(name) ?? 0) + 1
    strange.set(name, times)
    if (times <= LOGGED_STRANGE) log.warn({ event: name }, 'an event is not as Slack describes it')
  }

  const take = async ({ body, isRepeat }: Envelope): Promise<void> => {
    const wrapped = wrapper.safeParse(body)
    if (!wrapped.success) return countStrange('event')
    const { event: data, team_id: sender, context_team_id: context } = wrapped.data
    // From a shared channel it may bear the other workspace's id.
    if ((context ?? sender ?? team) !== team) return countStrange('team')
    if (!isRead(data.type)) return
    const event = readEvent(data.type, data)
    if (event === null) return countStrange(data.type)
    if (isInChannel(event)) await takeInChannel(event, isRepeat)
    else await takeAround(event)
  }

  const takeInChannel = async (event: ChannelEvent, isRepeat: boolean): Promise<void> => {
    const workspace = reading.workspace(team)
    // What is heard before the workspace is entered is read when it is caught up with, or comes again.
    if (workspace === null) throw new NotTaken()
    const channel = channelOf(event)
    // Until it is known who they are, and after that until it is committed, nothing is known of this time.
    reading.hold(team, 1)
    try {
      const space = channel === null ? null : reading.bound(team, channel)
      if (channel !== null && space !== null) {
        await meet(event)
        const into: Activity[] = []
        const find = vocabulary.finderFor(space.community)
        const reason = tellEvent(event, { space: channel, whyNot: accounts.whyNot, find, into })
        if (reason !== null && !isRepeat) leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1)
        for (const activity of into) if (!recorder.add(workspace.id, activity)) throw new NotTaken()
      }
      note(event)
    } catch (error) {
      reading.leak(team)
      throw error
    } finally {
      reading.hold(team, -1)
    }
    if (channel !== null && reading.bound(team, channel) !== null) await recorder.committed()
  }

  const meet = async (event: ChannelEvent): Promise<void> => {
    if (event.name === 'message') return accounts.meetIn([event.data])
    const { user, item_user: author } = event.data
    await accounts.meet(author ? [user, author] : [user])
  }

  /** All channels are heard on the same connections: an event of any of them says how far is heard. */
  const note = (event: ChannelEvent): void => {
    const at = momentOf(event.data.event_ts ?? ('ts' in event.data ? event.data.ts : '0'))
    clock.seen(at)
    reading.heard(team, Math.min(at, clock.now()))
  }

  const takeAround = async (event: Exclude<SlackEvent, ChannelEvent>): Promise<void> => {
    const { name, data } = event
    switch (name) {
      case 'channel_rename':
      case 'group_rename': {
        const { id, name: called } = data.channel
        channels.change(id, { name: called })
        if (reading.bound(team, id) !== null) options.onChannelRenamed(id)
        return
      }
      case 'channel_archive':
      case 'group_archive':
        return channels.change(data.channel, { isArchived: true })
      case 'channel_unarchive':
      case 'group_unarchive':
        return channels.change(data.channel, { isArchived: false })
      case 'channel_deleted':
      case 'group_deleted':
        channels.remove(data.channel)
        if (reading.bound(team, data.channel) !== null) options.onChannelDeleted(data.channel)
        return
      case 'channel_left':
      case 'group_left':
        return channels.change(data.channel, { isMember: false })
      case 'member_left_channel':
        if (data.user === ownId) channels.change(data.channel, { isMember: false })
        return
      case 'member_joined_channel':
        if (data.user !== ownId) return
        // A private channel is told of for the first time.
        await channels.ask(data.channel)
        return reading.lookAgain(team)
      case 'team_join':
      case 'user_change':
        return accounts.take(data.user)
      case 'team_rename':
        return options.onTeamRenamed(data.name)
      case 'app_home_opened':
        if (data.tab === 'home') options.onHomeOpened(data.user)
        return
      case 'app_uninstalled':
        return options.onRemoved(UNINSTALLED)
      case 'tokens_revoked':
        if ((data.tokens.bot ?? []).length > 0) options.onRemoved('token_revoked')
        return
      default:
        return unreachable(name)
    }
  }

  return {
    strange,
    leftOut,
    countStrange,
    hear: (envelope) => {
      if (isClosed) return
      const work = take(envelope)
        .then(() => envelope.ack())
        .catch((error: unknown) => {
          if (!(error instanceof NotTaken))
            log.debug({ err: error }, 'an event was not acknowledged; Slack sends it again')
        })
        .finally(() => inHand.delete(work))
      inHand.add(work)
    },
    flooded: () => {
      if (isClosed || reading.workspace(team) === null) return
      if (flood === null) {
        log.warn({}, 'Slack keeps events to itself, because there are too many; they are read afterwards')
        reading.hold(team, 1)
      } else clearTimeout(flood)
      flood = setTimeout(() => {
        flood = null
        reading.leak(team)
        reading.hold(team, -1)
      }, options.floodMs)
      flood.unref()
    },
    close: () => {
      isClosed = true
      if (flood !== null) clearTimeout(flood)
    },
    settled: async () => {
      await Promise.all(inHand)
    },
  }
}
