/** The spaces that are or were bound to communities. A space belongs to one community for good. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import { Refusal } from '../core/errors.ts'
import { type CommunityId, communityId, spaceId, type WorkspaceId } from '../core/ids.ts'
import type { BoundSpace, CommunityPort, Space } from '../core/ports.ts'
import type { Database, Engine } from './engine.ts'
import type { Schema } from './schema.ts'
import { EVERYWHERE, reserveIds } from './sequences.ts'
import { workspaceOf } from './workspaces.ts'

interface SpaceRow {
  readonly space: Schema['space']['$inferSelect']
  readonly workspace: Schema['workspace']['$inferSelect']
}

const spaceOf = ({ space, workspace }: SpaceRow): BoundSpace => ({
  id: spaceId(space.id),
  externalId: space.externalId,
  name: space.name,
  workspace: workspaceOf(workspace),
  isBound: space.isBound,
  readFromAt: space.readFromAt,
  community: communityId(space.community),
})

/** The part of `CommunityPort` that is about spaces. */
export function spaceQueries(
  engine: Engine,
): Pick<CommunityPort, 'spaces' | 'platforms' | 'boundSpaces' | 'bindSpace' | 'unbindSpace'> {
  const { db, tables } = engine
  const { workspace, space } = tables
  const all = () =>
    db.select({ space, workspace }).from(space).innerJoin(workspace, eq(workspace.id, space.workspace))
  return {
    spaces: async (community) => {
      const rows = await all().where(eq(space.community, community)).orderBy(asc(space.id))
      return rows.map((row) => {
        const { community: _owner, ...rest } = spaceOf(row)
        return rest
      })
    },

    platforms: async (community) => {
      const rows = await db
        .selectDistinct({ platform: workspace.platform })
        .from(space)
        .innerJoin(workspace, eq(workspace.id, space.workspace))
        .where(and(eq(space.community, community), eq(space.isBound, true)))
      return rows.map((row) => row.platform as Platform).sort()
    },

    boundSpaces: async (id) => {
      const rows = await all()
        .where(and(eq(space.workspace, id), eq(space.isBound, true)))
        .orderBy(asc(space.id))
      return rows.map(spaceOf)
    },

    bindSpace: (community, id, given) =>
      engine.write((transaction) => bindSpace(transaction.db, tables, community, id, given)),

    unbindSpace: (community, id) =>
      engine.write(async (transaction) => {
        await transaction.db
          .update(space)
          .set({ isBound: false })
          .where(and(eq(space.community, community), eq(space.id, id)))
      }),
  }
}

/**
 * Binds a space inside a transaction, again where it had been taken off; refuses one that another community has or
 * had, because what was read in it is that community's.
 */
export async function bindSpace(
  db: Database,
  tables: Schema,
  id: CommunityId,
  workspaceOfIt: WorkspaceId,
  given: { externalId: string; name: string; readFromAt?: number },
): Promise<Space> {
  const { space, workspace, community } = tables
  const { externalId, name, readFromAt = null } = given
  const [host] = await db.select().from(workspace).where(eq(workspace.id, workspaceOfIt))
  if (host === undefined) throw new Error(`workspace ${workspaceOfIt} does not exist`)
  const next = await reserveIds(db, tables, EVERYWHERE, 'space', 1)
  const ifOurs = (
    column: typeof space.name | typeof space.isBound | typeof space.readFromAt,
    value: unknown,
  ) => sql`case when ${space.community} = ${id} then ${value} else ${column} end`
  const [row] = await db
    .insert(space)
    .values({
      community: id,
      id: next,
      workspace: workspaceOfIt,
      externalId,
      name,
      isBound: true,
      readFromAt,
    })
    .onConflictDoUpdate({
      target: [space.workspace, space.externalId],
      set: {
        name: ifOurs(space.name, sql`excluded.name`),
        isBound: ifOurs(space.isBound, sql`excluded.is_bound`),
        readFromAt: ifOurs(
          space.readFromAt,
          sql`case when excluded.read_from_at < coalesce(${space.readFromAt}, excluded.read_from_at + 1) then excluded.read_from_at else ${space.readFromAt} end`,
        ),
      },
    })
    .returning()
  if (row === undefined) throw new Error('a space could not be stored')
  if (row.community !== id) {
    const [owner] = await db.select().from(community).where(eq(community.id, row.community))
    const of = owner?.name ?? 'of another name'
    throw new Refusal(
      row.isBound
        ? `The space “${name}” belongs to the community “${of}” already. A space is of one community: leave it out, or use that community.`
        : `The space “${name}” belonged to the community “${of}”, and what was read in it stays there. A space is of one community: leave it out, or use that community.`,
    )
  }
  const { community: _owner, ...bound } = spaceOf({ space: row, workspace: host })
  return bound
}
