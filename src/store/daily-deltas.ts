/** Changes of daily rows, added up before they are written: a batch touches each row once. */
import type { CommunityId } from '../core/ids.ts'
import type { DailyDelta } from './recording-driver.ts'

export interface DailyDeltas {
  add(
    community: CommunityId,
    day: number,
    member: number,
    space: number,
    change: { messages?: number; reactions?: number; acts?: number },
  ): void
  /** Those that change anything. */
  all(): readonly DailyDelta[]
}

export function createDailyDeltas(): DailyDeltas {
  const deltas = new Map<string, DailyDelta>()
  return {
    add: (community, day, member, space, change) => {
      const key = `${community}/${day}/${member}/${space}`
      let delta = deltas.get(key)
      if (delta === undefined) {
        delta = { community, day, member, space, messages: 0, reactions: 0, acts: 0 }
        deltas.set(key, delta)
      }
      delta.messages += change.messages ?? 0
      delta.reactions += change.reactions ?? 0
      delta.acts += change.acts ?? 0
    },
    all: () =>
      [...deltas.values()].filter((one) => one.messages !== 0 || one.reactions !== 0 || one.acts !== 0),
  }
}
