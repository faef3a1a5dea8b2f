/**
 * Recording: a batch of activities into the store, each thing once, whatever comes twice, late or out of order.
 * Messages are inserted if new, then deletions bury, then reactions settle: since every state is the greatest of
 * what was said of it, the order inside a batch and between batches does not matter.
 */
import { and, eq, gte, lte } from 'drizzle-orm'
import type { Activity, MessagePosted, Platform, ThreadOpened } from '../core/activity.ts'
import { type Calendar, MS_PER_DAY } from '../core/calendar.ts'
import { unreachable } from '../core/errors.ts'
import type { CommunityId, SpaceId, WorkspaceId } from '../core/ids.ts'
import type { Recorded, RecordingPort, WholeRecording } from '../core/ports.ts'
import { bindSpace } from './communities.ts'
import { createDailyDeltas, type DailyDeltas } from './daily-deltas.ts'
import type { Engine, Transaction } from './engine.ts'
import { communitiesOf, findHomes, type Home, isSealed } from './homes.ts'
import type { Keyring } from './keys.ts'
import { createPeopleCache, EXCLUDED, type PeopleCache, type Resolved, resolvePeople } from './people.ts'
import { afterWord, type ReactionWord, settleReactions } from './reactions.ts'
import type {
  MessageRef,
  MessageState,
  MessageWrite,
  PassageWrite,
  ReactionState,
} from './recording-driver.ts'
import { NOBODY, NOWHERE, type Schema } from './schema.ts'

/** What one transaction of recording works with. */
interface Context {
  readonly transaction: Transaction
  readonly tables: Schema
  readonly keys: Keyring
  readonly workspace: WorkspaceId
  readonly platform: Platform
  /** People met inside this transaction: forgotten if it rolls back. */
  readonly people: PeopleCache
  readonly receivedDay: number
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }
type Tally = Mutable<Recorded>

export function recordingPort(engine: Engine, keys: Keyring): RecordingPort & { forgetPeople(): void } {
  const { tables } = engine
  const settled = createPeopleCache()

  /** The platform of a workspace never changes. */
  const platforms = new Map<WorkspaceId, Platform>()
  const platformOf = async (db: Engine['db'], workspace: WorkspaceId): Promise<Platform> => {
    const known = platforms.get(workspace)
    if (known !== undefined) return known
    const [row] = await db
      .select({ platform: tables.workspace.platform })
      .from(tables.workspace)
      .where(eq(tables.workspace.id, workspace))
    if (row === undefined) throw new Error(`workspace ${workspace} does not exist`)
    const platform = row.platform as Platform
    platforms.set(workspace, platform)
    return platform
  }

  const inContext = async <Result>(
    workspace: WorkspaceId,
    now: number,
    work: (context: Context) => Promise<Result>,
  ): Promise<Result> => {
    const overlay = overlayOf(settled)
    const result = await engine.write(async (transaction) =>
      work({
        transaction,
        tables,
        keys,
        workspace,
        platform: await platformOf(transaction.db, workspace),
        people: overlay.cache,
        receivedDay: Math.floor(now / MS_PER_DAY),
      }),
    )
    overlay.keep()
    return result
  }

  return {
    record: (workspace, activities, now) =>
      inContext(workspace, now, (context) => recordBatch(context, activities)),
    whole: (workspace, now, work) =>
      inContext(workspace, now, (context) => {
        const recording: WholeRecording = {
          bindSpace: (community, space) =>
            bindSpace(context.transaction.db, tables, community, workspace, space),
          record: (activities) => recordBatch(context, activities),
          cover: (community, space, fromAt, toAt) =>
            cover(context.transaction, tables, community, space, fromAt, toAt),
        }
        return work(recording)
      }),
    cover: (community, space, fromAt, toAt) =>
      engine.write((transaction) => cover(transaction, tables, community, space, fromAt, toAt)),
    forgetPeople: () => settled.clear(),
  }
}

/** A cache over another whose additions reach it only when kept. */
function overlayOf(below: PeopleCache): { cache: PeopleCache; keep(): void } {
  const added: Parameters<PeopleCache['set']>[] = []
  const fresh = createPeopleCache()
  return {
    cache: {
      in: (...room) => {
        const [above, under] = [fresh.in(...room), below.in(...room)]
        return (person) => under(person) ?? above(person)
      },
      set: (...entry) => {
        fresh.set(...entry)
        added.push(entry)
      },
      clear: () => fresh.clear(),
    },
    keep: () => {
      for (const entry of added) below.set(...entry)
    },
  }
}

