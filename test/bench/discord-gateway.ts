/**
 * From Discord's gateway to committed rows, beside the bare library with the same caches and intents and a listener
 * that does nothing. Both listen in processes of their own and hear the same bytes.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { openStore } from '../../src/store/open.ts'
import { bindCommunity } from '../platforms/discord/serving.ts'
import type { Frame, Session } from '../simulators/discord/gateway-session.ts'
import { type BenchRow, race } from './bench.ts'
import { type Receiver, startReceiver } from './discord-receiver.ts'
import {
  type BenchWorld,
  lastMessage,
  messages,
  newSession,
  reactions,
  type SentMessage,
  send,
  startBenchWorld,
} from './discord-world.ts'

const EVENTS = 60_000
const WARM_UP = 20_000
const PEOPLE = 1_000
const ROUNDS = 5
/** For what is told for information. */
const ROUNDS_ASIDE = 3
const SECRET = 'a secret for the benchmark'

interface Listener {
  readonly receiver: Receiver
  readonly session: Session
  /** Messages in bound channels, by id. */
  readonly told: Set<string>
}

/** Measures messages in bound channels, and for information reactions and channels that are not bound. */
export async function benchDiscordGateway(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-bench-'))
  const file = path.join(folder, 'gateway.db')
  const world = await startBenchWorld(PEOPLE)
  const listeners: Listener[] = []
  const begin = async (kind: 'ours' | 'library'): Promise<Listener> => {
    const listener = await listenerOf(world, kind, file)
    listeners.push(listener)
    return listener
  }
  try {
    const store = await openStore({ url: `file:${file}`, secret: SECRET })
    await bindCommunity(store, world.guild, world.bound, { now: world.discord.now() })
    await store.close()
    const [ours, limit] = [await begin('ours'), await begin('library')]
    for (const one of [ours, limit]) await secondsFor(world, one, messages(world, world.bound, WARM_UP))

    const compare = (rounds: number, make: (listener: Listener) => Promise<readonly Frame[]>) => {
      const run = async (listener: Listener) => secondsFor(world, listener, await make(listener))
      return race(
        rounds,
        EVENTS,
        () => run(ours),
        () => run(limit),
      )
    }
    const said = await compare(ROUNDS, async () => messages(world, world.bound, EVENTS))
    const unbound = await compare(ROUNDS_ASIDE, async () => messages(world, world.unbound, EVENTS))
    const reacted = await compare(ROUNDS_ASIDE, async (listener) => {
      const made = messages(world, world.bound, EVENTS)
      await secondsFor(world, listener, made)
      return reactions(world, made)
    })
    checkRows(file, ours.told)
    const unit = 'events/s'
    return [
      { name: 'Discord gateway to committed rows ÷ no-op client', ...said, target: '≥ 0.6', unit },
      { name: '– reactions', ...reacted, target: '–', unit },
      { name: '– messages in channels that are not bound', ...unbound, target: '–', unit },
    ]
  } finally {
    for (const { receiver } of listeners) await receiver.stop()
    await world.discord.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function listenerOf(world: BenchWorld, kind: 'ours' | 'library', file: string): Promise<Listener> {
  const { token, apiUrl } = world.discord
  const start = { kind, token, apiUrl, databaseUrl: `file:${file}`, secret: SECRET }
  const { session, result: receiver } = await newSession(world, () => startReceiver(start))
  return { receiver, session, told: new Set() }
}

/** From the first byte sent until the last message is dealt with. */
async function secondsFor(
  world: BenchWorld,
  { receiver, session, told }: Listener,
  frames: readonly Frame[],
): Promise<number> {
  const last = lastMessage(world)
  for (const one of [...frames, last]) if (isInBound(world, one)) told.add(one.id)
  const { isDone } = await receiver.expect(last.id)
  const startNs = process.hrtime.bigint()
  await send(session, [...frames, last])
  return Number((await isDone) - startNs) / 1e9
}

const isInBound = ({ bound }: BenchWorld, frame: Frame | SentMessage): frame is SentMessage =>
  'channel' in frame && bound.includes(frame.channel)

/** A rate counts only where nothing was lost. */
function checkRows(file: string, told: ReadonlySet<string>): void {
  const connection = new Sqlite(file, { readonly: true })
  const rows = connection.prepare('select count(*) from message').pluck().get()
  connection.close()
  if (rows !== told.size) throw new Error(`${String(rows)} of ${told.size} messages were recorded`)
}
