/**
 * The one place where text becomes HTML. A template takes texts, numbers and HTML that was made the same way; whatever is not
 * HTML already is escaped, so nothing that somebody typed can become markup, as content or inside double quotes.
 */

import { clean } from '../core/clean-text.ts'
import { webAddress } from '../core/web-address.ts'

/** HTML that was made here. */
export interface Html {
  readonly html: string
}

/** What a template takes: lists are put side by side, and null is nothing. */
type Part = string | number | Html | null | readonly Part[]

/** Escapes a text, as content and inside double quotes, without marks of direction and other characters that mislead the eye. */
export const escaped = (text: string): string =>
  clean(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')

/** HTML from a template; attributes stand in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const made = strings.map((string, index) => string + htmlOf(parts[index] ?? null))
  return { html: made.join('') }
}

/** Markup that this program wrote itself: a drawing, a style sheet, a script. Never anything that somebody typed. */
export const trusted = (markup: string): Html => ({ html: markup })

function htmlOf(part: Part): string {
  if (part === null) return ''
  if (typeof part === 'string') return escaped(part)
  if (typeof part === 'number') return String(part)
  return 'html' in part ? part.html : part.map(htmlOf).join('')
}

/** A name that somebody gave, set apart so that one read from right to left moves nothing beside it. */
export const name = (given: string): Html => html`<bdi>${given}</bdi>`

/** The address of a web page as it may stand in a link, or null: nothing else is ever linked to. */
export const linkAddress = (given: string | null): string | null =>
  given === null ? null : webAddress(given)
