/** Channels: founded, joined, left, renamed, archived; and who is in the workspace at all. */
import type { JsonObject } from '../discord/json.ts'
import { secondsOf } from './clock.ts'
import { postMessage } from './messages.ts'
import type { Channel, Role, User } from './model.ts'
import { userJson } from './wire-people.ts'
import { emit, type World } from './world.ts'

const familyOf = (channel: Channel): 'channels' | 'groups' =>
  channel.kind === 'public' ? 'channels' : 'groups'

/** Makes a channel without telling anybody. */
export function createChannel(
  world: World,
  what: {
    readonly kind: Channel['kind']
    readonly name: string
    readonly creatorId: string
    readonly members: readonly string[]
    readonly isGeneral?: boolean
    readonly connectedTeams?: readonly string[]
    /** Old private channels bear a G. */
    readonly hasOldId?: boolean
    readonly topic?: string
    readonly purpose?: string
  },
): Channel {
  const letter = what.kind === 'im' ? 'D' : what.hasOldId === true || what.kind === 'mpim' ? 'G' : 'C'
  const channel: Channel = {
    id: world.newId(letter),
    kind: what.kind,
    name: what.name,
    previousNames: [],
    isGeneral: what.isGeneral === true,
    isArchived: false,
    creatorId: what.creatorId,
    createdMs: world.clock.now(),
    updatedMs: world.clock.now(),
    topic: what.topic ?? '',
    purpose: what.purpose ?? '',
    members: new Set(what.members),
    messages: [],
    pins: [],
    connectedTeams: new Set(what.connectedTeams),
    lastMicros: 0,
  }
  world.channels.set(channel.id, channel)
  return channel
}

/** The conversation of some people with the bot or among themselves, opened where it is not. */
export function directChannel(world: World, userIds: readonly string[]): Channel {
  const members = [...new Set(userIds)]
  const kind = members.length > 2 ? 'mpim' : 'im'
  const open = [...world.channels.values()].find(
    (one) =>
      one.kind === kind && one.members.size === members.length && members.every((id) => one.members.has(id)),
  )
  if (open !== undefined) return open
  const name =
    kind === 'im' ? '' : `mpdm-${members.map((id) => world.users.get(id)?.name ?? id).join('--')}-1`
  return createChannel(world, { kind, name, creatorId: members[0] ?? world.bot.id, members })
}

/** Somebody comes into a channel, by themselves or invited. */
export function joinChannel(
  world: World,
  channel: Channel,
  user: User,
  inviterId: string | null = null,
): void {
  if (channel.members.has(user.id)) return
  channel.members.add(user.id)
  const inviter = inviterId === null ? {} : { inviter: inviterId }
  emit(world, {
    subscription: 'member_joined_channel',
    scopes: [`${familyOf(channel)}:read`],
    channel,
    teamId: user.teamId,
    data: {
      type: 'member_joined_channel',
      user: user.id,
      channel: channel.id,
      channel_type: channel.kind === 'public' ? 'C' : 'G',
      team: user.teamId,
      ...inviter,
      event_ts: world.clock.nextTs(world.stamp),
    },
    message: null,
  })
  postMessage(world, channel, {
    user,
    bot: null,
    subtype: channel.id.startsWith('G') ? 'group_join' : 'channel_join',
    text: `<@${user.id}> has joined the ${channel.id.startsWith('G') ? 'group' : 'channel'}`,
    extra: inviter,
  })
}

/** Somebody leaves a channel; the bot hears of its own leaving as of the last thing there. */
export function leaveChannel(world: World, channel: Channel, user: User): void {
  if (!channel.members.has(user.id)) return
  postMessage(world, channel, {
    user,
    bot: null,
    subtype: channel.id.startsWith('G') ? 'group_leave' : 'channel_leave',
    text: `<@${user.id}> has left the ${channel.id.startsWith('G') ? 'group' : 'channel'}`,
  })
  emit(world, {
    subscription: 'member_left_channel',
    scopes: [`${familyOf(channel)}:read`],
    channel,
    teamId: user.teamId,
    data: {
      type: 'member_left_channel',
      user: user.id,
      channel: channel.id,
      channel_type: channel.kind === 'public' ? 'C' : 'G',
      team: user.teamId,
      event_ts: world.clock.nextTs(world.stamp),
    },
    message: null,
  })
  channel.members.delete(user.id)
  if (user === world.bot)
    tellOfChannel(world, channel, channel.kind === 'public' ? 'channel_left' : 'group_left', {
      channel: channel.id,
      actor_id: channel.creatorId,
    })
}

/** Tells of the channel itself: renamed, archived, … To the bot, of public ones everywhere and of others where it is. */
function tellOfChannel(world: World, channel: Channel, type: string, data: JsonObject): void {
  emit(world, {
    subscription: type,
    scopes: [`${familyOf(channel)}:read`],
    channel: channel.kind === 'public' || type === 'group_left' ? null : channel,
    teamId: world.team.id,
    data: { type, ...data, event_ts: world.clock.nextTs(world.stamp) },
    message: null,
  })
}

