/** A form asked line by line. */
import { describeFields, type Handler } from '../../core/command.ts'
import { Refusal } from '../../core/errors.ts'
import { type Field, readField } from '../../core/input.ts'
import type { Form, Target } from '../../core/reply.ts'
import type { Program } from '../platform.ts'
import { channelIds, channelNames, wantsChannels } from './channels.ts'
import { leavesForm } from './commands.ts'
import type { Lines } from './lines.ts'
import type { ListSpaces } from './surroundings.ts'

/** How a form was left: filled in, given up, or given up for a command that was typed instead. */
export type FormOutcome =
  | { readonly kind: 'filled'; readonly target: Target }
  | { readonly kind: 'left'; readonly line: string | null }

/** What asking needs: lines, somewhere to write, and the program to check answers with. */
export interface FormTools {
  readonly lines: Lines
  readonly program: Program
  readonly spaces: ListSpaces
  readonly say: (line: string, tone: 'plain' | 'strong' | 'dim') => void
}

type Answer = { readonly kind: 'answer'; readonly text: string } | Extract<FormOutcome, { kind: 'left' }>

/** Asks for every field until its answer is one; an empty line keeps what is there or skips what may be skipped. */
export async function askForm(form: Form, tools: FormTools): Promise<FormOutcome> {
  const { words, commands } = tools.program
  const command = commands.find((one) => one.name === form.target.command)
  const handler = command?.handlers.get(form.target.handler)
  if (handler === undefined) throw new Refusal(words.refusals.buttonGone)
  const fields = describeFields(handler.input).filter((field) => form.fields.includes(field.name))
  tools.say(form.title, 'strong')
  tools.say(words.terminal.formHint, 'dim')
  const input = new Map(Object.entries(form.target.input))
  for (const field of fields) {
    const answer = await askField(field, handler, await keptIn(field, input, tools), tools)
    if (answer.kind === 'left') return answer
    input.set(field.name, answer.text)
  }
  return { kind: 'filled', target: { ...form.target, input: Object.fromEntries(input) } }
}

/** What a field is filled in with, as it would be typed. */
async function keptIn(field: Field, input: ReadonlyMap<string, string>, tools: FormTools): Promise<string> {
  const kept = input.get(field.name) ?? ''
  if (kept === '' || !wantsChannels(field)) return kept
  return channelNames(kept, await tools.spaces(), tools.program.words)
}

async function askField(field: Field, handler: Handler, kept: string, tools: FormTools): Promise<Answer> {
  const { words } = tools.program
  for (;;) {
    tools.say('', 'plain')
    tools.say(kept === '' ? field.label : `${field.label} [${kept}]`, 'strong')
    tools.say(hintOf(field, tools), 'dim')
    const answer = await hearAnswer(field, tools)
    if (answer.kind === 'left') return answer
    const text = answer.text === '' ? kept : answer.text
    if (text === '' && !field.isRequired) return { kind: 'answer', text }
    try {
      if (text === '') throw new Refusal(words.refusals.textEmpty(field.label))
      // People are found by name when the form is sent.
      if (wantsChannels(field))
        return { kind: 'answer', text: channelIds(field, text, await tools.spaces(), words) }
      if (field.kind !== 'person') readField(handler, field, text, words)
      return { kind: 'answer', text }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      tools.say(error.message, 'plain')
    }
  }
}

function hintOf(field: Field, { program }: FormTools): string {
  const { terminal } = program.words
  const choices = field.choices?.map((one) => one.label) ?? []
  const parts = [
    choices.length > 0 ? terminal.choices(choices) : field.hint,
    ...(field.kind === 'paragraph' ? [terminal.paragraphHint] : []),
    ...(field.isRequired ? [] : [terminal.optional]),
  ]
  return parts.join(' · ')
}

/** One line; for a paragraph, lines up to an empty one. The end of the pipe ends a paragraph that has begun. */
async function hearAnswer(field: Field, { lines, program }: FormTools): Promise<Answer> {
  const written: string[] = []
  for (;;) {
    const heard = await lines.next(program.words.terminal.prompt)
    if (heard.kind === 'interrupt') return { kind: 'left', line: null }
    if (heard.kind === 'end')
      return written.length > 0 ? { kind: 'answer', text: written.join('\n') } : { kind: 'left', line: null }
    const leaves = leavesForm(heard.text, program)
    if (leaves !== null) return { kind: 'left', line: leaves === 'dot' ? null : heard.text }
    if (field.kind !== 'paragraph') return { kind: 'answer', text: heard.text.trim() }
    if (heard.text.trim() === '') return { kind: 'answer', text: written.join('\n') }
    written.push(heard.text)
  }
}
