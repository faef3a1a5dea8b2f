/** How a command is written, derived from its declaration: for `/help`, and for sentences that put somebody right. */
import type { Platform } from './activity.ts'
import { type Command, describeFields } from './command.ts'

/** The names of the handlers that can be typed, in the order they were declared. */
export const typedHandlers = (command: Command): readonly string[] =>
  [...command.handlers].filter(([, handler]) => handler.isTyped).map(([name]) => name)

/** Discord asks for options by name; elsewhere plain words fill one of them. */
const takesPlainWords = (platform: Platform): boolean => platform !== 'discord'

/** `/did what [practice:…] [with:…]`: the form of one handler as somebody would type it. */
export function usageOf(command: Command, handlerName: string, platform: Platform = 'terminal'): string {
  const declared = command.handlers.get(handlerName)
  if (declared === undefined) return `/${command.name}`
  const fields = describeFields(declared.input)
  const free = takesPlainWords(platform) ? freeField(command, handlerName) : null
  const words = fields.map((field) => {
    const form = field.name === free ? field.name : `${field.name}:…`
    return field.isRequired ? form : `[${form}]`
  })
  const isNamed = handlerName !== command.bare || !command.handlers.has(command.name)
  const start =
    isNamed && handlerName !== command.name ? `/${command.name} ${handlerName}` : `/${command.name}`
  return [start, ...words].join(' ')
}

/**
 * The field that plain words fill: the first required one, else the first of text, else the first of all; null
 * where the handler takes nothing.
 */
export function freeField(command: Command, handlerName: string): string | null {
  const declared = command.handlers.get(handlerName)
  if (declared === undefined) return null
  const fields = describeFields(declared.input).filter((one) => one.isNamedOnly !== true)
  const isText = (kind: string): boolean => kind === 'line' || kind === 'paragraph'
  const field = fields.find((one) => one.isRequired) ?? fields.find((one) => isText(one.kind)) ?? fields[0]
  return field?.name ?? null
}

/** A command's example as it is typed on a platform: `/did what:crimped the harness` on Discord. */
export function exampleOf(command: Command, platform: Platform): string {
  const { name, bare, example } = command
  if (takesPlainWords(platform)) return example
  const rest = example.slice(name.length + 1).trim()
  const word = typedHandlers(command).find((one) => rest === one || rest.startsWith(`${one} `))
  const handler = word ?? bare
  const given = word === undefined ? rest : rest.slice(word.length).trim()
  // Nothing stands round words there that hold a space.
  const options = given.replace(/:"([^"]*)"/g, ':$1')
  const isPlain = options !== '' && !/^\w+:/.test(options)
  const filled = isPlain ? `${freeField(command, handler) ?? ''}:${options}` : options
  return [`/${name}`, ...(word === undefined ? [] : [word]), ...(filled === '' ? [] : [filled])].join(' ')
}
