/** How accounts, bots and groups look outside. */
import type { JsonObject } from '../discord/json.ts'
import { secondsOf } from './clock.ts'
import type { Bot, User, UserGroup } from './model.ts'
import { hasBot, type World } from './world.ts'

const avatars = (sizes: readonly number[]): JsonObject =>
  Object.fromEntries(sizes.map((size) => [`image_${size}`, `https://avatars.example/${size}.png`]))

/** A user as `users.info` shows it; nothing says what they may do where they are of another workspace. */
export function userJson(world: World, user: User): JsonObject {
  const isForeign = user.teamId !== world.team.id
  const base = {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.isDeleted,
    profile: profileJson(user),
    is_bot: user.kind === 'bot',
    is_app_user: false,
    updated: secondsOf(user.updatedMs),
  }
  if (user.isDeleted && !isForeign) return base
  const shown = {
    ...base,
    color: '9f69e7',
    real_name: user.realName,
    tz: user.timeZone,
    tz_label: 'Local Time',
    tz_offset: 0,
    who_can_share_contact_card: 'EVERYONE',
    is_email_confirmed: true,
  }
  if (isForeign) return { ...shown, is_restricted: false, is_stranger: isStranger(world, user) }
  return {
    ...shown,
    is_admin: user.role === 'admin' || user.role === 'owner' || user.role === 'primaryOwner',
    is_owner: user.role === 'owner' || user.role === 'primaryOwner',
    is_primary_owner: user.role === 'primaryOwner',
    // A guest of a single channel is both.
    is_restricted: user.role === 'guest' || user.role === 'singleChannelGuest',
    is_ultra_restricted: user.role === 'singleChannelGuest',
  }
}

/** Slack calls somebody a stranger only while no channel of the bot's has them. */
const isStranger = (world: World, user: User): boolean =>
  ![...world.channels.values()].some((channel) => hasBot(world, channel) && channel.members.has(user.id))

const profileJson = (user: User): JsonObject => ({
  title: '',
  phone: '',
  skype: '',
  real_name: user.realName,
  real_name_normalized: user.realName,
  display_name: user.displayName,
  display_name_normalized: user.displayName,
  status_text: '',
  status_emoji: '',
  status_emoji_display_info: [],
  status_expiration: 0,
  huddle_state: 'default_unset',
  huddle_state_expiration_ts: 0,
  avatar_hash: `g${user.id.slice(-9).toLowerCase()}`,
  team: user.teamId,
  ...avatars([24, 32, 48, 72, 192, 512]),
  ...(user.bot === null ? {} : { bot_id: user.bot.id, api_app_id: user.bot.appId, always_active: false }),
})

/** The bot that a message shows. */
export const botProfileJson = (world: World, bot: Bot): JsonObject => ({
  id: bot.id,
  app_id: bot.appId,
  name: bot.name,
  icons: avatars([36, 48, 72]),
  deleted: false,
  updated: secondsOf(world.bot.updatedMs),
  team_id: world.team.id,
})

/** A bot as `bots.info` shows it. */
export const botJson = (world: World, bot: Bot): JsonObject => ({
  id: bot.id,
  deleted: false,
  name: bot.name,
  updated: secondsOf(world.bot.updatedMs),
  app_id: bot.appId,
  ...(bot.userId === null ? {} : { user_id: bot.userId }),
  icons: avatars([36, 48, 72]),
})

/** A group as `usergroups.list` shows it. */
export const userGroupJson = (
  world: World,
  group: UserGroup,
  wants: { readonly users: boolean; readonly count: boolean },
): JsonObject => ({
  id: group.id,
  team_id: world.team.id,
  is_usergroup: true,
  is_subteam: true,
  name: group.name,
  description: '',
  handle: group.handle,
  is_external: false,
  date_create: secondsOf(group.createdMs),
  date_update: secondsOf(group.createdMs),
  date_delete: group.isDisabled ? secondsOf(group.createdMs) : 0,
  auto_provision: false,
  enterprise_subteam_id: '',
  created_by: world.bot.id,
  updated_by: world.bot.id,
  prefs: { channels: [], groups: [] },
  ...(wants.users ? { users: [...group.users] } : {}),
  ...(wants.count ? { user_count: group.users.size } : {}),
})
