/** Forgets a community with everything that is keyed by it, whatever tables there are. */
import { type Column, eq, getTableColumns } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { CommunityId } from '../core/ids.ts'
import type { Database } from './engine.ts'
import type { Schema } from './schema.ts'

/** The tables with a column of that name, and the column. */
export function tablesWith(
  tables: Schema,
  name: 'community' | 'space' | 'workspace',
): readonly { readonly table: SQLiteTable; readonly column: Column }[] {
  return Object.values(tables).flatMap((table: SQLiteTable) => {
    const column = getTableColumns(table)[name]
    return column === undefined ? [] : [{ table, column }]
  })
}

/** Deletes it in this transaction, for good. */
export async function dropCommunity(db: Database, tables: Schema, id: CommunityId): Promise<void> {
  for (const { table, column } of tablesWith(tables, 'community'))
    await db.delete(table).where(eq(column, id))
  await db.delete(tables.community).where(eq(tables.community.id, id))
}
