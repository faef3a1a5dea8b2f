/** A member played from a script: does what people do, and sees what they see. */
import type { JsonObject } from '../discord/json.ts'
import { type Answer, awaitAnswer, waitUntil } from './answer.ts'
import { type Caller, callShortcut, callSlash } from './calling.ts'
import { canSee, directChannel, joinChannel, leaveChannel, tellOfUser } from './channels.ts'
import { filledValue, type Given, type OptionView, optionsOf, optionView } from './fields.ts'
import { type HomeView, openHome } from './home.ts'
import { deleteMessage, editMessage, postMessage } from './messages.ts'
import type { Channel, Message, User } from './model.ts'
import { richTextOf, typedText } from './mrkdwn.ts'
import { callAction, callClose, callSubmit, callSuggestion, findElement, type Pressable } from './pressing.ts'
import { addReaction, emojiName, removeReaction } from './reactions.ts'
import type { SocketMode } from './socket-mode.ts'
import { findMessage, type World } from './world.ts'

/** Where a command is given; by default where the person last was, or the first channel they are in. */
export interface Where {
  readonly in?: Channel
  /** Another command than the first that is declared. */
  readonly command?: string
}

/** What can be pressed on. */
export type Shown = Message | Answer | HomeView

/** A person in the workspace. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly user: User
  /** `<@U…>` */
  readonly mention: string
  /** Says something. `@name`, `#name` and `@here` in it are mentions, as the client makes them. */
  post(channel: Channel, text: string): Message
  /** In the thread of a message. */
  reply(to: Message, text: string): Message
  /** In the thread of a message, and in the channel too. */
  broadcast(to: Message, text: string): Message
  /** `/me` */
  me(channel: Channel, text: string): Message
  /** With a file, in a channel or a message's thread. */
  share(where: Channel | Message, text: string, filename?: string): Message
  edit(message: Message, text: string): void
  remove(message: Message): void
  react(message: Message, emoji: string): void
  unreact(message: Message, emoji: string): void
  join(channel: Channel, invitedBy?: Person): void
  leave(channel: Channel): void
  /** Leaves the workspace: the account is deactivated. */
  deactivate(): void
  rename(displayName: string): void
  canSee(what: Channel | Message): boolean
  /** The conversation with the app. */
  readonly direct: Channel
  /** A slash command with its line, typed: `did crimped a harness with:@bob`. */
  slash(typed: string, where?: Where): Promise<Answer>
  /** A button, by label or action id. */
  press(on: Shown, labelOrId: string): Promise<Answer>
  /** A menu outside of a form, by placeholder or action id; options by label or value, people and channels as they are. */
  select(on: Shown, which: string, given: Given): Promise<Answer>
  /** What a menu offers whose options the app gives. */
  suggest(on: Shown, which: string, typed: string): Promise<readonly OptionView[]>
  /** Fills in the form that is open, by labels, and sends it. */
  submit(form: Answer, values: Readonly<Record<string, Given>>): Promise<Answer>
  /** Closes the form that is open. */
  close(): Promise<void>
  /** A shortcut, on a message or from anywhere. */
  shortcut(which: string, on?: Message): Promise<Answer>
  /** Opens the app's home tab and looks at it. */
  openHome(): Promise<HomeView>
}

