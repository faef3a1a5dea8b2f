/**
 * Members by week: columns of who was there (stayed, returned, new, from the line up), and below the line who was
 * there the week before and is not now.
 */
import type { MembersByWeek } from '../core/figure.ts'
import { type EndLabel, endLabels, endLabelsWidth } from './end-labels.ts'
import { PLOT_WIDTH, type Plot } from './layout.ts'
import { drawable } from './lettering.ts'
import { marked, rect, rectWithRoundEnd } from './markup.ts'
import type { Palette } from './palette.ts'
import { countStep, linear, ticks } from './scale.ts'
import { baseline, countAxis, countGutter } from './value-axis.ts'
import { weekAxis } from './week-axis.ts'

type Week = MembersByWeek['weeks'][number]

const TOP = 8
const BOTTOM = 248
const WEEK_AXIS_HEIGHT = 26
const WIDEST_PITCH = 64
const WIDEST_COLUMN = 40
const CORNER = 3
/** Most steps of the axis, both sides of zero together. */
const AXIS_STEPS = 5
/** Parts of a column are set apart by this much where they are tall enough to spare it. */
const SEAM_PX = 1

export function drawMembersByWeek(figure: MembersByWeek, palette: Palette): Plot {
  const above = Math.max(1, ...figure.weeks.map((week) => week.stayed + week.returned + week.new))
  const below = Math.max(0, ...figure.weeks.map((week) => week.left))
  const y = linear([above, -below], [TOP, BOTTOM])
  const values = ticks(-below, above, countStep(above + below, AXIS_STEPS))
  const labels = seriesLabels(figure, y, palette)
  const labelsWidth = endLabelsWidth(labels)
  const [left, right] = [countGutter(values), PLOT_WIDTH - labelsWidth]
  const pitch = Math.min(WIDEST_PITCH, (right - left) / Math.max(1, figure.weeks.length))
  const width = Math.min(WIDEST_COLUMN, pitch * 0.76)
  // Columns end at the right, beside their names, however few weeks there are.
  const middleOf = (index: number) => right - (figure.weeks.length - index) * pitch + width / 2
  const columns = figure.weeks.map((week, index) => ({ x: middleOf(index), day: week.from, week }))
  const markup = [
    countAxis(values, y, left, right, palette),
    ...columns.map(({ x, week }, index) =>
      marked(index, column(week, { x: x - width / 2, width }, y, palette)),
    ),
    baseline(y(0), left, right, palette),
    weekAxis(columns, BOTTOM + 20, palette.quiet),
    endLabels(
      labels,
      { x: right - pitch + width, widthPx: labelsWidth, top: TOP + 6, bottom: BOTTOM - 4 },
      palette,
    ),
  ]
  return { heightPx: BOTTOM + WEEK_AXIS_HEIGHT, markup: markup.join('') }
}

/** The parts of a week above the line, from the line up. */
const partsOf = (week: Week, palette: Palette) => [
  { key: 'stayed' as const, value: week.stayed, colour: palette.members.stayed },
  { key: 'returned' as const, value: week.returned, colour: palette.members.returned },
  { key: 'new' as const, value: week.new, colour: palette.members.new },
]

function column(
  week: Week,
  span: { readonly x: number; readonly width: number },
  y: (value: number) => number,
  palette: Palette,
): string {
  const parts = partsOf(week, palette).filter(({ value }) => value > 0)
  let base = 0
  const drawn = parts.map(({ value, colour }, index) => {
    const [bottom, top] = [y(base), y(base + value)]
    base += value
    const seam = index > 0 && bottom - top > 3 * SEAM_PX ? SEAM_PX : 0
    const box = { ...span, y: top, height: bottom - top - seam }
    return index === parts.length - 1 ? rectWithRoundEnd(box, colour, CORNER, 'top') : rect(box, colour)
  })
  if (week.left > 0) {
    const box = { ...span, y: y(0), height: y(-week.left) - y(0) }
    drawn.push(rectWithRoundEnd(box, palette.members.left, CORNER, 'bottom'))
  }
  return drawn.join('')
}

/** The names of the series with the last week's counts, from top to bottom. */
function seriesLabels(
  figure: MembersByWeek,
  y: (value: number) => number,
  palette: Palette,
): readonly EndLabel[] {
  const last = figure.weeks.at(-1)
  if (last === undefined) return []
  let base = 0
  const above = partsOf(last, palette).map(({ key, value, colour }) => {
    base += value
    return { name: drawable(figure.labels[key]), value, colour, y: y(base - value / 2) }
  })
  const left = { value: last.left, colour: palette.members.left, y: y(-last.left / 2) }
  return [...above.reverse(), { name: drawable(figure.labels.left), ...left }]
}
