/** Text as Discord's markdown: lines of runs that are escaped when they are written. */
import { hasInk } from '../../core/clean-text.ts'
import { unreachable } from '../../core/errors.ts'
import type { MemberId } from '../../core/ids.ts'
import { type Line as AnyLine, linesOf as anyLinesOf } from '../../core/lines.ts'
import type { Text } from '../../core/text.ts'
import { escaped, escapedCode, linkable, NOTHING } from './escape.ts'

/** What stands on one line; what is whole is markdown of ours. */
export type Line = AnyLine<string>
type Run = Line[number]

/** The user id to ping a member by; null where they are not to be pinged, or not known here. */
export type PingOf = (member: MemberId) => string | null

/** The lines of a text, what was typed cleaned of characters that mislead. */
export const linesOf = (text: Text, pingOf: PingOf): readonly Line[] =>
  anyLinesOf(text, {
    ping: (member) => {
      const id = pingOf(member)
      return id === null ? null : `<@${id}>`
    },
    linkable,
    link: (address, words) => (words === null ? `<${address}>` : `[${escaped(words)}](${address})`),
    moment: (at) => `<t:${Math.floor(at / 1000)}:f>`,
  })

/** A line as markdown. */
export function lineMarkdown(line: Line): string {
  let markdown = ''
  for (const one of line) {
    const next = runMarkdown(one)
    // Marks that meet would be read as one longer mark.
    const doMeet = /[*`]$/.test(markdown) && markdown.at(-1) === next[0]
    markdown += doMeet ? NOTHING + next : next
  }
  return markdown
}

function runMarkdown(one: Run): string {
  switch (one.style) {
    case 'whole':
      return one.whole
    case 'plain':
      return escaped(one.text)
    case 'strong':
      return marked('**', one.text)
    case 'emphasis':
      return marked('*', one.text)
    case 'code':
      return hasInk(one.text) ? `\`${escapedCode(one.text)}\`` : ''
    default:
      return unreachable(one)
  }
}

/** Marks do not work around spaces, nor around nothing. */
function marked(mark: string, text: string): string {
  const core = text.trim()
  if (!hasInk(core)) return text
  const start = text.indexOf(core)
  return `${text.slice(0, start)}${mark}${escaped(core)}${mark}${text.slice(start + core.length)}`
}
