/** Dates below a plot whose columns are weeks: as many as fit, counted back from the last week, which always has one. */
import type { Day } from '../core/calendar.ts'
import { fonts, PLOT_WIDTH } from './layout.ts'
import { widthOf } from './lettering.ts'
import { text } from './markup.ts'
import { dayLabel } from './wording.ts'

const GAP_PX = 14

/** The dates of `columns` (oldest first, `x` is the middle of each), `y` being their baseline. */
export function weekAxis(
  columns: readonly { readonly x: number; readonly day: Day }[],
  y: number,
  colour: string,
): string {
  const labels = columns.map(({ day }) => dayLabel(day))
  const widest = Math.max(0, ...labels.map((label) => widthOf(label, fonts.axis)))
  const pitch = (columns[1]?.x ?? 0) - (columns[0]?.x ?? 0)
  const every = pitch > 0 ? Math.max(1, Math.ceil((widest + GAP_PX) / pitch)) : 1
  return columns
    .map(({ x }, index) => {
      const label = labels[index] ?? ''
      if ((columns.length - 1 - index) % every !== 0) return ''
      const half = widthOf(label, fonts.axis) / 2
      return text(
        { x: Math.min(PLOT_WIDTH - half, Math.max(half, x)), y },
        label,
        fonts.axis,
        colour,
        'middle',
      )
    })
    .join('')
}
