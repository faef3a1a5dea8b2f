/**
 * Reads one space from where it was known to the present: its main line, its active threads and those archived since.
 * Everything goes through the same recording as what is heard live. Reads a little too much on purpose: what was
 * dispatched late is then found, and what is known already is recorded no second time.
 */
import type { Activity } from '../../core/activity.ts'
import type { Span } from '../../core/coverage.ts'
import type { BoundSpace, Store } from '../../core/ports.ts'
import type { WordFinder } from '../../core/vocabulary/finder.ts'
import { type DiscordHistory, isGone, type Page } from './history.ts'
import { messageActivities, type Room, reactionActivities } from './ingest.ts'
import type { Servers } from './servers.ts'
import { threadOf } from './servers.ts'
import { compareIds, momentOf, snowflakeAt } from './snowflake.ts'
import { CHANNEL, type WireChannel, type WireMessage } from './wire.ts'

/** Events may be dispatched so much later than others that are younger. */
const OVERLAP_MS = 10 * 60_000
/** How far before a gap, and over how many pages of a room, what was known is compared with what is there now. */
const COMPARED_MS = 14 * 86_400_000
const COMPARED_PAGES = 5
/** What is younger may not be shown yet: it is not taken for deleted. */
const SETTLED_MS = 5_000

export interface CatchUpTools {
  readonly store: Pick<Store, 'recording' | 'coverage'>
  readonly history: DiscordHistory
  readonly servers: Servers
  /** Finds the words of the community whose space is read. */
  readonly find: WordFinder
  /** This machine's clock: the retention of what is read begins now. */
  readonly now: () => number
  /** Active threads of the server, asked for once a run. */
  readonly activeThreads: () => Promise<readonly WireChannel[]>
  /** Throws where the run has been overtaken by another one. */
  readonly goOn: () => void
  readonly onProgress: (messages: number, readTo: number) => void
}

/**
 * Reads what is missing of a space between two moments; `isFirst` where nothing of it was known before. `hole.toAt` may
 * be in the future: then it is read to its present end. Returns the moment of Discord's up to which all is known.
 */
export async function readHole(
  space: BoundSpace,
  channelType: number,
  hole: Span,
  isFirst: boolean,
  tools: CatchUpTools,
): Promise<number> {
  const from = hole.fromAt - OVERLAP_MS
  const until = hole.toAt === Number.POSITIVE_INFINITY ? null : hole.toAt + OVERLAP_MS
  let knownTo = Number.POSITIVE_INFINITY
  const readRoom = async (channel: string, room: Room, lastId: string | null): Promise<void> => {
    // A thread in which nothing was said since needs no request of its own.
    if (!isFirst && (lastId === null || momentOf(lastId) >= from - COMPARED_MS))
      await compare(space, channel, room, hole.fromAt - SETTLED_MS, tools)
    if (lastId !== null && momentOf(lastId) < from) return
    knownTo = Math.min(knownTo, await readForward(space, channel, room, from, until, tools))
  }
  if (isMainLine(channelType))
    await readRoom(space.externalId, { space: space.externalId, thread: null }, null)
  const { threads, at } = await threadsSince(space, channelType, from, tools)
  // Where nothing was said in any thread, this is all that is known.
  knownTo = Math.min(knownTo, at)
  for (const thread of threads) {
    tools.goOn()
    const room = { space: space.externalId, thread: thread.id }
    await readRoom(thread.id, room, thread.last_message_id ?? null).catch((error: unknown) => {
      if (!isGone(error)) throw error
    })
  }
  return Math.min(knownTo, hole.toAt)
}

/** Forums have threads only. */
const isMainLine = (type: number): boolean => type !== CHANNEL.forum && type !== CHANNEL.media

const hasThreads = (type: number): boolean => type !== CHANNEL.voice && type !== CHANNEL.stage

