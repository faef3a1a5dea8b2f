/** Keeps the promise that nothing lives longer than it must. */
import type { Platform } from '../core/activity.ts'
import { MS_PER_DAY } from '../core/calendar.ts'
import { CODE_LIVES_MS, type Store } from '../core/ports.ts'

/** How long raw activity is kept. */
export const RETENTION_DAYS = 90
/** How long a workspace that put the bot out may change its mind. */
const REMOVED_DAYS = 30
/** How long buttons and forms work whose target is kept by us. */
const KEPT_DAYS = 90
const PLATFORMS = ['discord', 'slack'] as const satisfies Platform[]

/** Everything whose time has come: raw activity is sealed, what is left is dropped, old buttons and codes are forgotten. */
export async function retain(store: Store, now: number): Promise<void> {
  await sealAged(store, now)
  await dropRemoved(store, now)
  await store.kept.forgetBefore(now - KEPT_DAYS * MS_PER_DAY)
  await store.people.forgetCodesBefore(now - CODE_LIVES_MS)
}

/** Seals what has been kept long enough, in every community. */
export async function sealAged(store: Store, now: number): Promise<void> {
  for (const { id } of await store.communities.list()) await store.retention.seal(id, now, RETENTION_DAYS)
}

/** Forgets workspaces that put the bot out more than 30 days ago, with all that was read there. */
async function dropRemoved(store: Store, now: number): Promise<void> {
  for (const platform of PLATFORMS)
    for (const { id, removedAt } of await store.communities.workspaces(platform))
      if (removedAt !== null && now - removedAt > REMOVED_DAYS * MS_PER_DAY)
        await store.communities.dropWorkspace(id)
}
