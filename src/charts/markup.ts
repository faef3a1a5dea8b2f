/** The few SVG elements that pictures are made of, as strings. Every number and text passes through here. */
import type { Font } from './lettering.ts'

/** Escapes a text for XML, as content and inside double quotes, without what XML 1.0 cannot hold. */
export function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for them, escaped or not
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  )
}

/** A coordinate to a hundredth. Throws where it is no number: a picture with NaN in it would come out half drawn. */
function px(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('a figure led to a coordinate that is no number')
  return String(Math.round(value * 100) / 100)
}

/** A rectangle by its top left corner and size. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A filled rectangle. */
export const rect = (box: Box, fill: string, radius = 0): string =>
  `<rect x="${px(box.x)}" y="${px(box.y)}" width="${px(Math.max(0, box.width))}" height="${px(Math.max(0, box.height))}"${
    radius > 0 ? ` rx="${px(radius)}"` : ''
  } fill="${fill}"/>`

/** The outline of a rectangle, `strokePx` thick. */
export const ring = (box: Box, stroke: string, strokePx: number, radius: number): string =>
  `<rect x="${px(box.x)}" y="${px(box.y)}" width="${px(box.width)}" height="${px(box.height)}" rx="${px(radius)}" fill="none" stroke="${stroke}" stroke-width="${px(strokePx)}"/>`

/** A rectangle with the two corners of one end rounded. */
export function rectWithRoundEnd(
  box: Box,
  fill: string,
  radius: number,
  end: 'top' | 'bottom' | 'right',
): string {
  const [x, y, right, bottom] = [box.x, box.y, box.x + box.width, box.y + box.height]
  const [across, along] = end === 'right' ? [box.height, box.width] : [box.width, box.height]
  const r = Math.max(0, Math.min(radius, across / 2, along))
  const corners = {
    top: [
      [x, bottom],
      [x, y],
      [right, y],
      [right, bottom],
    ],
    right: [
      [x, y],
      [right, y],
      [right, bottom],
      [x, bottom],
    ],
    bottom: [
      [right, y],
      [right, bottom],
      [x, bottom],
      [x, y],
    ],
  } as const
  return `<path d="${roundedThrough(corners[end], r)}" fill="${fill}"/>`
}

type Corner = readonly [number, number]

/** A closed path through four corners, the middle two of which are rounded. */
function roundedThrough(
  [start, first, second, end]: readonly [Corner, Corner, Corner, Corner],
  r: number,
): string {
  const round = (before: Corner, corner: Corner, after: Corner) =>
    `L${at(towards(corner, before, r))}Q${at(corner)} ${at(towards(corner, after, r))}`
  return `M${at(start)}${round(start, first, second)}${round(first, second, end)}L${at(end)}Z`
}

/** The point `distance` from one corner towards another that is level with it or straight above or below. */
const towards = ([x, y]: Corner, to: Corner, distance: number): Corner => [
  x + Math.sign(to[0] - x) * distance,
  y + Math.sign(to[1] - y) * distance,
]

const at = ([x, y]: Corner): string => `${px(x)} ${px(y)}`

/** A place; y grows downwards. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A line through points. */
export const line = (points: readonly Point[], stroke: string, strokePx: number): string =>
  `<path d="${pathThrough(points)}" fill="none" stroke="${stroke}" stroke-width="${px(strokePx)}" stroke-linejoin="round" stroke-linecap="round"/>`

/** A filled shape with corners at the points. */
export const polygon = (points: readonly Point[], fill: string): string =>
  `<path d="${pathThrough(points)}Z" fill="${fill}"/>`

const pathThrough = (points: readonly Point[]): string =>
  points.map((point, index) => `${index === 0 ? 'M' : 'L'}${px(point.x)} ${px(point.y)}`).join('')

/** An end of a ribbon: a stretch of an upright line. */
export interface RibbonEnd {
  readonly x: number
  readonly top: number
  readonly bottom: number
}

