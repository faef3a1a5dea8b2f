/**
 * A year's digest of a large community beside plain SQL that yields the same figures; and how long the main thread of the
 * serving program stands still while one is made. A tenth of the size that is aimed at, unless YEAR=full is set: making a
 * hundred thousand people and ten million messages takes longer than reading them.
 *
 * Both are measured by the processor time of a process that does nothing else, which other work on the machine changes
 * less than the clock.
 */
import { deepStrictEqual } from 'node:assert/strict'
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import type { Person } from '../simulators/discord/person.ts'
import { type BenchRow, median } from './bench.ts'
import { type BenchWorld, startBenchWorld } from './discord-world.ts'
import type { LongestWait } from './loop-probe.ts'
import { COMMUNITY, type MadeYear, makeYear, SECRET } from './year-data.ts'
import type { ReadResult, ReadTask } from './year-reader.ts'
import { spacesOf } from './year-world.ts'

const FULL = { members: 100_000, messages: 10_000_000 }
const TENTH = { members: 10_000, messages: 1_000_000 }
const ROUNDS = 3
const WEEKS = 52
const PATIENCE_MS = 600_000
/** After the start, until what is done at every start is over. */
const SETTLING_MS = 15_000
const ASK_AGAIN_MS = 200
const ROOT = path.resolve(import.meta.dirname, '../..')

/** Time and memory beside the plain ones, and the longest standstill beside one without a digest. */
export async function benchYear(): Promise<BenchRow[]> {
  const size = process.env['YEAR'] === 'full' ? FULL : TENTH
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-bench-'))
  const file = path.join(folder, 'year.db')
  const world = await startBenchWorld(1, spacesOf(size))
  try {
    const place = { file, platform: 'discord', workspace: world.guild.id, channels: world.bound } as const
    const made = await makeYear(place, size)
    const rows = await readRows({ file, community: made.community, period: made.period })
    return [...rows, ...(await standstillRows(file, made, world))]
  } finally {
    await world.discord.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** In turn, each time in a process of its own. All tell the same, field by field. */
async function readRows(task: ReadTask): Promise<BenchRow[]> {
  const results: Record<'ours' | 'plain', ReadResult[]> = { ours: [], plain: [] }
  for (let round = 0; round < ROUNDS; round += 1)
    for (const which of ['plain', 'ours'] as const) results[which].push(await readIn(which, task))
  const [wanted] = results.plain
  for (const { told } of [...results.plain, ...results.ours]) deepStrictEqual(told, wanted?.told)
  const row = (name: string, unit: string, target: string, of: (result: ReadResult) => number): BenchRow => {
    const [ours, limit] = [median(results.ours.map(of)), median(results.plain.map(of))]
    return { name, ours, limit, ratio: ours / limit, target, unit }
  }
  return [
    row('a year’s digest ÷ plain SQL, processor time', 's', '≤ 1.5', (result) => result.processorSeconds),
    row('– by the clock', 's', '–', (result) => result.seconds),
    row('– peak memory of the process', 'MB', '–', (result) => result.peakMb),
  ]
}

async function readIn(which: 'ours' | 'plain', task: ReadTask): Promise<ReadResult> {
  const reader = fork(path.join(import.meta.dirname, 'year-reader.ts'), [which], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  })
  reader.send(task)
  const [result]: ReadResult[] = await Promise.race([
    once(reader, 'message'),
    once(reader, 'exit').then(() => {
      throw new Error(`the ${which} digest was not read`)
    }),
  ])
  if (result === undefined) throw new Error(`the ${which} digest told nothing`)
  return result
}

/** The program as it is served: `/digest weeks:52` is called, and the weekly digest is posted. */
async function standstillRows(file: string, made: MadeYear, world: BenchWorld): Promise<BenchRow[]> {
  const program = startProgram(file, world)
  try {
    await world.discord.connected(PATIENCE_MS)
    await world.discord.until(() => world.discord.commands.length > 0, 'the commands', PATIENCE_MS)
    await sleep(SETTLING_MS)
    const [asker] = world.people
    if (asker === undefined) throw new Error('nobody asks')
    await longestWait(program)
    // The first call starts the thread that the later ones find.
    await callDigest(asker)
    const first = [await longestWait(program)]
    const quiet: LongestWait[] = []
    const called: LongestWait[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const startedAt = performance.now()
      await callDigest(asker)
      called.push(await longestWait(program))
      await sleep(performance.now() - startedAt)
      quiet.push(await longestWait(program))
    }
    await postWeek(file, made, world)
    const posted = [await longestWait(program)]
    return [
      ...waitRows(`main thread waits, first /digest weeks:${WEEKS} ÷ quiet`, first, quiet),
      ...waitRows(`main thread waits, /digest weeks:${WEEKS} ÷ quiet`, called, quiet),
      ...waitRows('main thread waits, weekly digest posted ÷ quiet', posted, quiet),
    ]
  } finally {
    await stopped(program)
  }
}

/** The longest of all waits, and of those that the program itself is the cause of. */
function waitRows(name: string, ours: readonly LongestWait[], quiet: readonly LongestWait[]): BenchRow[] {
  const row = (title: string, target: string, of: (wait: LongestWait) => number): BenchRow => {
    const [longest, calm] = [Math.max(...ours.map(of)), Math.max(...quiet.map(of))]
    return { name: title, ours: longest, limit: calm, ratio: longest / calm, target, unit: 'ms' }
  }
  return [
    row(name, 'ours ≤ 50', (wait) => wait.byClockMs),
    row('– without waiting for a processor', 'ours ≤ 50', (wait) => wait.ownMs ?? Number.NaN),
  ]
}

const startProgram = (file: string, { discord }: BenchWorld): ChildProcess =>
  spawn(
    process.execPath,
    ['--import', 'tsx', '--import', './test/bench/loop-probe.ts', 'src/main.ts', 'start'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        ...process.env,
        DATABASE_URL: `file:${file}`,
        COMMONPLACE_KEY: SECRET,
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
      },
    },
  )

