/**
 * Drawings that follow the reader's theme. A drawing is made twice, light and dark, and the two differ in nothing but colours; each pair of
 * colours becomes a variable of the style sheet, which says what it is in which theme. So the page knows no picture and no colour by name.
 */
import { palettes } from '../charts/palette.ts'
import type { Theme } from '../core/figure.ts'

/** A colour as an attribute of a drawing. Text in a drawing holds no double quote, so nothing that somebody typed looks like one. */
const COLOUR = /((?:fill|stroke|stop-color)=")(#[0-9a-f]{6})(")/g
const PAIR = /var\(--c-([0-9a-f]{6})-([0-9a-f]{6})\)/g

/** One drawing from the two. Throws where they are not the same drawing. */
export function themed(light: string, dark: string): string {
  const darkColours = [...dark.matchAll(COLOUR)].map((found) => found[2] ?? '')
  let next = 0
  const drawn = light.replace(COLOUR, (_, before: string, colour: string, after: string) => {
    const other = darkColours[next] ?? ''
    next += 1
    return `${before}var(--c-${colour.slice(1)}-${other.slice(1)})${after}`
  })
  const isSame = light.replace(COLOUR, '$1$3') === dark.replace(COLOUR, '$1$3')
  if (!isSame) throw new Error('a figure is not the same drawing light and dark')
  return drawn
}

/** What the variables of drawings in a page, and the page's own, are in a theme: declarations of CSS. */
export function colourDeclarations(page: string, theme: Theme): string {
  const { ground, ink, text, quiet, grid, axis, empty, members, bar, longestBar } = palettes[theme]
  const own = { ground, ink, text, quiet, grid, axis, empty, link: longestBar, mark: longestBar, reach: bar }
  const pairs = new Map(
    [...page.matchAll(PAIR)].map(([, light = '', dark = '']) => [
      `${light}-${dark}`,
      theme === 'light' ? light : dark,
    ]),
  )
  return [
    ...Object.entries({ ...own, warm: members.new }).map(([name, colour]) => `--${name}:${colour};`),
    ...[...pairs].map(([pair, colour]) => `--c-${pair}:#${colour};`),
  ].join('')
}
