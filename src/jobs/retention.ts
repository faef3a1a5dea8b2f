/** Keeps the promise that raw activity lives no longer than it must. */
import type { Store } from '../core/ports.ts'

/** How long raw activity is kept. */
export const RETENTION_DAYS = 90

/** Seals what has been kept long enough, in every community. */
export async function sealAged(store: Store, now: number): Promise<void> {
  for (const { id } of await store.communities.list()) await store.retention.seal(id, now, RETENTION_DAYS)
}
