/** One run over one hole of a space: what it is told, what it asks of Slack and the store, and how it records. */
import type { Activity } from '../../core/activity.ts'
import type { Span } from '../../core/coverage.ts'
import type { BoundSpace, Store } from '../../core/ports.ts'
import { momentOf, tellSlackMessage } from '../../core/slack-message.ts'
import type { WordFinder } from '../../core/vocabulary/finder.ts'
import type { Page, SlackHistory } from './history.ts'
import type { Accounts } from './people.ts'
import { type HistoryMessage, tsAt } from './wire.ts'

const DAY_MS = 86_400_000

/** What reading a hole works with. */
export interface CatchUpTools {
  readonly store: Pick<Store, 'recording' | 'coverage'>
  readonly history: SlackHistory
  readonly accounts: Accounts
  /** Finds the words of the community whose channel is read. */
  readonly find: WordFinder
  /** This machine's clock: the retention of what is read begins now. */
  readonly now: () => number
  /** Slack's time. */
  readonly platformNow: () => number
  /** Throws where the run has been overtaken by another one. */
  readonly goOn: () => void
  readonly onProgress: (messages: number, readTo: number) => void
}

/** One run over one hole of a space. */
export interface Run {
  readonly space: BoundSpace
  readonly hole: Span
  readonly tools: CatchUpTools
  /** What is older is not wanted: it is looked through, and not recorded. */
  readonly wantedFrom: number
  /** What was known before the hole is compared from this moment on; null where nothing was known. */
  readonly comparedFrom: number | null
  /** Slack may hide what is older: that it is not shown proves nothing. */
  readonly shownFrom: number
  /** Threads that look unchanged and may still be compared. */
  unchangedLeft: number
  /** Whether Slack shows anything in the channel; null where that is not known yet. */
  isShowing: boolean | null
}

/** A message with a thread; what is left of a deleted one too. */
export const isParent = ({
  ts,
  thread_ts: thread,
  reply_count: replies,
  latest_reply: latest,
}: HistoryMessage) => thread === ts && ((replies ?? 0) > 0 || latest != null)

/**
 * Whether what is not on a page can be taken for gone. An empty page alone says nothing, because the bot may not have been
 * let see; where Slack shows anything else of the channel, there is nothing left.
 */
export async function isShowing(run: Run, page: Page): Promise<boolean> {
  const { space, tools } = run
  if (page.messages.length > 0) run.isShowing = true
  if (run.isShowing === null) {
    const any = { oldest: tsAt(0), latest: tsAt(tools.platformNow() + DAY_MS) }
    run.isShowing = (await tools.history.messages(space.externalId, any, 1, null)).keys.size > 0
  }
  return run.isShowing
}

/** Keys of what is known in a thread up to a moment. */
export async function knownIn(
  { space, tools }: Run,
  thread: string,
  toAt: number,
): Promise<readonly string[]> {
  const stretch = { community: space.community, space: space.id, fromAt: momentOf(thread), toAt }
  if (toAt <= stretch.fromAt) return []
  return (await tools.store.coverage.knownMessages(stretch, thread)).map((one) => one.key)
}

/** That a message of a space is gone, by its key. */
export const deletionIn =
  ({ externalId }: BoundSpace) =>
  (key: string): Activity => ({ kind: 'deletion', space: externalId, key })

/** Records what messages tell, with everybody who reacted on them. */
export async function record(run: Run, messages: readonly HistoryMessage[]): Promise<void> {
  const { space, tools } = run
  const complete: HistoryMessage[] = []
  for (const message of messages)
    if (momentOf(message.ts) >= run.wantedFrom) complete.push(await withReactions(run, message))
  await tools.accounts.meetIn(complete)
  const into: Activity[] = []
  const { whyNot } = tools.accounts
  const telling = { space: space.externalId, whyNot, find: tools.find, into }
  for (const message of complete) tellSlackMessage(message, telling)
  await take(run, into)
}

/** Slack names only some of those who reacted where they are many. */
async function withReactions({ space, tools }: Run, message: HistoryMessage): Promise<HistoryMessage> {
  const isCut = (message.reactions ?? []).some((one) => (one.count ?? 0) > (one.users ?? []).length)
  if (!isCut) return message
  tools.goOn()
  const found = await tools.history.reacted(space.externalId, message.ts)
  return found === null ? message : { ...message, reactions: found.reactions }
}

/** Records activities, if there are any. */
export async function take({ space, tools }: Run, activities: readonly Activity[]): Promise<void> {
  if (activities.length > 0) await tools.store.recording.record(space.workspace.id, activities, tools.now())
}
