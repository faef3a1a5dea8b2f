/**
 * One run of the Louvain method: Blondel, Guillaume, Lambiotte & Lefebvre, "Fast unfolding of communities in large
 * networks" (Journal of Statistical Mechanics P10008, 2008). People join the group of a neighbour for as long as that makes
 * modularity greater; then groups are taken for people, and so on until nothing moves. After a move only those whom it
 * touches are looked at again.
 *
 * Written here on flat arrays: `graphology-communities-louvain` gives the same quality, but has to be handed an object for
 * every person and every tie, which for a large community's year takes gigabytes and most of an hour. All gains are
 * compared as whole numbers, so no order of adding up decides.
 */
import { degreeOf, type Graph } from './graph.ts'

/** People, or groups that are taken for people: ties weigh how many they stand for. */
interface Level {
  readonly nodes: number
  readonly starts: Int32Array
  readonly neighbours: Int32Array
  readonly weights: Float64Array
  /** All ties that end in a node: those inside count twice. */
  readonly degrees: Float64Array
}

/** The group of each person; numbers from 0. What is found depends on the order of people and of their ties. */
export function louvain(graph: Graph): Int32Array {
  const groupOf = Int32Array.from({ length: graph.people }, (_, person) => person)
  const twiceTies = graph.neighbours.length
  let level = levelOf(graph)
  for (;;) {
    const joined = moved(level, twiceTies)
    const groups = renumbered(joined)
    for (const [person, node] of groupOf.entries()) groupOf[person] = joined[node] ?? 0
    if (groups === level.nodes) return groupOf
    level = gathered(level, joined, groups)
  }
}

function levelOf(graph: Graph): Level {
  const { people, starts, neighbours } = graph
  const degrees = Float64Array.from({ length: people }, (_, one) => degreeOf(graph, one))
  return { nodes: people, starts, neighbours, weights: new Float64Array(neighbours.length).fill(1), degrees }
}

/** Lets every node join the group that gains most, until none gains by leaving its own. */
function moved({ nodes, starts, neighbours, weights, degrees }: Level, twiceTies: number): Int32Array {
  const groupOf = Int32Array.from({ length: nodes }, (_, node) => node)
  const totals = degrees.slice()
  const toGroup = new Float64Array(nodes)
  const met = new Int32Array(nodes)
  const queue = Int32Array.from({ length: nodes }, (_, node) => node)
  const isQueued = new Uint8Array(nodes).fill(1)
  for (let head = 0, waiting = nodes; waiting > 0; head = (head + 1) % nodes, waiting -= 1) {
    const node = queue[head] ?? 0
    isQueued[node] = 0
    const [own, degree] = [groupOf[node] ?? 0, degrees[node] ?? 0]
    const [begin, end] = [starts[node] ?? 0, starts[node + 1] ?? 0]
    let groups = 0
    for (let edge = begin; edge < end; edge += 1) {
      const group = groupOf[neighbours[edge] ?? 0] ?? 0
      if (toGroup[group] === 0) {
        met[groups] = group
        groups += 1
      }
      toGroup[group] = (toGroup[group] ?? 0) + (weights[edge] ?? 0)
    }
    totals[own] = (totals[own] ?? 0) - degree
    // What modularity gains, times the square of twice the ties and halved.
    const gainOf = (group: number): number =>
      twiceTies * (toGroup[group] ?? 0) - degree * (totals[group] ?? 0)
    let [best, most] = [own, gainOf(own)]
    for (let at = 0; at < groups; at += 1) {
      const group = met[at] ?? 0
      const gain = gainOf(group)
      if (gain > most) [best, most] = [group, gain]
    }
    for (let at = 0; at < groups; at += 1) toGroup[met[at] ?? 0] = 0
    totals[best] = (totals[best] ?? 0) + degree
    if (best === own) continue
    groupOf[node] = best
    for (let edge = begin; edge < end; edge += 1) {
      const other = neighbours[edge] ?? 0
      if (isQueued[other] === 1 || groupOf[other] === best) continue
      isQueued[other] = 1
      queue[(head + waiting) % nodes] = other
      waiting += 1
    }
  }
  return groupOf
}

/** Numbers the groups from 0 in the order in which they are met, in place; tells how many there are. */
function renumbered(groupOf: Int32Array): number {
  const numbers = new Int32Array(groupOf.length).fill(-1)
  let groups = 0
  for (const [node, group] of groupOf.entries()) {
    if (numbers[group] === -1) {
      numbers[group] = groups
      groups += 1
    }
    groupOf[node] = numbers[group] ?? 0
  }
  return groups
}

/** Groups as nodes: what ties two of them weighs as much as all ties between their nodes. */
function gathered(
  { nodes, starts, neighbours, weights, degrees }: Level,
  groupOf: Int32Array,
  groups: number,
): Level {
  const nodesByGroup = sortedByGroup(groupOf, groups)
  const total = new Float64Array(groups)
  const groupStarts = new Int32Array(groups + 1)
  const toGroup = new Float64Array(groups)
  const [others, between]: [number[], number[]] = [[], []]
  for (let at = 0; at < nodes; ) {
    const group = groupOf[nodesByGroup[at] ?? 0] ?? 0
    const firstOther = others.length
    for (; at < nodes && groupOf[nodesByGroup[at] ?? 0] === group; at += 1) {
      const node = nodesByGroup[at] ?? 0
      total[group] = (total[group] ?? 0) + (degrees[node] ?? 0)
      for (let edge = starts[node] ?? 0, end = starts[node + 1] ?? 0; edge < end; edge += 1) {
        const other = groupOf[neighbours[edge] ?? 0] ?? 0
        if (other === group) continue
        if (toGroup[other] === 0) others.push(other)
        toGroup[other] = (toGroup[other] ?? 0) + (weights[edge] ?? 0)
      }
    }
    for (let one = firstOther; one < others.length; one += 1) {
      const other = others[one] ?? 0
      between.push(toGroup[other] ?? 0)
      toGroup[other] = 0
    }
    groupStarts[group + 1] = others.length
  }
  return {
    nodes: groups,
    starts: groupStarts,
    neighbours: Int32Array.from(others),
    weights: Float64Array.from(between),
    degrees: total,
  }
}

/** Nodes, those of the first group first. */
function sortedByGroup(groupOf: Int32Array, groups: number): Int32Array {
  const next = new Int32Array(groups + 1)
  for (const group of groupOf) next[group + 1] = (next[group + 1] ?? 0) + 1
  for (let group = 0; group < groups; group += 1)
    next[group + 1] = (next[group + 1] ?? 0) + (next[group] ?? 0)
  const sorted = new Int32Array(groupOf.length)
  for (const [node, group] of groupOf.entries()) {
    const at = next[group] ?? 0
    sorted[at] = node
    next[group] = at + 1
  }
  return sorted
}
