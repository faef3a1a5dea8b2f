/** Routes about reactions. */
import { type Access, accessFor, need } from './access.ts'
import { compareIds } from './clock.ts'
import type { Emoji, Message } from './model.ts'
import { addReaction, clearReactions, reactedWith, readEmoji, removeReaction } from './reactions.ts'
import { refuse } from './refusal.ts'
import { type Call, limitFor, messageFor, nothing, ok, param, type Route } from './routes.ts'
import { userJson } from './wire-people.ts'

const PATH = '/channels/{channel_id}/messages/{message_id}/reactions'

interface On {
  readonly access: Access
  readonly message: Message
  readonly emoji: Emoji
}

function on(call: Call): On {
  const access = accessFor(call)
  const message = messageFor(call, access.channel)
  const emoji = readEmoji(access.guild, param(call, 'emoji_name'))
  if (emoji === null) throw refuse('unknownEmoji')
  return { access, message, emoji }
}

/** They all. */
export const reactionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${PATH}/{emoji_name}`,
    run: (call) => {
      const { access, message, emoji } = on(call)
      need(access, 'READ_MESSAGE_HISTORY')
      const after = call.query.get('after') ?? '0'
      const users = reactedWith(message, emoji)
        .filter((user) => compareIds(user.id, after) > 0)
        .sort((a, b) => compareIds(a.id, b.id))
      return ok(users.slice(0, limitFor(call, 100, 25)).map(userJson))
    },
  },
  {
    method: 'PUT',
    path: `${PATH}/{emoji_name}/@me`,
    run: (call) => {
      const { access, message, emoji } = on(call)
      need(access, 'READ_MESSAGE_HISTORY')
      if (reactedWith(message, emoji).length === 0) need(access, 'ADD_REACTIONS')
      addReaction(call.world, access.channel, message, call.world.bot, emoji)
      return nothing
    },
  },
  {
    method: 'DELETE',
    path: `${PATH}/{emoji_name}/@me`,
    run: (call) => {
      const { access, message, emoji } = on(call)
      removeReaction(call.world, access.channel, message, call.world.bot, emoji)
      return nothing
    },
  },
  {
    method: 'DELETE',
    path: `${PATH}/{emoji_name}/{user_id}`,
    run: (call) => {
      const { access, message, emoji } = on(call)
      need(access, 'MANAGE_MESSAGES')
      const user = call.world.users.get(param(call, 'user_id'))
      if (user === undefined) throw refuse('unknownUser')
      removeReaction(call.world, access.channel, message, user, emoji)
      return nothing
    },
  },
  {
    method: 'DELETE',
    path: `${PATH}/{emoji_name}`,
    run: (call) => {
      const { access, message, emoji } = on(call)
      need(access, 'MANAGE_MESSAGES')
      clearReactions(call.world, access.channel, message, emoji)
      return nothing
    },
  },
  {
    method: 'DELETE',
    path: PATH,
    run: (call) => {
      const access = accessFor(call)
      need(access, 'MANAGE_MESSAGES')
      clearReactions(call.world, access.channel, messageFor(call, access.channel), null)
      return nothing
    },
  },
]
