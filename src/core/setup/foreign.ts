/** A channel is of one community, for good. */
import { Refusal } from '../errors.ts'
import type { PlatformChannel } from '../place.ts'
import type { Community } from '../ports.ts'
import type { SetupTools } from './change.ts'
import { isHere } from './here.ts'

/**
 * Throws a `Refusal` that names a channel of another community, and that community; `community` is null for a new
 * one. To be asked before anything is changed, because a space that was bound once stays where it was.
 */
export async function refuseForeign(
  channels: readonly PlatformChannel[],
  community: Community | null,
  { place, store, words }: SetupTools,
): Promise<void> {
  const say = words.setup.refused
  const workspace = await store.communities.workspaceBy(place.platform, place.workspace.externalId)
  if (workspace === null) return
  const ids = new Set(channels.map((channel) => channel.externalId))
  const bound = await store.communities.boundSpaces(workspace.id)
  const foreign = bound.find((one) => ids.has(one.externalId) && one.community !== community?.id)
  if (foreign !== undefined) {
    const owner = await store.communities.byId(foreign.community)
    throw new Refusal(say.foreign(words.space(foreign.name), owner?.name ?? words.setup.anotherCommunity))
  }
  const own = community === null ? [] : await store.communities.spaces(community.id)
  for (const { externalId, name } of channels) {
    if (own.some((space) => space.externalId === externalId && isHere(space, place))) continue
    // Known, and neither bound nor ours: another community had it once.
    if ((await store.communities.workspaceOfSpace(place.platform, externalId)) === null) continue
    for (const other of await store.communities.list()) {
      if (other.id === community?.id) continue
      const spaces = await store.communities.spaces(other.id)
      if (spaces.some((space) => space.externalId === externalId && isHere(space, place)))
        throw new Refusal(say.wasForeign(words.space(name), other.name))
    }
  }
}