async function recordBatch(context: Context, activities: readonly Activity[]): Promise<Recorded> {
  const { transaction, tables, workspace } = context
  const spaces = new Set<string>()
  for (const one of activities) if (one.space !== null) spaces.add(one.space)
  const homes = await findHomes(transaction.driver, workspace, [...spaces])
  const everywhere = activities.some((one) => one.space === null)
    ? await communitiesOf(transaction.db, tables, workspace)
    : []
  await meetPeople(context, activities, homes, everywhere)
  const batch = sortOut(context, activities, homes, everywhere)
  const daily = createDailyDeltas()
  const touched = new Map<string, MessageRef>()
  await postMessages(context, batch, daily, touched)
  await buryMessages(context, batch, daily, touched)
  await settleTouched(context, batch, daily, touched)
  await openThreads(context, batch)
  const passagesAdded = await transaction.driver.insertPassages(batch.passages)
  batch.tally.new += passagesAdded
  batch.tally.known += batch.passages.length - passagesAdded
  await transaction.driver.addDaily(daily.all())
  return batch.tally
}

/** Resolves everybody a batch names who is not in the cache yet. */
async function meetPeople(
  context: Context,
  activities: readonly Activity[],
  homes: ReadonlyMap<string, Home>,
  everywhere: readonly CommunityId[],
): Promise<void> {
  const { transaction, tables, keys, platform, people } = context
  const unknown = new Map<CommunityId, Set<string>>()
  const lookUps = lookUpsOf(context)
  const note = (community: CommunityId, person: string) => {
    if (lookUps(community)(person) !== undefined) return
    const asked = unknown.get(community)
    if (asked === undefined) unknown.set(community, new Set([person]))
    else asked.add(person)
  }
  for (const activity of activities) {
    const communities = activity.space === null ? everywhere : communityOf(homes.get(activity.space))
    for (const community of communities) for (const person of peopleIn(activity)) note(community, person)
  }
  for (const [community, asked] of unknown) {
    const resolved = await resolvePeople(transaction.db, tables, keys, community, platform, [...asked])
    for (const [person, member] of resolved) people.set(community, platform, person, member)
  }
}

/** The people's look-up of each community, taken once. */
function lookUpsOf({
  people,
  platform,
}: Context): (community: CommunityId) => (person: string) => Resolved | undefined {
  const taken = new Map<CommunityId, (person: string) => Resolved | undefined>()
  return (community) => {
    let lookUp = taken.get(community)
    if (lookUp === undefined) {
      lookUp = people.in(community, platform)
      taken.set(community, lookUp)
    }
    return lookUp
  }
}

const communityOf = (home: Home | undefined): readonly CommunityId[] =>
  home === undefined ? [] : [home.community]

function peopleIn(activity: Activity): readonly string[] {
  switch (activity.kind) {
    case 'message':
      return activity.mentions.length === 0 ? [activity.author] : [activity.author, ...activity.mentions]
    case 'reaction':
      return activity.author === null ? [activity.person] : [activity.person, activity.author]
    case 'join':
    case 'leave':
      return [activity.person]
    case 'deletion':
    case 'reactionCount':
    case 'thread':
      return []
    default:
      return unreachable(activity)
  }
}

/** A batch by what is to be done with it, people and spaces resolved. */
interface Batch {
  readonly tally: Tally
  readonly messages: MessageWrite[]
  readonly deletions: Map<string, MessageRef>
  readonly words: Map<string, { ref: MessageRef; words: ReactionWord[] }>
  readonly passages: PassageWrite[]
  readonly threads: { home: Home; opened: ThreadOpened }[]
  /** Calendars of the communities in it. */
  readonly calendars: Map<CommunityId, Calendar>
  readonly lookUps: (community: CommunityId) => (person: string) => Resolved | undefined
}

const refKey = (ref: { space: SpaceId; key: string }): string => `${ref.space}/${ref.key}`

function sortOut(
  context: Context,
  activities: readonly Activity[],
  homes: ReadonlyMap<string, Home>,
  everywhere: readonly CommunityId[],
): Batch {
  const batch: Batch = {
    tally: { new: 0, known: 0, ignored: 0 },
    messages: [],
    deletions: new Map(),
    words: new Map(),
    passages: [],
    threads: [],
    calendars: new Map(),
    lookUps: lookUpsOf(context),
  }
  for (const home of homes.values()) batch.calendars.set(home.community, home.calendar)
  for (const activity of activities) {
    if (activity.space === null) {
      sortOutPassage(batch, activity, everywhere, NOWHERE)
      continue
    }
    const home = homes.get(activity.space)
    if (home === undefined) batch.tally.ignored += 1
    else sortOutOne(context, batch, activity, home)
  }
  return batch
}

