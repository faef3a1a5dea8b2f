/** Where a practice comes from and what became of it: each version hangs on the one that it is another way of. */
import type { PracticeId } from '../ids.ts'
import type { Practice } from './practice.ts'

/** One practice of a lineage; `depth` is how many versions it is away from the oldest. */
export interface LineageLine {
  readonly practice: Practice
  readonly depth: number
}

/**
 * The whole lineage that a practice is of, from the oldest known down, versions in the order they were made. A parent that is
 * gone ends it: what hung there begins a lineage of its own.
 */
export function lineageOf(practices: readonly Practice[], of: Practice): readonly LineageLine[] {
  const byId = new Map(practices.map((one) => [one.id, one]))
  const children = new Map<PracticeId, Practice[]>()
  for (const one of practices) {
    const parent = parentOf(one, byId)
    if (parent !== null) children.set(parent.id, [...(children.get(parent.id) ?? []), one])
  }
  let oldest = of
  for (let above = parentOf(oldest, byId); above !== null; above = parentOf(oldest, byId)) oldest = above
  const lines: LineageLine[] = []
  const tell = (practice: Practice, depth: number): void => {
    lines.push({ practice, depth })
    for (const version of (children.get(practice.id) ?? []).sort((a, b) => a.id - b.id))
      tell(version, depth + 1)
  }
  tell(oldest, 0)
  return lines
}

/** Ids are given in order, so a parent has a smaller one: whatever else is stored is not followed. */
function parentOf(practice: Practice, byId: ReadonlyMap<PracticeId, Practice>): Practice | null {
  const parent = practice.parent === null ? undefined : byId.get(practice.parent)
  return parent !== undefined && parent.id < practice.id ? parent : null
}
