/** Waiting until what was sent over sockets has been read. */
import type { WebSocket } from 'ws'

/** A ping is answered only after everything before it was read, or never, where the socket closes. */
export async function heardOn(sockets: readonly WebSocket[]): Promise<void> {
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve) => {
          if (socket.readyState !== socket.OPEN) return resolve()
          const done = (): void => {
            socket.off('pong', done).off('close', done)
            resolve()
          }
          socket.on('pong', done).on('close', done)
          socket.ping()
        }),
    ),
  )
  // What was read is handed on in turns of its own.
  await new Promise((resolve) => setImmediate(resolve))
}
