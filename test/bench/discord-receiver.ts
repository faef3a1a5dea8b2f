/**
 * What is measured, in a process of its own: the whole of ours from the gateway to committed rows, or the bare library
 * with a listener that does nothing. Started by `startReceiver` from this same file.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { programOf } from '../../src/app/program.ts'
import { createRecorder } from '../../src/app/record.ts'
import { createVocabulary } from '../../src/app/vocabulary.ts'
import { createPainter } from '../../src/charts/painter.ts'
import { commandsIn } from '../../src/commands.ts'
import { english } from '../../src/core/words/english.ts'
import { intentsFor, leanClient } from '../../src/platforms/discord/client.ts'
import { connectDiscord } from '../../src/platforms/discord/connect.ts'
import type { Recorder } from '../../src/platforms/platform.ts'
import { openStore } from '../../src/store/open.ts'

/** What a receiver is started with. */
const beginning = z.object({
  kind: z.enum(['ours', 'library']),
  token: z.string(),
  apiUrl: z.string(),
  databaseUrl: z.string(),
  secret: z.string(),
})
export type Beginning = z.infer<typeof beginning>

const order = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('expect'), message: z.string() }),
  z.object({ kind: z.literal('weigh') }),
])
const report = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  /** Of the clock that all processes of a machine share. */
  z.object({ kind: z.literal('done'), atNs: z.string() }),
  z.object({ kind: z.literal('weighed'), bytes: z.number() }),
])
type Order = z.infer<typeof order>
type Report = z.infer<typeof report>

export interface Receiver {
  /** Waits until a message has been seen and, by ours, everything up to it is committed; returns that moment. */
  expect(message: string): Promise<{ readonly isDone: Promise<bigint> }>
  /** What it takes of the machine's memory after everything unused was given up, in bytes. */
  weigh(): Promise<number>
  stop(): Promise<void>
}

/** Starts one, and waits until it is connected and has caught up. */
export async function startReceiver(start: Beginning): Promise<Receiver> {
  const child = fork(fileURLToPath(import.meta.url), [ARGUMENT, JSON.stringify(start)], {
    execArgv: ['--import', 'tsx', '--expose-gc', ...(process.env['BENCH_NODE_FLAGS']?.split(' ') ?? [])],
  })
  await reported(child, 'ready')
  const tell = (what: Order): void => void child.send(what)
  return {
    expect: async (message) => {
      const isDone = reported(child, 'done').then(({ atNs }) => BigInt(atNs))
      tell({ kind: 'expect', message })
      return { isDone }
    },
    weigh: async () => {
      const weighed = reported(child, 'weighed')
      tell({ kind: 'weigh' })
      return (await weighed).bytes
    },
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.disconnect()
      await gone
    },
  }
}

function reported<Kind extends Report['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<Report, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const hear = (message: unknown): void => {
      const told = report.parse(message)
      if (!isOf(told, kind)) return
      child.off('message', hear).off('exit', end)
      resolve(told)
    }
    const end = (code: number | null): void => reject(new Error(`the receiver ended with ${code}`))
    child.on('message', hear).once('exit', end)
  })
}

const isOf = <Kind extends Report['kind']>(
  told: Report,
  kind: Kind,
): told is Extract<Report, { kind: Kind }> => told.kind === kind

const ARGUMENT = '--receive'
const GIVE_UP_ROUNDS = 5
const GIVE_UP_PAUSE_MS = 200

/** Told once what came in is dealt with. */
interface Listening {
  onDone(message: string, told: () => void): void
  stop(): Promise<void>
}

async function listenOurs({ token, apiUrl, databaseUrl, secret }: Beginning): Promise<Listening> {
  const store = await openStore({ url: databaseUrl, secret })
  const now = Date.now
  const warn = (details: object, message: string): void => console.error(message, details)
  const log = { debug: () => undefined, info: () => undefined, warn, error: warn }
  const painter = createPainter()
  const real = createRecorder({ recording: store.recording, now, log })
  let awaited: string | null = null
  let tell: () => void = () => undefined
  const recorder: Recorder = {
    ...real,
    add: (workspace, activity) => {
      const isTaken = real.add(workspace, activity)
      if (activity.kind === 'message' && activity.key === awaited) void real.settled().then(tell)
      return isTaken
    },
  }
  const commands = commandsIn(english)
  const program = programOf({ store, words: english, log, room: null, secret, now, commands })
  const platform = await connectDiscord({
    ...{ token, apiUrl, program, store, recorder, painter, now, log },
    vocabulary: createVocabulary(store),
    onChange: () => undefined,
  })
  while (!platform.reading.isCaughtUp()) await sleep(20)
  return {
    onDone: (message, told) => {
      awaited = message
      tell = told
    },
    stop: async () => {
      await platform.stop()
      await recorder.close()
      await painter.close()
      await store.close()
    },
  }
}

async function listenBare({ token, apiUrl }: Beginning): Promise<Listening> {
  const client = leanClient(intentsFor({ texts: true, arrivals: true }), { apiUrl, startLimit: null })
  let awaited: string | null = null
  let tell: () => void = () => undefined
  client.on('messageCreate', ({ id }) => {
    if (id === awaited) tell()
  })
  const isReady = new Promise((resolve) => client.once('clientReady', resolve))
  await client.login(token)
  await isReady
  return {
    onDone: (message, told) => {
      awaited = message
      tell = told
    },
    stop: () => client.destroy(),
  }
}

async function weigh(): Promise<number> {
  for (let round = 0; round < GIVE_UP_ROUNDS; round += 1) {
    global.gc?.()
    await sleep(GIVE_UP_PAUSE_MS)
  }
  return process.memoryUsage.rss()
}

if (process.argv[2] === ARGUMENT) {
  const start = beginning.parse(JSON.parse(process.argv[3] ?? ''))
  const tell = (what: Report): void => void process.send?.(what)
  const listening = await (start.kind === 'ours' ? listenOurs(start) : listenBare(start))
  process.on('message', (message) => {
    const asked = order.parse(message)
    if (asked.kind === 'weigh') void weigh().then((bytes) => tell({ kind: 'weighed', bytes }))
    else listening.onDone(asked.message, () => tell({ kind: 'done', atNs: String(process.hrtime.bigint()) }))
  })
  process.on('disconnect', () => void listening.stop().finally(() => process.exit()))
  tell({ kind: 'ready' })
}
