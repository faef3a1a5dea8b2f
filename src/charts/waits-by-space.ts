/** How long people wait for a first answer in each space: a bar each, the longest first, with how many were answered. */
import type { WaitsBySpace } from '../core/figure.ts'
import { fonts, PLOT_WIDTH, type Plot } from './layout.ts'
import { drawable, drawableName, widthOf } from './lettering.ts'
import { marked, moved, text } from './markup.ts'
import type { Palette } from './palette.ts'
import { bar, HEADER_HEIGHT, ROW_HEIGHT, rowsHeader, rowWords, track, valuesWidth } from './rows.ts'
import { linear, ticks, waitStepMinutes } from './scale.ts'
import { drawWaitsByHour } from './waits-by-hour.ts'
import { NO_VALUE, partText, placeName, waitText } from './wording.ts'

type Space = WaitsBySpace['spaces'][number]

const AXIS_HEIGHT = 18
const AXIS_STEPS = 4
const HOURS_GAP = 20

export function drawWaitsBySpace(figure: WaitsBySpace, palette: Palette): Plot {
  const spaces = drawSpaces(figure, palette)
  const hours = drawWaitsByHour(figure, palette)
  if (hours.markup === '') return spaces
  const y = spaces.heightPx + HOURS_GAP
  return { heightPx: y + hours.heightPx, markup: spaces.markup + moved({ x: 0, y }, hours.markup) }
}

function drawSpaces(figure: WaitsBySpace, palette: Palette): Plot {
  const longest = Math.max(0, ...figure.spaces.map((space) => medianOf(space) ?? 0))
  const domain = Math.max(1, longest)
  const x = linear([0, domain], [0, PLOT_WIDTH])
  const steps = ticks(0, domain, waitStepMinutes(domain, AXIS_STEPS))
  const bottom = HEADER_HEIGHT + figure.spaces.length * ROW_HEIGHT
  const answered = drawable(figure.labels.answered)
  const markup = [
    rowsHeader(drawable(figure.labels.median), palette),
    ...figure.spaces.map((space, index) => {
      const top = HEADER_HEIGHT + index * ROW_HEIGHT
      const median = medianOf(space)
      const said = {
        name: drawableName(space.name, placeName(index + 1)),
        part: partText(space.answered, space.starters, answered),
        value: median === null ? NO_VALUE : waitText(median),
      }
      const colour = median === longest ? palette.longestBar : palette.bar
      return marked(
        index,
        rowWords(said, top, WAIT_WIDTH, palette) +
          track(top, palette, steps.map(x)) +
          bar([{ value: median ?? 0, colour }], x, top),
      )
    }),
    figure.spaces.length > 0 ? waitAxis(steps, x, bottom + 6, palette) : '',
  ]
  return { heightPx: bottom + AXIS_HEIGHT, markup: markup.join('') }
}

/** The median, unless nobody was answered: then there is none. */
const medianOf = (space: Space): number | null => (space.answered > 0 ? space.medianMinutes : null)

/** Width kept for waits, so that what stands before them is in line. */
const WAIT_WIDTH = valuesWidth([waitText(1439)])

function waitAxis(
  steps: readonly number[],
  x: (minutes: number) => number,
  y: number,
  palette: Palette,
): string {
  return steps
    .map((minutes) => {
      const label = minutes === 0 ? '0' : waitText(minutes)
      const half = widthOf(label, fonts.axis) / 2
      const middle = Math.min(PLOT_WIDTH - half, Math.max(half, x(minutes)))
      return text({ x: middle, y }, label, fonts.axis, palette.quiet, 'middle')
    })
    .join('')
}