/** The person behind an account. */
export function createPerson(world: World, sockets: SocketMode, user: User): Person {
  const caller: Caller = { world, sockets, user }
  let lastChannel: Channel | null = null
  let offered: readonly JsonObject[] = []
  const channelOf = (message: Message): Channel => {
    const channel = world.channels.get(message.channelId)
    if (channel === undefined) throw new Error('The channel of this message is gone.')
    return channel
  }
  const requireIn = (channel: Channel): void => {
    if (user.isDeleted) throw new Error(`${user.name} has left the workspace.`)
    if (channel.isArchived) throw new Error(`#${channel.name} is archived.`)
    if (!channel.members.has(user.id)) throw new Error(`${user.name} is not in #${channel.name}.`)
    lastChannel = channel
  }
  const say = (channel: Channel, text: string, more: Partial<Parameters<typeof postMessage>[2]> = {}) => {
    requireIn(channel)
    const typed = typedText(world, text)
    return postMessage(world, channel, {
      user,
      text: typed,
      blocks: typed === '' ? null : [richTextOf(world.newId('b').slice(2, 7), typed)],
      clientMessageId: uuid(world),
      ...more,
    })
  }
  const threadOf = (message: Message): string => {
    const channel = channelOf(message)
    const parent = message.threadTs === null ? message : findMessage(channel, message.threadTs)
    if (parent === undefined || (message.isDeleted && message.subtype !== 'tombstone'))
      throw new Error('This thread is gone.')
    return parent.ts
  }
  const own = (message: Message): void => {
    if (message.user !== user) throw new Error('Only one’s own messages can be changed.')
    if (message.isDeleted) throw new Error('This message is gone.')
  }
  const sees = (what: Channel | Message): boolean => {
    if (!('ts' in what)) return canSee(world, what, user)
    if (what.isDeleted) return false
    return what.seenOnlyBy === null ? canSee(world, channelOf(what), user) : what.seenOnlyBy === user.id
  }
  const pressable = (on: Shown): Pressable => {
    if ('view' in on) return { view: on.view }
    if (!('interaction' in on)) return { message: on, channel: channelOf(on) }
    if (on.kind === 'modal' || on.kind === 'errors') return { view: on.modal.view }
    const home = world.homes.get(user.id)
    if (on.kind === 'home' && home !== undefined) return { view: home }
    return { message: on.message, channel: channelOf(on.message) }
  }
  const visible = (on: Pressable): Pressable => {
    if ('message' in on && !sees(on.message)) throw new Error(`${user.name} does not see that message.`)
    if ('view' in on && on.view.userId !== user.id) throw new Error(`${user.name} does not see that.`)
    return on
  }
  const place = (where: Where): Channel => {
    const found =
      where.in ??
      lastChannel ??
      [...world.channels.values()].find((one) => one.members.has(user.id) && one.name !== '')
    if (found === undefined) throw new Error(`${user.name} is in no channel.`)
    return found
  }
  return {
    id: user.id,
    name: user.name,
    user,
    mention: `<@${user.id}>`,
    post: (channel, text) => say(channel, text),
    reply: (to, text) => say(channelOf(to), text, { threadTs: threadOf(to) }),
    broadcast: (to, text) =>
      say(channelOf(to), text, { threadTs: threadOf(to), subtype: 'thread_broadcast' }),
    me: (channel, text) => say(channel, text, { subtype: 'me_message', blocks: null, clientMessageId: null }),
    share(where, text, filename = 'photo.png') {
      const channel = 'ts' in where ? channelOf(where) : where
      const bytes = Buffer.from(`bytes of ${filename}`)
      const file = {
        id: world.newId('F'),
        name: filename,
        title: filename,
        userId: user.id,
        createdMs: world.clock.now(),
        altText: null,
        size: bytes.length,
        bytes: Uint8Array.from(bytes),
        isCompleted: true,
        isReady: true,
        shares: [],
      }
      world.files.set(file.id, file)
      return say(channel, text, {
        files: [file],
        // In a thread too: Slack calls it a file share there as well.
        subtype: 'file_share',
        clientMessageId: null,
        threadTs: 'ts' in where ? threadOf(where) : null,
      })
    },
    edit(message, text) {
      own(message)
      const typed = typedText(world, text)
      editMessage(world, channelOf(message), message, user.id, {
        text: typed,
        blocks: [richTextOf(world.newId('b').slice(2, 7), typed)],
      })
    },
    remove(message) {
      own(message)
      deleteMessage(world, channelOf(message), message)
    },
    react(message, emoji) {
      requireIn(channelOf(message))
      if (message.isDeleted) throw new Error('This message is gone.')
      addReaction(world, channelOf(message), message, user, emojiName(emoji))
    },
    unreact(message, emoji) {
      removeReaction(world, channelOf(message), message, user, emojiName(emoji))
    },
    join(channel, invitedBy) {
      if (channel.isArchived) throw new Error(`#${channel.name} is archived.`)
      if (!canSee(world, channel, user) && invitedBy === undefined)
        throw new Error(`${user.name} must be invited to #${channel.name}.`)
      joinChannel(world, channel, user, invitedBy?.id ?? null)
    },
    leave: (channel) => leaveChannel(world, channel, user),
    deactivate() {
      user.isDeleted = true
      for (const channel of world.channels.values()) channel.members.delete(user.id)
      tellOfUser(world, user, 'user_change')
    },
    rename(displayName) {
      user.displayName = displayName
      tellOfUser(world, user, 'user_change')
    },
    canSee: sees,
    get direct() {
      return directChannel(world, [world.bot.id, user.id])
    },
    async slash(typed, where = {}) {
      const [, named, rest = ''] = /^(\/\S+)\s*(.*)$/s.exec(typed) ?? []
      const command = where.command ?? named ?? world.app.commands?.[0]?.command ?? '/commonplace'
      const line = named === undefined || where.command !== undefined ? typed : rest
      return awaitAnswer(world, callSlash(caller, command, line, place(where)))
    },
    async press(on, which) {
      const target = visible(pressable(on))
      const found = findElement(target, which, (one) => one.type === 'button')
      return awaitAnswer(world, callAction(caller, target, found, {}))
    },
    async select(on, which, given) {
      const target = visible(pressable(on))
      const found = findElement(target, which, (one) => one.type !== 'button')
      return awaitAnswer(world, callAction(caller, target, found, filledValue(found, given, offered)))
    },
    async suggest(on, which, typed) {
      const target = visible(pressable(on))
      const found = findElement(target, which, (one) => one.type.endsWith('external_select'))
      const least = found.element['min_query_length'] ?? 3
      if (typeof least === 'number' && typed.length < least) return []
      const asked = callSuggestion(caller, target, found, typed)
      await waitUntil(world, () => asked.state !== 'waiting', null)
      offered = optionsOf(asked.ack)
      return offered.map(optionView)
    },
    submit: async (form, values) => awaitAnswer(world, callSubmit(caller, form.modal.view, values, offered)),
    async close() {
      const told = callClose(caller)
      if (told !== null) await waitUntil(world, () => told.state !== 'waiting', null)
    },
    async shortcut(which, on) {
      const target = on === undefined ? null : { message: on, channel: channelOf(on) }
      if (on !== undefined && !sees(on)) throw new Error(`${user.name} does not see that message.`)
      return awaitAnswer(world, callShortcut(caller, which, target))
    },
    openHome: () => openHome(world, user),
  }
}

function uuid(world: World): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(world.random() * 16).toString(16)).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
