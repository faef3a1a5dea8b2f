/** How people call the app from nowhere: a command or a shortcut, checked as the client would. */
import type { JsonObject } from '../discord/json.ts'
import { canSee } from './channels.ts'
import type { Interaction } from './interaction-state.ts'
import { call } from './interactions.ts'
import { type Channel, isDirect, type Message, type User } from './model.ts'
import { commandText } from './mrkdwn.ts'
import type { SocketMode } from './socket-mode.ts'
import { slashName } from './wire-channels.ts'
import { messageJson } from './wire-messages.ts'
import type { World } from './world.ts'

/** Who calls, through which sockets. */
export interface Caller {
  readonly world: World
  readonly sockets: SocketMode
  readonly user: User
}

const teamJson = (world: World): JsonObject => ({ id: world.team.id, domain: world.team.domain })

const userPart = ({ user }: Caller): JsonObject => ({
  id: user.id,
  username: user.name,
  name: user.name,
  team_id: user.teamId,
})

/** A channel as payloads name it. */
export const channelPart = (channel: Channel): JsonObject => ({ id: channel.id, name: slashName(channel) })

/** What every payload of an interaction has. */
export const interactive = (caller: Caller, type: string, triggerId: string): JsonObject => ({
  type,
  team: teamJson(caller.world),
  user: userPart(caller),
  api_app_id: caller.world.app.id,
  token: 'verification',
  trigger_id: triggerId,
  enterprise: null,
  is_enterprise_install: false,
})

/** Message shortcuts do not tell which app they are for. */
const withoutApp = ({ api_app_id: _app, ...payload }: JsonObject): JsonObject => payload

/** A slash command with its line, as it was typed. */
export function callSlash(caller: Caller, command: string, typed: string, channel: Channel): Interaction {
  const { world, sockets, user } = caller
  if (!channel.members.has(user.id) && !canSee(world, channel, user))
    throw new Error(`${user.name} does not see #${channel.name}.`)
  const declared = world.app.commands?.find((one) => one.command === command)
  if (world.app.commands !== null && declared === undefined)
    throw new Error(`${command} is not a valid command.`)
  const escapes = declared?.escapes ?? true
  return call(world, sockets, {
    kind: 'slash_command',
    user,
    channel,
    source: null,
    hasResponseUrl: true,
    name: command,
    payload: ({ triggerId, responseUrl }) => ({
      token: 'verification',
      team_id: world.team.id,
      team_domain: world.team.domain,
      channel_id: channel.id,
      channel_name: slashName(channel),
      user_id: user.id,
      user_name: user.name,
      command,
      text: (escapes ? commandText(world, typed) : typed).trim(),
      api_app_id: world.app.id,
      is_enterprise_install: 'false',
      response_url: responseUrl ?? '',
      trigger_id: triggerId,
    }),
  })
}

/** A shortcut, on a message or from anywhere, by its name or callback id. */
export function callShortcut(
  caller: Caller,
  which: string,
  on: { readonly message: Message; readonly channel: Channel } | null,
): Interaction {
  const { world, sockets, user } = caller
  const type = on === null ? 'global' : 'message'
  const declared = world.app.shortcuts?.find(
    (one) => one.type === type && (one.name === which || one.callbackId === which),
  )
  if (world.app.shortcuts !== null && declared === undefined)
    throw new Error(`No ${type} shortcut “${which}” is declared.`)
  const callbackId = declared?.callbackId ?? which
  if (on === null)
    return call(world, sockets, {
      kind: 'shortcut',
      user,
      channel: null,
      source: null,
      hasResponseUrl: false,
      name: 'shortcut',
      payload: ({ triggerId }) => ({
        ...interactive(caller, 'shortcut', triggerId),
        callback_id: callbackId,
        action_ts: `${Math.floor(world.clock.now() / 1000)}.000100`,
      }),
    })
  const { message, channel } = on
  if (!channel.members.has(user.id) && !canSee(world, channel, user))
    throw new Error(`${user.name} does not see #${channel.name}.`)
  return call(world, sockets, {
    kind: 'message_action',
    user,
    channel,
    source: null,
    hasResponseUrl: true,
    name: 'message_action',
    payload: ({ triggerId, responseUrl }) => ({
      ...withoutApp(interactive(caller, 'message_action', triggerId)),
      user: { id: user.id, name: user.name, team_id: user.teamId },
      callback_id: callbackId,
      response_url: responseUrl ?? '',
      message_ts: message.ts,
      channel: isDirect(channel) ? { id: channel.id, name: 'directmessage' } : channelPart(channel),
      message: messageJson(world, message),
      action_ts: `${Math.floor(world.clock.now() / 1000)}.000100`,
    }),
  })
}
