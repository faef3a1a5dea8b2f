/**
 * Discord as a platform: asks what the application is granted, connects the unmodified discord.js client with the
 * fewest intents and the leanest caches, and puts hearing, reading, answering and speaking together.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, Events, Routes, Status } from 'discord.js'
import { z } from 'zod'
import { Refusal, Unreachable } from '../../core/errors.ts'
import type { Painter } from '../../core/figure.ts'
import type { CommunityId } from '../../core/ids.ts'
import type { Surroundings } from '../../core/place.ts'
import type { Store } from '../../core/ports.ts'
import type { Program, Recorder, Sight, Speaker, Vocabulary } from '../platform.ts'
import { createPlatformClock } from '../platform-clock.ts'
import { createReading, type Reading } from '../reading.ts'
import { audienceOf } from './audience.ts'
import { createStartLimit } from './begin-sessions.ts'
import { intentsFor, leanClient } from './client.ts'
import { createCohorts } from './cohorts.ts'
import { grantsIn } from './grants.ts'
import { createHistory } from './history.ts'
import { createInteractions } from './interactions.ts'
import { listen } from './listen.ts'
import { discordReader } from './reader.ts'
import { registerCommands } from './register-commands.ts'
import { createServers } from './servers.ts'
import { createSight } from './sight.ts'
import { snowflake } from './snowflake.ts'
import { createSpeaker } from './speaker.ts'
import { surroundingsOf } from './surroundings.ts'

const CLOSING_MS = 250
const DESTROY_MS = 3_000
/** Said to nobody: whoever asked to leave knows why. */
const LEFT = 'asked to leave'

export interface DiscordOptions {
  readonly token: string
  /** Null for Discord itself. */
  readonly apiUrl: string | null
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
}

/** How serving ended by itself. */
export interface Ended {
  /** A sentence that says why and what to do. */
  readonly reason: string
}

export interface DiscordPlatform {
  readonly speaker: Speaker
  readonly sight: Sight
  readonly reading: Reading
  /** Events that were not as Discord describes them, by kind. */
  readonly strange: ReadonlyMap<string, number>
  /** What the application is granted beyond the least. */
  readonly grants: Surroundings['grants']
  /** Names of the servers that the bot is in. */
  servers(): readonly string[]
  /** Resolves where Discord ends the connection for good. */
  readonly ended: Promise<Ended>
  /** Hears no more, finishes the answers in hand, and writes down how far everything is known. */
  stop(): Promise<void>
}

/**
 * Connects; resolves when the first session has begun. Throws a `Refusal` where Discord does not take the bot, and
 * `Unreachable` where it does not answer; nothing is left running then.
 */
