/** What a typed line means in the terminal: a command, the number of a choice, or nothing that it knows. */
import { describeFields } from '../../core/command.ts'
import { Refusal } from '../../core/errors.ts'
import { nearest } from '../../core/nearest.ts'
import type { Community } from '../../core/ports.ts'
import type { Target } from '../../core/reply.ts'
import { typedHandlers } from '../../core/usage.ts'
import type { Program } from '../platform.ts'
import { channelIds, wantsChannels } from './channels.ts'
import { harmless } from './measure.ts'
import type { Choice } from './render.ts'
import type { ListSpaces } from './surroundings.ts'

const QUIT = new Set(['/quit', '/exit', '/q'])
const MAX_NAME_LENGTH = 100

/** What to do with a line. */
export type Meaning = { readonly kind: 'nothing' } | { readonly kind: 'quit' } | Choice

/** What a line means after a reply that offered `choices`. Throws a `Refusal` where it means nothing. */
export function meaningOf(typed: string, choices: readonly Choice[], program: Program): Meaning {
  const line = typed.trim()
  const say = program.words.refusals
  if (line === '') return { kind: 'nothing' }
  if (QUIT.has(line.toLowerCase())) return { kind: 'quit' }
  if (line.startsWith('/')) return { kind: 'button', target: program.read(line) }
  const number = /^\[?(\d{1,4})\]?$/.exec(line)?.[1]
  if (number !== undefined) {
    const choice = choices[Number(number) - 1]
    if (choice === undefined) throw new Refusal(say.noSuchNumber(line, choices.length))
    return choice
  }
  const first = line.split(/\s/, 1)[0] ?? ''
  const near = nearest(first, namesOf(program))
  throw new Refusal(near === null ? say.noSlash : say.noSlashNear(near))
}

const namesOf = (program: Program): readonly string[] => program.commands.map((command) => command.name)

/** Whether a line would leave a form: a single dot, or a command that there is. */
export function leavesForm(line: string, program: Program): 'dot' | 'command' | null {
  if (line.trim() === '.') return 'dot'
  const first = /^\s*\/(\S+)/.exec(line)?.[1]?.toLowerCase()
  if (first === undefined) return null
  return QUIT.has(`/${first}`) || namesOf(program).includes(first) ? 'command' : null
}

/** Lines that a line could become: commands, and the words of handlers after them. */
export function completions(line: string, program: Program): readonly string[] {
  const all = program.commands.flatMap((command) => [
    `/${command.name} `,
    ...typedHandlers(command)
      .filter((name) => name !== command.name)
      .map((name) => `/${command.name} ${name} `),
  ])
  const hits = all.filter((one) => one.startsWith(line))
  const isCommandDone = line.includes(' ')
  return isCommandDone ? hits : hits.filter((one) => one.trim().split(' ').length === 1)
}

/** The input with the names of people and channels, as typed, turned into the members and the ids that they are. */
export async function withIds(
  target: Target,
  community: Community,
  { program, spaces }: { program: Program; spaces: ListSpaces },
): Promise<Target> {
  const command = program.commands.find((one) => one.name === target.command)
  const handler = command?.handlers.get(target.handler)
  if (handler === undefined) return target
  const input = new Map(Object.entries(target.input))
  for (const field of describeFields(handler.input)) {
    const given = input.get(field.name)
    if (given === undefined) continue
    if (wantsChannels(field) && given.trim() !== '')
      input.set(field.name, channelIds(field, given, await spaces(), program.words))
    // A field that is left empty in a form names nobody.
    if (field.kind !== 'person' || (given === '' && !field.isRequired)) continue
    const name = harmless(given).trim().replace(/^@/, '').trim()
    if (name === '' || name.length > MAX_NAME_LENGTH)
      throw new Refusal(program.words.refusals.wantsPerson(field.label, given))
    input.set(field.name, String(await program.named(community, 'terminal', name.toLowerCase(), name)))
  }
  return { ...target, input: Object.fromEntries(input) }
}
