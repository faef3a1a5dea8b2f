/**
 * Slack knows one command of ours, and everything else is a word after it: `/did` is written `/cp did`. Our words name
 * commands as they are everywhere else, so they are spelt here as somebody would type them.
 */
import type { Span, Text } from '../../core/text.ts'

/** How commands are written in a workspace. */
export interface Slash {
  /** The command that Slack knows, without its slash: `commonplace`, or the alias of the installer's choice. */
  readonly name: string
  /** The names of our commands. */
  readonly commands: readonly string[]
}

/** What may stand before the slash of a command: not a letter, as in «and/or», nor an address. */
const BEFORE = '(^|[\\s(\\[“”"\'‘’«:])'

/** The text with every command of ours written as it is typed in Slack. */
export function spelt(text: string, { name, commands }: Slash): string {
  if (!text.includes('/') || commands.length === 0) return text
  const command = new RegExp(`${BEFORE}/(?=(?:${commands.join('|')})(?![\\w/-]))`, 'g')
  return text.replace(command, `$1/${name} `)
}

/** The same of a text; what people are called stays as it is. */
export const speltText = (text: Text, slash: Slash): Text =>
  text.map((span): Span => {
    if (typeof span === 'string') return spelt(span, slash)
    return 'text' in span ? { ...span, text: spelt(span.text, slash) } : span
  })
