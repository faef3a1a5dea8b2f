import fc from 'fast-check'
import { UndirectedGraph } from 'graphology'
import betweennessCentrality from 'graphology-metrics/centrality/betweenness.js'
import { describe, expect, it } from 'vitest'
import { betweennessOf } from '../../../src/core/network/betweenness.ts'
import { coreNumbers } from '../../../src/core/network/core-number.ts'
import { networkOf } from '../../../src/core/network/figures.ts'
import { type Graph, graphOf } from '../../../src/core/network/graph.ts'
import { seededNumbers, seededOrder } from '../../../src/core/network/seeded.ts'
import type { Ties } from '../../../src/core/network/ties.ts'
import { anyTies, asTies, collected, KARATE, KITE } from './graphs.ts'

const graphIn = ({ members, first, second }: Ties): Graph => graphOf(members.length, first, second)
const rounded = (value: number | undefined, digits: number) => Number(value?.toFixed(digits))

describe('figures that are published', () => {
  it('finds those of Zachary’s karate club', () => {
    const { figures, betweenness, coreNumbers: depths } = networkOf(collected(asTies(KARATE)))
    expect(figures).toMatchObject({ members: 34, ties: 78, reciprocity: 0, clusters: 4, exact: true })
    expect(rounded(figures.modularity ?? 0, 5)).toBe(0.41979)
    expect(rounded(figures.centralization ?? 0, 6)).toBe(0.405557)
    expect([0, 33, 32].map((member) => rounded(betweenness[member], 6))).toEqual([
      0.437635, 0.304075, 0.145247,
    ])
    expect(Math.max(...depths)).toBe(4)
    expect(depths.filter((depth) => depth === 4)).toHaveLength(10)
  })

  it('finds those of Krackhardt’s kite', () => {
    const { figures, betweenness } = networkOf(collected(asTies(KITE)))
    expect(figures).toMatchObject({ members: 10, ties: 18 })
    // Nine others make 36 pairs.
    expect(betweenness.map((one) => rounded(one * 36, 3))).toEqual(
      Float64Array.of(0.833, 0.833, 0, 3.667, 0, 8.333, 8.333, 14, 8, 0),
    )
    expect(rounded(betweenness[7], 3)).toBe(0.389)
  })
})

describe('the smallest networks', () => {
  it.each([
    [[], { members: 0, ties: 0, reciprocity: null, clusters: 0, modularity: null, centralization: null }],
    [[[1, 2]], { members: 2, ties: 1, reciprocity: 0, clusters: 1, modularity: 0, centralization: null }],
    [
      [
        [1, 2],
        [2, 1],
        [1, 1],
      ],
      { members: 2, ties: 1, reciprocity: 1, clusters: 1, modularity: 0, centralization: null },
    ],
    [
      [
        [1, 2],
        [1, 3],
        [1, 4],
      ],
      { members: 4, ties: 3, reciprocity: 0, clusters: 1, modularity: 0, centralization: 1 },
    ],
  ] as const)('%j', (pairs, figures) => {
    expect(networkOf(collected(asTies(pairs))).figures).toEqual({ ...figures, exact: true })
  })
})

/** Counts shortest ways by following all of them. */
function betweennessByWalking(graph: Graph): readonly number[] {
  const { people } = graph
  const others = (person: number) => [
    ...graph.neighbours.slice(graph.starts[person], graph.starts[person + 1]),
  ]
  const shortest = (from: number, to: number): readonly (readonly number[])[] => {
    let ways: (readonly number[])[] = [[from]]
    for (let length = 1; length < people; length += 1) {
      ways = ways.flatMap((way) =>
        others(way.at(-1) ?? 0)
          .filter((next) => !way.includes(next))
          .map((next) => [...way, next]),
      )
      const there = ways.filter((way) => way.at(-1) === to)
      if (there.length > 0) return there
    }
    return []
  }
  const through = Array.from({ length: people }, () => 0)
  for (let from = 0; from < people; from += 1)
    for (let to = from + 1; to < people; to += 1) {
      const ways = shortest(from, to)
      for (const way of ways)
        for (const person of way.slice(1, -1)) through[person] = (through[person] ?? 0) + 1 / ways.length
    }
  return through.map((sum) => (people < 3 ? 0 : sum / (((people - 1) * (people - 2)) / 2)))
}

/** The largest k for which somebody is left when all with fewer than k ties are taken off until none has. */
function coreByTakingOff(graph: Graph): readonly number[] {
  const core = Array.from({ length: graph.people }, () => 0)
  for (let k = 1; k <= graph.people; k += 1) {
    let left = new Set(core.keys())
    for (;;) {
      const before = left
      const others = (one: number) => [...graph.neighbours.slice(graph.starts[one], graph.starts[one + 1])]
      left = new Set(
        [...before].filter((one) => others(one).filter((other) => before.has(other)).length >= k),
      )
      if (left.size === before.size) break
    }
    for (const person of left) core[person] = k
  }
  return core
}

