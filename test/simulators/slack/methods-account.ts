/** Methods about tokens, the workspace, people, bots and groups. */

import { secondsOf } from './clock.ts'
import { arg, type Call, flagArg, limitArg, type Method, needed, pageOf, userArg } from './methods.ts'
import { Refusal } from './refusal.ts'
import { botJson, userGroupJson, userJson } from './wire-people.ts'

const users = (call: Call) =>
  [...call.world.users.values()].filter((user) => user.teamId === call.world.team.id)

/** All of them. */
export const accountMethods: readonly Method[] = [
  {
    name: 'api.test',
    scopes: [],
    token: 'none',
    tier: 4,
    run: ({ args }) =>
      args['error'] === undefined ? { ok: true, args } : { ok: false, error: args['error'], args },
  },
  {
    name: 'auth.test',
    scopes: [],
    token: 'bot',
    tier: 'special',
    run: ({ world }) => ({
      ok: true,
      url: `https://${world.team.domain}.slack.com/`,
      team: world.team.name,
      user: world.bot.name,
      team_id: world.team.id,
      user_id: world.bot.id,
      bot_id: world.botProfile.id,
      is_enterprise_install: false,
    }),
  },
  {
    name: 'apps.connections.open',
    scopes: [],
    token: 'app',
    tier: 1,
    run: ({ sockets }) => ({ ok: true, url: sockets.issueUrl() }),
  },
  {
    name: 'team.info',
    scopes: ['team:read'],
    token: 'bot',
    tier: 3,
    run: (call) => {
      const { team } = call.world
      const wanted = arg(call, 'team')
      if (wanted !== null && wanted !== team.id) throw new Refusal('team_not_found')
      return {
        ok: true,
        team: {
          id: team.id,
          name: team.name,
          url: `https://${team.domain}.slack.com/`,
          domain: team.domain,
          email_domain: '',
          icon: { image_default: true, image_34: 'https://avatars.example/34.png' },
          avatar_base_url: 'https://avatars.example/',
          is_verified: false,
        },
      }
    },
  },
  {
    name: 'bots.info',
    scopes: ['users:read'],
    token: 'bot',
    tier: 3,
    run: (call) => {
      const bot = call.world.bots.get(arg(call, 'bot') ?? call.world.botProfile.id)
      if (bot === undefined) throw new Refusal('bot_not_found')
      return { ok: true, bot: botJson(call.world, bot) }
    },
  },
  {
    name: 'users.info',
    scopes: ['users:read'],
    token: 'bot',
    tier: 4,
    run: (call) => {
      const user = userArg(call)
      const locale = flagArg(call, 'include_locale') ? { locale: user.locale } : {}
      return { ok: true, user: { ...userJson(call.world, user), ...locale } }
    },
  },
  {
    name: 'users.list',
    scopes: ['users:read'],
    token: 'bot',
    tier: 2,
    run: (call) => {
      const { page, next } = pageOf(call, users(call), limitArg(call, 1000, 1000), (one) => one.id, 'user')
      return {
        ok: true,
        members: page.map((user) => ({
          ...userJson(call.world, user),
          ...(flagArg(call, 'include_locale') ? { locale: user.locale } : {}),
        })),
        cache_ts: secondsOf(call.world.clock.now()),
        response_metadata: { next_cursor: next },
      }
    },
  },
  {
    name: 'usergroups.list',
    scopes: ['usergroups:read'],
    token: 'bot',
    tier: 2,
    run: (call) => ({
      ok: true,
      usergroups: [...call.world.userGroups.values()]
        .filter((group) => !group.isDisabled || flagArg(call, 'include_disabled'))
        .map((group) =>
          userGroupJson(call.world, group, {
            users: flagArg(call, 'include_users'),
            count: flagArg(call, 'include_count'),
          }),
        ),
    }),
  },
  {
    name: 'usergroups.users.list',
    scopes: ['usergroups:read'],
    token: 'bot',
    tier: 2,
    run: (call) => {
      const group = call.world.userGroups.get(needed(call, 'usergroup'))
      if (group === undefined || (group.isDisabled && !flagArg(call, 'include_disabled')))
        throw new Refusal('no_such_subteam')
      return { ok: true, users: [...group.users] }
    },
  },
]
