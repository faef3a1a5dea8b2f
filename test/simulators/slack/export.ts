/** The workspace as Slack exports its public channels: lists, and a folder a channel with a file a day. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Json, JsonObject } from '../discord/json.ts'
import { momentOf, secondsOf } from './clock.ts'
import type { Channel, Message } from './model.ts'
import { messageJson } from './wire-messages.ts'
import { userJson } from './wire-people.ts'
import type { World } from './world.ts'

/** Writes the files and returns their paths. Days are those of UTC. */
export async function exportWorkspace(world: World, folder: string): Promise<readonly string[]> {
  const files: string[] = []
  const write = async (name: string, content: Json) => {
    const file = path.join(folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, JSON.stringify(content, null, 1))
    files.push(file)
  }
  const locals = [...world.users.values()].filter((user) => user.teamId === world.team.id)
  const channels = [...world.channels.values()].filter((channel) => channel.kind === 'public')
  await write(
    'users.json',
    locals.map((user) => userJson(world, user)),
  )
  await write('channels.json', channels.map(channelExport))
  await write('integration_logs.json', [
    {
      user_id: world.bot.id,
      date: String(secondsOf(world.clock.now())),
      change_type: 'added',
      app_type: world.app.name,
      app_id: world.app.id,
      scope: [...world.app.scopes].join(','),
    },
  ])
  for (const channel of channels)
    for (const [day, messages] of daysOf(channel))
      await write(
        `${channel.name}/${day}.json`,
        messages.map((message) => messageExport(world, message)),
      )
  return files
}

const channelExport = (channel: Channel): JsonObject => ({
  id: channel.id,
  name: channel.name,
  created: secondsOf(channel.createdMs),
  creator: channel.creatorId,
  is_archived: channel.isArchived,
  is_general: channel.isGeneral,
  members: [...channel.members],
  ...(channel.pins.length === 0
    ? {}
    : {
        pins: channel.pins.map((pin) => ({
          id: pin.message.ts,
          type: 'C',
          created: secondsOf(pin.atMs),
          user: pin.userId,
          owner: pin.message.user?.id ?? '',
        })),
      }),
  topic: { value: channel.topic, creator: '', last_set: 0 },
  purpose: { value: channel.purpose, creator: '', last_set: 0 },
})

function daysOf(channel: Channel): ReadonlyMap<string, readonly Message[]> {
  const days = new Map<string, Message[]>()
  for (const message of channel.messages) {
    const day = new Date(momentOf(message.ts)).toISOString().slice(0, 10)
    const found = days.get(day)
    if (found === undefined) days.set(day, [message])
    else found.push(message)
  }
  return days
}

function messageExport(world: World, message: Message): JsonObject {
  const { user } = message
  return {
    ...messageJson(world, message),
    ...(user === null || user.kind !== 'person'
      ? {}
      : {
          user_profile: {
            real_name: user.realName,
            display_name: user.displayName,
            name: user.name,
            team: user.teamId,
            is_restricted: user.role === 'guest' || user.role === 'singleChannelGuest',
            is_ultra_restricted: user.role === 'singleChannelGuest',
          },
        }),
    ...(message.replies.length === 0
      ? {}
      : {
          replies: message.replies.map((reply) => ({
            user: reply.user?.id ?? reply.bot?.id ?? '',
            ts: reply.ts,
          })),
        }),
  }
}
