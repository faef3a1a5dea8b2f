/** Which community somebody means by calling from a place. */
import type { CommunityId } from '../core/ids.ts'
import type { Place } from '../core/place.ts'
import type { Community, Store } from '../core/ports.ts'
import type { Meant } from '../platforms/platform.ts'

/**
 * The community that the channel is bound to; where it is bound to none, the only one of the workspace. Asked of the
 * store every time, so that a channel bound or taken off a moment ago already counts.
 */
export async function communityAt(place: Place, { communities }: Pick<Store, 'communities'>): Promise<Meant> {
  const workspace = await communities.workspaceBy(place.platform, place.workspace.externalId)
  if (workspace === null) return { kind: 'none' }
  const bound = await communities.boundSpaces(workspace.id)
  const here = bound.find((space) => space.externalId === place.channel)
  const ids = new Set<CommunityId>(
    here === undefined ? bound.map((space) => space.community) : [here.community],
  )
  const meant: Community[] = []
  for (const id of ids) {
    const community = await communities.byId(id)
    if (community !== null) meant.push(community)
  }
  const [only, ...others] = meant
  if (only === undefined) return { kind: 'none' }
  return others.length === 0 ? { kind: 'one', community: only } : { kind: 'several', communities: meant }
}
