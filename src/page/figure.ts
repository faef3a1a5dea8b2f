/**
 * A figure on the page: its title and finding as text, the drawing, a line that tells the value under the pointer or the keys, and its table. Without a
 * script the marks tell theirs as the browser shows titles.
 */
import { altOf } from '../charts/alt.ts'
import { PLOT_WIDTH } from '../charts/layout.ts'
import { palettes } from '../charts/palette.ts'
import { plotOf } from '../charts/svg.ts'
import { shortened } from '../core/clean-text.ts'
import type { Figure } from '../core/figure.ts'
import type { Words } from '../core/words/words.ts'
import { themed } from './colours.ts'
import { dataOf, type FigureData } from './figure-data.ts'
import { escaped, type Html, html, trusted } from './html.ts'
import { tableDetails } from './table.ts'

/** What is left free around a drawing, so that thick lines and rings at its edge are whole. */
const EDGE = 2
/** Names of channels are in it, which may be of any length. */
const LONGEST_FINDING = 500
const MARK = /<g data-mark="(\d+)">/g

/** A drawing with its words. */
export interface Shown {
  readonly title: string
  readonly finding: string
  readonly note: string
  /** For whoever does not see it. */
  readonly alt: string
  /** SVG within `PLOT_WIDTH` by `heightPx`, its colours already variables. */
  readonly markup: string
  readonly heightPx: number
  readonly data: FigureData | null
  /** Part of the name of the file that its table is saved as. */
  readonly fileName: string
}

/** A picture of the digest. Its plot is drawn by the same hand as in the chat; title, finding and note are the page's. */
export function figureHtml(figure: Figure, community: string, words: Words): Html {
  const light = plotOf(figure, palettes.light)
  return shownHtml(
    {
      ...{ title: figure.title, finding: figure.finding, note: figure.note, alt: altOf(figure) },
      markup: themed(light.markup, plotOf(figure, palettes.dark).markup),
      heightPx: light.heightPx,
      data: dataOf(figure, words),
      fileName: `${community} ${figure.kind}`,
    },
    words,
  )
}

/** Any drawing. */
export function shownHtml(shown: Shown, words: Words): Html {
  const { title, finding, note, alt, markup, heightPx, data, fileName } = shown
  const readings = data?.readings ?? []
  const isReadable = readings.length > 0 && markup.search(MARK) >= 0
  const box = `${-EDGE} ${-EDGE} ${PLOT_WIDTH + 2 * EDGE} ${Math.ceil(heightPx) + 2 * EDGE}`
  const drawing = isReadable
    ? markup.replace(MARK, (group, mark: string) => {
        const reading = readings[Number(mark)]
        return reading === undefined
          ? group
          : `${group}<title>${escaped(shortened(reading, LONGEST_FINDING))}</title>`
      })
    : markup
  return html`<figure class="picture"><figcaption><h3>${title}</h3><p class="finding-text">${shortened(finding, LONGEST_FINDING)}</p></figcaption>
<div class="plot"><svg viewBox="${box}" role="img" aria-label="${shortened(alt, LONGEST_FINDING)}">${trusted(drawing)}</svg></div>${
    isReadable ? readout(title, data?.perRow ?? null, words) : null
  }
<p class="note">${note}</p>${data === null ? null : tableDetails(data.table, fileName, words)}</figure>`
}

/** Where the values are told; the script makes it a slider, which screen readers move along and announce by themselves. */
const readout = (title: string, perRow: number | null, words: Words): Html =>
  html`<p class="readout" hidden data-label="${words.page.readout.label(title)}" data-hint="${words.page.readout.hint}"${
    perRow === null ? null : html` data-per-row="${perRow}"`
  }></p>`
