/**
 * Brings a database up to the program's schema. Everything happens in one transaction behind a lock, so that two
 * processes that start together do not collide, and a database of a newer program is refused before it is touched.
 */
import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { Refusal } from '../core/errors.ts'

/** The four things that migrating needs of an engine. */
export interface MigrationRunner {
  readonly kind: 'sqlite' | 'postgres'
  /** Runs a statement inside the locked transaction. */
  run(sql: string): Promise<void>
  /** Time stamps of the migrations that were applied, in any order. */
  applied(): Promise<readonly number[]>
  markApplied(hash: string, createdAt: number): Promise<void>
}

export const MIGRATIONS_TABLE = 'commonplace_migrations'

const migrationsOf = (kind: MigrationRunner['kind']) =>
  readMigrationFiles({
    migrationsFolder: fileURLToPath(new URL(`../../migrations/${kind}`, import.meta.url)),
  })

/** Time stamp of the newest migration that this program knows. */
export const newestMigration = (kind: MigrationRunner['kind']): number =>
  Math.max(...migrationsOf(kind).map((migration) => migration.folderMillis))

/** Applies what is missing. Throws a `Refusal` where the database is newer than the program. */
export async function migrate(runner: MigrationRunner): Promise<void> {
  const migrations = migrationsOf(runner.kind)
  const newestKnown = newestMigration(runner.kind)
  const newestApplied = Math.max(0, ...(await runner.applied()))
  if (newestApplied > newestKnown)
    throw new Refusal(
      'This database was written by a newer Commonplace. Start the newer version, or restore a backup made before the update.',
    )
  for (const migration of migrations) {
    if (migration.folderMillis <= newestApplied) continue
    for (const statement of migration.sql) await runner.run(statement)
    await runner.markApplied(migration.hash, migration.folderMillis)
  }
}
