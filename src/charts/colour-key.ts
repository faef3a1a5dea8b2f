/** What colours stand for, where they cannot be named beside what they colour: swatches in lines below a plot. */
import { fonts, PLOT_WIDTH, type Plot } from './layout.ts'
import { drawable, shortened, widthOf } from './lettering.ts'
import { moved, rect, text } from './markup.ts'
import type { Palette } from './palette.ts'

const SWATCH_PX = 12
const CORNER = 2.5
const WORDS_GAP = 6
const ITEM_GAP = 18
const LINE_PX = 22

/** One colour. */
export interface KeyItem {
  readonly colour: string
  /** In bold before the label; empty where there is no number to say. */
  readonly value: string
  readonly label: string
}

/** The items in one line where there is room for all, else in two columns, else in a line each. */
export function colourKey(items: readonly KeyItem[], palette: Palette): Plot {
  const drawn = items.map((item) => oneItem(item, palette))
  const widest = Math.max(0, ...drawn.map(({ widthPx }) => widthPx))
  const inOneLine = drawn.reduce((sum, { widthPx }) => sum + widthPx + ITEM_GAP, -ITEM_GAP)
  const isOneLine = inOneLine <= PLOT_WIDTH
  const columns = widest <= (PLOT_WIDTH - ITEM_GAP) / 2 ? 2 : 1
  let x = 0
  const placed = drawn.map(({ markup, widthPx }, index) => {
    const column = index % columns
    const at = isOneLine
      ? { x, y: 0 }
      : { x: column * (PLOT_WIDTH / columns), y: Math.floor(index / columns) * LINE_PX }
    x += widthPx + ITEM_GAP
    return moved(at, markup)
  })
  const lines = isOneLine ? Math.min(1, items.length) : Math.ceil(items.length / columns)
  return { markup: placed.join(''), heightPx: lines * LINE_PX }
}

function oneItem({ colour, value, label }: KeyItem, palette: Palette): { markup: string; widthPx: number } {
  const valueX = SWATCH_PX + WORDS_GAP
  const nameX = valueX + (value === '' ? 0 : widthOf(`${value} `, fonts.value))
  const name = shortened(drawable(label), fonts.label, PLOT_WIDTH - nameX)
  return {
    markup:
      rect({ x: 0, y: 3, width: SWATCH_PX, height: SWATCH_PX }, colour, CORNER) +
      text({ x: valueX, y: 13.5 }, value, fonts.value, palette.ink) +
      text({ x: nameX, y: 13.5 }, name, fonts.label, palette.text),
    widthPx: nameX + widthOf(name, fonts.label),
  }
}
