/** What the memory of ours grows by when a million people have been seen who were never seen before. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { openStore } from '../../src/store/open.ts'
import { bindCommunity } from '../platforms/discord/serving.ts'
import type { BenchRow } from './bench.ts'
import { startReceiver } from './discord-receiver.ts'
import {
  type BenchWorld,
  lastMessage,
  messages,
  newSession,
  send,
  startBenchWorld,
  strangers,
} from './discord-world.ts'

const STRANGERS = 1_000_000
const PEOPLE = 1_000
/** Said before it is weighed the first time, so that what every traffic takes is there. */
const WARM_UP = 20_000
const BYTES_A_MEGABYTE = 1_048_576
const SECRET = 'a secret for the benchmark'

/** Half of them join and half of them speak. Takes a minute or two. */
export async function benchDiscordMemory(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-bench-'))
  const file = path.join(folder, 'memory.db')
  const world = await startBenchWorld(PEOPLE)
  try {
    const store = await openStore({ url: `file:${file}`, secret: SECRET })
    await bindCommunity(store, world.guild, world.bound, { now: world.discord.now() })
    await store.close()
    const [before, after] = await weighed(world, file)
    const met = peopleIn(file)
    if (met < STRANGERS) throw new Error(`${met} of ${STRANGERS} people were met`)
    return [
      {
        name: `memory after ${STRANGERS.toLocaleString('en')} people ÷ before`,
        ours: after / BYTES_A_MEGABYTE,
        limit: before / BYTES_A_MEGABYTE,
        ratio: after / before,
        target: '≤ 2',
        unit: 'MB',
      },
    ]
  } finally {
    await world.discord.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function weighed(world: BenchWorld, file: string): Promise<readonly [number, number]> {
  const { token, apiUrl } = world.discord
  const start = { kind: 'ours', token, apiUrl, databaseUrl: `file:${file}`, secret: SECRET } as const
  const { session, result: receiver } = await newSession(world, () => startReceiver(start))
  const finish = async (): Promise<void> => {
    const last = lastMessage(world)
    const { isDone } = await receiver.expect(last.id)
    await send(session, [last])
    await isDone
  }
  try {
    await send(session, messages(world, world.bound, WARM_UP))
    await finish()
    const before = await receiver.weigh()
    await send(session, strangers(world, STRANGERS))
    await finish()
    return [before, await receiver.weigh()]
  } finally {
    await receiver.stop()
  }
}

function peopleIn(file: string): number {
  const connection = new Sqlite(file, { readonly: true })
  const rows = Number(connection.prepare('select count(*) from identity').pluck().get())
  connection.close()
  return rows
}
