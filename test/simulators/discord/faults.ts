/** Everything that can go wrong, on request. */

import type { Which } from './faults-gateway.ts'
import type { HttpFault, HttpFaults, HttpTrouble } from './faults-http.ts'
import type { Gateway } from './gateway.ts'

/** The handles. Numbers say how often; once unless told. */
export interface Faults {
  /** Dispatches that never come. `'*'` means any. */
  drop(which: Which, times?: number): void
  /** Dispatches that come two or three times. */
  repeat(which: Which, times?: number, copies?: 2 | 3): void
  delay(which: Which, ms: number, times?: number): void
  /** Shuffles the next groups of this many dispatches. */
  reorder(size: number, groups?: number): void
  /** Ends shuffling and sends what is held back. */
  flush(): void
  /** Cuts every socket: in order with a code, or as a wire is cut. */
  cut(code?: number): void
  refuseConnections(until: { readonly count: number } | { readonly forMs: number }): void
  /** The next RESUME is answered with op 9 false. */
  refuseResume(times?: number): void
  /** Op 7 to everybody now. */
  reconnect(): void
  /** Op 9 to everybody now. */
  invalidate(isResumable: boolean): void
  /** Sessions are forgotten and sockets cut: none can be resumed, and what happens meanwhile is lost. */
  expireSessions(): void
  /** Heartbeats stay unanswered: the socket is half dead. */
  ignoreHeartbeats(times?: number): void
  /** A second IDENTIFY within five seconds is refused from now on. */
  limitIdentifies(): void
  http(fault: HttpFault): void
  /** Shorter: this trouble for requests whose path fits, before their effect or `after` it. */
  failHttp(
    path: RegExp,
    trouble: HttpTrouble | number | 'drop',
    options?: { readonly method?: string; readonly times?: number; readonly after?: boolean },
  ): void
  /** All is well again. */
  clear(): void
}

/** The handles over both sides. */
export function createFaults(gateway: Gateway, http: HttpFaults): Faults {
  const { faults } = gateway
  return {
    drop: (which, times = 1) => faults.add(which, { kind: 'drop' }, times),
    repeat: (which, times = 1, copies = 2) => faults.add(which, { kind: 'repeat', times: copies }, times),
    delay: (which, ms, times = 1) => faults.add(which, { kind: 'delay', ms }, times),
    reorder: (size, groups = 1) => faults.reorder(size, groups),
    flush: () => faults.flush(),
    cut(code) {
      for (const { socket } of [...gateway.connections]) {
        if (code === undefined) socket.terminate()
        else socket.close(code)
      }
    },
    refuseConnections: (until) =>
      faults.refuseConnections('count' in until ? until : { untilMs: Date.now() + until.forMs }),
    refuseResume: (times = 1) => faults.refuseResumes(times),
    reconnect: () => gateway.broadcast('reconnect'),
    invalidate: (isResumable) => gateway.broadcast(isResumable ? 'invalidResumable' : 'invalid'),
    expireSessions: () => gateway.expireSessions(),
    ignoreHeartbeats: (times = 1) => faults.ignoreHeartbeats(times),
    limitIdentifies: () => {
      faults.isIdentifyLimited = true
    },
    http: (fault) => http.add(fault),
    failHttp(path, trouble, { method, times = 1, after = false } = {}) {
      http.add({
        path,
        times,
        when: after ? 'after' : 'before',
        trouble:
          trouble === 'drop'
            ? { kind: 'drop' }
            : typeof trouble === 'number'
              ? { kind: 'status', status: trouble }
              : trouble,
        ...(method === undefined ? {} : { method }),
      })
    },
    clear() {
      faults.clear()
      http.clear()
    },
  }
}
