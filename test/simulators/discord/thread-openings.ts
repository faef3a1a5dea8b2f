/** The three ways to open a thread, with the messages that Discord makes of them. */
import { type Draft, NOBODY, postMessage, tellUpdate } from './messages.ts'
import {
  CHANNEL_TYPES,
  type Channel,
  type Guild,
  MESSAGE_FLAGS,
  MESSAGE_TYPES,
  type Message,
  type User,
} from './model.ts'
import { openThread } from './threads.ts'
import type { World } from './world.ts'

/** What every thread has. */
export interface Opening {
  readonly name: string
  readonly autoArchiveMinutes: number
}

const publicType = (parent: Channel): number =>
  parent.type === CHANNEL_TYPES.announcement ? CHANNEL_TYPES.announcementThread : CHANNEL_TYPES.publicThread

/** From a message: the thread takes its id, and begins with a pointer to it. */
export function openMessageThread(
  world: World,
  guild: Guild,
  parent: Channel,
  message: Message,
  owner: User,
  opening: Opening,
): Channel {
  const thread = openThread(world, guild, parent, owner, {
    ...opening,
    id: message.id,
    type: publicType(parent),
    isFromMessage: true,
    isInvitable: true,
    appliedTags: [],
  })
  message.threadId = thread.id
  message.flags |= MESSAGE_FLAGS.hasThread
  tellUpdate(world, parent, message)
  postMessage(world, thread, message.author, {
    type: MESSAGE_TYPES.threadStarter,
    reference: { type: 0, channelId: parent.id, messageId: message.id, guildId: guild.id },
    allowed: NOBODY,
  })
  return thread
}

/** Without a message: a public one is announced in its channel. */
export function openPlainThread(
  world: World,
  guild: Guild,
  parent: Channel,
  owner: User,
  opening: Opening & { readonly type: number; readonly isInvitable: boolean },
): Channel {
  const thread = openThread(world, guild, parent, owner, {
    ...opening,
    type: opening.type === CHANNEL_TYPES.privateThread ? opening.type : publicType(parent),
    id: world.clock.nextId(),
    isFromMessage: false,
    appliedTags: [],
  })
  if (thread.type !== CHANNEL_TYPES.privateThread)
    postMessage(world, parent, owner, {
      type: MESSAGE_TYPES.threadCreated,
      content: opening.name,
      reference: { type: 0, channelId: thread.id, messageId: null, guildId: guild.id },
      allowed: NOBODY,
    })
  return thread
}

/** A post of a forum: its first message has its id. */
export function openPost(
  world: World,
  guild: Guild,
  forum: Channel,
  owner: User,
  opening: Opening & { readonly appliedTags: readonly string[]; readonly draft: Draft },
): { readonly thread: Channel; readonly first: Message } {
  const id = world.clock.nextId()
  const thread = openThread(world, guild, forum, owner, {
    ...opening,
    id,
    type: CHANNEL_TYPES.publicThread,
    isFromMessage: false,
    isInvitable: true,
  })
  return { thread, first: postMessage(world, thread, owner, { ...opening.draft, id }) }
}
