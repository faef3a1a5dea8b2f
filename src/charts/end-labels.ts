/**
 * Names of series beside the last column of a plot, each led to its part of the column: nearer than a legend, and
 * told apart by place even where colours are not seen.
 */
import { fonts } from './layout.ts'
import { shortened, widthOf } from './lettering.ts'
import { disc, line, text } from './markup.ts'
import type { Palette } from './palette.ts'
import { spread } from './scale.ts'
import { compactCount } from './wording.ts'

const LINE_PX = 19
const LEADER_PX = 20
const TEXT_GAP_PX = 8
const WIDEST_PX = 128

/** One series: its name and its value in the last column. */
export interface EndLabel {
  readonly name: string
  readonly value: number
  /** Middle of what it names. */
  readonly y: number
  readonly colour: string
}

/** Width to keep free for labels at the right of a plot. */
export function endLabelsWidth(labels: readonly EndLabel[]): number {
  const widest = Math.max(
    0,
    ...labels.map(({ name, value }) => valueWidth(value) + widthOf(name, fonts.label)),
  )
  return Math.min(WIDEST_PX, LEADER_PX + TEXT_GAP_PX + Math.ceil(widest))
}

/** Labels from top to bottom, in the column from `x` that is `widthPx` wide, between two heights. */
export function endLabels(
  labels: readonly EndLabel[],
  area: { readonly x: number; readonly widthPx: number; readonly top: number; readonly bottom: number },
  palette: Palette,
): string {
  const middles = spread(
    labels.map(({ y }) => y),
    LINE_PX,
    area.top,
    area.bottom,
  )
  return labels.map((label, index) => oneLabel(label, middles[index] ?? label.y, area, palette)).join('')
}

function oneLabel(
  label: EndLabel,
  middle: number,
  area: { readonly x: number; readonly widthPx: number },
  palette: Palette,
): string {
  const end = { x: area.x + LEADER_PX, y: middle }
  const leader = [
    { x: area.x + 3, y: label.y },
    { x: area.x + 7, y: label.y },
    { x: area.x + 14, y: middle },
    { x: end.x - 2, y: middle },
  ]
  const x = end.x + TEXT_GAP_PX
  const nameX = x + valueWidth(label.value)
  const name = shortened(label.name, fonts.label, area.x + area.widthPx - nameX)
  return (
    // Nothing can be pointed at where there is nobody.
    (label.value > 0 ? line(leader, label.colour, 1.25) : '') +
    disc(end, 3.5, label.colour) +
    text({ x, y: middle + 4.5 }, compactCount(label.value), fonts.value, palette.ink) +
    text({ x: nameX, y: middle + 4.5 }, name, fonts.label, palette.text)
  )
}

const valueWidth = (value: number): number => widthOf(`${compactCount(value)} `, fonts.value)
