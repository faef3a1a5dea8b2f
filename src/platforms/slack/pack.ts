/**
 * Puts what a reply shows into messages, each within Slack's limits. It is parted between the reply's blocks first, and
 * buttons stay with what they stand below.
 */
import { type Built, divider } from './blocks.ts'
import type { Part } from './parts.ts'

/** How much a message, or a view, may hold. */
export interface Room {
  readonly blocks: number
  readonly length: number
  readonly bytes: number
}

/** What the messages of a reply are made with. */
export interface PackOptions {
  readonly room: Room
  readonly maxMessages: number
  /** Said at the end of the last message where not all of the reply fits. */
  readonly moreThanFits: readonly Built[]
}

/** The messages, at most `maxMessages`; none where there is nothing to see. */
export function pack(
  title: Built | null,
  parts: readonly Part[],
  { room: all, maxMessages, moreThanFits }: PackOptions,
): readonly (readonly Built[])[] {
  const messages: (readonly Built[])[] = []
  let open: readonly Built[] = title === null ? [] : [title]
  /** The last message of all keeps room to say that there is more. */
  const room = (): Room => (messages.length === maxMessages - 1 ? without(all, moreThanFits) : all)
  const turn = (): boolean => {
    if (messages.length === maxMessages - 1) return false
    messages.push(open)
    open = []
    return true
  }
  const put = (part: Part): boolean => {
    const isFresh = open.length === 0
    const whole = [part, ruled(open, part)].map(blocksOf).map((blocks) => [...open, ...blocks])
    const fitting = whole.findLast((blocks) => fits(blocks, room()))
    if (fitting !== undefined) {
      open = fitting
      return true
    }
    if (!isFresh && !isOnly(open, title) && fits(blocksOf(part), room())) return turn() && put(part)
    const pieces = piecesOf(part)
    if (pieces.length > 1) return pieces.every(put)
    if (!isFresh) return turn() && put(part)
    // A block by itself always fits into a message; were one too heavy, Slack would say so, and not we lose it.
    open = blocksOf(part)
    return true
  }
  if (!grouped(parts).every(put)) open = [...open, ...moreThanFits]
  return open.length === 0 ? messages : [...messages, open]
}

const blocksOf = ({ shown, buttons }: Part): readonly Built[] => [...shown, ...buttons]

/** A thin line parts what has buttons from what comes next. */
const ruled = (open: readonly Built[], part: Part): Part =>
  open.at(-1)?.block.type === 'actions' && part.shown.length > 0
    ? { ...part, shown: [divider, ...part.shown] }
    : part

/** Buttons with the part that they stand below. */
function grouped(parts: readonly Part[]): readonly Part[] {
  const groups: Part[] = []
  for (const part of parts) {
    const last = groups.at(-1)
    if (part.shown.length === 0 && last !== undefined)
      groups[groups.length - 1] = { ...last, buttons: [...last.buttons, ...part.buttons] }
    else if (part.shown.length + part.buttons.length > 0) groups.push(part)
  }
  return groups
}

/** The part block by block; what is shown last keeps the first row of buttons. */
function piecesOf({ shown, buttons }: Part): readonly Part[] {
  const [first, ...others] = buttons
  const last = shown.at(-1)
  const end = [last, first].filter((one) => one !== undefined)
  if (end.length === 2 && shown.length === 1 && others.length === 0)
    return [
      { shown, buttons: [] },
      { shown: [], buttons },
    ]
  return [
    ...shown.slice(0, -1).map((one) => ({ shown: [one], buttons: [] })),
    { shown: last === undefined ? [] : [last], buttons: first === undefined ? [] : [first] },
    ...others.map((one) => ({ shown: [], buttons: [one] })),
  ]
}

const isOnly = (open: readonly Built[], title: Built | null): boolean =>
  open.length === 1 && title !== null && open[0] === title

const fits = (blocks: readonly Built[], { blocks: most, length, bytes }: Room): boolean =>
  blocks.length <= most &&
  total(blocks.map((one) => one.length)) <= length &&
  total(blocks.map((one) => one.bytes)) <= bytes

const without = ({ blocks, length, bytes }: Room, kept: readonly Built[]): Room => ({
  blocks: blocks - kept.length,
  length: length - total(kept.map((one) => one.length)),
  bytes: bytes - total(kept.map((one) => one.bytes)),
})

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)
