/** Plays a script with a bot that is a process of its own, and kills it again and again. */
import type { Store } from '../../src/core/ports.ts'
import { type BotProcess, type Environment, startBot } from './bot-process.ts'
import type { Cast } from './cast.ts'
import { seeded } from './everyday.ts'
import { play } from './play.ts'
import type { Step } from './step.ts'

const PATIENCE_MS = 120_000
/** Longer than the bot gathers what it hears. */
const LONGEST_HEARING_MS = 400
const LONGEST_STARTING_MS = 1_500
const MOST_REQUESTS = 15

/** What the processes are run against. */
export interface Grounds {
  readonly cast: Cast
  readonly access: Environment
  /** Resolves when the bot can be called there. */
  callable(): Promise<void>
  /** How many pages of history have been asked for. */
  asked(): number
  /** Tells the bot what time it is, just before something happens: the platform's clock stands still between steps. */
  strike(at: number): void
}

/** A moment at which the process is killed. */
interface Kill {
  /** After which step. */
  readonly after: number
  /** What it is doing then. */
  readonly while: 'hearing' | 'starting' | 'catching up'
  /** How much of that it is let do, from 0 to 1. */
  readonly share: number
  /** So many steps pass before it is started again. */
  readonly stepsAway: number
}

/** A time of which the bot heard nothing, or is not known to have. */
export interface Absence {
  readonly killedAt: number
  /** When it was started again. */
  startedAt: number
  /** Up to where each space was known by then, by the channel's id. */
  readonly knownTo: ReadonlyMap<string, number>
  /** When it had caught up again. */
  backAt: number
}

export interface Killed {
  readonly absences: readonly Absence[]
  readonly kills: number
  /** Everything that any of the processes printed. */
  readonly output: string
  /** The status of the last one, which was asked to leave. */
  readonly status: number | null
}

/** So many kills, spread over the steps, the same for the same seed. */
function planKills(many: number, steps: number, seed: number): readonly Kill[] {
  const dice = seeded(seed)
  const apart = (steps - 1) / many
  return Array.from({ length: many }, (_, nth) => ({
    after: Math.floor(1 + nth * apart + (dice() * apart) / 2),
    while: nth % 5 === 4 ? 'starting' : nth % 2 === 1 ? 'catching up' : 'hearing',
    share: dice(),
    stepsAway: 1 + Math.floor((dice() * apart) / 2),
  }))
}

/** Plays the steps, with so many kills. The store is of the same database, to look into it from outside. */
export async function playKilled(
  steps: readonly Step[],
  grounds: Grounds,
  bot: { readonly url: string; readonly store: Store; readonly kills: number; readonly seed: number },
  playing: { readonly from: number; onKilled(): void },
): Promise<Killed> {
  const { cast } = grounds
  const { store, url } = bot
  const plan = planKills(bot.kills, steps.length, bot.seed)
  const processes: BotProcess[] = []
  const absences: Absence[] = []
  let running: BotProcess | null = null
  let startedAt = 0
  let startAgain = 0
  let kills = 0

  const start = (): BotProcess => {
    startedAt = cast.now()
    for (const one of absences) if (one.startedAt === Infinity) one.startedAt = startedAt
    running = startBot(url, grounds.access)
    processes.push(running)
    return running
  }
  const kill = async (process: BotProcess): Promise<void> => {
    await process.kill()
    kills += 1
    running = null
    settle(() => true)
    absences.push({
      killedAt: cast.now(),
      knownTo: await knownTo(store),
      startedAt: Infinity,
      backAt: Infinity,
    })
    playing.onKilled()
  }
  const hasCaughtUp = async (): Promise<boolean> => {
    // The dates of answers are of whole seconds.
    const wanted = Math.floor(startedAt / 1000) * 1000
    return [...(await knownTo(store)).values()].every((at) => at >= wanted)
  }
  const settle = (isTold: (one: Absence) => boolean): void => {
    for (const one of absences) if (one.backAt === Infinity && isTold(one)) one.backAt = cast.now()
  }
  const caughtUp = async (): Promise<void> => {
    await until(hasCaughtUp)
    // Where no time passed between what was known and the start, what is known tells nothing of who came back.
    settle(({ knownTo: known, startedAt: at }) =>
      [...known.values()].some((end) => end < Math.floor(at / 1000) * 1000),
    )
  }
  const beThere = async (): Promise<void> => {
    await (running ?? start()).ready
    await grounds.callable()
    await caughtUp()
  }

  const killAs = async ({ while: what, share }: Kill): Promise<void> => {
    if (what === 'hearing' || running !== null) {
      await (running ?? start()).ready
      await pause(share * LONGEST_HEARING_MS)
    } else if (what === 'starting') {
      start()
      await pause(share * LONGEST_STARTING_MS)
    } else {
      const before = grounds.asked()
      await start().ready
      await until(async () => grounds.asked() - before >= share * MOST_REQUESTS || (await hasCaughtUp()))
    }
    if (running !== null) await kill(running)
  }

  await play(steps, cast, {
    from: playing.from,
    before: async (step, nth) => {
      const next = plan.find((one) => one.after >= nth)
      const isLetBe = next !== undefined && next.while !== 'hearing'
      if (step.isCall) await beThere()
      else if (running === null && nth >= startAgain && !isLetBe) start()
      grounds.strike(playing.from + step.afterMs)
    },
    after: async (_, nth) => {
      await pause(3)
      const planned = plan.find((one) => one.after === nth)
      if (planned === undefined) return
      await killAs(planned)
      startAgain = nth + planned.stepsAway
    },
  })
  await beThere()
  settle(() => true)
  const status = running === null ? null : await (running as BotProcess).terminate()
  return { absences, kills, output: processes.map((one) => one.output()).join(''), status }
}

/** Up to where each bound space is known, by the channel's id. */
export async function knownTo(store: Store): Promise<ReadonlyMap<string, number>> {
  const known = new Map<string, number>()
  for (const community of await store.communities.list())
    for (const { id, externalId } of await store.communities.spaces(community.id))
      known.set(externalId, (await store.coverage.covered(community.id, id)).at(-1)?.toAt ?? 0)
  return known
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('The bot did not catch up in time.')
    await pause(20)
  }
}
