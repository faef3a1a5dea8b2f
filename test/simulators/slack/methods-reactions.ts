/** Methods about reactions and pins. */
import type { JsonObject } from '../discord/json.ts'
import { secondsOf } from './clock.ts'
import { arg, type Call, channelArg, type Method, messageArg, needed } from './methods.ts'
import type { Channel } from './model.ts'
import { addReaction, removeReaction } from './reactions.ts'
import { Refusal } from './refusal.ts'
import { messageJson } from './wire-messages.ts'
import { hasBot } from './world.ts'

function joinedChannel(call: Call): Channel {
  const channel = channelArg(call)
  if (!hasBot(call.world, channel)) throw new Refusal('not_in_channel')
  return channel
}

const permalink = (call: Call, channel: Channel, ts: string): string =>
  `https://${call.world.team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`

function timestamped(call: Call, channel: Channel) {
  if (arg(call, 'timestamp') === null) throw new Refusal('no_item_specified')
  return messageArg(call, channel, 'timestamp')
}

function react(call: Call, act: typeof addReaction, refusal: string): JsonObject {
  const channel = joinedChannel(call)
  if (channel.isArchived) throw new Refusal('is_archived')
  const message = timestamped(call, channel)
  if (!act(call.world, channel, message, call.world.bot, needed(call, 'name').replaceAll(':', '')))
    throw new Refusal(refusal)
  return { ok: true }
}

/** All of them. */
export const reactionMethods: readonly Method[] = [
  {
    name: 'reactions.get',
    scopes: ['reactions:read'],
    token: 'bot',
    tier: 3,
    run: (call) => {
      const channel = channelArg(call)
      const message = timestamped(call, channel)
      return {
        ok: true,
        type: 'message',
        channel: channel.id,
        message: { ...messageJson(call.world, message), permalink: permalink(call, channel, message.ts) },
      }
    },
  },
  {
    name: 'reactions.add',
    scopes: ['reactions:write'],
    token: 'bot',
    tier: 3,
    run: (call) => react(call, addReaction, 'already_reacted'),
  },
  {
    name: 'reactions.remove',
    scopes: ['reactions:write'],
    token: 'bot',
    tier: 2,
    run: (call) => react(call, removeReaction, 'no_reaction'),
  },
  {
    name: 'pins.add',
    scopes: ['pins:write'],
    token: 'bot',
    tier: 2,
    run: (call) => {
      const channel = joinedChannel(call)
      const message = timestamped(call, channel)
      if (channel.pins.some((pin) => pin.message === message)) throw new Refusal('already_pinned')
      channel.pins.push({ message, userId: call.world.bot.id, atMs: call.world.clock.now() })
      return { ok: true }
    },
  },
  {
    name: 'pins.remove',
    scopes: ['pins:write'],
    token: 'bot',
    tier: 2,
    run: (call) => {
      const channel = joinedChannel(call)
      const message = timestamped(call, channel)
      const at = channel.pins.findIndex((pin) => pin.message === message)
      if (at < 0) throw new Refusal('no_pin')
      channel.pins.splice(at, 1)
      return { ok: true }
    },
  },
  {
    name: 'pins.list',
    scopes: ['pins:read'],
    token: 'bot',
    tier: 2,
    run: (call) => {
      const channel = joinedChannel(call)
      return {
        ok: true,
        items: [...channel.pins].reverse().map((pin) => ({
          type: 'message',
          created: secondsOf(pin.atMs),
          created_by: pin.userId,
          channel: channel.id,
          message: {
            ...messageJson(call.world, pin.message),
            pinned_to: [channel.id],
            permalink: permalink(call, channel, pin.message.ts),
          },
        })),
      }
    },
  },
]
