/**
 * The version of a community's people. It grows with every pause, return and erasure, and recording reads it in the
 * transaction that records: what a process remembers of people is dropped when another has changed them.
 */
import { eq, sql } from 'drizzle-orm'
import type { CommunityId } from '../core/ids.ts'
import type { Database } from './engine.ts'
import type { Schema } from './schema.ts'

/**
 * Begins a change of people: to be called first in its transaction. Recording of other processes that has begun
 * finishes before, and what begins later waits for the end and reads the new version.
 */
export async function lockPeople(db: Database, { community }: Schema, id: CommunityId): Promise<void> {
  await db
    .update(community)
    .set({ peopleVersion: sql`${community.peopleVersion} + 1` })
    .where(eq(community.id, id))
}
