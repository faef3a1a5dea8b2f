/**
 * Slack as a platform: asks whose the tokens are and what they allow, connects Slack's own unmodified clients, and puts
 * hearing, reading, answering and speaking together.
 */
import { Unreachable } from '../../core/errors.ts'
import type { Painter } from '../../core/figure.ts'
import type { CommunityId } from '../../core/ids.ts'
import type { Surroundings } from '../../core/place.ts'
import type { Store } from '../../core/ports.ts'
import type { Program, Recorder, Sight, Speaker, Vocabulary } from '../platform.ts'
import { createPlatformClock } from '../platform-clock.ts'
import { createReading, type Reading } from '../reading.ts'
import { slackAudience } from './audience.ts'
import { createPeople, createSight } from './caller.ts'
import { createSlackCalls } from './calls.ts'
import { createChannels } from './channels.ts'
import { commandClient, postingClient } from './clients.ts'
import { cohortsOf } from './cohorts.ts'
import { createDirectory } from './directory.ts'
import { UNINSTALLED } from './endings.ts'
import { createHistory } from './history.ts'
import { createSlackHome } from './home.ts'
import { introduce, plainly } from './identity.ts'
import type { Envelope } from './line.ts'
import { listen } from './listen.ts'
import { createOwnWorkspace } from './own-workspace.ts'
import { createAccounts } from './people.ts'
import { slackReader } from './reader.ts'
import { slackSight } from './sight.ts'
import { createSockets } from './sockets.ts'
import { createSlackSpeaker } from './speaker.ts'
import { slackSurroundings } from './surroundings.ts'
import { createTokenCheck } from './token-check.ts'
import { createUploads } from './uploads.ts'

/** A connection that has not answered a ping for so long is dead. */
const PING_MS = 10_000
/** Slack says once a minute that it keeps events to itself. */
const FLOOD_MS = 70_000
/** After the workspace could not be entered. */
const RETRY_MS = 5_000
/** What is in hand at the end is given so long while the connections are still open. */
const FINISHING_MS = 5_000
/** Slack tells what people write, and who comes into its channels. */
const GRANTS: Surroundings['grants'] = { texts: true, arrivals: true }

export interface SlackOptions {
  /** xoxb-… */
  readonly botToken: string
  /** xapp-…, for the connections. */
  readonly appToken: string
  /** Null for Slack itself. */
  readonly apiUrl: string | null
  /** The command as it is written in this workspace, without its slash, where it is not the usual one. */
  readonly command?: string
  readonly program: Program
  readonly store: Store
  readonly recorder: Recorder
  /** The words that are found in what people say. */
  readonly vocabulary: Vocabulary
  readonly painter: Painter
  readonly now: () => number
  readonly log: {
    debug(details: object, message: string): void
    info(details: object, message: string): void
    warn(details: object, message: string): void
    error(details: object, message: string): void
  }
  /** Aborted where it is no longer wanted that this connects; after that it is for `stop` to end it. */
  readonly leaving?: AbortSignal
  /** Told that what is bound to a community has changed, so that its board is looked after. */
  onChange(community: CommunityId): void
  /** Other times than usual, in milliseconds. */
  readonly timing?: { readonly pingMs?: number; readonly floodMs?: number; readonly minuteMs?: number }
}

/** How serving ended by itself. */
export interface Ended {
  /** A sentence that says why and what to do. */
  readonly reason: string
}

export interface SlackPlatform {
  readonly speaker: Speaker
  readonly sight: Sight
  readonly reading: Reading
  /** Events that were not as Slack describes them, by kind. */
  readonly strange: ReadonlyMap<string, number>
  /** What was heard in bound channels and not recorded, by reason: `stranger` are people of other workspaces. */
  readonly leftOut: ReadonlyMap<string, number>
  readonly grants: Surroundings['grants']
  /** The workspace's name. */
  workspace(): string
  /** Resolves where Slack ends it for good. */
  readonly ended: Promise<Ended>
  /** Hears no more, finishes the answers in hand, and writes down how far everything is known. */
  stop(): Promise<void>
}

/**
 * Connects; resolves when the first connection is open. Throws a `Refusal` where Slack does not take the tokens, and
 * `Unreachable` where it does not answer; nothing is left running then.
 */
