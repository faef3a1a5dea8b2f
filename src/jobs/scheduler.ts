/** Closes slots that have come: each once, whatever the clock did and however long the program was down. */
import type { Schedule, Store } from '../core/ports.ts'
import { nextSlot } from '../core/reflection/slot.ts'
import { isInTime } from './in-time.ts'

/**
 * Moves every due schedule on. Of slots that were slept through only the latest is posted, and that only while it is
 * in time; never several at once. Another process may do the same at the same time: one of them has the slot.
 */
export async function runDueSchedules(store: Store, now: number): Promise<void> {
  for (const due of await store.schedules.due(now)) {
    const community = await store.communities.byId(due.community)
    if (community !== null) await close(due, community.timeZone, store, now)
  }
}

async function close(due: Schedule, timeZone: string, store: Store, now: number): Promise<void> {
  const latest = latestSlot(due, timeZone, now)
  const isLatest = latest === due.nextSlotAt
  // The older ones are passed over first: what is posted is of the slot that is claimed.
  if (!isLatest && !(await store.schedules.claim(due, latest, false))) return
  const next = nextSlot(due, timeZone, latest)
  await store.schedules.claim({ ...due, nextSlotAt: latest }, next, isInTime(latest, now))
}

/** The last slot that is not after now. */
function latestSlot(due: Schedule, timeZone: string, now: number): number {
  let latest = due.nextSlotAt
  for (;;) {
    const next = nextSlot(due, timeZone, latest)
    if (next > now) return latest
    latest = next
  }
}
