/**
 * What an export comes to, counted a second time from the raw files and the definitions in docs/metrics.md, without
 * any code of the importers or the store.
 */
import type { RawExport } from '../independent/raw-export.ts'
import { tellTalk } from '../independent/talk.ts'

export interface IndependentCounts {
  readonly messages: number
  readonly members: number
  readonly replies: number
  readonly mentions: number
  readonly reactions: number
  readonly joins: number
  readonly skipped: Readonly<Record<string, number>>
  /** First and last message, milliseconds since 1970. */
  readonly firstAt: number
  readonly lastAt: number
}

export function countExport({ messages: raw, joins, skipped }: RawExport): IndependentCounts {
  const messages = tellTalk(raw)
  return {
    messages: messages.length,
    members: new Set(messages.map((message) => message.author)).size,
    replies: messages.filter((message) => message.reply !== null).length,
    mentions: messages.reduce((sum, message) => sum + message.mentions.length, 0),
    reactions: messages.reduce(
      (sum, { reactors, bareReactions }) => sum + reactors.length + bareReactions,
      0,
    ),
    joins,
    skipped,
    firstAt: messages[0]?.at ?? 0,
    lastAt: messages.at(-1)?.at ?? 0,
  }
}
