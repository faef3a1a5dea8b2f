/** Everything that can go wrong, on request. */
import type { Which } from '../discord/faults-gateway.ts'
import type { HttpFaults, HttpTrouble } from '../discord/faults-http.ts'
import type { Delivery } from './delivery.ts'
import type { Connection, DisconnectReason, SocketMode } from './socket-mode.ts'
import { later, type World } from './world.ts'

/** Trouble with a call: a status, `'drop'` (the connection is cut), `'hang'` (no answer ever), or one in detail. */
export type CallTrouble =
  | number
  | 'drop'
  | 'hang'
  | { readonly kind: 'rateLimit'; readonly retryAfterMs: number }
  | Exclude<HttpTrouble, { readonly kind: 'rateLimit' }>

/** The handles. Numbers say how often; once unless told. Envelopes are named by event type, command or interaction type. */
export interface Faults {
  /** Envelopes that are lost on the way; events come again, because they are not acknowledged. `'*'` means any. */
  drop(which: Which, times?: number): void
  /** Events of this type that Slack never sends. */
  lose(type: string, times?: number): void
  /** Envelopes that come two or three times, under ids of their own. */
  repeat(which: Which, times?: number, copies?: 2 | 3): void
  delay(which: Which, ms: number, times?: number): void
  /** Shuffles the next groups of this many envelopes. */
  reorder(size: number, groups?: number): void
  /** Ends shuffling and sends what is held back. */
  flush(): void
  /** Acknowledgements that Slack never receives. */
  loseAcknowledgements(times?: number): void
  /** Cuts every socket, or one: in order with a code, or as a wire is cut. */
  cut(code?: number, only?: Connection): void
  /** Sockets that are opened are refused with 503. */
  refuseConnections(until: { readonly count: number } | { readonly forMs: number }): void
  /** Sockets stay open for `timing.deafMs` and say nothing any more: no events, no pongs, no closing. All, or one. */
  deafen(only?: Connection): void
  /** Slack's `disconnect`: to all sockets, or one. After a warning the socket lives on for `timing.warningMs`. */
  disconnect(reason?: DisconnectReason, only?: Connection): void
  /** Tells the app that it is rate limited, and withholds the next events. */
  limitApp(events?: number): void
  /** Files are never ready from now on. */
  holdFiles(): void
  /** This trouble for methods whose name fits, before their effect or `after` it. */
  failHttp(
    method: RegExp,
    trouble: CallTrouble,
    options?: { readonly times?: number; readonly after?: boolean },
  ): void
  /** All is well again. */
  clear(): void
}

const FOR_EVER_MS = 2_000_000_000

/** The handles over all sides. */
export function createFaults(
  world: World,
  sockets: SocketMode,
  delivery: Delivery,
  http: HttpFaults,
): Faults {
  const { faults } = sockets
  const usualFileMs = world.timing.fileReadyMs
  const each = (only: Connection | undefined, act: (one: Connection) => void) => {
    for (const connection of only === undefined ? [...sockets.connections] : [only]) act(connection)
  }
  return {
    drop: (which, times = 1) => faults.add(which, { kind: 'drop' }, times),
    lose: (type, times = 1) => delivery.lose(type, times),
    repeat: (which, times = 1, copies = 2) => faults.add(which, { kind: 'repeat', times: copies }, times),
    delay: (which, ms, times = 1) => faults.add(which, { kind: 'delay', ms }, times),
    reorder: (size, groups = 1) => faults.reorder(size, groups),
    flush: () => faults.flush(),
    loseAcknowledgements: (times = 1) => sockets.loseAcks(times),
    cut: (code, only) =>
      each(only, ({ socket }) => {
        if (code === undefined) socket.terminate()
        else socket.close(code)
      }),
    refuseConnections: (until) =>
      faults.refuseConnections('count' in until ? until : { untilMs: Date.now() + until.forMs }),
    deafen: (only) =>
      each(only, (connection) => {
        connection.isDeaf = true
        connection.socket.pause()
        // Slack, too, notices at last.
        later(world, world.timing.deafMs, () => connection.socket.terminate())
      }),
    disconnect: (reason = 'refresh_requested', only) => each(only, (one) => sockets.refresh(one, reason)),
    limitApp: (events = 0) => delivery.limitApp(events),
    holdFiles() {
      world.timing.fileReadyMs = FOR_EVER_MS
    },
    failHttp(method, trouble, { times = 1, after = false } = {}) {
      http.add({ path: method, times, when: after ? 'after' : 'before', trouble: inDetail(trouble) })
    },
    clear() {
      faults.clear()
      http.clear()
      sockets.loseAcks(0)
      world.timing.fileReadyMs = usualFileMs
    },
  }
}

function inDetail(trouble: CallTrouble): HttpTrouble {
  if (typeof trouble === 'number') return { kind: 'status', status: trouble }
  if (trouble === 'drop') return { kind: 'drop' }
  if (trouble === 'hang') return { kind: 'delay', ms: FOR_EVER_MS }
  return trouble.kind === 'rateLimit' ? { ...trouble, scope: 'user' } : trouble
}