async function stopped(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return
  const gone = once(program, 'exit')
  program.kill('SIGTERM')
  await gone
}

/** How long the program's main thread was kept waiting at the longest since this was last asked. */
async function longestWait(program: ChildProcess): Promise<LongestWait> {
  const answer = once(program, 'message')
  program.send('how long')
  const [told]: LongestWait[] = await answer
  if (told === undefined) throw new Error('the program told nothing')
  return told
}

async function callDigest(asker: Person): Promise<void> {
  const answer = await asker.slash('digest', { weeks: WEEKS })
  await answer.settled(PATIENCE_MS)
  // Its title names the community; what goes wrong does not.
  if (!answer.text.includes(COMMUNITY)) throw new Error(`no digest came: ${answer.text}`)
}

/** Makes the weekly digest due, and waits until it has been posted. */
async function postWeek(file: string, { community }: MadeYear, { unbound }: BenchWorld): Promise<void> {
  const [channel] = unbound
  if (channel === undefined) throw new Error('there is no channel to post in')
  const db = new Sqlite(file, { timeout: PATIENCE_MS })
  db.prepare('insert into schedule values (?, ?, (select id from workspace), ?, 1, 9, 0, ?)').run(
    community.id,
    'digest',
    channel.id,
    Date.now() - 1_000,
  )
  const state = db.prepare<[], [string, string | null]>('select state, problem from outbox').raw()
  const startedAt = performance.now()
  for (;;) {
    const [now, problem] = state.get() ?? []
    if (now === 'sent') break
    if (now === 'failed' || performance.now() - startedAt > PATIENCE_MS)
      throw new Error(`the weekly digest was not posted: ${problem ?? 'it took too long'}`)
    await sleep(ASK_AGAIN_MS)
  }
  db.close()
}
