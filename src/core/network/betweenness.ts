/**
 * Betweenness: on how many of the shortest ways between two others somebody stands. Brandes, "A Faster Algorithm for
 * Betweenness Centrality" (Journal of Mathematical Sociology 25, 2001), and for large communities from some pivots only:
 * Brandes & Pich, "Centrality Estimation in Large Networks" (International Journal of Bifurcation and Chaos 17, 2007).
 *
 * Written here and not taken from `graphology-metrics`, because that counts shortest ways in 32 bits: where there are more
 * than four billion between two people, which a few thousand in layers can have, it goes wrong without a word.
 */
import type { Graph } from './graph.ts'
import { seededNumbers, seededOrder } from './seeded.ts'

const PIVOT_SEED = 1977

/**
 * Everybody's betweenness, normalised: divided by the number of pairs of others, (n − 1)(n − 2) / 2; 0 for everybody
 * where there are fewer than three. With fewer pivots than people it is an estimate: only ways from those pivots are
 * followed (always the same ones for a number of people), and what they give is scaled up.
 */
export function betweennessOf(
  graph: Graph,
  pivots: number,
  onProgress: (share: number) => void = () => {},
): Float64Array {
  const { people } = graph
  const through = new Float64Array(people)
  if (people < 3) return through
  const sources =
    pivots >= people
      ? Int32Array.from({ length: people }, (_, person) => person)
      : seededOrder(people, seededNumbers(PIVOT_SEED)).slice(0, pivots).sort()
  const follow = followerOf(graph, through)
  sources.forEach((source, done) => {
    follow(source)
    if (done % 32 === 0) onProgress(done / sources.length)
  })
  // Every pair of ends was followed from both, so half of it is meant, of (n − 1)(n − 2) / 2 pairs.
  const scale = people / sources.length / ((people - 1) * (people - 2))
  return through.map((sum) => sum * scale)
}

/** Adds to `through` what shortest ways from one person to everybody else lead through whom. */
function followerOf({ people, starts, neighbours }: Graph, through: Float64Array): (source: number) => void {
  const distance = new Int32Array(people)
  const ways = new Float64Array(people)
  const depends = new Float64Array(people)
  const order = new Int32Array(people)
  return (source) => {
    distance.fill(-1)
    ways.fill(0)
    depends.fill(0)
    distance[source] = 0
    ways[source] = 1
    order[0] = source
    let reached = 1
    for (let at = 0; at < reached; at += 1) {
      const person = order[at] ?? 0
      const further = (distance[person] ?? 0) + 1
      for (let edge = starts[person] ?? 0, end = starts[person + 1] ?? 0; edge < end; edge += 1) {
        const other = neighbours[edge] ?? 0
        if (distance[other] === -1) {
          distance[other] = further
          order[reached] = other
          reached += 1
        }
        if (distance[other] === further) ways[other] = (ways[other] ?? 0) + (ways[person] ?? 0)
      }
    }
    for (let at = reached - 1; at > 0; at -= 1) {
      const person = order[at] ?? 0
      const nearer = (distance[person] ?? 0) - 1
      const each = (1 + (depends[person] ?? 0)) / (ways[person] ?? 1)
      for (let edge = starts[person] ?? 0, end = starts[person + 1] ?? 0; edge < end; edge += 1) {
        const other = neighbours[edge] ?? 0
        if (distance[other] === nearer) depends[other] = (depends[other] ?? 0) + each * (ways[other] ?? 0)
      }
      through[person] = (through[person] ?? 0) + (depends[person] ?? 0)
    }
  }
}

/**
 * Freeman's centralisation of betweenness ("A Set of Measures of Centrality Based on Betweenness", Sociometry 40, 1977):
 * how far the one in the middle stands above everybody else, Σ (highest − b) / (n − 1) with normalised b. 1 for a star, 0
 * where all are alike; null with fewer than three people, among whom nobody can stand between others.
 */
export function centralization(betweenness: Float64Array): number | null {
  const people = betweenness.length
  if (people < 3) return null
  const highest = betweenness.reduce((most, one) => Math.max(most, one), 0)
  return betweenness.reduce((sum, one) => sum + (highest - one), 0) / (people - 1)
}