/** A band that swings from one upright line to another, with a seam of another colour around it where it crosses others. */
export function ribbon(from: RibbonEnd, to: RibbonEnd, fill: string, seam: string): string {
  const middle = (from.x + to.x) / 2
  const curve = (y: number, endX: number, endY: number) =>
    `C${at([middle, y])} ${at([middle, endY])} ${at([endX, endY])}`
  const path = (start: RibbonEnd, end: RibbonEnd) =>
    `M${at([start.x, start.top])}${curve(start.top, end.x, end.top)}L${at([end.x, end.bottom])}${curve(end.bottom, start.x, start.bottom)}Z`
  return `<path d="${path(from, to)}" fill="${fill}" stroke="${seam}" stroke-width="0.75"/>`
}

/** A filled disc. */
export const disc = (centre: Point, radius: number, fill: string): string =>
  `<circle cx="${px(centre.x)}" cy="${px(centre.y)}" r="${px(radius)}" fill="${fill}"/>`

/** One line of text. `y` is the baseline; `x` is its start, middle or end, as `anchor` says. */
export function text(
  at: Point,
  content: string,
  font: Font,
  fill: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  if (content === '') return ''
  return `<text x="${px(at.x)}" y="${px(at.y)}" font-size="${px(font.sizePx)}" font-weight="${font.weight}" fill="${fill}"${
    anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  }>${escaped(content)}</text>`
}

/** What `content` draws, moved. */
export const moved = (by: Point, content: string): string =>
  `<g transform="translate(${px(by.x)} ${px(by.y)})">${content}</g>`

/**
 * What `content` draws, as the mark that shows the entry of this number in the figure's own list (a week, a channel): a
 * page can tell the entry where somebody points at it. A picture looks the same with and without.
 */
export const marked = (entry: number, content: string): string => `<g data-mark="${px(entry)}">${content}</g>`

/** A place that can be pointed at and shows nothing by itself. */
export const pointable = (box: Box): string =>
  `<rect class="pointable" x="${px(box.x)}" y="${px(box.y)}" width="${px(box.width)}" height="${px(box.height)}" fill="none"/>`

/** A line through three points that lets what is below shine through, bent towards the middle one; dashed where `dash` says how many pixels are drawn and left out. */
export const curve = (
  [from, bend, to]: readonly [Point, Point, Point],
  stroke: string,
  strokePx: number,
  dash: readonly [number, number] | null,
): string =>
  `<path d="M${px(from.x)} ${px(from.y)}Q${px(bend.x)} ${px(bend.y)} ${px(to.x)} ${px(to.y)}" fill="none" stroke="${stroke}" stroke-opacity="0.55" stroke-width="${px(strokePx)}"${
    dash === null ? ' stroke-linecap="round"' : ` stroke-dasharray="${dash.map(px).join(' ')}"`
  }/>`

/** A slice of a disc from one turn of the circle to another (0 at the top, clockwise), with half a seam left free at each side. */
export function slice(
  of: {
    readonly centre: Point
    readonly radius: number
    readonly from: number
    readonly to: number
    readonly seamPx: number
  },
  fill: string,
): string {
  const { centre, radius, from, to, seamPx } = of
  if (to - from >= 1) return disc(centre, radius, fill)
  const angle = (turn: number): number => (turn - 0.25) * 2 * Math.PI
  const on = (turn: number, length: number): Point => ({
    x: centre.x + length * Math.cos(angle(turn)),
    y: centre.y + length * Math.sin(angle(turn)),
  })
  const seam = seamPx / 2 / (2 * Math.PI * radius)
  // Where the two sides, moved in by half a seam, meet.
  const tip = on((from + to) / 2, seamPx / 2 / Math.max(0.1, Math.sin(Math.PI * (to - from))))
  const [start, end] = [on(from + seam, radius), on(to - seam, radius)]
  const isLarge = to - from > 0.5 ? 1 : 0
  return `<path d="M${px(tip.x)} ${px(tip.y)}L${px(start.x)} ${px(start.y)}A${px(radius)} ${px(radius)} 0 ${isLarge} 1 ${px(end.x)} ${px(end.y)}Z" fill="${fill}"/>`
}
