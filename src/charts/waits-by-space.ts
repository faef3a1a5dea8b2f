/** How long people wait for a first answer in each space: a bar each, the longest first, with how many were answered. */
import type { WaitsBySpace } from '../core/figure.ts'
import { fonts, PLOT_WIDTH, type Plot } from './layout.ts'
import { drawable, drawableName, shortened, widthOf } from './lettering.ts'
import { marked, rect, rectWithRoundEnd, text } from './markup.ts'
import type { Palette } from './palette.ts'
import { linear, ticks, waitStepMinutes } from './scale.ts'
import { NO_VALUE, partText, placeName, waitText } from './wording.ts'

type Space = WaitsBySpace['spaces'][number]

const HEADER_HEIGHT = 22
const ROW_HEIGHT = 47
/** Of a row: where its words stand, and its bar below them. */
const WORDS_Y = 14
const BAR = { y: 22, height: 12, corner: 3, leastWidth: 3 }
const CUT_PX = 2
const AXIS_HEIGHT = 18
const AXIS_STEPS = 4
const COLUMN_GAP = 12

export function drawWaitsBySpace(figure: WaitsBySpace, palette: Palette): Plot {
  const longest = Math.max(0, ...figure.spaces.map((space) => medianOf(space) ?? 0))
  const domain = Math.max(1, longest)
  const x = linear([0, domain], [0, PLOT_WIDTH])
  const steps = ticks(0, domain, waitStepMinutes(domain, AXIS_STEPS))
  const bottom = HEADER_HEIGHT + figure.spaces.length * ROW_HEIGHT
  const header = shortened(drawable(figure.labels.median), fonts.axis, PLOT_WIDTH)
  const markup = [
    text({ x: PLOT_WIDTH, y: 12 }, header, fonts.axis, palette.quiet, 'end'),
    ...figure.spaces.map((space, index) => {
      const top = HEADER_HEIGHT + index * ROW_HEIGHT
      const name = drawableName(space.name, placeName(index + 1))
      return marked(
        index,
        rowWords({ ...space, name }, figure.labels.answered, top + WORDS_Y, palette) +
          track(steps.map(x), top + BAR.y, palette) +
          bar(space, longest, x, top + BAR.y, palette),
      )
    }),
    figure.spaces.length > 0 ? waitAxis(steps, x, bottom + 6, palette) : '',
  ]
  return { heightPx: bottom + AXIS_HEIGHT, markup: markup.join('') }
}

/** The median, unless nobody was answered: then there is none. */
const medianOf = (space: Space): number | null => (space.answered > 0 ? space.medianMinutes : null)

/** Name on the left, the wait on the right, and before it in quiet letters how many were answered. */
function rowWords(space: Space, answered: string, y: number, palette: Palette): string {
  const median = medianOf(space)
  const wait = median === null ? NO_VALUE : waitText(median)
  const waitX = PLOT_WIDTH - widthOf(wait, fonts.value)
  const part = shortened(
    partText(space.answered, space.starters, drawable(answered)),
    fonts.axis,
    PLOT_WIDTH / 2 - COLUMN_GAP,
  )
  const partEnd = Math.min(waitX, PLOT_WIDTH - WAIT_WIDTH) - COLUMN_GAP
  const nameWidth = partEnd - widthOf(part, fonts.axis) - COLUMN_GAP
  return (
    text({ x: 0, y }, shortened(space.name, fonts.label, nameWidth), fonts.label, palette.ink) +
    text({ x: partEnd, y }, part, fonts.axis, palette.quiet, 'end') +
    text({ x: PLOT_WIDTH, y }, wait, fonts.value, palette.ink, 'end')
  )
}

/** Width kept for waits, so that what stands before them is in line. */
const WAIT_WIDTH = Math.ceil(widthOf(waitText(1439), fonts.value))

function bar(
  space: Space,
  longest: number,
  x: (minutes: number) => number,
  y: number,
  palette: Palette,
): string {
  const median = medianOf(space)
  if (median === null || median === 0) return ''
  const colour = median === longest ? palette.longestBar : palette.bar
  const width = Math.max(BAR.leastWidth, x(median))
  return rectWithRoundEnd({ x: 0, y, width, height: BAR.height }, colour, BAR.corner, 'right')
}

/** What a bar lies on, cut where the axis has its values: lines from top to bottom would cross the words. */
function track(xs: readonly number[], y: number, palette: Palette): string {
  const size = { y, height: BAR.height }
  const cuts = xs.filter((x) => x > 0 && x < PLOT_WIDTH)
  return (
    rectWithRoundEnd({ ...size, x: 0, width: PLOT_WIDTH }, palette.empty, BAR.corner, 'right') +
    cuts.map((x) => rect({ ...size, x: x - CUT_PX / 2, width: CUT_PX }, palette.ground)).join('')
  )
}

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
