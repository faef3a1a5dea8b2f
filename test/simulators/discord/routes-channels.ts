/** Routes about channels: looking, changing a thread, joining, typing. */
import { accessFor, need, needToPost } from './access.ts'
import { INTENTS } from './intents.ts'
import { isList, textOf } from './json.ts'
import { isThread } from './model.ts'
import { canKnow } from './permissions.ts'
import { refuse } from './refusal.ts'
import { type Call, formOf, nothing, ok, param, type Result, type Route } from './routes.ts'
import { deleteThread, joinThread, leaveThread, setArchived, tellThread } from './threads.ts'
import { channelJson, threadJson, threadMemberJson } from './wire-channels.ts'
import { botMember, emit, guildOf } from './world.ts'

function changeThread(call: Call): Result {
  const access = accessFor(call)
  const { channel } = access
  if (!isThread(channel)) throw refuse('wrongChannelType')
  const body = formOf(call)
  const { thread } = channel
  const isOwn = thread.ownerId === call.world.bot.id
  const wakes = body['archived'] === false && !thread.isLocked
  if (!access.may('MANAGE_THREADS') && !isOwn && !(wakes && Object.keys(body).length === 1))
    throw refuse('missingPermissions')
  if (typeof body['locked'] === 'boolean') {
    need(access, 'MANAGE_THREADS')
    thread.isLocked = body['locked']
  }
  const name = textOf(body['name'])
  if (name !== null) channel.name = name
  if (typeof body['auto_archive_duration'] === 'number')
    thread.autoArchiveMinutes = body['auto_archive_duration']
  const tags = body['applied_tags']
  if (isList(tags)) thread.appliedTags = tags.map((tag) => textOf(tag) ?? '')
  if (typeof body['archived'] === 'boolean' && body['archived'] !== thread.isArchived)
    setArchived(call.world, channel, body['archived'])
  else tellThread(call.world, channel)
  return ok(threadJson(channel, call.world.bot.id))
}

function membersOf(call: Call, action: 'join' | 'leave', userId: string): Result {
  const { channel } = accessFor(call)
  const user = call.world.users.get(userId)
  if (user === undefined) throw refuse('unknownUser')
  if (!isThread(channel)) throw refuse('wrongChannelType')
  if (channel.thread.isArchived) throw refuse('threadArchived')
  if (action === 'join') joinThread(call.world, channel, user)
  else leaveThread(call.world, channel, user)
  return nothing
}

/** They all. */
export const channelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/channels/{channel_id}',
    run: (call) => {
      const channel = call.world.channels.get(param(call, 'channel_id'))
      if (channel === undefined) throw refuse('unknownChannel')
      const guild = guildOf(call.world, channel)
      if (guild !== null && !canKnow(guild, botMember(call.world, guild), channel, call.world.clock.now()))
        throw refuse('missingAccess')
      if (isThread(channel)) return ok(threadJson(accessFor(call).channel, call.world.bot.id))
      return ok(channelJson(channel))
    },
  },
  { method: 'PATCH', path: '/channels/{channel_id}', run: changeThread },
  {
    method: 'DELETE',
    path: '/channels/{channel_id}',
    run: (call) => {
      const access = accessFor(call)
      if (!isThread(access.channel)) throw refuse('wrongChannelType')
      need(access, 'MANAGE_THREADS')
      const json = threadJson(access.channel)
      deleteThread(call.world, access.channel)
      return ok(json)
    },
  },
  {
    method: 'POST',
    path: '/channels/{channel_id}/typing',
    run: (call) => {
      const access = accessFor(call)
      needToPost(call.world, access)
      const { world } = call
      const { channel } = access
      emit(world, {
        name: 'TYPING_START',
        guildId: channel.guildId,
        intents: channel.guildId === null ? INTENTS.directTyping : INTENTS.typing,
        channel,
        data: () => ({
          channel_id: channel.id,
          guild_id: channel.guildId,
          user_id: world.bot.id,
          timestamp: Math.floor(world.clock.now() / 1000),
        }),
      })
      return nothing
    },
  },
  {
    method: 'PUT',
    path: '/channels/{channel_id}/thread-members/@me',
    run: (call) => membersOf(call, 'join', call.world.bot.id),
  },
  {
    method: 'DELETE',
    path: '/channels/{channel_id}/thread-members/@me',
    run: (call) => membersOf(call, 'leave', call.world.bot.id),
  },
  {
    method: 'PUT',
    path: '/channels/{channel_id}/thread-members/{user_id}',
    run: (call) => membersOf(call, 'join', param(call, 'user_id')),
  },
  {
    method: 'GET',
    path: '/channels/{channel_id}/thread-members/{user_id}',
    run: (call) => {
      const { channel } = accessFor(call)
      const id = param(call, 'user_id') === '@me' ? call.world.bot.id : param(call, 'user_id')
      if (!isThread(channel) || !channel.thread.members.has(id)) throw refuse('unknownMember')
      return ok(threadMemberJson(channel, id))
    },
  },
  {
    method: 'GET',
    path: '/channels/{channel_id}/thread-members',
    run: (call) => {
      const { channel } = accessFor(call)
      if (!isThread(channel)) throw refuse('wrongChannelType')
      if (!call.world.application.granted.members) throw refuse('missingAccess')
      return ok([...channel.thread.members.keys()].map((id) => threadMemberJson(channel, id)))
    },
  },
]
