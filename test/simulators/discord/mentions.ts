/** Whom a text names, and whom it really notifies. */
import { isList, type JsonObject, textOf } from './json.ts'
import type { Channel, Guild, Pinged, User } from './model.ts'
import { channelPermissions, PERMISSIONS } from './permissions.ts'
import type { World } from './world.ts'

/** Whom a message may notify; null lets everything through. */
export interface AllowedMentions {
  readonly everyone: boolean
  readonly users: 'all' | ReadonlySet<string>
  readonly roles: 'all' | ReadonlySet<string>
  readonly repliedUser: boolean
}

const EVERYTHING: AllowedMentions = { everyone: true, users: 'all', roles: 'all', repliedUser: true }

/** Reads `allowed_mentions`; where it is absent everything is allowed. */
export function readAllowedMentions(value: JsonObject | null): AllowedMentions {
  if (value === null) return EVERYTHING
  const parse = isList(value['parse']) ? value['parse'] : []
  const ids = (key: string) => new Set((isList(value[key]) ? value[key] : []).map((id) => textOf(id) ?? ''))
  return {
    everyone: parse.includes('everyone'),
    users: parse.includes('users') ? 'all' : ids('users'),
    roles: parse.includes('roles') ? 'all' : ids('roles'),
    repliedUser: value['replied_user'] === true,
  }
}

/** What a text names. */
export interface Named {
  readonly users: readonly User[]
  readonly pinged: Pinged
}

/**
 * Whom this text notifies when this author says it here. Roles that are not mentionable and everyone need
 * MENTION_EVERYONE.
 */
export function resolveMentions(
  world: World,
  channel: Channel,
  author: User,
  text: string,
  options: { readonly allowed: AllowedMentions; readonly repliedTo: User | null },
): Named {
  const guild = channel.guildId === null ? null : (world.guilds.get(channel.guildId) ?? null)
  const { allowed, repliedTo } = options
  const users = [...new Set([...text.matchAll(/<@!?(\d{17,20})>/g)].map((found) => found[1] ?? ''))]
    .filter((id) => allowed.users === 'all' || allowed.users.has(id))
    .flatMap((id) => world.users.get(id) ?? [])
  if (repliedTo !== null && allowed.repliedUser && repliedTo.id !== author.id && !users.includes(repliedTo))
    users.push(repliedTo)
  return {
    users,
    pinged: {
      users: users.map((user) => user.id),
      roles: guild === null ? [] : rolesIn(world, guild, channel, author, text, allowed),
      everyone:
        guild !== null &&
        allowed.everyone &&
        /@(everyone|here)\b/.test(text) &&
        mayMentionEveryone(world, guild, channel, author),
    },
  }
}

function rolesIn(
  world: World,
  guild: Guild,
  channel: Channel,
  author: User,
  text: string,
  allowed: AllowedMentions,
): readonly string[] {
  return [...new Set([...text.matchAll(/<@&(\d{17,20})>/g)].map((found) => found[1] ?? ''))].filter((id) => {
    const role = guild.roles.get(id)
    if (role === undefined || (allowed.roles !== 'all' && !allowed.roles.has(id))) return false
    return role.isMentionable || mayMentionEveryone(world, guild, channel, author)
  })
}

function mayMentionEveryone(world: World, guild: Guild, channel: Channel, author: User): boolean {
  const member = guild.members.get(author.id)
  if (member === undefined) return false
  return (channelPermissions(guild, member, channel, world.clock.now()) & PERMISSIONS.MENTION_EVERYONE) !== 0n
}
