/**
 * Who reads a channel: whether only people who manage the server do, and which other channels all of its readers see. From
 * roles and overwrites alone, because nobody tells the bot who there is; what is not certain is taken for the worse.
 */
import type { Space } from '../../core/ports.ts'
import type { Audience, Destination } from '../platform.ts'
import { type DiscordHistory, isNoMember } from './history.ts'
import { holds, maySee, PERMISSION, permissionsIn, permissionsInGuild } from './permissions.ts'
import type { Channel, Server, Servers } from './servers.ts'
import { CHANNEL } from './wire.ts'

/** More people are not asked for one by one. */
const MAX_ASKED = 20

export interface AudienceTools {
  readonly servers: Servers
  readonly history: Pick<DiscordHistory, 'member'>
  /** Whether what is known of the servers is what they are at this moment. */
  isHearing(): boolean
}

/** Who reads a channel, and which of the spaces they all see; null where the bot is not in the server. */
export async function audienceOf(
  { workspace, channel: id }: Destination,
  spaces: readonly Space[],
  { servers, history, isHearing }: AudienceTools,
): Promise<Audience | null> {
  if (!isHearing()) throw new Error('Discord is not heard at the moment')
  const server = servers.all.get(workspace)
  if (server === undefined) return null
  if (!server.isAvailable) throw new Error('Discord does not tell of a server at the moment')
  const channel = server.channels.get(id)
  const here = spaces.filter(
    (space) => space.workspace.platform === 'discord' && space.workspace.externalId === workspace,
  )
  const isShared = (externalId: string): boolean => {
    const other = server.channels.get(externalId)
    return externalId === id || (other !== undefined && isOpenToAll(server, other))
  }
  return {
    isModerators: channel !== undefined && (await isForManagers(server, channel, { servers, history })),
    sees: here.filter((space) => isShared(space.externalId)).map((space) => space.id),
  }
}

/** Whether everybody in the server sees a channel: nobody is kept out by a role or by name. */
function isOpenToAll(server: Server, { overwrites, type, isHidden }: Channel): boolean {
  if (isHidden) return false
  const needed = PERMISSION.viewChannel | (isVoice(type) ? PERMISSION.connect : 0n)
  return (
    maySee(heldWith([], server, overwrites), type) && overwrites.every(({ deny }) => (deny & needed) === 0n)
  )
}

const isVoice = (type: number): boolean => type === CHANNEL.voice || type === CHANNEL.stage

/**
 * Whether nobody sees a channel but those who manage the server. Whoever sees it sees it by one of their roles or by name, so
 * it is enough that each such role manages, and each such person.
 */
async function isForManagers(
  server: Server,
  { overwrites, isHidden }: Channel,
  { servers, history }: Pick<AudienceTools, 'servers' | 'history'>,
): Promise<boolean> {
  if (isHidden) return false
  const sees = (roles: readonly string[]): boolean =>
    holds(heldWith(roles, server, overwrites), PERMISSION.viewChannel)
  if (sees([]) && !isManaging(server, [])) return false
  const roles = [...server.roles.keys()].filter((role) => role !== server.id && !server.botRoles.has(role))
  if (roles.some((role) => sees([role]) && !isManaging(server, [role]))) return false
  const people = overwrites.filter(
    ({ id, isMember, allow }) =>
      isMember && (allow & PERMISSION.viewChannel) !== 0n && id !== servers.ownId() && id !== server.ownerId,
  )
  if (people.length > MAX_ASKED) return false
  const manages = people.map(({ id }) =>
    history.member(server.id, id).then(
      (member) => member.user?.bot === true || isManaging(server, member.roles),
      // Who is not there does not read.
      (error: unknown) => isNoMember(error),
    ),
  )
  return (await Promise.all(manages)).every((one) => one)
}

/** Nobody's id: what is held by roles alone. */
const SOMEBODY = ''

const heldWith = (roles: readonly string[], server: Server, overwrites: Channel['overwrites']): bigint =>
  permissionsIn(server, overwrites, { id: SOMEBODY, roles })

const isManaging = (server: Server, roles: readonly string[]): boolean =>
  holds(permissionsInGuild(server, { id: SOMEBODY, roles }), PERMISSION.manageGuild)
