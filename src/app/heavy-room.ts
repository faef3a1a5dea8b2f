/** Where handlers run that read much: a thread with a store of its own, so that nobody else waits for them. */
import { Worker } from 'node:worker_threads'
import type { Period } from '../core/calendar.ts'
import type { Cohort } from '../core/cohort.ts'
import { Refusal, unreachable } from '../core/errors.ts'
import type { SpaceId } from '../core/ids.ts'
import type { Surroundings } from '../core/place.ts'
import type { Community } from '../core/ports.ts'
import type { Readers } from '../core/reflection/digest-post.ts'
import type { Reply } from '../core/reply.ts'
import type { Words } from '../core/words/words.ts'
import type { Request } from '../platforms/platform.ts'
import type { HeavyAnswer, HeavyRoomData, HeavyTask, PlainError } from './heavy-messages.ts'

const IN_MEMORY = ':memory:'
/** A thread that is silent for so long is given up. */
const PATIENCE_MS = 120_000
/** Most requests that wait for their turn. */
const MAX_WAITING = 50

/** A thread that does one task after the other. */
export interface HeavyRoom {
  /** Starts the thread now, before anybody waits: starting one holds the main thread for a tenth of a second. */
  open(): void
  /** Runs the request's handler. Rejects where the thread breaks or stays silent; the next request gets a new one. */
  dispatch(request: Request, grants: Surroundings['grants'], cohort?: Cohort | null): Promise<Reply>
  /** The digest of some days as it is posted for its readers; null where nothing happened. Rejects like `dispatch`. */
  tellWeek(community: Community, period: Period, to: Readers): Promise<Reply | null>
  /** What the board of a community says at a moment to people who see these spaces. */
  tellBoard(community: Community, now: number, sees: readonly SpaceId[]): Promise<Reply>
  /** Ends the thread for good. */
  close(): Promise<void>
}

/** What the room is made with: its database, and what the program lends it. */
export interface HeavyRoomOptions extends HeavyRoomData {
  /** The worker's file, `heavy-worker.mjs`. */
  readonly entry: URL
  readonly words: Words
  readonly log: { error(details: object, message: string): void }
  readonly patienceMs?: number
}

/**
 * The room of a database. Its thread starts when it is opened, or with the first request, and keeps the process alive only while it works.
 * Refuses a database in memory, which no other thread can open: there, handlers run where they are called.
 */
export function createHeavyRoom(options: HeavyRoomOptions): HeavyRoom {
  const { entry, words, log, patienceMs = PATIENCE_MS, url, secret, language } = options
  if (url === IN_MEMORY) throw new Refusal(words.refusals.inMemory)
  let worker: Worker | null = null
  let isClosed = false
  let waiting = 0
  let previous: Promise<unknown> = Promise.resolve()
  const start = (): Worker => {
    const workerData: HeavyRoomData = { url, secret, language }
    const started = new Worker(entry, { execArgv: [], workerData })
    const forget = (): void => {
      if (worker === started) worker = null
    }
    return started.on('error', forget).on('exit', forget)
  }
  const run = async (task: HeavyTask): Promise<Reply | null> => {
    if (isClosed) throw new Error('the room for heavy handlers is closed')
    worker ??= start()
    const busy = worker
    const answer = await answerOf(busy, task, patienceMs).catch((error: unknown) => {
      if (worker === busy) worker = null
      void busy.terminate()
      throw error
    })
    switch (answer.kind) {
      case 'told':
        for (const { details, error, message } of answer.logged)
          log.error({ ...details, err: errorOf(error) }, message)
        return answer.reply
      case 'failed':
        throw errorOf(answer.error)
      default:
        return unreachable(answer)
    }
  }
  const inTurn = async (task: HeavyTask): Promise<Reply | null> => {
    if (waiting >= MAX_WAITING) throw new Refusal(words.refusals.busy)
    waiting++
    const reply = previous.then(() => run(task))
    // The next task waits for this one to end, well or not.
    previous = reply.catch(() => undefined)
    try {
      return await reply
    } finally {
      waiting--
    }
  }
  return {
    open: () => {
      if (isClosed) return
      worker ??= start()
      worker.unref()
    },
    dispatch: async (request, grants, cohort = null) => {
      const reply = await inTurn({ kind: 'dispatch', request, grants, cohort })
      if (reply === null) throw new Error('a heavy handler answered nothing')
      return reply
    },
    tellWeek: (community, period, to) => inTurn({ kind: 'tellWeek', community, period, to }),
    tellBoard: async (community, now, sees) => {
      const reply = await inTurn({ kind: 'tellBoard', community, now, sees })
      if (reply === null) throw new Error('a board says nothing')
      return reply
    },
    close: async () => {
      isClosed = true
      await worker?.terminate()
    },
  }
}

/** The error as it was thrown in the thread. */
const errorOf = (error: PlainError): Error => Object.assign(new Error(error.message), error)

/** Sends a task and waits for its answer; rejects where the worker ends, breaks or stays silent instead. */
function answerOf(worker: Worker, task: HeavyTask, patienceMs: number): Promise<HeavyAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(patience)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit).unref()
    }
    const onMessage = (answer: HeavyAnswer): void => {
      settle()
      resolve(answer)
    }
    const onError = (error: unknown): void => {
      settle()
      const reason = error instanceof Error ? error.message : String(error)
      reject(new Error(`a heavy handler was not answered: ${reason}`, { cause: error }))
    }
    const onExit = (): void => onError(new Error('its thread ended'))
    const onSilence = (): void => onError(new Error(`nothing came within ${patienceMs / 1000} seconds`))
    const patience = setTimeout(onSilence, patienceMs)
    worker.on('message', onMessage).on('error', onError).on('exit', onExit).ref()
    try {
      worker.postMessage(task)
    } catch (error) {
      onError(error)
    }
  })
}
