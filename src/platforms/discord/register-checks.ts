/** What Discord checks when commands are registered, checked before. Source: interactions/application-commands. */
import type { APIApplicationCommandOption, RESTPostAPIApplicationCommandsJSONBody } from 'discord.js'
import { COMMAND_LIMITS } from './limits.ts'

/** Kinds of commands and options that are treated in ways of their own. */
const CHAT_INPUT = 1
const SUBCOMMAND = 1

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u

/** Throws an error that names what Discord would refuse. */
export function checkRegistration(registration: readonly RESTPostAPIApplicationCommandsJSONBody[]): void {
  const slash = registration.filter((one) => (one.type ?? CHAT_INPUT) === CHAT_INPUT)
  atMost(COMMAND_LIMITS.commands, slash.length, 'slash commands')
  atMost(COMMAND_LIMITS.shortcuts, registration.length - slash.length, 'shortcuts on messages')
  unique(registration, (one) => `${one.type} ${one.name}`, 'the commands')
  for (const one of registration) checkCommand(one)
}

function checkCommand(command: RESTPostAPIApplicationCommandsJSONBody): void {
  if (command.type !== undefined && command.type !== CHAT_INPUT) {
    if (command.name.trim() === '' || command.name.length > COMMAND_LIMITS.name)
      throw new Error(
        `the shortcut “${command.name}” needs a label of 1 to ${COMMAND_LIMITS.name} characters`,
      )
    return
  }
  const path = `/${command.name}`
  const options = command.options ?? []
  checkNamed(command, path)
  checkOptions(options, path)
  const total = lengthOf(command) + options.reduce((sum, one) => sum + optionLength(one), 0)
  atMost(COMMAND_LIMITS.total, total, `characters in ${path}`)
}

function checkOptions(options: readonly APIApplicationCommandOption[], path: string): void {
  atMost(COMMAND_LIMITS.options, options.length, `options of ${path}`)
  unique(options, (one) => one.name, `the options of ${path}`)
  const firstOptional = options.findIndex((one) => one.required !== true)
  if (firstOptional >= 0 && options.slice(firstOptional).some((one) => one.required === true))
    throw new Error(`the required options of ${path} do not come first`)
  for (const option of options) {
    const name = `${path} ${option.name}`
    checkNamed(option, name)
    if (option.type === SUBCOMMAND) checkOptions(option.options ?? [], name)
    else if ('choices' in option) checkChoices(option.choices ?? [], name)
  }
}

function checkChoices(choices: readonly { name: string; value: string | number }[], path: string): void {
  atMost(COMMAND_LIMITS.choices, choices.length, `choices of ${path}`)
  if (choices.length === 0) throw new Error(`${path} offers nothing to choose`)
  unique(choices, (one) => one.name, `the choices of ${path}`)
  unique(choices, (one) => String(one.value), `the values of the choices of ${path}`)
  for (const { name, value } of choices) {
    if (name === '') throw new Error(`the choice ${value} of ${path} has no label`)
    if (String(value).length > COMMAND_LIMITS.choiceValue || value === '')
      throw new Error(`the choice ${value} of ${path} needs 1 to ${COMMAND_LIMITS.choiceValue} characters`)
  }
}

function checkNamed({ name, description }: { name: string; description: string }, path: string): void {
  if (!NAME.test(name) || name !== name.toLowerCase())
    throw new Error(
      `${path}: “${name}” is no name for Discord; it takes 1 to ${COMMAND_LIMITS.name} small letters, digits, - and _`,
    )
  if (description.trim() === '') throw new Error(`${path} needs a summary or a hint`)
}

function atMost(most: number, n: number, what: string): void {
  if (n > most) throw new Error(`there are ${n} ${what}, and Discord takes ${most}`)
}

function unique<One>(all: readonly One[], keyOf: (one: One) => string, what: string): void {
  const seen = new Set<string>()
  for (const key of all.map(keyOf)) {
    if (seen.has(key)) throw new Error(`among ${what} “${key}” is there twice`)
    seen.add(key)
  }
}

const lengthOf = ({ name, description }: { name: string; description: string }): number =>
  name.length + description.length

function optionLength(option: APIApplicationCommandOption): number {
  const nested: readonly APIApplicationCommandOption[] = 'options' in option ? (option.options ?? []) : []
  const choices: readonly { name: string; value: string | number }[] =
    'choices' in option ? (option.choices ?? []) : []
  return (
    lengthOf(option) +
    nested.reduce((sum, one) => sum + optionLength(one), 0) +
    choices.reduce((sum, { name, value }) => sum + name.length + String(value).length, 0)
  )
}
