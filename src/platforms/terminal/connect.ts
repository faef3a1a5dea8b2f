/**
 * The terminal as a platform: one person, one community, one line at a time. Where somebody types there is a
 * prompt; from a pipe every line is run in turn.
 */
import type { Readable, Writable } from 'node:stream'
import type { Actor } from '../../core/command.ts'
import { Refusal } from '../../core/errors.ts'
import type { Community } from '../../core/ports.ts'
import { type Form, paragraph, type Reply, type Target } from '../../core/reply.ts'
import type { Program } from '../platform.ts'
import { completions, meaningOf, withPeople } from './commands.ts'
import { askForm } from './form.ts'
import { listen } from './lines.ts'
import { harmless } from './measure.ts'
import { drawFigures, type PictureTools } from './pictures.ts'
import { type Choice, choicesOf, render } from './render.ts'
import { run, type Style, wrap, written } from './wrap.ts'

/** The identity of whoever sits at the terminal: they run the program, so they moderate. */
const SELF = 'you'

export interface TerminalOptions {
  readonly input: Readable
  readonly output: Writable
  /** Whether somebody types; false in a pipe. */
  readonly isInteractive: boolean
  readonly color: boolean
  /** Columns at this moment: a window may be resized. */
  readonly width: () => number
  /** The reader's own time zone. */
  readonly timeZone: string
  readonly program: Program
  readonly community: Community
  readonly now: () => number
  readonly pictures: PictureTools
  /** Said first. */
  readonly banner: readonly string[]
}

/** Runs until `/quit`, Ctrl-D, the end of the pipe, or until nobody reads the output any more. */
export async function runTerminal(options: TerminalOptions): Promise<void> {
  const { program, community, input, output, isInteractive } = options
  const member = await program.meet(community, 'terminal', SELF, program.words.terminal.actor)
  const actor: Actor = { member, displayName: program.words.terminal.actor, isModerator: true }
  const complete = (line: string): readonly string[] => completions(line, program)
  const lines = listen({ input, output, isInteractive, complete })
  const onOutputError = (): void => lines.close()
  output.on('error', onOutputError)
  for (const line of options.banner) say(options, line, 'plain')
  say(options, program.words.terminal.hello(community.name), 'dim')
  say(options, '', 'plain')

  let choices: readonly Choice[] = []
  let instead: string | null = null
  for (;;) {
    const heard = instead === null ? await lines.next(program.words.terminal.prompt) : null
    if (heard?.kind === 'end' || heard?.kind === 'interrupt') break
    const line: string = instead ?? heard?.text ?? ''
    instead = null
    try {
      const meaning = meaningOf(line, choices, program)
      if (meaning.kind === 'quit') break
      if (meaning.kind === 'nothing') continue
      const answered = await follow(meaning)
      if (answered === null) continue
      choices = choicesOf(answered)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await show(options, { title: '', isPrivate: true, blocks: [paragraph(error.message)] })
    }
  }
  lines.close()
  output.off('error', onOutputError)

  /** Runs a choice and every form that it opens; null where a form was left. */
  async function follow(choice: Choice): Promise<Reply | null> {
    let next: Choice = choice
    for (;;) {
      const target = next.kind === 'form' ? await filledIn(next.form) : next.target
      if (target === null) return null
      const found = await withPeople(target, community, program)
      const reply = await program.dispatch({ ...found, actor, community, now: options.now() })
      const opened = loneForm(reply)
      if (opened === null) {
        await show(options, reply)
        return reply
      }
      next = { kind: 'form', form: opened }
    }
  }

  async function filledIn(form: Form): Promise<Target | null> {
    const tools = { lines, program, say: (line: string, style: Style) => say(options, line, style) }
    const outcome = await askForm(form, tools)
    say(options, '', 'plain')
    if (outcome.kind === 'filled') return outcome.target
    say(options, program.words.terminal.formLeft, 'dim')
    say(options, '', 'plain')
    instead = outcome.line
    return null
  }
}

/** A form that stands alone is opened at once. */
function loneForm(reply: Reply): Form | null {
  const [only, ...others] = reply.blocks
  return only?.kind === 'form' && others.length === 0 ? only : null
}

async function show(options: TerminalOptions, reply: Reply): Promise<void> {
  const width = options.width()
  const pictures = await drawFigures(reply, width, options.pictures)
  const { color, timeZone, program } = options
  options.output.write(`${render(reply, { width, color, timeZone, pictures, words: program.words })}\n`)
}

function say(options: TerminalOptions, line: string, style: Style): void {
  for (const part of wrap([run(harmless(line), style)], options.width()))
    options.output.write(`${written(part, options.color)}\n`)
}
