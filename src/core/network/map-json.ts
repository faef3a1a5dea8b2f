/**
 * The map as the operator's JSON: a network without names. Ids are drawn anew for each export, and everything is in the order
 * of these ids, so that neither an id nor a place in a list tells who somebody is, or that two exports mean the same person.
 */

import type { Band } from '../participation/bands.ts'
import { inTextOrder } from '../text-order.ts'
import type { MapFacts } from './read-map.ts'

/**
 * Who answered or named whom in the period, person by person and without names. Ids are drawn anew for each export and everything is in their order, so two
 * exports cannot be laid side by side. It is for the operator alone, who can read the database as well: a network without names can be known again by its shape.
 */
export interface MapJson {
  /**
   * People with at least one tie in the period.
   *
   * @shown operator in `commonplace map --json`
   */
  readonly nodes: readonly MapNode[]
  /**
   * Pairs of people who are tied, without direction.
   *
   * @shown operator in `commonplace map --json`
   */
  readonly edges: readonly MapEdge[]
  /**
   * How far people answer inside their groups rather than across: the `network.modularity` of a digest of the same period.
   * @formula Σ over groups of (L ÷ m − (D ÷ 2m)²), with L ties inside the group, D the sum of ties of its people, m ties in all
   * @unit −½ to 1; 0 is no more than by chance
   * @null where there is no tie
   * @source M. Newman & M. Girvan, Finding and evaluating community structure in networks, 2004
   * @heldTo test/core/network/network.test.ts: Zachary’s karate club has .41979
   * @cannotTell Whether groups are good. High may be rooms that never meet, low may be a crowd in which nobody knows anybody; it also grows with the number of people.
   */
  readonly modularity: number | null
  /**
   * Whether betweenness is exact.
   * @formula number of `nodes` ≤ 5,000
   * @unit true or false
   * @cannotTell How far an estimate is off.
   */
  readonly exact: boolean
}

/** A person, as a place in the network. */
interface MapNode {
  /**
   * What edges know them by.
   * @formula drawn by chance for each export
   * @unit id
   * @cannotTell Who it is, or whether somebody in another export is the same person.
   */
  readonly id: string
  /**
   * Their group: people who answer each other more than others.
   * @formula the division of `network.clusters`; groups are numbered from 0, in the order in which `nodes` first has one of their people
   * @unit number of a group
   * @source V. Blondel, J.-L. Guillaume, R. Lambiotte & E. Lefebvre, Fast unfolding of communities in large networks, 2008
   * @heldTo test/core/network/network.test.ts: Zachary’s karate club has 4 of them
   * @cannotTell That they feel they belong there. Who stands between two groups is put into one of them, and the number says nothing but who shares it.
   */
  readonly cluster: number
  /**
   * How deep in the network they stand.
   * @formula the largest k for which they are in a part of the network where everybody is tied to k others of that part
   * @unit people
   * @source V. Batagelj & M. Zaveršnik, An O(m) algorithm for cores decomposition of networks, 2003
   * @heldTo test/core/network/network.test.ts: in Zachary’s karate club it is 4 for ten people and for nobody more
   * @cannotTell Who leads or knows most. One long thread in which everybody names everybody makes a deep core of an afternoon.
   */
  readonly kcore: number
  /**
   * How much goes through them.
   * @formula the share of shortest ways between two others that lead through them, summed over all pairs of others ÷ ((n − 1)(n − 2) ÷ 2), n people; above 5,000 people estimated from the shortest ways that begin with 256 of them; 0 with fewer than three people
   * @unit 0 to 1
   * @source L. Freeman, A set of measures of centrality based on betweenness, 1977; U. Brandes, A faster algorithm for betweenness centrality, 2001
   * @heldTo test/core/network/network.test.ts: in Zachary’s karate club .437635, .304075 and .145247 are the highest, in Krackhardt’s kite .389
   * @cannotTell Whether they join people or stand in their way, nor whether anything was passed on: ways are counted, not what went along them.
   */
  readonly betweenness: number
  /**
   * How close they are to the middle of the community at the end of the period, by the weeks in which they did something.
   * @formula as in a digest’s `bands`
   * @unit core, active, peripheral or away
   * @null for somebody who has no such week: who was answered or named and has done nothing yet, or only in a break
   * @cannotTell Where they stand in the network: somebody may write every week and be answered by nobody.
   */
  readonly band: Band | null
}

/** Two people who are tied. */
interface MapEdge {
  /**
   * One of the two.
   * @formula the `id` that comes first in the order of characters
   * @unit id
   * @cannotTell Who began: an edge has no direction.
   */
  readonly a: string
  /**
   * The other.
   * @formula the `id` that comes second
   * @unit id
   * @cannotTell The same as `a`.
   */
  readonly b: string
  /**
   * How often they answered or named each other.
   * @formula replies and mentions of the two in the period, both ways together
   * @unit times
   * @cannotTell How well or how gladly they talked, or whether only one of them did. Groups, `kcore` and `betweenness` leave it out: a tie is a tie.
   */
  readonly weight: number
}

/** `drawId` gives another id by chance each time. Throws where it gives one twice. */
export function mapJson(
  { network, bandOf }: Pick<MapFacts, 'network' | 'bandOf'>,
  drawId: () => string,
): MapJson {
  const { ties, figures, clusterOf, betweenness, coreNumbers } = network
  const ids = ties.members.map(() => drawId())
  if (new Set(ids).size < ids.length) throw new Error('two people were given one id')
  const inOrder = [...ids.keys()].sort((one, other) => inTextOrder(ids[one] ?? '', ids[other] ?? ''))
  const clusters = new Map<number, number>()
  const nodes = inOrder.map((place) => {
    const found = clusterOf[place] ?? 0
    const cluster = clusters.get(found) ?? clusters.size
    clusters.set(found, cluster)
    const member = ties.members[place]
    return {
      id: ids[place] ?? '',
      cluster,
      kcore: coreNumbers[place] ?? 0,
      betweenness: betweenness[place] ?? 0,
      band: member === undefined ? null : (bandOf.get(member) ?? null),
    }
  })
  const edges = [...ties.first.entries()].map(([pair, first]) => {
    const ends = [ids[first] ?? '', ids[ties.second[pair] ?? 0] ?? '']
    const [a = '', b = ''] = ends.sort(inTextOrder)
    return { a, b, weight: (ties.forth[pair] ?? 0) + (ties.back[pair] ?? 0) }
  })
  edges.sort((one, other) => inTextOrder(one.a, other.a) || inTextOrder(one.b, other.b))
  return { nodes, edges, modularity: figures.modularity, exact: figures.exact }
}
