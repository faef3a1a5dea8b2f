/** What a person types after a slash, made into the data of an interaction; refused where Discord's client would. */
import { findCommand } from './commands.ts'
import { partialChannelJson } from './interactions.ts'
import { type Json, type JsonObject, lengthOf, listOf, numberOf, objectOf, textOf } from './json.ts'
import { keepFile } from './message-body.ts'
import type { Channel, Guild, User } from './model.ts'
import { channelPermissions } from './permissions.ts'
import { attachmentJson } from './wire-messages.ts'
import { partialMemberJson, roleJson, userJson } from './wire-people.ts'
import type { RegisteredCommand, World } from './world.ts'

const OPTION = {
  subcommand: 1,
  group: 2,
  text: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const

/** A file that a person gives. */
export interface GivenFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What a person can give for an option: text, number, yes or no, somebody or something with an id, a file. */
export type Given = string | number | boolean | { readonly id: string } | GivenFile

/** Who asks, and where. */
export interface Asking {
  readonly world: World
  readonly guild: Guild | null
  readonly channel: Channel
  readonly user: User
}

/** The command of a line such as `practice share`, with what its path leads to. */
export interface Resolved {
  readonly command: RegisteredCommand
  /** Subcommand group and subcommand. */
  readonly path: readonly JsonObject[]
  readonly options: readonly JsonObject[]
}

/** Finds the command that a line names. Throws where nothing is registered by that name. */
export function resolveSlash(asking: Asking, line: string): Resolved {
  const [name = '', ...rest] = line.replace(/^\//, '').split(' ')
  const command = findCommand(asking.world, asking.guild?.id ?? null, 1, name)
  if (command === undefined) throw new Error(`No command /${name} is registered.`)
  const path: JsonObject[] = []
  let options = listOf(command.body['options']).map(objectOf)
  for (const word of rest) {
    const next = options.find(
      (one) => one['name'] === word && (one['type'] === OPTION.subcommand || one['type'] === OPTION.group),
    )
    if (next === undefined) throw new Error(`/${line} is no command; ${word} is unknown.`)
    path.push(next)
    options = listOf(next['options']).map(objectOf)
  }
  if (options.some((one) => one['type'] === OPTION.subcommand || one['type'] === OPTION.group))
    throw new Error(`/${line} needs a subcommand: ${options.map((one) => one['name']).join(', ')}.`)
  return { command, path, options }
}

/** The data of a slash command. `focused` names the option that is being typed; then nothing is required. */
export function slashData(
  asking: Asking,
  resolved: Resolved,
  given: Readonly<Record<string, Given>>,
  focused: string | null,
): JsonObject {
  const into: Resolving = { users: {}, members: {}, roles: {}, channels: {}, attachments: {} }
  for (const name of Object.keys(given))
    if (!resolved.options.some((one) => one['name'] === name))
      throw new Error(`/${resolved.command.name} has no option ${name}.`)
  const values = resolved.options.flatMap<JsonObject>((option) => {
    const name = textOf(option['name']) ?? ''
    const value = given[name]
    if (value === undefined) {
      if (option['required'] === true && focused === null)
        throw new Error(`/${resolved.command.name} requires ${name}.`)
      return []
    }
    const type = numberOf(option['type']) ?? OPTION.text
    if (name === focused) return { name, type, value: String(value), focused: true }
    return { name, type, value: readGiven(asking, option, type, value, into) }
  })
  const options = resolved.path
    .toReversed()
    .reduce<readonly JsonObject[]>(
      (inner, one) => [{ name: one['name'], type: one['type'], options: inner }],
      values,
    )
  const used = Object.fromEntries(Object.entries(into).filter(([, map]) => Object.keys(map).length > 0))
  return {
    id: resolved.command.id,
    name: resolved.command.name,
    type: 1,
    ...(resolved.command.guildId === null ? {} : { guild_id: resolved.command.guildId }),
    ...(options.length === 0 ? {} : { options }),
    ...(Object.keys(used).length === 0 ? {} : { resolved: used }),
  }
}

/** Maps of `resolved`, as they fill. */
export interface Resolving {
  readonly users: Record<string, Json>
  readonly members: Record<string, Json>
  readonly roles: Record<string, Json>
  readonly channels: Record<string, Json>
  readonly attachments: Record<string, Json>
}

function readGiven(asking: Asking, option: JsonObject, type: number, value: Given, into: Resolving): Json {
  const name = String(option['name'])
  const wrong = (expected: string) =>
    new Error(`Option ${name} takes ${expected}, not ${JSON.stringify(value)}.`)
  switch (type) {
    case OPTION.text:
    case OPTION.integer:
    case OPTION.number:
      return plainValue(option, type, value, wrong)
    case OPTION.boolean:
      if (typeof value !== 'boolean') throw wrong('yes or no')
      return value
    case OPTION.attachment: {
      if (typeof value !== 'object' || !('bytes' in value)) throw wrong('a file')
      const file = keepFile(
        asking.world,
        { filename: value.name, contentType: null, bytes: value.bytes },
        { filename: null, description: null, isEphemeral: true },
      )
      into.attachments[file.id] = attachmentJson(file)
      return file.id
    }
    default: {
      if (typeof value !== 'object' || !('id' in value)) throw wrong('somebody or something with an id')
      const kinds =
        type === OPTION.user
          ? ['user']
          : type === OPTION.role
            ? ['role']
            : type === OPTION.channel
              ? ['channel']
              : ['user', 'role']
      resolveId(asking, value.id, kinds, into)
      return value.id
    }
  }
}

function plainValue(
  option: JsonObject,
  type: number,
  value: Given,
  wrong: (expected: string) => Error,
): Json {
  const choices = listOf(option['choices']).map(objectOf)
  if (choices.length > 0) {
    const chosen = choices.find((one) => one['value'] === value || one['name'] === value)
    if (chosen === undefined) throw wrong(`one of ${choices.map((one) => String(one['name'])).join(', ')}`)
    return chosen['value']
  }
  if (type === OPTION.text) {
    if (typeof value !== 'string' || value === '') throw wrong('text')
    const length = lengthOf(value)
    if (length < (numberOf(option['min_length']) ?? 0) || length > (numberOf(option['max_length']) ?? 6000))
      throw wrong('text of another length')
    return value
  }
  if (typeof value !== 'number' || (type === OPTION.integer && !Number.isInteger(value)))
    throw wrong(type === OPTION.integer ? 'a whole number' : 'a number')
  if (
    value < (numberOf(option['min_value']) ?? -Infinity) ||
    value > (numberOf(option['max_value']) ?? Infinity)
  )
    throw wrong('a number within bounds')
  return value
}

/** Puts what an id stands for into `resolved`. Throws where it stands for nothing of these kinds. */
export function resolveId(asking: Asking, id: string, kinds: readonly string[], into: Resolving): void {
  const { world, guild, user: asker } = asking
  const user = kinds.includes('user') ? world.users.get(id) : undefined
  const role = kinds.includes('role') ? guild?.roles.get(id) : undefined
  const channel = kinds.includes('channel') ? guild?.channels.get(id) : undefined
  if (user !== undefined) {
    into.users[id] = userJson(user)
    const member = guild?.members.get(id)
    if (guild !== null && member !== undefined)
      into.members[id] = {
        ...partialMemberJson(member),
        deaf: undefined,
        mute: undefined,
        permissions: channelPermissions(guild, member, asking.channel, world.clock.now()).toString(),
      }
  } else if (role !== undefined) into.roles[id] = roleJson(role)
  else if (channel !== undefined) into.channels[id] = partialChannelJson(world, guild, channel, asker)
  else throw new Error(`${id} is no ${kinds.join(' or ')} here.`)
}
