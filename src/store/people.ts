/** Members, as they act through the bot and as they decide about themselves. */
import { and, eq, isNull } from 'drizzle-orm'
import { memberId } from '../core/ids.ts'
import type { PersonPort } from '../core/ports.ts'
import { findCode, forgetCodesBefore, makeCode, takeCode } from './codes.ts'
import type { Engine } from './engine.ts'
import { comeBack, eraseMember } from './erasure.ts'
import { identitiesOf, memberActing, memberBehind } from './identities.ts'
import { joinMembers } from './join-members.ts'
import type { Keyring } from './keys.ts'
import { nameShown, setName } from './names.ts'
import { beginPause, endPause, pausedSince } from './pauses.ts'
import { dataOf } from './person-data.ts'

export function peoplePort(engine: Engine, keys: Keyring): PersonPort {
  const { db, tables } = engine
  const { member, erased } = tables
  return {
    member: async (community, platform, person) =>
      // Most who act have acted before: no writer is waited for.
      (await memberBehind(db, tables, community, keys.hash(platform, person))) ??
      engine.write((transaction) => memberActing(transaction.db, tables, keys, community, platform, person)),

    pausedSince: (community, id) => pausedSince(db, tables, community, id),

    find: (community, platform, person) => memberBehind(db, tables, community, keys.hash(platform, person)),

    name: (community, id, shown) => nameShown(db, tables, community, id, shown),

    setName: (community, id, platform, name) =>
      engine.write((transaction) => setName(transaction.db, tables, community, id, platform, name)),

    identities: (community, id) => identitiesOf(db, tables, keys, community, id),

    nameEverywhere: (community, id, isNamedEverywhere) =>
      engine.write(async (transaction) => {
        await transaction.db
          .update(member)
          .set({ isNamedEverywhere })
          .where(and(eq(member.community, community), eq(member.id, id)))
      }),

    memberNow: async (community, id) => {
      const [row] = await db
        .select({ joinedTo: member.joinedTo })
        .from(member)
        .where(and(eq(member.community, community), eq(member.id, id)))
      if (row === undefined) return null
      return row.joinedTo === null ? id : memberId(row.joinedTo)
    },

    makeCode: (code, now) => engine.write((transaction) => makeCode(transaction.db, tables, keys, code, now)),

    behindCode: (typed, purpose, now) => findCode(db, tables, keys, typed, purpose, now),

    forgetCodesBefore: (at) => engine.write((transaction) => forgetCodesBefore(transaction.db, tables, at)),

    takeCode: (typed, purpose, now) =>
      engine.write(
        async (transaction) => (await takeCode(transaction.db, tables, keys, typed, purpose, now)) !== null,
      ),

    join: (community, id, code, now) => joinMembers(engine, keys, community, id, code, now),

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
