/**
 * Reads one space from where it was known to the present: its main line, and the threads in which something was said since,
 * of parents of the last 90 days. Everything goes through the same recording as what is heard live. Reads a little too much
 * on purpose: what was delivered late is then found, and what is known already is recorded no second time.
 */
import type { Span } from '../../core/coverage.ts'
import type { BoundSpace } from '../../core/ports.ts'
import { momentOf } from '../../core/slack-message.ts'
import {
  type CatchUpTools,
  deletionIn,
  isParent,
  isShowing,
  knownIn,
  type Run,
  record,
  take,
} from './catch-up-run.ts'
import { LARGE_PAGE, PAGE, type Page } from './history.ts'
import { compareTs, type HistoryMessage, tsAt } from './wire.ts'

const DAY_MS = 86_400_000
/** Slack tries again for six minutes to deliver what was not acknowledged. */
const OVERLAP_MS = 10 * 60_000
/** Replies to older parents are not looked for: Slack lists no replies by their own time. */
const LOOK_BACK_MS = 90 * DAY_MS
/** How far before a gap what was known is compared with what is there now, and in how many threads that look unchanged. */
const COMPARED_MS = 14 * DAY_MS
const COMPARED_THREADS = 50
/** Workspaces without a plan do not show what is older than 90 days: it is not taken for deleted. */
const SHOWN_MS = 80 * DAY_MS
/** What is younger may not be shown yet: it is not taken for deleted. */
const SETTLED_MS = 5_000
/** Where Slack gives fifteen messages a minute, so many pages are looked back. */
const LIMITED_PAGES = 5

/**
 * Reads what is missing of a space between two moments; `isFirst` where nothing of it was known before. `hole.toAt` may be
 * in the future: then it is read to its present end. Returns the moment of Slack's up to which all is known.
 */
export async function readHole(
  space: BoundSpace,
  hole: Span,
  isFirst: boolean,
  tools: CatchUpTools,
): Promise<number> {
  const comparedFrom = isFirst ? null : hole.fromAt - COMPARED_MS
  const wantedFrom = space.readFromAt ?? hole.fromAt - OVERLAP_MS
  const shownFrom = tools.platformNow() - SHOWN_MS
  const run: Run = {
    ...{ space, hole, tools, wantedFrom, comparedFrom, shownFrom },
    unchangedLeft: COMPARED_THREADS,
    isShowing: null,
  }
  const knownTo = await readMainLine(run)
  // Of a long history the part before is read next, and with it the replies to what was said then.
  if (!isFirst || space.readFromAt === null || hole.fromAt <= space.readFromAt) await lookBack(run)
  return Math.min(knownTo, hole.toAt)
}

/** What was said in the hole, and all replies to it; returns the moment at which the newest page was given. */
async function readMainLine(run: Run): Promise<number> {
  const { space, hole, tools } = run
  const from = hole.fromAt - OVERLAP_MS
  const until = hole.toAt === Number.POSITIVE_INFINITY ? tools.platformNow() + DAY_MS : hole.toAt + OVERLAP_MS
  const stretch = { oldest: tsAt(from), latest: tsAt(until) }
  let knownTo: number | null = null
  let toAt = until
  for (let cursor: string | null = null; ; ) {
    tools.goOn()
    const page: Page = await tools.history.messages(space.externalId, stretch, PAGE, cursor)
    if (knownTo === null) toAt = Math.min(until, page.at - SETTLED_MS)
    knownTo ??= page.at
    await record(run, page.messages)
    // Such as what was heard in the last minutes before a crash, and has been deleted since.
    const fromAt = startOf(page, from)
    await compare(run, page, { fromAt, toAt })
    const oldest = page.messages.at(-1)
    if (oldest !== undefined) tools.onProgress(page.messages.length, momentOf(oldest.ts))
    for (const parent of page.messages.filter(isParent)) await readThread(run, parent)
    if (page.cursor === null) return knownTo
    toAt = fromAt
    cursor = page.cursor
  }
}

/** Where a page begins: with its oldest message, or with the stretch where nothing older is left. */
function startOf({ messages, cursor }: Page, from: number): number {
  const oldest = messages.at(-1)
  return cursor === null || oldest === undefined ? from : momentOf(oldest.ts)
}

