/**
 * One line of text as Discord's markdown that shows just this text. Discord's readers take a backslash before any sign
 * for «this sign itself»; what they look for in the raw text as well (people, channels, everyone) is broken by a
 * space of no width.
 */
import { isolated } from '../../core/clean-text.ts'
import { percentEncoded, webAddress } from '../../core/web-address.ts'

/** Sits inside what must not be found; nobody sees it. */
export const NOTHING = '\u200b'

/** `<@1>`, `<@&1>`, `<#1>`, `<:name:1>`, `<a:name:1>`, `</command:1>`, `<t:1>`, `<id:browse>`, `<sound:1:1>`. */
const REFERENCE = '<(?=[@#:/]|(?:a|t|id|sound):)'
const EVERYONE = '@(?=everyone|here)'
/**
 * `:tada:` would become a picture, and what only looks like one could swallow the start of what stands next to it.
 *
 * `https://…` becomes no link either: an address that somebody typed is shown and can be copied, but what is said in the
 * bot's name must be no door that somebody else opened. Without its colon Discord finds no address.
 */
const COLON = ':(?=\\S|$)'
const SIGNS = '[\\\\*_~`|<>[\\]]'

const INLINE = new RegExp(`(${REFERENCE})|(${EVERYONE})|${COLON}|${SIGNS}`, 'giu')
/** Headings, small print and lists begin so. Quotes begin with a sign that is escaped everywhere. */
const LINE_START = /^(\s*)(?:([#+-])|(\d+)(?=([.)])))/

/** Escapes a piece of a line, as though it began the line: nobody needs to know what stands before it. */
export function escaped(text: string): string {
  const inline = text.replace(INLINE, (sign, reference?: string, everyone?: string) => {
    if (everyone !== undefined) return sign + NOTHING
    return reference === undefined ? `\\${sign}` : `\\${sign}${NOTHING}`
  })
  const line = inline.replace(LINE_START, (_, space: string, sign?: string, digits?: string) =>
    sign === undefined ? `${space}${digits ?? ''}\\` : `${space}\\${sign}`,
  )
  return isolated(line, text)
}

const IN_CODE = new RegExp(`${REFERENCE}|${EVERYONE}`, 'giu')

/** Text between backticks: only they could end it. The raw text is searched for people all the same. */
export const escapedCode = (text: string): string =>
  text.replaceAll('`', '\u02cb').replace(IN_CODE, (sign) => sign + NOTHING)

/** Longer addresses are not linked. */
const MAX_URL_LENGTH = 1000
/** What would end a link early, or be found in it. */
const UNSAFE_IN_URL = /[()<>\\\s"'`|[\]{}^]|@(?=everyone|here)/gi

/** An address that a link may lead to, encoded so that nothing in it ends the link; null for any other. */
export function linkable(url: string): string | null {
  const address = webAddress(url)
  const encoded = address?.replace(UNSAFE_IN_URL, percentEncoded) ?? null
  return encoded === null || encoded.length > MAX_URL_LENGTH ? null : encoded
}