/** From the oldest message on; returns the moment at which the last page was given. */
async function readForward(
  space: BoundSpace,
  channel: string,
  room: Room,
  from: number,
  until: number | null,
  tools: CatchUpTools,
): Promise<number> {
  let after = snowflakeAt(from)
  for (;;) {
    tools.goOn()
    const page = await tools.history.messages(channel, { after })
    const wanted = until === null ? page.messages : page.messages.filter((one) => momentOf(one.id) < until)
    await record(space, await activitiesOf(channel, room, wanted, tools), tools)
    await record(space, await deletedAfter(after, space, channel, room, page, tools), tools)
    const newest = [...page.ids].sort(compareIds).at(-1)
    tools.onProgress(wanted.length, newest === undefined ? page.at : momentOf(newest))
    if (page.isLast || wanted.length < page.messages.length) return page.at
    if (newest === undefined) throw new Error('a full page of messages bears no ids')
    after = newest
  }
}

/**
 * What was heard of a stretch that is read again, such as the last minutes before a crash, and has been deleted since. The
 * youngest are left alone: they may have been heard after the page was made.
 */
async function deletedAfter(
  after: string,
  space: BoundSpace,
  channel: string,
  room: Room,
  page: Page,
  { store, history }: CatchUpTools,
): Promise<Activity[]> {
  const newest = page.messages[0]
  if (newest === undefined && page.ids.size > 0) return []
  const toAt = page.isLast || newest === undefined ? page.at - SETTLED_MS : momentOf(newest.id)
  const stretch = { community: space.community, space: space.id, fromAt: momentOf(after), toAt }
  const known = (await store.coverage.knownMessages(stretch, room.thread)).filter(
    ({ key }) => compareIds(key, after) > 0 && !page.ids.has(key),
  )
  if (newest === undefined && !(await isAllGone(channel, known, history))) return []
  return known.map(({ key }) => ({ kind: 'deletion', space: room.space, key }))
}

/**
 * Whether an empty page says that all that was known there is gone: Discord gives one, not an error, where the bot may not
 * read history, but says so of a single message.
 */
const isAllGone = async (
  channel: string,
  [one]: readonly { readonly key: string }[],
  history: DiscordHistory,
): Promise<boolean> => one !== undefined && !(await history.stands(channel, one.key))

/** What the messages tell, and who reacted on them. */
async function activitiesOf(
  channel: string,
  room: Room,
  messages: readonly WireMessage[],
  tools: CatchUpTools,
): Promise<Activity[]> {
  const activities: Activity[] = []
  for (const message of [...messages].reverse()) {
    const told = messageActivities(message, room, tools.find)
    activities.push(...told)
    if (told.some((one) => one.kind === 'message'))
      activities.push(...(await reactionsOf(channel, room, message, tools)))
  }
  return activities
}

async function reactionsOf(
  channel: string,
  room: Room,
  message: WireMessage,
  { history, goOn }: CatchUpTools,
): Promise<readonly Activity[]> {
  const activities: Activity[] = []
  for (const { emoji, count, count_details: details } of message.reactions ?? []) {
    const key = emoji.id || emoji.name || ''
    if (key === '' || count === 0) continue
    goOn()
    const people = details?.normal === 0 ? [] : await history.reactors(channel, message.id, emoji, false)
    const paying =
      details === undefined || details.burst === 0
        ? []
        : await history.reactors(channel, message.id, emoji, true)
    activities.push(...reactionActivities(room, message, key, [...people, ...paying]))
  }
  return activities
}

/**
 * Compares what was known of the time before a gap with what is there now: a message that is gone was deleted meanwhile,
 * and one that bears another number of reactions is asked who reacted.
 */
