/**
 * Reads a line that somebody typed: `/did crimped the drive harness with:@ada practice:"crimp a connector"`. The
 * first word is the command, the second may name a handler, `name:value` gives an option, and all other words fill
 * the option that plain words go to. Used where a platform delivers text instead of fields.
 */
import { type Command, describeFields } from '../core/command.ts'
import { Refusal } from '../core/errors.ts'
import { nearest } from '../core/nearest.ts'
import type { Target } from '../core/reply.ts'
import { freeField, typedHandlers, usageOf } from '../core/usage.ts'
import type { Words } from '../core/words/words.ts'
import { type Token, tokenize } from './tokens.ts'

/** Longer lines are not read at all. */
const MAX_LINE_LENGTH = 4000

/** The handler and the input that a line names. Throws a `Refusal` that says what would be right, and nothing else. */
export function readInvocation(typed: string, commands: readonly Command[], words: Words): Target {
  const say = words.refusals
  if (typed.length > MAX_LINE_LENGTH) throw new Refusal(say.tooLong(MAX_LINE_LENGTH))
  const tokens = tokenize(typed.trim().replace(/^\//, ''))
  const [first, ...rest] = tokens
  if (first === undefined) throw new Refusal(say.emptyCommand)
  const command = commandNamed(first.raw, commands, words)
  // A handler that is called like its command is that of the command alone: `/problem problem solving` is of problem solving.
  const named = typedHandlers(command).find(
    (name) => name !== command.name && name === rest[0]?.raw.toLowerCase(),
  )
  const handler = named ?? command.bare
  return {
    command: command.name,
    handler,
    input: inputOf(command, handler, named ? rest.slice(1) : rest, words),
  }
}

function commandNamed(typed: string, commands: readonly Command[], words: Words): Command {
  const name = typed.toLowerCase()
  const found = commands.find((one) => one.name === name)
  if (found !== undefined) return found
  const near = nearest(
    name,
    commands.map((one) => one.name),
  )
  const example = commands.find((one) => one.name === near)?.example ?? null
  throw new Refusal(words.refusals.unknownCommand(typed, near, example))
}

function inputOf(command: Command, handler: string, tokens: readonly Token[], words: Words): Target['input'] {
  const declared = command.handlers.get(handler)
  const fields = declared === undefined ? [] : describeFields(declared.input)
  const input = new Map<string, string>()
  const loose: Token[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) break
    const option = token.option
    const field = option === null ? undefined : fields.find((one) => isNamed(one.name, option.name))
    if (option === null || (field === undefined && option.value === '')) {
      loose.push(token)
      continue
    }
    if (field === undefined) throw new Refusal(unknownOption(command, handler, option.name, words))
    if (input.has(field.name)) throw new Refusal(words.refusals.optionTwice(field.name))
    // `with: @ada`, with a space after the colon, means the same.
    const value = option.value === '' ? (tokens[at + 1]?.value ?? '') : option.value
    if (option.value === '') at += 1
    const channels = field.kind === 'channels' ? channelsAfter(tokens, at) : []
    at += channels.length
    input.set(field.name, [value, ...channels].join(' '))
  }
  const leading = fields.find((one) => one.mayLead === true && !input.has(one.name))
  const [first] = loose
  if (leading !== undefined && first !== undefined && /^@\S/.test(first.raw)) {
    input.set(leading.name, first.value)
    loose.shift()
  }
  placeLoose(command, handler, loose, input, words)
  return Object.fromEntries(input)
}

/** `channels:#build #help`: what follows with a hash belongs to the list. */
function channelsAfter(tokens: readonly Token[], at: number): readonly string[] {
  const rest = tokens.slice(at + 1).map((token) => token.raw)
  const end = rest.findIndex((raw) => !raw.startsWith('#'))
  return end === -1 ? rest : rest.slice(0, end)
}

/** Gives the words that belong to no option to the field that plain words fill. */
function placeLoose(
  command: Command,
  handler: string,
  loose: readonly Token[],
  input: Map<string, string>,
  words: Words,
): void {
  const only = loose[0]
  if (only === undefined) return
  const text =
    loose.length === 1
      ? only.value
      : loose
          .map((token) => token.space + token.raw)
          .join('')
          .trim()
  const field = freeField(command, handler)
  if (field !== null && !input.has(field)) {
    input.set(field, text)
    return
  }
  const near = nearest(only.raw, typedHandlers(command))
  if (field === null && near !== null)
    throw new Refusal(words.refusals.otherWord(only.raw, near, command.name))
  throw new Refusal(words.refusals.tooManyWords(text, usageOf(command, handler), command.example))
}

function unknownOption(command: Command, handler: string, option: string, words: Words): string {
  const declared = command.handlers.get(handler)
  const names = declared === undefined ? [] : describeFields(declared.input).map((field) => field.name)
  const near = nearest(option, names)
  return words.refusals.unknownOption(
    `${option}:`,
    near === null ? null : `${near}:`,
    usageOf(command, handler),
    command.example,
  )
}

const isNamed = (field: string, typed: string): boolean => field.toLowerCase() === typed.toLowerCase()
