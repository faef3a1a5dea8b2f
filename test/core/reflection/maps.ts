/** Made communities, as the map reads them. */
import type { Platform } from '../../../src/core/activity.ts'
import { memberId, spaceId, workspaceId } from '../../../src/core/ids.ts'
import { networkOf } from '../../../src/core/network/figures.ts'
import type { MapFacts } from '../../../src/core/network/read-map.ts'
import { seededNumbers } from '../../../src/core/network/seeded.ts'
import type { DirectedTies } from '../../../src/core/network/ties.ts'
import { collected } from '../network/graphs.ts'

/** A channel of a made community. */
export interface Channel {
  readonly name: string
  readonly platform: Platform
}

/** What the map is made of: these ties, in channels that are numbered from 1. */
export function factsOf(
  ties: readonly DirectedTies[],
  channels: readonly Channel[],
  activeMembers?: number,
): MapFacts {
  const network = networkOf(collected(ties))
  const spaces = channels.map(({ name, platform }, place) => ({
    ...{ id: spaceId(place + 1), externalId: name, name, isBound: true, readFromAt: null },
    workspace: { id: workspaceId(1), platform, externalId: 'W1', name: 'Robots', removedAt: null },
  }))
  return {
    network,
    spaces: new Map(spaces.map((space) => [space.id, space])),
    bandOf: new Map(),
    activeMembers: activeMembers ?? network.ties.members.length,
  }
}

/** How people are tied: in so many channels in turn, each by so many answers, of which a share goes to anybody at all. */
interface Circles {
  readonly channels: number
  readonly crossing: number
  readonly seed: number
  readonly each?: number
}

/** Circles of people who mostly answer each other; people are numbered on from 1. */
export function circles(
  sizes: readonly number[],
  { channels, crossing, seed, each = 12 }: Circles,
): readonly DirectedTies[] {
  const next = seededNumbers(seed)
  const all = sizes.reduce((sum, size) => sum + size, 0)
  let before = 0
  return sizes.flatMap((size, circle) => {
    const first = before
    before += size
    return Array.from({ length: size * Math.min(each, size - 1) }, (_, tie) => {
      const from = tie % size
      const isCrossing = next() < crossing
      // Some are answered more than others, so there is a middle and an edge.
      const to = isCrossing ? Math.floor(next() * all) : first + Math.floor(size * next() ** 2)
      return {
        ...{ from: memberId(first + from + 1), to: memberId(to + 1) },
        ...{ space: spaceId((circle % channels) + 1), times: 1 + Math.floor(3 * next()) },
      }
    })
  })
}
