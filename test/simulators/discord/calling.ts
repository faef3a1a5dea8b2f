/** How people call the bot: a command, a button, a menu, a form, each checked as the client would. */
import { memberMay } from './access.ts'
import { findCommand } from './commands.ts'
import { COMPONENTS, isSelect } from './components.ts'
import { INTERACTION_TYPES, type Interaction } from './interaction-state.ts'
import { callBot } from './interactions.ts'
import { isList, type JsonObject, lengthOf, numberOf, textOf } from './json.ts'
import { type FieldView, type ModalView, selectView, walk } from './looking.ts'
import type { Channel, Guild, Message, User } from './model.ts'
import { channelPermissions, guildPermissions, PERMISSIONS } from './permissions.ts'
import type { FormValue } from './person.ts'
import { type Given, type Resolving, resolveId, resolveSlash, slashData } from './slash.ts'
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

function component(
  place: InteractionPlace,
  message: Message,
  isThis: (component: JsonObject) => boolean,
  which: string,
): JsonObject {
  if (!place.sees(message)) throw new Error(`${place.user.name} does not see that message.`)
  const found = [...walk(message.components)].find(isThis)
  if (found === undefined) throw new Error(`There is no “${which}” on that message.`)
  if (found['disabled'] === true) throw new Error(`“${which}” is greyed out.`)
  return found
}

const press = (place: InteractionPlace, message: Message, data: JsonObject): Interaction =>
  callBot(place.world, {
    ...place,
    type: INTERACTION_TYPES.component,
    data,
    source: message,
    opener: null,
    commandName: null,
  })

/** A button, by its label or custom id. */
export function pressButton(place: InteractionPlace, message: Message, which: string): Interaction {
  const found = component(
    place,
    message,
    (one) => one['type'] === COMPONENTS.button && (one['label'] === which || one['custom_id'] === which),
    which,
  )
  if (typeof found['custom_id'] !== 'string') throw new Error(`“${which}” is a link.`)
  return press(place, message, {
    component_type: COMPONENTS.button,
    custom_id: found['custom_id'],
    id: found['id'],
  })
}

type Chosen = readonly (string | { readonly id: string })[]

/** A menu, by its custom id or placeholder; options by label or value, people, roles and channels as they are. */
export function selectValues(
  place: InteractionPlace,
  message: Message,
  which: string,
  values: Chosen,
): Interaction {
  const found = component(
    place,
    message,
    (one) => isSelect(one['type']) && (one['custom_id'] === which || one['placeholder'] === which),
    which,
  )
  const { ids, resolved } = choose(place, found, values)
  return press(place, message, {
    component_type: found['type'],
    custom_id: found['custom_id'],
    id: found['id'],
    values: ids,
    ...resolved,
  })
}

function choose(
  place: InteractionPlace,
  select: JsonObject,
  values: Chosen,
): { readonly ids: readonly string[]; readonly resolved: JsonObject } {
  const view = selectView(select)
  if (values.length < view.minValues || values.length > view.maxValues)
    throw new Error(`The menu takes ${view.minValues} to ${view.maxValues} choices, not ${values.length}.`)
  const into: Resolving = { users: {}, members: {}, roles: {}, channels: {}, attachments: {} }
  const kinds = { 5: ['user'], 6: ['role'], 7: ['user', 'role'], 8: ['channel'] }[view.type]
  const ids = values.map((value) => {
    if (kinds === undefined) {
      const option = view.options.find((one) => one.label === value || one.value === value)
      if (option === undefined) throw new Error(`“${String(value)}” is not offered.`)
      return option.value
    }
    const id = typeof value === 'string' ? value : value.id
    resolveId(place, id, kinds, into)
    const channel = place.world.channels.get(id)
    if (channel !== undefined && view.channelTypes.length > 0 && !view.channelTypes.includes(channel.type))
      throw new Error(`#${channel.name} is not offered.`)
    return id
  })
  const used = Object.fromEntries(Object.entries(into).filter(([, map]) => Object.keys(map).length > 0))
  return { ids, resolved: Object.keys(used).length === 0 ? {} : { resolved: used } }
}

