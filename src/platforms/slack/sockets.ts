/**
 * Two connections to Slack, so that one hears while the other is replaced: Slack closes each every few hours, keeps nothing
 * for those who are not there, and gives each envelope to one of those that are. What was sent into a dead connection comes
 * again, because nobody acknowledged it.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { isFinal } from './endings.ts'
import { type Ending, type Line, LineFailed, type LineOptions, openLine } from './line.ts'

/** Pauses before a connection is replaced: none, and growing where that fails or the new one does not last. */
const PAUSES_MS = [0, 250, 1_000, 3_000, 10_000, 30_000] as const
const CROWDED_PAUSE = 4
/** A connection that lasted so long was a good one. */
const GOOD_MS = 10_000
/** The second connection is renewed in the middle of its first life, so that Slack does not end both at once. */
const STAGGER = 0.5

export interface SocketsOptions extends LineOptions {
  /** There is a connection again: what was said while there was none is missed. */
  onOpen(): void
  /** There is none any more. */
  onGone(): void
  /** A connection broke without a word: something may be missed. */
  onLost(): void
  /** Slack takes no connection of this app any more; with its code. */
  onEnd(code: string): void
}

export interface Sockets {
  /** Resolves when the first connection is open. Throws `LineFailed` where it cannot be opened. */
  start(): Promise<void>
  stop(): Promise<void>
}

export function createSockets(options: SocketsOptions): Sockets {
  const { onOpen, onGone, onLost, onEnd, log } = options
  const leaving = new AbortController()
  const { signal } = leaving
  const open = new Set<Line>()

  const opened = async (): Promise<Line> => {
    const line = await openLine(options, signal)
    if (signal.aborted) {
      await line.close()
      signal.throwIfAborted()
    }
    open.add(line)
    if (open.size === 1) onOpen()
    void line.closed.then(() => {
      open.delete(line)
      if (open.size === 0 && !signal.aborted) onGone()
    })
    return line
  }
  const stop = async (): Promise<void> => {
    leaving.abort(new Error('leaving Slack'))
    await Promise.all([...open].map((line) => line.close()))
  }
  const end = (code: string): void => {
    if (signal.aborted) return
    void stop()
    onEnd(code)
  }

  /** Opens a connection, however often it takes; null at the end. */
  const openAgain = async (failedBefore: number): Promise<Line | null> => {
    for (let failures = failedBefore; !signal.aborted; failures += 1) {
      await rest(pauseOf(failures), signal)
      try {
        return await opened()
      } catch (error) {
        if (signal.aborted) return null
        const { code, waitMs } = error instanceof LineFailed ? error : { code: null, waitMs: 0 }
        if (code !== null && isFinal(code)) {
          end(code)
          return null
        }
        log.warn({ err: error }, 'a connection to Slack could not be opened; trying again')
        await rest(waitMs, signal)
      }
    }
    return null
  }

  /** Replaces a connection as soon as Slack says that it is to end, or it has ended. */
  const keep = async (first: Line | null, isStaggered: boolean): Promise<void> => {
    let failures = 0
    let isEarly = isStaggered
    for (let line = first ?? (await openAgain(0)); line !== null; ) {
      const openedAt = performance.now()
      const why = await endOf(line, isEarly ? line.lifeMs * STAGGER : null)
      if (signal.aborted) return
      if (why.kind === 'final') return end(why.code)
      if (why.kind === 'lost') onLost()
      if (why.kind === 'crowded') failures = CROWDED_PAUSE
      else if (why.kind === 'lost' && performance.now() - openedAt < GOOD_MS) failures += 1
      else failures = 0
      const next = await openAgain(failures)
      if (why.kind === 'early') void line.close()
      isEarly = false
      line = next
    }
  }

  return {
    start: async () => {
      const first = await opened()
      const failed = (error: unknown): void =>
        log.error({ err: error }, 'a connection to Slack is not looked after any more')
      keep(first, false).catch(failed)
      keep(null, true).catch(failed)
    },
    stop,
  }
}

/** Why a connection is to be replaced: because it ends, or because it has lived so long. */
async function endOf(line: Line, mostMs: number | null): Promise<Ending | { readonly kind: 'early' }> {
  if (mostMs === null) return line.ending
  const waiting = new AbortController()
  const early = sleep(mostMs, { kind: 'early' } as const, { signal: waiting.signal, ref: false })
  try {
    return await Promise.race([line.ending, early])
  } finally {
    early.catch(() => undefined)
    waiting.abort()
  }
}

const pauseOf = (failures: number): number => PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? 0

const rest = async (ms: number, signal: AbortSignal): Promise<void> => {
  if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => undefined)
}
