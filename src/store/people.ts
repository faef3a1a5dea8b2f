/** Members, as they act through the bot and as they decide about themselves. */
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { PersonPort } from '../core/ports.ts'
import type { Engine } from './engine.ts'
import { comeBack, eraseMember } from './erasure.ts'
import { memberActing, memberBehind } from './identities.ts'
import type { Keyring } from './keys.ts'
import { beginPause, endPause } from './pauses.ts'
import { dataOf } from './person-data.ts'

export function peoplePort(engine: Engine, keys: Keyring): PersonPort {
  const { db, tables } = engine
  const { member, erased } = tables
  return {
    member: async (community, platform, person) =>
      // Most who act have acted before: no writer is waited for.
      (await memberBehind(db, tables, community, keys.hash(platform, person))) ??
      engine.write((transaction) => memberActing(transaction.db, tables, keys, community, platform, person)),

    find: (community, platform, person) => memberBehind(db, tables, community, keys.hash(platform, person)),

    name: async (community, id) => {
      const [row] = await db
        .select({ name: member.name })
        .from(member)
        .where(and(eq(member.community, community), eq(member.id, id), isNotNull(member.name)))
      return row?.name ?? null
    },

    setName: (community, id, name) =>
      engine.write(async (transaction) => {
        await transaction.db
          .update(member)
          .set({ name })
          .where(and(eq(member.community, community), eq(member.id, id)))
      }),

    dataOf: (community, id) => dataOf(engine, keys, community, id),

    pause: (community, id, now) =>
      engine.write((transaction) => beginPause(transaction.db, tables, community, id, now)),

    resume: (community, id, now) =>
      engine.write((transaction) => endPause(transaction.db, tables, community, id, now)),

    erase: (community, id, { practices }, now) => eraseMember(engine, community, id, practices, now),

    hasErased: async (community, platform, person) => {
      const [row] = await db
        .select({ hash: erased.hash })
        .from(erased)
        .where(
          and(
            eq(erased.community, community),
            eq(erased.hash, keys.hash(platform, person)),
            isNull(erased.backAt),
          ),
        )
      return row !== undefined
    },

    comeBack: (community, platform, person) =>
      engine.write((transaction) => comeBack(transaction.db, tables, keys, community, platform, person)),
  }
}
