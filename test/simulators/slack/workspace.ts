/** The workspace in the hands of a test: channels, people, groups, and the app's place in it. */
import { type JsonObject, listOf, objectOf, textOf } from '../discord/json.ts'
import {
  archiveChannel,
  createChannel,
  createUser,
  deleteChannel,
  joinChannel,
  leaveChannel,
  renameChannel,
  renameTeam,
  tellFounded,
} from './channels.ts'
import { checkManifest } from './manifest.ts'
import { postMessage } from './messages.ts'
import type { Channel, Message, Role, UserGroup } from './model.ts'
import { createPerson, type Person } from './person.ts'
import type { SocketMode } from './socket-mode.ts'
import { emit, hasBot, type World } from './world.ts'

/** What a new channel is like. */
export interface ChannelOptions {
  readonly name: string
  /** Private channels are seen by their members only. */
  readonly isPrivate?: boolean
  /** Old private channels bear a G instead of a C. */
  readonly hasOldId?: boolean
  /** Everybody who comes to the workspace is in it. */
  readonly isGeneral?: boolean
  /** Whether the bot is in it; it is unless told. */
  readonly bot?: boolean
  readonly members?: readonly Person[]
  readonly topic?: string
  readonly purpose?: string
}

/** What somebody new is like. */
export interface PersonOptions {
  readonly name: string
  readonly displayName?: string
  readonly realName?: string
  /** A member unless told. */
  readonly role?: Role
  /** Another workspace, for those who are here through Slack Connect: they are of no help with the app's own. */
  readonly teamId?: string
  /** An app's account. */
  readonly isBot?: boolean
  /** Channels to be in from the beginning, besides the general ones; no event tells of these. */
  readonly in?: readonly Channel[]
  readonly timeZone?: string
  readonly locale?: string
}

/** The workspace. */
export interface Workspace {
  createChannel(options: ChannelOptions): Channel
  join(options: PersonOptions): Person
  createUserGroup(handle: string, users: readonly Person[], name?: string): UserGroup
  rename(channel: Channel, name: string, by: Person): void
  archive(channel: Channel, by: Person): void
  unarchive(channel: Channel, by: Person): void
  deleteChannel(channel: Channel, by: Person): void
  /** Gives the workspace itself another name. */
  renameTeam(name: string): void
  /** Shares a channel with another workspace. */
  connect(channel: Channel, teamId: string): void
  /** An integration without an account says something. */
  postAsIntegration(channel: Channel, text: string, name?: string): Message
  /** Slack's own bot says something. */
  postAsSlackbot(channel: Channel, text: string): Message
  inviteBot(channel: Channel, by: Person): void
  removeBot(channel: Channel): void
  /** Installs the app as a manifest says: scopes, events, commands, shortcuts, home tab. Throws what is wrong with it. */
  install(manifest: JsonObject): void
  /** The app is thrown out: its tokens are dead, and it hears of that as of the last thing. */
  uninstall(): void
  revokeTokens(): void
}

