/** `npm run chaos`: plays scripts of activity and trouble, and says whether anything was lost or counted twice. */
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type PostgresServer, startPostgres } from '../postgres-server.ts'
import { ENGINE_NAMES, type EngineName } from './databases.ts'
import type { Outcome } from './play-script.ts'
import { type Players, startPlayers } from './players.ts'
import { PLATFORMS, type PlatformName } from './script.ts'
import { shrunk } from './shrink.ts'
import { isBad, isOfProcess, readNumbers, scriptOfTask, type Task, written } from './task.ts'
import { isTrouble } from './troubles.ts'

const SHOWN = 12
const MOST_PLAYS = 80
const KILLS_A_SCRIPT = 10

const USAGE = `npm run chaos -- --seeds N [--first S] [--events 1000] [--platform discord|slack|both]
    [--database sqlite|postgres|both] [--process] [--side 8] [--jobs 2] [--only 3,5-9] [--trace]
npm run chaos -- --pair --restarts SECONDS --seeds N    two processes on one Postgres, which is restarted again and again
npm run chaos -- --kills N [--platform …] [--database …]`

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    first: { type: 'string', default: '1' },
    events: { type: 'string', default: '1000' },
    platform: { type: 'string', default: 'both' },
    database: { type: 'string', default: 'both' },
    kills: { type: 'string' },
    process: { type: 'boolean', default: false },
    pair: { type: 'boolean', default: false },
    restarts: { type: 'string', default: '0' },
    side: { type: 'string', default: '8' },
    jobs: { type: 'string', default: String(Math.max(1, availableParallelism())) },
    only: { type: 'string' },
    trace: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const print = (line: string): void => void process.stdout.write(`${line}\n`)

/** One of the names, or all of them. */
function chosen<Name extends string>(given: string, names: readonly Name[]): readonly Name[] {
  if (given === 'both') return names
  const found = names.find((one) => one === given)
  if (found === undefined) throw new Error(`${given} is none of ${names.join(', ')} and both.\n${USAGE}`)
  return [found]
}

function numberIn(given: string, what: string): number {
  if (!/^\d{1,7}$/.test(given)) throw new Error(`--${what} wants a whole number, not ${given}.\n${USAGE}`)
  return Number(given)
}

/** What is to be played: every seed on every platform and engine. */
function tasksWanted(platforms: readonly PlatformName[], databases: readonly EngineName[]): readonly Task[] {
  const { seeds, kills } = values
  if (seeds === undefined && kills === undefined) throw new Error(USAGE)
  const first = numberIn(values.first, 'first')
  const events = numberIn(values.events, 'events')
  const only = values.only === undefined ? null : readNumbers(values.only)
  const combinations = platforms.flatMap((platform) => databases.map((database) => ({ platform, database })))
  const wanted = kills === undefined ? 0 : numberIn(kills, 'kills')
  const scripts =
    seeds === undefined ? Math.ceil(wanted / KILLS_A_SCRIPT / combinations.length) : numberIn(seeds, 'seeds')
  return Array.from({ length: scripts }, (_, nth) => first + nth).flatMap((seed) =>
    combinations.map((combination) => ({
      ...{ ...combination, seed, events, only },
      kills: kills === undefined ? 0 : KILLS_A_SCRIPT,
      isPair: values.pair,
      isProcess: values.process || kills !== undefined || isOfProcess(seed),
    })),
  )
}

const verdict = ({ missing, double, wrong }: Pick<Outcome, 'missing' | 'double' | 'wrong'>): string =>
  `${missing.length} missing, ${double.length} double${wrong.length === 0 ? '' : `, ${wrong.length} wrong`}`

const told = (task: Task, outcome: Outcome): string =>
  `seed ${task.seed} ${task.platform} ${task.database}${task.isPair ? ' pair' : task.isProcess ? ' process' : ''}: ${outcome.events} events, ${outcome.kills} ${task.isProcess ? 'kills' : 'crashes'}, ${(outcome.ms / 1000).toFixed(1)} s: ${verdict(outcome)}`

/** How a task is played again, with these steps only. */
const again = (task: Task, steps: readonly number[] | null): string =>
  `npm run chaos -- ${task.kills > 0 ? `--kills ${KILLS_A_SCRIPT} ` : '--seeds 1 '}--first ${task.seed} --events ${task.events} --platform ${task.platform} --database ${task.database}${task.isProcess && task.kills === 0 && !isOfProcess(task.seed) ? ' --process' : ''}${task.isPair ? ' --pair --restarts 5' : ''}${steps === null ? '' : ` --only ${written(steps)}`} --trace`

