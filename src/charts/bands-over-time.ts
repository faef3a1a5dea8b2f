/** Bands over time: how many people were core, active and peripheral at the end of each week, one upon the other. */
import type { BandsOverTime } from '../core/figure.ts'
import { type EndLabel, endLabels, endLabelsWidth } from './end-labels.ts'
import { PLOT_WIDTH, type Plot } from './layout.ts'
import { drawable } from './lettering.ts'
import { line, marked, type Point, pointable, polygon } from './markup.ts'
import type { Palette } from './palette.ts'
import { countStep, linear, ticks } from './scale.ts'
import { baseline, countAxis, countGutter } from './value-axis.ts'
import { weekAxis } from './week-axis.ts'

const TOP = 8
const BOTTOM = 228
const WEEK_AXIS_HEIGHT = 26
const WIDEST_PITCH = 48
const AXIS_STEPS = 4
/** Thickness of the line of ground colour between two bands. */
const SEAM_PX = 1.5
/** From the core at the line to those at the edge. */
const BANDS = ['core', 'active', 'peripheral'] as const

export function drawBandsOverTime(figure: BandsOverTime, palette: Palette): Plot {
  const highest = Math.max(1, ...figure.weeks.map((week) => week.core + week.active + week.peripheral))
  const y = linear([highest, 0], [TOP, BOTTOM])
  const values = ticks(0, highest, countStep(highest, AXIS_STEPS))
  const labels = bandLabels(figure, y, palette)
  const labelsWidth = endLabelsWidth(labels)
  const [left, right] = [countGutter(values), PLOT_WIDTH - labelsWidth]
  const pitch = Math.min(WIDEST_PITCH, (right - left) / Math.max(1, figure.weeks.length - 1))
  const xs = figure.weeks.map((_, index) => right - (figure.weeks.length - 1 - index) * pitch)
  const middle = xs.length === 1 ? -pitch / 2 : 0
  const days = figure.weeks.map(({ at }, index) => ({ x: (xs[index] ?? right) + middle, day: at }))
  const markup = [
    countAxis(values, y, left, right, palette),
    areas(figure, xs, y, palette),
    baseline(y(0), left, right, palette),
    ...days.map(({ x }, index) =>
      marked(index, pointable({ x: x - pitch / 2, y: TOP, width: pitch, height: BOTTOM - TOP })),
    ),
    weekAxis(days, BOTTOM + 20, palette.quiet),
    endLabels(labels, { x: right, widthPx: labelsWidth, top: TOP + 6, bottom: BOTTOM - 6 }, palette),
  ]
  return { heightPx: BOTTOM + WEEK_AXIS_HEIGHT, markup: markup.join('') }
}

function areas(
  figure: BandsOverTime,
  xs: readonly number[],
  y: (value: number) => number,
  palette: Palette,
): string {
  let below = figure.weeks.map(() => 0)
  const drawn = BANDS.map((band) => {
    const above = figure.weeks.map((week, index) => (below[index] ?? 0) + week[band])
    const [edge, floor] = [outline(xs, above.map(y)), outline(xs, below.map(y))]
    below = above
    return { area: polygon([...edge, ...floor.toReversed()], palette.bands[band]), edge }
  })
  const seams = drawn.slice(0, -1).map(({ edge }) => line(edge, palette.ground, SEAM_PX))
  return drawn.map(({ area }) => area).join('') + seams.join('')
}

/** The points of an edge; a single week is widened to a column, which a line could not be seen as. */
function outline(xs: readonly number[], ys: readonly number[]): readonly Point[] {
  const points = xs.map((x, index) => ({ x, y: ys[index] ?? 0 }))
  const only = points.length === 1 ? points[0] : undefined
  return only === undefined ? points : [{ x: only.x - WIDEST_PITCH / 2, y: only.y }, only]
}

/** The names of the bands with the last week's counts, from top to bottom. */
function bandLabels(
  figure: BandsOverTime,
  y: (value: number) => number,
  palette: Palette,
): readonly EndLabel[] {
  const last = figure.weeks.at(-1)
  if (last === undefined) return []
  let base = 0
  const labels = BANDS.map((band) => {
    base += last[band]
    const name = drawable(figure.labels[band])
    return { name, value: last[band], colour: palette.bands[band], y: y(base - last[band] / 2) }
  })
  return labels.toReversed()
}