function sortOutOne(context: Context, batch: Batch, activity: Activity, home: Home): void {
  const { community, space } = home
  switch (activity.kind) {
    case 'message': {
      const message = messageWrite(batch, context, activity, home)
      if (message === null) batch.tally.ignored += 1
      else if (isSealed(home, activity.at)) batch.tally.known += 1
      else batch.messages.push(message)
      return
    }
    case 'deletion': {
      const ref = { community, space, key: activity.key }
      if (batch.deletions.has(refKey(ref))) batch.tally.known += 1
      else batch.deletions.set(refKey(ref), ref)
      return
    }
    case 'reaction': {
      const member = resolvedIn(batch, community, activity.person)
      const author = activity.author === null ? null : resolvedIn(batch, community, activity.author)
      if (member === EXCLUDED || author === EXCLUDED) batch.tally.ignored += 1
      else if (isSealed(home, activity.at)) batch.tally.known += 1
      else
        addWord(
          batch,
          { community, space, key: activity.message },
          { ...activity, ...bits(activity), member, author },
        )
      return
    }
    case 'reactionCount':
      addWord(
        batch,
        { community, space, key: activity.message },
        {
          emoji: activity.emoji,
          member: NOBODY,
          at: 0,
          isExact: false,
          isPresent: true,
          count: activity.count,
          author: null,
        },
      )
      return
    case 'join':
    case 'leave':
      sortOutPassage(batch, activity, [community], space)
      return
    case 'thread':
      batch.threads.push({ home, opened: activity })
      return
    default:
      unreachable(activity)
  }
}

const bits = (activity: { exact: boolean; present: boolean }) => ({
  isExact: activity.exact,
  isPresent: activity.present,
  count: 1,
})

function resolvedIn(batch: Batch, community: CommunityId, person: string): Resolved {
  return batch.lookUps(community)(person) ?? EXCLUDED
}

/** Null where its author is erased or paused. */
function messageWrite(
  batch: Batch,
  context: Context,
  message: MessagePosted,
  home: Home,
): MessageWrite | null {
  const { community, space } = home
  const author = resolvedIn(batch, community, message.author)
  if (author === EXCLUDED) return null
  return {
    community,
    space,
    key: message.key,
    author,
    at: message.at,
    thread: message.thread,
    reference: message.reference,
    named: message.mentions.length === 0 ? null : namedBy(batch, community, message, author),
    length: message.length,
    asks: message.asks,
    receivedDay: context.receivedDay,
  }
}

/** Ids of the people a message names, each once, without its author; null if none is left. */
function namedBy(
  batch: Batch,
  community: CommunityId,
  message: MessagePosted,
  author: number,
): string | null {
  const named = new Set<number>()
  for (const person of message.mentions) {
    const member = resolvedIn(batch, community, person)
    if (member !== EXCLUDED && member !== author) named.add(member)
  }
  return named.size === 0 ? null : [...named].sort((a, b) => a - b).join(' ')
}

function addWord(batch: Batch, ref: MessageRef, word: ReactionWord): void {
  const asked = batch.words.get(refKey(ref))
  if (asked === undefined) batch.words.set(refKey(ref), { ref, words: [word] })
  else asked.words.push(word)
}

function sortOutPassage(
  batch: Batch,
  activity: Activity,
  communities: readonly CommunityId[],
  space: number,
): void {
  if (activity.kind !== 'join' && activity.kind !== 'leave') return
  const before = batch.passages.length
  for (const community of communities) {
    const member = resolvedIn(batch, community, activity.person)
    if (member !== EXCLUDED)
      batch.passages.push({ community, member, space, kind: activity.kind, at: activity.at })
  }
  if (batch.passages.length === before) batch.tally.ignored += 1
}

function dayIn(batch: Batch, community: CommunityId): (at: number) => number {
  const calendar = batch.calendars.get(community)
  if (calendar === undefined) throw new Error(`no calendar for community ${community}`)
  return calendar.dayOf
}

async function postMessages(
  { transaction }: Context,
  batch: Batch,
  daily: DailyDeltas,
  touched: Map<string, MessageRef>,
): Promise<void> {
  if (batch.messages.length === 0) return
  const { isNew, withReactions } = await transaction.driver.insertMessages(batch.messages)
  for (const [index, message] of batch.messages.entries()) {
    if (isNew[index] !== true) {
      batch.tally.known += 1
      continue
    }
    batch.tally.new += 1
    const day = dayIn(batch, message.community)(message.at)
    daily.add(message.community, day, message.author, message.space, { messages: 1 })
  }
  for (const ref of withReactions) touched.set(refKey(ref), ref)
}

async function buryMessages(
  { transaction, receivedDay }: Context,
  batch: Batch,
  daily: DailyDeltas,
  touched: Map<string, MessageRef>,
): Promise<void> {
  if (batch.deletions.size === 0) return
  const states = new Map(
    (await transaction.driver.loadMessages([...batch.deletions.values()])).map((one) => [refKey(one), one]),
  )
  const buried: (MessageRef & { receivedDay: number })[] = []
  for (const [key, ref] of batch.deletions) {
    const state = states.get(key)
    if (state?.isDeleted === true) {
      batch.tally.known += 1
      continue
    }
    batch.tally.new += 1
    buried.push({ ...ref, receivedDay })
    touched.set(key, ref)
    if (state === undefined || state.author === null || state.at === null) continue
    daily.add(ref.community, dayIn(batch, ref.community)(state.at), state.author, ref.space, { messages: -1 })
  }
  await transaction.driver.buryMessages(buried)
}

