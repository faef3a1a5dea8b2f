/** What the map shows of a network: its groups of five and more, where they meet, and what bridges them. */
import type { Platform } from '../activity.ts'
import type { SpaceId } from '../ids.ts'
import { SMALLEST_GROUP } from '../smallest-group.ts'
import type { MapFacts } from './read-map.ts'

/** A platform is one that a group is on where so much of what ties it is there. */
const ON_A_PLATFORM = 0.1

/** A group of people who answer each other. */
export interface Group {
  /** Places in the network's list of people. */
  readonly people: readonly number[]
  /** Where their ties inside the group are, the most first, and of equally many what was bound first; their share of all. */
  readonly spaces: readonly { readonly space: SpaceId; readonly share: number }[]
  /** Alphabetically. */
  readonly platforms: readonly Platform[]
}

/** What ties two groups. */
export interface Bridge {
  /** Places in the list of groups, the smaller first. */
  readonly one: number
  readonly other: number
  /** People of either who answered, or were answered by, somebody of the other. */
  readonly people: number
}

export interface Structure {
  /** In the order in which the channels were bound that they meet in most. */
  readonly groups: readonly Group[]
  /** The most people first. */
  readonly bridges: readonly Bridge[]
  /** People in circles of fewer than five. */
  readonly outside: readonly number[]
  /** Pairs of different groups ÷ pairs; 0 where there is none. */
  readonly across: number
}

/** Whether two groups have no platform in common. */
export const areApart = (
  one: Pick<Group, 'platforms'> | undefined,
  other: Pick<Group, 'platforms'> | undefined,
): boolean => {
  const [here, there] = [one?.platforms ?? [], other?.platforms ?? []]
  return here.length > 0 && there.length > 0 && !here.some((platform) => there.includes(platform))
}

/** The groups of a network. What is equal in all else is in the order of its people. */
export function structureOf({ network, spaces }: Pick<MapFacts, 'network' | 'spaces'>): Structure {
  const { ties, clusterOf, figures } = network
  const peopleOf: number[][] = Array.from({ length: figures.clusters }, () => [])
  for (const [person, cluster] of clusterOf.entries()) peopleOf[cluster]?.push(person)
  const insideOf = tiesInside(network)
  const groups = peopleOf
    .map((people, cluster) => ({ cluster, people, ...placesOf(insideOf[cluster] ?? new Map(), spaces) }))
    .filter(({ people }) => people.length >= SMALLEST_GROUP)
    .sort((a, b) => mainSpace(a) - mainSpace(b) || b.people.length - a.people.length || a.cluster - b.cluster)
  const placeOf = new Map(groups.map(({ cluster }, place) => [cluster, place]))
  let crossing = 0
  for (const [pair, first] of ties.first.entries())
    if (clusterOf[first] !== clusterOf[ties.second[pair] ?? 0]) crossing += 1
  return {
    groups,
    bridges: bridgesOf(network, placeOf),
    outside: peopleOf.filter((people) => people.length < SMALLEST_GROUP).flat(),
    across: ties.first.length === 0 ? 0 : crossing / ties.first.length,
  }
}

const mainSpace = ({ spaces: [main] }: Pick<Group, 'spaces'>): number => main?.space ?? 0

/** By cluster: how often people of it answered or named each other in each space. */
function tiesInside({
  ties,
  clusterOf,
  figures,
}: MapFacts['network']): readonly ReadonlyMap<SpaceId, number>[] {
  const inside = Array.from({ length: figures.clusters }, () => new Map<SpaceId, number>())
  for (const { space, pairs, times } of ties.spaces)
    for (const [at, pair] of pairs.entries()) {
      const cluster = clusterOf[ties.first[pair] ?? 0] ?? 0
      if (cluster !== clusterOf[ties.second[pair] ?? 0]) continue
      const there = inside[cluster]
      there?.set(space, (there.get(space) ?? 0) + (times[at] ?? 0))
    }
  return inside
}

function placesOf(
  times: ReadonlyMap<SpaceId, number>,
  spaces: MapFacts['spaces'],
): Pick<Group, 'spaces' | 'platforms'> {
  const all = [...times.values()].reduce((sum, one) => sum + one, 0)
  const shares = [...times].map(([space, one]) => ({ space, share: one / all }))
  const platforms = new Map<Platform, number>()
  for (const { space, share } of shares) {
    const platform = spaces.get(space)?.workspace.platform
    if (platform !== undefined) platforms.set(platform, (platforms.get(platform) ?? 0) + share)
  }
  return {
    spaces: shares.sort((a, b) => b.share - a.share || a.space - b.space),
    platforms: [...platforms]
      .flatMap(([platform, share]) => (share >= ON_A_PLATFORM ? [platform] : []))
      .sort(),
  }
}

function bridgesOf(
  { ties, clusterOf }: MapFacts['network'],
  placeOf: ReadonlyMap<number, number>,
): readonly Bridge[] {
  const across = new Map<string, { one: number; other: number; people: Set<number> }>()
  for (const [pair, first] of ties.first.entries()) {
    const second = ties.second[pair] ?? 0
    const [from, to] = [placeOf.get(clusterOf[first] ?? 0), placeOf.get(clusterOf[second] ?? 0)]
    if (from === undefined || to === undefined || from === to) continue
    const [one, other] = [Math.min(from, to), Math.max(from, to)]
    const key = `${one}/${other}`
    const known = across.get(key) ?? { one, other, people: new Set<number>() }
    known.people.add(first).add(second)
    across.set(key, known)
  }
  return [...across.values()]
    .map(({ people, ...ends }) => ({ ...ends, people: people.size }))
    .sort((a, b) => b.people - a.people || a.one - b.one || a.other - b.other)
}
