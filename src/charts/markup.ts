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

/** A rectangle whose top or bottom corners are rounded. */
export function rectWithRoundEnd(box: Box, fill: string, radius: number, end: 'top' | 'bottom'): string {
  const r = Math.max(0, Math.min(radius, box.width / 2, box.height))
  const [flat, tip, inward] =
    end === 'top' ? [box.y + box.height, box.y, r] : [box.y, box.y + box.height, -r]
  const right = box.x + box.width
  return `<path d="M${px(box.x)} ${px(flat)}V${px(tip + inward)}Q${px(box.x)} ${px(tip)} ${px(box.x + r)} ${px(tip)}H${px(right - r)}Q${px(right)} ${px(tip)} ${px(right)} ${px(tip + inward)}V${px(flat)}Z" fill="${fill}"/>`
}

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
