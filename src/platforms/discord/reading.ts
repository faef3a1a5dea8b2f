/**
 * What is read of every server, and how far: which channels are bound, whether they have been caught up with, and the
 * moment up to which everything heard is committed. After every READY that is no resume, and after an outage, each bound
 * space is read from where it was known; only then does what is heard live extend what is known of it.
 */
import { partsOf, type Span, uncovered } from '../../core/coverage.ts'
import type { CommunityId } from '../../core/ids.ts'
import type { ReadingProgress } from '../../core/place.ts'
import type { BoundSpace, Store, Stretch, Workspace } from '../../core/ports.ts'
import type { Recorder } from '../platform.ts'
import { type CatchUpTools, readHole } from './catch-up.ts'
import type { PlatformClock } from './clock.ts'
import { type DiscordHistory, isNoAccess } from './history.ts'
import { holds, maySee, PERMISSION, permissionsIn } from './permissions.ts'
import type { Server, Servers } from './servers.ts'
import type { WireChannel } from './wire.ts'

/** Spaces of a server that are read side by side: requests wait for answers more than for the budget. */
const SIDE_BY_SIDE = 4
const FIRST_RETRY_MS = 5_000
const LONGEST_RETRY_MS = 10 * 60_000
/** How far a live stretch is written down behind the present: at a stop the rest follows. */
const WRITE_DOWN_EVERY_MS = 15_000
/** A long history is known part by part, so that a stop in the middle does not begin it again. */
const PART_MS = 30 * 86_400_000
/** How often what is bound is looked up again: another process may have changed it. */
const LOOK_AGAIN_EVERY_MS = 60_000

/** One bound channel and how far it is. */
interface SpaceReading {
  space: BoundSpace
  state: ReadingProgress['state']
  /** The moment up to which all is known; null until it is caught up with. */
  knownTo: number | null
  messages: number
  readTo: number | null
  retryMs: number
}

/** One server that the bot is in. */
interface ServerReading {
  readonly workspace: Workspace
  readonly spaces: Map<string, SpaceReading>
  /** Counts the runs: one that was overtaken ends by itself. */
  run: number
  /** The youngest moment of Discord's that was heard live since the last READY. */
  heardTo: number
  /** Whether something heard could not be taken, so that it must be read again. */
  isLeaky: boolean
  /** Channels whose events wait until it is known what channel they are: nothing is known of that time yet. */
  holding: number
}

export interface ReadingOptions {
  readonly store: Pick<Store, 'recording' | 'coverage' | 'communities'>
  readonly recorder: Recorder
  readonly history: DiscordHistory
  readonly servers: Servers
  readonly clock: PlatformClock
  readonly now: () => number
  readonly log: {
    info(details: object, message: string): void
    warn(details: object, message: string): void
  }
}

export interface Reading {
  /** The space that a channel is bound as; null where it is not. */
  bound(server: string, channel: string): BoundSpace | null
  workspace(server: string): Workspace | null
  /** A server is there: looks up what is bound in it, and catches up. */
  enter(server: string): Promise<void>
  /** A server is out of hearing: what follows must be caught up with. */
  leave(server: string): void
  /** Something of a server was heard, of this moment. */
  heard(server: string, at: number): void
  /** Something heard could not be taken: it is to be read again. */
  leak(server: string): void
  /** So many channels more, or fewer, have events that are not taken yet. */
  hold(server: string, change: 1 | -1): void
  /** Looks up again what is bound, and begins to read what is new or was refused before. */
  lookAgain(server: string): Promise<void>
  progress(community: CommunityId): readonly ReadingProgress[]
  /** Whether every bound space of every server is caught up with or may not be read. */
  isCaughtUp(): boolean
  /** Writes down how far everything is known, and reads no more. */
  stop(): Promise<void>
}

/** Thrown inside a run that another one has overtaken. */
class Overtaken extends Error {}

