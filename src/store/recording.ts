/**
 * Recording: a batch of activities into the store, each thing once, whatever comes twice, late or out of order.
 * Messages are inserted if new, then deletions bury, then reactions settle: since every state is the greatest of
 * what was said of it, the order inside a batch and between batches does not matter.
 */
import { and, eq } from 'drizzle-orm'
import type { Activity, Platform } from '../core/activity.ts'
import { MS_PER_DAY } from '../core/calendar.ts'
import type { CommunityId, WorkspaceId } from '../core/ids.ts'
import type { Recorded, RecordingPort, WholeRecording } from '../core/ports.ts'
import { type Batch, type Context, readBatch, refKey } from './batch.ts'
import { coverAll } from './coverage.ts'
import { createDailyDeltas, type DailyDeltas } from './daily-deltas.ts'
import type { Engine } from './engine.ts'
import type { Keyring } from './keys.ts'
import { createPeopleCache, overlayOf } from './people-cache.ts'
import { afterWord, type ReactionWord, settleReactions } from './reactions.ts'
import type { MessageRef, MessageState, ReactionState } from './recording-driver.ts'
import { bindSpace } from './spaces.ts'

export function recordingPort(engine: Engine, keys: Keyring): RecordingPort {
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
            coverAll(engine, context.transaction.db, [{ community, space, fromAt, toAt }]),
        }
        return work(recording)
      }),
    cover: (community, space, fromAt, toAt) =>
      engine.write(({ db }) => coverAll(engine, db, [{ community, space, fromAt, toAt }])),
    coverAll: (stretches) => engine.write(({ db }) => coverAll(engine, db, stretches)),
  }
}

async function recordBatch(context: Context, activities: readonly Activity[]): Promise<Recorded> {
  const { transaction } = context
  const batch = await readBatch(context, activities)
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
  const again = batch.messages.filter(({ words }, index) => words !== null && isNew[index] !== true)
  if (again.length > 0) await transaction.driver.addWords(again)
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
