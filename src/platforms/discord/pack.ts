/**
 * Puts what a reply shows into messages, each within Discord's limits. It is parted between blocks first; a unit is cut
 * only where it is longer than a message, and buttons stay with what they stand below.
 */
import { cutLine, isSeen } from '../../core/lines.ts'
import type { Button } from './buttons.ts'
import { MAX_MESSAGES, MESSAGE_LIMITS } from './limits.ts'
import { lineMarkdown } from './text.ts'
import type { OutgoingFile, Part, Unit, UnitLine } from './units.ts'

/** One thing of a message, in order. `rule` is a thin line between what has buttons and what comes next. */
export type Item =
  | { readonly kind: 'text'; readonly content: string }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  | { readonly kind: 'picture' | 'file'; readonly file: OutgoingFile }
  | { readonly kind: 'rule' }

/** What one message holds. */
export type Draft = readonly Item[]

/** Parts that belong together: words or a picture, and the buttons below them. */
interface Group {
  readonly units: readonly Unit[]
  readonly shown: readonly Extract<Part, { file: OutgoingFile }>[]
  readonly rows: readonly (readonly Button[])[]
}

/** What the messages of a reply are made with. */
export interface PackOptions {
  /** Components that every message has besides its items. */
  readonly frame: number
  /** Said at the end of the last message where not all of the reply fits. */
  readonly moreThanFits: Unit
}

/** The messages, at most `MAX_MESSAGES` and at least one; none where there is nothing to see. */
export function pack(title: Unit | null, parts: readonly Part[], options: PackOptions): readonly Draft[] {
  const drafts: Draft[] = []
  let open: Draft = []
  const room = (): Room => roomOf(options, drafts.length === MAX_MESSAGES - 1)
  /** False where there is no further message. */
  const turn = (): boolean => {
    if (drafts.length === MAX_MESSAGES - 1) return false
    drafts.push(open)
    open = []
    return true
  }
  const put = (group: Group): boolean => {
    const whole = withGroup(open, group, room())
    if (whole !== null) {
      open = whole
      return true
    }
    const isFresh = open.length === 0
    if (!isFresh && !isTitleOnly(open, title) && withGroup([], group, room()) !== null)
      return turn() && put(group)
    const pieces = piecesOf(group)
    if (pieces.length > 1) return pieces.every(put)
    const [unit] = group.units
    if (unit === undefined) return isFresh || (turn() && put(group))
    const { head, tail } = cutUnit(unit, (start) => withGroup(open, textGroup(start), room()) !== null)
    if (head !== null) open = withGroup(open, textGroup(head), room()) ?? open
    // What does not even begin in an empty message can never be shown; every character and mark of ours can.
    if (head === null && isFresh) return true
    return tail === null ? true : turn() && put({ ...group, units: [tail] })
  }
  const groups = groupsOf(title, parts)
  const isAll = groups.every(put)
  if (!isAll)
    open = [...open, ...(withGroup([], textGroup(options.moreThanFits), roomOf(options, false)) ?? [])]
  return open.length === 0 ? drafts : [...drafts, open]
}

const textGroup = (unit: Unit): Group => ({ units: [unit], shown: [], rows: [] })

function groupsOf(title: Unit | null, parts: readonly Part[]): readonly Group[] {
  const groups: Group[] = title === null ? [] : [textGroup(title)]
  for (const [at, part] of parts.entries()) {
    const last = groups.at(-1)
    if (part.kind === 'text')
      groups.push({ units: at === 0 ? closer(part.units) : part.units, shown: [], rows: [] })
    else if (part.kind !== 'rows') groups.push({ units: [], shown: [part], rows: [] })
    else if (last === undefined) groups.push({ units: [], shown: [], rows: part.rows })
    else groups[groups.length - 1] = { ...last, rows: [...last.rows, ...part.rows] }
  }
  return groups
}

/** What follows the title stands close to it. */
const closer = ([first, ...others]: readonly Unit[]): readonly Unit[] =>
  first === undefined ? others : [{ ...first, gap: '\n' }, ...others]

/** The group unit by unit; its last words keep its first buttons. */
function piecesOf({ units, shown, rows }: Group): readonly Group[] {
  const pieces: Group[] = [
    ...units.map((unit) => textGroup(unit)),
    ...shown.map((one) => ({ units: [], shown: [one], rows: [] })),
  ]
  const last = pieces.pop()
  const [first, ...others] = rows
  return [
    ...pieces,
    ...(last === undefined ? [] : [{ ...last, rows: first === undefined ? [] : [first] }]),
    ...(last === undefined && first !== undefined ? [{ units: [], shown: [], rows: [first] }] : []),
    ...others.map((row) => ({ units: [], shown: [], rows: [row] })),
  ]
}

/** How much a message may hold. */
interface Room {
  readonly components: number
  readonly textLength: number
  readonly textBytes: number
}

