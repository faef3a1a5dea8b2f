/** Communities and their breaks; workspaces and spaces have files of their own. */
import { asc, eq } from 'drizzle-orm'
import { isTimeZone } from '../core/calendar.ts'
import { Refusal } from '../core/errors.ts'
import { communityId } from '../core/ids.ts'
import type { Community, CommunityPort } from '../core/ports.ts'
import { dropCommunity } from './drop-community.ts'
import type { Engine } from './engine.ts'
import type { Schema } from './schema.ts'
import { spaceQueries } from './spaces.ts'
import { workspaceQueries } from './workspaces.ts'

const LONGEST_NAME = 100

const nameKeyOf = (name: string): string => name.trim().normalize('NFC').toLocaleLowerCase('en')

const communityOf = (row: Schema['community']['$inferSelect']): Community => ({
  id: communityId(row.id),
  name: row.name,
  timeZone: row.timeZone,
  isLive: row.isLive,
  purpose: row.purpose,
})

export function communityPort(engine: Engine): CommunityPort {
  const { db, tables } = engine
  const { community, space, quiet } = tables
  return {
    ...workspaceQueries(engine),
    ...spaceQueries(engine),

    list: async () => (await db.select().from(community).orderBy(asc(community.id))).map(communityOf),

    byName: async (name) => {
      const [row] = await db
        .select()
        .from(community)
        .where(eq(community.nameKey, nameKeyOf(name)))
      return row === undefined ? null : communityOf(row)
    },

    byId: async (id) => {
      const [row] = await db.select().from(community).where(eq(community.id, id))
      return row === undefined ? null : communityOf(row)
    },

    create: async ({ name, timeZone, isLive, now }) => {
      checkName(name)
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

    describe: (id, { name, purpose, isLive }) =>
      engine.write(async (transaction) => {
        if (name !== undefined) checkName(name)
        const named = name === undefined ? {} : { name: name.trim(), nameKey: nameKeyOf(name) }
        const [row] = await transaction.db
          .update(community)
          .set({ ...named, purpose: purpose.trim(), isLive })
          .where(eq(community.id, id))
          .returning()
        if (row === undefined) throw new Error(`community ${id} does not exist`)
        return communityOf(row)
      }),

    removeIfEmpty: (id) =>
      engine.write(async (transaction) => {
        const [bound] = await transaction.db.select().from(space).where(eq(space.community, id)).limit(1)
        if (bound === undefined) await dropCommunity(transaction.db, tables, id)
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

function checkName(name: string): void {
  if (name.trim() === '') throw new Refusal('A community needs a name. Give it one with --community NAME.')
  if (name.length > LONGEST_NAME || /[\p{Cc}\p{Cs}]/u.test(name))
    throw new Refusal(
      `A community's name is one line of at most ${LONGEST_NAME} characters. Give it a shorter one with --community NAME.`,
    )
}