/** Tells of a script that fails, as short as it can be made. */
async function tellShortest(task: Task, first: Outcome, players: Players): Promise<void> {
  const steps = scriptOfTask(task).steps.map(({ id }) => id)
  const play = (only: readonly number[]): Promise<Outcome> => players.play({ ...task, only })
  let last = first
  const left = await shrunk(steps, {
    most: MOST_PLAYS,
    fails: async (fewer) => {
      const outcome = await play(fewer)
      if (isBad(outcome)) last = outcome
      return isBad(outcome)
    },
  })
  print(`the shortest of it that still fails (${left.length} of ${steps.length} steps):`)
  for (const { id, atMs, what } of scriptOfTask({ ...task, only: left }).steps)
    print(
      `  ${id} at ${(atMs / 60_000).toFixed(1)} min${isTrouble(what) ? ' TROUBLE' : ''} ${JSON.stringify(what)}`,
    )
  for (const line of [...last.missing, ...last.double, ...last.wrong].slice(0, SHOWN)) print(`  ${line}`)
  print(again(task, left))
}

/** Every so many seconds; never where they are 0. */
function restartAgainAndAgain(server: PostgresServer, everySeconds: number): { stop(): Promise<void> } {
  const over = new AbortController()
  const { signal } = over
  const work = (async (): Promise<void> => {
    let times = 0
    while (everySeconds > 0) {
      await sleep(everySeconds * 1_000, undefined, { signal }).catch(() => undefined)
      if (signal.aborted) return print(`the server was restarted ${times} times`)
      await server.restart()
      times += 1
    }
  })()
  return {
    stop: () => {
      over.abort()
      return work
    },
  }
}

async function run(): Promise<boolean> {
  const platforms = chosen(values.platform, PLATFORMS)
  const databases = values.pair ? (['postgres'] as const) : chosen(values.database, ENGINE_NAMES)
  const tasks = tasksWanted(platforms, databases)
  const begunAt = performance.now()
  const server = databases.includes('postgres') ? await startPostgres({ connections: 400 }) : null
  const players = await startPlayers({
    ...{ processes: Math.min(tasks.length, numberIn(values.jobs, 'jobs')), serverUrl: server?.url ?? null },
    ...{ sideBySide: numberIn(values.side, 'side'), onTrace: print },
  })
  const restarting =
    server === null ? null : restartAgainAndAgain(server, numberIn(values.restarts, 'restarts'))
  try {
    const sum = {
      missing: [] as string[],
      double: [] as string[],
      wrong: [] as string[],
      events: 0,
      kills: 0,
    }
    const failed: { readonly task: Task; readonly outcome: Outcome }[] = []
    await Promise.all(
      tasks.map(async (task) => {
        const outcome = await players.play(task, values.trace)
        print(told(task, outcome))
        for (const what of ['missing', 'double', 'wrong'] as const) sum[what].push(...outcome[what])
        sum.events += outcome.events
        if (task.isProcess || task.isPair) sum.kills += outcome.kills
        if (!isBad(outcome)) return
        for (const line of [...outcome.missing, ...outcome.double, ...outcome.wrong].slice(0, SHOWN))
          print(`  ${line}`)
        print(`  ${again(task, task.only)}`)
        failed.push({ task, outcome })
      }),
    )
    const complaints = players.complaints()
    for (const one of complaints) print(`nobody waited for: ${one}`)
    const seconds = (performance.now() - begunAt) / 1000
    print(
      `${tasks.length} scripts in ${seconds.toFixed(0)} s, ${(tasks.length / seconds).toFixed(2)} a second; ${sum.kills} kills of a process`,
    )
    const shortest = failed.sort((a, b) => a.outcome.events - b.outcome.events)[0]
    if (shortest !== undefined && !values.trace) await tellShortest(shortest.task, shortest.outcome, players)
    print(`${new Set(tasks.map((one) => one.seed)).size} seeds, ${sum.events} events: ${verdict(sum)}`)
    return failed.length === 0 && complaints.length === 0
  } finally {
    await restarting?.stop()
    await players.close()
    await server?.stop()
  }
}

if (values.help) print(USAGE)
else
  try {
    process.exitCode = (await run()) ? 0 : 1
  } catch (error) {
    print(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
