/**
 * Groups of people who answer each other more than others: the Louvain method (Blondel, Guillaume, Lambiotte & Lefebvre,
 * "Fast unfolding of communities in large networks", Journal of Statistical Mechanics P10008, 2008), and how good a
 * division it is: modularity (Newman & Girvan, Physical Review E 69, 2004).
 */
import { degreeOf, type Graph, graphOf } from './graph.ts'
import { louvain } from './louvain.ts'
import { seededNumbers, seededOrder } from './seeded.ts'

/** A division of a network into groups. */
export interface Clusters {
  /** The group of each person; 0 is the largest, and of equally large ones that of the person who comes first. */
  readonly clusterOf: Int32Array
  readonly count: number
  /** Null where there is no tie. */
  readonly modularity: number | null
}

/**
 * The best division of several that the method finds with people and ties in different orders, which are always the same
 * ones. Of equally good ones that with the fewest groups, then the one found first.
 */
export function clustersOf(
  graph: Graph,
  orders: number,
  onProgress: (share: number) => void = () => {},
): Clusters {
  let best: { found: Int32Array; quality: number; count: number } | null = null
  if (graph.first.length > 0)
    for (let seed = 1; seed <= orders; seed += 1) {
      const found = canonical(divided(graph, seed))
      const [quality, count] = [
        qualityOf(graph, found),
        1 + found.reduce((most, one) => Math.max(most, one), 0),
      ]
      if (best === null || quality > best.quality || (quality === best.quality && count < best.count))
        best = { found, quality, count }
      onProgress(seed / orders)
    }
  if (best === null) return { clusterOf: new Int32Array(graph.people), count: 0, modularity: null }
  const { found, quality, count } = best
  return { clusterOf: found, count, modularity: quality / (4 * graph.first.length ** 2) }
}

/** One run, with people and ties in the order of a seed. */
function divided({ people, first, second }: Graph, seed: number): Int32Array {
  const next = seededNumbers(seed)
  const placeOf = seededOrder(people, next)
  const order = seededOrder(first.length, next)
  const shuffled = (ends: Int32Array) => order.map((pair) => placeOf[ends[pair] ?? 0] ?? 0)
  const found = louvain(graphOf(people, shuffled(first), shuffled(second)))
  return placeOf.map((place) => found[place] ?? 0)
}

/** Numbers groups by their size, and of equally large ones by who comes first. */
function canonical(found: Int32Array): Int32Array {
  const groups = new Map<number, { size: number; first: number }>()
  found.forEach((group, person) => {
    const known = groups.get(group)
    if (known === undefined) groups.set(group, { size: 1, first: person })
    else known.size += 1
  })
  const sorted = [...groups].sort(([, a], [, b]) => b.size - a.size || a.first - b.first)
  const numbers = new Map(sorted.map(([group], number) => [group, number]))
  return found.map((group) => numbers.get(group) ?? 0)
}

/**
 * Modularity times 4m², a whole number, so that it does not depend on the order of adding up: over the groups, 4m × ties
 * inside − (sum of the degrees)², for m ties.
 */
function qualityOf(graph: Graph, clusterOf: Int32Array): number {
  const ties = graph.first.length
  const degrees = new Map<number, number>()
  for (let person = 0; person < graph.people; person += 1) {
    const cluster = clusterOf[person] ?? 0
    degrees.set(cluster, (degrees.get(cluster) ?? 0) + degreeOf(graph, person))
  }
  let inside = 0
  for (let pair = 0; pair < ties; pair += 1)
    if (clusterOf[graph.first[pair] ?? 0] === clusterOf[graph.second[pair] ?? 0]) inside += 1
  let expected = 0
  for (const degree of degrees.values()) expected += degree ** 2
  return 4 * ties * inside - expected
}
