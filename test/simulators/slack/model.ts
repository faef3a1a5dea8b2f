/** What the workspace is made of. Everything here is the simulator's own state; `wire-*.ts` say how it looks outside. */
import type { JsonObject } from '../discord/json.ts'

/** What somebody may do in a workspace. */
export type Role = 'member' | 'admin' | 'owner' | 'primaryOwner' | 'guest' | 'singleChannelGuest'

/** The bot behind an account or an integration. */
export interface Bot {
  readonly id: string
  readonly appId: string
  readonly name: string
  /** Null for an integration that has no account. */
  readonly userId: string | null
}

/** An account, of this workspace or of another that shares a channel. */
export interface User {
  readonly id: string
  readonly teamId: string
  name: string
  displayName: string
  realName: string
  role: Role
  readonly kind: 'person' | 'bot' | 'slackbot'
  readonly bot: Bot | null
  isDeleted: boolean
  readonly timeZone: string
  readonly locale: string
  readonly email: string | null
  updatedMs: number
}

/** A channel, a group of people or a conversation of two. */
export interface Channel {
  readonly id: string
  readonly kind: 'public' | 'private' | 'im' | 'mpim'
  name: string
  readonly previousNames: string[]
  readonly isGeneral: boolean
  isArchived: boolean
  readonly creatorId: string
  readonly createdMs: number
  updatedMs: number
  topic: string
  purpose: string
  /** In the order of joining. */
  readonly members: Set<string>
  /** Of all kinds and in threads too, oldest first; what was deleted is gone from here. */
  readonly messages: Message[]
  readonly pins: Pin[]
  /** Other workspaces that share it. */
  readonly connectedTeams: Set<string>
  lastMicros: number
}

/** A message that was pinned. */
export interface Pin {
  readonly message: Message
  readonly userId: string
  readonly atMs: number
}

/** Who gave one emoji, in order. */
export interface Reaction {
  readonly name: string
  readonly users: string[]
}

/** A file; its bytes are null until they are uploaded. */
export interface File {
  readonly id: string
  readonly name: string
  title: string
  readonly userId: string
  readonly createdMs: number
  readonly altText: string | null
  /** As announced. */
  readonly size: number
  bytes: Uint8Array | null
  isCompleted: boolean
  /** Whether the workspace has looked through it; it has no type and cannot be shown before. */
  isReady: boolean
  readonly shares: { readonly channelId: string; readonly ts: string; readonly threadTs: string | null }[]
}

/** Whom a message really notifies. */
export interface Pinged {
  readonly users: readonly string[]
  readonly subteams: readonly string[]
  readonly channel: boolean
  readonly here: boolean
  readonly everyone: boolean
}

/** A message. */
export interface Message {
  readonly ts: string
  readonly channelId: string
  subtype: string | null
  /** Null for integrations. */
  user: User | null
  readonly bot: Bot | null
  /** A name given for this message only. */
  readonly username: string | null
  text: string
  blocks: readonly JsonObject[] | null
  attachments: readonly JsonObject[]
  readonly files: readonly File[]
  metadata: JsonObject | null
  /** The parent's `ts`; null outside of threads and for parents. */
  readonly threadTs: string | null
  /** What hangs on it, oldest first. */
  readonly replies: Message[]
  edited: { readonly user: string; readonly ts: string } | null
  readonly reactions: Reaction[]
  readonly clientMessageId: string | null
  /** Fields that only some subtypes have. */
  readonly extra: JsonObject
  readonly pinged: Pinged
  /** The one person who sees it; null where everybody in the channel does. */
  readonly seenOnlyBy: string | null
  readonly unfurls: { readonly links: boolean; readonly media: boolean }
  isDeleted: boolean
  /** Counts its changes, so that people notice them. */
  revision: number
}

/** A group of people with a name to be mentioned by. */
export interface UserGroup {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly createdMs: number
  isDisabled: boolean
  readonly users: Set<string>
}

/** A modal or a home tab as it is shown. */
export interface View {
  readonly id: string
  readonly type: 'modal' | 'home'
  readonly userId: string
  /** As the bot sent it, with ids filled in. */
  body: JsonObject
  hash: string
  /** What stands in its fields, by block and action. */
  values: Record<string, Record<string, JsonObject>>
  rootId: string
  previousId: string | null
}

/** Whether a channel is a conversation without a name. */
export const isDirect = (channel: Channel): boolean => channel.kind === 'im' || channel.kind === 'mpim'