const close = (found: Float64Array, wanted: readonly number[]) => {
  expect(found).toHaveLength(wanted.length)
  for (const [person, one] of found.entries()) expect(one).toBeCloseTo(wanted[person] ?? Number.NaN, 12)
}

describe('any network', () => {
  it('has the betweenness that following all shortest ways gives', () => {
    fc.assert(
      fc.property(anyTies(7), (ties) => {
        const graph = graphIn(collected(ties))
        close(betweennessOf(graph, graph.people), betweennessByWalking(graph))
      }),
      { numRuns: 100 },
    )
  })

  it('has the betweenness of another program', () => {
    fc.assert(
      fc.property(anyTies(40), (ties) => {
        const { people, first, second, ...rest } = graphIn(collected(ties))
        const theirs = new UndirectedGraph()
        for (let person = 0; person < people; person += 1) theirs.addNode(person)
        for (const [pair, one] of first.entries()) theirs.addUndirectedEdge(one, second[pair])
        const wanted = people < 3 ? {} : betweennessIn(theirs, { getEdgeWeight: null })
        close(
          betweennessOf({ people, first, second, ...rest }, people),
          Array.from({ length: people }, (_, person) => (people < 3 ? 0 : (wanted[person] ?? Number.NaN))),
        )
      }),
      { numRuns: 30 },
    )
  })

  it('has the core numbers that taking off the weakest gives', () => {
    fc.assert(
      fc.property(anyTies(12), (ties) => {
        const graph = graphIn(collected(ties))
        expect([...coreNumbers(graph)]).toEqual(coreByTakingOff(graph))
      }),
      { numRuns: 200 },
    )
  })

  it('has the same figures to the last digit, in whatever order and portions its ties are told', () => {
    fc.assert(
      fc.property(anyTies(25), fc.integer(), (ties, seed) => {
        const order = seededOrder(ties.length, seededNumbers(seed))
        const singly = [...order].flatMap((at) => {
          const one = ties[at]
          return one === undefined ? [] : Array.from({ length: one.times }, () => ({ ...one, times: 1 }))
        })
        expect(networkOf(collected(singly))).toEqual(networkOf(collected(ties)))
      }),
      { numRuns: 30 },
    )
  })
})

describe('a sampled betweenness', () => {
  it('is near the exact one, and the same each time', () => {
    const next = seededNumbers(7)
    const pairs = Array.from({ length: 2400 }, (_, index) => {
      const from = index % 600
      return [from, Math.floor(from * next() ** 2)] as const
    })
    const graph = graphIn(collected(asTies(pairs)))
    const exact = betweennessOf(graph, graph.people)
    const sampled = betweennessOf(graph, 256)
    expect(sampled).toEqual(betweennessOf(graph, 256))
    const highest = exact.indexOf(Math.max(...exact))
    expect(sampled.indexOf(Math.max(...sampled))).toBe(highest)
    expect(sampled[highest]).toBeCloseTo(exact[highest] ?? 0, 2)
    const total = (all: Float64Array) => all.reduce((sum, one) => sum + one, 0)
    expect(total(sampled) / total(exact)).toBeCloseTo(1, 1)
  })

  it('counts more shortest ways than 32 bits hold', () => {
    // Six layers of a hundred, each tied to all of the next: ten thousand million ways from end to end.
    const wide = 100
    const pairs = Array.from({ length: 5 }, (_, layer) =>
      Array.from({ length: wide * wide }, (_unused, index) => {
        const [one, other] = [index % wide, Math.floor(index / wide)]
        return [layer * wide + one, (layer + 1) * wide + other] as const
      }),
    ).flat()
    const graph = graphIn(collected(asTies(pairs)))
    const total = betweennessOf(graph, graph.people).reduce((sum, one) => sum + one, 0)
    // All betweenness together is how many stand between the ends of a way: distance − 1. Two of one layer are 2 apart.
    const across = [1, 2, 3, 4, 5].reduce((sum, apart) => sum + (6 - apart) * wide * wide * (apart - 1), 0)
    const inside = (6 * wide * (wide - 1)) / 2
    expect(total).toBeCloseTo((across + inside) / ((599 * 598) / 2), 9)
  })
})

/** Its types say `default`, which Node does not give. */
const betweennessIn = betweennessCentrality as unknown as (
  graph: UndirectedGraph,
  options: { getEdgeWeight: null },
) => { readonly [node: string]: number }
