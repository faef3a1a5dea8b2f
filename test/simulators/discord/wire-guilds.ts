/** Servers as Discord sends them. */
import { isoTime } from './clock.ts'
import type { JsonObject } from './json.ts'
import { type Guild, isThread } from './model.ts'
import { canSee } from './permissions.ts'
import { gatewayChannelJson, threadJson } from './wire-channels.ts'
import { memberJson, roleJson } from './wire-people.ts'
import { botMember, type World } from './world.ts'

/** A guild object. */
export const guildJson = (guild: Guild): JsonObject => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  features: [],
  banner: null,
  owner_id: guild.ownerId,
  application_id: null,
  region: 'deprecated',
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: guild.systemChannelId,
  system_channel_flags: 0,
  widget_enabled: false,
  widget_channel_id: null,
  verification_level: 0,
  roles: [...guild.roles.values()].map(roleJson),
  default_message_notifications: 0,
  mfa_level: 0,
  explicit_content_filter: 0,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: guild.locale,
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  premium_progress_bar_enabled: false,
  nsfw: false,
  nsfw_level: 0,
  emojis: guild.emojis.map((emoji) => ({
    id: emoji.id,
    name: emoji.name,
    roles: [],
    require_colons: true,
    managed: false,
    animated: false,
    available: true,
  })),
  stickers: [],
  incidents_data: null,
})

/** A guild as the gateway brings it. Without GUILD_PRESENCES the bot is the only member told of. */
export function guildCreateJson(
  world: World,
  guild: Guild,
  hasPresences: boolean,
  largeThreshold = 50,
): JsonObject {
  const own = botMember(world, guild)
  const now = world.clock.now()
  const channels = [...guild.channels.values()]
  const others = hasPresences ? [...guild.members.values()].slice(0, largeThreshold) : []
  return {
    ...guildJson(guild),
    joined_at: isoTime(own?.joinedMs ?? guild.createdMs),
    large: guild.members.size > largeThreshold,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: [...new Set([...(own === undefined ? [] : [own]), ...others])].map(memberJson),
    channels: channels.filter((one) => !isThread(one)).map((one) => gatewayChannelJson(world, guild, one)),
    threads: channels
      .filter((one) => isThread(one) && !one.thread.isArchived && canSee(guild, own, one, now))
      .map((one) => threadJson(one, world.bot.id)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
