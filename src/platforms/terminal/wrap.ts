/** Text in several styles, broken into lines that fit. */
import { graphemes, harmless, isolated, widthOf } from './measure.ts'

/** How a run looks; without colour all look the same. */
export type Style = 'plain' | 'strong' | 'emphasis' | 'code' | 'link' | 'dim' | 'title' | 'choice' | Hue

/** Colours of the series of a figure, in the order they are stacked. */
export type Hue = 'first' | 'second' | 'third' | 'fourth'

/** Longer lines are hard to read, however wide the window. */
const MAX_PROSE_WIDTH = 88

/** Columns for running text in a window of so many. */
export const proseWidth = (width: number): number => Math.min(width, MAX_PROSE_WIDTH)

/** A piece of text in one style; it holds nothing that a terminal would obey. */
export interface Run {
  readonly text: string
  readonly style: Style
}

/** Runs that stand on one line. */
export type Line = readonly Run[]

/** Marks that would join what stands before the run, and change how wide it is. */
const LEADING_MARKS = /^[\p{M}\u200c\u200d]+/u

/** A run of text from anywhere, made harmless. */
export const run = (text: string, style: Style = 'plain'): Run => ({
  text: harmless(text).replace(LEADING_MARKS, ''),
  style,
})

/** Columns that runs take side by side. */
export const lineWidth = (line: Line): number => line.reduce((sum, one) => sum + widthOf(one.text), 0)

/** A line brought to a width with spaces. */
export function padded(line: Line, width: number, align: 'left' | 'right'): Line {
  const room = width - lineWidth(line)
  if (room <= 0) return line
  const space: Run = { text: ' '.repeat(room), style: 'plain' }
  return align === 'left' ? [...line, space] : [space, ...line]
}

/** Breaks runs at spaces and line ends, and words that are longer than a line where the line ends. */
export function wrap(runs: readonly Run[], width: number): readonly Line[] {
  const room = Math.max(2, width)
  const lines: Run[][] = [[]]
  let used = 0
  const newLine = (): void => {
    lines.push([])
    used = 0
  }
  const put = (piece: Line, pieceWidth: number): void => {
    lines[lines.length - 1]?.push(...piece)
    used += pieceWidth
  }
  for (const piece of piecesOf(runs)) {
    if (piece.kind === 'end') newLine()
    else if (piece.kind === 'space') {
      if (used > 0 && used < room) put(piece.runs, 1)
    } else {
      if (used > 0 && used + piece.width > room) newLine()
      if (piece.width <= room) put(piece.runs, piece.width)
      else
        for (const part of broken(piece.runs)) {
          if (used + part.width > room) newLine()
          put([part.run], part.width)
        }
    }
  }
  return lines.map((line) => joined(trimmed(line)))
}

type Piece =
  | { readonly kind: 'word'; readonly runs: readonly Run[]; readonly width: number }
  | { readonly kind: 'space'; readonly runs: readonly Run[] }
  | { readonly kind: 'end' }

/** Words go together with what touches them, whatever the styles. */
function* piecesOf(runs: readonly Run[]): Generator<Piece> {
  let word: Run[] = []
  const finished = (): Piece[] =>
    word.length === 0 ? [] : [{ kind: 'word', runs: word, width: lineWidth(word) }]
  for (const { text, style } of runs)
    for (const part of text.split(/(\n| +)/)) {
      if (part === '') continue
      if (part !== '\n' && !part.startsWith(' ')) {
        word.push({ text: part, style })
        continue
      }
      yield* finished()
      word = []
      yield part === '\n' ? { kind: 'end' } : { kind: 'space', runs: [{ text: ' ', style }] }
    }
  yield* finished()
}

function* broken(runs: readonly Run[]): Generator<{ readonly run: Run; readonly width: number }> {
  for (const { text, style } of runs)
    for (const grapheme of graphemes(text))
      yield { run: { text: grapheme.text, style }, width: grapheme.width }
}

function trimmed(line: readonly Run[]): readonly Run[] {
  return line.at(-1)?.text === ' ' ? line.slice(0, -1) : line
}

/** Neighbours of one style become one run, so that escapes stand only where the style changes. */
function joined(line: readonly Run[]): Line {
  const runs: Run[] = []
  for (const one of line) {
    const last = runs.at(-1)
    if (last?.style === one.style) runs[runs.length - 1] = { text: last.text + one.text, style: one.style }
    else runs.push(one)
  }
  return runs
}

const CODES: Record<Style, string> = {
  plain: '',
  strong: '1',
  emphasis: '3',
  code: '36',
  link: '4',
  dim: '2',
  title: '1',
  choice: '36',
  first: '34',
  second: '36',
  third: '32',
  fourth: '33',
}

/** A line as characters, with colour where the terminal has it. */
export function written(line: Line, color: boolean): string {
  return line
    .map(({ text, style }) => {
      const safe = isolated(text)
      const codes = CODES[style]
      return color && codes !== '' && text !== '' ? `\x1b[${codes}m${safe}\x1b[0m` : safe
    })
    .join('')
    .replaceAll('\u00a0', ' ')
    .replace(/ +$/, '')
}
