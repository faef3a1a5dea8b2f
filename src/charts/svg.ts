/** A figure as SVG: a page as wide as a phone with the title, the finding, the plot and a note, from top to bottom. */
import { unreachable } from '../core/errors.ts'
import type { Figure, Theme } from '../core/figure.ts'
import { isEmptyFigure } from '../core/figure-empty.ts'
import { altOf } from './alt.ts'
import { drawBandsOverTime } from './bands-over-time.ts'
import { checkFigure } from './checks.ts'
import { DENSITY, fonts, PAGE_MARGIN, PAGE_WIDTH, PLOT_WIDTH, type Plot } from './layout.ts'
import { drawable, type Font, wrapped } from './lettering.ts'
import { drawMap } from './map.ts'
import { escaped, moved, text } from './markup.ts'
import { drawMembersByWeek } from './members-by-week.ts'
import { drawMoves } from './moves.ts'
import { drawNewcomersPath } from './newcomers-path.ts'
import { type Palette, palettes } from './palette.ts'
import { drawPracticesDone } from './practices-done.ts'
import { drawRhythm } from './rhythm.ts'
import { FONT_FAMILY } from './typeface.ts'
import { drawWaitsBySpace } from './waits-by-space.ts'
import { drawWordsSpread } from './words-spread.ts'

/** A drawing and the size that it is to be shown at in pixels, which is twice its logical size. */
export interface Svg {
  readonly svg: string
  readonly widthPx: number
  readonly heightPx: number
}

/** Leading of each text, and the space that it leaves below. */
const TITLE = { font: fonts.title, linePx: 23, maxLines: 2, belowPx: 5 }
const FINDING = { font: fonts.finding, linePx: 20, maxLines: 5, belowPx: 16 }
const NOTE = { font: fonts.note, linePx: 16, maxLines: 5, belowPx: 0 }
const TOP = 18
const ABOVE_NOTE = 14
const BOTTOM = 18

/**
 * Draws a figure. Pure: the same figure and theme give the same text. Throws a RangeError for a figure that cannot
 * be drawn (a number that is no count, more weeks or spaces than fit, a day that no calendar has).
 */
export function svgOf(figure: Figure, theme: Theme): Svg {
  checkFigure(figure)
  const palette = palettes[theme]
  const title = prose(figure.title, TITLE, palette.ink)
  const finding = prose(figure.finding, FINDING, palette.text)
  const note = prose(figure.note, NOTE, palette.quiet)
  const plot = plotOf(figure, palette)
  const parts = stacked([title, finding, plot, { markup: '', heightPx: ABOVE_NOTE }, note])
  const height = Math.ceil(TOP + parts.heightPx + BOTTOM)
  const [widthPx, heightPx] = [PAGE_WIDTH * DENSITY, height * DENSITY]
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${PAGE_WIDTH} ${height}"` +
    ` role="img" aria-label="${escaped(altOf(figure))}" font-family="${FONT_FAMILY}">` +
    `<rect width="100%" height="100%" fill="${palette.ground}"/>` +
    `${moved({ x: PAGE_MARGIN, y: TOP }, parts.markup)}</svg>`
  return { svg, widthPx, heightPx }
}

/**
 * The plot of a figure by itself, `PLOT_WIDTH` wide: for whoever sets its title, finding and note in another way. Where there
 * is nothing to see the finding says so, and axes of nothing are not drawn.
 */
export function plotOf(figure: Figure, palette: Palette): Plot {
  if (isEmptyFigure(figure)) return { markup: '', heightPx: 0 }
  switch (figure.kind) {
    case 'membersByWeek':
      return drawMembersByWeek(figure, palette)
    case 'bandsOverTime':
      return drawBandsOverTime(figure, palette)
    case 'rhythm':
      return drawRhythm(figure, palette)
    case 'waitsBySpace':
      return drawWaitsBySpace(figure, palette)
    case 'moves':
      return drawMoves(figure, palette)
    case 'newcomersPath':
      return drawNewcomersPath(figure, palette)
    case 'wordsSpread':
      return drawWordsSpread(figure, palette)
    case 'practicesDone':
      return drawPracticesDone(figure, palette)
    case 'map':
      return drawMap(figure, palette)
    default:
      return unreachable(figure)
  }
}

interface Style {
  readonly font: Font
  readonly linePx: number
  readonly maxLines: number
  readonly belowPx: number
}

function prose(content: string, style: Style, colour: string): Plot {
  const lines = wrapped(drawable(content), style.font, PLOT_WIDTH, style.maxLines)
  if (lines.length === 0) return { markup: '', heightPx: 0 }
  const baseline = (index: number) => index * style.linePx + style.font.sizePx
  return {
    markup: lines.map((one, index) => text({ x: 0, y: baseline(index) }, one, style.font, colour)).join(''),
    heightPx: lines.length * style.linePx + style.belowPx,
  }
}

function stacked(plots: readonly Plot[]): Plot {
  let y = 0
  const markup = plots.map((plot) => {
    const drawn = plot.markup === '' ? '' : moved({ x: 0, y }, plot.markup)
    y += plot.heightPx
    return drawn
  })
  return { markup: markup.join(''), heightPx: y }
}
