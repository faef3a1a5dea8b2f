/** Looks at the database that DATABASE_URL names without changing it, whatever state it is in, while the bot uses it. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { DatabaseContents, DatabaseLook, PostingLook, SpaceLook } from '../core/examination.ts'
import type { Community } from '../core/ports.ts'
import { IN_MEMORY } from './backup-sqlite.ts'
import { boardPort } from './boards.ts'
import { communityPort } from './communities.ts'
import { coveragePort } from './coverage.ts'
import type { Engine } from './engine.ts'
import { gapsOf } from './gaps.ts'
import { type Looking, lookIntoPostgres, lookIntoSqlite } from './look-engines.ts'
import { MIGRATIONS_TABLE, newestMigration } from './migrate.ts'
import { findOddities } from './oddities.ts'
import { databaseFile } from './open.ts'
import { outboxPort } from './outbox.ts'
import { schedulePort } from './schedules.ts'

/** A larger file is checked without comparing every index with its table. */
const WHOLE_CHECK_BYTES = 256 * 1024 * 1024

const NO_ADDRESS = 'it is neither a file nor a Postgres server'

/** What takes a while, for a progress bar. */
export type LookStep = 'integrity' | 'tables'

export interface LookOptions {
  readonly url: string
  readonly now: number
  onProgress(step: LookStep, share: number): void
}

/** Never throws for what is wrong with the database: that is told. */
export async function lookAtDatabase(options: LookOptions): Promise<DatabaseLook> {
  const { url } = options
  const isServer = /^postgres(ql)?:/.test(url)
  const file = url.startsWith('file:') ? databaseFile(url) : null
  const blank: DatabaseLook = {
    engine: isServer ? 'postgres' : file === null ? 'memory' : 'sqlite',
    where: file ?? (isServer ? serverOf(url) : IN_MEMORY),
    ...{ state: 'missing', reason: null, version: null, isInUse: null, fingerprint: null },
    ...{ integrity: null, contents: null, ...(file === null ? NO_SIZES : sizesOf(file)) },
  }
  if (blank.engine === 'memory' && url !== IN_MEMORY)
    return { ...blank, where: 'DATABASE_URL', state: 'unreachable', reason: NO_ADDRESS }
  if (blank.engine === 'memory' || (file !== null && !existsSync(file))) return blank
  let looking: Looking | null = null
  try {
    const isHeld = file === null ? null : isLocked(file)
    looking = file === null ? await lookIntoPostgres(url) : await lookIntoSqlite(file)
    const isInUse = file === null ? await hasOthers(looking) : isHeld
    return { ...blank, isInUse, ...(await readAll(looking, blank, options)) }
  } catch (error) {
    return { ...blank, ...whatIsWrong(error, blank) }
  } finally {
    await looking?.close()
  }
}

async function readAll(
  looking: Looking,
  { sizeBytes }: DatabaseLook,
  { now, onProgress }: LookOptions,
): Promise<Partial<DatabaseLook>> {
  const { engine, value } = looking
  const isSqlite = engine.kind === 'sqlite'
  const version = String(await value(isSqlite ? 'select sqlite_version()' : 'show server_version'))
  let integrity: DatabaseLook['integrity'] = null
  if (isSqlite) {
    onProgress('integrity', 0)
    const isQuick = (sizeBytes ?? 0) > WHOLE_CHECK_BYTES
    const found = String(await value(isQuick ? 'pragma quick_check(1)' : 'pragma integrity_check(1)'))
    integrity = { isQuick, problem: found === 'ok' ? null : found }
  }
  const applied = await value(`select max(created_at) from ${MIGRATIONS_TABLE}`).catch(() => null)
  if (applied === null) return { version, integrity, state: 'notOurs' }
  const fingerprint = await value("select value from setting where name = 'keyFingerprint'")
  const known = { version, integrity, fingerprint: fingerprint === null ? null : String(fingerprint) }
  const newest = newestMigration(engine.kind)
  if (Number(applied) !== newest) return { ...known, state: Number(applied) < newest ? 'older' : 'newer' }
  if (integrity !== null && integrity.problem !== null)
    return { ...known, state: 'broken', reason: integrity.problem }
  const contents = await readContents(engine, now, (share) => onProgress('tables', share))
  return { ...known, state: 'current', contents }
}

async function readContents(
  engine: Engine,
  now: number,
  onProgress: (share: number) => void,
): Promise<DatabaseContents> {
  const port = communityPort(engine)
  const communities = await port.list()
  const spaces: SpaceLook[] = []
  const postings: PostingLook[] = []
  for (const community of communities) {
    const gaps = await gapsOf(engine.db, engine.tables, community.id)
    for (const space of await port.spaces(community.id))
      spaces.push({
        ...{ community: community.name, space },
        covered: await coveragePort(engine).covered(community.id, space.id),
        gaps: gaps.filter((gap) => gap.space === space.id),
      })
    postings.push(await readPosting(engine, community))
  }
  return {
    spaces,
    postings,
    workspaces: [...(await port.workspaces('discord')), ...(await port.workspaces('slack'))],
    oddities: await findOddities(engine, communities, now, onProgress),
  }
}

async function readPosting(engine: Engine, community: Community): Promise<PostingLook> {
  const { outbox } = engine.tables
  const port = outboxPort(engine)
  const [last] = await engine.db
    .select({ at: outbox.closedAt })
    .from(outbox)
    .where(and(eq(outbox.community, community.id), eq(outbox.state, 'sent'), isNotNull(outbox.message)))
    .orderBy(desc(outbox.closedAt))
    .limit(1)
  return {
    community,
    schedules: await schedulePort(engine).of(community.id),
    lastPostedAt: last?.at == null ? null : Number(last.at),
    open: (await port.open()).filter((entry) => entry.community === community.id),
    problem: await port.problem(community.id),
    board: await boardPort(engine).of(community.id),
  }
}

const NO_SIZES = { sizeBytes: null, logBytes: null } as const

const sizesOf = (file: string): Pick<DatabaseLook, 'sizeBytes' | 'logBytes'> => ({
  sizeBytes: statSync(file, { throwIfNoEntry: false })?.size ?? null,
  logBytes: statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? null,
})

/** The server and the database, as they may be shown. */
function serverOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `${hostname}${port === '' ? '' : `:${port}`}${pathname}`
  } catch {
    return 'the Postgres server of DATABASE_URL'
  }
}

/** Other connections to the same database; null where the server does not tell. */
const hasOthers = ({ value }: Looking): Promise<boolean | null> =>
  value(
    "select count(*)::int from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'",
  ).then(
    (n) => Number(n) > 0,
    () => null,
  )

/** Whether some process holds a lock on the file; null where the system does not tell (Linux does). */
export function isLocked(file: string): boolean | null {
  try {
    const { ino } = statSync(file)
    return readFileSync('/proc/locks', 'utf8')
      .split('\n')
      .some((line) => line.includes(`:${ino} `))
  } catch {
    return null
  }
}

function whatIsWrong(error: unknown, { engine }: DatabaseLook): Pick<DatabaseLook, 'state' | 'reason'> {
  const reason = error instanceof Error && error.message !== '' ? error.message : String(error)
  if (engine === 'postgres') return { state: 'unreachable', reason }
  const code = error instanceof Sqlite.SqliteError ? error.code : ''
  return { state: code.startsWith('SQLITE_BUSY') ? 'locked' : 'broken', reason }
}
