/** Where a practice comes from: a link that somebody gave, most often to the message that told of it. */

import { Refusal } from '../errors.ts'
import { link, type Span } from '../text.ts'
import { parsedUrl } from '../web-address.ts'
import type { Words } from '../words/words.ts'

/** Longest link that is kept, in UTF-16 units. */
export const MAX_LINK_LENGTH = 400
const MESSAGES: readonly RegExp[] = [
  /^https:\/\/(?:ptb\.|canary\.)?discord(?:app)?\.com\/channels\/\d+\/\d+\/\d+$/,
  /^https:\/\/[a-z0-9.-]+\.slack\.com\/archives\/[A-Z0-9]+\/p\d+/,
]

/** The link as it is kept. Throws a `Refusal` for what is no https link. Nothing is ever fetched. */
export function readLink(typed: string, words: Words): string {
  const given = typed.trim().replace(/^<(.*)>$/, '$1')
  const read = parsedUrl(given)
  const isFit =
    read !== null &&
    read.protocol === 'https:' &&
    read.username === '' &&
    read.password === '' &&
    !/[\s\p{C}]/u.test(given) &&
    read.href.length <= MAX_LINK_LENGTH
  if (!isFit) throw new Refusal(words.practice.share.notALink)
  return read.href
}

/** Whether it leads to a message on one of the platforms. */
export const isMessageLink = (url: string): boolean => MESSAGES.some((pattern) => pattern.test(url))

/** The link as a card shows it: a message as such, anything else by its host, so that nobody is led astray. */
export const linkSpan = (url: string, words: Words): Span =>
  link(isMessageLink(url) ? words.practice.card.fromMessage : new URL(url).host, url)
