/** Thanks as people said them, and what whoever was thanked said to it. */
import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import { memberId, practiceId, thanksId } from '../core/ids.ts'
import type { Thanks, ThanksPort } from '../core/ports-thanks.ts'
import type { Engine } from './engine.ts'
import { namedEverywhere } from './names.ts'
import { countAct } from './practice-acts.ts'
import type { Schema } from './schema.ts'
import { reserveIds } from './sequences.ts'

export function thanksPort(engine: Engine): ThanksPort {
  const { db, tables } = engine
  const { thanks, identity } = tables
  return {
    give: (community, { giver, receiver, what, practice, link, platform, at }, day) =>
      engine.write(async (transaction) => {
        const id = await reserveIds(transaction.db, tables, community, 'thanks', 1)
        await transaction.db
          .insert(thanks)
          .values({ community, id, giver, receiver, what, practice, link, platform, at })
        await countAct(transaction, community, giver, day)
        return thanksId(id)
      }),

    one: async (community, id) => {
      const [row] = await db
        .select()
        .from(thanks)
        .where(and(eq(thanks.community, community), eq(thanks.id, id)))
      return row === undefined ? null : thanksOf(row)
    },

    latest: async (community, limit) => {
      const rows = await db
        .select()
        .from(thanks)
        .where(and(eq(thanks.community, community), isNull(thanks.refusedAt)))
        .orderBy(desc(thanks.at), desc(thanks.id))
        .limit(limit)
      return rows.map(thanksOf)
    },

    undecided: async (community, receiver, limit) => {
      const open = and(isNull(thanks.keptAt), isNull(thanks.refusedAt))
      const rows = await db
        .select()
        .from(thanks)
        .where(and(eq(thanks.community, community), eq(thanks.receiver, receiver), open))
        .orderBy(desc(thanks.at), desc(thanks.id))
        .limit(limit)
      return rows.map(thanksOf)
    },

    decide: (community, id, receiver, { verdict, at }) =>
      engine.write(async ({ db: writing }) => {
        const theirs = and(
          ...[eq(thanks.community, community), eq(thanks.id, id), eq(thanks.receiver, receiver)],
        )
        const [before] = await writing
          .select({ keptAt: thanks.keptAt, refusedAt: thanks.refusedAt })
          .from(thanks)
          .where(theirs)
        if (before === undefined) return false
        const { keptAt, refusedAt } = before
        await writing
          .update(thanks)
          .set(
            verdict === 'kept'
              ? { keptAt: keptAt ?? at, refusedAt: null }
              : { keptAt: null, refusedAt: refusedAt ?? at },
          )
          .where(theirs)
        return true
      }),

    all: async (community) => {
      const rows = await db
        .select({
          ...{ giver: thanks.giver, receiver: thanks.receiver },
          ...{ practice: thanks.practice, at: thanks.at },
        })
        .from(thanks)
        .where(and(eq(thanks.community, community), isNull(thanks.refusedAt)))
        .orderBy(asc(thanks.at), asc(thanks.id))
      return rows.map(({ giver, receiver, practice, at }) => ({
        ...{ giver: memberId(giver), receiver: memberId(receiver), at },
        practice: practice === null ? null : practiceId(practice),
      }))
    },

    elsewhere: async (community, platform) => {
      const named = await namedEverywhere(db, tables, community)
      const here = await db
        .select({ member: identity.member })
        .from(identity)
        .where(and(eq(identity.community, community), eq(identity.platform, platform)))
      const known = new Set(here.map((one) => memberId(one.member)))
      return [...named].flatMap(([id, name]) => (known.has(id) ? [] : [{ member: id, name }]))
    },
  }
}

function thanksOf(row: Schema['thanks']['$inferSelect']): Thanks {
  const { what, link, at, keptAt, refusedAt } = row
  return {
    ...{ what, link, at, keptAt, refusedAt },
    id: thanksId(row.id),
    giver: memberId(row.giver),
    receiver: memberId(row.receiver),
    practice: row.practice === null ? null : practiceId(row.practice),
    platform: row.platform as Platform | null,
  }
}