/** Goes through what was said before the hole: for replies that came later, and for what was taken back meanwhile. */
async function lookBack(run: Run): Promise<void> {
  const { space, hole, comparedFrom, tools } = run
  const latest = hole.fromAt - SETTLED_MS
  const from = hole.fromAt - LOOK_BACK_MS
  const stretch = { oldest: tsAt(from), latest: tsAt(latest) }
  let toAt = latest
  let pages = 0
  for (let cursor: string | null = null; ; ) {
    tools.goOn()
    const page: Page = await tools.history.messages(space.externalId, stretch, LARGE_PAGE, cursor)
    const fromAt = startOf(page, from)
    if (comparedFrom !== null && toAt > comparedFrom) {
      const compared = { fromAt: Math.max(fromAt, comparedFrom), toAt }
      await record(
        run,
        page.messages.filter((one) => momentOf(one.ts) >= compared.fromAt),
      )
      await compare(run, page, compared)
    }
    for (const parent of page.messages.filter(isParent))
      if (await isToBeRead(run, parent)) await readThread(run, parent)
    pages += 1
    if (page.cursor === null || (tools.history.isLimited() && pages >= LIMITED_PAGES)) return
    toAt = fromAt
    cursor = page.cursor
  }
}

/** Whether something was said, or may have been taken back, in the thread of an older parent. */
async function isToBeRead(run: Run, parent: HistoryMessage): Promise<boolean> {
  const { hole, comparedFrom, tools } = run
  const latestAt = parent.latest_reply == null ? 0 : momentOf(parent.latest_reply)
  if (latestAt >= hole.fromAt - OVERLAP_MS) return true
  if (comparedFrom === null || tools.history.isLimited()) return false
  if (latestAt >= comparedFrom && run.unchangedLeft > 0) {
    run.unchangedLeft -= 1
    return true
  }
  if (momentOf(parent.ts) < comparedFrom) return false
  return (await knownIn(run, parent.ts, hole.fromAt)).length !== parent.reply_count
}

/** All of a thread, because its parent tells only of its latest reply. */
async function readThread(run: Run, parent: HistoryMessage): Promise<void> {
  const { space, shownFrom, tools } = run
  const keys = new Set<string>()
  let toldAt: number | null = null
  for (let cursor: string | null = null; ; ) {
    tools.goOn()
    const page: Page = await tools.history.replies(space.externalId, parent.ts, parent.ts, cursor)
    toldAt ??= page.at
    const replies = page.messages.filter((one) => one.ts !== parent.ts)
    await record(run, replies)
    tools.onProgress(replies.length, momentOf(parent.ts))
    for (const key of page.keys) keys.add(key)
    if (page.cursor === null) break
    cursor = page.cursor
  }
  // Of a thread that is gone Slack says nothing: that proves nothing.
  if (keys.size === 0) return
  const known = await knownIn(run, parent.ts, toldAt - SETTLED_MS)
  const gone = known.filter((key) => !keys.has(key) && momentOf(key) >= shownFrom)
  await take(run, gone.map(deletionIn(space)))
}

/** Takes back what was known of a stretch, in the main line and in the threads that begin there, and is not there any more. */
async function compare(run: Run, page: Page, { fromAt, toAt }: Span): Promise<void> {
  const { space, shownFrom, tools } = run
  if (toAt <= fromAt) return
  const { coverage } = tools.store
  const stretch = { community: space.community, space: space.id, fromAt, toAt }
  const settledAt = page.at - SETTLED_MS
  const known = (await coverage.knownMessages(stretch, null)).map((one) => one.key)
  const threads = (await coverage.knownThreads({ ...stretch, toAt: settledAt })).filter(
    (thread) => momentOf(thread) >= fromAt && momentOf(thread) < toAt,
  )
  if (known.length + threads.length === 0 || !(await isShowing(run, page))) return
  const oldest = page.messages.at(-1)
  const isGone = (key: string): boolean =>
    !page.keys.has(key) &&
    ((oldest !== undefined && compareTs(key, oldest.ts) >= 0) ||
      (page.cursor === null && momentOf(key) >= shownFrom))
  await take(run, known.filter(isGone).map(deletionIn(space)))
  for (const thread of threads) {
    // A deleted parent leaves a tombstone until the last of its replies is deleted too.
    if (isGone(thread)) await take(run, (await knownIn(run, thread, settledAt)).map(deletionIn(space)))
    // One that stands and has lost all of its replies does not look like a parent any more.
    const parent = page.messages.find((one) => one.ts === thread)
    if (parent !== undefined && !isParent(parent)) await readThread(run, parent)
  }
}
