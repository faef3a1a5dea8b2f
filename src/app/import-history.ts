/**
 * Reads the history that an export holds into a community, which is made where there is none of that name. Reading
 * the same export again adds nothing.
 */
import { isTimeZone } from '../core/calendar.ts'
import { Refusal } from '../core/errors.ts'
import type { ImportReport } from '../core/import-report.ts'
import type { Community, Store } from '../core/ports.ts'
import { finderOf, findsNothing } from '../core/vocabulary/finder.ts'
import type { HistoryExport, HistorySpace } from '../importers/history.ts'
import { openHistory } from '../importers/open-history.ts'
import { openSource } from '../importers/source.ts'
import { pickSpaces } from './import-channels.ts'
import { createIntake, type Intake } from './import-intake.ts'
import { reportImport } from './import-report.ts'
import { workspaceFinder } from './import-workspaces.ts'

/** How far an import has come. */
export interface ImportProgress {
  readonly doneBytes: number
  /** As the export declares its files. */
  readonly totalBytes: number
  /** The file that is being read. */
  readonly file: string
}

export interface ImportRequest {
  readonly store: Store
  /** Absolute path of a ZIP, a folder or a JSON file. */
  readonly path: string
  readonly community: string
  /** IANA name; null leaves it as it is, UTC for a community that is made. */
  readonly timeZone: string | null
  /** Names or ids of the channels to read, with or without `#`; null reads all. */
  readonly channels: readonly string[] | null
  /** Milliseconds since 1970, UTC: when retention begins to run for what is read in. */
  readonly now: number
  onProgress?(progress: ImportProgress): void
}

/**
 * Imports an export and tells what came of it; files that could not be read are in `failed`, and then the command
 * ends with status 1. Throws `Refusal` where the path, the community, its time zone or a channel is not as asked:
 * then nothing was written.
 */
export async function importHistory(request: ImportRequest): Promise<ImportReport> {
  const { store, timeZone } = request
  if (timeZone !== null && !isTimeZone(timeZone))
    throw new Refusal(`There is no time zone “${timeZone}”. Write it as in Europe/Paris or America/New_York.`)
  const source = await openSource(request.path)
  try {
    const known = await store.communities.byName(request.community)
    const find = known === null ? findsNothing : finderOf(await store.words.all(known.id))
    const history = await openHistory(source, request.path, find)
    const picked = request.channels === null ? null : pickSpaces(await history.spaces(), request.channels)
    const isPicked = (space: HistorySpace): boolean => picked === null || picked.has(space.externalId)
    const community = await findCommunity(request)
    const workspaceOf = workspaceFinder(store, history)
    const intake = createIntake({ store, community, now: request.now, workspaceOf, isPicked })
    intake.taken.failed.push(...source.refused, ...history.failed)
    for (const [reason, times] of history.skipped) intake.taken.skipped.set(reason, times)
    await takeFiles(request, history, intake, isPicked)
    for (const space of history.listedSpaces) if (isPicked(space)) await intake.bindListed(space)
    if (known === null) await forgetWhereNothingWasTaken(store, community, intake)
    await coverSpaces(request, community, intake)
    return await reportImport(store, community, history.kind, intake.taken)
  } finally {
    await source.close()
  }
}

/** An export of which nothing could be bound leaves no community behind; a single reason is told once, as the refusal. */
async function forgetWhereNothingWasTaken(
  store: Store,
  community: Community,
  { taken }: Intake,
): Promise<void> {
  const reasons = new Set(taken.failed.map((one) => one.reason))
  if (taken.spaces.size > 0 || reasons.size === 0) return
  await store.communities.removeIfEmpty(community.id)
  const [only] = reasons
  if (reasons.size === 1 && taken.failed.length > 1 && only !== undefined) throw new Refusal(only)
}

async function takeFiles(
  request: ImportRequest,
  history: HistoryExport,
  intake: Intake,
  isPicked: (space: HistorySpace) => boolean,
): Promise<void> {
  const files = history.files.filter(({ space }) => space === null || isPicked(space))
  const totalBytes = files.reduce((sum, { entry }) => sum + entry.sizeBytes, 0)
  let doneBytes = 0
  for (const file of files) {
    const { path, sizeBytes } = file.entry
    await intake.take(file, (readBytes) => {
      request.onProgress?.({ doneBytes: doneBytes + Math.min(readBytes, sizeBytes), totalBytes, file: path })
    })
    doneBytes += sizeBytes
    request.onProgress?.({ doneBytes, totalBytes, file: path })
  }
  await intake.flush()
}

/** The community of that name, made where there is none. */
async function findCommunity({ store, community: name, timeZone, now }: ImportRequest): Promise<Community> {
  const known = await store.communities.byName(name)
  if (known === null)
    return store.communities.create({ name, timeZone: timeZone ?? 'UTC', isLive: false, now })
  if (timeZone !== null && canonical(timeZone) !== canonical(known.timeZone))
    throw new Refusal(
      `The community “${known.name}” lives in ${known.timeZone}, and its days are counted so: leave out --timezone, or import into a community of another name.`,
    )
  return known
}

/** One name of a time zone that has several. */
function canonical(timeZone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
}

/** Says of each space of which every file was read that it is known from its first message to its last. */
async function coverSpaces(
  { store, now }: ImportRequest,
  community: Community,
  { taken }: Intake,
): Promise<void> {
  if (taken.hasUnplacedFailure) return
  const whole = [...taken.spaces]
    .filter(([key, { messages }]) => !taken.brokenSpaces.has(key) && messages.fromAt <= messages.toAt)
    .map(([, space]) => space)
  for (const workspace of new Set(whole.map(({ space }) => space.workspace.id)))
    await store.recording.whole(workspace, now, async (recording) => {
      for (const { space, messages } of whole)
        if (space.workspace.id === workspace)
          await recording.cover(community.id, space.id, messages.fromAt, messages.toAt)
    })
}