export function createReading(options: ReadingOptions): Reading {
  const { store, recorder, history, servers, clock, now, log } = options
  const readings = new Map<string, ServerReading>()
  const retries = new Set<NodeJS.Timeout>()
  let isStopped = false
  /** Writing down waits for as long as the database takes nothing. */
  let isWriting = false

  const lookUp = async (reading: ServerReading): Promise<void> => {
    const bound = await store.communities.boundSpaces(reading.workspace.id)
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
  const catchUp = async (id: string, reading: ServerReading): Promise<void> => {
    const { run } = reading
    const goOn = (): void => {
      if (isStopped || reading.run !== run || readings.get(id) !== reading) throw new Overtaken()
    }
    /** A space that was taken off meanwhile is read no further: what is read of it is not recorded. */
    const goOnWith = (one: SpaceReading) => (): void => {
      goOn()
      if (!isStillRead(reading, one)) throw new Overtaken()
    }
    let active: Promise<readonly WireChannel[]> | null = null
    const activeThreads = (): Promise<readonly WireChannel[]> => {
      active ??= history.activeThreads(id).then((threads) => {
        for (const thread of threads) servers.takeChannel(id, thread)
        return threads
      })
      return active
    }
    try {
      await refreshOwnRoles(id)
      goOn()
    } catch (error) {
      if (error instanceof Overtaken) return
      log.warn({ err: error, server: id }, 'the bot’s own roles could not be read')
    }
    const waiting = [...reading.spaces.values()].filter((one) => one.state === 'waiting')
    for (const one of waiting) one.state = 'reading'
    const work = async (): Promise<void> => {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift())
        await catchUpSpace(id, reading, one, { goOn: goOnWith(one), activeThreads })
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
  }

  /** The member events that would tell are not sent without a privileged intent. */
  const refreshOwnRoles = async (id: string): Promise<void> => {
    const own = servers.ownId()
    if (own !== null) servers.setOwnRoles(id, (await history.member(id, own)).roles)
  }

  const catchUpSpace = async (
    id: string,
    reading: ServerReading,
    one: SpaceReading,
    run: Pick<CatchUpTools, 'goOn' | 'activeThreads'>,
  ): Promise<void> => {
    try {
      run.goOn()
      const channel = readableChannel(servers, id, one.space.externalId)
      if (channel === null) return await refuse(one)
      const { community, id: space, readFromAt } = one.space
      const covered = await store.coverage.covered(community, space)
      const wantedFrom = readFromAt ?? covered.at(-1)?.toAt ?? clock.now()
      let knownTo = clock.now()
      const wanted = { fromAt: wantedFrom, toAt: Number.POSITIVE_INFINITY }
      for (const hole of uncovered(wanted, covered)) {
        const isAway = covered.some((span) => span.toAt <= hole.fromAt)
        for (const part of partsOf(hole, PART_MS, clock.now())) {
          const toAt = await readHole(one.space, channel.type, part, !isAway || part.fromAt > hole.fromAt, {
            ...run,
            store,
            history,
            servers,
            now,
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
    } catch (error) {
      if (error instanceof Overtaken || isStopped || isOvertaken(run.goOn)) return
      if (isNoAccess(error)) return await refuse(one)
      log.warn(
        { err: error, server: id, space: one.space.id },
        'a space could not be caught up with; trying again',
      )
      await note(one, 'unread').catch(() => undefined)
      one.state = 'waiting'
      later(one.retryMs, () => void begin(id, reading))
      one.retryMs = Math.min(LONGEST_RETRY_MS, one.retryMs * 3)
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
    await store.recording.coverAll([stretch])
    if (isAway) await store.coverage.addGap({ ...stretch, reason: 'away' })
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
    const fromAt = readFromAt ?? covered.at(-1)?.toAt ?? clock.now()
    for (const hole of uncovered({ fromAt, toAt: clock.now() }, covered))
      await store.coverage.addGap({ community, space: id, ...hole, reason })
  }

  const begin = async (id: string, reading: ServerReading): Promise<void> => {
    try {
      await catchUp(id, reading)
    } catch (error) {
      log.warn({ err: error, server: id }, 'catching up failed; trying again')
      for (const one of reading.spaces.values()) if (one.state === 'reading') one.state = 'waiting'
      later(FIRST_RETRY_MS, () => void begin(id, reading))
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
      if (readableChannel(servers, id, one.space.externalId) === null) {
        await refuse(one)
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
  const mend = (id: string, reading: ServerReading): void => {
    reading.isLeaky = false
    restart(reading)
    void begin(id, reading)
  }

  const restart = (reading: ServerReading): void => {
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
      if (one.state === 'noAccess' && readableChannel(servers, id, one.space.externalId) !== null)
        one.state = 'waiting'
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
    bound: (server, channel) => readings.get(server)?.spaces.get(channel)?.space ?? null,
    workspace: (server) => readings.get(server)?.workspace ?? null,
    enter: async (id) => {
      const server = servers.all.get(id)
      if (server === undefined || isStopped) return
      const workspace = await workspaceOf(store, server)
      const known = readings.get(id)
      const reading = known ?? {
        workspace,
        spaces: new Map(),
        run: 0,
        heardTo: 0,
        isLeaky: false,
        holding: 0,
      }
      readings.set(id, reading)
      restart(reading)
      await lookUp(reading)
      void begin(id, reading)
    },
    leave: (id) => {
      const reading = readings.get(id)
      if (reading !== undefined) restart(reading)
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
const isStillRead = (reading: ServerReading | undefined, one: SpaceReading): boolean =>
  reading?.spaces.get(one.space.externalId) === one

function isOvertaken(goOn: () => void): boolean {
  try {
    goOn()
    return false
  } catch {
    return true
  }
}

const fresh = (space: BoundSpace): SpaceReading => ({
  space,
  state: 'waiting',
  knownTo: null,
  messages: 0,
  readTo: null,
  retryMs: FIRST_RETRY_MS,
})

/** The workspace of a server, with its present name, and back if it had put the bot out. */
async function workspaceOf(store: ReadingOptions['store'], server: Server): Promise<Workspace> {
  const known = await store.communities.workspaceBy('discord', server.id)
  const workspace =
    known?.name === server.name
      ? known
      : await store.communities.workspace({ platform: 'discord', externalId: server.id, name: server.name })
  if (workspace.removedAt !== null) await store.communities.setRemoved(workspace.id, null)
  return workspace
}

/** A channel whose history the bot may read; null where it may not, or where there is none of that id. */
function readableChannel(servers: Servers, server: string, id: string): { readonly type: number } | null {
  const guild = servers.all.get(server)
  const channel = guild?.channels.get(id)
  const own = servers.ownId()
  if (guild === undefined || channel === undefined || own === null) return null
  const held = permissionsIn(guild, channel.overwrites, { id: own, roles: guild.ownRoles })
  return maySee(held, channel.type) && holds(held, PERMISSION.readMessageHistory) ? channel : null
}
