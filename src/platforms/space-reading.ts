/**
 * Catching up with one space, the same for every platform: what is not covered is read part by part through the
 * platform's reader, written down as covered, and what cannot be known of it goes into the gap ledger.
 */
import type { Platform } from '../core/activity.ts'
import { partsOf, type Span, uncovered } from '../core/coverage.ts'
import type { ReadingProgress } from '../core/place.ts'
import type { BoundSpace, Store, Stretch } from '../core/ports.ts'

const FIRST_RETRY_MS = 5_000
const LONGEST_RETRY_MS = 10 * 60_000
/** A long history is known part by part, so that a stop in the middle does not begin it again. */
const PART_MS = 30 * 86_400_000

/** One bound channel and how far it is. */
export interface SpaceReading {
  space: BoundSpace
  state: ReadingProgress['state']
  /** The moment up to which all is known; null until it is caught up with. */
  knownTo: number | null
  messages: number
  readTo: number | null
  retryMs: number
}

/** What reading tells while it goes on, and is told. */
export interface RunTools {
  /** Throws where the run has been overtaken by another one, or the space is read no longer. */
  readonly goOn: () => void
  readonly onProgress: (messages: number, readTo: number) => void
}

/**
 * Reads a stretch of a space, `toAt` perhaps in the future; `isFirst` where nothing before it was known. Returns the
 * platform's moment up to which all of it is known.
 */
export type ReadHole = (space: BoundSpace, hole: Span, isFirst: boolean, tools: RunTools) => Promise<number>

/** What a platform does for reading. */
export interface Reader {
  readonly platform: Platform
  /** A workspace's present name; null where the bot is not in it. */
  nameOf(workspace: string): string | null
  /** Brings up to date what the bot may do in a workspace. */
  refresh(workspace: string): Promise<void>
  /** Whether a channel is there and its history may be read, as far as is known. */
  mayRead(workspace: string, channel: string): boolean
  /** Begins a run over the spaces of a workspace: what is asked for once a run is shared by them. */
  begin(workspace: string): ReadHole
  /** Whether an error says that the bot may not read there. */
  isNoAccess(error: unknown): boolean
  /** The platform's time, not this machine's. */
  now(): number
}

/** One run over the spaces of a workspace. */
interface SpaceRun {
  /** Throws `Overtaken` where the run is to end. */
  readonly goOn: () => void
  readonly readHole: ReadHole
}

/** Thrown inside a run that another one has overtaken. */
export class Overtaken extends Error {}

export interface SpaceReaderOptions {
  readonly store: Pick<Store, 'recording' | 'coverage'>
  readonly reader: Reader
  readonly log: { warn(details: object, message: string): void }
}

export interface SpaceReader {
  /**
   * Reads what is missing of a space, and says in it how that went. Returns after how many milliseconds it is to be tried
   * again; null where it is not.
   */
  catchUp(workspace: string, one: SpaceReading, run: SpaceRun): Promise<number | null>
  /** Notes that a space may not be read. */
  refuse(one: SpaceReading): Promise<void>
}

export function createSpaceReader({ store, reader, log }: SpaceReaderOptions): SpaceReader {
  const catchUp = async (workspace: string, one: SpaceReading, run: SpaceRun): Promise<number | null> => {
    try {
      run.goOn()
      if (!reader.mayRead(workspace, one.space.externalId)) {
        await refuse(one)
        return null
      }
      const { community, id: space, readFromAt } = one.space
      const covered = await store.coverage.covered(community, space)
      const wantedFrom = readFromAt ?? covered.at(-1)?.toAt ?? reader.now()
      let knownTo = reader.now()
      const wanted = { fromAt: wantedFrom, toAt: Number.POSITIVE_INFINITY }
      for (const hole of uncovered(wanted, covered)) {
        const isAway = covered.some((span) => span.toAt <= hole.fromAt)
        for (const part of partsOf(hole, PART_MS, reader.now())) {
          const isFirst = !isAway || part.fromAt > hole.fromAt
          const toAt = await run.readHole(one.space, part, isFirst, {
            goOn: run.goOn,
            onProgress: (messages, readTo) => {
              one.messages += messages
              one.readTo = readTo
            },
          })
          run.goOn()
          await settle(one, part, toAt, isAway)
          if (part.toAt === Number.POSITIVE_INFINITY) knownTo = toAt
        }
      }
      run.goOn()
      one.state = 'done'
      one.knownTo = knownTo
      one.retryMs = FIRST_RETRY_MS
      return null
    } catch (error) {
      if (error instanceof Overtaken || isOvertaken(run.goOn)) return null
      if (reader.isNoAccess(error)) {
        await refuse(one)
        return null
      }
      log.warn(
        { err: error, workspace, space: one.space.id },
        'a space could not be caught up with; trying again',
      )
      await note(one, 'unread').catch(() => undefined)
      one.state = 'waiting'
      const pauseMs = one.retryMs
      one.retryMs = Math.min(LONGEST_RETRY_MS, one.retryMs * 3)
      return pauseMs
    }
  }

  /** Writes down that a hole was read up to a moment, and what cannot be known of it. */
  const settle = async (
    { space: { community, id: space } }: SpaceReading,
    hole: Span,
    toAt: number,
    isAway: boolean,
  ): Promise<void> => {
    if (toAt <= hole.fromAt) return
    const stretch: Stretch = { community, space, fromAt: hole.fromAt, toAt }
    // The gap first: whoever is killed in between reads the hole once more, and still tells of it.
    if (isAway) await store.coverage.addGap({ ...stretch, reason: 'away' })
    await store.recording.coverAll([stretch])
  }

  const refuse = async (one: SpaceReading): Promise<void> => {
    one.state = 'noAccess'
    one.knownTo = null
    await note(one, 'noAccess')
  }

  /** Notes what of a space is missing up to now. */
  const note = async ({ space }: SpaceReading, reason: 'unread' | 'noAccess'): Promise<void> => {
    const { community, id, readFromAt } = space
    const covered = await store.coverage.covered(community, id)
    const fromAt = readFromAt ?? covered.at(-1)?.toAt ?? reader.now()
    for (const hole of uncovered({ fromAt, toAt: reader.now() }, covered))
      await store.coverage.addGap({ community, space: id, ...hole, reason })
  }

  return { catchUp, refuse }
}

function isOvertaken(goOn: () => void): boolean {
  try {
    goOn()
    return false
  } catch {
    return true
  }
}

/** A space of which nothing is read yet. */
export const fresh = (space: BoundSpace): SpaceReading => ({
  space,
  state: 'waiting',
  knownTo: null,
  messages: 0,
  readTo: null,
  retryMs: FIRST_RETRY_MS,
})
