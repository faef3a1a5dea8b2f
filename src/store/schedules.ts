/** When posts are due. A slot is closed by moving its row on, which only one process can do. */
import { and, asc, eq, lte } from 'drizzle-orm'
import { communityId, workspaceId } from '../core/ids.ts'
import type { PostKind, Schedule, SchedulePort } from '../core/ports.ts'
import type { Engine } from './engine.ts'
import type { Schema } from './schema.ts'
import { EVERYWHERE, reserveIds } from './sequences.ts'

const scheduleOf = (row: Schema['schedule']['$inferSelect']): Schedule => ({
  ...row,
  community: communityId(row.community),
  kind: row.kind as PostKind,
  workspace: workspaceId(row.workspace),
})

export function schedulePort(engine: Engine): SchedulePort {
  const { db, tables } = engine
  const { schedule, outbox } = tables
  return {
    of: async (community) =>
      (
        await db
          .select()
          .from(schedule)
          .where(eq(schedule.community, community))
          .orderBy(asc(schedule.nextSlotAt))
      ).map(scheduleOf),

    set: (given) =>
      engine.write(async (transaction) => {
        const { community, kind, ...set } = given
        await transaction.db
          .insert(schedule)
          .values({ community, kind, ...set })
          .onConflictDoUpdate({ target: [schedule.community, schedule.kind], set })
      }),

    due: async (now) =>
      (
        await db
          .select()
          .from(schedule)
          .where(lte(schedule.nextSlotAt, now))
          .orderBy(asc(schedule.nextSlotAt), asc(schedule.community))
      ).map(scheduleOf),

    claim: ({ community, kind, nextSlotAt: slotAt }, nextSlotAt, isPosted) =>
      engine.write(async (transaction) => {
        const [moved] = await transaction.db
          .update(schedule)
          .set({ nextSlotAt })
          .where(
            and(eq(schedule.community, community), eq(schedule.kind, kind), eq(schedule.nextSlotAt, slotAt)),
          )
          .returning()
        if (moved === undefined) return false
        if (!isPosted) return true
        const id = await reserveIds(transaction.db, tables, EVERYWHERE, 'outbox', 1)
        const { workspace, channel } = moved
        await transaction.db
          .insert(outbox)
          .values({ community, id, kind, slotAt, workspace, channel, state: 'pending', attempts: 0 })
          // A schedule that was set back to a slot of the past does not post it again.
          .onConflictDoNothing({ target: [outbox.community, outbox.kind, outbox.slotAt] })
        return true
      }),
  }
}
