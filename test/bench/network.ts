/** What it takes to look at a network, beside `graphology-metrics` finding exact betweenness in the same ties. */
import { UndirectedGraph } from 'graphology'
import betweennessCentrality from 'graphology-metrics/centrality/betweenness.js'
import { memberId, spaceId } from '../../src/core/ids.ts'
import { networkOf } from '../../src/core/network/figures.ts'
import { seededNumbers } from '../../src/core/network/seeded.ts'
import { collectTies, type Ties } from '../../src/core/network/ties.ts'
import { type BenchRow, median, secondsOf } from './bench.ts'

const ROUNDS = 3
const SPACES = 12
/** Of ten ties so many stay in one's own channel. */
const AT_HOME = 8.5
const TIES_EACH = 4
const EXACT = 2_000
const LARGEST_EXACT = 5_000
const SAMPLED = 100_000

/** People of a few channels; each answers some others, mostly there and mostly the same few. The same every time. */
function tiesOf(people: number): Ties {
  const next = seededNumbers(people)
  const homes = Array.from({ length: people }, () => Math.floor(next() ** 1.5 * SPACES))
  const groups: number[][] = Array.from({ length: SPACES }, () => [])
  homes.forEach((home, person) => void groups[home]?.push(person))
  const ties = collectTies()
  homes.forEach((home, person) => {
    for (let tie = 0; tie < TIES_EACH; tie += 1) {
      const space = next() * 10 < AT_HOME ? home : Math.floor(next() * SPACES)
      const group = groups[space] ?? []
      const other = group[Math.floor(next() ** 2.2 * group.length)] ?? person
      ties.add({
        ...{ from: memberId(person + 1), to: memberId(other + 1) },
        ...{ space: spaceId(space + 1), times: 1 },
      })
    }
  })
  return ties.finish()
}

const looking = (ties: Ties): Promise<number> => secondsOf(async () => void networkOf(ties))

/** Everything that the map needs beside the betweenness alone, where that is quick enough to be waited for; and by itself above. */
export async function benchNetwork(): Promise<BenchRow[]> {
  const ties = tiesOf(EXACT)
  const graph = new UndirectedGraph()
  ties.first.forEach((one, at) => void graph.mergeEdge(one, ties.second[at]))
  const times: { ours: number[]; limit: number[] } = { ours: [], limit: [] }
  for (let round = 0; round < ROUNDS; round += 1) {
    times.limit.push(await secondsOf(async () => void betweennessIn(graph, { getEdgeWeight: null })))
    times.ours.push(await looking(ties))
  }
  const [ours, limit] = [median(times.ours), median(times.limit)]
  const name = `the network of ${EXACT.toLocaleString('en')} people ÷ betweenness alone`
  const alone = async (people: number): Promise<BenchRow> => ({
    name: `– of ${people.toLocaleString('en')}, for information`,
    ...{ ours: await looking(tiesOf(people)), limit: Number.NaN, ratio: Number.NaN },
    ...{ target: '–', unit: 's' },
  })
  return [
    { name, ours, limit, ratio: ours / limit, target: '≤ 2', unit: 's' },
    await alone(LARGEST_EXACT),
    await alone(SAMPLED),
  ]
}

/** Its types say `default`, which Node does not give. */
const betweennessIn = betweennessCentrality as unknown as (
  graph: UndirectedGraph,
  options: { getEdgeWeight: null },
) => { readonly [node: string]: number }
