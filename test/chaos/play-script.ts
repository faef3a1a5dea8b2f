/** Plays a script from its beginning to the judgement of what is in the database when all is over. */
import { setTimeout as sleep } from 'node:timers/promises'
import { readDigest } from '../../src/core/participation/read-digest.ts'
import type { Community, Store } from '../../src/core/ports.ts'
import { openStore } from '../../src/store/open.ts'
import { type ChaosBot, PATIENCE_MS, type StartBot } from './bot.ts'
import { dayNumber } from './calendar.ts'
import { type ChaosDatabase, type Databases, SECRET } from './databases.ts'
import { openDiscordWorld } from './discord-world.ts'
import { readClaims, readFound } from './found.ts'
import { type Counts, countsOf, judge, judgeClaims, type Verdict } from './oracle.ts'
import { patiently } from './patient.ts'
import type { Script } from './script.ts'
import { openSlackWorld } from './slack-world.ts'
import { isOfMachine, isTrouble, type Trouble } from './troubles.ts'
import type { ChaosWorld } from './world.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** A bot begins a session with Discord five seconds after the last one at the earliest. */
const APART_MS = 6_000
const POLL_MS = 3
/** Long enough for whoever gives up too soon. */
const FULL_MS = 1_200
/** Where a bot is killed while it catches up: after so many requests at most. */
const MOST_REQUESTS = 12

export interface Outcome extends Verdict {
  /** What people did. */
  readonly events: number
  readonly kills: number
  readonly ms: number
}

export interface Stagehands {
  readonly databases: Databases
  readonly startBot: StartBot
  /** Whether somebody takes over at once when a bot is gone, so that nobody knows how long nobody was there. */
  readonly isPair: boolean
  /** Told what happens when, for whoever looks into a script that fails. */
  readonly trace?: (line: string) => void
}

/** Everything that a script is played with. */
interface Stage {
  readonly world: ChaosWorld
  readonly database: ChaosDatabase
  readonly startBot: StartBot
  bot: ChaosBot | null
  /** Whether something may stand between what happens and the bot. */
  isInDoubt: boolean
  readonly open: { readonly trouble: Trouble; readonly until: number; readonly end: () => Promise<void> }[]
  readonly absences: { readonly fromAt: number; toAt: number }[]
  readonly verdict: { readonly missing: string[]; readonly double: string[]; readonly wrong: string[] }
  trace(what: string): void
  kills: number
  didClockJump: boolean
}

export async function playScript(
  script: Script,
  { databases, startBot, isPair, trace }: Stagehands,
): Promise<Outcome> {
  const begunAt = performance.now()
  const events = script.steps.filter(({ what }) => !isTrouble(what)).length
  const verdict: Stage['verdict'] = { missing: [], double: [], wrong: [] }
  const database = await databases.fresh()
  const world = await (script.platform === 'discord' ? openDiscordWorld : openSlackWorld)(script.seed)
  const stage: Stage = {
    ...{ world, database, startBot, verdict, bot: null, isInDoubt: true, open: [], absences: [], kills: 0 },
    didClockJump: false,
    trace: (what) => trace?.(`${new Date(world.now()).toISOString()} ${stage.isInDoubt ? '?' : '!'} ${what}`),
  }
  const store = await patiently(() => openStore({ url: database.url, secret: SECRET }))
  try {
    const community = await patiently(() => world.bind(store))
    const beganAt = world.now()
    await start(stage)
    await stage.bot?.caughtUp()
    await play(script, stage)
    await finish(script, stage)
    await judgeAll(stage, { store, community, beganAt, platform: script.platform, isPair })
  } catch (error) {
    verdict.wrong.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
    await stage.bot?.crash().catch(() => undefined)
  } finally {
    await store.close()
    await world.close()
    await database.drop().catch(() => undefined)
  }
  return { ...verdict, events, kills: stage.kills, ms: performance.now() - begunAt }
}

