/** How long people wait by the hour at which they wrote: a column an hour, the longest named. As marks, hours go on behind the spaces. */
import type { WaitsBySpace } from '../core/figure.ts'
import { fonts, PLOT_WIDTH, type Plot } from './layout.ts'
import { drawable, shortened, widthOf } from './lettering.ts'
import { disc, marked, rect, rectWithRoundEnd, text } from './markup.ts'
import type { Palette } from './palette.ts'
import { hourLabel, waitText } from './wording.ts'

const HOURS = 24
const HEADER_Y = 14
const LABEL_Y = 38
const TOP = 46
const HEIGHT = 64
const AXIS_HEIGHT = 22
const KEY_HEIGHT = 18
const GAP_PX = 2
const CORNER = 2.5
const LEAST_HEIGHT = 2
const DOT_PX = 1.5

export function drawWaitsByHour({ hours, labels, spaces }: WaitsBySpace, palette: Palette): Plot {
  const longest = hours.reduce<(typeof hours)[number] | null>(
    (most, one) => (most === null || one.medianMinutes > most.medianMinutes ? one : most),
    null,
  )
  if (longest === null) return { markup: '', heightPx: 0 }
  const pitch = (PLOT_WIDTH + GAP_PX) / HOURS
  const bottom = TOP + HEIGHT
  const known = new Map(hours.map((one) => [one.hour, one]))
  const columns = Array.from({ length: HOURS }, (_, hour) => {
    const x = hour * pitch
    const one = known.get(hour)
    if (one === undefined)
      return disc({ x: x + (pitch - GAP_PX) / 2, y: bottom - DOT_PX }, DOT_PX, palette.axis)
    const height = Math.max(LEAST_HEIGHT, (one.medianMinutes / Math.max(1, longest.medianMinutes)) * HEIGHT)
    const colour = one === longest ? palette.longestBar : palette.bar
    const box = { x, width: pitch - GAP_PX }
    return marked(
      spaces.length + hours.indexOf(one),
      rect({ ...box, y: TOP, height: HEIGHT }, palette.empty, CORNER) +
        rectWithRoundEnd({ ...box, y: bottom - height, height }, colour, CORNER, 'top'),
    )
  })
  const hasGaps = known.size < HOURS
  const markup = [
    text(
      { x: 0, y: HEADER_Y },
      shortened(drawable(labels.byHour), fonts.label, PLOT_WIDTH),
      fonts.label,
      palette.ink,
    ),
    longestLabel(longest, pitch, palette),
    ...columns,
    ...[0, 6, 12, 18].map((hour) =>
      text({ x: hour * pitch, y: bottom + 16 }, hourLabel(hour), fonts.axis, palette.quiet),
    ),
    hasGaps ? gapsKey(labels.tooFew, bottom + AXIS_HEIGHT + 14, palette) : '',
  ]
  return {
    heightPx: bottom + AXIS_HEIGHT + (hasGaps ? KEY_HEIGHT : 0),
    markup: markup.join(''),
  }
}

/** Above the longest column how long it is, and when. */
function longestLabel(
  { hour, medianMinutes }: WaitsBySpace['hours'][number],
  pitch: number,
  palette: Palette,
): string {
  const wait = waitText(medianMinutes)
  const when = ` ${hourLabel(hour)}`
  const width = widthOf(wait, fonts.value) + widthOf(when, fonts.axis)
  const middle = hour * pitch + (pitch - GAP_PX) / 2
  const x = Math.min(PLOT_WIDTH - width, Math.max(0, middle - width / 2))
  return (
    text({ x, y: LABEL_Y }, wait, fonts.value, palette.ink) +
    text({ x: x + width, y: LABEL_Y }, when.trim(), fonts.axis, palette.quiet, 'end')
  )
}

const gapsKey = (label: string, y: number, palette: Palette): string =>
  disc({ x: DOT_PX, y: y - 4 }, DOT_PX, palette.axis) +
  text({ x: 10, y }, shortened(drawable(label), fonts.axis, PLOT_WIDTH - 10), fonts.axis, palette.quiet)
