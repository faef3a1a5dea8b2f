/** Communities, the workspaces they live in, the spaces bound to them and their breaks. */
import { and, asc, eq, sql } from 'drizzle-orm'
import { isTimeZone } from '../core/calendar.ts'
import { Refusal } from '../core/errors.ts'
import { type CommunityId, communityId, spaceId, type WorkspaceId, workspaceId } from '../core/ids.ts'
import type { Community, CommunityPort, Space, Workspace } from '../core/ports.ts'
import type { Database, Engine } from './engine.ts'
import type { Schema } from './schema.ts'
import { EVERYWHERE, reserveIds } from './sequences.ts'

const LONGEST_NAME = 100

const nameKeyOf = (name: string): string => name.trim().normalize('NFC').toLocaleLowerCase('en')

type CommunityRow = Schema['community']['$inferSelect']
type WorkspaceRow = Schema['workspace']['$inferSelect']

const communityOf = (row: CommunityRow): Community => ({
  id: communityId(row.id),
  name: row.name,
  timeZone: row.timeZone,
  isLive: row.isLive,
})

const workspaceOf = (row: WorkspaceRow): Workspace => ({
  id: workspaceId(row.id),
  platform: row.platform as Workspace['platform'],
  externalId: row.externalId,
  name: row.name,
})

export function communityPort(engine: Engine): CommunityPort {
  const { db, tables } = engine
  const { community, workspace, space, quiet } = tables
  return {
    list: async () => (await db.select().from(community).orderBy(asc(community.id))).map(communityOf),

    byName: async (name) => {
      const [row] = await db
        .select()
        .from(community)
        .where(eq(community.nameKey, nameKeyOf(name)))
      return row === undefined ? null : communityOf(row)
    },

    create: async ({ name, timeZone, isLive, now }) => {
      if (name.trim() === '')
        throw new Refusal('A community needs a name. Give it one with --community NAME.')
      if (name.length > LONGEST_NAME || /[\p{Cc}\p{Cs}]/u.test(name))
        throw new Refusal(
          `A community's name is one line of at most ${LONGEST_NAME} characters. Give it a shorter one with --community NAME.`,
        )
      if (!isTimeZone(timeZone))
        throw new Refusal(
          `There is no time zone “${timeZone}”. Write it as in Europe/Paris or America/New_York.`,
        )
      return engine.write(async (transaction) => {
        const [row] = await transaction.db
          .insert(community)
          .values({ name: name.trim(), nameKey: nameKeyOf(name), timeZone, isLive, createdAt: now })
          .onConflictDoNothing()
          .returning()
        if (row === undefined) throw new Refusal(`There is a community named “${name.trim()}” already.`)
        return communityOf(row)
      })
    },

    spaces: async (id) => {
      const rows = await db
        .select({ space, workspace })
        .from(space)
        .innerJoin(workspace, eq(workspace.id, space.workspace))
        .where(eq(space.community, id))
        .orderBy(asc(space.id))
      return rows.map((row) => ({
        id: spaceId(row.space.id),
        externalId: row.space.externalId,
        name: row.space.name,
        workspace: workspaceOf(row.workspace),
      }))
    },

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

    workspaceOfSpace: async (platform, externalId) => {
      const [row] = await db
        .select({ workspace })
        .from(space)
        .innerJoin(workspace, eq(workspace.id, space.workspace))
        .where(and(eq(space.externalId, externalId), eq(workspace.platform, platform)))
        .limit(1)
      return row === undefined ? null : workspaceOf(row.workspace)
    },

    bindSpace: (id, workspaceOfIt, given) =>
      engine.write((transaction) => bindSpace(transaction.db, tables, id, workspaceOfIt, given)),

    removeIfEmpty: (id) =>
      engine.write(async (transaction) => {
        const [bound] = await transaction.db.select().from(space).where(eq(space.community, id)).limit(1)
        if (bound === undefined) await transaction.db.delete(community).where(eq(community.id, id))
      }),

    breaks: async (id) => {
      const rows = await db.select().from(quiet).where(eq(quiet.community, id)).orderBy(asc(quiet.fromDay))
      return rows.map((row) => ({ from: row.fromDay, to: row.toDay }))
    },

    setBreaks: (id, breaks) =>
      engine.write(async (transaction) => {
        await transaction.db.delete(quiet).where(eq(quiet.community, id))
        if (breaks.length > 0)
          await transaction.db
            .insert(quiet)
            .values(breaks.map(({ from, to }) => ({ community: id, fromDay: from, toDay: to })))
      }),
  }
}

/** Binds a space inside a transaction; refuses one that another community has. */
export async function bindSpace(
  db: Database,
  tables: Schema,
  id: CommunityId,
  workspaceOfIt: WorkspaceId,
  given: { externalId: string; name: string },
): Promise<Space> {
  const { space, workspace, community } = tables
  const [host] = await db.select().from(workspace).where(eq(workspace.id, workspaceOfIt))
  if (host === undefined) throw new Error(`workspace ${workspaceOfIt} does not exist`)
  const next = await reserveIds(db, tables, EVERYWHERE, 'space', 1)
  const [row] = await db
    .insert(space)
    .values({ community: id, id: next, workspace: workspaceOfIt, ...given })
    .onConflictDoUpdate({
      target: [space.workspace, space.externalId],
      set: { name: sql`case when ${space.community} = ${id} then excluded.name else ${space.name} end` },
    })
    .returning()
  if (row === undefined) throw new Error('a space could not be stored')
  if (row.community !== id) {
    const [owner] = await db.select().from(community).where(eq(community.id, row.community))
    throw new Refusal(
      `The space “${given.name}” belongs to the community “${owner?.name ?? 'of another name'}” already. A space is of one community: leave it out, or use that community.`,
    )
  }
  return { id: spaceId(row.id), externalId: row.externalId, name: row.name, workspace: workspaceOf(host) }
}
