/**
 * Text as Slack's rich text, in which nothing is read, so nothing typed can mean anything; and as `mrkdwn` where Slack
 * takes no rich text.
 */
import type { types } from '@slack/bolt'
import { hasInk, isolated } from '../../core/clean-text.ts'
import { unreachable } from '../../core/errors.ts'
import type { MemberId } from '../../core/ids.ts'
import { type Line as AnyLine, linesOf as anyLinesOf } from '../../core/lines.ts'
import { formatMoment, type Text } from '../../core/text.ts'
import { escaped, escapedCode, linkable, NOTHING } from './escape.ts'

type Element = types.RichTextElement

/** Something that is more than words: in rich text, in `mrkdwn`, and in words alone. */
interface Whole {
  readonly element: Element
  readonly mrkdwn: string
  readonly words: string
}

/** What stands on one line. */
export type Line = AnyLine<Whole>
type Run = Line[number]

/** The id to call a member by; null where they are not to be called, or not known here. */
export type PingOf = (member: MemberId) => string | null

/** «yesterday 14:05», in the reader's own time. Source: messaging/formatting-message-text, «date formatting». */
const MOMENT = '{date_short_pretty} {time}'

/** The lines of a text, what was typed cleaned of characters that mislead. */
export const linesOf = (text: Text, pingOf: PingOf): readonly Line[] =>
  anyLinesOf<Whole>(text, {
    ping: (member, name) => {
      const id = pingOf(member)
      return id === null ? null : { element: { type: 'user', user_id: id }, mrkdwn: `<@${id}>`, words: name }
    },
    linkable,
    link: (url, words) => ({
      element: { type: 'link', url, text: words ?? url },
      mrkdwn: words === null ? `<${url}>` : `<${url}|${escaped(words)}>`,
      words: words ?? url,
    }),
    moment: (at, timeZone) => {
      const timestamp = Math.floor(at / 1000)
      const fallback = formatMoment(at, timeZone)
      return {
        element: { type: 'date', timestamp, format: MOMENT, fallback },
        mrkdwn: `<!date^${timestamp}^${MOMENT}|${fallback}>`,
        words: fallback,
      }
    },
  })

/** Lines below one another as elements of rich text, neighbours of one style made one. */
export function elementsOf(lines: readonly Line[]): readonly Element[] {
  const elements: Element[] = []
  const put = (one: Element): void => {
    const last = elements.at(-1)
    if (one.type === 'text' && last?.type === 'text' && one.style === undefined && last.style === undefined)
      elements[elements.length - 1] = { type: 'text', text: last.text + one.text }
    else elements.push(one)
  }
  for (const [at, line] of lines.entries()) {
    if (at > 0) put({ type: 'text', text: '\n' })
    for (const one of line) put(elementOf(one))
  }
  return elements
}

const STYLES = { strong: { bold: true }, emphasis: { italic: true }, code: { code: true } } as const

function elementOf(one: Run): Element {
  if (one.style === 'whole') return one.whole.element
  const text = isolated(one.text, one.text)
  return one.style === 'plain' ? { type: 'text', text } : { type: 'text', text, style: STYLES[one.style] }
}

/** The words of a line alone. */
export const lineWords = (line: Line): string =>
  line.map((one) => (one.style === 'whole' ? one.whole.words : one.text)).join('')

/** A line as `mrkdwn`. */
export const lineMrkdwn = (line: Line): string => line.map(runMrkdwn).join('')

function runMrkdwn(one: Run): string {
  switch (one.style) {
    case 'whole':
      return one.whole.mrkdwn
    case 'plain':
      return escaped(one.text)
    case 'strong':
      return marked('*', one.text)
    case 'emphasis':
      return marked('_', one.text)
    case 'code':
      return hasInk(one.text) ? `${NOTHING}\`${escapedCode(one.text)}\`${NOTHING}` : ''
    default:
      return unreachable(one)
  }
}

/** Marks do not work around spaces, nor inside a word: a space of no width ends one. */
function marked(mark: string, text: string): string {
  const core = text.trim()
  if (!hasInk(core)) return text
  const start = text.indexOf(core)
  const shown = `${NOTHING}${mark}${escaped(core)}${mark}${NOTHING}`
  return `${text.slice(0, start)}${shown}${text.slice(start + core.length)}`
}
