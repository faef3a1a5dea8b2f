/** A guild as DiscordChatExporter writes it: a JSON file a channel, thread and post. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { momentOf } from './clock.ts'
import type { JsonObject } from './json.ts'
import {
  CHANNEL_TYPES,
  type Channel,
  type Guild,
  isForum,
  isThread,
  type Message,
  type Reaction,
  type User,
} from './model.ts'
import type { World } from './world.ts'

const CHANNEL_NAMES: Readonly<Record<number, string>> = {
  [CHANNEL_TYPES.text]: 'GuildTextChat',
  [CHANNEL_TYPES.voice]: 'GuildVoiceChat',
  [CHANNEL_TYPES.category]: 'GuildCategory',
  [CHANNEL_TYPES.announcement]: 'GuildNews',
  [CHANNEL_TYPES.announcementThread]: 'GuildNewsThread',
  [CHANNEL_TYPES.publicThread]: 'GuildPublicThread',
  [CHANNEL_TYPES.privateThread]: 'GuildPrivateThread',
  [CHANNEL_TYPES.stage]: 'GuildStageVoice',
  [CHANNEL_TYPES.forum]: 'GuildForum',
}

/** Types that the exporter knows by name; it writes others as numbers. */
const MESSAGE_NAMES: Readonly<Record<number, string>> = {
  0: 'Default',
  1: 'RecipientAdd',
  2: 'RecipientRemove',
  3: 'Call',
  4: 'ChannelNameChange',
  5: 'ChannelIconChange',
  6: 'ChannelPinnedMessage',
  7: 'GuildMemberJoin',
  18: 'ThreadCreated',
  19: 'Reply',
}

/** What the exporter says in place of the text of system messages. */
const SYSTEM_TEXTS: Readonly<Record<number, string>> = {
  6: 'Pinned a message.',
  7: 'Joined the server.',
  18: 'Started a thread.',
}

/** Writes the files and returns their paths. A forum has no file of its own, only its posts have. */
export async function exportGuild(world: World, guild: Guild, folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true })
  const files: string[] = []
  for (const channel of guild.channels.values()) {
    if (channel.type === CHANNEL_TYPES.category || isForum(channel)) continue
    const parent = channel.parentId === null ? undefined : guild.channels.get(channel.parentId)
    const names = [guild.name, parent?.name, channel.name]
      .filter((name) => name !== undefined)
      .map((name) => name.replaceAll(/[/\\?%*:|"<>]/g, '_'))
    const file = path.join(folder, `${names.join(' - ')} [${channel.id}].json`)
    await writeFile(file, `${JSON.stringify(channelExport(world, guild, channel, parent), null, 2)}\n`)
    files.push(file)
  }
  return files
}

function channelExport(
  world: World,
  guild: Guild,
  channel: Channel,
  parent: Channel | undefined,
): JsonObject {
  return {
    guild: { id: guild.id, name: guild.name, iconUrl: '' },
    channel: {
      id: channel.id,
      type: CHANNEL_NAMES[channel.type] ?? String(channel.type),
      categoryId: parent?.id ?? null,
      category: parent?.name ?? null,
      name: channel.name,
      topic: isThread(channel) ? null : channel.topic,
    },
    dateRange: { after: null, before: null },
    exportedAt: stamp(world.clock.now()),
    messages: channel.messages.map((message) => messageExport(guild, message)),
    messageCount: channel.messages.length,
  }
}

const stamp = (ms: number): string => new Date(ms).toISOString().replace('Z', '+00:00')

const messageExport = (guild: Guild, message: Message): JsonObject => ({
  id: message.id,
  type: MESSAGE_NAMES[message.type] ?? String(message.type),
  timestamp: stamp(momentOf(message.id)),
  timestampEdited: message.editedMs === null ? null : stamp(message.editedMs),
  callEndedTimestamp: null,
  isPinned: message.pinnedMs !== null,
  content: SYSTEM_TEXTS[message.type] ?? message.content,
  author: authorExport(guild, message.author),
  attachments: message.attachments.map((file) => ({
    id: file.id,
    url: file.url,
    fileName: file.filename,
    fileSizeBytes: file.size,
  })),
  embeds: message.embeds,
  stickers: message.stickers.map(({ id, name }) => ({ id, name, format: 'Png', sourceUrl: '' })),
  reactions: message.reactions.map((given) => reactionExport(guild, given)),
  mentions: message.mentions.map((user) => authorExport(guild, user)),
  ...(message.reference === null
    ? {}
    : {
        reference: {
          messageId: message.reference.messageId,
          channelId: message.reference.channelId,
          guildId: message.reference.guildId,
        },
      }),
  inlineEmojis: [],
})

function authorExport(guild: Guild, user: User): JsonObject {
  const member = guild.members.get(user.id)
  return {
    id: user.id,
    name: user.name,
    discriminator: user.isBot ? '0001' : '0000',
    nickname: member?.nick ?? user.displayName ?? user.name,
    color: null,
    isBot: user.isBot,
    roles: [...(member?.roles ?? [])].flatMap((id) => {
      const role = guild.roles.get(id)
      return role === undefined ? [] : { id, name: role.name, color: null, position: role.position }
    }),
    avatarUrl: '',
  }
}

const reactionExport = (guild: Guild, given: Reaction): JsonObject => ({
  emoji: {
    id: given.emoji.id ?? '',
    name: given.emoji.name,
    code: given.emoji.name,
    isAnimated: false,
    imageUrl: '',
  },
  count: given.users.length,
  users: given.users.map((user) => {
    const { id, name, discriminator, nickname, isBot, avatarUrl } = authorExport(guild, user)
    return { id, name, discriminator, nickname, isBot, avatarUrl }
  }),
})