async function play({ steps }: Script, stage: Stage): Promise<void> {
  const { world } = stage
  const beganAt = world.now()
  let shiftMs = 0
  for (const [nth, step] of steps.entries()) {
    for (const one of stage.open.filter(({ until }) => until <= nth)) await end(stage, one)
    if (isTrouble(step.what)) {
      await begin(step.what, nth, stage)
      shiftMs = Math.max(shiftMs, world.now() - beganAt - step.atMs)
      continue
    }
    const at = beganAt + step.atMs + shiftMs
    if (at > world.now()) {
      await hear(stage)
      world.moveTo(at)
    }
    stage.trace(`${step.id} ${JSON.stringify(step.what)}`)
    world.play(step, !stage.isInDoubt && stage.open.length === 0)
  }
  await world.heard()
}

/** Waits until all is heard; what happens from then on is beyond doubt where the bot was there before, and has read all. */
async function hear(stage: Stage): Promise<void> {
  const { world } = stage
  const wasConnected = world.isConnected()
  await world.heard()
  if (stage.isInDoubt && stage.open.length === 0 && wasConnected && world.isConnected())
    stage.isInDoubt = stage.bot?.isLive() !== true
}

async function begin(trouble: Trouble, nth: number, stage: Stage): Promise<void> {
  const { world, open } = stage
  await world.heard()
  stage.trace(`begins: ${JSON.stringify(trouble)}`)
  const doing = isOfMachine(trouble) ? await strikeMachine(trouble, stage) : strikeConnection(trouble, stage)
  if (doing === null) return
  if (!isHarmless(trouble)) stage.isInDoubt = true
  open.push({ trouble, until: nth + trouble.lasts, end: doing })
  await world.heard()
}

/** What happens to the database, or to the clock, is to be told from nothing that is heard. */
const isHarmless = ({ kind }: Trouble): boolean => kind === 'busy' || kind === 'full' || kind === 'clock'

async function end(stage: Stage, one: Stage['open'][number]): Promise<void> {
  stage.open.splice(stage.open.indexOf(one), 1)
  await one.end()
  await stage.world.heard()
  stage.trace(`is over: ${one.trouble.kind}`)
  if (one.trouble.isHurried || stage.bot === null) return
  await connected(stage)
  await stage.bot.caughtUp()
}

function strikeConnection(trouble: Trouble, { world, bot }: Stage): (() => Promise<void>) | null {
  if (bot === null) return null
  bot.disturb()
  const over = world.strike(trouble)
  return async () => over()
}

async function strikeMachine(trouble: Trouble, stage: Stage): Promise<(() => Promise<void>) | null> {
  const { database, bot } = stage
  if (bot === null) return null
  switch (trouble.kind) {
    case 'busy': {
      if (trouble.flavour % 3 === 0) await database.cut()
      const busy = database.beBusy(trouble.ms)
      return () => busy
    }
    case 'full':
      bot.setFull(true)
      await database.setFull(true)
      return async () => {
        await sleep(FULL_MS + trouble.ms)
        await database.setFull(false)
        stage.bot?.setFull(false)
      }
    case 'clock':
      bot.shiftClock(trouble.flavour % 2 === 0 ? HOUR_MS : -HOUR_MS)
      stage.didClockJump = true
      return async () => undefined
    case 'restart':
      await stop(stage)
      return () => start(stage)
    default:
      await crash(stage, trouble.flavour % 3 === 0 ? trouble.ms : 0)
      return () => comeBack(trouble, stage)
  }
}

async function crash(stage: Stage, afterMs: number): Promise<void> {
  const { bot, world, database, verdict } = stage
  if (bot === null) return
  if (afterMs > 0) await sleep(afterMs)
  await leave(stage, () => bot.crash())
  stage.kills += 1
  const { missing, wrong } = judgeClaims(world.facts(), await readClaims(database.url), world.now())
  verdict.missing.push(...missing)
  verdict.wrong.push(...wrong)
}

async function stop(stage: Stage): Promise<void> {
  const { bot } = stage
  if (bot !== null) await leave(stage, () => bot.stop())
}

