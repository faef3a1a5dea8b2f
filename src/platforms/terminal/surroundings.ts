/** What can be asked of the terminal as a place: the channels of the one community that it shows. */
import type { Place, PlatformChannel, Surroundings } from '../../core/place.ts'
import type { Community, Space } from '../../core/ports.ts'

/** Lists the community's spaces at this moment. */
export type ListSpaces = () => Promise<readonly Space[]>

/** A group of people that the playground knows, by their names in lower case. */
export interface KnownCohort {
  readonly name: string
  readonly people: readonly string[]
}

/**
 * The workspace that the community's spaces are of, as a place of the terminal; a community without spaces is a
 * workspace of its own.
 */
export function placeOf(community: Community, spaces: readonly Space[]): Place {
  const workspace = spaces[0]?.workspace ?? { externalId: String(community.id), name: community.name }
  return {
    platform: 'terminal',
    workspace: { externalId: workspace.externalId, name: workspace.name },
    channel: null,
  }
}

/**
 * The community's spaces as channels in which nothing is missing. Nobody posts here, so there is nothing to attend to
 * and nothing to read.
 */
export function surroundingsOf(spaces: ListSpaces, cohorts: readonly KnownCohort[] = []): Surroundings {
  return {
    channels: async (externalIds) => {
      const known = new Map((await spaces()).map((space) => [space.externalId, channelOf(space)]))
      return [...new Set(externalIds)].flatMap((id) => known.get(id) ?? [])
    },
    // Whoever sits here runs the program, and nothing is posted.
    isForModerators: () => Promise.resolve(true),
    grants: { texts: true, arrivals: true },
    cohort: async (asked) => {
      const name = asked.replace(/^@/, '').toLowerCase()
      const found = cohorts.find((one) => one.name.toLowerCase() === name)
      return found === undefined ? { kind: 'gone' } : { kind: 'people', ...found }
    },
    attend: () => Promise.resolve(),
    progress: () => [],
  }
}

const channelOf = ({ externalId, name }: Space): PlatformChannel => ({
  externalId,
  name,
  isReadable: true,
  isPostable: true,
  missing: [],
})
