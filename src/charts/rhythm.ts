/** When people talk: a field of seven days by 24 hours, darker where there were more messages, the busiest ringed. */
import type { Rhythm } from '../core/figure.ts'
import { fonts, PLOT_WIDTH, type Plot } from './layout.ts'
import { drawable, shortened, widthOf } from './lettering.ts'
import { marked, rect, ring, text } from './markup.ts'
import type { Palette } from './palette.ts'
import { compactCount, hourLabel } from './wording.ts'

const HOURS = 24
const WIDEST_WEEKDAY = 72
const WEEKDAY_GAP = 8
const HOUR_AXIS_HEIGHT = 22
const CELL_HEIGHT = 27
const CELL_GAP = 1.5
const CORNER = 2.5
const RING_PX = 2
const PEAK_HEIGHT = 34
const KEY_HEIGHT = 44
const SWATCH = { width: 40, height: 12 }

interface Cell {
  readonly day: number
  readonly hour: number
  readonly count: number
}

export function drawRhythm(figure: Rhythm, palette: Palette): Plot {
  const weekdays = figure.labels.weekdays.map((name) => shortened(drawable(name), fonts.axis, WIDEST_WEEKDAY))
  const left = WEEKDAY_GAP + Math.ceil(Math.max(0, ...weekdays.map((name) => widthOf(name, fonts.axis))))
  const pitch = (PLOT_WIDTH - left + CELL_GAP) / HOURS
  const cells = figure.counts.flatMap((hours, day) => hours.map((count, hour) => ({ day, hour, count })))
  const busiest = cells.reduce((best, cell) => (cell.count > best.count ? cell : best), {
    day: 0,
    hour: 0,
    count: 0,
  })
  const levels = levelsUpTo(busiest.count, palette)
  const boxOf = ({ day, hour }: Cell) => ({
    x: left + hour * pitch,
    y: HOUR_AXIS_HEIGHT + day * CELL_HEIGHT,
    width: pitch - CELL_GAP,
    height: CELL_HEIGHT - CELL_GAP,
  })
  const below = HOUR_AXIS_HEIGHT + figure.counts.length * CELL_HEIGHT
  const keyTop = below + (busiest.count > 0 ? PEAK_HEIGHT : 0)
  const markup = [
    ...[0, 6, 12, 18].map((hour) =>
      text({ x: left + hour * pitch, y: 12 }, hourLabel(hour), fonts.axis, palette.quiet),
    ),
    ...weekdays.map((name, day) =>
      text({ x: 0, y: HOUR_AXIS_HEIGHT + day * CELL_HEIGHT + 17 }, name, fonts.axis, palette.text),
    ),
    ...cells.map((cell, index) =>
      marked(index, rect(boxOf(cell), colourOf(cell.count, levels, palette), CORNER)),
    ),
    busiest.count > 0 ? peakRing(boxOf(busiest), palette) : '',
    busiest.count > 0 ? peakText(figure, busiest, { left, top: below }, palette) : '',
    key(figure, levels, { left, top: keyTop + 10 }, palette),
  ]
  return { heightPx: keyTop + KEY_HEIGHT, markup: markup.join('') }
}

interface Level {
  /** Fewest messages that it stands for. */
  readonly from: number
  readonly colour: string
}

/**
 * At most five steps of colour. Their bounds grow faster than evenly, because a few hours usually hold many
 * times the messages of the others, which would else all look alike.
 */
function levelsUpTo(most: number, palette: Palette): readonly Level[] {
  const count = palette.heat.length
  const bounds = palette.heat.map((colour, index) => ({
    colour,
    from: Math.max(index + 1, Math.round(most * (index / count) ** 1.5)),
  }))
  return most < count ? spreadLevels(most, palette) : bounds
}

/** With fewer messages than colours each number has its own, the busiest the strongest. */
function spreadLevels(most: number, palette: Palette): readonly Level[] {
  const last = palette.heat.length - 1
  return Array.from({ length: most }, (_, index) => ({
    from: index + 1,
    colour: palette.heat[most === 1 ? last : Math.round((index / (most - 1)) * last)] ?? palette.empty,
  }))
}

const colourOf = (count: number, levels: readonly Level[], palette: Palette): string =>
  levels.findLast(({ from }) => count >= from)?.colour ?? palette.empty

/** The ring around a cell, with the ground showing between, so that it is seen on every colour. */
function peakRing(box: { x: number; y: number; width: number; height: number }, palette: Palette): string {
  const grown = (by: number) => ({
    x: box.x - by,
    y: box.y - by,
    width: box.width + 2 * by,
    height: box.height + 2 * by,
  })
  return (
    ring(grown(0.75), palette.ground, 1.5, CORNER + 0.75) +
    ring(grown(1.5 + RING_PX / 2), palette.ink, RING_PX, CORNER + 2)
  )
}

interface Corner {
  readonly left: number
  readonly top: number
}

/** Below the field: how many messages each colour stands for. */
function key(figure: Rhythm, levels: readonly Level[], at: Corner, palette: Palette): string {
  const steps = [{ from: 0, colour: palette.empty }, ...levels]
  const words = at.top + SWATCH.height + 15
  const swatches = steps.map(({ from, colour }, index) => {
    const x = at.left + index * (SWATCH.width + CELL_GAP)
    return (
      rect({ x, y: at.top, ...SWATCH }, colour, CORNER) +
      text({ x, y: words }, compactCount(from), fonts.axis, palette.quiet)
    )
  })
  const end = at.left + steps.length * (SWATCH.width + CELL_GAP) + 4
  const messages = shortened(drawable(figure.labels.messages), fonts.axis, PLOT_WIDTH - end)
  return swatches.join('') + text({ x: end, y: words }, messages, fonts.axis, palette.quiet)
}

/** Below the field: which hour the ring marks. */
function peakText(figure: Rhythm, busiest: Cell, at: Corner, palette: Palette): string {
  const day = drawable(figure.labels.weekdays[busiest.day] ?? '')
  const when = shortened(`${day} ${hourLabel(busiest.hour)}`, fonts.value, PLOT_WIDTH / 2)
  const [x, y] = [at.left + 20, at.top + 25]
  const rest = x + widthOf(when, fonts.value) + 8
  const messages = `${compactCount(busiest.count)} ${drawable(figure.labels.messages)}`
  return (
    ring({ x: at.left + 1, y: at.top + 13, width: 10, height: 15 }, palette.ink, RING_PX, CORNER + 1) +
    text({ x, y }, when, fonts.value, palette.ink) +
    text({ x: rest, y }, shortened(messages, fonts.label, PLOT_WIDTH - rest), fonts.label, palette.text)
  )
}
