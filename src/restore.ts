/**
 * Putting a backup back: the composition root of `commonplace restore`. What was posted since the backup was made is
 * looked for before it is posted again.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from './core/errors.ts'
import type { Store } from './core/ports.ts'
import type { Words } from './core/words/words.ts'
import { runDueSchedules } from './jobs/scheduler.ts'
import { IN_MEMORY } from './store/backup-sqlite.ts'
import type { Applied } from './store/decisions.ts'
import { decisionsFile } from './store/decisions-file.ts'
import { databaseFile, decisionsBeside, openStore } from './store/open.ts'
import { restoreLines } from './store/postgres-tools.ts'
import { restoreSqlite } from './store/restore-sqlite.ts'

export interface RestoreCommand {
  readonly url: string
  readonly secret: string
  /** Where a database on a server keeps its decisions. */
  readonly serverDecisions: string
  /** The backup; null to apply decisions alone. */
  readonly file: string | null
  /** A copy of a file of decisions to be taken in too; null for none. */
  readonly decisions: string | null
  readonly now: number
  readonly words: Words
  onProgress(label: string, share: number): void
}

/** Does what was asked and returns what to say. Throws a `Refusal` where it cannot be done; nothing is changed then. */
export async function runRestore(command: RestoreCommand): Promise<readonly string[]> {
  const { url, secret, file, decisions, now, words, onProgress } = command
  const say = words.restore
  if (file === null && decisions === null) throw new Refusal(say.refused.nothingNamed)
  const isFile = url.startsWith('file:')
  if (file !== null && /^postgres(ql)?:/.test(url))
    throw new Refusal(say.postgres.restore(restoreLines(url, file)))
  // Refuses what is no address of a database.
  if (!isFile && url !== IN_MEMORY) await (await openStore({ url, secret })).close()
  const kept = isFile ? decisionsBeside(databaseFile(url)) : command.serverDecisions
  if (decisions !== null) takeIn(decisions, kept, words)
  if (file === null) return [say.decided(await decide(url, secret, kept))]
  let knownTo: string | null = null
  const database = isFile ? databaseFile(url) : url
  const restored = await restoreSqlite({
    ...{ database, file, secret, now, words: say },
    onProgress: (step, share) => onProgress(say.step[step], share),
    prepare: async (store) => {
      await lookBeforePosting(store, now)
      knownTo = await readUpTo(store)
    },
  })
  return [...say.done({ database, knownTo, ...restored }), say.decided(restored.applied)]
}

/** Takes a copy of a file of decisions into the one that counts here. */
function takeIn(given: string, kept: string, { restore }: Words): void {
  const lines = decisionsFile(given).read()
  if (lines.length === 0) throw new Refusal(restore.refused.noDecisions(given))
  if (path.resolve(given) !== path.resolve(kept)) decisionsFile(kept).append(lines)
}

/** Applies the decisions to the database as it is. */
async function decide(url: string, secret: string, decisions: string): Promise<Applied> {
  if (url.startsWith('file:') && !existsSync(databaseFile(url))) return { erased: 0, paused: 0 }
  let applied: Applied = { erased: 0, paused: 0 }
  const store = await openStore({
    ...{ url, secret, decisions },
    onDecided: (found) => {
      applied = found
    },
  })
  await store.close()
  return applied
}

/** A post whose slot has come since the backup may have been made by the database that was there. */
async function lookBeforePosting(store: Store, now: number): Promise<void> {
  await runDueSchedules(store, now)
  for (const entry of await store.outbox.open())
    if (entry.triedAt === null) await store.outbox.trying(entry.id, entry.slotAt)
}

/** Up to when the live channels have been read, as it is told; null where none has been. */
async function readUpTo(store: Store): Promise<string | null> {
  let latest: number | null = null
  for (const { id } of await store.communities.list())
    for (const space of await store.communities.spaces(id))
      if (space.isBound && space.readFromAt !== null)
        for (const { toAt } of await store.coverage.covered(id, space.id))
          latest = Math.max(latest ?? toAt, toAt)
  return latest === null ? null : `${new Date(latest).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
