/**
 * What all pictures share: the width they are drawn at, the type sizes, and the shape of what a figure's own file
 * gives to the page. Everything is in logical pixels; a picture is as wide as a phone, and drawn at twice that
 * density.
 */
import type { Font } from './lettering.ts'

/** Width of the whole picture. */
export const PAGE_WIDTH = 400
/** Free at the left and the right. */
export const PAGE_MARGIN = 20
/** Width that a plot may use, from 0. */
export const PLOT_WIDTH = PAGE_WIDTH - 2 * PAGE_MARGIN
/** Pixels of the PNG for each logical one. */
export const DENSITY = 2

/** What each kind of text is set in; none is smaller than 12, which a phone still shows legibly. */
export const fonts = {
  title: { sizePx: 18, weight: 600 },
  finding: { sizePx: 14, weight: 400 },
  label: { sizePx: 13, weight: 400 },
  value: { sizePx: 13, weight: 600 },
  axis: { sizePx: 12, weight: 400 },
  /** In the disc of a group. */
  number: { sizePx: 12, weight: 600 },
  note: { sizePx: 12, weight: 400 },
} as const satisfies Record<string, Font>

/** A drawn plot, whose top left corner is 0, 0. */
export interface Plot {
  readonly markup: string
  readonly heightPx: number
}
