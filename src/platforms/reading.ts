/**
 * What is read of every workspace, and how far, the same for every platform: which channels are bound, whether they have
 * been caught up with, and the moment up to which everything heard is committed. After every beginning that is no
 * continuation each bound space is read from where it was known; only then does what is heard live extend it.
 */
import type { Platform } from '../core/activity.ts'
import type { CommunityId } from '../core/ids.ts'
import type { ReadingProgress } from '../core/place.ts'
import type { BoundSpace, Store, Stretch, Workspace } from '../core/ports.ts'
import type { Recorder } from './platform.ts'
import { createSpaceReader, fresh, Overtaken, type Reader, type SpaceReading } from './space-reading.ts'

/** Spaces of a workspace that are read side by side: requests wait for answers more than for the budget. */
const SIDE_BY_SIDE = 4
/** After a run that failed as a whole. */
const RETRY_MS = 5_000
/** How far a live stretch is written down behind the present: at a stop the rest follows. */
const WRITE_DOWN_EVERY_MS = 15_000
/** How often what is bound is looked up again: another process may have changed it. */
const LOOK_AGAIN_EVERY_MS = 60_000

/** One workspace that the bot is in. */
interface WorkspaceReading {
  readonly workspace: Workspace
  /** Whether the bot is in it, and hears it. */
  isHere: boolean
  readonly spaces: Map<string, SpaceReading>
  /** Counts the runs: one that was overtaken ends by itself. */
  run: number
  /** The youngest moment of the platform's that was heard live since the last beginning. */
  heardTo: number
  /** Whether something heard could not be taken, so that it must be read again. */
  isLeaky: boolean
  /** Channels whose events wait until it is known what channel they are: nothing is known of that time yet. */
  holding: number
}

export interface ReadingOptions {
  readonly store: Pick<Store, 'recording' | 'coverage' | 'communities'>
  readonly recorder: Recorder
  readonly reader: Reader
  readonly log: {
    info(details: object, message: string): void
    warn(details: object, message: string): void
  }
}

export interface Reading {
  /** The space that a channel is bound as; null where it is not. */
  bound(workspace: string, channel: string): BoundSpace | null
  workspace(externalId: string): Workspace | null
  /** A workspace is there: looks up what is bound in it, and catches up. */
  enter(workspace: string): Promise<void>
  /** A workspace is out of hearing: what follows must be caught up with. */
  leave(workspace: string): void
  /** Something of a workspace was heard, of this moment. */
  heard(workspace: string, at: number): void
  /** Something heard could not be taken: it is to be read again. */
  leak(workspace: string): void
  /** So many channels more, or fewer, have events that are not taken yet. */
  hold(workspace: string, change: 1 | -1): void
  /** Looks up again what is bound, and begins to read what is new or was refused before. */
  lookAgain(workspace: string): Promise<void>
  progress(community: CommunityId): readonly ReadingProgress[]
  /** Whether every bound space of every workspace is caught up with or may not be read. */
  isCaughtUp(): boolean
  /** Writes down how far everything is known, and reads no more. */
  stop(): Promise<void>
}

