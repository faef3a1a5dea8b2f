/** What Discord delivers when somebody types a command or chooses a shortcut, as a handler and its strings. */
import type {
  APIApplicationCommandInteractionDataOption,
  APIAutocompleteApplicationCommandInteractionData,
  APIChatInputApplicationCommandInteractionData,
  InteractionType,
} from 'discord.js'
import type { Command, Shortcut } from '../../core/command.ts'
import { isFlat } from './register.ts'

/** Kinds of options. Source: interactions/application-commands. */
const SUBCOMMAND = 1
const SUBCOMMAND_GROUP = 2
const USER = 6

/** A command as somebody typed it. */
export interface TypedCommand {
  readonly command: string
  readonly handler: string
  /** Everything but people, by name of the field. */
  readonly input: Readonly<Record<string, string>>
  /** People by their ids of Discord, to be met by whoever reads this. */
  readonly people: Readonly<Record<string, string>>
  /** The field that is being typed, where Discord asks what could stand in it; null otherwise. */
  readonly focused: { readonly field: string; readonly typed: string } | null
}

type Option = APIApplicationCommandInteractionDataOption<
  InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete
>
type Data = Pick<
  APIChatInputApplicationCommandInteractionData | APIAutocompleteApplicationCommandInteractionData,
  'name' | 'options'
>

/** Reads a slash command, or one that is still being typed; null for one that is not there (any more). */
export function readSlashCommand(
  { name, options = [] }: Data,
  commands: readonly Command[],
): TypedCommand | null {
  const command = commands.find((one) => one.name === name)
  if (command === undefined) return null
  const [first] = options
  const isNamed = first?.type === SUBCOMMAND
  const handler = isNamed ? first.name : isFlat(command) ? command.bare : null
  if (handler === null || command.handlers.get(handler)?.isTyped !== true) return null
  return { command: name, handler, ...readOptions(isNamed ? (first.options ?? []) : options) }
}

function readOptions(options: readonly Option[]): Pick<TypedCommand, 'input' | 'people' | 'focused'> {
  const input = new Map<string, string>()
  const people = new Map<string, string>()
  let focused: TypedCommand['focused'] = null
  for (const option of options) {
    if (option.type === SUBCOMMAND || option.type === SUBCOMMAND_GROUP) continue
    const value = String(option.value)
    if ('focused' in option && option.focused === true) focused = { field: option.name, typed: value }
    ;(option.type === USER ? people : input).set(option.name, value)
  }
  return { input: Object.fromEntries(input), people: Object.fromEntries(people), focused }
}

/** A shortcut that somebody chose on a message. */
export interface ChosenShortcut {
  readonly command: string
  readonly shortcut: Shortcut
}

/** Finds a shortcut by its label; null for one that is not there (any more). */
export function readShortcut(label: string, commands: readonly Command[]): ChosenShortcut | null {
  for (const command of commands) {
    const shortcut = command.shortcuts?.find((one) => one.label === label)
    if (shortcut !== undefined) return { command: command.name, shortcut }
  }
  return null
}
