/** The pinned message of each community. */
import { eq } from 'drizzle-orm'
import type { BoardPort } from '../core/ports.ts'
import type { Engine } from './engine.ts'
import { workspaceOf } from './workspaces.ts'

export function boardPort(engine: Engine): BoardPort {
  const { db, tables } = engine
  const { board, workspace } = tables
  return {
    of: async (community) => {
      const [row] = await db
        .select({ board, workspace })
        .from(board)
        .innerJoin(workspace, eq(workspace.id, board.workspace))
        .where(eq(board.community, community))
      if (row === undefined) return null
      const { channel, message, contentHash } = row.board
      return { workspace: workspaceOf(row.workspace), channel, message, contentHash }
    },

    set: (community, set) =>
      engine.write(async (transaction) => {
        await transaction.db
          .insert(board)
          .values({ community, ...set })
          .onConflictDoUpdate({ target: [board.community], set })
      }),
  }
}
