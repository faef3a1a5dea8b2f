/**
 * What of Discord's traffic is read, as zod parses it: the least that the bot needs of each thing. Unknown fields are
 * dropped here; a thing that lacks what it must have is refused, counted and logged by whoever reads it.
 */
import { z } from 'zod'
import { snowflake } from './snowflake.ts'

const snowflakes = z.array(snowflake)

/** The elements of a list that are as they should be: one strange channel must not hide a whole server. */
const listOf = <Shape>(shape: z.ZodType<Shape>) =>
  z.array(z.unknown()).transform((all): Shape[] =>
    all.flatMap((one) => {
      const read = shape.safeParse(one)
      return read.success ? [read.data] : []
    }),
  )
/** A bit field, too large for a number. */
const bits = z.string().regex(/^\d{1,40}$/)

/** Kinds of channels. Source: Discord's API reference, «Channel Types». */
export const CHANNEL = {
  text: 0,
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

/** Kinds of messages that are read; all others are the system's. Source: «Message Types». */
export const MESSAGE = { default: 0, join: 7, threadCreated: 18, reply: 19 } as const

export const overwrite = z.object({
  id: snowflake,
  /** 0 a role, 1 a member. */
  type: z.number(),
  allow: bits,
  deny: bits,
})

export const role = z.object({
  id: snowflake,
  permissions: bits,
  /** Whose it is: that of a bot is nobody else's. */
  tags: z.object({ bot_id: snowflake.nullish() }).nullish(),
})

export type WireRole = z.infer<typeof role>

const threadMetadata = z.object({
  archived: z.boolean().optional(),
  archive_timestamp: z.string().nullish(),
  create_timestamp: z.string().nullish(),
})

export const channel = z.object({
  id: snowflake,
  type: z.number(),
  guild_id: snowflake.optional(),
  name: z.string().nullish(),
  flags: z.number().nullish(),
  parent_id: snowflake.nullish(),
  permission_overwrites: z.array(overwrite).nullish(),
  last_message_id: snowflake.nullish(),
  thread_metadata: threadMetadata.nullish(),
})
export type WireChannel = z.infer<typeof channel>

export const user = z.object({
  id: snowflake,
  username: z.string().optional(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
  system: z.boolean().optional(),
})
export type WireUser = z.infer<typeof user>

export const member = z.object({
  user: user.optional(),
  nick: z.string().nullish(),
  roles: snowflakes,
  joined_at: z.string().nullish(),
  permissions: bits.optional(),
  communication_disabled_until: z.string().nullish(),
  flags: z.number().nullish(),
})
export type WireMember = z.infer<typeof member>

export const emoji = z.object({ id: snowflake.nullish(), name: z.string().nullish() })

export const message = z.object({
  id: snowflake,
  channel_id: snowflake,
  author: user,
  webhook_id: snowflake.nullish(),
  type: z.number(),
  timestamp: z.string(),
  content: z.string().nullish(),
  mentions: z.array(user).nullish(),
  message_reference: z
    .object({
      /** 1 is a forward. */
      type: z.number().nullish(),
      message_id: snowflake.nullish(),
      channel_id: snowflake.nullish(),
    })
    .nullish(),
  reactions: z
    .array(
      z.object({
        count: z.number(),
        /** `burst` are those that somebody paid for; they are listed apart. */
        count_details: z.object({ burst: z.number(), normal: z.number() }).optional(),
        emoji,
      }),
    )
    .nullish(),
})
export type WireMessage = z.infer<typeof message>

/** Events of the gateway by name, with what is read of each. */
export const DISPATCHES = {
  READY: z.object({
    session_id: z.string(),
    user,
    application: z.object({ id: snowflake }),
    guilds: z.array(z.object({ id: snowflake })),
  }),
  RESUMED: z.unknown(),
  GUILD_CREATE: z.object({
    id: snowflake,
    unavailable: z.boolean().optional(),
    name: z.string(),
    owner_id: snowflake,
    system_channel_id: snowflake.nullish(),
    system_channel_flags: z.number().optional(),
    roles: listOf(role),
    channels: listOf(channel),
    threads: listOf(channel).optional(),
    members: listOf(member).optional(),
  }),
  GUILD_UPDATE: z.object({
    id: snowflake,
    name: z.string(),
    owner_id: snowflake,
    system_channel_id: snowflake.nullish(),
    system_channel_flags: z.number().optional(),
  }),
  GUILD_DELETE: z.object({ id: snowflake, unavailable: z.boolean().optional() }),
  GUILD_ROLE_CREATE: z.object({ guild_id: snowflake, role }),
  GUILD_ROLE_UPDATE: z.object({ guild_id: snowflake, role }),
  GUILD_ROLE_DELETE: z.object({ guild_id: snowflake, role_id: snowflake }),
  GUILD_MEMBER_ADD: member.extend({ guild_id: snowflake, user }),
  GUILD_MEMBER_UPDATE: member.extend({ guild_id: snowflake, user }),
  GUILD_MEMBER_REMOVE: z.object({ guild_id: snowflake, user }),
  CHANNEL_CREATE: channel.extend({ guild_id: snowflake }),
  CHANNEL_UPDATE: channel.extend({ guild_id: snowflake }),
  CHANNEL_DELETE: channel.extend({ guild_id: snowflake }),
  THREAD_CREATE: channel.extend({ guild_id: snowflake }),
  THREAD_UPDATE: channel.extend({ guild_id: snowflake }),
  THREAD_DELETE: z.object({ id: snowflake, guild_id: snowflake }),
  THREAD_LIST_SYNC: z.object({ guild_id: snowflake, threads: listOf(channel) }),
  MESSAGE_CREATE: message.extend({ guild_id: snowflake.optional() }),
  MESSAGE_DELETE: z.object({ id: snowflake, channel_id: snowflake, guild_id: snowflake.optional() }),
  MESSAGE_DELETE_BULK: z.object({ ids: snowflakes, channel_id: snowflake, guild_id: snowflake.optional() }),
  MESSAGE_REACTION_ADD: z.object({
    user_id: snowflake,
    channel_id: snowflake,
    message_id: snowflake,
    guild_id: snowflake.optional(),
    member: z.object({ user: user.optional() }).nullish(),
    emoji,
  }),
  MESSAGE_REACTION_REMOVE: z.object({
    user_id: snowflake,
    channel_id: snowflake,
    message_id: snowflake,
    guild_id: snowflake.optional(),
    emoji,
  }),
  MESSAGE_REACTION_REMOVE_ALL: z.object({
    channel_id: snowflake,
    message_id: snowflake,
    guild_id: snowflake.optional(),
  }),
  MESSAGE_REACTION_REMOVE_EMOJI: z.object({
    channel_id: snowflake,
    message_id: snowflake,
    guild_id: snowflake.optional(),
    emoji,
  }),
} as const

export type DispatchName = keyof typeof DISPATCHES
export type DispatchData<Name extends DispatchName> = z.infer<(typeof DISPATCHES)[Name]>
/** One event with its data. */
export type Dispatch = {
  readonly [Name in DispatchName]: { readonly name: Name; readonly data: DispatchData<Name> }
}[DispatchName]

/** Whether an event is one that is read. */
export const isRead = (name: string): name is DispatchName => Object.hasOwn(DISPATCHES, name)

/** Parses an event that is read; null where it is not as Discord describes it. */
export function readDispatch(name: DispatchName, data: unknown): Dispatch | null {
  const read = DISPATCHES[name].safeParse(data)
  return read.success ? ({ name, data: read.data } as Dispatch) : null
}
