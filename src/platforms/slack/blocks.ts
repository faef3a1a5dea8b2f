/** Blocks as Slack takes them, each within its limits, with what it says in words and what it weighs. */
import type { types } from '@slack/bolt'
import { shortened } from '../../core/clean-text.ts'
import { cutLine, isSeen } from '../../core/lines.ts'
import { unfound } from './escape.ts'
import { plainText } from './labels.ts'
import { BLOCK_LIMITS } from './limits.ts'
import { elementsOf, type Line, lineMrkdwn, lineWords } from './text.ts'

/** A file to share where the message goes. */
export interface OutgoingFile {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
}

/** A block ready to be sent. */
export interface Built {
  readonly block: types.KnownBlock
  /** What it says, line by line, for those who cannot see it. */
  readonly words: readonly string[]
  /** The file that it speaks of, to be shared beside the message; null for none. */
  readonly file: OutgoingFile | null
  /** Its part of `blocksLength` and `blocksBytes`. */
  readonly length: number
  readonly bytes: number
}

/** Slack gives every block an id of its own and counts it too: `,"block_id":"AbC12"`. */
const BLOCK_ID_LENGTH = 20

/** A block with its weight. */
export function built(
  block: types.KnownBlock,
  words: readonly string[],
  file: OutgoingFile | null = null,
): Built {
  const json = JSON.stringify(block)
  return {
    block,
    words,
    file,
    length: json.length + BLOCK_ID_LENGTH,
    bytes: Buffer.byteLength(json) + BLOCK_ID_LENGTH,
  }
}

/** Lines that belong together: a paragraph, or an item of a list. */
export interface Unit {
  /** `ordered` with the number it bears. */
  readonly form: 'section' | 'bullet' | { readonly ordered: number }
  readonly lines: readonly Line[]
}

/** Slack's own types leave `offset` out. Source: block-elements/rich-text-list-element. */
type NumberedList = types.RichTextList & { readonly offset?: number }
type Element = types.RichTextSection | NumberedList

/** Rich text, in as many blocks as it needs: a unit is cut only where it is longer than a block. */
export function richText(units: readonly Unit[]): readonly Built[] {
  const fits = (some: readonly Unit[]): boolean => {
    const { length, bytes } = richBlock(some)
    return length <= BLOCK_LIMITS.richTextLength && bytes <= BLOCK_LIMITS.richTextBytes
  }
  return parcelled(units, fits).map(richBlock)
}

function richBlock(units: readonly Unit[]): Built {
  const elements: Element[] = []
  for (const { form, lines } of units) {
    const section: types.RichTextSection = { type: 'rich_text_section', elements: [...elementsOf(lines)] }
    const last = elements.at(-1)
    if (form === 'section') elements.push(section)
    else if (last?.type === 'rich_text_list' && last.style === styleOf(form))
      elements[elements.length - 1] = { ...last, elements: [...last.elements, section] }
    else elements.push(listOf(form, section))
  }
  return built(
    { type: 'rich_text', elements },
    units.flatMap(({ lines }) => lines.map(lineWords)),
  )
}

type ListForm = Exclude<Unit['form'], 'section'>
const styleOf = (form: ListForm): 'bullet' | 'ordered' => (form === 'bullet' ? 'bullet' : 'ordered')

function listOf(form: ListForm, section: types.RichTextSection): NumberedList {
  const isLater = form !== 'bullet' && form.ordered > 1
  return {
    type: 'rich_text_list',
    style: styleOf(form),
    elements: [section],
    ...(isLater ? { offset: form.ordered - 1 } : {}),
  }
}

/** Small print, in as many blocks as it needs. It has no rich text: only what is nothing but plain is left unread. */
export function smallPrint(lines: readonly Line[]): readonly Built[] {
  const units = lines.filter(isSeen).map((line): Unit => ({ form: 'section', lines: [line] }))
  const fits = (some: readonly Unit[]): boolean => {
    const { text } = smallText(some)
    return (
      text.length <= BLOCK_LIMITS.text && JSON.stringify(text).length <= BLOCK_LIMITS.richTextLength - 100
    )
  }
  return parcelled(units, fits).map((some) =>
    built(
      { type: 'context', elements: [smallText(some)] },
      some.flatMap((unit) => unit.lines.map(lineWords)),
    ),
  )
}

function smallText(units: readonly Unit[]): types.PlainTextElement | types.MrkdwnElement {
  const lines = units.flatMap((unit) => unit.lines)
  return lines.every((line) => line.every((one) => one.style === 'plain'))
    ? { type: 'plain_text', text: lines.map((line) => unfound(lineWords(line))).join('\n'), emoji: false }
    : { type: 'mrkdwn', text: lines.map(lineMrkdwn).join('\n'), verbatim: true }
}

/** The title. */
export function header(title: string): Built {
  const text = plainText(title, BLOCK_LIMITS.header)
  return built({ type: 'header', text }, [shortened(title, BLOCK_LIMITS.header)])
}

/** A picture that was uploaded, by the id of its file. */
export function image(fileId: string, alt: string): Built {
  const alt_text = shortened(alt, BLOCK_LIMITS.alt) || '…'
  return built({ type: 'image', slack_file: { id: fileId }, alt_text }, [alt_text])
}

/** A row of buttons. */
export const actions = (buttons: readonly types.Button[]): Built =>
  built({ type: 'actions', elements: [...buttons] }, [])

/** A thin line. */
export const divider: Built = built({ type: 'divider' }, [])

/** Units in parcels that fit, each as full as can be; what does not fit into one alone is cut. */
function parcelled(
  units: readonly Unit[],
  fits: (some: readonly Unit[]) => boolean,
): readonly (readonly Unit[])[] {
  const parcels: Unit[][] = []
  let open: Unit[] = []
  const close = (): void => {
    if (open.length > 0) parcels.push(open)
    open = []
  }
  for (const unit of units) {
    let rest: Unit | null = unit
    while (rest !== null) {
      if (fits([...open, rest])) {
        open.push(rest)
        break
      }
      close()
      if (fits([rest])) continue
      const { head, tail } = cutUnit(rest, (start) => fits([start]))
      // What does not even begin in an empty block can never be shown; every character and mark of ours can.
      if (head !== null) parcels.push([head])
      rest = head === null ? null : tail
    }
  }
  close()
  return parcels
}

/** Cuts a unit in two, between lines where it can be. The second part is no item of its own. */
function cutUnit(unit: Unit, fits: (start: Unit) => boolean): { head: Unit | null; tail: Unit | null } {
  const unitOf = (lines: readonly Line[], form: Unit['form']): Unit | null => {
    const first = lines.findIndex(isSeen)
    return first < 0 ? null : { form, lines: lines.slice(first) }
  }
  const { form, lines } = unit
  const at = lines.findIndex((_, end) => !fits({ form, lines: lines.slice(0, end + 1) }))
  const broken = lines[at]
  if (broken === undefined) return { head: unit, tail: null }
  const before = unitOf(lines.slice(0, at), form)
  if (before !== null) return { head: before, tail: unitOf(lines.slice(at), 'section') }
  const { head, tail } = cutLine(broken, (line) => fits({ form, lines: [line] }))
  return { head: unitOf([head], form), tail: unitOf([tail, ...lines.slice(at + 1)], 'section') }
}