export async function connectSlack(options: SlackOptions): Promise<SlackPlatform> {
  const { botToken, apiUrl, program, store, recorder, vocabulary, painter, now, log } = options
  const say = program.words.servingSlack
  const leaving = options.leaving ?? new AbortController().signal
  let refused: (code: string) => void = () => undefined
  const onRefused = (code: string): void => refused(code)
  const access = { token: botToken, ...(apiUrl === null ? {} : { apiUrl }), onRefused }
  const client = commandClient(access)
  const own = await whileWanted(introduce(client, say), leaving, say)
  if (own.lacks.length > 0)
    log.warn({ scopes: own.lacks }, 'the app lacks scopes: people in pairs are not asked how it goes')
  let teamName = own.teamName
  const team = {
    id: own.team,
    get name() {
      return teamName
    },
  }
  let ends: (ended: Ended) => void = () => undefined
  const ended = new Promise<Ended>((resolve) => {
    ends = resolve
  })
  const end = (code: string): void => ends({ reason: say.ended(code) })
  refused = createTokenCheck({ client, log, onEnd: end })

  const clock = createPlatformClock(now)
  const stopping = new AbortController()
  const history = createHistory({
    ...{ token: botToken, apiUrl, clock },
    signal: stopping.signal,
    ...(options.timing?.minuteMs === undefined ? {} : { minuteMs: options.timing.minuteMs }),
    onStrange: (what, error) => log.warn({ what, fault: error.issues[0]?.path }, 'not as Slack describes it'),
    onLimited: () =>
      log.warn({}, 'Slack gives this app fifteen messages a minute: reading history takes very long'),
    onRefused,
  })
  const accounts = createAccounts(team.id, history)
  const channels = createChannels(history)
  const workspace = createOwnWorkspace({ store, team, channels, now, log })
  const reading = createReading({
    ...{ store, recorder, log },
    reader: slackReader({
      ...{ store, history, accounts, clock, vocabulary, now },
      channels: {
        ...channels,
        load: async () => {
          await channels.load()
          await workspace.nameChannels()
        },
      },
      team: { id: team.id, name: () => teamName },
    }),
  })

  const people = createPeople({ client, team, words: program.words, now, log })
  const directory = createDirectory(client, now)
  const audience = slackAudience({ directory, people, team })
  const sight = createSight({ directory, store, team, words: program.words, log })
  const shared = {
    ...{ program, store, painter, team, people, sight, now, log },
    surroundings: slackSurroundings({
      ...{ team, directory, audience, reading, log },
      cohort: cohortsOf({ client, accounts, log }),
      ...{ grants: GRANTS, words: program.words, onChange: options.onChange },
    }),
    ...(options.command === undefined ? {} : { command: options.command }),
  }
  // What somebody asks for is of Slack's time, as what is heard is: a pause begins between messages, not by this machine's clock.
  const asked = { ...shared, now: clock.now }
  const home = createSlackHome({ ...asked, client })
  const calls = createSlackCalls({
    ...asked,
    client,
    uploads: createUploads({ client, log }),
    onPageUsed: home.changed,
  })
  const posting = postingClient(access)

  const listening = listen({
    ...{ reading, recorder, channels, accounts, clock, vocabulary, log },
    ...{ team: team.id, ownId: own.user, floodMs: options.timing?.floodMs ?? FLOOD_MS },
    onTeamRenamed: (name) => {
      teamName = name
      void workspace.renamed(name)
    },
    onChannelRenamed: () => void workspace.nameChannels(),
    onChannelDeleted: (channel) => {
      void recorder
        .settled()
        .then(() => workspace.deleted(channel))
        .then(() => reading.lookAgain(team.id))
        .catch((error: unknown) => log.warn({ err: error }, 'a deleted channel is still looked for'))
    },
    onHomeOpened: home.opened,
    onRemoved: (code) => {
      if (code === UNINSTALLED) {
        reading.leave(team.id)
        void workspace.removed()
      }
      end(code)
    },
  })

  const enter = (): Promise<void> =>
    reading.enter(team.id).catch((error: unknown) => {
      log.warn({ err: error }, 'the workspace could not be entered; trying again')
      setTimeout(() => void enter(), RETRY_MS).unref()
    })
  let entering: Promise<void> = Promise.resolve()
  const onEnvelope = (envelope: Envelope): void => {
    const { type, body, ack } = envelope
    if (type === 'events_api') listening.hear(envelope)
    else if (type === 'slash_commands' || type === 'interactive') calls.hear({ type, body, ack })
    else listening.countStrange(type)
  }
  const sockets = createSockets({
    ...{ appToken: options.appToken, apiUrl, log, onEnvelope },
    pingMs: options.timing?.pingMs ?? PING_MS,
    onRateLimited: listening.flooded,
    onStrange: listening.countStrange,
    onOpen: () => {
      entering = enter()
    },
    onGone: () => reading.leave(team.id),
    onLost: () => reading.leak(team.id),
    onEnd: end,
  })

  const stop = async (): Promise<void> => {
    listening.close()
    calls.close()
    // Acknowledgements go out by the connections on which the events came.
    await within(FINISHING_MS, Promise.all([listening.settled(), calls.settled(), home.settled()]))
    await sockets.stop()
    await reading.stop()
    stopping.abort(new Error('Commonplace is stopping'))
  }
  try {
    const start = async (): Promise<void> => {
      await Promise.all([accounts.load(), channels.load()])
      await sockets.start()
      await entering
    }
    await whileWanted(start(), leaving, say)
    void workspace.noteOthers()
  } catch (error) {
    await stop().catch((failure: unknown) =>
      log.warn({ err: failure }, 'a failed start left something behind'),
    )
    throw plainly(error, say)
  }
  return {
    speaker: createSlackSpeaker({
      ...shared,
      ...{ client: posting, audience },
      uploads: createUploads({ client: posting, log }),
    }),
    sight: slackSight(people, sight),
    reading,
    strange: listening.strange,
    leftOut: listening.leftOut,
    grants: GRANTS,
    workspace: () => teamName,
    ended,
    stop,
  }
}

type Say = Program['words']['servingSlack']

/** Waits for a beginning, and no longer than it is wanted. */
async function whileWanted<Result>(work: Promise<Result>, leaving: AbortSignal, say: Say): Promise<Result> {
  let leave: () => void = () => undefined
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => reject(new Unreachable(say.unreachable('asked to leave')))
    if (leaving.aborted) leave()
    else leaving.addEventListener('abort', leave, { once: true })
  })
  try {
    return await Promise.race([work, left])
  } finally {
    leaving.removeEventListener('abort', leave)
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, limit]).finally(() => clearTimeout(timer))
}
