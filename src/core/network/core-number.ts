/**
 * How deep in the network somebody stands: the largest k for which they are in a part of it where everybody is tied to k
 * others of that part. Batagelj & Zaveršnik, "An O(m) Algorithm for Cores Decomposition of Networks" (2003).
 */
import { degreeOf, type Graph } from './graph.ts'

/** Everybody's core number: whoever has the fewest ties left is taken off, over and over. */
export function coreNumbers(graph: Graph): Int32Array {
  const { people, starts, neighbours } = graph
  const core = Int32Array.from({ length: people }, (_, person) => degreeOf(graph, person))
  const { order, place, begins } = sortedBy(core)
  for (let at = 0; at < people; at += 1) {
    const person = order[at] ?? 0
    for (let edge = starts[person] ?? 0, end = starts[person + 1] ?? 0; edge < end; edge += 1) {
      const other = neighbours[edge] ?? 0
      const degree = core[other] ?? 0
      if (degree <= (core[person] ?? 0)) continue
      // Whoever is the first of their degree changes places with them, and they become the last of the degree below.
      const [here, front] = [place[other] ?? 0, begins[degree] ?? 0]
      const changed = order[front] ?? 0
      order[here] = changed
      place[changed] = here
      order[front] = other
      place[other] = front
      begins[degree] = front + 1
      core[other] = degree - 1
    }
  }
  return core
}

/** People in the order of a small whole number, where each stands in it, and where each number begins. */
function sortedBy(numbers: Int32Array) {
  const most = numbers.reduce((highest, one) => Math.max(highest, one), 0)
  const begins = new Int32Array(most + 2)
  for (const one of numbers) begins[one + 1] = (begins[one + 1] ?? 0) + 1
  for (let one = 0; one <= most; one += 1) begins[one + 1] = (begins[one + 1] ?? 0) + (begins[one] ?? 0)
  const next = begins.slice()
  const order = new Int32Array(numbers.length)
  const place = new Int32Array(numbers.length)
  numbers.forEach((one, person) => {
    const at = next[one] ?? 0
    order[at] = person
    place[person] = at
    next[one] = at + 1
  })
  return { order, place, begins }
}
