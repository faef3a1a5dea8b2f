/**
 * What somebody typed after our one slash command, as a handler and its strings. Slack delivers people, channels and links
 * in its own writing; the line is read as everywhere else, and what stands for somebody is told apart.
 */
import { type Command, describeFields } from '../../core/command.ts'
import { Refusal } from '../../core/errors.ts'
import type { Target } from '../../core/reply.ts'
import type { Program } from '../platform.ts'
import { type Slash, spelt } from './slash.ts'

/** A line as it was meant. */
export interface TypedLine {
  readonly target: Target
  /** People by their ids of Slack, by name of the field, to be met by whoever reads this. */
  readonly people: Readonly<Record<string, string>>
}

/** What stands for somebody or somewhere while a line is read: nobody can type it, for a typed `<` arrives as `&lt;`. */
const STANDING = /([@#])<([A-Z0-9]+)>/g
const PERSON = /^@<([UW][A-Z0-9]+)>$/
const GROUP = /^@<(S[A-Z0-9]+)>$/

/**
 * Reads what was typed after the command; null where that is nothing. Throws a `Refusal` that says what would be right, as
 * it is typed in Slack.
 */
export function readTyped(
  text: string,
  program: Pick<Program, 'read' | 'commands'>,
  slash: Slash,
): TypedLine | null {
  const { line, names } = standing(text)
  if (line.trim() === '') return null
  const shown = (written: string): string =>
    unescaped(written.replace(STANDING, (_, sign: string, id: string) => `${sign}${names.get(id) ?? id}`))
  try {
    return toldApart(program.read(line), program.commands, shown)
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(spelt(shown(error.message), slash))
    throw error
  }
}

/** `<@U1|ada>`, `<#C1|general>`, `<!subteam^S1|@mods>`, `<!here>`, `<https://…|label>`. */
const ANGLES = /<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/g

/** The line with people and channels as one word each, links as their addresses, and everything else as it was typed. */
function standing(text: string): { line: string; names: ReadonlyMap<string, string> } {
  const names = new Map<string, string>()
  const line = text.replace(ANGLES, (_, sign: string, inner: string, label: string | undefined) => {
    const group = sign === '!' ? /^subteam\^(S[A-Z0-9]+)$/.exec(inner)?.[1] : undefined
    if (group !== undefined) {
      if (label) names.set(group, label.replace(/^@/, ''))
      return `@<${group}>`
    }
    if (sign === '!') return label || `@${inner}`
    if (sign === '') return inner.startsWith('mailto:') ? (label ?? inner.slice('mailto:'.length)) : inner
    if (!/^[A-Z0-9]+$/.test(inner)) return `${sign}${label || inner}`
    if (label) names.set(inner, label)
    return `${sign}<${inner}>`
  })
  return { line, names }
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** The strings of a target by the kinds of its fields: ids of people apart, ids of channels, and words as they were typed. */
function toldApart(
  target: Target,
  commands: readonly Command[],
  shown: (written: string) => string,
): TypedLine {
  const handler = commands.find((one) => one.name === target.command)?.handlers.get(target.handler)
  const kinds = new Map(
    (handler === undefined ? [] : describeFields(handler.input)).map((field) => [field.name, field.kind]),
  )
  const input = new Map<string, string>()
  const people = new Map<string, string>()
  for (const [name, written] of Object.entries(target.input)) {
    const kind = kinds.get(name)
    const person = kind === 'person' ? PERSON.exec(written.trim())?.[1] : undefined
    const group = kind === 'cohort' ? GROUP.exec(written.trim())?.[1] : undefined
    if (person !== undefined) people.set(name, person)
    else if (group !== undefined) input.set(name, group)
    else if (kind === 'channel' || kind === 'channels')
      input.set(
        name,
        unescaped(
          written.replace(STANDING, (found, sign: string, id: string) => (sign === '#' ? id : found)),
        ),
      )
    else input.set(name, shown(written))
  }
  return {
    target: { ...target, input: Object.fromEntries(input) },
    people: Object.fromEntries(people),
  }
}
