/**
 * What of a network a viewer may see, and the sentence that says it. Moderators and the operator see groups as they are;
 * for everybody else people are counted in fives, and nothing is drawn of fewer than five: no bridge, and nobody outside.
 */
import type { Platform } from '../activity.ts'
import type { Period } from '../calendar.ts'
import type { CommunityMap } from '../figure-map.ts'
import { type Bridge, type Group, SMALLEST_GROUP, type Structure, structureOf } from '../network/groups.ts'
import { sectorsOf } from '../network/layout.ts'
import type { MapFacts } from '../network/read-map.ts'
import type { Words } from '../words/words.ts'
import { dotsOf } from './map-dots.ts'
import { groupNames } from './map-names.ts'
import { FEWEST_ACTIVE, type Viewer } from './small-groups.ts'

/** With fewer active people groups are drawn, and nobody as a dot. */
const FEWEST_FOR_DOTS = 50
/** More groups than that nobody tells apart: the smallest are one together. */
const MOST_GROUPS = 8
const MOST_BRIDGES = 10
/** From so much centralisation on, few people hold all of it together: of a star it is 1. */
const MUCH_CENTRALIZATION = 0.3
/** Among fewer people somebody always stands in the middle. */
const FEWEST_FOR_HUB = 10

/** Groups as they are drawn: the smaller ones may be one. */
export interface ShownGroup extends Pick<Group, 'people' | 'platforms'> {
  readonly name: string
  readonly isRest: boolean
}

/** The map for a viewer; a sentence where there is none. */
export function mapFigure(
  facts: MapFacts,
  period: Period,
  viewer: Viewer,
  words: Words,
): CommunityMap | string {
  const say = words.map
  if (!viewer.isExact && facts.activeMembers < FEWEST_ACTIVE) return say.noMap.fewActive
  if (facts.network.figures.ties === 0) return say.noMap.nothing
  const structure = structureOf(facts)
  if (structure.groups.length === 0) return say.noMap.noGroups
  const names = groupNames(structure.groups, facts.spaces, words)
  const { groups, placeOf } = shownGroups(structure.groups, names, words)
  const bridges = shownBridges(structure.bridges, placeOf, viewer)
  const sectors = sectorsOf(groups.map(({ people }) => people.length))
  const outside = shownCount(structure.outside.length, viewer)
  const isOfDots = facts.activeMembers >= FEWEST_FOR_DOTS
  const drawn = isOfDots
    ? dotsOf(facts.network, { groups, sectors, outside: outside === 0 ? [] : structure.outside }, viewer)
    : { dots: [], lines: [], each: 1 }
  const isSpanning = ({ one, other }: Pick<Bridge, 'one' | 'other'>): boolean =>
    areApart(groups[one]?.platforms ?? [], groups[other]?.platforms ?? [])
  const map = {
    groups: groups.map(({ name, people, platforms, isRest }, place) => ({
      ...{ name, isRest, spans: platforms.length > 1 },
      ...(sectors[place] ?? { from: 0, to: 0 }),
      people: shownCount(people.length, viewer),
      detail: say.detail(shownCount(people.length, viewer), !viewer.isExact, platforms),
    })),
    bridges: bridges.slice(0, MOST_BRIDGES).map((bridge) => ({ ...bridge, spans: isSpanning(bridge) })),
    ...{ dots: drawn.dots, lines: drawn.lines },
  }
  const told = { facts, structure, names, viewer, words, outside }
  return {
    kind: 'map',
    title: say.title,
    finding: findingOf(told),
    note: [
      isOfDots ? say.note.dots : say.note.groups,
      ...(drawn.each > 1 ? [say.note.sampled(drawn.each)] : []),
      ...(drawn.lines.length > 0 ? [say.note.lines] : []),
      ...(map.bridges.some(({ spans }) => spans) ? [say.note.dashed] : []),
      ...(viewer.isExact ? [] : [say.note.rounded]),
      say.note.days(words.time.period(period)),
    ].join(' '),
    ...map,
  }
}

/** As counted, or full fives, as dots are drawn; none where a small group would be told. */
const shownCount = (n: number, { isExact }: Viewer): number =>
  isExact ? n : Math.floor(n / SMALLEST_GROUP) * SMALLEST_GROUP

/** Whether two groups have no platform in common. */
const areApart = (one: readonly Platform[], other: readonly Platform[]): boolean =>
  one.length > 0 && other.length > 0 && !one.some((platform) => other.includes(platform))

