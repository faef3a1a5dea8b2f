/** A server as tests and scripts handle it. */
import {
  addBot,
  addChannel,
  addRole,
  changeRights,
  createGuild,
  joinGuild,
  newRole,
  removeBot,
  removeChannel,
  setAvailable,
  tellChannel,
  tellGuild,
  tellMember,
} from './guilds.ts'
import { ANYBODY, postMessage } from './messages.ts'
import {
  CHANNEL_TYPES,
  type Channel,
  type Emoji,
  type Guild,
  type Message,
  type Overwrite,
  type Role,
  type User,
} from './model.ts'
import { type Permission, permissionBits } from './permissions.ts'
import { createPerson, type Person } from './person.ts'
import { joinThread } from './threads.ts'
import { roleJson } from './wire-people.ts'
import type { World } from './world.ts'

/** The kinds of channels that can be made. */
export type ChannelKind = 'text' | 'voice' | 'category' | 'announcement' | 'stage' | 'forum' | 'media'

/** Rights given or taken in a channel; `everyone` and `bot` are said by name. */
export interface Rights {
  readonly for: 'everyone' | 'bot' | { readonly id: string }
  readonly allow?: readonly Permission[]
  readonly deny?: readonly Permission[]
}

/** A server and what can be done to it. */
export interface GuildHandle {
  readonly id: string
  readonly name: string
  /** The state itself. */
  readonly guild: Guild
  readonly owner: Person
  readonly everyone: Role
  /** The role that came with the bot. Throws while it is not here. */
  readonly botRole: Role
  createChannel(channel: {
    readonly name: string
    readonly type?: ChannelKind
    readonly parent?: Channel
    readonly topic?: string
    readonly tags?: readonly string[]
    readonly requiresTag?: boolean
    readonly rights?: readonly Rights[]
  }): Channel
  /** Roles are made above the existing ones; `below` puts one under the bot's. */
  createRole(role: {
    readonly name: string
    readonly permissions?: readonly Permission[]
    readonly isMentionable?: boolean
    readonly isAboveBot?: boolean
  }): Role
  createEmoji(name: string): Emoji
  join(
    who:
      | {
          readonly name: string
          readonly displayName?: string
          readonly roles?: readonly Role[]
          readonly bot?: boolean
          readonly locale?: string
        }
      | Person,
  ): Person
  giveRole(person: { readonly id: string }, role: Role): void
  takeRole(person: { readonly id: string }, role: Role): void
  setNick(person: { readonly id: string }, nick: string | null): void
  /** Until this moment they can only look on. */
  timeOut(person: { readonly id: string }, untilMs: number | null): void
  setRights(channel: Channel, ...rights: readonly Rights[]): void
  setPermissions(role: Role, permissions: readonly Permission[]): void
  /** What the bot's own role allows. */
  setBotPermissions(permissions: readonly Permission[]): void
  renameChannel(channel: Channel, name: string): void
  removeChannel(channel: Channel): void
  /** Lets somebody, or the bot, into a thread. */
  addToThread(thread: Channel, who: { readonly id: string }): void
  /** Where joins are announced. */
  setSystemChannel(channel: Channel | null): void
  /** Overrides a command's default permissions for a person or role. */
  allowCommand(name: string, forWhom: { readonly id: string }, isAllowed: boolean): void
  /** Somebody else's webhook speaks. */
  postByWebhook(channel: Channel, name: string, text: string): Message
  removeBot(): void
  addBot(permissions?: readonly Permission[]): void
  /** An outage. */
  goDown(): void
  comeBack(): void
}

/** What a bot is invited with unless told otherwise. */
export const BOT_PERMISSIONS: readonly Permission[] = [
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'SEND_MESSAGES_IN_THREADS',
  'READ_MESSAGE_HISTORY',
  'ATTACH_FILES',
  'EMBED_LINKS',
  'PIN_MESSAGES',
  'ADD_REACTIONS',
]

