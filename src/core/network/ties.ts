/**
 * Who answered or named whom in a period, added up by pair. Ties may come in any order, and from raw and sealed days
 * alike: what comes out depends on the ties alone.
 */
import type { MemberId, SpaceId } from '../ids.ts'

/** Some ties of one person to another in one space. */
export interface DirectedTies {
  /** Who answered or named the other. */
  readonly from: MemberId
  readonly to: MemberId
  readonly space: SpaceId
  /** Replies and mentions together. */
  readonly times: number
}

/** All ties of a period. People and pairs are known by their places in these lists. */
export interface Ties {
  /** Everybody with a tie, ascending. */
  readonly members: readonly MemberId[]
  /** Distinct pairs in order: both ends as places in `members`, the smaller first. */
  readonly first: Int32Array
  readonly second: Int32Array
  /** How often the first answered or named the second, and the other way. */
  readonly forth: Int32Array
  readonly back: Int32Array
  /** Where: for every space with a tie, ascending, its pairs (places in the lists above) and how often in it. */
  readonly spaces: readonly TiesOfSpace[]
}

export interface TiesOfSpace {
  readonly space: SpaceId
  readonly pairs: Int32Array
  readonly times: Int32Array
}

/** Ties that are still being told. */
export interface TieCollector {
  add(ties: DirectedTies): void
  /** All of them. Throws a RangeError for more people than a pair can be numbered with. */
  finish(): Ties
}

/** Two ends in one number, exactly: 2 × 26 bits of a double's 53. */
const MOST_PEOPLE = 2 ** 26

/** Collects ties; one of somebody to themselves is none. */
export function collectTies(): TieCollector {
  const placeOf = new Map<MemberId, number>()
  const bySpace = new Map<SpaceId, Map<number, number>>()
  const place = (member: MemberId): number => {
    const known = placeOf.get(member) ?? placeOf.size
    placeOf.set(member, known)
    return known
  }
  return {
    add: ({ from, to, space, times }) => {
      if (from === to || times <= 0) return
      const there = bySpace.get(space) ?? new Map<number, number>()
      bySpace.set(space, there)
      const key = place(from) * MOST_PEOPLE + place(to)
      there.set(key, (there.get(key) ?? 0) + times)
    },
    finish: () => {
      if (placeOf.size > MOST_PEOPLE) throw new RangeError(`a network holds at most ${MOST_PEOPLE} people`)
      const members = [...placeOf.keys()].sort((a, b) => a - b)
      // Places by when somebody was first told of become places by id.
      const settled = new Int32Array(members.length)
      members.forEach((member, index) => {
        settled[placeOf.get(member) ?? 0] = index
      })
      return pairsOf(members, settled, bySpace)
    },
  }
}

function pairsOf(
  members: readonly MemberId[],
  settled: Int32Array,
  bySpace: ReadonlyMap<SpaceId, ReadonlyMap<number, number>>,
): Ties {
  const ends = (key: number) => ({
    from: settled[Math.floor(key / MOST_PEOPLE)] ?? 0,
    to: settled[key % MOST_PEOPLE] ?? 0,
  })
  const pairKey = (key: number): number => {
    const { from, to } = ends(key)
    return Math.min(from, to) * members.length + Math.max(from, to)
  }
  const keys = distinct([...bySpace.values()].map((there) => Float64Array.from(there.keys(), pairKey)))
  const ties = {
    members,
    first: Int32Array.from(keys, (key) => Math.floor(key / members.length)),
    second: Int32Array.from(keys, (key) => key % members.length),
    forth: new Int32Array(keys.length),
    back: new Int32Array(keys.length),
  }
  const spaces = [...bySpace].sort(([a], [b]) => a - b)
  return {
    ...ties,
    spaces: spaces.map(([space, there]) => {
      const times = new Map<number, number>()
      for (const [key, count] of there) {
        const { from, to } = ends(key)
        const pair = indexIn(keys, pairKey(key))
        const way = from < to ? ties.forth : ties.back
        way[pair] = (way[pair] ?? 0) + count
        times.set(pair, (times.get(pair) ?? 0) + count)
      }
      const pairs = Int32Array.from(times.keys()).sort()
      return { space, pairs, times: Int32Array.from(pairs, (pair) => times.get(pair) ?? 0) }
    }),
  }
}

/** All numbers of some lists, ascending, each once. */
function distinct(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0))
  let filled = 0
  for (const list of lists) {
    all.set(list, filled)
    filled += list.length
  }
  all.sort()
  return all.filter((key, index) => index === 0 || key !== all[index - 1])
}

/** Where a number stands in an ascending list that holds it. */
function indexIn(sorted: Float64Array, wanted: number): number {
  let [low, high] = [0, sorted.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
