/**
 * What becomes of each block: text as units that are kept whole where they can be (a paragraph, a fact, a row), rows
 * of buttons, pictures and files. Written for a narrow screen, where a table is a list.
 */

import { hasInk } from '../../core/clean-text.ts'
import { unreachable } from '../../core/errors.ts'
import type { Figure, Picture } from '../../core/figure.ts'
import { isSeen, joined, run } from '../../core/lines.ts'
import type { Block, Facts, FileBlock, Table, Target } from '../../core/reply.ts'
import { plain, type Text } from '../../core/text.ts'
import type { Words } from '../../core/words/words.ts'
import { type Button, rowsOf } from './buttons.ts'
import { MESSAGE_LIMITS } from './limits.ts'
import { type Line, linesOf, type PingOf } from './text.ts'

/** A line with what Discord reads at its start, and what stands before the rest of it where it is cut. */
export interface UnitLine {
  readonly prefix: string
  readonly prefixOfRest: string
  readonly line: Line
}

/** Lines that belong together. */
export interface Unit {
  /** Line ends before it, where it is not the first. */
  readonly gap: '\n' | '\n\n'
  readonly lines: readonly UnitLine[]
}

/** A file to send along. */
export interface OutgoingFile {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
  /** Alt text; empty where there is none. */
  readonly description: string
}

/** What a block shows, in order. */
export type Part =
  | { readonly kind: 'text'; readonly units: readonly Unit[] }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly Button[])[] }
  | { readonly kind: 'picture' | 'file'; readonly file: OutgoingFile }

/** What a platform knows while it renders. */
export interface BlockContext {
  readonly ids: ReadonlyMap<Target, string>
  readonly pictures: ReadonlyMap<Figure, Picture>
  readonly pingOf: PingOf
  /** The largest file that may be sent. */
  readonly maxFileBytes: number
  readonly words: Words
  /** The title of the reply, cleaned. */
  readonly title: string
}

/** A block as what Discord can show; nothing for a block in which there is nothing to see. */
export function partsOf(block: Block, context: BlockContext): readonly Part[] {
  switch (block.kind) {
    case 'paragraph':
      return texts([unit(linesOf(block.text, context.pingOf))])
    case 'note':
      return texts([small(linesOf(block.text, context.pingOf))])
    case 'facts':
      return texts(factUnits(block, context.pingOf))
    case 'table':
      return texts(tableUnits(block, context.pingOf))
    case 'list':
      return texts(
        block.items.map((item, at) =>
          listed(block.ordered ? `${at + 1}. ` : '- ', linesOf(item, context.pingOf)),
        ),
      )
    case 'chart':
      return chartParts(block.figure, context)
    case 'file':
      return fileParts(block, context)
    case 'actions':
    case 'form':
      return [{ kind: 'rows', rows: rowsOf(block, context) }]
    default:
      return unreachable(block)
  }
}

/** Only what has something to see; the first stands apart from what was before. */
function texts(units: readonly Unit[]): readonly Part[] {
  const seen = units.filter((one) => one.lines.some(({ line }) => isSeen(line)))
  const [first, ...others] = seen
  return first === undefined ? [] : [{ kind: 'text', units: [{ ...first, gap: '\n\n' }, ...others] }]
}

/** Lines under one another, without empty ones at either end. */
function unit(lines: readonly Line[], gap: Unit['gap'] = '\n\n'): Unit {
  const first = lines.findIndex(isSeen)
  const last = lines.findLastIndex(isSeen)
  return {
    gap,
    lines: lines.slice(Math.max(first, 0), last + 1).map((line) => ({ prefix: '', prefixOfRest: '', line })),
  }
}

/** Small print: every line says so for itself. */
const small = (lines: readonly Line[]): Unit => ({
  gap: '\n\n',
  lines: lines.filter(isSeen).map((line) => ({ prefix: '-# ', prefixOfRest: '-# ', line })),
})

