/**
 * What of a network a viewer may see, and the sentence that says it. Moderators and the operator see groups as they are;
 * for everybody else people are counted in fives, and nothing is drawn of fewer than five: no bridge, and nobody outside.
 */
import type { Period } from '../calendar.ts'
import type { CommunityMap } from '../figure-map.ts'
import { areApart, type Bridge, type Group, structureOf } from '../network/groups.ts'
import { sectorsOf } from '../network/layout.ts'
import type { MapFacts } from '../network/read-map.ts'
import { SMALLEST_GROUP } from '../smallest-group.ts'
import type { Words } from '../words/words.ts'
import { dotsOf } from './map-dots.ts'
import { mapFinding } from './map-finding.ts'
import { groupNames, mainChannel } from './map-names.ts'
import { FEWEST_ACTIVE, type Viewer } from './small-groups.ts'

/** With fewer active people groups are drawn, and nobody as a dot. */
const FEWEST_FOR_DOTS = 50
/** More groups than that nobody tells apart: the smallest are one together. */
const MOST_GROUPS = 8
const MOST_BRIDGES = 10
/** Groups as they are drawn: the smaller ones may be one. */
interface ShownGroup extends Pick<Group, 'people' | 'platforms'> {
  /** All that it is called. */
  readonly name: string
  /** The channel it is mostly in, for a sentence. */
  readonly main: string
  readonly isRest: boolean
}

/** The map for a viewer; a sentence where there is none. */
export function mapFigure(
  facts: Omit<MapFacts, 'bandOf'>,
  period: Period,
  viewer: Viewer,
  words: Words,
): CommunityMap | string {
  const say = words.map
  if (!viewer.isExact && facts.activeMembers < FEWEST_ACTIVE) return say.noMap.fewActive
  if (facts.network.figures.ties === 0) return say.noMap.nothing
  const structure = structureOf(facts)
  if (structure.groups.length === 0) return say.noMap.noGroups
  const { groups, placeOf } = shownGroups(structure.groups, facts.spaces, words)
  const bridges = shownBridges(structure.bridges, placeOf, viewer)
  const sectors = sectorsOf(groups.map(({ people }) => people.length))
  const outside = shownCount(structure.outside.length, viewer)
  const isOfDots = facts.activeMembers >= FEWEST_FOR_DOTS
  const drawn = isOfDots
    ? dotsOf(facts.network, { groups, sectors, outside: outside === 0 ? [] : structure.outside }, viewer)
    : { dots: [], lines: [], each: 1 }
  const map = {
    groups: groups.map(({ name, people, platforms, isRest }, place) => ({
      ...{ name, isRest, spans: platforms.length > 1 },
      ...(sectors[place] ?? { from: 0, to: 0 }),
      people: shownCount(people.length, viewer),
      detail: say.detail(shownCount(people.length, viewer), !viewer.isExact, platforms),
    })),
    bridges: bridges
      .slice(0, MOST_BRIDGES)
      .map((bridge) => ({ ...bridge, spans: areApart(groups[bridge.one], groups[bridge.other]) })),
    ...{ dots: drawn.dots, lines: drawn.lines },
  }
  const inGroups = structure.groups.reduce((sum, { people }) => sum + people.length, 0)
  const told = {
    ...{ facts, structure, map, viewer, outside },
    inGroups: shownCount(inGroups, viewer),
    places: groups.map(({ main }) => main),
  }
  return {
    kind: 'map',
    title: say.title,
    finding: mapFinding(told, words),
    note: [
      isOfDots ? say.note.dots(drawn.each) : say.note.groups,
      ...(map.bridges.some(({ spans }) => spans) ? [say.note.dashed] : []),
      ...(viewer.isExact ? [] : [say.note.rounded]),
      say.note.days(words.time.period(period), drawn.lines.length > 0),
    ].join(' '),
    ...map,
  }
}

/** As counted, or full fives, as dots are drawn; none where a small group would be told. */
const shownCount = (n: number, { isExact }: Viewer): number =>
  isExact ? n : Math.floor(n / SMALLEST_GROUP) * SMALLEST_GROUP

/** The largest groups, in their order, and the others as one; with where each group of the network is among them. */
function shownGroups(
  groups: readonly Group[],
  spaces: MapFacts['spaces'],
  words: Words,
): { groups: readonly ShownGroup[]; placeOf: readonly number[] } {
  const names = groupNames(groups, spaces, words)
  const bySize = [...groups.keys()].sort(
    (a, b) => (groups[b]?.people.length ?? 0) - (groups[a]?.people.length ?? 0) || a - b,
  )
  const kept = groups.length <= MOST_GROUPS + 1 ? new Set(bySize) : new Set(bySize.slice(0, MOST_GROUPS))
  const shown = groups.flatMap((group, place) =>
    kept.has(place)
      ? [
          {
            ...group,
            name: names[place] ?? '',
            main: mainChannel(group, spaces, words),
            isRest: false,
            place,
          },
        ]
      : [],
  )
  const rest = groups.filter((_, place) => !kept.has(place))
  const together = {
    people: rest.flatMap(({ people }) => people),
    platforms: [...new Set(rest.flatMap(({ platforms }) => platforms))].sort(),
    ...{ name: words.map.rest(rest.length), main: words.map.rest(rest.length) },
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