/** Makes a server with its owner. */
export function createGuildHandle(
  world: World,
  options: {
    readonly name: string
    readonly owner?: string
    readonly locale?: string
    readonly bot?: readonly Permission[] | false
  },
): GuildHandle {
  const user = newUser(world, { name: options.owner ?? 'owner', displayName: null, isBot: false })
  const guild = createGuild(world, options.name, user, options.locale ?? 'en-US')
  const bits = (permissions: readonly Permission[] | undefined) => permissionBits(permissions ?? [])
  const everyone = guild.roles.get(guild.id)
  if (everyone === undefined) throw new Error('A guild has @everyone.')
  const botRole = (): Role => {
    const found = [...guild.roles.values()].find((role) => role.botId === world.bot.id)
    if (found === undefined) throw new Error(`The bot is not in ${guild.name}.`)
    return found
  }
  const overwriteOf = (rights: Rights): Overwrite => {
    const id = rights.for === 'everyone' ? guild.id : rights.for === 'bot' ? botRole().id : rights.for.id
    return {
      id,
      type: guild.roles.has(id) ? 'role' : 'member',
      allow: bits(rights.allow),
      deny: bits(rights.deny),
    }
  }
  const memberOf = (id: string) => {
    const member = guild.members.get(id)
    if (member === undefined) throw new Error(`${id} is not in ${guild.name}.`)
    return member
  }
  const changeMember = (id: string, change: () => void) => {
    changeRights(world, guild, change)
    tellMember(world, guild, memberOf(id))
  }
  const handle: GuildHandle = {
    id: guild.id,
    name: guild.name,
    guild,
    owner: createPerson(world, guild, user, 'en-US'),
    everyone,
    get botRole() {
      return botRole()
    },
    createChannel: (draft) =>
      addChannel(world, guild, {
        name: draft.name,
        type: CHANNEL_TYPES[draft.type ?? 'text'],
        topic: draft.topic ?? null,
        parentId: draft.parent?.id ?? null,
        flags: draft.requiresTag === true ? 1 << 4 : 0,
        tags: (draft.tags ?? []).map((name) => ({ id: world.clock.nextId(), name, isModerated: false })),
        overwrites: (draft.rights ?? []).map(overwriteOf),
      }),
    createRole(draft) {
      const own = [...guild.roles.values()].find((role) => role.botId === world.bot.id)
      const top = Math.max(...[...guild.roles.values()].map((role) => role.position))
      const position = draft.isAboveBot === true || own === undefined ? top + 1 : own.position
      if (own !== undefined && draft.isAboveBot !== true)
        for (const role of guild.roles.values()) if (role.position >= position) role.position += 1
      const role = newRole(world.clock.nextId(), draft.name, bits(draft.permissions), position, {
        isMentionable: draft.isMentionable === true,
        botId: null,
      })
      addRole(world, guild, role)
      return role
    },
    createEmoji(name) {
      const emoji = { id: world.clock.nextId(), name }
      guild.emojis.push(emoji)
      return emoji
    },
    join(who) {
      if ('user' in who) {
        joinGuild(world, guild, who.user, [])
        return createPerson(world, guild, who.user, 'en-US')
      }
      const joined = newUser(world, {
        name: who.name,
        displayName: who.displayName ?? null,
        isBot: who.bot === true,
      })
      joinGuild(
        world,
        guild,
        joined,
        (who.roles ?? []).map((role) => role.id),
      )
      return createPerson(world, guild, joined, who.locale ?? 'en-US')
    },
    giveRole: ({ id }, role) => changeMember(id, () => memberOf(id).roles.add(role.id)),
    takeRole: ({ id }, role) => changeMember(id, () => memberOf(id).roles.delete(role.id)),
    setNick: ({ id }, nick) =>
      changeMember(id, () => {
        memberOf(id).nick = nick
      }),
    timeOut: ({ id }, untilMs) =>
      changeMember(id, () => {
        memberOf(id).timedOutUntilMs = untilMs
      }),
    setRights(channel, ...rights) {
      changeRights(world, guild, () => {
        for (const one of rights.map(overwriteOf)) {
          if (one.allow === 0n && one.deny === 0n) channel.overwrites.delete(one.id)
          else channel.overwrites.set(one.id, one)
        }
      })
      tellChannel(world, guild, channel)
    },
    setPermissions(role, permissions) {
      changeRights(world, guild, () => {
        role.permissions = bits(permissions)
      })
      tellGuild(world, guild, 'GUILD_ROLE_UPDATE', () => ({ guild_id: guild.id, role: roleJson(role) }))
    },
    setBotPermissions: (permissions) => handle.setPermissions(botRole(), permissions),
    renameChannel(channel, name) {
      channel.name = name
      tellChannel(world, guild, channel)
    },
    removeChannel: (channel) => removeChannel(world, guild, channel),
    addToThread(thread, { id }) {
      joinThread(world, thread, memberOf(id).user)
    },
    setSystemChannel: (channel) => {
      guild.systemChannelId = channel?.id ?? null
    },
    allowCommand: (name, { id }, isAllowed) => {
      world.commandRules.set(`${guild.id} ${name} ${id}`, isAllowed)
    },
    postByWebhook(channel, name, text) {
      const author: User = { id: world.clock.nextId(), name, displayName: null, isBot: true }
      return postMessage(world, channel, author, { content: text, webhookId: author.id, allowed: ANYBODY })
    },
    removeBot: () => removeBot(world, guild),
    addBot: (permissions = BOT_PERMISSIONS) => addBot(world, guild, bits(permissions)),
    goDown: () => setAvailable(world, guild, false),
    comeBack: () => setAvailable(world, guild, true),
  }
  if (options.bot !== false) addBot(world, guild, bits(options.bot ?? BOT_PERMISSIONS))
  return handle
}

function newUser(world: World, draft: Omit<User, 'id'>): User {
  const user: User = { id: world.clock.nextId(), ...draft }
  world.users.set(user.id, user)
  return user
}
