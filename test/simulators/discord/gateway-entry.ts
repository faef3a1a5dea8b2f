/** How a client comes in: IDENTIFY for a new session, RESUME for one that it had. */
import { CLOSE_CODES } from './close-codes.ts'
import type { GatewayFaults } from './faults-gateway.ts'
import {
  type Connection,
  createSession,
  dispatch,
  missedSince,
  type Session,
  shardOf,
} from './gateway-session.ts'
import { applicationFlags, areGranted, areIntents, INTENTS } from './intents.ts'
import { type Json, type JsonObject, listOf, numberOf, textOf } from './json.ts'
import { guildCreateJson } from './wire-guilds.ts'
import { ownUserJson } from './wire-people.ts'
import type { World } from './world.ts'

/** Gateway opcodes. */
export const OPCODES = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const

/** A dispatch as tests read it back. */
export interface Dispatched {
  readonly name: string
  readonly guildId: string | null
  readonly data: JsonObject
  readonly at: number
}

/** How the gateway behaves. */
export interface GatewayOptions {
  readonly heartbeatIntervalMs: number
  readonly sessionLifetimeMs: number
  /** Where clients reach it. */
  readonly url: () => string
  readonly limitSends: boolean
  readonly shards: number
}

/** What coming in needs and changes. */
export interface EntryParts {
  readonly world: World
  readonly options: GatewayOptions
  readonly faults: GatewayFaults
  readonly sessions: Map<string, Session>
  readonly identifies: number[]
  readonly resumes: number[]
  readonly dispatches: Dispatched[]
  readonly send: (connection: Connection, op: number, d: Json) => void
  readonly shut: (connection: Connection, code: number, reason: string) => void
}

/** The two ways in. */
export interface Entry {
  identify(connection: Connection, d: JsonObject): void
  resume(connection: Connection, d: JsonObject): void
}

/** Opens both ways. */
export function createEntry({
  world,
  options,
  faults,
  sessions,
  identifies,
  resumes,
  dispatches,
  send,
  shut,
}: EntryParts): Entry {
  const identify = (connection: Connection, d: JsonObject) => {
    if (connection.session !== null)
      return shut(connection, CLOSE_CODES.alreadyAuthenticated, 'Already authenticated.')
    identifies.push(Date.now())
    if (textOf(d['token'])?.replace(/^Bot /, '') !== world.application.token)
      return shut(connection, CLOSE_CODES.authenticationFailed, 'Authentication failed.')
    const shard = listOf(d['shard'])
    const [index, total] = [numberOf(shard[0]) ?? 0, numberOf(shard[1]) ?? 1]
    if (total < 1 || index < 0 || index >= total)
      return shut(connection, CLOSE_CODES.invalidShard, 'Invalid shard.')
    const intents = d['intents']
    if (!areIntents(intents)) return shut(connection, CLOSE_CODES.invalidIntents, 'Invalid intent(s).')
    if (!areGranted(intents, world.application))
      return shut(connection, CLOSE_CODES.disallowedIntents, 'Disallowed intent(s).')
    const recent = identifies.filter((at) => at > Date.now() - 5000).length
    if (faults.isIdentifyLimited && recent > 1) return send(connection, OPCODES.invalid, false)
    const session = createSession(intents, [index, total], numberOf(d['large_threshold']) ?? 50, connection)
    sessions.set(session.id, session)
    connection.session = session
    welcome(session)
  }

  const welcome = (session: Session) => {
    const guilds = [...world.guilds.values()].filter(
      (guild) => guild.members.has(world.bot.id) && shardOf(guild.id, session.shard[1]) === session.shard[0],
    )
    const tell = (name: string, data: JsonObject) => {
      const frame = { name, data: JSON.stringify(data) }
      dispatches.push({ name, guildId: textOf(data['id']), data, at: world.clock.now() })
      dispatch(session, frame)
    }
    tell('READY', {
      v: 10,
      user: ownUserJson(world.bot),
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: options.url(),
      shard: session.shard,
      application: { id: world.application.id, flags: applicationFlags(world.application) },
      session_type: 'normal',
      private_channels: [],
      relationships: [],
      geo_ordered_rtc_regions: [],
      user_settings: {},
    })
    if ((session.intents & INTENTS.guilds) === 0) return
    for (const guild of guilds) {
      if (!guild.isAvailable) tell('GUILD_DELETE', { id: guild.id, unavailable: true })
      else
        tell(
          'GUILD_CREATE',
          guildCreateJson(world, guild, (session.intents & INTENTS.presences) !== 0, session.largeThreshold),
        )
    }
  }

  const resume = (connection: Connection, d: JsonObject) => {
    if (connection.session !== null)
      return shut(connection, CLOSE_CODES.alreadyAuthenticated, 'Already authenticated.')
    resumes.push(Date.now())
    if (textOf(d['token'])?.replace(/^Bot /, '') !== world.application.token)
      return shut(connection, CLOSE_CODES.authenticationFailed, 'Authentication failed.')
    const session = sessions.get(textOf(d['session_id']) ?? '')
    const sequence = numberOf(d['seq']) ?? 0
    if (faults.takeRefusedResume() || session === undefined || hasExpired(session))
      return send(connection, OPCODES.invalid, false)
    if (sequence > session.sequence) return shut(connection, CLOSE_CODES.invalidSequence, 'Invalid seq.')
    const missed = missedSince(session, sequence)
    if (missed === null) return send(connection, OPCODES.invalid, false)
    const former = session.connection
    session.connection = connection
    session.lostMs = null
    connection.session = session
    if (former !== null && former !== connection) former.socket.terminate()
    for (const frame of missed) connection.socket.send(frame)
    dispatch(session, { name: 'RESUMED', data: '{"_trace":[]}' })
  }

  const hasExpired = (session: Session): boolean =>
    session.lostMs !== null && Date.now() - session.lostMs > options.sessionLifetimeMs

  return { identify, resume }
}