async function leave(stage: Stage, leaving: () => Promise<void>): Promise<void> {
  const { bot, world, absences, verdict } = stage
  stage.trace('is gone')
  stage.bot = null
  absences.push({ fromAt: world.now(), toAt: world.now() })
  // Where the database takes nothing, not all can be finished: what was in hand is read again then.
  await leaving().catch(() => undefined)
  verdict.wrong.push(...(bot?.complaints() ?? []))
}

async function start(stage: Stage): Promise<void> {
  const { world, database, startBot, absences } = stage
  if (stage.bot !== null) return
  world.moveTo(world.now() + APART_MS)
  const absence = absences.at(-1)
  if (absence !== undefined) absence.toAt = world.now()
  stage.isInDoubt = true
  stage.trace('starts')
  stage.bot = await startBot({ address: world.address, databaseUrl: database.url, now: world.now })
}

/** Comes back from a crash, now and then only to be killed while it catches up. */
async function comeBack(trouble: Trouble, stage: Stage): Promise<void> {
  await start(stage)
  if (trouble.flavour < 8) return
  const before = stage.world.asked()
  const until = performance.now() + PATIENCE_MS
  while (
    stage.world.asked() - before < trouble.many % MOST_REQUESTS &&
    stage.bot?.isLive() === false &&
    performance.now() < until
  )
    await sleep(POLL_MS)
  await crash(stage, 0)
  await start(stage)
}

async function connected({ world }: Stage): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  while (!world.isConnected()) {
    if (performance.now() > until) throw new Error('the bot did not connect again')
    await sleep(POLL_MS)
  }
  await world.heard()
}

/** All trouble is over, the bot catches up, is started once more and catches up again. */
async function finish(script: Script, stage: Stage): Promise<void> {
  const { world, database } = stage
  for (const one of [...stage.open]) {
    stage.open.splice(stage.open.indexOf(one), 1)
    await one.end()
  }
  world.calm()
  await database.setFull(false)
  stage.bot?.setFull(false)
  await start(stage)
  await world.heard()
  await connected(stage)
  await stage.bot?.caughtUp()
  await world.settled()
  await stage.bot?.caughtUp()
  world.moveTo(world.now() + HOUR_MS)
  if (script.seed % 2 === 0) await crash(stage, 0)
  else await stop(stage)
  await start(stage)
  await connected(stage)
  await stage.bot?.caughtUp()
  await stop(stage)
}

interface Judged {
  readonly store: Store
  readonly community: Community
  readonly beganAt: number
  readonly platform: Script['platform']
  readonly isPair: boolean
}

async function judgeAll(
  stage: Stage,
  { store, community, beganAt, platform, isPair }: Judged,
): Promise<void> {
  const { world, database, verdict } = stage
  const facts = world.facts()
  const found = await readFound(database.url)
  const endedAt = world.now()
  const isTimeTold = platform === 'slack'
  const judged = judge(facts, found, {
    ...{ beganAt, endedAt, areLeavesTold: platform === 'slack' },
    absences: isPair ? [] : stage.absences.slice(0, -1),
    toleranceMs: isTimeTold ? 1_000 : stage.didClockJump ? 62 * MINUTE_MS : 2 * MINUTE_MS,
  })
  verdict.missing.push(...judged.missing)
  verdict.double.push(...judged.double)
  verdict.wrong.push(...judged.wrong)
  const [first, last] = [dayNumber(beganAt), dayNumber(endedAt)]
  const middle = Math.floor((first + last) / 2)
  for (const [from, to] of [
    [first, last + 1],
    [middle, middle + 1],
  ] as const) {
    const { participation } = (await patiently(() => readDigest(store, community, { from, to }))).digest
    const expected = countsOf(facts, found, from, to)
    for (const what of Object.keys(expected) as (keyof Counts)[])
      if (participation[what] !== expected[what])
        verdict.wrong.push(`${what} from ${from} to ${to}: ${participation[what]}, not ${expected[what]}`)
  }
}
