/** A reply as the characters of a terminal: pure, and exhaustive over the blocks. */
import { unreachable } from '../../core/errors.ts'
import type { Figure } from '../../core/figure.ts'
import type { Actions, Block, Chart, FileBlock, Form, Reply, Target } from '../../core/reply.ts'
import { formatMoment, type Span, type Text } from '../../core/text.ts'
import type { Words } from '../../core/words/words.ts'
import { sketch } from './sketch.ts'
import { factLines, tableLines } from './table.ts'
import { type Line, lineWidth, proseWidth, type Run, run, type Style, wrap, written } from './wrap.ts'

const MIN_WIDTH = 20

/** A drawn figure: shown in place, or kept in a file. */
export type Drawn =
  | { readonly kind: 'inline'; readonly escape: string }
  | { readonly kind: 'file'; readonly path: string }

/** What the terminal is like, and what has been drawn for it. */
export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number
  readonly color: boolean
  /** The reader's own time zone; null to keep each moment in the zone it was given with. */
  readonly timeZone: string | null
  readonly pictures: ReadonlyMap<Figure, Drawn>
  /** Where the files of the reply were written; those that are not in it could not be. */
  readonly files?: ReadonlyMap<FileBlock, string>
  readonly words: Words
}

/** Something that a reply offers to choose, by its number. */
export type Choice =
  | { readonly kind: 'button'; readonly target: Target }
  | { readonly kind: 'form'; readonly form: Form }

/** Buttons and forms of a reply in the order of their numbers, the first being 1. */
export function choicesOf(reply: Reply): readonly Choice[] {
  return reply.blocks.flatMap((block): readonly Choice[] => {
    if (block.kind === 'form') return [{ kind: 'form', form: block }]
    if (block.kind !== 'actions') return []
    return block.buttons.map((button) => ({ kind: 'button', target: button.target }))
  })
}

/** The whole reply, ending in a line end. No line is wider than the width, inline pictures apart. */
export function render(reply: Reply, options: RenderOptions): string {
  const width = Math.max(MIN_WIDTH, options.width)
  const context: Context = { ...options, width, prose: proseWidth(width) }
  let text = titleLines(reply.title, context)
    .map((line) => `${line}\n`)
    .join('')
  let choices = 0
  let above: Block['kind'] | null = null
  for (const block of reply.blocks) {
    const rendered = blockLines(block, choices, context)
    if (block.kind === 'form') choices += 1
    if (block.kind === 'actions') choices += block.buttons.length
    if (rendered.length === 0) continue
    // Buttons stand close to the words that they are about.
    const isClose = block.kind === 'actions' && above === 'paragraph'
    text += `${text === '' || isClose ? '' : '\n'}${rendered.join('\n')}\n`
    above = block.kind
  }
  return text
}

interface Context extends RenderOptions {
  /** Columns for running text. */
  readonly prose: number
}

/** Bold, or with a line below it where nothing is bold. */
function titleLines(title: string, context: Context): readonly string[] {
  if (title === '') return []
  const wrapped = wrap([run(title, 'title')], context.prose)
  const rule = run('─'.repeat(Math.max(...wrapped.map(lineWidth))))
  return lines(context.color ? wrapped : [...wrapped, [rule]], context)
}

