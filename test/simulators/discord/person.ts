/** A member played from a script: does what people do, and sees what they see. */
import { memberMay } from './access.ts'
import { type Answer, awaitAnswer } from './answer.ts'
import { callCommand, completeOption, type InteractionPlace } from './calling.ts'
import { type FormValue, submitModal } from './filling.ts'
import { leaveGuild } from './guilds.ts'
import type { Choice } from './interaction-state.ts'
import { ANYBODY, deleteMessages, editMessage, pinMessage, postMessage } from './messages.ts'
import {
  type Channel,
  type Emoji,
  type Guild,
  isThread,
  type Member,
  type Message,
  type User,
} from './model.ts'
import { canSee } from './permissions.ts'
import { pressButton, selectValues } from './pressing.ts'
import { addReaction, readEmoji, removeReaction } from './reactions.ts'
import { draftOf, type PostOptions } from './saying.ts'
import type { Given } from './slash.ts'
import { openMessageThread, openPlainThread, openPost } from './thread-openings.ts'
import { joinThread, leaveThread, setArchived } from './threads.ts'
import { guildOf, type World } from './world.ts'

/** Where a command is given; by default where the person last was, or the first channel they can write in. */
export interface Where {
  readonly in?: Channel
}

/** A person in one guild. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly user: User
  readonly guild: Guild
  /** Throws where they have left. */
  readonly member: Member
  readonly mention: string
  post(channel: Channel, text: string, options?: PostOptions): Message
  edit(message: Message, text: string): void
  remove(...messages: readonly Message[]): void
  react(message: Message, emoji: string): void
  unreact(message: Message, emoji: string): void
  pin(message: Message): void
  /** From a message, or from nothing in a channel. */
  openThread(
    on: Message | Channel,
    name: string,
    options?: { readonly isPrivate?: boolean; readonly autoArchiveMinutes?: number },
  ): Channel
  postInForum(
    forum: Channel,
    title: string,
    text: string,
    options?: { readonly tags?: readonly string[] } & PostOptions,
  ): { readonly thread: Channel; readonly message: Message }
  joinThread(thread: Channel): void
  leaveThread(thread: Channel): void
  archive(thread: Channel): void
  unarchive(thread: Channel): void
  leave(): void
  canSee(what: Channel | Message): boolean
  /** What the bot wrote to them alone, the oldest first. */
  readonly received: readonly Message[]
  /** Takes no direct messages any more. */
  closeMessages(): void
  slash(line: string, options?: Readonly<Record<string, Given>>, where?: Where): Promise<Answer>
  /** What is offered while an option is typed. */
  complete(
    line: string,
    option: string,
    typed: string,
    others?: Readonly<Record<string, Given>>,
    where?: Where,
  ): Promise<readonly Choice[]>
  press(on: Message | Answer, labelOrId: string): Promise<Answer>
  select(
    on: Message | Answer,
    idOrPlaceholder: string,
    values: readonly (string | { readonly id: string })[],
  ): Promise<Answer>
  /** Fills in the form that an answer opened: by label or custom id. */
  submit(form: Answer, values: Readonly<Record<string, FormValue>>): Promise<Answer>
  messageCommand(name: string, message: Message): Promise<Answer>
  userCommand(name: string, person: { readonly id: string }, where?: Where): Promise<Answer>
}

