/** Socket Mode: opens sockets for tickets, sends envelopes to any of them, takes acknowledgements, and refreshes. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import { createGatewayFaults, type GatewayFaults } from '../discord/faults-gateway.ts'
import { isObject, type JsonObject, textOf } from '../discord/json.ts'
import { type Enveloped, type Outcome, parse, type Sending, say } from './envelopes.ts'
import type { SpecCheck } from './spec-check.ts'
import { later, type World } from './world.ts'

const MOST_SOCKETS = 10
const PING_MS = 5000
/** How long a socket lives, as Slack says itself, and with `debug_reconnects`. */
const USUAL_LIFE_MS = 18_060_000
const DEBUG_LIFE_MS = 360_000

/** One open socket. */
export interface Connection {
  readonly number: number
  readonly socket: WebSocket
  /** Half open: it takes what is sent and says nothing any more. */
  isDeaf: boolean
}

/** The side of the sockets. */
export interface SocketMode {
  readonly connections: Set<Connection>
  readonly envelopes: Enveloped[]
  /** What no socket was there for. */
  readonly lost: Enveloped[]
  readonly faults: GatewayFaults
  /** Acknowledgements that fit no envelope of their socket. */
  readonly strayAcks: string[]
  /** A URL that opens one socket. */
  issueUrl(): string
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  send(what: Sending, outcome: Outcome): void
  /** Sends past all faults. */
  sendPlain(what: Sending, outcome: Outcome): void
  /** Sends something that needs no acknowledgement, to one socket. */
  sendBare(message: JsonObject): void
  /** Says `disconnect` and closes, at once or after a warning. */
  refresh(connection: Connection, reason: DisconnectReason): void
  /** Acknowledgements are lost on their way this often. */
  loseAcks(times: number): void
  close(): void
}