/** The last message of all keeps room to say that there is more. */
function roomOf({ frame, moreThanFits }: PackOptions, isLast: boolean): Room {
  const kept = isLast ? unitMarkdown(moreThanFits).length : 0
  return {
    components: MESSAGE_LIMITS.components - frame - (isLast ? 1 : 0),
    textLength: MESSAGE_LIMITS.textLength - kept,
    textBytes: MESSAGE_LIMITS.textBytes - (isLast ? 3 * kept + MESSAGE_LIMITS.textDisplayBytes : 0),
  }
}

/** The message with the group at its end; null where it does not fit. */
function withGroup(draft: Draft, group: Group, room: Room): Draft | null {
  const isAfterButtons = draft.at(-1)?.kind === 'buttons' && group.units.length + group.shown.length > 0
  if (isAfterButtons) {
    const ruled = withItems([...draft, { kind: 'rule' }], group)
    if (fits(ruled, room)) return ruled
  }
  const whole = withItems(draft, group)
  return fits(whole, room) ? whole : null
}

function withItems(draft: Draft, { units, shown, rows }: Group): Draft {
  const items: Item[] = [...draft]
  for (const unit of units) {
    const last = items.at(-1)
    if (last?.kind === 'text')
      items[items.length - 1] = { kind: 'text', content: last.content + unit.gap + unitMarkdown(unit) }
    else items.push({ kind: 'text', content: unitMarkdown(unit) })
  }
  for (const { kind, file } of shown)
    items.push({ kind, file: { ...file, name: freeName(file.name, items) } })
  for (const row of rows) {
    // Discord refuses an id that is there twice; what it leads to is there already.
    const taken = new Set(items.flatMap((item) => (item.kind === 'buttons' ? item.buttons.map(idOf) : [])))
    const buttons = row.filter(
      (button, at) => !taken.has(idOf(button)) && row.map(idOf).indexOf(idOf(button)) === at,
    )
    if (buttons.length > 0) items.push({ kind: 'buttons', buttons })
  }
  return items
}

const idOf = (button: Button): string => button.custom_id

/** The name of a file, with a number where another of this name is in the message. */
function freeName(name: string, items: Draft): string {
  const taken = new Set(filesOf(items).map((file) => file.name))
  const dot = name.lastIndexOf('.')
  const [start, end] = dot < 1 ? [name, ''] : [name.slice(0, dot), name.slice(dot)]
  let free = name
  for (let number = 2; taken.has(free); number += 1) free = `${start}-${number}${end}`
  return free
}

/** The files of a message, in order. */
export const filesOf = (draft: Draft): readonly OutgoingFile[] =>
  draft.flatMap((item) => (item.kind === 'picture' || item.kind === 'file' ? [item.file] : []))

function fits(draft: Draft, room: Room): boolean {
  const contents = draft.flatMap((item) => (item.kind === 'text' ? [item.content] : []))
  const files = filesOf(draft)
  const buttons = draft.reduce((sum, item) => sum + (item.kind === 'buttons' ? item.buttons.length : 0), 0)
  const bytesOf = (content: string): number => Buffer.byteLength(content) + MESSAGE_LIMITS.textDisplayBytes
  return (
    draft.length + buttons <= room.components &&
    total(contents.map((content) => content.length)) <= room.textLength &&
    total(contents.map(bytesOf)) <= room.textBytes &&
    files.length <= MESSAGE_LIMITS.files &&
    total(files.map((file) => file.bytes.byteLength)) <= MESSAGE_LIMITS.requestBytes
  )
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)

const isTitleOnly = (draft: Draft, title: Unit | null): boolean => {
  const [first, ...others] = draft
  return (
    title !== null && others.length === 0 && first?.kind === 'text' && first.content === unitMarkdown(title)
  )
}

const unitMarkdown = ({ lines }: Unit): string =>
  lines.map(({ prefix, line }) => prefix + lineMarkdown(line)).join('\n')

/** Cuts a unit in two, between lines where it can be. `head` is null where nothing of it fits. */
function cutUnit(unit: Unit, fits: (start: Unit) => boolean): { head: Unit | null; tail: Unit | null } {
  const unitOf = (lines: readonly UnitLine[]): Unit | null => {
    const first = lines.findIndex(({ line }) => isSeen(line))
    return first < 0 ? null : { gap: unit.gap, lines: lines.slice(first) }
  }
  const { lines } = unit
  const at = lines.findIndex((_, end) => !fits({ ...unit, lines: lines.slice(0, end + 1) }))
  const broken = lines[at]
  if (broken === undefined) return { head: unit, tail: null }
  if (at > 0) return { head: unitOf(lines.slice(0, at)), tail: unitOf(lines.slice(at)) }
  const { head, tail } = cutLine(broken.line, (line) => fits({ ...unit, lines: [{ ...broken, line }] }))
  return {
    head: unitOf([{ ...broken, line: head }]),
    tail: unitOf([{ ...broken, prefix: broken.prefixOfRest, line: tail }, ...lines.slice(1)]),
  }
}
