/** The gateway: sockets, HELLO, IDENTIFY, RESUME, heartbeats, and events of the world handed to sessions. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { CLOSE_CODES } from './close-codes.ts'
import type { GatewayFaults } from './faults-gateway.ts'
import { createEntry, type Dispatched, type GatewayOptions, OPCODES } from './gateway-entry.ts'
import { answerMembersRequest } from './gateway-members.ts'
import { type Connection, dispatch, hears, type Session, viewOf } from './gateway-session.ts'
import { isObject, type Json, type JsonObject, objectOf } from './json.ts'
import { canSee } from './permissions.ts'
import { botMember, type World, type WorldEvent } from './world.ts'

const MAX_PAYLOAD_BYTES = 4096
const SENDS_A_MINUTE = 120
const IDENTIFIES_A_DAY = 1000

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

  const { identify, resume } = createEntry({
    world,
    options,
    faults,
    sessions,
    identifies,
    resumes,
    dispatches,
    send,
    shut,
  })

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
      case OPCODES.heartbeat:
        connection.lastHeartbeatMs = Date.now()
        if (!faults.takeIgnoredHeartbeat()) send(connection, OPCODES.ack, null)
        return
      case OPCODES.identify:
        return identify(connection, d)
      case OPCODES.resume:
        return resume(connection, d)
      case OPCODES.presence:
      case OPCODES.voice:
      case OPCODES.members:
        if (connection.session === null)
          return shut(connection, CLOSE_CODES.notAuthenticated, 'Not authenticated.')
        if (payload['op'] === OPCODES.members) answerMembersRequest(world, connection.session, d)
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
    send(connection, OPCODES.hello, { heartbeat_interval: options.heartbeatIntervalMs })
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
      // Whoever asked may be killed before it has the answer.
      socket.on('error', () => {})
      if (faults.takeRefusedConnection()) {
        socket.destroy()
        return
      }
      const version = new URL(request.url ?? '/', options.url()).searchParams.get('v')
      server.handleUpgrade(request, socket, head, (client) => {
        if (version === null || version === '10') accept(client, socket)
        else client.close(CLOSE_CODES.invalidVersion, 'Invalid API version.')
      })
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
        if (op === 'reconnect') send(connection, OPCODES.reconnect, null)
        else send(connection, OPCODES.invalid, op === 'invalidResumable')
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
      sessions.clear()
      for (const connection of connections) connection.socket.terminate()
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
