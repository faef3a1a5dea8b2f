/**
 * Remembers the SQLite connections that are opened in this process, so that a disk can be made full under them: how far a
 * file may grow is a matter of each connection, and nobody else's business. Nothing of the program knows of it.
 */
import Sqlite from 'better-sqlite3'

/** SQLite's own limit. */
const NO_LIMIT = 4_294_967_294
const connections = new Map<string, Set<Sqlite.Database>>()

/** From now on connections are remembered. */
export function rememberConnections(): void {
  const { prototype } = Sqlite
  const own = prototype.pragma
  if (Reflect.has(own, 'isRemembering')) return
  const remembering = function (this: Sqlite.Database, ...given: Parameters<typeof own>): unknown {
    const known = connections.get(this.name) ?? new Set()
    connections.set(this.name, known.add(this))
    return Reflect.apply(own, this, given)
  }
  Reflect.set(remembering, 'isRemembering', true)
  Reflect.set(prototype, 'pragma', remembering)
}

/** Makes the disk full under everybody who has the file open, or gives it room again. */
export function setFull(file: string, isFull: boolean): void {
  for (const connection of connections.get(file) ?? [])
    if (connection.open) connection.pragma(`max_page_count = ${isFull ? pagesOf(connection) : NO_LIMIT}`)
}

/** Forgets a file that is gone. */
export const forgetConnections = (file: string): void => void connections.delete(file)

const pagesOf = (connection: Sqlite.Database): number =>
  Number(connection.pragma('page_count', { simple: true }))