export function createReading(options: ReadingOptions): Reading {
  const { store, recorder, reader, log } = options
  const spaces = createSpaceReader({ store, reader, log })
  const readings = new Map<string, WorkspaceReading>()
  const retries = new Set<NodeJS.Timeout>()
  let isStopped = false
  /** Writing down waits for as long as the database takes nothing. */
  let isWriting = false

  const lookUp = async (reading: WorkspaceReading): Promise<void> => {
    const bound = await store.communities.boundSpaces(reading.workspace.id)
    // Somebody with another token may have taken it for one that nobody serves.
    if (reading.isHere && bound.some((space) => space.workspace.removedAt !== null))
      await store.communities.setRemoved(reading.workspace.id, null)
    const ids = new Set(bound.map((one) => one.externalId))
    for (const id of [...reading.spaces.keys()]) if (!ids.has(id)) reading.spaces.delete(id)
    for (const space of bound) {
      const known = reading.spaces.get(space.externalId)
      // Wanted from earlier on, or of another community by now: to be read anew.
      const isSame = known?.space.id === space.id && known.space.readFromAt === space.readFromAt
      if (known !== undefined && isSame) known.space = space
      else reading.spaces.set(space.externalId, fresh(space))
    }
  }

  /** Reads every space of a server that waits. */
  const catchUp = async (id: string, reading: WorkspaceReading): Promise<void> => {
    const { run } = reading
    const goOn = (): void => {
      if (isStopped || reading.run !== run || readings.get(id) !== reading) throw new Overtaken()
    }
    /** A space that was taken off meanwhile is read no further: what is read of it is not recorded. */
    const goOnWith = (one: SpaceReading) => (): void => {
      goOn()
      if (!isStillRead(reading, one)) throw new Overtaken()
    }
    try {
      await reader.refresh(id)
      goOn()
    } catch (error) {
      if (error instanceof Overtaken) return
      log.warn({ err: error, workspace: id }, 'what the bot may do could not be read')
    }
    const readHole = reader.begin(id)
    const waiting = [...reading.spaces.values()].filter((one) => one.state === 'waiting')
    for (const one of waiting) one.state = 'reading'
    const work = async (): Promise<void> => {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift())
        await read(id, reading, one, { goOn: goOnWith(one), readHole })
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
  }

  const read = async (
    id: string,
    reading: WorkspaceReading,
    one: SpaceReading,
    run: Parameters<typeof spaces.catchUp>[2],
  ): Promise<void> => {
    const pauseMs = await spaces.catchUp(id, one, run)
    if (pauseMs !== null) later(pauseMs, () => void begin(id, reading))
  }

  const begin = async (id: string, reading: WorkspaceReading): Promise<void> => {
    try {
      await catchUp(id, reading)
    } catch (error) {
      log.warn({ err: error, workspace: id }, 'catching up failed; trying again')
      for (const one of reading.spaces.values()) if (one.state === 'reading') one.state = 'waiting'
      later(RETRY_MS, () => void begin(id, reading))
    }
  }

  const later = (ms: number, work: () => void): void => {
    if (isStopped) return
    const timer = setTimeout(() => {
      retries.delete(timer)
      work()
    }, ms)
    retries.add(timer)
  }

  /** Extends what is known by what was heard and is committed. */
  const writeDown = async (): Promise<void> => {
    const marks = [...readings].flatMap(([id, reading]) =>
      reading.isLeaky || reading.holding > 0
        ? []
        : [...reading.spaces.values()].map((one) => ({ id, one, to: reading.heardTo })),
    )
    await recorder.settled()
    const stretches: (Stretch & { readonly one: SpaceReading })[] = []
    for (const { id, one, to } of marks) {
      if (one.state !== 'done' || one.knownTo === null || !isStillRead(readings.get(id), one)) continue
      if (!reader.mayRead(id, one.space.externalId)) {
        await spaces.refuse(one)
        continue
      }
      if (to <= one.knownTo) continue
      const { community, id: space } = one.space
      stretches.push({ one, community, space, fromAt: one.knownTo, toAt: to })
    }
    if (stretches.length > 0)
      await store.recording.coverAll(stretches.map(({ one: _reading, ...stretch }) => stretch))
    // Only now: what could not be written down is written down the next time.
    for (const { one, fromAt, toAt } of stretches) if (one.knownTo === fromAt) one.knownTo = toAt
    for (const [id, reading] of readings) if (reading.isLeaky) mend(id, reading)
  }

  /** Something was dropped for want of room; now that there is room, everything is read again from where it was known. */
  const mend = (id: string, reading: WorkspaceReading): void => {
    reading.isLeaky = false
    restart(reading)
    void begin(id, reading)
  }

  const restart = (reading: WorkspaceReading): void => {
    reading.run += 1
    reading.heardTo = 0
    for (const one of reading.spaces.values()) {
      one.state = 'waiting'
      one.knownTo = null
    }
  }

  const lookAgain = async (id: string): Promise<void> => {
    const reading = readings.get(id)
    if (reading === undefined || isStopped) return
    await lookUp(reading)
    for (const one of reading.spaces.values())
      if (one.state === 'noAccess' && reader.mayRead(id, one.space.externalId)) one.state = 'waiting'
    if ([...reading.spaces.values()].some((one) => one.state === 'waiting')) void begin(id, reading)
  }

  const quietly = (work: () => Promise<unknown>, what: string) => (): void => {
    work().catch((error: unknown) => log.warn({ err: error }, what))
  }
  // Neither keeps a process alive that could not connect.
  const ticking = [
    setInterval(() => {
      if (isWriting) return
      isWriting = true
      quietly(
        () =>
          writeDown().finally(() => {
            isWriting = false
          }),
        'what is known could not be written down',
      )()
    }, WRITE_DOWN_EVERY_MS),
    setInterval(
      quietly(() => Promise.all([...readings.keys()].map(lookAgain)), 'what is bound could not be looked up'),
      LOOK_AGAIN_EVERY_MS,
    ),
  ]
  for (const timer of ticking) timer.unref()

  return {
    bound: (workspace, channel) => readings.get(workspace)?.spaces.get(channel)?.space ?? null,
    workspace: (externalId) => readings.get(externalId)?.workspace ?? null,
    enter: async (id) => {
      const name = reader.nameOf(id)
      if (name === null || isStopped) return
      const workspace = await workspaceOf(store, reader.platform, id, name)
      const known = readings.get(id)
      const reading = known ?? {
        workspace,
        isHere: true,
        spaces: new Map(),
        run: 0,
        heardTo: 0,
        isLeaky: false,
        holding: 0,
      }
      reading.isHere = true
      restart(reading)
      // Nothing that is heard may be taken for unbound before it is known what is bound.
      if (known === undefined) await lookUp(reading)
      readings.set(id, reading)
      if (known !== undefined) await lookUp(reading)
      void begin(id, reading)
    },
    leave: (id) => {
      const reading = readings.get(id)
      if (reading === undefined) return
      reading.isHere = false
      restart(reading)
    },
    heard: (id, at) => {
      const reading = readings.get(id)
      if (reading !== undefined && at > reading.heardTo) reading.heardTo = at
    },
    leak: (id) => {
      const reading = readings.get(id)
      if (reading !== undefined) reading.isLeaky = true
    },
    hold: (id, change) => {
      const reading = readings.get(id)
      if (reading !== undefined) reading.holding += change
    },
    lookAgain,
    progress: (community) =>
      [...readings.values()].flatMap(({ spaces }) =>
        [...spaces.values()]
          .filter((one) => one.space.community === community)
          .map(({ space, state, messages, readTo }) => ({
            channel: space.externalId,
            state,
            messages,
            readTo,
          })),
      ),
    isCaughtUp: () =>
      [...readings.values()].every(({ spaces }) =>
        [...spaces.values()].every((one) => one.state === 'done' || one.state === 'noAccess'),
      ),
    stop: async () => {
      for (const timer of ticking) clearInterval(timer)
      try {
        await writeDown()
      } finally {
        isStopped = true
        for (const timer of retries) clearTimeout(timer)
      }
    },
  }
}

/** False for a space that was taken off, or is read anew. */
const isStillRead = (reading: WorkspaceReading | undefined, one: SpaceReading): boolean =>
  reading?.spaces.get(one.space.externalId) === one

/** The workspace with its present name, and back if it had put the bot out. */
async function workspaceOf(
  { communities }: ReadingOptions['store'],
  platform: Platform,
  externalId: string,
  name: string,
): Promise<Workspace> {
  const known = await communities.workspaceBy(platform, externalId)
  const workspace = known?.name === name ? known : await communities.workspace({ platform, externalId, name })
  if (workspace.removedAt !== null) await communities.setRemoved(workspace.id, null)
  return workspace
}
