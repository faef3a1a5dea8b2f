/** The gateway: sockets, HELLO, IDENTIFY, RESUME, heartbeats, and events of the world handed to sessions. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { CLOSE_CODES } from './close-codes.ts'
import type { GatewayFaults } from './faults-gateway.ts'
import { answerMembersRequest } from './gateway-members.ts'
import {
  type Connection,
  createSession,
  dispatch,
  type Frame,
  hears,
  missedSince,
  type Session,
  shardOf,
  viewOf,
} from './gateway-session.ts'
import { applicationFlags, areGranted, areIntents, INTENTS } from './intents.ts'
import { isObject, type Json, type JsonObject, listOf, numberOf, objectOf, textOf } from './json.ts'
import { canSee } from './permissions.ts'
import { guildCreateJson } from './wire-guilds.ts'
import { ownUserJson } from './wire-people.ts'
import { botMember, type World, type WorldEvent } from './world.ts'

const OP = {
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
const MAX_PAYLOAD_BYTES = 4096
const SENDS_A_MINUTE = 120
const IDENTIFIES_A_DAY = 1000

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

/** The running gateway. */
export interface Gateway {
  readonly sessions: Map<string, Session>
  readonly connections: Set<Connection>
  /** Moments of every IDENTIFY. */
  readonly identifies: number[]
  readonly resumes: number[]
  readonly dispatches: Dispatched[]
  readonly faults: GatewayFaults
  /** Where clients reach it. */
  readonly url: () => string
  /** How many shards GET /gateway/bot advises. */
  readonly shards: number
  /** Takes over a socket from the HTTP server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** What GET /gateway/bot says is left of the day. */
  sessionStartLimit(): JsonObject
  /** Sends a control payload to every connection. */
  broadcast(op: 'reconnect' | 'invalidResumable' | 'invalid'): void
  /** Forgets sessions, so that none can be resumed. */
  expireSessions(): void
  close(): void
}

