/**
 * How people moved between bands: those of the first day on the left, those of the last on the right, the core on top, and
 * ribbons between them as thick as there are people. What leads up came closer, what leads down went further out.
 */
import type { FlowBand, Moves } from '../core/figure.ts'
import { directionOf, peopleByDirection } from '../core/flow-direction.ts'
import { colourKey } from './colour-key.ts'
import { type FlowNode, flowLayout, type Ribbon } from './flow-layout.ts'
import { fonts, PLOT_WIDTH, type Plot } from './layout.ts'
import { drawable, shortened, widthOf } from './lettering.ts'
import { line, marked, moved, rect, ribbon, text } from './markup.ts'
import type { Palette } from './palette.ts'
import { spread } from './scale.ts'
import { compactCount, dayLabel } from './wording.ts'

const HEADER_HEIGHT = 26
const NODE_WIDTH = 8
const LEADER_PX = 14
const NODE_GAP_PX = 2
const WIDEST_LABEL = 96
const LABEL_LINE_PX = 15
const LABEL_HEIGHT = 34
const LABEL_ABOVE_PX = 9
const KEY_GAP = 18

type Side = 'left' | 'right'
/** In this order ribbons lie upon each other: what moved is seen above what stayed. */
const DIRECTIONS = ['stayed', 'outward', 'arrived', 'inward'] as const
export function drawMoves(figure: Moves, palette: Palette): Plot {
  const { left, right, ribbons, heightPx } = flowLayout(figure.flows)
  const names = { left: namesOf(left, 'left', figure), right: namesOf(right, 'right', figure) }
  const leftX = labelsWidth(names.left, left) + LEADER_PX
  const rightX = PLOT_WIDTH - labelsWidth(names.right, right) - LEADER_PX - NODE_WIDTH
  const height = Math.max(heightPx, Math.max(left.length, right.length) * LABEL_HEIGHT)
  const flow = [
    ...ribbonsOf(ribbons, leftX + NODE_WIDTH + NODE_GAP_PX, rightX - NODE_GAP_PX, palette),
    ...nodes(left, leftX, palette),
    ...nodes(right, rightX, palette),
    ...labels(left, names.left, { edge: leftX, side: 'left', height }, palette),
    ...labels(right, names.right, { edge: rightX + NODE_WIDTH, side: 'right', height }, palette),
  ]
  const key = colourKey(keyItems(figure, palette), palette)
  const keyY = HEADER_HEIGHT + height + KEY_GAP
  return {
    heightPx: keyY + key.heightPx,
    markup:
      dates(figure, leftX + NODE_WIDTH, rightX, palette) +
      moved({ x: 0, y: HEADER_HEIGHT }, flow.join('')) +
      moved({ x: 0, y: keyY }, key.markup),
  }
}

/** Above each side its day, where it would leave the picture nearer to the middle. */
function dates({ before, now }: Moves, leftEnd: number, rightStart: number, palette: Palette): string {
  const [then, since] = [dayLabel(before), dayLabel(now)]
  const left = Math.max(leftEnd, widthOf(then, fonts.axis))
  const right = Math.min(rightStart, PLOT_WIDTH - widthOf(since, fonts.axis))
  return (
    text({ x: left, y: 12 }, then, fonts.axis, palette.quiet, 'end') +
    text({ x: right, y: 12 }, since, fonts.axis, palette.quiet)
  )
}

function ribbonsOf(
  ribbons: readonly Ribbon[],
  leftX: number,
  rightX: number,
  palette: Palette,
): readonly string[] {
  return DIRECTIONS.flatMap((direction) =>
    ribbons
      .filter((one) => directionOf(one) === direction)
      .map((one) =>
        marked(
          one.entry,
          ribbon(
            { x: leftX, top: one.leftTop, bottom: one.leftTop + one.thickness },
            { x: rightX, top: one.rightTop, bottom: one.rightTop + one.thickness },
            palette.moves[direction],
            palette.ground,
          ),
        ),
      ),
  )
}

const nodes = (side: readonly FlowNode[], x: number, palette: Palette): readonly string[] =>
  side.map(({ group, top, height }) =>
    rect({ x, y: top, width: NODE_WIDTH, height }, nodeColour(group, palette), Math.min(2, height / 2)),
  )

function nodeColour(group: FlowNode['group'], palette: Palette): string {
  switch (group) {
    case 'new':
      return palette.moves.arrived
    case 'away':
    case 'uncounted':
      return palette.axis
    case 'regular':
      return palette.bands.active
    case 'here':
      return palette.bands.active
    default:
      return palette.bands[group]
  }
}

function namesOf(side: readonly FlowNode[], which: Side, { labels: say }: Moves): readonly string[] {
  const nameOf = (group: FlowNode['group']): string => {
    if (group === 'new') return say.new
    if (group === 'uncounted') return say.uncounted
    return group === 'away' && which === 'left' ? say.back : say.bands[group satisfies FlowBand]
  }
  return side.map(({ group }) => shortened(drawable(nameOf(group)), fonts.axis, WIDEST_LABEL))
}

const labelsWidth = (names: readonly string[], side: readonly FlowNode[]): number =>
  Math.ceil(
    Math.max(
      0,
      ...names.map((name) => widthOf(name, fonts.axis)),
      ...side.map(({ people }) => widthOf(compactCount(people), fonts.value)),
    ),
  )

/** Each node's number with its name below, led to it where it could not stand beside it. */
function labels(
  side: readonly FlowNode[],
  names: readonly string[],
  at: { readonly edge: number; readonly side: Side; readonly height: number },
  palette: Palette,
): readonly string[] {
  const half = LABEL_HEIGHT / 2
  const wanted = side.map(({ top, height }) => top + height / 2)
  // The first number may stand a little above the flow, below the date.
  const middles = spread(wanted, LABEL_HEIGHT, half - LABEL_ABOVE_PX, at.height - half)
  const away = at.side === 'left' ? -1 : 1
  const anchor = at.side === 'left' ? 'end' : 'start'
  return side.map(({ people }, index) => {
    const middle = middles[index] ?? 0
    const x = at.edge + away * LEADER_PX
    const leader = [
      { x: at.edge + away * 3, y: wanted[index] ?? 0 },
      { x: at.edge + away * 5, y: wanted[index] ?? 0 },
      { x: x - away * 4, y: middle },
    ]
    const isBeside = Math.abs(middle - (wanted[index] ?? 0)) < 4
    return (
      (isBeside ? '' : line(leader, palette.axis, 1)) +
      text({ x, y: middle - 1.5 }, compactCount(people), fonts.value, palette.ink, anchor) +
      text({ x, y: middle - 1.5 + LABEL_LINE_PX }, names[index] ?? '', fonts.axis, palette.text, anchor)
    )
  })
}

/** How many went which way; directions that nobody went are left out. */
function keyItems({ flows, labels: say }: Moves, palette: Palette) {
  const sums = peopleByDirection(flows)
  return (['inward', 'outward', 'arrived', 'stayed'] as const)
    .filter((direction) => sums[direction] > 0)
    .map((direction) => ({
      colour: palette.moves[direction],
      value: compactCount(sums[direction]),
      label: say[direction],
    }))
}
