/** What an importer makes of an export, the same for every platform: a list of files that tell activities. */

import type { Activity } from '../core/activity.ts'
import type { FailedFile } from '../core/import-report.ts'
import type { SourceEntry } from './source.ts'

/** A space as its platform knows it, and the workspace it is in. */
export interface HistorySpace {
  readonly externalId: string
  readonly name: string
  readonly workspace: HistoryWorkspace
}

/** A workspace as its platform knows it; the id is null where the export does not tell it. */
interface HistoryWorkspace {
  readonly externalId: string | null
  readonly name: string
}

/** A part of a file, in the order of the file. */
export interface HistoryBatch {
  readonly space: HistorySpace
  readonly activities: readonly Activity[]
  /** Bytes of the file read so far. */
  readonly readBytes: number
}

/** How often something was left out, by the reason: a kind of message, `bot`, `no_author` and the like. */
export type Tally = Map<string, number>

export const count = (tally: Tally, reason: string, times = 1): void => {
  tally.set(reason, (tally.get(reason) ?? 0) + times)
}

/** One file of history. */
export interface HistoryFile {
  readonly entry: SourceEntry
  /** The space that it tells of, where that is known before it is opened. */
  readonly space: HistorySpace | null
  /**
   * Reads it from the start; what is left out is counted in `skipped`. A file without messages yields one empty
   * batch; one that is no history of a space (direct messages, other JSON) yields none and is counted as skipped.
   * Throws `BrokenFile` where it cannot be read to its end: what came before is then to be dropped.
   */
  read(skipped: Tally): AsyncIterable<HistoryBatch>
}

export interface HistoryExport {
  readonly kind: 'slack' | 'discord'
  readonly files: readonly HistoryFile[]
  /** Spaces that the export lists even where no file tells of them. */
  readonly listedSpaces: readonly HistorySpace[]
  /** Files left out before any was opened, by reason. */
  readonly skipped: Tally
  /** Files that describe the export and cannot be read; the import goes on without them. */
  readonly failed: readonly FailedFile[]
  /** Every space that there is to pick from. Opens each file that does not tell by its place. */
  spaces(): Promise<readonly HistorySpace[]>
}
