/**
 * Takes the files of an export into the store, each whole or not at all. Small files are read to their end first and
 * then recorded many at a time; a file that outgrows its buffer is streamed inside one transaction, which is taken
 * back if the file turns out broken. So memory holds one buffer, whatever the size of the export.
 */
import type { Activity } from '../core/activity.ts'
import { Refusal } from '../core/errors.ts'
import type { WorkspaceId } from '../core/ids.ts'
import type { FailedFile } from '../core/import-report.ts'
import type { Community, Space, Store } from '../core/ports.ts'
import { BrokenFile } from '../importers/broken-file.ts'
import {
  count,
  type HistoryBatch,
  type HistoryFile,
  type HistorySpace,
  type Tally,
} from '../importers/history.ts'
import { describeBreak } from '../importers/json-file.ts'

/** Activities of one file that are held before the rest of it is streamed. */
const FILE_BUFFER_ACTIVITIES = 20_000
/** Activities recorded at a time. */
const BATCH_ACTIVITIES = 20_000

/** From the first to the last moment, both included; from is after to where there is none. */
export interface Span {
  fromAt: number
  toAt: number
}

export const emptySpan = (): Span => ({ fromAt: Number.POSITIVE_INFINITY, toAt: Number.NEGATIVE_INFINITY })

/** A space of the export that is bound, with what was read of it. */
interface TakenSpace {
  readonly space: Space
  /** Its messages. */
  readonly messages: Span
}

/** What has been taken in so far. */
export interface Taken {
  /** By the space's key, which is unique over all workspaces. */
  readonly spaces: Map<string, TakenSpace>
  /** Keys of the spaces that a file failed of. */
  readonly brokenSpaces: Set<string>
  readonly skipped: Tally
  readonly failed: FailedFile[]
  /** Whether a file failed before it told of which space it is. */
  hasUnplacedFailure: boolean
  /** Everything that has a time. */
  readonly all: Span
  files: number
  new: number
  known: number
}

export interface IntakeOptions {
  readonly store: Store
  readonly community: Community
  readonly now: number
  /** The workspace in the store that an export's workspace is. */
  workspaceOf(space: HistorySpace): Promise<WorkspaceId>
  isPicked(space: HistorySpace): boolean
}

export interface Intake {
  readonly taken: Taken
  /** Takes a file in, or names it in `failed`. `onBytes` is told how much of it has been read. */
  take(file: HistoryFile, onBytes: (readBytes: number) => void): Promise<void>
  /** Binds a space that the export lists, whether or not a file tells of it; names it in `failed` where it cannot be. */
  bindListed(space: HistorySpace): Promise<void>
  /** Records what is still held. */
  flush(): Promise<void>
}

/** A file on its way in. */
interface Draft {
  readonly batches: AsyncIterator<HistoryBatch>
  readonly skipped: Tally
  readonly messages: Span
  readonly all: Span
  buffer: Activity[]
  space: HistorySpace | null
}

