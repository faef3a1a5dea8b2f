/**
 * The commands as Discord is told of them, from their declarations. What Discord would refuse is refused here, at
 * start, with a sentence that names it: Discord refuses all commands for one.
 */
import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
  RESTPostAPIApplicationCommandsJSONBody,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js'
import { shortened } from '../../core/clean-text.ts'
import { type Command, describeFields, type Handler } from '../../core/command.ts'
import { unreachable } from '../../core/errors.ts'
import type { Field } from '../../core/input.ts'
import { typedHandlers } from '../../core/usage.ts'
import { COMMAND_LIMITS } from './limits.ts'
import { READABLE_CHANNELS } from './readable-channels.ts'
import { checkRegistration } from './register-checks.ts'

/** Kinds of commands and options. Source: interactions/application-commands. */
const CHAT_INPUT = 1
const MESSAGE = 3
const SUBCOMMAND = 1
const STRING = 3
const INTEGER = 4
const USER = 6
const CHANNEL = 7
const ROLE = 8
/** «Manage Server», as a bit set. Source: topics/permissions. */
const MANAGE_GUILD = String(1 << 5)
/** In servers, where the application was added to one: nowhere else is there a community. */
const WHERE = { contexts: [0], integration_types: [0] }

/** Everything that Discord is to know, for `PUT /applications/{id}/commands`. */
export function registrationOf(commands: readonly Command[]): RESTPostAPIApplicationCommandsJSONBody[] {
  const registration = [...commands.map(slashCommand), ...commands.flatMap(messageCommands)]
  checkRegistration(registration)
  return registration
}

/** Whether a command takes its options without a word that names a handler: its bare handler then bears its name. */
export const isFlat = (command: Command): boolean => command.bare === command.name

function slashCommand(command: Command): RESTPostAPIChatInputApplicationCommandsJSONBody {
  return {
    type: CHAT_INPUT,
    name: command.name,
    description: described(command.summary),
    options: isFlat(command)
      ? optionsOf(handlerOf(command, command.bare))
      : typedHandlers(command).map((name) => subcommand(name, handlerOf(command, name))),
    default_member_permissions: permissionsFor([...command.handlers.values()]),
    ...WHERE,
  }
}

const subcommand = (name: string, handler: Handler): APIApplicationCommandOption => ({
  type: SUBCOMMAND,
  name,
  description: described(handler.summary),
  options: [...optionsOf(handler)],
})

const messageCommands = (command: Command): RESTPostAPIApplicationCommandsJSONBody[] =>
  (command.shortcuts ?? []).map(({ label, handler }) => ({
    type: MESSAGE,
    name: label,
    default_member_permissions: permissionsFor([handlerOf(command, handler)]),
    ...WHERE,
  }))

function handlerOf(command: Command, name: string): Handler {
  const handler = command.handlers.get(name)
  if (handler === undefined) throw new Error(`/${command.name} has no handler ${name}`)
  return handler
}

/** Only what nobody else may do is hidden from others; who may is decided when it is asked for. */
const permissionsFor = (handlers: readonly Handler[]): string | null =>
  handlers.every((one) => one.may === 'moderate') ? MANAGE_GUILD : null

/**
 * What can be typed. Where a form asks for what is missing, nothing must be typed, and what takes several lines or
 * several channels is left to the form. Required options come first, as Discord wants them.
 */
function optionsOf(handler: Handler): APIApplicationCommandBasicOption[] {
  const fields = describeFields(handler.input)
  const typed =
    handler.form === undefined
      ? [...fields.filter((one) => one.isRequired), ...fields.filter((one) => !one.isRequired)]
      : fields
          .filter((one) => one.kind !== 'paragraph' && one.kind !== 'channels')
          .map((one) => ({ ...one, isRequired: false }))
  return typed.map((field) => optionOf(field, Object.hasOwn(handler.suggest ?? {}, field.name)))
}

function optionOf(field: Field, isSuggested: boolean): APIApplicationCommandBasicOption {
  const base = { name: field.name, description: described(field.hint), required: field.isRequired }
  const suggested = isSuggested ? { autocomplete: true as const } : {}
  switch (field.kind) {
    case 'line':
    case 'paragraph':
    case 'date':
      return {
        ...base,
        type: STRING,
        min_length: 1,
        max_length: Math.min(field.maxLength, COMMAND_LIMITS.text),
        ...suggested,
      }
    case 'number':
      return { ...base, type: INTEGER, ...bounds(field), ...suggested }
    case 'choice':
      return {
        ...base,
        type: STRING,
        choices: (field.choices ?? []).map(({ value, label }) => ({
          name: shortened(label, COMMAND_LIMITS.choiceName),
          value,
        })),
      }
    case 'person':
      return { ...base, type: USER }
    case 'channel':
      return { ...base, type: CHANNEL, channel_types: [...READABLE_CHANNELS] }
    case 'cohort':
      return { ...base, type: ROLE }
    case 'channels':
      throw new Error(`${field.name} takes several channels, for which Discord needs a form`)
    default:
      return unreachable(field.kind)
  }
}

/** Discord takes what a double holds exactly. */
const bounds = ({ min, max }: Field): { min_value?: number; max_value?: number } => ({
  ...(min === undefined ? {} : { min_value: Math.max(min, Number.MIN_SAFE_INTEGER) }),
  ...(max === undefined ? {} : { max_value: Math.min(max, Number.MAX_SAFE_INTEGER) }),
})

const described = (text: string): string => shortened(text, COMMAND_LIMITS.description)