/** The workspace of a world. */
export function createWorkspace(world: World, sockets: SocketMode): Workspace {
  let integration: World['botProfile'] | null = null
  return {
    createChannel(options) {
      const members = (options.members ?? []).map((one) => one.id)
      const everybody = options.isGeneral === true ? locals(world) : []
      const channel = createChannel(world, {
        kind: options.isPrivate === true ? 'private' : 'public',
        name: options.name,
        creatorId: members[0] ?? world.bot.id,
        members: [...everybody, ...members, ...(options.bot === false ? [] : [world.bot.id])],
        isGeneral: options.isGeneral === true,
        hasOldId: options.hasOldId === true,
        ...(options.topic === undefined ? {} : { topic: options.topic }),
        ...(options.purpose === undefined ? {} : { purpose: options.purpose }),
      })
      tellFounded(world, channel)
      return channel
    },
    join(options) {
      const teamId = options.teamId ?? world.team.id
      const user = createUser(world, { ...options, role: options.role ?? 'member', teamId })
      const isForeign = teamId !== world.team.id
      const isGuest = user.role === 'guest' || user.role === 'singleChannelGuest'
      const general = [...world.channels.values()].filter((one) => one.isGeneral && !isForeign && !isGuest)
      for (const channel of [...general, ...(options.in ?? [])]) {
        channel.members.add(user.id)
        if (isForeign) channel.connectedTeams.add(teamId)
      }
      return createPerson(world, sockets, user)
    },
    createUserGroup(handle, users, name = handle) {
      const group: UserGroup = {
        id: world.newId('S'),
        handle,
        name,
        createdMs: world.clock.now(),
        isDisabled: false,
        users: new Set(users.map((one) => one.id)),
      }
      world.userGroups.set(group.id, group)
      return group
    },
    rename: (channel, name, by) => renameChannel(world, channel, name, by.user),
    archive: (channel, by) => archiveChannel(world, channel, by.user, true),
    unarchive: (channel, by) => archiveChannel(world, channel, by.user, false),
    deleteChannel: (channel, by) => deleteChannel(world, channel, by.user),
    renameTeam: (name) => renameTeam(world, name),
    connect: (channel, teamId) => {
      channel.connectedTeams.add(teamId)
    },
    postAsIntegration(channel, text, name = 'Build server') {
      if (integration === null) {
        integration = { id: world.newId('B'), appId: world.newId('A'), name, userId: null }
        world.bots.set(integration.id, integration)
      }
      return postMessage(world, channel, {
        user: null,
        bot: integration,
        username: name,
        text,
        subtype: 'bot_message',
      })
    },
    postAsSlackbot(channel, text) {
      return postMessage(world, channel, { user: world.users.get('USLACKBOT') ?? null, text })
    },
    inviteBot: (channel, by) => joinChannel(world, channel, world.bot, by.id),
    removeBot: (channel) => {
      if (hasBot(world, channel)) leaveChannel(world, channel, world.bot)
    },
    install: (manifest) => install(world, manifest),
    uninstall() {
      tellLast(world, 'app_uninstalled', {})
      world.app.state = 'uninstalled'
    },
    revokeTokens() {
      tellLast(world, 'tokens_revoked', { tokens: { oauth: [], bot: [world.bot.id] } })
      world.app.state = 'revoked'
    },
  }
}

const locals = (world: World): readonly string[] =>
  [...world.users.values()]
    .filter((user) => user.kind === 'person' && user.teamId === world.team.id && !user.isDeleted)
    .map((user) => user.id)

function tellLast(world: World, type: string, more: JsonObject): void {
  emit(world, {
    subscription: type,
    scopes: [],
    channel: null,
    teamId: world.team.id,
    data: { type, ...more, event_ts: `${Math.floor(world.clock.now() / 1000)}.000000` },
    message: null,
  })
}

function install(world: World, manifest: JsonObject): void {
  const wrong = checkManifest(manifest)
  if (wrong.length > 0)
    throw new Error(`invalid_manifest: ${wrong.map((one) => `${one.pointer}: ${one.message}`).join('; ')}`)
  const at = (...path: readonly string[]) =>
    path.reduce<JsonObject>((part, key) => objectOf(part[key]), manifest)
  const texts = (value: unknown) => listOf(value).flatMap((one) => textOf(one) ?? [])
  const { app } = world
  app.scopes.clear()
  for (const scope of texts(at('oauth_config', 'scopes')['bot'])) app.scopes.add(scope)
  app.events = new Set(texts(at('settings', 'event_subscriptions')['bot_events']))
  app.commands = listOf(at('features')['slash_commands']).map((one) => ({
    command: textOf(objectOf(one)['command']) ?? '',
    escapes: objectOf(one)['should_escape'] === true,
  }))
  app.shortcuts = listOf(at('features')['shortcuts']).map((one) => ({
    name: textOf(objectOf(one)['name']) ?? '',
    callbackId: textOf(objectOf(one)['callback_id']) ?? '',
    type: objectOf(one)['type'] === 'message' ? 'message' : 'global',
  }))
  app.hasHome = at('features', 'app_home')['home_tab_enabled'] === true
}
