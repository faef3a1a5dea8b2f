/** The servers and workspaces that the bot is or was in. */
import { and, asc, eq } from 'drizzle-orm'
import { workspaceId } from '../core/ids.ts'
import type { CommunityPort, Workspace } from '../core/ports.ts'
import { dropWorkspace } from './drop-workspace.ts'
import type { Engine } from './engine.ts'
import type { Schema } from './schema.ts'

/** A row of `workspace` as the rest of the program sees it. */
export const workspaceOf = (row: Schema['workspace']['$inferSelect']): Workspace => ({
  id: workspaceId(row.id),
  platform: row.platform as Workspace['platform'],
  externalId: row.externalId,
  name: row.name,
  removedAt: row.removedAt,
})

/** The part of `CommunityPort` that is about workspaces. */
export function workspaceQueries(
  engine: Engine,
): Pick<
  CommunityPort,
  'workspaces' | 'workspace' | 'workspaceBy' | 'workspaceOfSpace' | 'setRemoved' | 'dropWorkspace'
> {
  const { db, tables } = engine
  const { workspace, space } = tables
  return {
    workspaces: async (platform) =>
      (
        await db.select().from(workspace).where(eq(workspace.platform, platform)).orderBy(asc(workspace.id))
      ).map(workspaceOf),

    workspace: ({ platform, externalId, name }) =>
      engine.write(async (transaction) => {
        const [row] = await transaction.db
          .insert(workspace)
          .values({ platform, externalId, name })
          .onConflictDoUpdate({ target: [workspace.platform, workspace.externalId], set: { name } })
          .returning()
        if (row === undefined) throw new Error('a workspace could not be stored')
        return workspaceOf(row)
      }),

    workspaceBy: async (platform, externalId) => {
      const [row] = await db
        .select()
        .from(workspace)
        .where(and(eq(workspace.platform, platform), eq(workspace.externalId, externalId)))
      return row === undefined ? null : workspaceOf(row)
    },

    workspaceOfSpace: async (platform, externalId) => {
      const [row] = await db
        .select({ workspace })
        .from(space)
        .innerJoin(workspace, eq(workspace.id, space.workspace))
        .where(and(eq(space.externalId, externalId), eq(workspace.platform, platform)))
        .limit(1)
      return row === undefined ? null : workspaceOf(row.workspace)
    },

    setRemoved: (id, removedAt) =>
      engine.write(async (transaction) => {
        await transaction.db.update(workspace).set({ removedAt }).where(eq(workspace.id, id))
      }),

    dropWorkspace: (id) => dropWorkspace(engine, id),
  }
}
