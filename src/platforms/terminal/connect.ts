/**
 * The terminal as a platform: one person, one community, one line at a time. Where somebody types there is a
 * prompt; from a pipe every line is run in turn.
 */
import type { Readable, Writable } from 'node:stream'
import type { Actor } from '../../core/command.ts'
import { Refusal } from '../../core/errors.ts'
import { memberId } from '../../core/ids.ts'
import type { Place, Surroundings } from '../../core/place.ts'
import type { Community } from '../../core/ports.ts'
import { type Form, type Reply, sentence, soleForm, type Target } from '../../core/reply.ts'
import type { Program } from '../platform.ts'
import { completions, meaningOf, withIds } from './commands.ts'
import { writeFiles } from './files.ts'
import { askForm } from './form.ts'
import { type Lines, listen } from './lines.ts'
import { drawFigures, type PictureTools } from './pictures.ts'
import { type Choice, choicesOf, render } from './render.ts'
import { type KnownCohort, type ListSpaces, placeOf, surroundingsOf } from './surroundings.ts'
import { proseWidth, run, type Style, wrap, written } from './wrap.ts'

/** The identity of whoever sits at the terminal: they run the program, so they moderate. */
const SELF = 'you'

/** Everything that a terminal session needs from outside. */
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
  /** The community's spaces: they are its channels here. */
  readonly spaces: ListSpaces
  /** Groups of people that can be asked about by name; none where it is left out. */
  readonly cohorts?: readonly KnownCohort[]
  readonly now: () => number
  readonly pictures: PictureTools
  /** Said first. */
  readonly banner: readonly string[]
}

/** One sitting at the terminal. */
interface Sitting extends TerminalOptions {
  readonly actor: Omit<Actor, 'member'>
  readonly place: Place
  readonly surroundings: Surroundings
  readonly lines: Lines
}

/** Runs until `/quit`, Ctrl-D, the end of the pipe, or until nobody reads the output any more. */
export async function runTerminal(options: TerminalOptions): Promise<void> {
  const { program, community, input, output, isInteractive } = options
  const { terminal } = program.words
  const place = placeOf(community, await options.spaces())
  const complete = (line: string): readonly string[] => completions(line, program)
  const lines = listen({ input, output, isInteractive, complete })
  const actor: Omit<Actor, 'member'> = {
    displayName: terminal.actor,
    isModerator: true,
    account: 'member',
    identity: { platform: 'terminal', externalId: SELF },
  }
  const sitting: Sitting = {
    ...options,
    actor,
    place,
    surroundings: surroundingsOf(options.spaces, options.cohorts ?? []),
    lines,
  }
  // Whoever read the output may have gone: `| head`. There is nobody left to tell.
  output.on('error', () => lines.close())
  try {
    for (const line of options.banner) say(sitting, line, 'plain')
    say(sitting, terminal.hello, 'dim')
    say(sitting, '', 'plain')
    await converse(sitting)
  } finally {
    lines.close()
  }
}

/** What came of a choice: a reply, or a form that was left, perhaps for a line that was typed instead. */
type Followed =
  | { readonly kind: 'answered'; readonly reply: Reply }
  | { readonly kind: 'left'; readonly line: string | null }

async function converse(sitting: Sitting): Promise<void> {
  const { program, lines } = sitting
  let choices: readonly Choice[] = []
  let typed: string | null = null
  for (;;) {
    if (typed === null) {
      const heard = await lines.next(program.words.terminal.prompt)
      if (heard.kind !== 'line') return goodbye(sitting)
      typed = heard.text
    }
    const line: string = typed
    typed = null
    try {
      const meaning = meaningOf(line, choices, program)
      if (meaning.kind === 'quit') return
      if (meaning.kind === 'nothing') continue
      const followed = await follow(meaning, sitting)
      if (followed.kind === 'answered') choices = choicesOf(followed.reply)
      else typed = followed.line
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await show(sitting, sentence(error.message))
    }
  }
}

/** Runs a choice and every form that it opens. */
async function follow(choice: Choice, sitting: Sitting): Promise<Followed> {
  const { program, community, actor, place, surroundings } = sitting
  let next: Choice = choice
  for (;;) {
    let target: Target
    if (next.kind === 'form') {
      const outcome = await fillIn(next.form, sitting)
      if (outcome.kind === 'left') return outcome
      target = outcome.target
    } else target = next.target
    const found = await withIds(target, community, sitting)
    // Asked for every time: they may have erased themselves, or come back.
    const member = (await program.caller(community, 'terminal', SELF)) ?? memberId(0)
    const request = {
      ...found,
      actor: { ...actor, member },
      community,
      place,
      sees: null,
      now: sitting.now(),
    }
    const reply = await program.dispatch(request, surroundings)
    const opened = soleForm(reply)
    if (opened === null) {
      await show(sitting, reply)
      return { kind: 'answered', reply }
    }
    next = { kind: 'form', form: withNames(opened, found, target) }
  }
}

/** The form with people as they were typed: by their ids nobody knows them, and a name is what is asked for. */
function withNames(form: Form, found: Target, typed: Target): Form {
  const named = Object.entries(form.target.input).map(([name, value]) => {
    const isFound = value === found.input[name] && value !== typed.input[name]
    return [name, isFound ? (typed.input[name] ?? value) : value]
  })
  return { ...form, target: { ...form.target, input: Object.fromEntries(named) } }
}

async function fillIn(form: Form, sitting: Sitting): ReturnType<typeof askForm> {
  const { lines, program, spaces } = sitting
  const outcome = await askForm(form, {
    lines,
    program,
    spaces,
    say: (line, style) => say(sitting, line, style),
  })
  say(sitting, '', 'plain')
  if (outcome.kind === 'left') {
    say(sitting, program.words.terminal.formLeft, 'dim')
    say(sitting, '', 'plain')
  }
  return outcome
}

/** The line of the prompt is still open where somebody typed Ctrl-D or Ctrl-C. */
function goodbye(sitting: Sitting): void {
  if (sitting.isInteractive) say(sitting, '', 'plain')
}

async function show(sitting: Sitting, reply: Reply): Promise<void> {
  const { color, timeZone, program, output } = sitting
  const width = sitting.width()
  const pictures = await drawFigures(reply, width, sitting.pictures)
  const files = await writeFiles(reply, sitting.pictures)
  output.write(`${render(reply, { width, color, timeZone, pictures, files, words: program.words })}\n`)
}

function say(sitting: Sitting, line: string, style: Style): void {
  for (const part of wrap([run(line, style)], proseWidth(sitting.width())))
    sitting.output.write(`${written(part, sitting.color)}\n`)
}