/** Tells that a public channel was founded. */
export const tellFounded = (world: World, channel: Channel): void => {
  if (channel.kind !== 'public') return
  tellOfChannel(world, channel, 'channel_created', {
    channel: {
      id: channel.id,
      name: channel.name,
      created: secondsOf(channel.createdMs),
      creator: channel.creatorId,
      context_team_id: world.team.id,
    },
  })
}

/** Gives a channel another name. */
export function renameChannel(world: World, channel: Channel, name: string, user: User): void {
  channel.previousNames.unshift(channel.name)
  const old = channel.name
  channel.name = name
  channel.updatedMs = world.clock.now()
  tellOfChannel(world, channel, channel.kind === 'public' ? 'channel_rename' : 'group_rename', {
    channel: { id: channel.id, name, created: secondsOf(channel.createdMs) },
  })
  postMessage(world, channel, {
    user,
    subtype: 'channel_name',
    text: `has renamed the channel from "${old}" to "${name}"`,
    extra: { old_name: old, name },
  })
}

/** Closes a channel, or opens it again. What was said stays. */
export function archiveChannel(world: World, channel: Channel, user: User, isArchived: boolean): void {
  if (channel.isArchived === isArchived) return
  const prefix = channel.kind === 'public' ? 'channel' : 'group'
  postMessage(world, channel, {
    user,
    subtype: isArchived ? `${prefix}_archive` : `${prefix}_unarchive`,
    text: isArchived ? 'archived the channel' : 'un-archived the channel',
  })
  channel.isArchived = isArchived
  channel.updatedMs = world.clock.now()
  tellOfChannel(world, channel, isArchived ? `${prefix}_archive` : `${prefix}_unarchive`, {
    channel: channel.id,
    user: user.id,
  })
}

/** Deletes a channel with all that was said in it; nobody can read or find it any more. */
export function deleteChannel(world: World, channel: Channel, user: User): void {
  if (channel.isGeneral) throw new Error(`#${channel.name} cannot be deleted: everybody is in it.`)
  tellOfChannel(world, channel, channel.kind === 'public' ? 'channel_deleted' : 'group_deleted', {
    channel: channel.id,
    actor_id: user.id,
  })
  world.channels.delete(channel.id)
}

/** Gives the workspace another name. */
export function renameTeam(world: World, name: string): void {
  world.team.name = name
  emit(world, {
    subscription: 'team_rename',
    scopes: ['team:read'],
    channel: null,
    teamId: world.team.id,
    data: { type: 'team_rename', name, event_ts: world.clock.nextTs(world.stamp) },
    message: null,
  })
}

/** Somebody new, of this workspace or (with `teamId`) of another. */
export function createUser(
  world: World,
  what: {
    readonly name: string
    readonly role: Role
    readonly teamId: string
    readonly displayName?: string
    readonly realName?: string
    readonly isBot?: boolean
    readonly timeZone?: string
    readonly locale?: string
  },
): User {
  const id = world.newId('U')
  const bot =
    what.isBot === true
      ? { id: world.newId('B'), appId: world.newId('A'), name: what.name, userId: id }
      : null
  if (bot !== null) world.bots.set(bot.id, bot)
  const user: User = {
    id,
    teamId: what.teamId,
    name: what.name,
    displayName: what.displayName ?? what.name,
    realName: what.realName ?? what.name,
    role: what.role,
    kind: bot === null ? 'person' : 'bot',
    bot,
    isDeleted: false,
    timeZone: what.timeZone ?? world.team.timeZone,
    locale: what.locale ?? world.team.locale,
    email: null,
    updatedMs: world.clock.now(),
  }
  world.users.set(user.id, user)
  if (user.teamId === world.team.id) tellOfUser(world, user, 'team_join')
  return user
}

/** Tells that somebody is new in the workspace, or another now. */
export function tellOfUser(world: World, user: User, type: 'team_join' | 'user_change'): void {
  user.updatedMs = world.clock.now()
  const seconds = secondsOf(world.clock.now())
  emit(world, {
    subscription: type,
    scopes: ['users:read'],
    channel: null,
    teamId: user.teamId,
    data: { type, user: userJson(world, user), cache_ts: seconds, event_ts: `${seconds}.000000` },
    message: null,
  })
}

/** The channels that somebody sees: public ones, and those they are in. A guest sees only the latter. */
export function canSee(world: World, channel: Channel, user: User): boolean {
  if (channel.members.has(user.id)) return true
  const isGuest = user.role === 'guest' || user.role === 'singleChannelGuest'
  return channel.kind === 'public' && user.teamId === world.team.id && !isGuest && !user.isDeleted
}
