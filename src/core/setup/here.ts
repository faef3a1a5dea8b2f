/** Which channels of a community are those of the place that somebody called from. */
import type { Place } from '../place.ts'
import type { Schedule, Space } from '../ports.ts'

/** Whether a space is of a place's server or workspace. The terminal shows every space, wherever it is. */
export const isHere = ({ workspace }: Pick<Space, 'workspace'>, place: Place): boolean =>
  place.platform === 'terminal' ||
  (workspace.platform === place.platform && workspace.externalId === place.workspace.externalId)

/** The bound spaces of a place's server or workspace. */
export const spacesHere = (spaces: readonly Space[], place: Place): readonly Space[] =>
  spaces.filter((space) => space.isBound && isHere(space, place))

/** The schedule of a community's digest; null where it has none. */
export const digestOf = (schedules: readonly Schedule[]): Schedule | null =>
  schedules.find((one) => one.kind === 'digest') ?? null
