/** Opens the store that DATABASE_URL names: a file, memory, or a Postgres server. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { eq } from 'drizzle-orm'
import { Refusal } from '../core/errors.ts'
import type { PersonPort, Store } from '../core/ports.ts'
import { actPort } from './acts.ts'
import { IN_MEMORY } from './backup-sqlite.ts'
import { boardPort } from './boards.ts'
import { bookPort } from './book.ts'
import { cohortPort } from './cohorts.ts'
import { communityPort } from './communities.ts'
import { coveragePort } from './coverage.ts'
import { type Applied, applyDecisions, noteDecisions } from './decisions.ts'
import { type Decision, type DecisionsFile, decisionsFile } from './decisions-file.ts'
import type { Engine } from './engine.ts'
import { openPostgres } from './engine-postgres.ts'
import { openSqlite } from './engine-sqlite.ts'
import { historyPort } from './history.ts'
import { keptPort } from './kept.ts'
import { type Keyring, keyringOf } from './keys.ts'
import { learningPort } from './learning.ts'
import { leasesOf } from './leases.ts'
import { outboxPort } from './outbox.ts'
import { peoplePort } from './people.ts'
import { communitiesOnFile, peopleOnFile } from './people-on-file.ts'
import { problemPort } from './problems.ts'
import { recordingPort } from './recording.ts'
import { repertoirePort } from './repertoire.ts'
import { retentionPort } from './retention.ts'
import { schedulePort } from './schedules.ts'
import { sessionPort } from './sessions.ts'
import { thanksPort } from './thanks.ts'
import { waitingPort } from './waiting.ts'
import { wordPort } from './words.ts'

export interface StoreOptions {
  readonly url: string
  /** What identities are encrypted with; the same database always wants the same one. */
  readonly secret: string
  /** How long SQLite waits for another process that writes, the thread standing still; half a minute unless told. */
  readonly busyTimeoutMs?: number
  /**
   * The file that keeps who erased themselves or paused; null for none. Beside the database unless told; a database on a
   * server or in memory has none then.
   */
  readonly decisions?: string | null
  /** Told how many people were not yet erased or paused in a database that was put back, and now are. */
  readonly onDecided?: (applied: Applied) => void
}

/** Opens a store. Refuses (`Refusal`) what cannot be opened, with what to do about it. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const engine = await openEngine(options.url, options.busyTimeoutMs)
  const keys = keyringOf(options.secret)
  const file = decisionsOf(options)
  const communities = communityPort(engine)
  const people = peoplePort(engine, keys)
  try {
    await checkKey(engine, keys)
    if (file !== null) {
      const applied = await bringTogether(engine, keys, people, file)
      options.onDecided?.(applied)
    }
  } catch (error) {
    await engine.close()
    throw error
  }
  const history = historyPort(engine)
  return {
    communities: file === null ? communities : communitiesOnFile(communities, engine, file),
    recording: recordingPort(engine, keys),
    history,
    waiting: waitingPort(engine),
    people: file === null ? people : peopleOnFile(people, engine, file),
    repertoire: repertoirePort(engine),
    words: wordPort(engine),
    learning: learningPort(engine),
    thanks: thanksPort(engine),
    problems: problemPort(engine),
    books: bookPort(engine),
    acts: actPort(engine),
    cohorts: cohortPort(engine, keys),
    retention: retentionPort(engine, history),
    coverage: coveragePort(engine),
    schedules: schedulePort(engine),
    outbox: outboxPort(engine),
    boards: boardPort(engine),
    kept: keptPort(engine),
    sessions: sessionPort(engine),
    leases: leasesOf(options.url),
    backup: (file, onProgress = () => undefined) => engine.backup(path.resolve(file), onProgress),
    close: () => engine.close(),
  }
}

/** The engine alone, brought up to date; for the store, and for tests that look at the tables. */
export function openEngine(url: string, busyTimeoutMs?: number): Promise<Engine> {
  if (url === IN_MEMORY) return openSqlite(IN_MEMORY, busyTimeoutMs)
  if (url.startsWith('postgres://') || url.startsWith('postgresql://')) return openPostgres(url)
  if (url.startsWith('file:')) return openSqlite(databaseFile(url), busyTimeoutMs)
  throw new Refusal(
    'DATABASE_URL is neither a file nor a Postgres server. Write it as file:data/commonplace.db or as postgres://name:password@host/database, or leave it out.',
  )
}

/** The path in a `file:` address: `file:///absolute`, `file:/absolute` and `file:relative` are all paths. */
export function databaseFile(url: string): string {
  return url.startsWith('file://') ? fileURLToPath(url) : path.resolve(url.slice('file:'.length))
}

/** Where the decisions of a database are kept: beside its file. */
export const decisionsBeside = (database: string): string => `${database}.decisions`

/** A database on a server has no folder: its decisions are kept where the program keeps what it makes. */
export const serverDecisions = (dataFolder: string): string => path.join(dataFolder, 'commonplace.decisions')

function decisionsOf({ url, decisions }: StoreOptions): DecisionsFile | null {
  const beside = url.startsWith('file:') ? decisionsBeside(databaseFile(url)) : null
  const file = decisions === undefined ? beside : decisions
  return file === null ? null : decisionsFile(file)
}

/** A database that was put back learns what was decided since; a file that was lost is written anew. */
async function bringTogether(
  engine: Engine,
  keys: Keyring,
  people: PersonPort,
  file: DecisionsFile,
): Promise<Applied> {
  const applied = await applyDecisions(engine, keys, people, readDecisions(file))
  // A file that cannot be written keeps nobody from being served; `commonplace doctor` tells of it.
  await noteDecisions(engine, file).catch(() => undefined)
  return applied
}

function readDecisions(file: DecisionsFile): readonly Decision[] {
  try {
    return file.read()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Refusal(
      `Who erased themselves stands in ${file.path}, and it cannot be read (${reason}). Let the program read it.`,
    )
  }
}

async function checkKey(engine: Engine, keys: Keyring): Promise<void> {
  const { setting } = engine.tables
  const [known] = await engine.db.select().from(setting).where(eq(setting.name, 'keyFingerprint'))
  const stored =
    known?.value ??
    (await engine.write(async ({ db }) => {
      await db
        .insert(setting)
        .values({ name: 'keyFingerprint', value: keys.fingerprint })
        .onConflictDoNothing()
      const [row] = await db.select().from(setting).where(eq(setting.name, 'keyFingerprint'))
      return row?.value
    }))
  if (stored !== keys.fingerprint)
    throw new Refusal(
      'This database was made with another key. Set COMMONPLACE_KEY to that key, or put its commonplace.key back into the data folder: without it nobody could be recognised.',
    )
}
