/** Routes about servers and their members. */
import { changeRights, listedChannels, tellMember } from './guilds.ts'
import { type Guild, isThread, type Member } from './model.ts'
import { guildPermissions, highestRole, PERMISSIONS } from './permissions.ts'
import { Refusal, refuse } from './refusal.ts'
import { type Call, guildFor, limitFor, nothing, ok, param, type Result, type Route } from './routes.ts'
import { archiveStale, visibleThreads } from './threads.ts'
import { threadJson, threadMemberJson } from './wire-channels.ts'
import { guildJson } from './wire-guilds.ts'
import { memberJson, roleJson } from './wire-people.ts'

function memberFor(call: Call, guild: Guild): Member {
  const id = param(call, 'user_id')
  const member = guild.members.get(id)
  if (member !== undefined) return member
  throw refuse(call.world.users.has(id) ? 'unknownMember' : 'unknownUser')
}

/** Gives or takes a role: MANAGE_ROLES, and only below the bot's own highest role. */
function changeRole(call: Call, isGiven: boolean): Result {
  const { guild, own } = guildFor(call)
  const member = memberFor(call, guild)
  const role = guild.roles.get(param(call, 'role_id'))
  if (role === undefined || role.id === guild.id) throw refuse('unknownRole')
  const isOwner = guild.ownerId === own.user.id
  const may = (guildPermissions(guild, own, call.world.clock.now()) & PERMISSIONS.MANAGE_ROLES) !== 0n
  if (!may || role.isManaged || (!isOwner && role.position >= highestRole(guild, own)))
    throw refuse('missingPermissions')
  if (member.roles.has(role.id) === isGiven) return nothing
  changeRights(call.world, guild, () => {
    if (isGiven) member.roles.add(role.id)
    else member.roles.delete(role.id)
  })
  tellMember(call.world, guild, member)
  return nothing
}

/** They all. */
export const guildRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/guilds/{guild_id}',
    run: (call) => {
      const { guild } = guildFor(call)
      const counts = call.query.get('with_counts') === 'true'
      return ok({
        ...guildJson(guild),
        ...(counts ? { approximate_member_count: guild.members.size, approximate_presence_count: 0 } : {}),
      })
    },
  },
  {
    method: 'GET',
    path: '/guilds/{guild_id}/channels',
    run: (call) => ok(listedChannels(call.world, guildFor(call).guild)),
  },
  {
    method: 'GET',
    path: '/guilds/{guild_id}/roles',
    run: (call) => ok([...guildFor(call).guild.roles.values()].map(roleJson)),
  },
  {
    method: 'GET',
    path: '/guilds/{guild_id}/members',
    run: (call) => {
      const { guild } = guildFor(call)
      if (!call.world.application.granted.members) throw refuse('missingAccess')
      const after = call.query.get('after') ?? '0'
      const members = [...guild.members.values()]
        .filter(
          ({ user }) => user.id.length > after.length || (user.id.length === after.length && user.id > after),
        )
        .sort((a, b) => a.user.id.length - b.user.id.length || (a.user.id < b.user.id ? -1 : 1))
      return ok(members.slice(0, limitFor(call, 1000, 1)).map(memberJson))
    },
  },
  {
    method: 'GET',
    path: '/guilds/{guild_id}/members/search',
    run: (call) => {
      const { guild } = guildFor(call)
      const query = call.query.get('query')?.toLowerCase() ?? ''
      if (query === '')
        throw new Refusal(400, 50035, 'Invalid Form Body', {
          query: { _errors: [{ code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }] },
        })
      const found = [...guild.members.values()].filter(
        ({ user, nick }) =>
          user.name.toLowerCase().startsWith(query) || nick?.toLowerCase().startsWith(query) === true,
      )
      return ok(found.slice(0, limitFor(call, 1000, 1)).map(memberJson))
    },
  },
  {
    method: 'GET',
    path: '/guilds/{guild_id}/members/{user_id}',
    run: (call) => ok(memberJson(memberFor(call, guildFor(call).guild))),
  },
  {
    method: 'PUT',
    path: '/guilds/{guild_id}/members/{user_id}/roles/{role_id}',
    run: (call) => changeRole(call, true),
  },
  {
    method: 'DELETE',
    path: '/guilds/{guild_id}/members/{user_id}/roles/{role_id}',
    run: (call) => changeRole(call, false),
  },
  {
    method: 'GET',
    path: '/guilds/{guild_id}/threads/active',
    run: (call) => {
      const { guild } = guildFor(call)
      const { world } = call
      archiveStale(world)
      const threads = visibleThreads(world, guild, world.bot.id).filter(
        (one) => isThread(one) && !one.thread.isArchived,
      )
      return ok({
        threads: threads.map((one) => threadJson(one, world.bot.id)),
        members: threads
          .filter((one) => one.thread?.members.has(world.bot.id) === true)
          .map((one) => threadMemberJson(one, world.bot.id)),
        has_more: false,
      })
    },
  },
]
