/**
 * The map as the operator's JSON: a network without names. Ids are drawn anew for each export, and everything is in the order
 * of these ids, so that neither an id nor a place in a list tells who somebody is, or that two exports mean the same person.
 */
import type { Band } from '../participation/bands.ts'
import type { MapFacts } from './read-map.ts'

export interface MapJson {
  readonly nodes: readonly {
    readonly id: string
    /** Numbers from 0; they mean nothing but that people of one number are in one group. */
    readonly cluster: number
    readonly kcore: number
    /** Normalised. */
    readonly betweenness: number
    /** Null for somebody who was named and has done nothing yet. */
    readonly band: Band | null
  }[]
  /** `weight`: how often they answered or named each other. */
  readonly edges: readonly { readonly a: string; readonly b: string; readonly weight: number }[]
  readonly modularity: number | null
  /** Whether betweenness is exact. */
  readonly exact: boolean
}

/** `drawId` gives another id by chance each time. Throws where it gives one twice. */
export function mapJson(
  { network, bandOf }: Pick<MapFacts, 'network' | 'bandOf'>,
  drawId: () => string,
): MapJson {
  const { ties, figures, clusterOf, betweenness, coreNumbers } = network
  const ids = ties.members.map(() => drawId())
  if (new Set(ids).size < ids.length) throw new Error('two people were given one id')
  const inOrder = [...ids.keys()].sort((one, other) => compared(ids[one], ids[other]))
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
    const [a = '', b = ''] = ends.sort(compared)
    return { a, b, weight: (ties.forth[pair] ?? 0) + (ties.back[pair] ?? 0) }
  })
  edges.sort((one, other) => compared(one.a, other.a) || compared(one.b, other.b))
  return { nodes, edges, modularity: figures.modularity, exact: figures.exact }
}

/** The order of characters' codes, the same everywhere. */
const compared = (one = '', other = ''): number => (one < other ? -1 : one > other ? 1 : 0)