export async function connectDiscord(options: DiscordOptions): Promise<DiscordPlatform> {
  const { token, apiUrl, program, store, recorder, vocabulary, painter, now, log } = options
  const say = program.words.servingDiscord
  const clock = createPlatformClock(now)
  const servers = createServers()
  const stopping = new AbortController()
  const history = createHistory({
    ...{ token, apiUrl, clock },
    signal: stopping.signal,
    onStrange: (what, error) =>
      log.warn({ what, fault: error.issues[0]?.path }, 'not as Discord describes it'),
  })
  const startLimit = createStartLimit({
    sessions: store.sessions,
    now,
    onWait: (ms) => log.warn({ waitSeconds: Math.ceil(ms / 1000) }, 'too many sessions today; waiting'),
    onTrouble: (error) => log.warn({ err: error }, 'sessions could not be counted; trying again'),
  })

  const leaving = options.leaving ?? new AbortController().signal
  const grants = await grantsOf(leanClient([], { apiUrl, startLimit }), { token, leaving }, say)
  const client = leanClient(intentsFor(grants), { apiUrl, startLimit })
  const reading = createReading({
    ...{ store, recorder, log },
    reader: discordReader({ store, history, servers, clock, vocabulary, now }),
  })
  let ends: (ended: Ended) => void = () => undefined
  const ended = new Promise<Ended>((resolve) => {
    ends = resolve
  })

  let isRegistering = false
  /** One at a time: a session that begins while it is still being tried changes nothing. */
  const register = async (application: string): Promise<void> => {
    if (isRegistering) return
    isRegistering = true
    await registerCommands(application, { ...{ program, log, rest: client.rest }, signal: stopping.signal })
    isRegistering = false
  }
  const listening = listen({
    ...{ servers, reading, recorder, history, clock, vocabulary, log },
    onReady: ({ applicationId, servers: there }) => {
      void register(applicationId)
      void noteRemoved(store, there, now()).catch((error: unknown) =>
        log.warn({ err: error }, 'servers that put the bot out could not be noted'),
      )
    },
    onRemoved: (server) => {
      void markRemoved(store, server, now()).catch((error: unknown) =>
        log.warn({ err: error, server }, 'a server that put the bot out could not be noted'),
      )
    },
    onChannelDeleted: (server, channel) => {
      const space = reading.bound(server, channel)
      if (space === null) return
      void recorder
        .settled()
        .then(() => store.communities.unbindSpace(space.community, space.id))
        .then(() => reading.lookAgain(server))
        .catch((error: unknown) =>
          log.warn({ err: error, server }, 'a deleted channel could not be taken off'),
        )
    },
  })
  const sight = createSight(servers, history, store, now)
  const audience: Speaker['audience'] = (to, spaces) =>
    audienceOf(to, spaces, { servers, history, isHearing: () => isHearing(client) })
  const cohorts = createCohorts({ history, grants })
  const interactions = createInteractions({
    ...{ program, store, painter, servers, sight, log, now },
    rest: client.rest,
    surroundingsOf: (caller) =>
      surroundingsOf(caller, {
        servers,
        reading,
        history,
        store,
        grants,
        audience,
        cohorts,
        onChange: options.onChange,
      }),
  })

  client.on(Events.Raw, (packet: { t: string | null; d: unknown }) => {
    if (packet.t === 'INTERACTION_CREATE') interactions.hear(packet.d)
    else if (packet.t !== null) listening.hear(packet.t, packet.d)
  })
  client.on(Events.ShardDisconnect, ({ code }) => ends({ reason: say.closed(code) }))
  client.on(Events.Error, (error) => log.warn({ err: error }, 'the Discord client reports an error'))
  client.on(Events.ShardError, (error) =>
    log.warn({ err: error }, 'the connection to Discord broke; trying again'),
  )
  client.on(Events.Warn, (message) => log.warn({ message }, 'the Discord client warns'))
  client.on(Events.Debug, (message) => log.debug({ message }, 'discord.js'))

  const isReady = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()))
  const stop = async (): Promise<void> => {
    interactions.close()
    await destroyed(client)
    await interactions.settled()
    await reading.stop()
    stopping.abort(new Error('Commonplace is stopping'))
  }
  try {
    await Promise.race([
      login(client, token, say).then(() => isReady),
      ended.then(({ reason }) => {
        throw new Refusal(reason)
      }),
      untilAborted(leaving).then(() => {
        throw new Unreachable(say.unreachable(LEFT))
      }),
    ])
  } catch (error) {
    // Where Discord closes for good, it is a matter of chance which of the two is told first.
    const end = await Promise.race([ended, sleep(CLOSING_MS, null)])
    await stop().catch((failure: unknown) =>
      log.warn({ err: failure }, 'a failed start left something behind'),
    )
    throw end === null ? error : new Refusal(end.reason)
  }
  return {
    speaker: createSpeaker({ rest: client.rest, program, painter, servers, clock, audience, log }),
    sight: {
      platform: 'discord',
      of: async (person, spaces) => (isHearing(client) ? sight.ofPerson(person, spaces) : null),
    },
    reading,
    strange: listening.strange,
    grants,
    servers: () => [...servers.all.values()].map((one) => one.name),
    ended,
    stop,
  }
}

/** Whether what is known of the servers is what they are at this moment. */
const isHearing = ({ ws }: Client): boolean =>
  ws.shards.size > 0 && ws.shards.every((shard) => shard.status === Status.Ready)

/** Leaves the gateway; a client that is still connecting may never say that it has. */
async function destroyed(client: Client): Promise<void> {
  // A timer that nobody waits for any more would keep the process from ending.
  const waiting = new AbortController()
  await Promise.race([client.destroy(), sleep(DESTROY_MS, undefined, { signal: waiting.signal })])
  waiting.abort()
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

type Say = Program['words']['servingDiscord']

/** What the application is granted is asked before a session begins: an intent that is not granted would end it. */
async function grantsOf(
  client: Client,
  { token, leaving }: { readonly token: string; readonly leaving: AbortSignal },
  say: Say,
): Promise<Surroundings['grants']> {
  try {
    const found = await client.rest.setToken(token).get(Routes.currentApplication(), { signal: leaving })
    const { flags } = z.object({ id: snowflake, flags: z.number().nullish() }).parse(found)
    return grantsIn(flags)
  } catch (error) {
    if (isUnauthorized(error)) throw new Refusal(say.tokenRefused)
    throw unreachable(error, say)
  } finally {
    await client.destroy()
  }
}

async function login(client: Client, token: string, say: Say): Promise<void> {
  try {
    await client.login(token)
  } catch (error) {
    if (isUnauthorized(error)) throw new Refusal(say.tokenRefused)
    throw unreachable(error, say)
  }
}

const unreachable = (error: unknown, say: Say): Unreachable =>
  new Unreachable(say.unreachable(error instanceof Error ? error.message : String(error)), { cause: error })

const isUnauthorized = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && error.status === 401
    ? true
    : error instanceof Error && 'code' in error && error.code === 'TokenInvalid'

/** Servers that are stored and not among those of the session have put the bot out while it was away. */
async function noteRemoved(store: Store, there: readonly string[], now: number): Promise<void> {
  const known = new Set(there)
  for (const workspace of await store.communities.workspaces('discord'))
    if (!known.has(workspace.externalId) && workspace.removedAt === null)
      await store.communities.setRemoved(workspace.id, now)
}

async function markRemoved(store: Store, server: string, now: number): Promise<void> {
  const workspace = await store.communities.workspaceBy('discord', server)
  if (workspace !== null) await store.communities.setRemoved(workspace.id, now)
}
