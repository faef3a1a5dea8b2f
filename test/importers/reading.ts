/** What an importer makes of an export, gathered for tests. */

import type { Activity } from '../../src/core/activity.ts'
import type { FailedFile } from '../../src/core/import-report.ts'
import { findsNothing } from '../../src/core/vocabulary/finder.ts'
import { BrokenFile } from '../../src/importers/broken-file.ts'
import { count, type HistorySpace, type Tally } from '../../src/importers/history.ts'
import { describeBreak } from '../../src/importers/json-file.ts'
import { openHistory } from '../../src/importers/open-history.ts'
import { openSource } from '../../src/importers/source.ts'

export interface Gathered {
  readonly kind: string
  readonly activities: readonly Activity[]
  /** By id. */
  readonly spaces: ReadonlyMap<string, HistorySpace>
  readonly listed: readonly string[]
  readonly skipped: Readonly<Record<string, number>>
  readonly failed: readonly FailedFile[]
}

/** Reads every file of an export. */
export async function gather(path: string): Promise<Gathered> {
  const source = await openSource(path)
  try {
    const history = await openHistory(source, path, findsNothing)
    const activities: Activity[] = []
    const spaces = new Map<string, HistorySpace>()
    const skipped: Tally = new Map(history.skipped)
    const failed = [...source.refused, ...history.failed]
    for (const file of history.files) {
      const told: Activity[] = []
      const left: Tally = new Map()
      try {
        for await (const batch of file.read(left)) {
          spaces.set(batch.space.externalId, batch.space)
          told.push(...batch.activities)
        }
        activities.push(...told)
        for (const [reason, times] of left) count(skipped, reason, times)
      } catch (error) {
        if (!(error instanceof BrokenFile)) throw error
        failed.push({ file: file.entry.path, reason: await describeBreak(file.entry, error) })
      }
    }
    const listed = history.listedSpaces.map((space) => space.externalId)
    return { kind: history.kind, activities, spaces, listed, skipped: Object.fromEntries(skipped), failed }
  } finally {
    await source.close()
  }
}