export function createIntake(options: IntakeOptions): Intake {
  const { store, community, now } = options
  const taken: Taken = {
    spaces: new Map(),
    brokenSpaces: new Set(),
    skipped: new Map(),
    failed: [],
    hasUnplacedFailure: false,
    all: emptySpan(),
    files: 0,
    new: 0,
    known: 0,
  }
  /** Spaces that cannot be bound: told of with their files. */
  const refused = new Set<string>()
  let pending: Activity[] = []
  let pendingWorkspace: WorkspaceId | null = null

  const flush = async (): Promise<void> => {
    if (pendingWorkspace === null || pending.length === 0) return
    const activities = pending
    pending = []
    const recorded = await store.recording.record(pendingWorkspace, activities, now)
    taken.new += recorded.new
    taken.known += recorded.known
  }

  const keep = (space: HistorySpace, bound: Space): TakenSpace => {
    const kept = { space: bound, messages: taken.spaces.get(keyOf(space))?.messages ?? emptySpan() }
    taken.spaces.set(keyOf(space), kept)
    return kept
  }

  const bind = async (space: HistorySpace): Promise<TakenSpace> => {
    const known = taken.spaces.get(keyOf(space))
    if (known?.space.name === space.name) return known
    const workspace = await options.workspaceOf(space)
    return keep(space, await store.communities.bindSpace(community.id, workspace, nameOf(space)))
  }

  /** Adds what a file told, now that it is whole. */
  const settle = (draft: Draft, space: TakenSpace): void => {
    widen(space.messages, draft.messages)
    widen(taken.all, draft.all)
    for (const [reason, times] of draft.skipped) count(taken.skipped, reason, times)
    taken.files++
  }

  const takeSmall = async (draft: Draft, space: HistorySpace): Promise<void> => {
    const workspace = await options.workspaceOf(space)
    const bound = await bind(space)
    if (workspace !== pendingWorkspace) await flush()
    pendingWorkspace = workspace
    for (const activity of draft.buffer) pending.push(activity)
    settle(draft, bound)
    if (pending.length >= BATCH_ACTIVITIES) await flush()
  }

  const takeLarge = async (
    draft: Draft,
    space: HistorySpace,
    onBytes: (readBytes: number) => void,
  ): Promise<void> => {
    const workspace = await options.workspaceOf(space)
    await flush()
    const recorded = { new: 0, known: 0 }
    const bound = await store.recording.whole(workspace, now, async (recording) => {
      const record = async (activities: readonly Activity[]): Promise<void> => {
        const result = await recording.record(activities)
        recorded.new += result.new
        recorded.known += result.known
      }
      const inside = await recording.bindSpace(community.id, nameOf(space))
      do {
        await record(draft.buffer)
        draft.buffer = []
      } while (await fill(draft, BATCH_ACTIVITIES, onBytes))
      await record(draft.buffer)
      return inside
    })
    taken.new += recorded.new
    taken.known += recorded.known
    settle(draft, keep(space, bound))
  }

  const take = async (file: HistoryFile, onBytes: (readBytes: number) => void): Promise<void> => {
    const skipped: Tally = new Map()
    const batches = file.read(skipped)[Symbol.asyncIterator]()
    const draft: Draft = {
      batches,
      skipped,
      messages: emptySpan(),
      all: emptySpan(),
      buffer: [],
      space: file.space,
    }
    try {
      const isLarge = await fill(draft, FILE_BUFFER_ACTIVITIES, onBytes, options.isPicked)
      if (draft.space === null) for (const [reason, times] of skipped) count(taken.skipped, reason, times)
      else if (!options.isPicked(draft.space)) return
      else if (isLarge) await takeLarge(draft, draft.space, onBytes)
      else await takeSmall(draft, draft.space)
    } catch (error) {
      taken.failed.push({ file: file.entry.path, reason: await reasonOf(file, error) })
      if (draft.space === null) taken.hasUnplacedFailure = true
      else taken.brokenSpaces.add(keyOf(draft.space))
      if (draft.space !== null && error instanceof Refusal) refused.add(keyOf(draft.space))
    } finally {
      await batches.return?.()
    }
  }

  const bindListed = async (space: HistorySpace): Promise<void> => {
    if (refused.has(keyOf(space))) return
    try {
      await bind(space)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      taken.failed.push({ file: space.name, reason: error.message })
    }
  }

  return { taken, take, bindListed, flush }
}

/** Reads on until the buffer holds `limit` activities: true; or until the file ends or is none to be taken: false. */
async function fill(
  draft: Draft,
  limit: number,
  onBytes: (readBytes: number) => void,
  isPicked: (space: HistorySpace) => boolean = () => true,
): Promise<boolean> {
  while (draft.buffer.length < limit) {
    const { value, done } = await draft.batches.next()
    if (done === true) return false
    draft.space = value.space
    if (!isPicked(value.space)) return false
    onBytes(value.readBytes)
    for (const activity of value.activities) {
      draft.buffer.push(activity)
      if (activity.kind === 'message') include(draft.messages, activity.at)
      if ('at' in activity) include(draft.all, activity.at)
    }
  }
  return true
}

function include(span: Span, at: number): void {
  if (at < span.fromAt) span.fromAt = at
  if (at > span.toAt) span.toAt = at
}

/** Widens a span so that it holds another. */
export function widen(span: Span, other: Span): void {
  span.fromAt = Math.min(span.fromAt, other.fromAt)
  span.toAt = Math.max(span.toAt, other.toAt)
}

const nameOf = ({ externalId, name }: HistorySpace) => ({ externalId, name })

/** A space's id is unique in its workspace only. */
function keyOf(space: HistorySpace): string {
  return `${space.workspace.externalId ?? ''}/${space.externalId}`
}

/** What is wrong with a file, as a sentence; any other error is none of the file's and goes on. */
async function reasonOf(file: HistoryFile, error: unknown): Promise<string> {
  if (error instanceof Refusal) return error.message
  if (error instanceof BrokenFile) return describeBreak(file.entry, error)
  throw error
}
