/** People as dots on the map: as many as can be told apart, without a name, an order or a number that is theirs. */
import type { CommunityMap } from '../figure-map.ts'
import type { Network } from '../network/figures.ts'
import { ownNumber, type Placed, placesFor, type Sector } from '../network/layout.ts'
import { SMALLEST_GROUP } from '../smallest-group.ts'
import type { Viewer } from './small-groups.ts'

/** More a phone does not show. */
const MOST_DOTS = 1_200
const MOST_LINES = 1_200

interface Drawn {
  readonly groups: readonly { readonly people: readonly number[] }[]
  readonly sectors: readonly Sector[]
  readonly outside: readonly number[]
}

/**
 * Dots and the lines between them. Of very many people some are drawn (always the same ones, by their own numbers), and each
 * stands for `each`. For whoever may not see small groups the dots of a group come in fives, and there are no lines: one dot that all
 * lead to would be somebody.
 */
export function dotsOf(
  network: Network,
  { groups, sectors, outside }: Drawn,
  viewer: Viewer,
): Pick<CommunityMap, 'dots' | 'lines'> & { readonly each: number } {
  const all = groups.reduce((sum, { people }) => sum + people.length, outside.length)
  const share = Math.min(1, MOST_DOTS / all)
  const placed = [
    ...groups.flatMap(({ people }, group) =>
      someOf(network, people, share, viewer).map((person) => ({ person, group })),
    ),
    ...someOf(network, outside, share, viewer).map((person) => ({ person, group: null })),
  ]
  const depths = depthsIn(network)
  const people = placed.flatMap(({ person, group }): Placed[] => {
    const member = network.ties.members[person]
    return member === undefined ? [] : [{ member, group, depth: depths[person] ?? 0 }]
  })
  const places = placesFor(people, sectors)
  return {
    dots: people.map(({ group }, index) => ({ group, ...(places[index] ?? { turn: 0, out: 1 }) })),
    lines: viewer.isExact ? linesOf(network, placed) : [],
    each: Math.max(1, Math.round(1 / share)),
  }
}

/**
 * How deep people stand: the core numbers of all whom they are tied to, added up (Bae & Kim, "Identifying and ranking
 * influential spreaders in complex networks by neighborhood coreness", Physica A 395, 2014). Core numbers alone are few, so
 * one tie more or less would throw people from the edge to the middle.
 */
function depthsIn({ ties, coreNumbers }: Network): Float64Array {
  const depths = new Float64Array(coreNumbers.length)
  for (const [pair, first] of ties.first.entries()) {
    const second = ties.second[pair] ?? 0
    depths[first] = (depths[first] ?? 0) + (coreNumbers[second] ?? 0)
    depths[second] = (depths[second] ?? 0) + (coreNumbers[first] ?? 0)
  }
  return depths
}

/** Those of some people who are drawn: the ones whose own numbers are the smallest. */
function someOf(
  { ties }: Network,
  people: readonly number[],
  share: number,
  { isExact }: Viewer,
): readonly number[] {
  const own = (person: number): number => {
    const member = ties.members[person]
    return member === undefined ? 1 : ownNumber(member, 4)
  }
  const wanted = Math.round(people.length * share)
  const shown = isExact ? wanted : Math.floor(wanted / SMALLEST_GROUP) * SMALLEST_GROUP
  return [...people].sort((a, b) => own(a) - own(b) || a - b).slice(0, shown)
}

/** The strongest ties inside groups; of equal ones, some by the people's own numbers. */
function linesOf(
  { ties }: Network,
  placed: readonly { readonly person: number; readonly group: number | null }[],
): CommunityMap['lines'] {
  const dotOf = new Map(placed.map(({ person }, dot) => [person, dot]))
  const lines = [...ties.first.entries()].flatMap(([pair, first]) => {
    const second = ties.second[pair] ?? 0
    const [one, other] = [dotOf.get(first), dotOf.get(second)]
    if (one === undefined || other === undefined) return []
    const group = placed[one]?.group ?? null
    if (group === null || group !== placed[other]?.group) return []
    const [member, partner] = [ties.members[first], ties.members[second]]
    const draw =
      member === undefined || partner === undefined ? 1 : (ownNumber(member, 5) + ownNumber(partner, 5)) / 2
    return [{ one, other, weight: (ties.forth[pair] ?? 0) + (ties.back[pair] ?? 0), draw }]
  })
  return lines
    .sort((a, b) => b.weight - a.weight || a.draw - b.draw || a.one - b.one || a.other - b.other)
    .slice(0, MOST_LINES)
    .map(({ one, other }) => ({ one, other }))
}
