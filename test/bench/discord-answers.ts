/**
 * How soon people get their first answer while a thousand things a second are said, beside the same calls in quiet. The
 * program runs as it is served, in a process of its own; the moments are taken where the person would see the answer.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Activity } from '../../src/core/activity.ts'
import { openStore } from '../../src/store/open.ts'
import { bindCommunity } from '../platforms/discord/serving.ts'
import type { Session } from '../simulators/discord/gateway-session.ts'
import type { Person } from '../simulators/discord/person.ts'
import { type BenchRow, quantile } from './bench.ts'
import { type BenchWorld, messages, newSession, send, startBenchWorld } from './discord-world.ts'

const PEOPLE = 500
/** What there is to tell of: so many days, each with so many messages. */
const DAYS = 84
const MESSAGES_A_DAY = 500
const EVENTS_A_SECOND = 1_000
const TICK_MS = 10
/** In quiet and under load in turn, so many times, and in each so many calls of each command. */
const ROUNDS = 3
const CALLS = { help: 100, digest: 50 } as const
const APART_MS = 20
const PATIENCE_MS = 60_000
const MS_PER_DAY = 86_400_000
const SECRET = 'a secret for the benchmark'
const ROOT = path.resolve(import.meta.dirname, '../..')

type Name = keyof typeof CALLS
type Took = Record<Name, number[]>

/** Milliseconds until the first answer, by command. */
export async function benchDiscordAnswers(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-bench-'))
  const databaseUrl = `file:${path.join(folder, 'answers.db')}`
  const world = await startBenchWorld(PEOPLE)
  let program: ChildProcess | null = null
  try {
    await prepare(world, databaseUrl)
    const { session } = await newSession(world, async () => {
      program = startProgram(world, databaseUrl)
      await world.discord.connected(PATIENCE_MS)
      await world.discord.until(() => world.discord.commands.length > 0, 'the commands', PATIENCE_MS)
    })
    const [asker] = world.people
    if (asker === undefined) throw new Error('nobody asks')
    await call(asker)
    const quiet: Took = { help: [], digest: [] }
    const loaded: Took = { help: [], digest: [] }
    for (let round = 0; round < ROUNDS; round += 1) {
      add(quiet, await call(asker))
      add(loaded, await underLoad(world, session, () => call(asker)))
    }
    return (['help', 'digest'] as const).flatMap((name) => [
      rowOf(`/${name} first answer, p50 under load ÷ in quiet`, loaded[name], quiet[name], 0.5, '–'),
      rowOf(`/${name} first answer, p99 under load ÷ in quiet`, loaded[name], quiet[name], 0.99, '≤ 3'),
    ])
  } finally {
    await stopped(program)
    await world.discord.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Twelve weeks behind a live community, for a digest that has something to tell. */
async function prepare(world: BenchWorld, databaseUrl: string): Promise<void> {
  const now = Date.now()
  const store = await openStore({ url: databaseUrl, secret: SECRET })
  await bindCommunity(store, world.guild, world.bound, { now })
  const [workspace] = await store.communities.workspaces('discord')
  if (workspace === undefined) throw new Error('nothing is bound')
  for (let day = 0; day < DAYS; day += 1) {
    const startAt = now - (DAYS - day) * MS_PER_DAY
    await store.recording.record(workspace.id, dayOf(world, day, startAt), now)
  }
  await store.close()
}

function dayOf({ bound, people }: BenchWorld, day: number, startAt: number): readonly Activity[] {
  return Array.from({ length: MESSAGES_A_DAY }, (_, index) => {
    const position = day * MESSAGES_A_DAY + index
    return {
      kind: 'message',
      space: bound[position % bound.length]?.id ?? '',
      key: String(1_000_000 + position),
      thread: null,
      author: people[(position * 7_919) % people.length]?.id ?? '',
      at: startAt + Math.floor((index / MESSAGES_A_DAY) * MS_PER_DAY),
      reference: index % 3 === 2 ? String(1_000_000 + position - bound.length) : null,
      mentions: [],
      length: 40,
      asks: index % 7 === 0,
    }
  })
}

const startProgram = ({ discord }: BenchWorld, databaseUrl: string): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'start'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      COMMONPLACE_KEY: SECRET,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
    },
  })

async function stopped(program: ChildProcess | null): Promise<void> {
  if (program === null || program.exitCode !== null) return
  const gone = new Promise((resolve) => program.once('exit', resolve))
  program.kill('SIGTERM')
  await gone
}

/** Calls the commands one after the other, as evenly as their numbers allow. */
async function call(asker: Person): Promise<Took> {
  const took: Took = { help: [], digest: [] }
  const every = CALLS.help / CALLS.digest
  for (let index = 0; index < CALLS.help; index += 1) {
    took.help.push(await firstAnswer(asker, 'help'))
    if (index % every === 0) took.digest.push(await firstAnswer(asker, 'digest'))
  }
  return took
}

async function firstAnswer(asker: Person, name: Name): Promise<number> {
  const startedAt = performance.now()
  const answer = await asker.slash(name)
  const ms = performance.now() - startedAt
  // One that fails has taken the three seconds after which the person is told so: it counts as that.
  await answer.settled(PATIENCE_MS)
  await sleep(APART_MS)
  return ms
}

/** A thousand messages a second for as long as the work takes. */
async function underLoad<Result>(
  world: BenchWorld,
  session: Session,
  work: () => Promise<Result>,
): Promise<Result> {
  let isOver = false
  const speak = async (): Promise<void> => {
    const startedAt = performance.now()
    let sent = 0
    while (!isOver) {
      const due = Math.floor(((performance.now() - startedAt) / 1_000) * EVENTS_A_SECOND) - sent
      // Made a few at a time: who makes many at once sees answers late.
      await send(session, messages(world, world.bound, due))
      sent += due
      await sleep(TICK_MS)
    }
  }
  const speaking = speak()
  try {
    return await work()
  } finally {
    isOver = true
    await speaking
  }
}

function add(all: Took, more: Took): void {
  all.help.push(...more.help)
  all.digest.push(...more.digest)
}

function rowOf(
  name: string,
  loaded: readonly number[],
  quiet: readonly number[],
  share: number,
  target: string,
): BenchRow {
  const [ours, limit] = [quantile(loaded, share), quantile(quiet, share)]
  return { name, ours, limit, ratio: ours / limit, target, unit: 'ms' }
}
