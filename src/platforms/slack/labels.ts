/** Short texts in Slack's `plain_text`: titles, labels, names of buttons. */
import type { types } from '@slack/bolt'
import { hasInk, shortened } from '../../core/clean-text.ts'
import { unfound } from './escape.ts'

/** One line of at most so many characters in which nothing is read, cut after a word where it is longer. */
export function plainLine(text: string, maxLength: number): string {
  for (let length = maxLength; length > 0; ) {
    const line = unfound(shortened(text, length))
    if (line.length <= maxLength) return line
    length -= line.length - maxLength
  }
  return ''
}

/** The same as Slack takes it, which refuses texts without anything to see. */
export function plainText(text: string, maxLength: number, otherwise = '…'): types.PlainTextElement {
  const line = plainLine(text, maxLength)
  return {
    type: 'plain_text',
    text: hasInk(line) ? line : plainLine(otherwise, maxLength) || '…',
    emoji: false,
  }
}
