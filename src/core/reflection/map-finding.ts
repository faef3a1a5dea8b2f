/** What is to be seen on a map, in a few sentences: also what is wrong where all hangs on few, or groups have no bridge. */
import type { CommunityMap } from '../figure-map.ts'
import { areApart, type Structure } from '../network/groups.ts'
import type { MapFacts } from '../network/read-map.ts'
import type { Words } from '../words/words.ts'
import type { Viewer } from './small-groups.ts'

/** From so much centralisation on, few people hold all of it together: of a star it is 1. */
const MUCH_CENTRALIZATION = 0.3
/** Among fewer people somebody always stands in the middle. */
const FEWEST_FOR_HUB = 10

/** What the sentences are made from. */
export interface MapTold {
  readonly facts: Pick<MapFacts, 'network'>
  readonly structure: Structure
  readonly map: Pick<CommunityMap, 'groups' | 'bridges'>
  /** What each of the map's groups is called in a sentence. */
  readonly places: readonly string[]
  /** People in groups, and outside, as the viewer may be told. */
  readonly inGroups: number
  readonly outside: number
  readonly viewer: Viewer
}

/** How many groups there are, the largest, how far they are tied together, and what is wrong at either end. */
export function mapFinding(told: MapTold, words: Words): string {
  const { facts, structure, map, places, viewer, inGroups, outside } = told
  const say = words.map
  const isRounded = !viewer.isExact
  const largest = [...map.groups.entries()].reduce(
    (best, [place, { people, isRest }]) => (!isRest && people > best.people ? { place, people } : best),
    { place: 0, people: 0 },
  )
  return [
    say.structure(inGroups, isRounded, structure.groups.length, {
      group: largest.place + 1,
      place: places[largest.place] ?? '',
      people: largest.people,
    }),
    ...(structure.groups.length > 1 ? bridging(told, words) : []),
    ...platformsBridged(told, words),
    // Very few are a small group.
    ...(viewer.isExact && isHub(facts) ? [say.hub] : []),
    ...(outside > 0 ? [say.outside(outside, isRounded)] : []),
  ].join(' ')
}

function bridging({ structure, map, places, viewer }: MapTold, words: Words): readonly string[] {
  const { groups, bridges, across } = structure
  const say = words.map
  if (bridges.length === 0) return [say.apart(groups.length)]
  const apart = groups.length - new Set(bridges.flatMap(({ one, other }) => [one, other])).size
  const [widest] = map.bridges
  const every = viewer.isExact && across > 0 ? Math.round(1 / across) : null
  const end = (place: number) => ({ group: place + 1, place: places[place] ?? '' })
  return [
    ...(every === null ? [] : [say.across(every)]),
    ...(widest !== undefined
      ? [say.bridged(end(widest.one), end(widest.other), widest.people, !viewer.isExact)]
      : viewer.isExact
        ? []
        : [say.thinly]),
    ...(apart > 0 ? [say.someApart(apart)] : []),
  ]
}

/** Where the groups live on several platforms: whether anything joins these. Nothing is said of what only few join. */
function platformsBridged({ structure, map, viewer }: MapTold, words: Words): readonly string[] {
  const { groups, bridges } = structure
  const platforms = [...new Set(groups.flatMap((group) => group.platforms))].sort()
  if (platforms.length < 2) return []
  const joining = bridges.some(({ one, other }) => areApart(groups[one], groups[other]))
  const isJoined =
    groups.some((group) => group.platforms.length > 1) || map.bridges.some(({ spans }) => spans)
  if (!isJoined && joining && !viewer.isExact) return []
  return [words.map.platformBridge(platforms, isJoined || joining)]
}

const isHub = ({ network: { figures } }: MapTold['facts']): boolean =>
  figures.members >= FEWEST_FOR_HUB && (figures.centralization ?? 0) >= MUCH_CENTRALIZATION
