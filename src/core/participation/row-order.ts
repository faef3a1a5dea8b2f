/**
 * Puts rows that share a moment in the one order that every engine agrees on, so that "previous", "next" and
 * "earliest" mean the same wherever the history is stored.
 */

import type { SpaceId } from '../ids.ts'
import { inTextOrder } from '../text-order.ts'
import type { MessageRow } from './facts.ts'

/** Shorter keys first, then by code unit: snowflakes as text in the order of their numbers. */
function byKey(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length
  return inTextOrder(a, b)
}

/** Compares rows of one moment by the platform's id of their space, then by key. Surrogate ids come last of all. */
function byExternalIds(spaceKeys: ReadonlyMap<SpaceId, string>): (a: MessageRow, b: MessageRow) => number {
  return (a, b) => {
    if (a.space === b.space) return byKey(a.key, b.key)
    const left = spaceKeys.get(a.space) ?? ''
    const right = spaceKeys.get(b.space) ?? ''
    return left < right ? -1 : left > right ? 1 : a.space - b.space
  }
}

/** Takes rows by time and hands them on in the agreed order; `flush` hands on what is left. */
export interface RowOrder {
  push(row: MessageRow): void
  flush(): void
}

/** An order that calls `take` with each row. Throws where a row is earlier than the one before: a fault of the store. */
export function rowOrder(spaceKeys: ReadonlyMap<SpaceId, string>, take: (row: MessageRow) => void): RowOrder {
  const compare = byExternalIds(spaceKeys)
  let held: MessageRow | null = null
  let sameMoment: MessageRow[] = []
  const flush = (): void => {
    if (sameMoment.length > 0) {
      for (const row of sameMoment.sort(compare)) take(row)
      sameMoment = []
    } else if (held !== null) take(held)
    held = null
  }
  return {
    push: (row) => {
      if (held !== null && row.at === held.at) {
        if (sameMoment.length === 0) sameMoment.push(held)
        sameMoment.push(row)
        return
      }
      if (held !== null && row.at < held.at) throw new Error('messages must be read in order of time')
      flush()
      held = row
    },
    flush,
  }
}
