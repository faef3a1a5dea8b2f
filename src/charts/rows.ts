/** Rows of a picture that lists things: words above, and below them a bar on a track that is as wide as the picture. */
import { fonts, PLOT_WIDTH } from './layout.ts'
import { shortened, widthOf } from './lettering.ts'
import { rect, rectWithRoundEnd, text } from './markup.ts'
import type { Palette } from './palette.ts'

/** Height of what stands above the values of all rows. */
export const HEADER_HEIGHT = 22
/** From one row to the next. */
export const ROW_HEIGHT = 47
/** Of a row: where its bar lies. */
export const BAR = { y: 22, height: 12, corner: 3 }
const WORDS_Y = 14
const COLUMN_GAP = 12
const CUT_PX = 2
/** Parts of a bar are set apart by this much where they are long enough to spare it. */
const SEAM_PX = 1
const LEAST_WIDTH = 3

/** What is written above a bar; all of it can be drawn. */
export interface RowWords {
  readonly name: string
  /** In quiet letters before the value. */
  readonly part: string
  readonly value: string
}

/** Names the column of values. */
export const rowsHeader = (header: string, palette: Palette): string =>
  text({ x: PLOT_WIDTH, y: 12 }, shortened(header, fonts.axis, PLOT_WIDTH), fonts.axis, palette.quiet, 'end')

/** Name on the left, value on the right, and in line before the values what is said of them; `width` is kept for values. */
export function rowWords(
  { name, part, value }: RowWords,
  top: number,
  width: number,
  palette: Palette,
): string {
  const y = top + WORDS_Y
  const shownValue = shortened(value, fonts.value, PLOT_WIDTH / 3)
  const valueX = PLOT_WIDTH - widthOf(shownValue, fonts.value)
  const partEnd = Math.min(valueX, PLOT_WIDTH - width) - COLUMN_GAP
  const shownPart = shortened(part, fonts.axis, PLOT_WIDTH / 2 - COLUMN_GAP)
  const nameWidth = partEnd - widthOf(shownPart, fonts.axis) - COLUMN_GAP
  return (
    text({ x: 0, y }, shortened(name, fonts.label, nameWidth), fonts.label, palette.ink) +
    text({ x: partEnd, y }, shownPart, fonts.axis, palette.quiet, 'end') +
    text({ x: PLOT_WIDTH, y }, shownValue, fonts.value, palette.ink, 'end')
  )
}

/** Width to keep for values. */
export const valuesWidth = (values: readonly string[]): number =>
  Math.ceil(Math.min(PLOT_WIDTH / 3, Math.max(0, ...values.map((value) => widthOf(value, fonts.value)))))

/** What a bar lies on, cut where the axis has its values: lines from top to bottom would cross the words. */
export function track(top: number, palette: Palette, cutsAt: readonly number[] = []): string {
  const size = { y: top + BAR.y, height: BAR.height }
  const cuts = cutsAt.filter((x) => x > 0 && x < PLOT_WIDTH)
  return (
    rectWithRoundEnd({ ...size, x: 0, width: PLOT_WIDTH }, palette.empty, BAR.corner, 'right') +
    cuts.map((x) => rect({ ...size, x: x - CUT_PX / 2, width: CUT_PX }, palette.ground)).join('')
  )
}

/** A bar of one or more parts from the left; parts of nothing are left out, and no other is too short to be seen. */
export function bar(
  parts: readonly { readonly value: number; readonly colour: string }[],
  widthOfValue: (value: number) => number,
  top: number,
): string {
  const shown = parts.filter(({ value }) => value > 0)
  const size = { y: top + BAR.y, height: BAR.height }
  let x = 0
  return shown
    .map(({ value, colour }, index) => {
      const room = PLOT_WIDTH - (shown.length - 1 - index) * LEAST_WIDTH
      const end = Math.min(room, Math.max(x + LEAST_WIDTH, x + widthOfValue(value)))
      const seam = index > 0 && end - x > 3 * SEAM_PX ? SEAM_PX : 0
      const box = { ...size, x: x + seam, width: end - x - seam }
      x = end
      return index === shown.length - 1
        ? rectWithRoundEnd(box, colour, BAR.corner, 'right')
        : rect(box, colour)
    })
    .join('')
}
