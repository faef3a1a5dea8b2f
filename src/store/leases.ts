/**
 * Who alone may do something. A file belongs to one process, where every lease is free; on Postgres a lease is a lock that a connection of its own holds, so that the server frees it the moment whoever held it is
 * gone. Not through a pool that shares connections between transactions: there the lock would be somebody else's.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Lease, LeasePort } from '../core/ports.ts'

/** How soon a lease that is free again is taken over. */
const LOOK_EVERY_MS = 1_000
/** Whoever held a lease asks for it again sooner than those who wait. */
const AGAIN_EVERY_MS = 100
/** How often it is looked whether the connection lives, and how long an answer may take. */
const PING_EVERY_MS = 5_000
const ANSWER_MS = 10_000
const CONNECT_TIMEOUT_MS = 5_000
/** Any constant that other programs in the same database are unlikely to lock. */
const CLASS = 1_129_270_853
/** A holder that is cut off without a word is given up by the server after half a minute. */
const KEEP_ALIVE =
  'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4'

/** `held`: another connection has it. `away`: the server does not answer. */
type Tried = pg.Client | 'held' | 'away'

/** Nobody else uses the file: what is taken is never lost. */
const FREE: Lease = { lost: new Promise(() => undefined), release: async () => undefined }

/** The leases of the database that an address names. */
export function leasesOf(url: string): LeasePort {
  if (!url.startsWith('postgres')) return { take: async (_name, { until }) => (until.aborted ? null : FREE) }
  return {
    take: async (name, { until, onWait }) => {
      let isTold = false
      while (!until.aborted) {
        const tried = await tryLock(url, name)
        if (typeof tried !== 'string') return holding(tried, url, name)
        if (tried === 'held' && !isTold) onWait()
        isTold ||= tried === 'held'
        await sleep(LOOK_EVERY_MS, undefined, { signal: until }).catch(() => undefined)
      }
      return null
    },
  }
}

/** A lease that looks after itself: where its connection breaks it asks for the lock again, and is lost if another has it. */
function holding(first: pg.Client, url: string, name: string): Lease {
  const released = new AbortController()
  let client: pg.Client | null = first
  const lost = (async (): Promise<void> => {
    while (client !== null && !released.signal.aborted) {
      await broken(client, released.signal)
      await end(client)
      client = null
      // While the server is away nobody has the lease.
      for (let tried: Tried = 'away'; tried === 'away' && !released.signal.aborted; ) {
        tried = await tryLock(url, name)
        if (typeof tried !== 'string') client = tried
        else if (tried === 'away') await rest(AGAIN_EVERY_MS, released.signal)
      }
    }
    if (client !== null) await end(client)
    // What was given up is not lost.
    if (released.signal.aborted) await new Promise(() => undefined)
  })()
  return {
    lost,
    release: async () => {
      released.abort()
      if (client !== null) await end(client)
    },
  }
}

async function tryLock(url: string, name: string): Promise<Tried> {
  const client = new pg.Client({
    ...{ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true },
    query_timeout: ANSWER_MS,
  })
  // Told again by whatever is asked next.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(KEEP_ALIVE)
    const { rows } = await client.query<{ isMine: boolean }>(
      'select pg_try_advisory_lock($1, hashtext($2)) as "isMine"',
      [CLASS, name],
    )
    if (rows[0]?.isMine === true) return client
    await end(client)
    return 'held'
  } catch {
    await end(client)
    return 'away'
  }
}

/** Resolves when a connection has broken, or is not wanted any more. */
async function broken(client: pg.Client, released: AbortSignal): Promise<void> {
  let isBroken = false
  const waking = new AbortController()
  client.once('end', () => {
    isBroken = true
    waking.abort()
  })
  const signal = AbortSignal.any([waking.signal, released])
  while (!isBroken && !released.aborted) {
    await rest(PING_EVERY_MS, signal)
    if (signal.aborted) return
    try {
      await client.query('select 1')
    } catch {
      return
    }
  }
}

/** Does not wait for a server that is gone. */
const end = async (client: pg.Client): Promise<void> => {
  await Promise.race([client.end().catch(() => undefined), sleep(AGAIN_EVERY_MS)])
}

const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal, ref: false }).catch(() => undefined)
