/** How people call the bot: a command, a button, a menu, a form, each checked as the client would. */
import { memberMay } from './access.ts'
import { findCommand } from './commands.ts'
import { INTERACTION_TYPES, type Interaction } from './interaction-state.ts'
import { callBot } from './interactions.ts'
import { isList, type JsonObject } from './json.ts'
import type { Channel, Guild, Message, User } from './model.ts'
import { channelPermissions, guildPermissions, PERMISSIONS } from './permissions.ts'
import { type Given, resolveSlash, slashData } from './slash.ts'
import { messageJson } from './wire-messages.ts'
import { partialMemberJson, userJson } from './wire-people.ts'
import type { RegisteredCommand, World } from './world.ts'

/** Who calls, from where. */
export interface InteractionPlace {
  readonly world: World
  readonly channel: Channel
  readonly user: User
  readonly guild: Guild | null
  readonly locale: string
  readonly sees: (what: Channel | Message) => boolean
}

type Options =
  | Readonly<Record<string, Given>>
  | { readonly message: Message }
  | { readonly person: { readonly id: string } }

/** A slash command, or a command on a message or person. Throws where the client would not let them. */
export function callCommand(place: InteractionPlace, line: string, options: Options): Interaction {
  const { world, guild } = place
  if ('message' in options && isMessage(options.message)) {
    if (!place.sees(options.message)) throw new Error(`${place.user.name} does not see that message.`)
    const command = named(place, 3, line)
    const { message } = options
    return call(place, command, {
      id: command.id,
      name: command.name,
      type: 3,
      target_id: message.id,
      // The target of a command is open to the bot whatever it was granted.
      resolved: { messages: { [message.id]: messageJson(world, message, { content: true }) } },
      ...(command.guildId === null ? {} : { guild_id: command.guildId }),
    })
  }
  if (
    'person' in options &&
    findCommand(world, guild?.id ?? null, 2, line) !== undefined &&
    typeof options.person === 'object' &&
    'id' in options.person
  ) {
    const command = named(place, 2, line)
    const target = world.users.get(options.person.id)
    if (target === undefined) throw new Error('There is no such person.')
    const member = guild?.members.get(target.id)
    return call(place, command, {
      id: command.id,
      name: command.name,
      type: 2,
      target_id: target.id,
      resolved: {
        users: { [target.id]: userJson(target) },
        ...(member === undefined ? {} : { members: { [target.id]: partialMemberJson(member) } }),
      },
    })
  }
  const resolved = resolveSlash(place, line)
  return call(place, resolved.command, slashData(place, resolved, givenOnly(options), null))
}

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'author' in value && 'channelId' in value

function givenOnly(options: Options): Readonly<Record<string, Given>> {
  const given: Record<string, Given> = {}
  for (const [name, value] of Object.entries(options)) given[name] = value
  return given
}

function named(place: InteractionPlace, type: number, name: string): RegisteredCommand {
  const command = findCommand(place.world, place.guild?.id ?? null, type, name)
  if (command === undefined) throw new Error(`No command “${name}” is registered.`)
  return command
}

function call(place: InteractionPlace, command: RegisteredCommand, data: JsonObject): Interaction {
  refuseUnpermitted(place, command)
  return callBot(place.world, {
    ...place,
    type: INTERACTION_TYPES.command,
    data,
    source: null,
    opener: null,
    commandName: command.name,
  })
}

function refuseUnpermitted(place: InteractionPlace, command: RegisteredCommand): void {
  const { world, guild, channel, user } = place
  if (!place.sees(channel)) throw new Error(`${user.name} does not see #${channel.name}.`)
  const contexts = command.body['contexts']
  if (isList(contexts) && !contexts.includes(guild === null ? 1 : 0))
    throw new Error(`/${command.name} is not offered here.`)
  if (guild === null) return
  const member = guild.members.get(user.id)
  if (member === undefined) throw new Error(`${user.name} is not in ${guild.name}.`)
  const bits = channelPermissions(guild, member, channel, world.clock.now())
  if ((guildPermissions(guild, member, world.clock.now()) & PERMISSIONS.ADMINISTRATOR) !== 0n) return
  const isOffered = offered(place, command, [user.id, ...member.roles, guild.id], bits)
  if (!isOffered || !memberMay(world, guild, member, channel, 'USE_APPLICATION_COMMANDS'))
    throw new Error(`/${command.name} is not offered to ${user.name} here.`)
}

/** What an admin set for this person or a role of theirs stands above the command's default. */
function offered(
  place: InteractionPlace,
  command: RegisteredCommand,
  targets: readonly string[],
  bits: bigint,
): boolean {
  for (const target of targets) {
    const set = place.world.commandRules.get(`${place.guild?.id ?? ''} ${command.name} ${target}`)
    if (set !== undefined) return set
  }
  const needed = command.body['default_member_permissions']
  if (typeof needed !== 'string') return true
  return needed !== '0' && (bits & BigInt(needed)) === BigInt(needed)
}

/** Typing an option that completes. */
export function completeOption(
  place: InteractionPlace,
  line: string,
  option: string,
  typed: string,
  others: Readonly<Record<string, Given>>,
): Interaction {
  const resolved = resolveSlash(place, line)
  const found = resolved.options.find((one) => one['name'] === option)
  if (found?.['autocomplete'] !== true) throw new Error(`Option ${option} of /${line} does not complete.`)
  refuseUnpermitted(place, resolved.command)
  const data = slashData(place, resolved, { ...others, [option]: typed }, option)
  return callBot(place.world, {
    ...place,
    type: INTERACTION_TYPES.autocomplete,
    data,
    source: null,
    opener: null,
    commandName: resolved.command.name,
  })
}
