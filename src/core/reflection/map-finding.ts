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

/** As many letters as a picture of a phone's width has room for in its finding. */
const MOST_LETTERS = 205

/** A sentence and how much it matters: 0 is never left out. */
interface Said {
  readonly text: string
  readonly rank: number
}

/**
 * How many groups there are, the largest, how far they are tied together, and what is wrong at either end. Where all does
 * not fit, what the picture itself shows is left out first.
 */
export function mapFinding(told: MapTold, words: Words): string {
  const { facts, structure, map, places, viewer, inGroups, outside } = told
  const say = words.map
  const isRounded = !viewer.isExact
  const largest = [...map.groups.entries()].reduce(
    (best, [place, { people, isRest }]) => (!isRest && people > best.people ? { place, people } : best),
    { place: 0, people: 0 },
  )
  const structured = say.structure(inGroups, isRounded, structure.groups.length, {
    group: largest.place + 1,
    place: places[largest.place] ?? '',
    people: largest.people,
  })
  return fitting([
    { text: structured, rank: 0 },
    ...(structure.groups.length > 1 ? bridging(told, words) : []),
    ...platformsBridged(told, words),
    // Very few are a small group.
    ...(viewer.isExact && isHub(facts) ? [{ text: say.hub, rank: 1 }] : []),
    ...(outside > 0 ? [{ text: say.outside(outside, isRounded), rank: 4 }] : []),
  ])
}

/** Those that fit, in their order: the ones that matter most, and of those that matter alike the first. */
function fitting(all: readonly Said[]): string {
  let letters = 0
  const kept = new Set<Said>()
  for (const said of [...all].sort((a, b) => a.rank - b.rank)) {
    const longer = letters + said.text.length + 1
    if (said.rank > 0 && longer > MOST_LETTERS) continue
    letters = longer
    kept.add(said)
  }
  return all.flatMap((said) => (kept.has(said) ? [said.text] : [])).join(' ')
}

function bridging({ structure, map, viewer }: MapTold, words: Words): readonly Said[] {
  const { groups, bridges, across } = structure
  const say = words.map
  if (bridges.length === 0) return [{ text: say.apart(groups.length), rank: 1 }]
  const apart = groups.length - new Set(bridges.flatMap(({ one, other }) => [one, other])).size
  const [widest] = map.bridges
  const every = viewer.isExact && across > 0 ? Math.round(1 / across) : null
  return [
    ...(every === null ? [] : [{ text: say.across(every), rank: 3 }]),
    ...(widest !== undefined
      ? [{ text: say.bridged(widest.one + 1, widest.other + 1, widest.people, !viewer.isExact), rank: 5 }]
      : viewer.isExact
        ? []
        : [{ text: say.thinly, rank: 2 }]),
    ...(apart > 0 ? [{ text: say.someApart(apart), rank: 2 }] : []),
  ]
}

/** Where the groups live on several platforms: whether anything joins these. Nothing is said of what only few join. */
function platformsBridged({ structure, map, viewer }: MapTold, words: Words): readonly Said[] {
  const { groups, bridges } = structure
  const platforms = [...new Set(groups.flatMap((group) => group.platforms))].sort()
  if (platforms.length < 2) return []
  const joining = bridges.some(({ one, other }) => areApart(groups[one], groups[other]))
  const isJoined =
    groups.some((group) => group.platforms.length > 1) || map.bridges.some(({ spans }) => spans)
  if (!isJoined && joining && !viewer.isExact) return []
  const isBridged = isJoined || joining
  return [{ text: words.map.platformBridge(platforms, isBridged), rank: isBridged ? 6 : 1 }]
}

const isHub = ({ network: { figures } }: MapTold['facts']): boolean =>
  figures.members >= FEWEST_FOR_HUB && (figures.centralization ?? 0) >= MUCH_CENTRALIZATION
