/** How channels look outside. */
import type { JsonObject } from '../discord/json.ts'
import { secondsOf } from './clock.ts'
import { type Channel, isDirect } from './model.ts'
import { hasBot, type World } from './world.ts'

/** A channel as `conversations.info` and its kin show it. */
export function channelJson(
  world: World,
  channel: Channel,
  wants: { readonly memberCount?: boolean; readonly locale?: boolean } = {},
): JsonObject {
  const shared = channel.connectedTeams.size > 0
  const base = {
    id: channel.id,
    created: secondsOf(channel.createdMs),
    is_archived: channel.isArchived,
    is_im: channel.kind === 'im',
    is_org_shared: false,
    context_team_id: world.team.id,
    updated: channel.updatedMs,
  }
  if (channel.kind === 'im') {
    const other = [...channel.members].find((id) => id !== world.bot.id) ?? world.bot.id
    return { ...base, user: other, is_user_deleted: world.users.get(other)?.isDeleted ?? false, priority: 0 }
  }
  return {
    ...base,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    // Private channels are groups only where they are old enough to bear a G.
    is_group: channel.id.startsWith('G'),
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    is_general: channel.isGeneral,
    is_shared: shared,
    is_ext_shared: shared,
    is_pending_ext_shared: false,
    pending_shared: [],
    pending_connected_team_ids: [],
    parent_conversation: null,
    shared_team_ids: [world.team.id, ...channel.connectedTeams],
    ...(shared
      ? { connected_team_ids: [...channel.connectedTeams], internal_team_ids: [world.team.id] }
      : {}),
    unlinked: 0,
    creator: channel.creatorId,
    is_member: hasBot(world, channel),
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: channel.purpose, creator: '', last_set: 0 },
    previous_names: channel.previousNames,
    ...(wants.memberCount === true ? { num_members: channel.members.size } : {}),
    ...(wants.locale === true ? { locale: world.team.locale } : {}),
  }
}

/** What events call the kind of a channel. */
export const channelType = (channel: Channel): string =>
  ({ public: 'channel', private: 'group', im: 'im', mpim: 'mpim' })[channel.kind]

/** The end of the scopes that reach a channel: `channels:history`, `groups:history`, … */
export const scopeFamily = (channel: Channel): string =>
  ({ public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' })[channel.kind]

/** What a slash command calls the channel. */
export const slashName = (channel: Channel): string =>
  isDirect(channel) ? 'directmessage' : channel.kind === 'private' ? 'privategroup' : channel.name
