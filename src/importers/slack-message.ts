/** What one message of a Slack export tells; one that is none, or of a moment that cannot be, breaks its file. */
import type { Activity } from '../core/activity.ts'
import { LAST_MOMENT } from '../core/platform-fields.ts'
import { momentOf, slackMessage, tellSlackMessage, type WhyNot } from '../core/slack-message.ts'
import type { WordFinder } from '../core/vocabulary/finder.ts'
import { BrokenFile } from './broken-file.ts'
import { faultOf } from './fields.ts'
import { count, type Tally } from './history.ts'

/** What is known of a day's file, and where what it tells goes. */
export interface SlackReading {
  /** The channel's id. */
  readonly space: string
  readonly whyNot: WhyNot
  readonly find: WordFinder
  readonly into: Activity[]
  readonly skipped: Tally
}

/**
 * Appends the activities that an element of a day's file tells, or counts why it tells none.
 * Throws `BrokenFile` where it is no message.
 */
export function readSlackMessage(
  value: unknown,
  byte: number,
  { space, whyNot, find, into, skipped }: SlackReading,
): void {
  const parsed = slackMessage.safeParse(value)
  if (!parsed.success) throw new BrokenFile(faultOf(parsed.error), 'content', byte)
  const message = parsed.data
  if (momentOf(message.ts) > LAST_MOMENT)
    throw new BrokenFile(`ts ${message.ts} is after the year 9999`, 'content', byte)
  const reason = tellSlackMessage(message, { space, whyNot, find, into })
  if (reason !== null) count(skipped, reason)
}
