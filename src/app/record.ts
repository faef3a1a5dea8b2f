/**
 * Live activity on its way into the store: gathered for a quarter of a second or 2,000 at a time, recorded in one
 * transaction, and held and tried again for as long as the database does not take it. A batch that the database refuses
 * for what is in it is recorded one by one, so that one strange thing never holds up the rest.
 */
import type { Activity } from '../core/activity.ts'
import { Away, Refusal } from '../core/errors.ts'
import type { WorkspaceId } from '../core/ids.ts'
import type { RecordingPort } from '../core/ports.ts'
import type { Recorder } from '../platforms/platform.ts'

/** So many only gather where thousands come a second; to commit costs as much as to record hundreds. */
const BATCH_ACTIVITIES = 2_000
const GATHER_MS = 250
/** Whoever has time until it is committed waits so long for others: to commit each thing alone would keep the thread busy. */
const SHARE_MS = 25
/** Pauses while the database does not take anything: first and longest. */
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 15_000
/** How often an activity is refused, by a database that takes other things in between, before it is left out. */
const CHANCES = 3
/** So many are told that what they wait for is committed before anybody else has a turn: each may answer over a socket. */
const TOLD_AT_ONCE = 20
/** About 100 MB; beyond it nothing is taken, and what was missed is read over the network later. */
const MAX_WAITING = 200_000

export interface RecorderOptions {
  readonly recording: Pick<RecordingPort, 'record'>
  readonly now: () => number
  /** pino's, or anything that takes the same calls. */
  readonly log: {
    warn(details: object, message: string): void
    error(details: object, message: string): void
  }
}

/** Somebody who wants to know when everything taken up to a mark is committed. */
interface Asking {
  readonly mark: number
  resolve(): void
  reject(error: unknown): void
}

interface Taken {
  readonly workspace: WorkspaceId
  readonly activity: Activity
}

export function createRecorder({ recording, now, log }: RecorderOptions): Recorder {
  let waiting: Taken[] = []
  /** How many are being recorded at the moment. */
  let inHand = 0
  /** How many were taken, and how many of them are committed, since the start. */
  let taken = 0
  let committed = 0
  let asking: Asking[] = []
  /** Those whose mark is committed, and who were not told yet. */
  const toTell: Asking[] = []
  let timer: NodeJS.Timeout | null = null
  let sharing: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let isClosed = false
  let wake: (() => void) | null = null

  /** Keeps the process alive: what waits is to be recorded. At the end nothing is waited for. */
  const pause = async (ms: number): Promise<void> => {
    if (isClosed) return
    let timeout: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      wake = resolve
      timeout = setTimeout(resolve, ms)
    })
    clearTimeout(timeout)
    wake = null
  }

  /** Records a batch for each workspace in it; throws where the database takes nothing. */
  const recordAll = async (batch: readonly Taken[]): Promise<void> => {
    for (const [workspace, activities] of byWorkspace(batch)) {
      const strange = await recordHalving(
        activities,
        (part) => recording.record(workspace, part, now()),
        pause,
      )
      for (const error of strange) log.error({ err: error }, 'an activity cannot be recorded and is left out')
    }
  }

  const run = async (): Promise<void> => {
    try {
      await recordWaiting()
    } finally {
      running = null
    }
    // What was taken while the last batch was being told of.
    if (waiting.length > 0) void start().catch(() => undefined)
  }
  const recordWaiting = async (): Promise<void> => {
    let pauseMs = FIRST_PAUSE_MS
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH_ACTIVITIES)
      waiting = waiting.slice(BATCH_ACTIVITIES)
      inHand = batch.length
      try {
        await recordAll(batch)
        pauseMs = FIRST_PAUSE_MS
        committed += batch.length
        answer()
      } catch (error) {
        waiting = [...batch, ...waiting]
        inHand = 0
        log.warn({ err: error, waiting: waiting.length }, 'the database takes nothing; trying again')
        if (isClosed) {
          refuse(error)
          throw error
        }
        await pause(pauseMs)
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)
      } finally {
        inHand = 0
      }
    }
  }

  const answer = (): void => {
    const answered = asking.filter((one) => one.mark <= committed)
    if (answered.length === 0) return
    asking = asking.filter((one) => one.mark > committed)
    const isTelling = toTell.length > 0
    toTell.push(...answered)
    if (!isTelling) tell()
  }
  const tell = (): void => {
    for (const one of toTell.splice(0, TOLD_AT_ONCE)) one.resolve()
    if (toTell.length > 0) setImmediate(tell)
  }
  const refuse = (error: unknown): void => {
    const refused = asking
    asking = []
    for (const one of refused) one.reject(error)
  }

  const ask = (): Promise<void> => {
    const mark = taken
    if (mark <= committed) return Promise.resolve()
    return new Promise((resolve, reject) => asking.push({ mark, resolve, reject }))
  }

  const start = (): Promise<void> => {
    for (const one of [timer, sharing]) if (one !== null) clearTimeout(one)
    timer = null
    sharing = null
    if (running === null && waiting.length > 0) running = run()
    return running ?? Promise.resolve()
  }

  return {
    add: (workspace, activity) => {
      if (isClosed || waiting.length >= MAX_WAITING) return false
      waiting.push({ workspace, activity })
      taken += 1
      if (waiting.length >= BATCH_ACTIVITIES && running === null) void start().catch(() => undefined)
      else timer ??= setTimeout(() => void start().catch(() => undefined), GATHER_MS)
      return true
    },
    settled: () => {
      const settled = ask()
      start().catch(() => undefined)
      return settled
    },
    committed: () => {
      if (taken > committed) sharing ??= setTimeout(() => void start().catch(() => undefined), SHARE_MS)
      return ask()
    },
    waiting: () => waiting.length + inHand,
    close: async () => {
      isClosed = true
      wake?.()
      while (waiting.length > 0 || inHand > 0) await start()
      for (const one of [timer, sharing]) if (one !== null) clearTimeout(one)
    },
  }
}

/**
 * Records a batch; where it is refused, its halves, and so on down to the activities that are at fault, whose errors
 * are returned. Throws where the database says that it takes nothing, or takes not even an empty batch: then it is away, and
 * nothing is at fault.
 */
async function recordHalving(
  activities: readonly Activity[],
  record: (part: readonly Activity[]) => Promise<unknown>,
  pause: (ms: number) => Promise<void>,
): Promise<readonly unknown[]> {
  const strange: unknown[] = []
  const parts: { readonly part: readonly Activity[]; readonly chances: number }[] = [
    { part: activities, chances: CHANCES },
  ]
  for (let next = parts.pop(); next !== undefined; next = parts.pop()) {
    const { part, chances } = next
    try {
      await record(part)
    } catch (error) {
      if (error instanceof Refusal || error instanceof Away) throw error
      await record([])
      const half = Math.ceil(part.length / 2)
      if (part.length > 1)
        parts.push(
          { part: part.slice(half), chances: CHANCES },
          { part: part.slice(0, half), chances: CHANCES },
        )
      else if (chances > 1) {
        await pause(FIRST_PAUSE_MS)
        parts.push({ part, chances: chances - 1 })
      } else strange.push(error)
    }
  }
  return strange
}

function byWorkspace(batch: readonly Taken[]): ReadonlyMap<WorkspaceId, readonly Activity[]> {
  const grouped = new Map<WorkspaceId, Activity[]>()
  for (const { workspace, activity } of batch) {
    const others = grouped.get(workspace)
    if (others === undefined) grouped.set(workspace, [activity])
    else others.push(activity)
  }
  return grouped
}