/** Brings the reactions of every message that this batch touched up to date, and their daily counts with them. */
async function settleTouched(
  { transaction, receivedDay }: Context,
  batch: Batch,
  daily: DailyDeltas,
  touched: Map<string, MessageRef>,
): Promise<void> {
  for (const [key, { ref }] of batch.words) touched.set(key, ref)
  if (touched.size === 0) return
  const refs = [...touched.values()]
  const messages = new Map<string, MessageState>(
    (await transaction.driver.loadMessages(refs)).map((one) => [refKey(one), one]),
  )
  const before = new Map<string, ReactionState[]>()
  for (const one of await transaction.driver.loadReactions(refs)) {
    const key = refKey({ space: one.space, key: one.message })
    const others = before.get(key)
    if (others === undefined) before.set(key, [one])
    else others.push(one)
  }
  const changed: ReactionState[] = []
  for (const [key, ref] of touched) {
    const old = new Map((before.get(key) ?? []).map((one) => [`${one.emoji}/${one.member}`, one]))
    const merged = mergeWords(batch, ref, old, batch.words.get(key)?.words ?? [], receivedDay)
    const settled = settleReactions(merged, messages.get(key), dayIn(batch, ref.community))
    for (const one of settled) {
      const previous = old.get(`${one.emoji}/${one.member}`)
      if (previous === one) continue
      changed.push(one)
      recount(daily, ref, previous, -1)
      recount(daily, ref, one, 1)
    }
  }
  await transaction.driver.writeReactions(changed)
}

function mergeWords(
  batch: Batch,
  ref: MessageRef,
  old: ReadonlyMap<string, ReactionState>,
  words: readonly ReactionWord[],
  receivedDay: number,
): readonly ReactionState[] {
  const states = new Map(old)
  for (const word of words) {
    const id = `${word.emoji}/${word.member}`
    const state = states.get(id)
    const next = state === undefined ? stateOf(ref, word, receivedDay) : afterWord(state, word)
    if (next === state) batch.tally.known += 1
    else batch.tally.new += 1
    states.set(id, next)
  }
  return [...states.values()]
}

function stateOf(ref: MessageRef, word: ReactionWord, receivedDay: number): ReactionState {
  const { community, space, key } = ref
  const { emoji, member, at, isExact, isPresent, count, author } = word
  return {
    ...{ community, space, message: key, emoji, member, at, isExact, isPresent, count, author },
    countedDay: null,
    counted: 0,
    receivedDay,
  }
}

function recount(
  daily: DailyDeltas,
  ref: MessageRef,
  reaction: ReactionState | undefined,
  sign: 1 | -1,
): void {
  if (reaction === undefined || reaction.countedDay === null) return
  daily.add(ref.community, reaction.countedDay, reaction.member, ref.space, {
    reactions: sign * reaction.counted,
  })
}

/** Threads are few: row by row. The earliest time told of a thread is its opening. */
async function openThreads(
  { transaction: { db }, tables: { thread } }: Context,
  batch: Batch,
): Promise<void> {
  for (const { home, opened } of batch.threads) {
    const where = and(
      eq(thread.community, home.community),
      eq(thread.space, home.space),
      eq(thread.key, opened.key),
    )
    const [known] = await db.select({ openedAt: thread.openedAt }).from(thread).where(where)
    if (known?.openedAt != null && known.openedAt <= opened.at) {
      batch.tally.known += 1
      continue
    }
    batch.tally.new += 1
    const { community, space } = home
    if (known !== undefined) await db.update(thread).set({ openedAt: opened.at }).where(where)
    else await db.insert(thread).values({ community, space, key: opened.key, openedAt: opened.at })
  }
}

async function cover(
  { db }: Transaction,
  { covered }: Schema,
  community: CommunityId,
  space: SpaceId,
  fromAt: number,
  toAt: number,
): Promise<void> {
  const touching = and(
    eq(covered.community, community),
    eq(covered.space, space),
    lte(covered.fromAt, toAt),
    gte(covered.toAt, fromAt),
  )
  const others = await db.select().from(covered).where(touching)
  await db.delete(covered).where(touching)
  await db.insert(covered).values({
    community,
    space,
    fromAt: Math.min(fromAt, ...others.map((one) => one.fromAt)),
    toAt: Math.max(toAt, ...others.map((one) => one.toAt)),
  })
}
