/** Routes about the application, its gateway and its own account. */
import { removeBot } from './guilds.ts'
import { applicationFlags } from './intents.ts'
import { type JsonObject, textOf } from './json.ts'
import { CHANNEL_TYPES, type Channel } from './model.ts'
import { refuse } from './refusal.ts'
import { type Call, formOf, nothing, ok, param, type Route } from './routes.ts'
import { channelJson } from './wire-channels.ts'
import { ownUserJson, userJson } from './wire-people.ts'
import type { World } from './world.ts'

function applicationJson(world: World): JsonObject {
  const { application } = world
  const flags = applicationFlags(application)
  return {
    id: application.id,
    name: application.name,
    icon: null,
    description: '',
    type: null,
    bot: userJson(world.bot),
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags,
    flags_new: String(flags),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: { ...userJson(world.bot), id: '100000000000000001', username: 'owner', bot: undefined },
    approximate_guild_count: [...world.guilds.values()].filter((guild) => guild.members.has(world.bot.id))
      .length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
    integration_types_config: {
      '0': { oauth2_install_params: { scopes: ['applications.commands', 'bot'], permissions: '0' } },
    },
  }
}

/** Opens the conversation with a user, or finds it. */
export function openConversation(world: World, userId: string): Channel {
  const user = world.users.get(userId)
  if (user === undefined) throw refuse('unknownUser')
  if (user.isBot) throw refuse('cannotMessageUser')
  const known = [...world.channels.values()].find((channel) =>
    channel.recipients.some((one) => one.id === userId),
  )
  if (known !== undefined) return known
  const channel: Channel = {
    id: world.clock.nextId(),
    guildId: null,
    type: CHANNEL_TYPES.dm,
    name: '',
    topic: null,
    position: 0,
    parentId: null,
    flags: 0,
    overwrites: new Map(),
    lastMessageId: null,
    lastPinMs: null,
    messages: [],
    tags: [],
    thread: null,
    recipients: [user],
  }
  world.channels.set(channel.id, channel)
  return channel
}

const gatewayUrl = (call: Call): string => call.gateway.url()

/** They all. */
export const applicationRoutes: readonly Route[] = [
  { method: 'GET', path: '/gateway', isOpen: true, run: (call) => ok({ url: gatewayUrl(call) }) },
  {
    method: 'GET',
    path: '/gateway/bot',
    run: (call) =>
      ok({
        url: gatewayUrl(call),
        shards: call.gateway.shards,
        session_start_limit: call.gateway.sessionStartLimit(),
      }),
  },
  { method: 'GET', path: '/applications/@me', run: ({ world }) => ok(applicationJson(world)) },
  { method: 'GET', path: '/oauth2/applications/@me', run: ({ world }) => ok(applicationJson(world)) },
  { method: 'GET', path: '/users/@me', run: ({ world }) => ok(ownUserJson(world.bot)) },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    run: ({ world }) =>
      ok(
        [...world.guilds.values()]
          .filter((guild) => guild.members.has(world.bot.id))
          .map((guild) => ({
            id: guild.id,
            name: guild.name,
            icon: null,
            banner: null,
            owner: false,
            permissions: '0',
            features: [],
          })),
      ),
  },
  {
    method: 'GET',
    path: '/users/{user_id}',
    run: (call) => {
      const user = call.world.users.get(param(call, 'user_id'))
      if (user === undefined) throw refuse('unknownUser')
      return ok(userJson(user))
    },
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    run: (call) => ok(channelJson(openConversation(call.world, textOf(formOf(call)['recipient_id']) ?? ''))),
  },
  {
    method: 'DELETE',
    path: '/users/@me/guilds/{guild_id}',
    run: (call) => {
      const guild = call.world.guilds.get(param(call, 'guild_id'))
      if (guild === undefined || !guild.members.has(call.world.bot.id)) throw refuse('unknownGuild')
      removeBot(call.world, guild)
      return nothing
    },
  },
]