/** The person behind a user in a guild. */
export function createPerson(world: World, guild: Guild, user: User, locale: string): Person {
  let lastChannel: Channel | null = null
  const now = () => world.clock.now()
  const channelOf = (message: Message): Channel => {
    const channel = world.channels.get(message.channelId)
    if (channel === undefined) throw new Error('The channel of this message is gone.')
    return channel
  }
  const member = (where: Guild): Member => {
    const found = where.members.get(user.id)
    if (found === undefined) throw new Error(`${user.name} is not in ${where.name}.`)
    return found
  }
  const require = (
    channel: Channel,
    may: 'SEND_MESSAGES' | 'ADD_REACTIONS' | 'CREATE_PUBLIC_THREADS' | 'CREATE_PRIVATE_THREADS',
  ) => {
    const place = guildOf(world, channel)
    if (place === null) return
    if (!canSee(place, member(place), channel, now()))
      throw new Error(`${user.name} cannot see #${channel.name}.`)
    const right = may === 'SEND_MESSAGES' && isThread(channel) ? 'SEND_MESSAGES_IN_THREADS' : may
    if (!memberMay(world, place, member(place), channel, right))
      throw new Error(`${user.name} may not do that in #${channel.name} (${right}).`)
  }
  const sees = (what: Channel | Message): boolean => {
    if ('overwrites' in what) {
      const place = guildOf(world, what)
      return place === null
        ? what.recipients.includes(user)
        : canSee(place, place.members.get(user.id), what, now())
    }
    return !what.isDeleted && (what.seenOnlyBy === null ? sees(channelOf(what)) : what.seenOnlyBy === user.id)
  }
  const emojiFor = (message: Message, written: string): Emoji => {
    const found = readEmoji(guildOf(world, channelOf(message)), written)
    if (found === null) throw new Error(`${written} is no emoji here.`)
    return found
  }
  const placeFor = (where?: Where): InteractionPlace => {
    const channel = where?.in ?? lastChannel ?? firstChannel()
    return { world, channel, user, guild: guildOf(world, channel), locale, sees }
  }
  const firstChannel = (): Channel => {
    const found = [...guild.channels.values()].find((one) => one.type === 0 && sees(one))
    if (found === undefined) throw new Error(`${user.name} sees no channel of ${guild.name}.`)
    return found
  }
  const placeOfMessage = (message: Message): InteractionPlace => placeFor({ in: channelOf(message) })
  const say = (channel: Channel, text: string, options: PostOptions) => draftOf(world, channel, text, options)
  return {
    id: user.id,
    name: user.name,
    user,
    guild,
    get member() {
      return member(guild)
    },
    mention: `<@${user.id}>`,
    post(channel, text, options = {}) {
      require(channel, 'SEND_MESSAGES')
      lastChannel = channel
      return postMessage(world, channel, user, say(channel, text, options))
    },
    edit(message, text) {
      if (message.author !== user) throw new Error('Only one’s own messages can be edited.')
      editMessage(world, channelOf(message), message, { content: text, allowed: ANYBODY })
    },
    remove(...messages) {
      const channel = messages[0] === undefined ? null : channelOf(messages[0])
      if (channel !== null) deleteMessages(world, channel, messages, messages.length > 1)
    },
    react(message, emoji) {
      require(channelOf(message), 'ADD_REACTIONS')
      addReaction(world, channelOf(message), message, user, emojiFor(message, emoji))
    },
    unreact(message, emoji) {
      removeReaction(world, channelOf(message), message, user, emojiFor(message, emoji))
    },
    pin: (message) => pinMessage(world, channelOf(message), message, user, true),
    openThread(on, name, options = {}) {
      const opening = { name, autoArchiveMinutes: options.autoArchiveMinutes ?? 4320 }
      const parent = 'overwrites' in on ? on : channelOf(on)
      require(parent, options.isPrivate === true ? 'CREATE_PRIVATE_THREADS' : 'CREATE_PUBLIC_THREADS')
      if (!('overwrites' in on)) return openMessageThread(world, guild, parent, on, user, opening)
      return openPlainThread(world, guild, on, user, {
        ...opening,
        type: options.isPrivate === true ? 12 : 11,
        isInvitable: true,
      })
    },
    postInForum(forum, title, text, options = {}) {
      require(forum, 'SEND_MESSAGES')
      const appliedTags = (options.tags ?? []).map((name) => {
        const tag = forum.tags.find((one) => one.name === name)
        if (tag === undefined) throw new Error(`#${forum.name} has no tag ${name}.`)
        return tag.id
      })
      const { thread, first } = openPost(world, guild, forum, user, {
        name: title,
        autoArchiveMinutes: 4320,
        appliedTags,
        draft: say(forum, text, options),
      })
      return { thread, message: first }
    },
    joinThread: (thread) => joinThread(world, thread, user),
    leaveThread: (thread) => leaveThread(world, thread, user),
    archive: (thread) => setArchived(world, thread, true),
    unarchive: (thread) => setArchived(world, thread, false),
    leave: () => leaveGuild(world, guild, user),
    canSee: sees,
    get received() {
      const direct = [...world.channels.values()].filter((one) => one.recipients.includes(user))
      return direct.flatMap((one) => one.messages.filter((message) => message.author === world.bot))
    },
    closeMessages: () => void world.closed.add(user.id),
    slash: async (line, options = {}, where) => awaitAnswer(callCommand(placeFor(where), line, options)),
    complete: async (line, option, typed, others = {}, where) => {
      const answer = await awaitAnswer(completeOption(placeFor(where), line, option, typed, others))
      return answer.choices
    },
    press: async (on, which) => awaitAnswer(pressButton(placeOfMessage(messageOn(on)), messageOn(on), which)),
    select: async (on, which, values) =>
      awaitAnswer(selectValues(placeOfMessage(messageOn(on)), messageOn(on), which, values)),
    submit: async (form, values) =>
      awaitAnswer(
        submitModal(placeFor({ in: form.interaction.channel }), form.interaction, form.modal, values),
      ),
    messageCommand: async (name, message) =>
      awaitAnswer(callCommand(placeOfMessage(message), name, { message })),
    userCommand: async (name, person, where) => awaitAnswer(callCommand(placeFor(where), name, { person })),
  }
}

const messageOn = (on: Message | Answer): Message =>
  'interaction' in on && 'settled' in on ? on.message : on
