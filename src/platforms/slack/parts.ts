/**
 * What becomes of each block of a reply: rich text, small print, buttons, pictures and files. Written for a narrow
 * screen, where a table is a list: Slack's own tables are cut off there, may stand in a message once, and one cell that
 * Slack does not like loses the whole answer.
 */
import { hasInk } from '../../core/clean-text.ts'
import { unreachable } from '../../core/errors.ts'
import type { Figure } from '../../core/figure.ts'
import { isSeen, joined, run } from '../../core/lines.ts'
import type { Block, Facts, FileBlock, Table } from '../../core/reply.ts'
import { link, plain, strong, type Text } from '../../core/text.ts'
import type { Words } from '../../core/words/words.ts'
import { actions, type Built, image, type OutgoingFile, richText, smallPrint, type Unit } from './blocks.ts'
import { type ButtonContext, rowsOf } from './buttons.ts'
import { speltText } from './slash.ts'
import { type Line, type PingOf, linesOf as plainLinesOf } from './text.ts'

/** A figure that was drawn and uploaded. */
export interface UploadedPicture {
  /** Slack's id of the file. */
  readonly id: string
  readonly alt: string
}

/** What is known while blocks are made. */
export interface PartContext extends ButtonContext {
  readonly pictures: ReadonlyMap<Figure, UploadedPicture>
  readonly files: ReadonlyMap<FileBlock, string | null>
  readonly pingOf: PingOf
  readonly words: Words
}

/** What stands together: words or a picture, and the buttons below them. */
export interface Part {
  readonly shown: readonly Built[]
  readonly buttons: readonly Built[]
}

/** A block as what Slack can show; nothing for a block in which there is nothing to see. */
export function partOf(block: Block, context: PartContext): Part {
  switch (block.kind) {
    case 'paragraph':
      return shown(richText(sections([linesOf(block.text, context)])))
    case 'note':
      return shown(smallPrint(linesOf(block.text, context)))
    case 'facts':
      return shown(factBlocks(block, context))
    case 'table':
      return shown(tableBlocks(block, context))
    case 'list':
      return shown(
        richText(
          block.items.flatMap((item, at) =>
            listed(block.ordered ? { ordered: at + 1 } : 'bullet', linesOf(item, context)),
          ),
        ),
      )
    case 'chart':
      return shown(chartBlocks(block.figure, context))
    case 'file':
      return shown(fileBlocks(block, context))
    case 'actions':
    case 'form':
      return { shown: [], buttons: rowsOf(block, context).map(actions) }
    default:
      return unreachable(block)
  }
}

const shown = (blocks: readonly Built[]): Part => ({ shown: blocks, buttons: [] })

const linesOf = (text: Text, { slash, pingOf }: PartContext): readonly Line[] =>
  plainLinesOf(speltText(text, slash), pingOf)

/** Paragraphs, without empty lines at either end; nothing for those without anything to see. */
const sections = (paragraphs: readonly (readonly Line[])[]): readonly Unit[] =>
  paragraphs.flatMap((lines): readonly Unit[] => {
    const first = lines.findIndex(isSeen)
    return first < 0 ? [] : [{ form: 'section', lines: lines.slice(first, lines.findLastIndex(isSeen) + 1) }]
  })

/** An item of a list, its lines under one another. */
const listed = (form: Unit['form'], lines: readonly Line[]): readonly Unit[] => {
  const seen = lines.filter(isSeen)
  return seen.length === 0 ? [] : [{ form, lines: seen }]
}

/** The longest fact that stands on one line of a phone. */
const MAX_SHORT_FACT = 42
const BETWEEN = run(' · ')

/** A short fact is a line, close to other short ones; a longer one stands below its label, with room around it. */
function factBlocks({ facts }: Facts, context: PartContext): readonly Built[] {
  const groups: { isShort: boolean; units: Unit[] }[] = []
  for (const { label, value } of facts) {
    const lines = linesOf(value, context)
    const name = oneLine([strong(label)], context)
    const text = plain(value)
    const isShort = label.length + text.length <= MAX_SHORT_FACT && !text.includes('\n')
    const units = sections([isShort ? [joined([name, ...lines], BETWEEN)] : belowName(name, lines)])
    const last = groups.at(-1)
    if (isShort && last?.isShort === true) last.units.push(...units)
    else groups.push({ isShort, units: [...units] })
  }
  return groups.flatMap(({ units }) => richText(units))
}

const belowName = (name: Line, lines: readonly Line[]): readonly Line[] => [
  name,
  ...sections([lines]).flatMap((unit) => unit.lines),
]

/**
 * What the columns are, in small print, then an item a row: the first cell stands out. A number says what it counts,
 * for on a phone its column is far above.
 */
function tableBlocks({ columns, rows }: Table, context: PartContext): readonly Built[] {
  const named = columns.filter(({ align }, at) => at === 0 || align === 'left')
  const names = joined(
    named.map(({ label }) => oneLine([label], context)),
    BETWEEN,
  )
  const items = rows.flatMap((row) => {
    const cells = row.map((cell, at): Line => {
      const line = oneLine(cell, context)
      if (at === 0) return line.map((one) => (one.style === 'plain' ? run(one.text, 'strong') : one))
      const column = columns[at]
      return column?.align === 'right' && isSeen(line)
        ? [...oneLine([column.label, ' '], context), ...line]
        : line
    })
    const filled = cells.slice(0, cells.findLastIndex(isSeen) + 1)
    return listed('bullet', [
      joined(
        filled.map((cell) => (isSeen(cell) ? cell : [run('–')])),
        BETWEEN,
      ),
    ])
  })
  return [...smallPrint([names]), ...richText(items)]
}

/** A text on one line. */
const oneLine = (text: Text, context: PartContext): Line => joined(linesOf(text, context), run(' '))

/** The picture says all of its words itself; where there is none, they stay. */
function chartBlocks(figure: Figure, context: PartContext): readonly Built[] {
  const picture = context.pictures.get(figure)
  if (picture !== undefined)
    return [image(picture.id, hasInk(picture.alt) ? picture.alt : context.words.slack.picture)]
  const lines = [...linesOf([strong(figure.title)], context), ...linesOf([figure.finding], context)]
  return [...richText(sections([lines.filter(isSeen)])), ...smallPrint(linesOf([figure.note], context))]
}

/** A link to the file where it is shared already, a sentence where it could not be, else the file to share. */
function fileBlocks(block: FileBlock, context: PartContext): readonly Built[] {
  const { words, files } = context
  const address = files.get(block)
  const name = safeName(block.name)
  const text: Text =
    address === undefined
      ? [words.slack.fileBeside(name)]
      : address === null
        ? [words.slack.fileNotSent(name)]
        : [link(name, address)]
  const blocks = richText(sections([linesOf(text, context)]))
  return blocks.map((one, at) =>
    at === 0 && address === undefined ? { ...one, file: outgoing(block) } : one,
  )
}

/** The file as it is uploaded. */
export const outgoing = ({ name, mime, content }: FileBlock): OutgoingFile => ({
  name: safeName(name),
  mime,
  bytes: new TextEncoder().encode(content),
})

const MAX_FILE_NAME = 80

/** A name that means a file and nothing else, everywhere it is saved. */
function safeName(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^[.-]+/, '')
  return hasInk(safe) ? safe.slice(-MAX_FILE_NAME) : 'file'
}
