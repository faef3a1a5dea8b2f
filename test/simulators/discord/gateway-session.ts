/** A session of the gateway: its sequence, what it has been sent, and the socket that it is on at the moment. */
import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { createFrameBatch } from './frames.ts'
import { INTENTS } from './intents.ts'
import type { View, World, WorldEvent } from './world.ts'

/** One connection; the raw socket is for writing many frames at once. */
export interface Connection {
  readonly socket: WebSocket
  readonly raw: Duplex
  session: Session | null
  /** When the client sent what, for the limit of 120 a minute. */
  readonly sentMs: number[]
  lastHeartbeatMs: number
}

/** A session, connected or waiting to be resumed. */
export interface Session {
  readonly id: string
  readonly intents: number
  readonly shard: readonly [number, number]
  readonly largeThreshold: number
  sequence: number
  /** Frames by their sequence; the oldest go first when there are too many. */
  replay: { readonly sequence: number; readonly frame: string | (() => string) }[]
  connection: Connection | null
  /** When the connection was lost. */
  lostMs: number | null
}

/** What goes out in one piece. */
export interface Frame {
  readonly name: string
  /** The data, as JSON. */
  readonly data: string
  /** Makes the data again, where keeping it for a resume would take too much memory. */
  readonly again?: () => string
}

const REPLAY_LIMIT = 50_000
const BATCH_BYTES = 1 << 20

/** A session at its beginning. */
export const createSession = (
  intents: number,
  shard: readonly [number, number],
  largeThreshold: number,
  connection: Connection,
): Session => ({
  id: randomBytes(16).toString('hex'),
  intents,
  shard,
  largeThreshold,
  sequence: 0,
  replay: [],
  connection,
  lostMs: null,
})

/** The shard that a guild belongs to. */
export const shardOf = (guildId: string | null, shards: number): number =>
  guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shards))

/** Whether a session hears of an event at all. */
export function hears(session: Session, event: WorldEvent): boolean {
  if (shardOf(event.guildId, session.shard[1]) !== session.shard[0]) return false
  return event.intents === 0 || (event.intents & session.intents) !== 0
}

/** What a session may read in messages. */
export const viewOf = (session: Session, world: World): View => ({
  content: (session.intents & INTENTS.content) !== 0 && world.application.granted.content,
})

const envelope = (name: string, sequence: number, data: string): string =>
  `{"t":"${name}","s":${sequence},"op":0,"d":${data}}`

/** Numbers a dispatch, keeps it for a resume and sends it where there is a connection. */
export function dispatch(session: Session, { name, data }: Frame): void {
  session.sequence += 1
  const frame = envelope(name, session.sequence, data)
  session.replay.push({ sequence: session.sequence, frame })
  if (session.replay.length > REPLAY_LIMIT * 2) session.replay = session.replay.slice(-REPLAY_LIMIT)
  const { connection } = session
  if (connection?.socket.readyState === connection?.socket.OPEN) connection?.socket.send(frame)
}

/** Numbers many dispatches and writes them in few pieces. Resolves when the socket has taken them. */
export async function dispatchMany(session: Session, frames: Iterable<Frame>): Promise<void> {
  const batch = createFrameBatch(BATCH_BYTES)
  for (const { name, data, again } of frames) {
    session.sequence += 1
    const { sequence } = session
    const frame = envelope(name, sequence, data)
    session.replay.push({
      sequence,
      frame: again === undefined ? frame : () => envelope(name, sequence, again()),
    })
    if (session.replay.length > REPLAY_LIMIT * 2) session.replay = session.replay.slice(-REPLAY_LIMIT)
    if (batch.add(frame)) continue
    await flush(session, batch.take())
    batch.add(frame)
  }
  if (!batch.isEmpty) await flush(session, batch.take())
}

async function flush({ connection }: Session, bytes: Buffer): Promise<void> {
  const raw = connection?.raw
  if (raw === undefined || raw.destroyed || raw.write(bytes)) return
  await new Promise<void>((resolve) => {
    const done = () => {
      raw.off('drain', done)
      raw.off('close', done)
      resolve()
    }
    raw.on('drain', done)
    raw.on('close', done)
  })
}

/** What a client that has seen `sequence` still lacks; null where that is no longer known. */
export function missedSince(session: Session, sequence: number): readonly string[] | null {
  if (sequence > session.sequence) return null
  const first = session.replay[0]?.sequence ?? session.sequence + 1
  if (sequence + 1 < first && sequence < session.sequence) return null
  return session.replay
    .filter((one) => one.sequence > sequence)
    .map(({ frame }) => (typeof frame === 'string' ? frame : frame()))
}