async function compare(
  space: BoundSpace,
  channel: string,
  room: Room,
  from: number,
  tools: CatchUpTools,
): Promise<void> {
  const { store, history, goOn } = tools
  let before = snowflakeAt(from)
  for (let pages = 0; pages < COMPARED_PAGES; pages += 1) {
    goOn()
    const page = await history.messages(channel, { before })
    const oldest = page.messages.at(-1)
    const fromAt = page.isLast || oldest === undefined ? from - COMPARED_MS : momentOf(oldest.id)
    const stretch = { community: space.community, space: space.id, fromAt, toAt: momentOf(before) }
    const known = await store.coverage.knownMessages(stretch, room.thread)
    // What is older than was asked for is not read in by the way.
    const isWanted = (one: WireMessage): boolean => momentOf(one.id) >= (space.readFromAt ?? 0)
    const changed = await differences(channel, room, { ...page, known, isWanted }, tools)
    await record(space, changed, tools)
    if (page.isLast || oldest === undefined || momentOf(oldest.id) < from - COMPARED_MS) return
    before = oldest.id
  }
}

async function differences(
  channel: string,
  room: Room,
  page: Page & {
    readonly known: readonly { readonly key: string; readonly reactions: number }[]
    isWanted(message: WireMessage): boolean
  },
  tools: CatchUpTools,
): Promise<Activity[]> {
  const { known } = page
  const reactions = new Map(known.map((one) => [one.key, one.reactions]))
  const gone = await missingFrom(channel, page, known, tools.history)
  const activities: Activity[] = gone.map((key) => ({ kind: 'deletion', space: room.space, key }))
  for (const message of page.messages.filter(page.isWanted)) {
    const told = messageActivities(message, room, tools.find)
    activities.push(...told)
    const stands = (message.reactions ?? []).reduce((sum, one) => sum + one.count, 0)
    // One that was not known has come without its reactions.
    if (told.some((one) => one.kind === 'message') && stands !== (reactions.get(message.id) ?? 0))
      activities.push(...(await reactionsOf(channel, room, message, tools)))
  }
  return activities
}

/** Known messages that a page should hold and does not. */
async function missingFrom(
  channel: string,
  page: Page,
  known: readonly { readonly key: string }[],
  history: DiscordHistory,
): Promise<readonly string[]> {
  const oldest = page.messages.at(-1)
  if (oldest === undefined)
    return page.ids.size === 0 && (await isAllGone(channel, known, history))
      ? known.map(({ key }) => key)
      : []
  return known
    .filter(({ key }) => !page.ids.has(key) && (page.isLast || compareIds(key, oldest.id) > 0))
    .map(({ key }) => key)
}

async function record(
  { workspace }: BoundSpace,
  activities: readonly Activity[],
  { store, now }: CatchUpTools,
): Promise<void> {
  if (activities.length > 0) await store.recording.record(workspace.id, activities, now())
}

/**
 * Public threads of a channel in which something may have been said since: active ones, and those archived since; with
 * the moment at which they were told.
 */
async function threadsSince(
  { externalId: parent, workspace }: BoundSpace,
  channelType: number,
  from: number,
  tools: CatchUpTools,
): Promise<{ readonly threads: readonly WireChannel[]; readonly at: number }> {
  if (!hasThreads(channelType)) return { threads: [], at: Number.POSITIVE_INFINITY }
  const { history, activeThreads, goOn } = tools
  const found = new Map<string, WireChannel>()
  const keep = (one: WireChannel): void => {
    const thread = threadOf(one)
    if (thread !== null && thread.parent === parent && !thread.isPrivate) found.set(one.id, one)
  }
  for (const one of await activeThreads()) keep(one)
  let toldAt = Number.POSITIVE_INFINITY
  for (let before: string | null = null; ; ) {
    goOn()
    const foundBefore = found.size
    const { threads, hasMore, at } = await history.archivedThreads(parent, before)
    toldAt = Math.min(toldAt, at)
    for (const one of threads) keep(one)
    const last = threads.at(-1)?.thread_metadata?.archive_timestamp ?? null
    if (!hasMore || last === null || Date.parse(last) < from || found.size === foundBefore) break
    // One more millisecond, because several may have been archived in the same.
    before = new Date(Date.parse(last) + 1).toISOString()
  }
  // The list of active ones may be hours old by now: a thread that woke up since is in neither.
  goOn()
  for (const one of await history.activeThreads(workspace.externalId)) keep(one)
  return { threads: [...found.values()].sort((a, b) => compareIds(a.id, b.id)), at: toldAt }
}
