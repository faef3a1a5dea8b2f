/** What the world is made of. Everything here is the simulator's own state; `wire-*.ts` say how it looks outside. */
import type { JsonObject } from './json.ts'

/** Channel types by the names that tests use. */
export const CHANNEL_TYPES = {
  text: 0,
  dm: 1,
  voice: 2,
  category: 4,
  announcement: 5,
  announcementThread: 10,
  publicThread: 11,
  privateThread: 12,
  stage: 13,
  forum: 15,
  media: 16,
} as const

/** Message types that the world makes. */
export const MESSAGE_TYPES = {
  default: 0,
  pin: 6,
  join: 7,
  threadCreated: 18,
  reply: 19,
  command: 20,
  threadStarter: 21,
  contextMenu: 23,
} as const

/** Bits of `message.flags`. */
export const MESSAGE_FLAGS = {
  crossposted: 1 << 0,
  isCrosspost: 1 << 1,
  suppressEmbeds: 1 << 2,
  hasThread: 1 << 5,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
  hasSnapshot: 1 << 14,
} as const

/** An account. */
export interface User {
  readonly id: string
  name: string
  displayName: string | null
  readonly isBot: boolean
}

/** Rights and a name to be mentioned by. */
export interface Role {
  readonly id: string
  name: string
  permissions: bigint
  position: number
  isMentionable: boolean
  /** Belongs to an application; nobody can give or take it. */
  readonly isManaged: boolean
  readonly botId: string | null
}

/** A user in a guild. */
export interface Member {
  readonly user: User
  readonly guildId: string
  nick: string | null
  readonly roles: Set<string>
  readonly joinedMs: number
  timedOutUntilMs: number | null
}

/** Rights given or taken in one channel. */
export interface Overwrite {
  readonly id: string
  readonly type: 'role' | 'member'
  allow: bigint
  deny: bigint
}

/** A tag of a forum. */
export interface ForumTag {
  readonly id: string
  readonly name: string
  readonly isModerated: boolean
}

/** What a channel that is a thread has besides. */
export interface Thread {
  readonly ownerId: string
  readonly createdMs: number
  readonly isFromMessage: boolean
  isArchived: boolean
  isLocked: boolean
  isInvitable: boolean
  archiveMs: number
  autoArchiveMinutes: number
  lastActivityMs: number
  messageCount: number
  totalMessageSent: number
  readonly members: Map<string, number>
  appliedTags: readonly string[]
}

/** A channel, thread or conversation. */
export interface Channel {
  readonly id: string
  readonly guildId: string | null
  readonly type: number
  name: string
  topic: string | null
  position: number
  parentId: string | null
  flags: number
  readonly overwrites: Map<string, Overwrite>
  lastMessageId: string | null
  lastPinMs: number | null
  /** Oldest first. */
  readonly messages: Message[]
  readonly tags: ForumTag[]
  readonly thread: Thread | null
  readonly recipients: readonly User[]
}

/** A custom emoji; a plain one has no id. */
export interface Emoji {
  readonly id: string | null
  readonly name: string
}

/** Who gave one emoji, in order. */
export interface Reaction {
  readonly emoji: Emoji
  readonly users: User[]
}

/** A file of a message; its bytes stand in `world.files`. */
export interface Attachment {
  readonly id: string
  readonly filename: string
  readonly size: number
  readonly contentType: string | null
  readonly description: string | null
  readonly url: string
  readonly isEphemeral: boolean
}

/** Who a message really notifies. */
export interface Pinged {
  readonly users: readonly string[]
  readonly roles: readonly string[]
  readonly everyone: boolean
}

/** What a message points to. */
export interface Reference {
  /** 0 answers or names, 1 forwards. */
  readonly type: 0 | 1
  readonly channelId: string
  readonly messageId: string | null
  readonly guildId: string | null
}

/** A message. */
export interface Message {
  readonly id: string
  readonly channelId: string
  readonly guildId: string | null
  readonly author: User
  readonly type: number
  content: string
  editedMs: number | null
  flags: number
  mentions: readonly User[]
  mentionRoles: readonly string[]
  mentionEveryone: boolean
  pinged: Pinged
  attachments: readonly Attachment[]
  embeds: readonly JsonObject[]
  components: readonly JsonObject[]
  readonly reactions: Reaction[]
  readonly reference: Reference | null
  readonly snapshots: readonly JsonObject[]
  readonly stickers: readonly { readonly id: string; readonly name: string }[]
  readonly poll: JsonObject | null
  readonly nonce: string | number | null
  readonly webhookId: string | null
  readonly applicationId: string | null
  readonly interaction: JsonObject | null
  /** Its place in a thread. */
  readonly position: number | null
  pinnedMs: number | null
  threadId: string | null
  isDeleted: boolean
  /** The one person who sees it; null where everybody in the channel does. */
  readonly seenOnlyBy: string | null
}

/** A server. */
export interface Guild {
  readonly id: string
  name: string
  ownerId: string
  readonly createdMs: number
  readonly roles: Map<string, Role>
  readonly channels: Map<string, Channel>
  readonly members: Map<string, Member>
  readonly emojis: Emoji[]
  systemChannelId: string | null
  locale: string
  /** False during an outage. */
  isAvailable: boolean
}

/** Whether a channel is a thread. */
export const isThread = (channel: Channel): channel is Channel & { readonly thread: Thread } =>
  channel.thread !== null

/** Whether the channel holds posts instead of messages. */
export const isForum = (channel: Channel): boolean =>
  channel.type === CHANNEL_TYPES.forum || channel.type === CHANNEL_TYPES.media

/** Whether one can speak in it. */
export const isVoice = (channel: Channel): boolean =>
  channel.type === CHANNEL_TYPES.voice || channel.type === CHANNEL_TYPES.stage