function blockLines(block: Block, choicesBefore: number, context: Context): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return lines(wrap(runs(block.text, context), context.prose), context)
    case 'note':
      return lines(wrap(runs(block.text, context, 'dim'), context.prose), context)
    case 'facts':
      return lines(
        factLines(
          block.facts.map(({ label, value }) => ({
            label: [run(label, 'strong')],
            value: runs(value, context),
          })),
          context.prose,
        ),
        context,
      )
    case 'table':
      return lines(
        tableLines(
          block.columns.map(({ label, align }) => ({ label: [run(label, 'dim')], align })),
          block.rows.map((row) => row.map((cell) => runs(cell, context))),
          context.width,
        ),
        context,
      )
    case 'list':
      return block.items.flatMap((item, at) =>
        lines(
          hanging(run(block.ordered ? `${at + 1}. ` : '• ', 'dim'), runs(item, context), context),
          context,
        ),
      )
    case 'chart':
      return chartLines(block, context)
    case 'file':
      return lines(wrap(fileRuns(block, context), context.prose), context)
    case 'actions':
      return lines(actionLines(block, choicesBefore, context), context)
    case 'form':
      return lines(choiceLines([{ number: choicesBefore + 1, label: block.title }], context), context)
    default:
      return unreachable(block)
  }
}

const lines = (all: readonly Line[], context: Context): readonly string[] =>
  all.map((line) => written(line, context.color))

/** Text whose first line begins with a mark, and the others below it. */
function hanging(mark: Run, text: readonly Run[], context: Context): readonly Line[] {
  const indent = lineWidth([mark])
  return wrap(text, context.prose - indent).map((line, at) => [
    at === 0 ? mark : run(' '.repeat(indent)),
    ...line,
  ])
}

function chartLines({ figure }: Chart, context: Context): readonly string[] {
  const drawn = context.pictures.get(figure)
  if (drawn?.kind === 'inline') return [drawn.escape]
  const path = drawn === undefined ? [] : [run(`${context.words.terminal.picture}: ${drawn.path}`, 'dim')]
  return lines(
    [
      ...wrap([run(figure.title, 'strong')], context.prose),
      ...sketch(figure, context.width, context.words),
      ...wrap([run(figure.finding)], context.prose),
      ...wrap([run(figure.note, 'dim')], context.prose),
      ...wrap(path, context.prose),
    ].filter((line) => line.length > 0),
    context,
  )
}

/** The name, the size and the path of a file; of one that was not written, that. */
function fileRuns(block: FileBlock, { files, words }: Context): readonly Run[] {
  const say = words.terminal
  const size = ` (${say.fileSize(new TextEncoder().encode(block.content).length)})`
  const path = files?.get(block)
  return [
    run(block.name, 'strong'),
    run(size, 'dim'),
    run(path === undefined ? `: ${say.fileNotWritten}` : `: ${path}`),
  ]
}

const actionLines = (block: Actions, choicesBefore: number, context: Context): readonly Line[] =>
  choiceLines(
    block.buttons.map((button, at) => ({ number: choicesBefore + at + 1, label: button.label })),
    context,
  )

/** `[1] Answered  [2] Not a question`: a choice is not broken over lines unless it is longer than one. */
function choiceLines(
  choices: readonly { readonly number: number; readonly label: string }[],
  context: Context,
): readonly Line[] {
  const all = choices.flatMap(({ number, label }, at) => [
    ...(at === 0 ? [] : [run('  ')]),
    run(`[${number}]`, 'choice'),
    run(`\u00a0${label.replaceAll(/\s/g, '\u00a0')}`),
    ...(at === choices.length - 1 ? [] : [run('\u00a0')]),
  ])
  return wrap(all, context.prose)
}

function runs(text: Text, context: Context, base: Style = 'plain'): readonly Run[] {
  return text.flatMap((span) =>
    typeof span === 'string' ? [run(span, base)] : spanRuns(span, context, base),
  )
}

function spanRuns(span: Exclude<Span, string>, context: Context, base: Style): readonly Run[] {
  switch (span.kind) {
    case 'strong':
    case 'emphasis':
    case 'code':
      return [run(span.text, span.kind)]
    case 'link':
      return span.text === span.url
        ? [run(span.url, 'link')]
        : [run(span.text, base), run(` (${span.url})`, 'dim')]
    case 'person':
      return [run(span.name, base)]
    case 'time':
      return [run(formatMoment(span.at, context.timeZone ?? span.timeZone), base)]
    default:
      return unreachable(span)
  }
}
