/** How a command is written, derived from its declaration: for `/help`, and for sentences that put somebody right. */
import { type Command, describeFields } from './command.ts'

/** The names of the handlers that can be typed, in the order they were declared. */
export const typedHandlers = (command: Command): readonly string[] =>
  [...command.handlers].filter(([, handler]) => handler.isTyped).map(([name]) => name)

/** `/did what [practice:…] [with:…]`: the form of one handler as somebody would type it. */
export function usageOf(command: Command, handlerName: string): string {
  const declared = command.handlers.get(handlerName)
  if (declared === undefined) return `/${command.name}`
  const fields = describeFields(declared.input)
  const free = freeField(command, handlerName)
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
  const fields = describeFields(declared.input)
  const isText = (kind: string): boolean => kind === 'line' || kind === 'paragraph'
  const field = fields.find((one) => one.isRequired) ?? fields.find((one) => isText(one.kind)) ?? fields[0]
  return field?.name ?? null
}
