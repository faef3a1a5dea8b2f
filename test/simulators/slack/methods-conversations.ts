/** Methods about channels and who is in them. */
import { type JsonObject, textOf } from '../discord/json.ts'
import { directChannel, joinChannel, leaveChannel } from './channels.ts'
import {
  arg,
  type Call,
  channelArg,
  flagArg,
  limitArg,
  type Method,
  needed,
  pageOf,
  readableChannel,
  requireScope,
} from './methods.ts'
import type { Channel } from './model.ts'
import { Refusal } from './refusal.ts'
import { channelJson } from './wire-channels.ts'
import { hasBot } from './world.ts'

const TYPES = { public_channel: 'public', private_channel: 'private', im: 'im', mpim: 'mpim' } as const
const SCOPES = { public: 'channels:read', private: 'groups:read', im: 'im:read', mpim: 'mpim:read' } as const

/** The kinds that are asked for; every one needs its scope. */
function kindsOf(call: Call): ReadonlySet<Channel['kind']> {
  const kinds = new Set<Channel['kind']>()
  for (const written of (arg(call, 'types') ?? 'public_channel').split(',')) {
    const name = written.trim()
    if (!isType(name)) throw new Refusal('invalid_types')
    const kind = TYPES[name]
    requireScope(call.world, SCOPES[kind])
    kinds.add(kind)
  }
  return kinds
}

const isType = (name: string): name is keyof typeof TYPES => name in TYPES

function listChannels(call: Call, fits: (channel: Channel) => boolean): JsonObject {
  const kinds = kindsOf(call)
  const all = [...call.world.channels.values()].filter((one) => kinds.has(one.kind) && fits(one))
  const { page, next } = pageOf(call, all, limitArg(call, 100, 1000), (one) => one.id, 'team')
  // Archived ones are left out of the page, not of the count: pages may be short, and empty, before the end.
  const shown = flagArg(call, 'exclude_archived') ? page.filter((one) => !one.isArchived) : page
  return {
    ok: true,
    channels: shown.map((one) => channelJson(call.world, one, { memberCount: true })),
    response_metadata: { next_cursor: next },
  }
}

/** All of them. */
export const conversationMethods: readonly Method[] = [
  {
    name: 'conversations.list',
    scopes: [],
    token: 'bot',
    tier: 2,
    run: (call) => listChannels(call, (one) => one.kind === 'public' || hasBot(call.world, one)),
  },
  {
    name: 'users.conversations',
    scopes: [],
    token: 'bot',
    tier: 3,
    run: (call) => {
      const userId = arg(call, 'user') ?? call.world.bot.id
      return listChannels(
        call,
        (one) => one.members.has(userId) && (one.kind === 'public' || hasBot(call.world, one)),
      )
    },
  },
  {
    name: 'conversations.info',
    scopes: [],
    token: 'bot',
    tier: 3,
    run: (call) => {
      const channel = readableChannel(call, 'read')
      const wants = {
        memberCount: flagArg(call, 'include_num_members'),
        locale: flagArg(call, 'include_locale'),
      }
      return { ok: true, channel: channelJson(call.world, channel, wants) }
    },
  },
  {
    name: 'conversations.members',
    scopes: [],
    token: 'bot',
    tier: 4,
    run: (call) => {
      const channel = readableChannel(call, 'read')
      const { page, next } = pageOf(
        call,
        [...channel.members],
        limitArg(call, 100, 1000),
        (one) => one,
        'user',
      )
      return { ok: true, members: page, response_metadata: { next_cursor: next } }
    },
  },
  {
    name: 'conversations.join',
    scopes: ['channels:join'],
    token: 'bot',
    tier: 3,
    run: (call) => {
      const channel = channelArg(call)
      if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type')
      if (channel.isArchived) throw new Refusal('is_archived')
      const wasIn = hasBot(call.world, channel)
      joinChannel(call.world, channel, call.world.bot)
      const warning = {
        warning: 'already_in_channel',
        response_metadata: { warnings: ['already_in_channel'] },
      }
      return { ok: true, channel: channelJson(call.world, channel), ...(wasIn ? warning : {}) }
    },
  },
  {
    name: 'conversations.leave',
    scopes: [],
    token: 'bot',
    tier: 3,
    run: (call) => {
      requireScope(call.world, 'channels:manage', 'channels:write', 'groups:write')
      const channel = channelArg(call)
      if (channel.isGeneral) throw new Refusal('cant_leave_general')
      if (!hasBot(call.world, channel)) return { ok: true, not_in_channel: true }
      leaveChannel(call.world, channel, call.world.bot)
      return { ok: true }
    },
  },
  {
    name: 'conversations.open',
    scopes: [],
    token: 'bot',
    tier: 3,
    run: (call) => {
      const given = arg(call, 'channel')
      if (given !== null) {
        const channel = channelArg(call)
        return { ok: true, no_op: true, already_open: true, channel: { id: channel.id } }
      }
      const ids = needed(call, 'users').split(',')
      requireScope(call.world, ids.length === 1 ? 'im:write' : 'mpim:write')
      if (ids.some((id) => !call.world.users.has(id))) throw new Refusal('user_not_found')
      if (ids.length > 8) throw new Refusal('too_many_users')
      if (ids.some((id) => call.world.users.get(id)?.isDeleted)) throw new Refusal('user_disabled')
      const before = call.world.channels.size
      const channel = directChannel(call.world, [call.world.bot.id, ...ids])
      const isNew = call.world.channels.size > before
      const shown = flagArg(call, 'return_im') ? channelJson(call.world, channel) : { id: textOf(channel.id) }
      return { ok: true, ...(isNew ? {} : { no_op: true, already_open: true }), channel: shown }
    },
  },
]