/** The largest groups, in their order, and the others as one; with where each group of the network is among them. */
function shownGroups(
  groups: readonly Group[],
  names: readonly string[],
  words: Words,
): { groups: readonly ShownGroup[]; placeOf: readonly number[] } {
  const bySize = [...groups.keys()].sort(
    (a, b) => (groups[b]?.people.length ?? 0) - (groups[a]?.people.length ?? 0) || a - b,
  )
  const kept = groups.length <= MOST_GROUPS + 1 ? new Set(bySize) : new Set(bySize.slice(0, MOST_GROUPS))
  const shown = groups.flatMap((group, place) =>
    kept.has(place) ? [{ ...group, name: names[place] ?? '', isRest: false, place }] : [],
  )
  const rest = groups.filter((_, place) => !kept.has(place))
  const together = {
    people: rest.flatMap(({ people }) => people),
    platforms: [...new Set(rest.flatMap(({ platforms }) => platforms))].sort(),
    name: words.map.rest(rest.length),
    isRest: true,
  }
  const placeOf = groups.map((_, place) => {
    const at = shown.findIndex((one) => one.place === place)
    return at === -1 ? shown.length : at
  })
  return { groups: rest.length === 0 ? shown : [...shown, together], placeOf }
}

/** Bridges between what is drawn. Those of the smaller groups are left out: who ties across several would count twice. */
const shownBridges = (
  bridges: readonly Bridge[],
  placeOf: readonly number[],
  viewer: Viewer,
): readonly Bridge[] => {
  const rest = new Map<number, number>()
  for (const place of placeOf) rest.set(place, (rest.get(place) ?? 0) + 1)
  return bridges.flatMap(({ one, other, people }) => {
    const [from = 0, to = 0] = [placeOf[one], placeOf[other]]
    const shown = shownCount(people, viewer)
    const isAlone = rest.get(from) === 1 && rest.get(to) === 1
    return isAlone && shown > 0 ? [{ one: Math.min(from, to), other: Math.max(from, to), people: shown }] : []
  })
}

interface Told {
  readonly facts: MapFacts
  readonly structure: Structure
  readonly names: readonly string[]
  readonly viewer: Viewer
  readonly words: Words
  readonly outside: number
}

/** How many groups there are, the largest, how far they are tied together, and what is wrong at either end. */
function findingOf({ facts, structure, names, viewer, words, outside }: Told): string {
  const say = words.map
  const { groups, bridges } = structure
  const isRounded = !viewer.isExact
  const largest = [...groups.entries()].reduce((best, one) =>
    one[1].people.length > best[1].people.length ? one : best,
  )
  const inGroups = groups.reduce((sum, { people }) => sum + people.length, 0)
  const sizes = { name: names[largest[0]] ?? '', people: shownCount(largest[1].people.length, viewer) }
  return [
    `${say.structure(shownCount(inGroups, viewer), isRounded, groups.length, sizes)}.`,
    ...(outside > 0 ? [say.outside(outside, isRounded)] : []),
    ...(groups.length > 1 ? [bridging(structure, names, viewer, words)] : []),
    ...(bridges.length > 0 ? platformsBridged(structure, words) : []),
    // Very few are a small group.
    ...(viewer.isExact && isHub(facts) ? [say.hub] : []),
  ].join(' ')
}

function bridging(
  { groups, bridges, across }: Structure,
  names: readonly string[],
  viewer: Viewer,
  words: Words,
): string {
  const say = words.map
  const [widest] = bridges
  if (widest === undefined) return say.apart(groups.length)
  const bridged = new Set(bridges.flatMap(({ one, other }) => [one, other]))
  const apart = groups.length - bridged.size
  const n = shownCount(widest.people, viewer)
  const every = viewer.isExact && across > 0 ? Math.round(1 / across) : null
  const [one = '', other = ''] = [names[widest.one], names[widest.other]]
  return [
    n === 0 ? say.thinly : say.bridged(every, one, other, n, !viewer.isExact),
    ...(apart > 0 ? [say.someApart(apart)] : []),
  ].join(' ')
}

/** Where the groups live on several platforms: whether anything joins these. */
function platformsBridged({ groups, bridges }: Structure, words: Words): readonly string[] {
  const platforms = [...new Set(groups.flatMap((group) => group.platforms))].sort()
  if (platforms.length < 2) return []
  const joining = bridges.filter(({ one, other }) =>
    areApart(groups[one]?.platforms ?? [], groups[other]?.platforms ?? []),
  )
  const spanning = groups.filter((group) => group.platforms.length > 1)
  return [words.map.platformBridge(platforms, joining.length + spanning.length)]
}

const isHub = ({ network: { figures } }: MapFacts): boolean =>
  figures.members >= FEWEST_FOR_HUB && (figures.centralization ?? 0) >= MUCH_CENTRALIZATION
