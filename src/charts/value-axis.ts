/** The axis of counts at the left of a plot: thin lines across it, with their values written beside them. */
import { fonts } from './layout.ts'
import { widthOf } from './lettering.ts'
import { line, text } from './markup.ts'
import type { Palette } from './palette.ts'
import { compactCount } from './wording.ts'

const GAP_PX = 8

/** Width to keep free for the values at the left of a plot. */
export const countGutter = (values: readonly number[]): number =>
  GAP_PX +
  Math.ceil(Math.max(0, ...values.map((value) => widthOf(compactCount(Math.abs(value)), fonts.axis))))

/** Lines from `left` to `right` at the values. A value below zero is a count below the line: it has no sign. */
export function countAxis(
  values: readonly number[],
  y: (value: number) => number,
  left: number,
  right: number,
  palette: Palette,
): string {
  return values
    .map((value) => {
      const label = { x: left - GAP_PX, y: y(value) + 4 }
      return (
        across(y(value), left, right, palette.grid) +
        text(label, compactCount(Math.abs(value)), fonts.axis, palette.quiet, 'end')
      )
    })
    .join('')
}

/** The line of zero. Drawn after what stands on it. */
export const baseline = (y: number, left: number, right: number, palette: Palette): string =>
  across(y, left, right, palette.axis)

function across(y: number, left: number, right: number, colour: string): string {
  const [start, end] = [
    { x: left, y },
    { x: right, y },
  ]
  return line([start, end], colour, 1)
}
