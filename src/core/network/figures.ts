/**
 * The network figures of a period, and what the map is drawn from: everything here is the same whenever, in whatever
 * order, and on whichever engine the ties are read.
 */

import type { NetworkFigures } from '../participation/digest-network.ts'
import { betweennessOf, centralization } from './betweenness.ts'
import { type Clusters, clustersOf } from './clusters.ts'
import { coreNumbers } from './core-number.ts'
import { graphOf } from './graph.ts'
import type { Ties } from './ties.ts'

/** Up to so many people every shortest way is followed; with more, those from `PIVOTS` people. */
export const MOST_EXACT_PEOPLE = 5_000
const PIVOTS = 256
/** So many orders are tried for dividing into groups, as long as they come to no more than so many ties together. */
const ORDERS = { most: 20, fewest: 2, ties: 5_000_000 } as const

/** A network that was looked at: its figures, and of each person (by their place in `ties.members`) where they stand. */
export interface Network {
  readonly ties: Ties
  readonly figures: NetworkFigures
  readonly clusterOf: Clusters['clusterOf']
  readonly betweenness: Float64Array
  readonly coreNumbers: Int32Array
}

/** How far the work is, for a bar: from 0 to 1. */
export type OnProgress = (share: number) => void

/** Looks at a network. Takes seconds for thousands of people: not for the thread that answers others. */
export function networkOf(ties: Ties, onProgress: OnProgress = () => {}): Network {
  const { members, first, second } = ties
  const graph = graphOf(members.length, first, second)
  const clusters = clustersOf(graph, ordersFor(first.length), (share) => onProgress(share / 2))
  const isExact = members.length <= MOST_EXACT_PEOPLE
  const pivots = isExact ? members.length : PIVOTS
  const betweenness = betweennessOf(graph, pivots, (share) => onProgress((1 + share) / 2))
  return {
    ties,
    figures: {
      members: members.length,
      ties: first.length,
      reciprocity: reciprocityOf(ties),
      clusters: clusters.count,
      modularity: clusters.modularity,
      centralization: centralization(betweenness),
      exact: isExact,
    },
    clusterOf: clusters.clusterOf,
    betweenness,
    coreNumbers: coreNumbers(graph),
  }
}

/** A run takes as long as there are ties: seconds for some hundred thousand. */
const ordersFor = (ties: number): number =>
  Math.max(ORDERS.fewest, Math.min(ORDERS.most, Math.floor(ORDERS.ties / Math.max(1, ties))))

/** Pairs that are tied both ways ÷ pairs; null where there is none. */
function reciprocityOf({ forth, back }: Ties): number | null {
  if (forth.length === 0) return null
  let mutual = 0
  forth.forEach((times, pair) => {
    if (times > 0 && (back[pair] ?? 0) > 0) mutual += 1
  })
  return mutual / forth.length
}
