/** A share as a mark on a line from none to all, with the interval that it is likely in, and a ring where it was before. */

const WIDTH = 240
const HEIGHT = 14
const MIDDLE = HEIGHT / 2
const REACH_HEIGHT = 8
const RADIUS = 4.5
const INSET = 5

/** A share and where it is likely to be, each from 0 to 1. */
export interface Interval {
  readonly share: number
  readonly low: number
  readonly high: number
}

const x = (share: number): number => Math.round((INSET + share * (WIDTH - 2 * INSET)) * 100) / 100

/** The drawing; the text beside it says the same, so a screen reader passes it by. */
export function intervalDrawing({ share, low, high }: Interval, before: number | null): string {
  const was =
    before === null
      ? ''
      : `<circle cx="${x(before)}" cy="${MIDDLE}" r="${RADIUS - 0.5}" fill="none" stroke="var(--quiet)" stroke-width="1.25"/>`
  const reach = `<rect x="${x(low)}" y="${MIDDLE - REACH_HEIGHT / 2}" width="${Math.max(2, x(high) - x(low))}" height="${REACH_HEIGHT}" rx="2" fill="var(--reach)" fill-opacity="0.5"/>`
  return (
    `<svg class="interval" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="xMinYMid" aria-hidden="true">` +
    `<rect x="0" y="${MIDDLE - 0.5}" width="${WIDTH}" height="1" fill="var(--axis)"/>${reach}${was}` +
    `<circle cx="${x(share)}" cy="${MIDDLE}" r="${RADIUS}" fill="var(--mark)"/></svg>`
  )
}
