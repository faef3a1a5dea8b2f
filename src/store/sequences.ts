/** Ids of our own, given out inside the transaction that uses them, so that none is lost and none comes twice. */
import { sql } from 'drizzle-orm'
import type { Database } from './engine.ts'
import type { Schema } from './schema.ts'

/** Community 0: ids that are unique over all communities. */
export const EVERYWHERE = 0

type Kind =
  | 'member'
  | 'space'
  | 'practice'
  | 'doing'
  | 'word'
  | 'wordChange'
  | 'learning'
  | 'pair'
  | 'thanks'
  | 'problem'
  | 'elsewhere'
  | 'sealed'
  | 'outbox'

/** Reserves `count` ids of a kind and returns the first; they begin at 1. */
export async function reserveIds(
  db: Database,
  { sequence }: Schema,
  community: number,
  kind: Kind,
  count: number,
): Promise<number> {
  const [row] = await db
    .insert(sequence)
    .values({ community, kind, next: 1 + count })
    .onConflictDoUpdate({
      target: [sequence.community, sequence.kind],
      set: { next: sql`${sequence.next} + ${count}` },
    })
    .returning({ next: sequence.next })
  if (row === undefined) throw new Error(`no id was given out for ${kind}`)
  return row.next - count
}
