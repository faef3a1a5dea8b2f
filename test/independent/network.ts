/** `network` of docs/metrics.md once more, over pairs of people: whom each answered or named. */

export type Pair = readonly [from: string, to: string]

interface PlainNetwork {
  readonly people: readonly string[]
  /** Both ends of each distinct pair, the smaller id first. */
  readonly pairs: readonly Pair[]
  readonly neighbours: ReadonlyMap<string, ReadonlySet<string>>
}

export function networkFrom(ties: readonly Pair[]): PlainNetwork {
  const neighbours = new Map<string, Set<string>>()
  for (const [from, to] of ties) {
    neighbours.set(from, (neighbours.get(from) ?? new Set()).add(to))
    neighbours.set(to, (neighbours.get(to) ?? new Set()).add(from))
  }
  const people = [...neighbours.keys()].sort()
  const pairs = people.flatMap((one) =>
    [...(neighbours.get(one) ?? [])].filter((other) => one < other).map((other): Pair => [one, other]),
  )
  return { people, pairs, neighbours }
}

/** What of the network needs no choice of a division. */
export function networkFigures(ties: readonly Pair[]) {
  const network = networkFrom(ties)
  const { people, pairs } = network
  const directed = new Set(ties.map((tie) => tie.join(' ')))
  const mutual = pairs.filter(([a, b]) => directed.has(`${a} ${b}`) && directed.has(`${b} ${a}`))
  const each = [...betweenness(network).values()]
  const highest = Math.max(0, ...each)
  return {
    members: people.length,
    ties: pairs.length,
    reciprocity: pairs.length === 0 ? null : mutual.length / pairs.length,
    centralization:
      people.length < 3 ? null : each.reduce((sum, one) => sum + (highest - one), 0) / (people.length - 1),
    exact: true,
  }
}

/** Of every two others, the share of their shortest ways that lead through somebody: of all pairs of others. By breadth-first search and Brandes's sum from each. */
export function betweenness({ people, neighbours }: PlainNetwork): ReadonlyMap<string, number> {
  const through = new Map(people.map((person) => [person, 0]))
  for (const source of people) {
    const distance = new Map([[source, 0]])
    const ways = new Map([[source, 1]])
    const order = [source]
    for (const person of order)
      for (const other of neighbours.get(person) ?? []) {
        const further = (distance.get(person) ?? 0) + 1
        if (!distance.has(other)) {
          distance.set(other, further)
          order.push(other)
        }
        if (distance.get(other) === further) ways.set(other, (ways.get(other) ?? 0) + (ways.get(person) ?? 0))
      }
    const depends = new Map<string, number>()
    for (const person of order.reverse())
      for (const other of neighbours.get(person) ?? [])
        if (distance.get(other) === (distance.get(person) ?? 0) + 1)
          depends.set(
            person,
            (depends.get(person) ?? 0) +
              ((ways.get(person) ?? 0) / (ways.get(other) ?? 1)) * (1 + (depends.get(other) ?? 0)),
          )
    for (const [person, sum] of depends)
      if (person !== source) through.set(person, (through.get(person) ?? 0) + sum)
  }
  const scale = (people.length - 1) * (people.length - 2)
  return new Map([...through].map(([person, sum]) => [person, scale === 0 ? 0 : sum / scale]))
}

/** Σ over groups of (L ÷ m − (D ÷ 2m)²); null without ties. */
export function modularityOf(ties: readonly Pair[], groupOf: (person: string) => number): number | null {
  const { people, pairs, neighbours } = networkFrom(ties)
  const m = pairs.length
  if (m === 0) return null
  let sum = 0
  for (const group of new Set(people.map(groupOf))) {
    const inside = pairs.filter(([a, b]) => groupOf(a) === group && groupOf(b) === group).length
    const degrees = people
      .filter((person) => groupOf(person) === group)
      .reduce((total, person) => total + (neighbours.get(person)?.size ?? 0), 0)
    sum += inside / m - (degrees / (2 * m)) ** 2
  }
  return sum
}

/** A plain division to be no worse than: everybody goes, over and over, to the neighbour's group that gains most, until nobody does. */
export function greedyGroups(ties: readonly Pair[]): ReadonlyMap<string, number> {
  const { people, pairs, neighbours } = networkFrom(ties)
  const m = pairs.length
  const degree = (person: string): number => neighbours.get(person)?.size ?? 0
  const groups = new Map(people.map((person, index) => [person, index]))
  const totals = people.map(degree)
  for (let isMoved = true; isMoved; ) {
    isMoved = false
    for (const person of people) {
      const own = groups.get(person) ?? 0
      totals[own] = (totals[own] ?? 0) - degree(person)
      const gain = (group: number): number => {
        const inside = [...(neighbours.get(person) ?? [])].filter(
          (other) => groups.get(other) === group,
        ).length
        return inside / m - (degree(person) * (totals[group] ?? 0)) / (2 * m * m)
      }
      let best = own
      for (const other of neighbours.get(person) ?? []) {
        const group = groups.get(other) ?? 0
        if (gain(group) > gain(best) + 1e-12) best = group
      }
      totals[best] = (totals[best] ?? 0) + degree(person)
      if (best !== own) isMoved = true
      groups.set(person, best)
    }
  }
  return groups
}
