/** One worker thread that draws figures, made anew whenever it breaks. */
import { Worker } from 'node:worker_threads'
import { unreachable } from '../core/errors.ts'
import type { Picture } from '../core/figure.ts'
import type { PaintAnswer, PaintRequest } from './painter-messages.ts'

/** A thread that is silent for so long is given up. */
const PATIENCE_MS = 30_000

export interface DrawingThread {
  /** Draws one figure. Not to be called before the last one has ended. */
  draw(request: PaintRequest): Promise<Picture>
  /** Ends the thread for good. What it is drawing is rejected, and so is whatever is asked afterwards. */
  end(): Promise<void>
}

/** A thread that starts with its first figure and keeps the process alive only while it draws. */
export function createDrawingThread(): DrawingThread {
  let worker: Worker | null = null
  let isEnded = false
  const start = (): Worker => {
    const started = new Worker(new URL('./painter-worker.mjs', import.meta.url), { execArgv: [] })
    const forget = () => {
      if (worker === started) worker = null
    }
    return started.on('error', forget).on('exit', forget)
  }
  return {
    draw: async (request) => {
      if (isEnded) throw new Error('the painter is closed')
      worker ??= start()
      const busy = worker
      const answer = await answerOf(busy, request).catch((error: unknown) => {
        if (worker === busy) worker = null
        void busy.terminate()
        throw error
      })
      switch (answer.kind) {
        case 'drawn':
          return answer.picture
        case 'failed':
          throw new Error(answer.reason)
        default:
          return unreachable(answer)
      }
    },
    end: async () => {
      isEnded = true
      await worker?.terminate()
    },
  }
}

/** Sends a request and waits for its answer; rejects where the worker ends, breaks or stays silent instead: then it is of no more use. */
function answerOf(worker: Worker, request: PaintRequest): Promise<PaintAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(patience)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit).unref()
    }
    const onMessage = (answer: PaintAnswer): void => {
      settle()
      resolve(answer)
    }
    const onError = (error: unknown): void => {
      settle()
      const reason = error instanceof Error ? error.message : String(error)
      reject(new Error(`a picture could not be drawn: ${reason}`, { cause: error }))
    }
    const onExit = (): void => onError(new Error('the drawing thread ended'))
    const onSilence = (): void => onError(new Error(`no picture after ${PATIENCE_MS / 1000} seconds`))
    const patience = setTimeout(onSilence, PATIENCE_MS)
    worker.on('message', onMessage).on('error', onError).on('exit', onExit).ref()
    try {
      worker.postMessage(request)
    } catch (error) {
      onError(error)
    }
  })
}
