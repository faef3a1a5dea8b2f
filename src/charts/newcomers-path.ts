/**
 * What became of newcomers: a bar a step, as long as there are people of whom it is asked, all on one scale. Who did it is
 * dark, who did not is light, and of whom it cannot be said yet is an outline: steps are of different people.
 */
import type { NewcomersPath } from '../core/figure.ts'
import { colourKey } from './colour-key.ts'
import { fonts, PLOT_WIDTH, type Plot } from './layout.ts'
import { drawable, shortened, widthOf, wrapped } from './lettering.ts'
import { marked, moved, text } from './markup.ts'
import type { Palette } from './palette.ts'
import { BAR, bar } from './rows.ts'
import { linear } from './scale.ts'

const WORDS_Y = 14
const WHO_Y = BAR.y + BAR.height + 17
const WHO_LINE_PX = 16
const WHO_LINES = 2
const STEP_GAP = 20

type Step = NewcomersPath['steps'][number]

export function drawNewcomersPath({ steps, labels }: NewcomersPath, palette: Palette): Plot {
  const most = Math.max(1, ...steps.map((one) => one.of + one.tooEarly))
  const x = linear([0, most], [0, PLOT_WIDTH])
  let y = 0
  const drawn = steps.map((step, index) => {
    const { markup, heightPx } = oneStep(step, x, palette)
    const at = { x: 0, y }
    y += heightPx + STEP_GAP
    return moved(at, marked(index, markup))
  })
  const { yes, no, tooEarly } = palette.path
  const key = colourKey(
    [
      { colour: yes, value: '', label: labels.yes },
      { colour: no, value: '', label: labels.no },
      ...(steps.some((one) => one.tooEarly > 0)
        ? [{ colour: tooEarly, value: '', label: labels.tooEarly }]
        : []),
    ],
    palette,
  )
  return { heightPx: y + key.heightPx, markup: drawn.join('') + moved({ x: 0, y }, key.markup) }
}

function oneStep(step: Step, x: (people: number) => number, palette: Palette): Plot {
  const told = shortened(drawable(step.told), fonts.value, PLOT_WIDTH / 2)
  const labelX = told === '' ? 0 : widthOf(`${told} `, fonts.value)
  const label = shortened(drawable(step.label), fonts.label, PLOT_WIDTH - labelX)
  const who = wrapped(drawable(step.who), fonts.axis, PLOT_WIDTH, WHO_LINES)
  const count = Math.min(step.count, step.of)
  const { yes, no, tooEarly } = palette.path
  const parts = [
    { value: count, colour: yes },
    { value: step.of - count, colour: no },
    { value: step.tooEarly, colour: tooEarly },
  ]
  return {
    heightPx: WHO_Y - WHO_LINE_PX + who.length * WHO_LINE_PX + 4,
    markup:
      text({ x: 0, y: WORDS_Y }, told, fonts.value, palette.ink) +
      text({ x: labelX, y: WORDS_Y }, label, fonts.label, palette.text) +
      bar(parts, x, 0) +
      who
        .map((line, index) => text({ x: 0, y: WHO_Y + index * WHO_LINE_PX }, line, fonts.axis, palette.quiet))
        .join(''),
  }
}
