/** What is to be posted, once. A row is marked before anything is sent, so that a crash in between is seen. */
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core'
import { communityId, type OutboxId, outboxId } from '../core/ids.ts'
import type { OutboxEntry, OutboxPort, PostKind } from '../core/ports.ts'
import type { Engine } from './engine.ts'
import type { Schema } from './schema.ts'
import { workspaceOf } from './workspaces.ts'

type Change = SQLiteUpdateSetSource<Schema['outbox']>

export function outboxPort(engine: Engine): OutboxPort {
  const { db, tables } = engine
  const { outbox, workspace } = tables
  const change = (id: OutboxId, set: Change) =>
    engine.write(async (transaction) => {
      await transaction.db.update(outbox).set(set).where(eq(outbox.id, id))
    })
  return {
    open: async () => {
      const rows = await db
        .select({ outbox, workspace })
        .from(outbox)
        .innerJoin(workspace, eq(workspace.id, outbox.workspace))
        .where(inArray(outbox.state, ['pending', 'sending']))
        .orderBy(asc(outbox.slotAt), asc(outbox.id))
      return rows.map((row) => ({
        id: outboxId(row.outbox.id),
        community: communityId(row.outbox.community),
        kind: row.outbox.kind as PostKind,
        slotAt: row.outbox.slotAt,
        workspace: workspaceOf(row.workspace),
        channel: row.outbox.channel,
        state: row.outbox.state as OutboxEntry['state'],
        attempts: row.outbox.attempts,
        triedAt: row.outbox.triedAt,
      }))
    },

    trying: (id, now) =>
      change(id, {
        state: 'sending',
        attempts: sql`${outbox.attempts} + 1`,
        triedAt: sql`coalesce(${outbox.triedAt}, ${now})`,
      }),

    sent: (id, message, now) => change(id, { state: 'sent', message, problem: null, closedAt: now }),

    failed: (id, problem, now) => change(id, { state: 'failed', problem, closedAt: now }),

    problem: async (community) => {
      const closed = await db
        .select({ kind: outbox.kind, message: outbox.message, problem: outbox.problem, at: outbox.closedAt })
        .from(outbox)
        .where(and(eq(outbox.community, community), inArray(outbox.state, ['sent', 'failed'])))
        .orderBy(desc(outbox.closedAt), desc(outbox.id))
      const mended = new Set<string>()
      for (const { kind, message, problem, at } of closed) {
        if (problem !== null && at !== null && !mended.has(kind)) return { sentence: problem, at }
        // Where there was nothing to post, nothing was mended either.
        if (message !== null) mended.add(kind)
      }
      return null
    },
  }
}