/** Opens the gateway of a world. */
export function createGateway(world: World, options: GatewayOptions, faults: GatewayFaults): Gateway {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 1_000_000 })
  const sessions = new Map<string, Session>()
  const connections = new Set<Connection>()
  const identifies: number[] = []
  const resumes: number[] = []
  const dispatches: Dispatched[] = []

  const send = (connection: Connection, op: number, d: Json) => {
    if (connection.socket.readyState === connection.socket.OPEN)
      connection.socket.send(JSON.stringify({ op, d, s: null, t: null }))
  }
  const shut = (connection: Connection, code: number, reason: string) => connection.socket.close(code, reason)

  const listener = (event: WorldEvent) => {
    const guild = event.guildId === null ? undefined : world.guilds.get(event.guildId)
    if (guild !== undefined && !guild.isAvailable && event.name !== 'GUILD_DELETE') return
    if (guild !== undefined && !guild.members.has(world.bot.id)) return
    if (
      event.channel !== null &&
      guild !== undefined &&
      !canSee(guild, botMember(world, guild), event.channel, world.clock.now())
    )
      return
    // Rendered now: a fault may deliver it after the thing has changed.
    const shown = new Map<boolean, string>()
    const data = (content: boolean): string => {
      const text = shown.get(content) ?? JSON.stringify(event.data({ content }))
      shown.set(content, text)
      return text
    }
    const audience = [...sessions.values()].filter((session) => hears(session, event))
    const frames = audience.map((session) => ({
      session,
      frame: { name: event.name, data: data(viewOf(session, world).content) },
    }))
    const log = event.data({ content: true })
    faults.deliver({ name: event.name, data: log }, () => {
      dispatches.push({ name: event.name, guildId: event.guildId, data: log, at: world.clock.now() })
      for (const { session, frame } of frames) if (sessions.has(session.id)) dispatch(session, frame)
    })
  }
  world.listeners.add(listener)

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
    if (faults.isIdentifyLimited && recent > 1) return send(connection, OP.invalid, false)
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
      const frame: Frame = { name, data: JSON.stringify(data) }
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
      return send(connection, OP.invalid, false)
    if (sequence > session.sequence) return shut(connection, CLOSE_CODES.invalidSequence, 'Invalid seq.')
    const missed = missedSince(session, sequence)
    if (missed === null) return send(connection, OP.invalid, false)
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

  const receive = (connection: Connection, raw: Buffer) => {
    if (raw.length > MAX_PAYLOAD_BYTES) return shut(connection, CLOSE_CODES.decodeError, 'Payload too large.')
    let payload: unknown
    try {
      payload = JSON.parse(raw.toString())
    } catch {
      return shut(connection, CLOSE_CODES.decodeError, 'Error while decoding payload.')
    }
    if (!isObject(payload)) return shut(connection, CLOSE_CODES.decodeError, 'Error while decoding payload.')
    if (options.limitSends && countSend(connection) > SENDS_A_MINUTE)
      return shut(connection, CLOSE_CODES.rateLimited, 'You are being rate limited.')
    const d = objectOf(payload['d'])
    switch (payload['op']) {
      case OP.heartbeat:
        connection.lastHeartbeatMs = Date.now()
        if (!faults.takeIgnoredHeartbeat()) send(connection, OP.ack, null)
        return
      case OP.identify:
        return identify(connection, d)
      case OP.resume:
        return resume(connection, d)
      case OP.presence:
      case OP.voice:
      case OP.members:
        if (connection.session === null)
          return shut(connection, CLOSE_CODES.notAuthenticated, 'Not authenticated.')
        if (payload['op'] === OP.members) answerMembersRequest(world, connection.session, d)
        return
      default:
        return shut(connection, CLOSE_CODES.unknownOpcode, 'Unknown opcode.')
    }
  }

  const accept = (socket: WebSocket, raw: Duplex) => {
    const connection: Connection = { socket, raw, session: null, sentMs: [], lastHeartbeatMs: Date.now() }
    connections.add(connection)
    socket.on('message', (data) =>
      receive(connection, Buffer.isBuffer(data) ? data : Buffer.from(data.toString())),
    )
    socket.on('error', () => socket.terminate())
    socket.on('close', (code) => {
      connections.delete(connection)
      const { session } = connection
      if (session === null || session.connection !== connection) return
      session.connection = null
      session.lostMs = Date.now()
      // A client that says goodbye in order ends its session.
      if (code === 1000 || code === 1001) sessions.delete(session.id)
    })
    send(connection, OP.hello, { heartbeat_interval: options.heartbeatIntervalMs })
  }

  return {
    sessions,
    connections,
    identifies,
    resumes,
    dispatches,
    faults,
    url: options.url,
    shards: options.shards,
    upgrade(request, socket, head) {
      if (faults.takeRefusedConnection()) {
        socket.destroy()
        return
      }
      server.handleUpgrade(request, socket, head, (client) => accept(client, socket))
    },
    sessionStartLimit() {
      const used = identifies.filter((at) => at > Date.now() - 86_400_000).length
      return {
        total: IDENTIFIES_A_DAY,
        remaining: Math.max(0, IDENTIFIES_A_DAY - used),
        reset_after: 86_400_000,
        max_concurrency: 1,
      }
    },
    broadcast(op) {
      for (const connection of connections) {
        if (op === 'reconnect') send(connection, OP.reconnect, null)
        else send(connection, OP.invalid, op === 'invalidResumable')
        if (op === 'invalid' && connection.session !== null) {
          sessions.delete(connection.session.id)
          connection.session = null
        }
        if (op === 'invalidResumable' && connection.session !== null) {
          // The client resumes on this same socket.
          connection.session.connection = null
          connection.session.lostMs = Date.now()
          connection.session = null
        }
      }
    },
    expireSessions() {
      for (const session of sessions.values()) {
        if (session.connection !== null) session.connection.session = null
      }
      sessions.clear()
    },
    close() {
      world.listeners.delete(listener)
      faults.stop()
      for (const connection of connections) connection.socket.terminate()
      server.close()
    },
  }
}

function countSend(connection: Connection): number {
  const now = Date.now()
  connection.sentMs.push(now)
  while ((connection.sentMs[0] ?? now) < now - 60_000) connection.sentMs.shift()
  return connection.sentMs.length
}