/** An item of a list, its lines under one another. */
function listed(mark: string, lines: readonly Line[]): Unit {
  const indent = ' '.repeat(mark.length)
  return {
    gap: '\n',
    lines: lines
      .filter(isSeen)
      .map((line, at) => ({ prefix: at === 0 ? mark : indent, prefixOfRest: indent, line })),
  }
}

/** The longest fact that stands on one line of a phone. */
const MAX_SHORT_FACT = 42
const BETWEEN = run(' · ')

/** A short fact is a line, close to other short ones; a longer one stands below its label, with room around it. */
function factUnits({ facts }: Facts, pingOf: PingOf): readonly Unit[] {
  let wasShort = false
  return facts.map(({ label, value }) => {
    const lines = linesOf(value, pingOf)
    const name = oneLine([{ kind: 'strong', text: label }], pingOf)
    const text = plain(value)
    const isShort = label.length + text.length <= MAX_SHORT_FACT && !text.includes('\n')
    const gap = isShort && wasShort ? '\n' : '\n\n'
    wasShort = isShort
    return isShort
      ? unit([joined([name, ...lines], BETWEEN)], gap)
      : unit([name, ...unit(lines).lines.map(({ line }) => line)], gap)
  })
}

/**
 * What the columns are, in small print, then a line a row: the first cell stands out. A number says what it counts,
 * for on a phone its column is far above.
 */
function tableUnits({ columns, rows }: Table, pingOf: PingOf): readonly Unit[] {
  const named = columns.filter(({ align }, at) => at === 0 || align === 'left')
  const header = joined(
    named.map(({ label }) => oneLine([label], pingOf)),
    BETWEEN,
  )
  return [
    small([header]),
    ...rows.map((row) => {
      const cells = row.map((cell, at) => {
        const line = oneLine(cell, pingOf)
        if (at === 0) return line.map((one) => (one.style === 'plain' ? run(one.text, 'strong') : one))
        const column = columns[at]
        return column?.align === 'right' && isSeen(line)
          ? [...oneLine([column.label, ' '], pingOf), ...line]
          : line
      })
      const last = cells.findLastIndex(isSeen)
      return listed('- ', [
        joined(
          cells.slice(0, last + 1).map((cell) => (isSeen(cell) ? cell : [run('–')])),
          BETWEEN,
        ),
      ])
    }),
  ]
}

/** A text on one line. */
const oneLine = (text: Text, pingOf: PingOf): Line => joined(linesOf(text, pingOf), run(' '))

/** The picture says all of its words itself; where there is none, they stay. */
function chartParts(figure: Figure, { pictures, pingOf, maxFileBytes }: BlockContext): readonly Part[] {
  const picture = pictures.get(figure)
  if (picture !== undefined && picture.png.byteLength <= maxFileBytes)
    return [
      {
        kind: 'picture',
        file: { name: `${figure.kind}.png`, mime: 'image/png', bytes: picture.png, description: picture.alt },
      },
    ]
  const lines = [
    ...linesOf([{ kind: 'strong', text: figure.title }], pingOf),
    ...linesOf([figure.finding], pingOf),
  ]
  return texts([unit(lines.filter(isSeen)), small(linesOf([figure.note], pingOf))])
}

/** The file, or a sentence that says why there is none. */
function fileParts(
  { name, mime, content }: FileBlock,
  { maxFileBytes, words, pingOf }: BlockContext,
): readonly Part[] {
  const bytes = new TextEncoder().encode(content)
  if (bytes.byteLength > maxFileBytes)
    return texts([unit(linesOf([words.discord.fileTooLarge(name)], pingOf))])
  return [{ kind: 'file', file: { name: safeName(name), mime, bytes, description: '' } }]
}

/** Discord renames files of other letters, and would then not find them where they are shown. */
function safeName(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^[.-]+/, '')
  return hasInk(safe) ? safe.slice(-MESSAGE_LIMITS.buttonLabel) : 'file'
}
