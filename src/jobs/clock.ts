/** Wakes the process and runs its jobs, one after another and never two at once. The slots themselves are rows. */
import { schedule } from 'node-cron'

/** Every 20 seconds. */
const WAKE = '*/20 * * * * *'

/** Something to be done again and again. */
export interface Job {
  readonly name: string
  /** It is run when so long has passed since it last began; 0 for every time that the clock wakes. */
  readonly everyMs: number
  run(now: number): Promise<void>
}

/** What the clock is made with. */
export interface ClockOptions {
  /** In the order in which they are run. */
  readonly jobs: readonly Job[]
  readonly log: { error(details: object, message: string): void }
  readonly now: () => number
  /** When it wakes, as cron writes it, seconds first. */
  readonly wake?: string
}

/** A clock that runs. */
export interface Clock {
  /** Runs what is due now, unless something runs already; resolves when it is done. */
  wake(): Promise<void>
  /** Begins nothing more, and resolves when what is in hand is finished. */
  stop(): Promise<void>
}

/** Starts the clock. A job that breaks is logged, and comes again in its time. */
export function startClock({ jobs, log, now, wake: pattern = WAKE }: ClockOptions): Clock {
  const begunAt = new Map<Job, number>()
  let inHand: Promise<void> | null = null
  let isStopped = false

  const runDue = async (): Promise<void> => {
    for (const job of jobs) {
      if (isStopped) return
      const at = now()
      const since = at - (begunAt.get(job) ?? Number.NEGATIVE_INFINITY)
      // A clock that was put back must not silence a job until it has caught up.
      if (since >= 0 && since < job.everyMs) continue
      begunAt.set(job, at)
      try {
        await job.run(at)
      } catch (error) {
        log.error({ err: error, job: job.name }, 'a job failed')
      }
    }
  }
  const wake = async (): Promise<void> => {
    if (isStopped || inHand !== null) return
    inHand = runDue()
    await inHand
    inHand = null
  }
  const task = schedule(pattern, wake, { timezone: 'UTC', suppressMissedWarning: true })

  return {
    wake,
    stop: async () => {
      isStopped = true
      await task.destroy()
      await inHand
    },
  }
}
