/**
 * Live activity on its way into the store: gathered for a quarter of a second or 500 at a time, recorded in one
 * transaction, and held and tried again for as long as the database does not take it. A batch that the database refuses
 * for what is in it is recorded one by one, so that one strange thing never holds up the rest.
 */
import type { Activity } from '../core/activity.ts'
import { Refusal } from '../core/errors.ts'
import type { WorkspaceId } from '../core/ids.ts'
import type { RecordingPort } from '../core/ports.ts'
import type { Recorder } from '../platforms/platform.ts'

const BATCH_ACTIVITIES = 500
const GATHER_MS = 250
/** Pauses while the database does not take anything: first and longest. */
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 15_000
/** Failures in a row, with nothing taken, after which the database itself is taken to be away. */
const MAX_FAILURES = 16
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

interface Taken {
  readonly workspace: WorkspaceId
  readonly activity: Activity
}

export function createRecorder({ recording, now, log }: RecorderOptions): Recorder {
  let waiting: Taken[] = []
  /** How many are being recorded at the moment. */
  let inHand = 0
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let isClosed = false
  let wake: (() => void) | null = null

  /** Records a batch for each workspace in it; throws where the database takes nothing. */
  const recordAll = async (batch: readonly Taken[]): Promise<void> => {
    for (const [workspace, activities] of byWorkspace(batch)) {
      const strange = await recordHalving(activities, (part) => recording.record(workspace, part, now()))
      for (const error of strange) log.error({ err: error }, 'an activity cannot be recorded and is left out')
    }
  }

  const run = async (): Promise<void> => {
    let pauseMs = FIRST_PAUSE_MS
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH_ACTIVITIES)
      waiting = waiting.slice(BATCH_ACTIVITIES)
      inHand = batch.length
      try {
        await recordAll(batch)
        pauseMs = FIRST_PAUSE_MS
      } catch (error) {
        waiting = [...batch, ...waiting]
        log.warn({ err: error, waiting: waiting.length }, 'the database takes nothing; trying again')
        if (isClosed) throw error
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, pauseMs).unref()
        })
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)
      } finally {
        inHand = 0
      }
    }
  }

  const start = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    running ??= run().finally(() => {
      running = null
    })
    return running
  }

  return {
    add: (workspace, activity) => {
      if (isClosed || waiting.length >= MAX_WAITING) return false
      waiting.push({ workspace, activity })
      if (waiting.length >= BATCH_ACTIVITIES) void start().catch(() => undefined)
      else timer ??= setTimeout(() => void start().catch(() => undefined), GATHER_MS)
      return true
    },
    settled: async () => {
      while (waiting.length > 0 || inHand > 0) await start()
    },
    waiting: () => waiting.length + inHand,
    close: async () => {
      isClosed = true
      wake?.()
      while (waiting.length > 0 || inHand > 0) await start()
      if (timer !== null) clearTimeout(timer)
    },
  }
}

/**
 * Records a batch; where it is refused, its halves, and so on down to the activities that are at fault, whose errors
 * are returned. Throws where nothing is taken however small the part: then it is the database, not what is in it.
 */
async function recordHalving(
  activities: readonly Activity[],
  record: (part: readonly Activity[]) => Promise<unknown>,
): Promise<readonly unknown[]> {
  const strange: unknown[] = []
  const parts: (readonly Activity[])[] = [activities]
  let failures = 0
  let isAnyTaken = false
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    try {
      await record(part)
      isAnyTaken = true
    } catch (error) {
      failures += 1
      if (error instanceof Refusal || (!isAnyTaken && failures >= MAX_FAILURES)) throw error
      const half = Math.ceil(part.length / 2)
      if (part.length === 1) strange.push(error)
      else parts.push(part.slice(half), part.slice(0, half))
    }
  }
  if (!isAnyTaken) throw strange[0]
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
