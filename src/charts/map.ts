/**
 * The map: groups as sectors around the middle, in each its people as dots, the core in the middle; or, of few people, a disc
 * for each group. Grey bands bridge groups. Every group has a number, so that nothing is told by colour alone, and a row below.
 */
import type { CommunityMap } from '../core/figure-map.ts'
import { fonts, PLOT_WIDTH, type Plot } from './layout.ts'
import { keyOf, numberDisc, numberInk } from './map-key.ts'
import { curve, disc, line, marked, type Point, slice, text } from './markup.ts'
import { mixed, type Palette } from './palette.ts'

const RADIUS = 147
/** Numbers of groups stand outside of the rim, and outside of those who stand there. */
const NUMBERS_AT = 1.16
const TOP = 12
const CENTRE = { x: PLOT_WIDTH / 2, y: TOP + RADIUS * NUMBERS_AT }
const ABOVE_KEY = 20
/** Dots are as large as so many leave room for. */
const DOT = { most: 5.5, least: 1.5, ofRoom: 0.33 } as const
/** Between two sectors. */
const SEAM_PX = 3
const LINE_PX = 0.7
const BAND = { leastPx: 1.5, mostPx: 11, at: 0.55, bend: 0.45 } as const
const DASH = [7, 5] as const
/** Discs of groups stand on a ring, and cover so much of what the map has at most. */
const DISCS = { at: 0.64, most: 0.34, least: 0.1 } as const

export function drawMap(figure: CommunityMap, palette: Palette): Plot {
  const isOfDots = figure.dots.length > 0
  const below = CENTRE.y + RADIUS * NUMBERS_AT + ABOVE_KEY
  const key = keyOf(figure.groups, palette)
  const markup = [
    ...(isOfDots ? sectors(figure, palette) : [rimOf(palette)]),
    ...bands(figure, palette),
    ...(isOfDots ? people(figure, palette) : discs(figure, palette)),
    `<g transform="translate(0 ${below})">${key.markup}</g>`,
  ]
  return { heightPx: below + key.heightPx, markup: markup.join('') }
}

/** The colour of a group; the smaller ones together are grey. */
export const colourOf = (groups: CommunityMap['groups'], place: number | null, palette: Palette): string => {
  const group = place === null ? undefined : groups[place]
  if (place === null || group === undefined || group.isRest) return palette.map.rest
  return palette.map.groups[place % palette.map.groups.length] ?? palette.map.rest
}

function at(turn: number, out: number): Point {
  const angle = (turn - 0.25) * 2 * Math.PI
  return { x: CENTRE.x + RADIUS * out * Math.cos(angle), y: CENTRE.y + RADIUS * out * Math.sin(angle) }
}

const middleOf = ({ from, to }: { readonly from: number; readonly to: number }): number => (from + to) / 2

function sectors({ groups }: CommunityMap, palette: Palette): readonly string[] {
  return groups.map((group, place) => {
    const colour = mixed(colourOf(groups, place, palette), palette.ground, palette.map.tint)
    const number = numberDisc(at(middleOf(group), NUMBERS_AT), place, groups, palette)
    return marked(
      place,
      slice({ centre: CENTRE, radius: RADIUS, ...group, seamPx: SEAM_PX }, colour) + number,
    )
  })
}

const rimOf = (palette: Palette): string => disc(CENTRE, RADIUS, palette.map.field)

/** The wider ones first, so that the narrow ones are seen on them. */
function bands({ groups, bridges }: CommunityMap, palette: Palette): readonly string[] {
  const most = Math.max(1, ...bridges.map(({ people: n }) => n))
  return bridges.flatMap(({ one, other, people: n, spans }) => {
    const [from, to] = [groups[one], groups[other]]
    if (from === undefined || to === undefined) return []
    const ends = [at(middleOf(from), BAND.at), at(middleOf(to), BAND.at)] as const
    const bend = {
      x: CENTRE.x + ((ends[0].x + ends[1].x) / 2 - CENTRE.x) * BAND.bend,
      y: CENTRE.y + ((ends[0].y + ends[1].y) / 2 - CENTRE.y) * BAND.bend,
    }
    const widthPx = BAND.leastPx + (BAND.mostPx - BAND.leastPx) * Math.sqrt(n / most)
    return [curve([ends[0], bend, ends[1]], palette.map.band, widthPx, spans ? DASH : null)]
  })
}

/** The lines between people, and the people: those in the middle a little larger. */
function people({ groups, dots, lines }: CommunityMap, palette: Palette): readonly string[] {
  const roomPx = RADIUS * Math.sqrt(Math.PI / dots.length)
  const largest = Math.max(DOT.least, Math.min(DOT.most, roomPx * DOT.ofRoom))
  const drawnLines = lines.flatMap(({ one, other }) => {
    const [from, to] = [dots[one], dots[other]]
    if (from === undefined || to === undefined) return []
    const colour = mixed(colourOf(groups, from.group, palette), palette.ground, palette.map.lineTint)
    return [line([at(from.turn, from.out), at(to.turn, to.out)], colour, LINE_PX)]
  })
  return [
    ...drawnLines,
    ...dots.map(({ group, turn, out }) => {
      const radius = Math.max(DOT.least, largest * (1.15 - 0.45 * Math.min(1, out)))
      return disc(at(turn, out), radius, colourOf(groups, group, palette))
    }),
  ]
}

/** A disc for each group, with its number. */
function discs({ groups }: CommunityMap, palette: Palette): readonly string[] {
  const most = Math.max(1, ...groups.map(({ people: n }) => n))
  const room = groups.length < 2 ? DISCS.most : Math.min(DISCS.most, roomBetween(groups))
  return groups.map((group, place) => {
    const radius = RADIUS * Math.max(DISCS.least, room * Math.sqrt(group.people / most))
    const centre = groups.length === 1 ? CENTRE : at(middleOf(group), DISCS.at)
    const colour = colourOf(groups, place, palette)
    const ink = numberInk(colour, palette)
    return marked(
      place,
      disc(centre, radius + 1.5, palette.map.field) +
        disc(centre, radius, colour) +
        text({ x: centre.x, y: centre.y + 5 }, String(place + 1), fonts.title, ink, 'middle'),
    )
  })
}

/** Half of the distance between the two discs that are nearest to each other, in radii of the map. */
function roomBetween(groups: CommunityMap['groups']): number {
  const turns = groups.map(middleOf)
  const nearest = turns.map((turn, place) => {
    const next = turns[(place + 1) % turns.length] ?? turn
    const apart = Math.abs(next - turn)
    return Math.min(apart, 1 - apart)
  })
  return 0.92 * DISCS.at * Math.sin(Math.PI * Math.min(...nearest))
}