/** A form, filled in by labels or custom ids. What is not named keeps what stood in it. */
export function submitModal(
  place: InteractionPlace,
  opener: Interaction,
  modal: ModalView,
  values: Readonly<Record<string, FormValue>>,
): Interaction {
  for (const key of Object.keys(values))
    if (!modal.fields.some((field) => field.label === key || field.customId === key))
      throw new Error(
        `The form has no field “${key}”; it has ${modal.fields.map((field) => field.label).join(', ')}.`,
      )
  const resolved: Record<string, JsonObject> = {}
  const filled = new Map(
    modal.fields.map((field) => {
      const read = fieldData(place, field, values[field.label] ?? values[field.customId])
      for (const [kind, map] of Object.entries(read.resolved))
        resolved[kind] = {
          ...resolved[kind],
          ...(typeof map === 'object' && map !== null && !Array.isArray(map) && !isList(map) ? map : {}),
        }
      return [field.customId, read.data] as const
    }),
  )
  const data = {
    custom_id: modal.customId,
    components: modal.components.map((top) => submitted(top, filled)),
    ...(Object.keys(resolved).length === 0 ? {} : { resolved }),
  }
  return callBot(place.world, {
    ...place,
    type: INTERACTION_TYPES.modalSubmit,
    data,
    source: opener.source,
    opener,
    commandName: null,
  })
}

function submitted(top: JsonObject, filled: ReadonlyMap<string, JsonObject>): JsonObject {
  const fieldIn = (value: unknown): JsonObject => {
    const [field] = [...walk([value])].filter((one) => typeof one['custom_id'] === 'string')
    return filled.get(textOf(field?.['custom_id']) ?? '') ?? {}
  }
  const common = { type: top['type'], id: top['id'] }
  if (top['type'] === COMPONENTS.row) return { ...common, components: [fieldIn(top)] }
  return top['type'] === COMPONENTS.label ? { ...common, component: fieldIn(top['component']) } : common
}

function fieldData(
  place: InteractionPlace,
  field: FieldView,
  value: FormValue | undefined,
): { readonly data: JsonObject; readonly resolved: JsonObject } {
  const { component: own } = field
  const common = { type: field.type, id: own['id'], custom_id: field.customId }
  const missing = () => new Error(`“${field.label}” must be filled in.`)
  if (field.type === COMPONENTS.textInput) {
    const text = value === undefined ? field.value : String(value)
    if (field.isRequired && text === '') throw missing()
    const length = lengthOf(text)
    if (text !== '' && length < (numberOf(own['min_length']) ?? 0))
      throw new Error(`“${field.label}” is too short.`)
    if (length > (numberOf(own['max_length']) ?? 4000)) throw new Error(`“${field.label}” is too long.`)
    return { data: { ...common, value: text }, resolved: {} }
  }
  if (field.type === COMPONENTS.checkbox)
    return {
      data: { ...common, value: value === undefined ? own['default'] === true : value === true },
      resolved: {},
    }
  const defaults = field.options.filter((one) => one.isDefault).map((one) => one.value)
  const chosen: Chosen =
    value === undefined || typeof value === 'boolean' ? defaults : isChosen(value) ? value : [value]
  if (chosen.length === 0 && field.isRequired) throw missing()
  if (chosen.length === 0)
    return {
      data: field.type === COMPONENTS.radioGroup ? { ...common, value: null } : { ...common, values: [] },
      resolved: {},
    }
  const { ids, resolved } = choose(place, own, chosen)
  const used = resolved['resolved']
  const data =
    field.type === COMPONENTS.radioGroup ? { ...common, value: ids[0] } : { ...common, values: ids }
  return { data, resolved: typeof used === 'object' && used !== null && !isList(used) ? used : {} }
}

const isChosen = (value: Exclude<FormValue, boolean>): value is Chosen => Array.isArray(value)
