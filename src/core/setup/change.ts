/**
 * Sets a community up as its moderators want it: what it is for, which channels are read, where and when digests are
 * posted. Everything that can stand in the way is found before anything is changed.
 */
import { MS_PER_DAY } from '../calendar.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import type { WorkspaceId } from '../ids.ts'
import type { PlatformChannel } from '../place.ts'
import type { Community, Space } from '../ports.ts'
import { nextSlot, type Slot } from '../reflection/slot.ts'
import { refuseForeign } from './foreign.ts'
import { digestOf, spacesHere } from './here.ts'

/** History is read back so far when a channel is bound. */
const FIRST_READING_DAYS = 90

/** What setting up needs of a call. */
export type SetupTools = Pick<Call<object>, 'place' | 'surroundings' | 'now' | 'store' | 'words'>

/** What is wanted of a community. */
export interface Wanted {
  /** Null to leave it as it is. */
  readonly name: string | null
  readonly purpose: string
  readonly slot: Slot
  /** The platform's ids of channels of this place. */
  readonly channels: readonly string[]
  /** Whether channels of this place that are not named are taken off. */
  readonly isWholeList: boolean
  /** The platform's id of a channel of this place; null to leave digests where they go. */
  readonly digestChannel: string | null
}

/** The channels that are wanted, as they are now, once nothing stands in the way. */
export interface CheckedChannels {
  readonly channels: readonly PlatformChannel[]
  readonly digestChannel: PlatformChannel | null
}

/**
 * Looks at the wanted channels. Throws a `Refusal` that names what cannot be had; `community` is null for a new one.
 * `hasDigest` says that where digests go is not asked here.
 */
export async function checkChannels(
  {
    channels,
    digestChannel,
    hasDigest,
  }: Pick<Wanted, 'channels' | 'digestChannel'> & { hasDigest?: boolean },
  community: Community | null,
  tools: SetupTools,
): Promise<CheckedChannels> {
  const { place, surroundings, store, words } = tools
  const say = words.setup.refused
  const isSaid =
    hasDigest ?? (community !== null && digestOf(await store.schedules.of(community.id)) !== null)
  if (digestChannel === null && !isSaid) throw new Refusal(say.noDigestChannel)
  const ids = [...new Set([...channels, ...(digestChannel === null ? [] : [digestChannel])])]
  const known = new Map((await surroundings.channels(ids)).map((one) => [one.externalId, one]))
  const gone = ids.filter((id) => !known.has(id))
  if (gone.length > 0) throw new Refusal(say.goneChannels(gone.length, place.platform))
  const wanted = channels.flatMap((id) => known.get(id) ?? [])
  const unreadable = wanted.filter((one) => !one.isReadable)
  if (unreadable.length > 0) throw new Refusal(say.unreadable(unreadable.map((one) => words.space(one.name))))
  await refuseForeign(wanted, community, tools)
  const digests = digestChannel === null ? null : (known.get(digestChannel) ?? null)
  if (digests !== null && !digests.isPostable) throw new Refusal(say.notPostable(words.space(digests.name)))
  return { channels: wanted, digestChannel: digests }
}

/** Refuses a name that another community has. */
export async function checkName(
  name: string | null,
  community: Community,
  { store, words }: SetupTools,
): Promise<void> {
  const other = name === null ? null : await store.communities.byName(name)
  if (other !== null && other.id !== community.id)
    throw new Refusal(words.setup.refused.nameTaken(other.name))
}

/** What was changed, for the sentences that say so. */
export interface Changed {
  readonly community: Community
  /** Names of channels. */
  readonly bound: readonly string[]
  readonly takenOff: readonly string[]
}

/** Makes a community what is wanted. Its platform is told to attend to what is new. */
export async function change(
  community: Community,
  wanted: Wanted,
  checked: CheckedChannels,
  tools: SetupTools,
): Promise<Changed> {
  const { store, place, surroundings } = tools
  const all = await store.communities.spaces(community.id)
  const bound = await bindAll(community, checked.channels, all, tools)
  const leftOut = spacesHere(all, place).filter((space) => !wanted.channels.includes(space.externalId))
  const takenOff = wanted.isWholeList ? leftOut : []
  for (const space of takenOff) await store.communities.unbindSpace(community.id, space.id)
  const described = await store.communities.describe(community.id, {
    ...(wanted.name === null ? {} : { name: wanted.name }),
    purpose: wanted.purpose,
    // The terminal feeds nobody: an imported community stays what it is.
    isLive: community.isLive || place.platform !== 'terminal',
  })
  await schedule(community, wanted.slot, checked.digestChannel, all, tools)
  await surroundings.attend(community.id)
  return {
    community: described,
    bound: bound.map((one) => one.name),
    takenOff: takenOff.map((one) => one.name),
  }
}

/** Binds the channels, or none of them: the new ones are told. */
export async function bindAll(
  community: Community,
  channels: readonly PlatformChannel[],
  spaces: readonly Space[],
  tools: SetupTools,
): Promise<readonly Space[]> {
  const { store, now } = tools
  const bound: Space[] = []
  try {
    for (const channel of channels) {
      const before = spaces.find((space) => isSame(space, channel, tools))
      const space = await store.communities.bindSpace(community.id, await workspaceFor(before, tools), {
        externalId: channel.externalId,
        name: channel.name,
        // What was read from earlier on stays so; an import never said from when on anything is wanted.
        readFromAt: before?.readFromAt ?? now - FIRST_READING_DAYS * MS_PER_DAY,
      })
      if (before === undefined || !before.isBound) bound.push(space)
    }
    return bound
  } catch (error) {
    for (const space of bound) await store.communities.unbindSpace(community.id, space.id)
    throw error
  }
}

const isSame = (space: Space, channel: PlatformChannel, { place }: SetupTools): boolean =>
  space.externalId === channel.externalId && spacesHere([{ ...space, isBound: true }], place).length > 0

/** The workspace of a space that is known already, else the place's own. */
async function workspaceFor(known: Space | undefined, { store, place }: SetupTools): Promise<WorkspaceId> {
  if (known !== undefined) return known.workspace.id
  const { platform, workspace } = place
  return (await store.communities.workspace({ platform, ...workspace })).id
}

/** A slot that stays the same keeps its next moment, so that one that has just come is not lost. */
async function schedule(
  community: Community,
  slot: Slot,
  digestChannel: PlatformChannel | null,
  spaces: readonly Space[],
  tools: SetupTools,
): Promise<void> {
  const { store, now } = tools
  const old = digestOf(await store.schedules.of(community.id))
  const to =
    digestChannel === null
      ? old
      : {
          workspace: await workspaceFor(
            spaces.find((space) => isSame(space, digestChannel, tools)),
            tools,
          ),
          channel: digestChannel.externalId,
        }
  if (to === null) throw new Error('a digest was to stay where it goes, and goes nowhere')
  const isSameSlot =
    old !== null && old.weekday === slot.weekday && old.hour === slot.hour && old.minute === slot.minute
  await store.schedules.set({
    community: community.id,
    kind: 'digest',
    workspace: to.workspace,
    channel: to.channel,
    weekday: slot.weekday,
    hour: slot.hour,
    minute: slot.minute,
    nextSlotAt: isSameSlot ? old.nextSlotAt : nextSlot(slot, community.timeZone, now),
  })
}
