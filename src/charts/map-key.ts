/** Below the map: a row for each group, with its number, its channels and how many people it is of. */
import type { CommunityMap } from '../core/figure-map.ts'
import { mostReadable } from './contrast.ts'
import { fonts, PLOT_WIDTH, type Plot } from './layout.ts'
import { drawable, drawableName, shortened, widthOf, wrapped } from './lettering.ts'
import { colourOf } from './map.ts'
import { disc, type Point, text } from './markup.ts'
import type { Palette } from './palette.ts'

const ROW_PX = 24
const DISC_PX = 8.5
const NAME_AT = 26
const GAP_PX = 10
/** A long name goes on below. */
const MOST_LINES = 2
const LINE_PX = 17

/** The rows, from the top. */
export function keyOf(groups: CommunityMap['groups'], palette: Palette): Plot {
  let y = ROW_PX / 2
  const rows = groups.map(({ name, detail }, place) => {
    const told = shortened(drawable(detail), fonts.label, PLOT_WIDTH * 0.66)
    const room = PLOT_WIDTH - NAME_AT - GAP_PX - widthOf(told, fonts.label)
    const named = wrapped(drawableName(name, detail), fonts.value, room, MOST_LINES)
    const lines = named.map((one, at) =>
      text({ x: NAME_AT, y: y + 4.5 + at * LINE_PX }, one, fonts.value, palette.ink),
    )
    const row =
      numberDisc({ x: DISC_PX, y }, place, groups, palette) +
      lines.join('') +
      text({ x: PLOT_WIDTH, y: y + 4.5 }, told, fonts.label, palette.text, 'end')
    y += ROW_PX + Math.max(0, named.length - 1) * LINE_PX
    return row
  })
  return { markup: rows.join(''), heightPx: y - ROW_PX / 2 }
}

/** The number of a group in its colour. */
export const numberDisc = (
  centre: Point,
  place: number,
  groups: CommunityMap['groups'],
  palette: Palette,
): string => {
  const colour = colourOf(groups, place, palette)
  const ink = numberInk(colour, palette)
  return (
    disc(centre, DISC_PX, colour) +
    text({ x: centre.x, y: centre.y + 4.2 }, String(place + 1), fonts.number, ink, 'middle')
  )
}

/** What a number on a group's colour is written in. */
export const numberInk = (colour: string, palette: Palette): string =>
  mostReadable(colour, [palette.ground, palette.ink])