/** Why a socket ends. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets'

interface Open {
  readonly envelope: Enveloped
  readonly outcome: Outcome
  readonly timer: NodeJS.Timeout
}

/** Sockets over this world; `url` is where they are opened. */
export function createSocketMode(world: World, url: () => string, spec: SpecCheck): SocketMode {
  const server = new WebSocketServer({ noServer: true, autoPong: false })
  const faults = createGatewayFaults(world.random)
  const connections = new Set<Connection>()
  const tickets = new Set<string>()
  const open = new Map<string, Open>()
  const envelopes: Enveloped[] = []
  const lost: Enveloped[] = []
  const strayAcks: string[] = []
  let opened = 0
  let sent = 0
  let lostAcks = 0
  const lifeMs = () => world.timing.socketLifeMs ?? USUAL_LIFE_MS
  const debugInfo = () => ({
    host: 'applink-simulated',
    build_number: 1,
    approximate_connection_time: Math.ceil(lifeMs() / 1000),
  })

  const accept = (socket: WebSocket, isShort: boolean) => {
    if (connections.size >= MOST_SOCKETS) {
      say(socket, { type: 'disconnect', reason: 'too_many_websockets', debug_info: debugInfo() })
      return socket.close(1000)
    }
    opened += 1
    const connection: Connection = { number: opened, socket, isDeaf: false }
    connections.add(connection)
    const pings = setInterval(() => {
      if (!connection.isDeaf && socket.readyState === WebSocket.OPEN) socket.ping('ping from simulated Slack')
    }, PING_MS)
    socket.on('ping', (data) => {
      if (!connection.isDeaf) socket.pong(data)
    })
    socket.on('close', () => {
      clearInterval(pings)
      connections.delete(connection)
    })
    socket.on('error', () => {})
    socket.on('message', (data) => take(connection, String(data)))
    const ends = later(world, isShort ? DEBUG_LIFE_MS : lifeMs(), () => refresh(connection, 'warning'))
    socket.on('close', () => clearTimeout(ends))
    say(socket, {
      type: 'hello',
      num_connections: connections.size,
      debug_info: debugInfo(),
      connection_info: { app_id: world.app.id },
    })
  }
  const take = (connection: Connection, written: string) => {
    const message = parse(written)
    const id = textOf(message['envelope_id']) ?? ''
    if (lostAcks > 0) {
      lostAcks -= 1
      return
    }
    const found = open.get(id)
    if (found === undefined || found.envelope.socket !== connection.number) {
      strayAcks.push(id)
      return
    }
    open.delete(id)
    clearTimeout(found.timer)
    world.timers.delete(found.timer)
    const ack = isObject(message['payload']) ? message['payload'] : {}
    found.envelope.acknowledgedMs = performance.now()
    found.envelope.ack = ack
    found.outcome.onAck(ack)
  }
  const refresh = (connection: Connection, reason: DisconnectReason): void => {
    const { socket } = connection
    if (!connection.isDeaf) say(socket, { type: 'disconnect', reason, debug_info: debugInfo() })
    if (reason !== 'warning') {
      socket.close(1000)
      return
    }
    later(world, world.timing.warningMs, () => {
      if (!connections.has(connection)) return
      if (!connection.isDeaf)
        say(socket, { type: 'disconnect', reason: 'refresh_requested', debug_info: debugInfo() })
      socket.close(1000)
    })
  }
  const pick = (): Connection | null => {
    const ready = [...connections].filter((one) => one.socket.readyState === WebSocket.OPEN)
    return ready[Math.floor(world.random() * ready.length)] ?? null
  }
  const deliver = (what: Sending, outcome: Outcome, isFaulty: boolean): void => {
    const { type, name, payload, eventId, attempt, reason } = what
    const connection = pick()
    sent += 1
    const id = `${world.app.id.toLowerCase()}-${String(sent).padStart(8, '0')}`
    const envelope: Enveloped = {
      id,
      type,
      name,
      payload,
      eventId,
      attempt,
      socket: connection?.number ?? null,
      at: world.clock.now(),
      sentMs: performance.now(),
      acknowledgedMs: null,
      ack: null,
    }
    if (connection === null) {
      lost.push(envelope)
      outcome.onFailure('noSocket')
      return
    }
    envelopes.push(envelope)
    const timer = later(world, world.timing.acknowledgeMs, () => {
      open.delete(id)
      outcome.onFailure('timeout')
    })
    open.set(id, { envelope, outcome, timer })
    const transmit = () => {
      if (connection.isDeaf) return
      say(connection.socket, {
        envelope_id: id,
        payload,
        type,
        accepts_response_payload: type !== 'events_api',
        ...(type === 'events_api' ? { retry_attempt: attempt, retry_reason: reason ?? '' } : {}),
      })
    }
    if (!isFaulty) {
      transmit()
      return
    }
    let copies = 0
    faults.deliver({ name, data: payload }, () => {
      copies += 1
      // What is repeated comes in an envelope of its own, which nobody waits for.
      if (copies === 1) transmit()
      else deliver(what, { onAck: () => {}, onFailure: () => {} }, false)
    })
  }
  return {
    connections,
    envelopes,
    lost,
    faults,
    strayAcks,
    issueUrl() {
      const ticket = world.newId('W')
      tickets.add(ticket)
      return `${url()}/link/?ticket=${ticket}&app_id=${world.app.id}`
    },
    upgrade(request, socket, head) {
      // Whoever asked may be killed before it has the answer.
      socket.on('error', () => {})
      const asked = new URL(request.url ?? '/', 'http://localhost')
      const ticket = asked.searchParams.get('ticket') ?? ''
      // A ticket opens one socket.
      const isValid = tickets.delete(ticket)
      if (faults.takeRefusedConnection()) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
        return
      }
      if (!isValid || asked.pathname !== '/link/') {
        socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
        return
      }
      const isShort = asked.searchParams.get('debug_reconnects') === 'true'
      server.handleUpgrade(request, socket, head, (opened) => accept(opened, isShort))
    },
    send(what, outcome) {
      if (what.type !== 'events_api')
        spec.checkPayload(what.type === 'interactive' ? what.name : what.type, what.payload)
      deliver(what, outcome, true)
    },
    sendPlain: (what, outcome) => deliver(what, outcome, false),
    sendBare(message) {
      const connection = pick()
      if (connection !== null && !connection.isDeaf) say(connection.socket, message)
    },
    refresh,
    loseAcks: (times) => {
      lostAcks = times
    },
    close() {
      faults.stop()
      for (const { socket } of connections) socket.terminate()
      server.close()
    },
  }
}
