/** A figure as PNG, drawn at once in the thread that asks; `painter.ts` does it away from the main one. */
import { Resvg } from '@resvg/resvg-js'
import type { Figure, Picture, Theme } from '../core/figure.ts'
import { altOf } from './alt.ts'
import { svgOf } from './svg.ts'
import { FONT_FAMILY, fontFiles } from './typeface.ts'

/** Rasterises an SVG at its own size, with the fonts of pictures and none of the machine's. Throws on malformed SVG. */
export function rasterised(svg: string): Uint8Array {
  const font = { loadSystemFonts: false, fontFiles: Object.values(fontFiles), defaultFontFamily: FONT_FAMILY }
  return new Resvg(svg, { font, logLevel: 'off' }).render().asPng()
}

/** Draws a figure; takes some tens of milliseconds. Throws as `svgOf` does. */
export function pictureOf(figure: Figure, theme: Theme): Picture {
  const { svg, widthPx, heightPx } = svgOf(figure, theme)
  return { png: rasterised(svg), widthPx, heightPx, alt: altOf(figure) }
}
