/**
 * Text where Slack leaves no choice but to have it read: its `mrkdwn` knows no sign that says «this sign itself», so signs
 * that mean something are shown by their likes, and what calls or leads is broken by a space of no width. Rich text needs
 * none of this.
 */
import { isolated } from '../../core/clean-text.ts'
import { percentEncoded, webAddress } from '../../core/web-address.ts'
import { BLOCK_LIMITS } from './limits.ts'

/** Sits inside what must not be found; nobody sees it. */
export const NOTHING = '\u200b'

/** Signs that would make text bold, slanted, struck or code, and what looks like them. */
const LIKES = new Map([
  ['*', '\u2217'],
  ['_', '\uff3f'],
  ['~', '\u223c'],
  ['`', '\u02cb'],
])
const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
])
/** `:tada:` would become a picture, and `https://…` a door that somebody else opened. */
const COLON = /:(?=\S|$)/g
/** Slack reads these in plain words where `link_names` is on. */
const EVERYBODY = /@(?=everyone|channel|here)/gi
/** The web without its `https:`, as Slack's apps find it. */
const WWW = /www(?=\.)/gi

const broken = (text: string): string =>
  text
    .replace(COLON, `:${NOTHING}`)
    .replace(EVERYBODY, `@${NOTHING}`)
    .replace(WWW, (found) => found + NOTHING)

/** A piece of a line as `mrkdwn` that shows this text. */
export function escaped(text: string): string {
  const shown = broken(text)
    .replace(/[*_~`]/g, (sign) => LIKES.get(sign) ?? sign)
    .replace(/[&<>]/g, (sign) => ENTITIES.get(sign) ?? sign)
    // At the start of a line it would be a quotation, escaped or not; nobody needs to know what stands before it.
    .replace(/^(\s*)&gt;/, `$1${NOTHING}&gt;`)
  return isolated(shown, text)
}

/** Text between backticks: only they could end it. */
export const escapedCode = (text: string): string =>
  broken(text)
    .replaceAll('`', '\u02cb')
    .replace(/[&<>]/g, (sign) => ENTITIES.get(sign) ?? sign)

/** Text of a `plain_text` object: nothing in it is formatted; what Slack could find in it all the same is broken. */
export const unfound = (text: string): string =>
  isolated(broken(text.replace(/<(?=[@#!])/g, `<${NOTHING}`)), text)

/** What would end a link early in `mrkdwn`. */
const UNSAFE_IN_URL = /[<>|\s"'`*_~]/g

/** An address that a link may lead to, encoded so that nothing in it ends the link; null for any other. */
export function linkable(url: string): string | null {
  const encoded = webAddress(url)?.replace(UNSAFE_IN_URL, percentEncoded) ?? null
  return encoded === null || encoded.length > BLOCK_LIMITS.url ? null : encoded
}
