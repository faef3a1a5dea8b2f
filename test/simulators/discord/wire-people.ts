/** Users, members and roles as Discord sends them. */
import { isoTime } from './clock.ts'
import type { JsonObject } from './json.ts'
import type { Member, Role, User } from './model.ts'

/** A user object. */
export const userJson = (user: User): JsonObject => ({
  id: user.id,
  username: user.name,
  global_name: user.displayName,
  discriminator: user.isBot ? '0001' : '0',
  avatar: null,
  public_flags: 0,
  flags: 0,
  banner: null,
  accent_color: null,
  avatar_decoration_data: null,
  collectibles: null,
  primary_guild: null,
  ...(user.isBot ? { bot: true } : {}),
})

/** The bot's own user, which tells more of itself. */
export const ownUserJson = (user: User): JsonObject => ({
  ...userJson(user),
  mfa_enabled: true,
  locale: 'en-US',
  verified: true,
  email: null,
})

/** A member object without its user, as it stands in messages. */
export const partialMemberJson = (member: Member): JsonObject => ({
  avatar: null,
  banner: null,
  communication_disabled_until: member.timedOutUntilMs === null ? null : isoTime(member.timedOutUntilMs),
  deaf: false,
  flags: 0,
  joined_at: isoTime(member.joinedMs),
  mute: false,
  nick: member.nick,
  pending: false,
  premium_since: null,
  roles: [...member.roles],
})

/** A member object. */
export const memberJson = (member: Member): JsonObject => ({
  ...partialMemberJson(member),
  user: userJson(member.user),
})

/** A role object. */
export const roleJson = (role: Role): JsonObject => ({
  id: role.id,
  name: role.name,
  permissions: role.permissions.toString(),
  position: role.position,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  managed: role.isManaged,
  mentionable: role.isMentionable,
  icon: null,
  unicode_emoji: null,
  flags: 0,
  ...(role.botId === null ? {} : { tags: { bot_id: role.botId } }),
})
