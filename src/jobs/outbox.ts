/**
 * Sends what is in the outbox, each entry once. An entry is noted as being tried before anything is sent, and a post
 * carries the entry's key: a crash at any step is followed by a try that finds what has arrived already.
 */
import { calendarOf, MS_PER_DAY, MS_PER_MINUTE, type Period } from '../core/calendar.ts'
import type { Community, OutboxEntry, Store } from '../core/ports.ts'
import type { Readers } from '../core/reflection/digest-post.ts'
import type { Reply } from '../core/reply.ts'
import type { Words } from '../core/words/words.ts'
import type { Audience, Posted, Speaker } from '../platforms/platform.ts'
import { isInTime } from './in-time.ts'

const DAYS_OF_A_DIGEST = 7
/** A post whose fate is not known is tried again for so long. */
const PATIENCE_MS = MS_PER_DAY
/** Before the second try; it doubles with every further one. */
const FIRST_PAUSE_MS = MS_PER_MINUTE

/** The digest of some days for the readers of a channel; null where nothing happened. */
export type TellDigest = (community: Community, period: Period, to: Readers) => Promise<Reply | null>

/** What sending needs. */
export interface OutboxTools {
  readonly store: Store
  readonly speakers: readonly Speaker[]
  readonly words: Words
  readonly tell: TellDigest
  /** pino's, or anything that takes the same call. */
  readonly log: { error(details: object, message: string): void }
}

/** Tries every entry whose turn it is. One that breaks does not keep the others from being sent. */
export async function sendOpen(tools: OutboxTools, now: number): Promise<void> {
  for (const entry of await tools.store.outbox.open()) {
    if (!isTurn(entry, now)) continue
    try {
      await send(entry, tools, now)
    } catch (error) {
      tools.log.error(
        { err: error, outbox: entry.id, community: entry.community },
        'a post could not be tried',
      )
    }
  }
}

/** New ones at once, others after a pause that doubles: a minute after the first try, then two, four and so on. */
function isTurn({ attempts, triedAt }: OutboxEntry, now: number): boolean {
  if (triedAt === null || attempts === 0 || now - triedAt >= PATIENCE_MS) return true
  return now - triedAt >= FIRST_PAUSE_MS * (2 ** attempts - 1)
}

async function send(entry: OutboxEntry, tools: OutboxTools, now: number): Promise<void> {
  const { store, speakers, words, tell } = tools
  const community = await store.communities.byId(entry.community)
  if (community === null) return
  const calendar = calendarOf(community.timeZone)
  const day = calendar.dayOf(entry.slotAt)
  const say = words.setup.problem
  if (entry.triedAt !== null && now - entry.triedAt >= PATIENCE_MS)
    return store.outbox.failed(entry.id, say.unknown(day), now)
  if (entry.triedAt === null && !isInTime(entry.slotAt, now))
    return store.outbox.failed(entry.id, say.late(day), now)
  const speaker = speakers.find((one) => one.platform === entry.workspace.platform)
  // Its platform is not served at the moment: it may be in a while.
  if (speaker === undefined) return
  const to = { workspace: entry.workspace.externalId, channel: entry.channel }
  // Asked before anything is tried: where it is not known who would read it, it waits until it is.
  const audience = await speaker.audience(to, await store.communities.spaces(community.id))
  if (audience === null) return settle(entry, { kind: 'refused', reason: 'away' }, tools, now)
  await store.outbox.trying(entry.id, now)
  const period = { from: day - DAYS_OF_A_DIGEST, to: day }
  const reply = await tell(community, period, readersOf(audience))
  if (reply === null) return store.outbox.sent(entry.id, null, now)
  const posted = await speaker.post(to, reply, {
    key: `${entry.kind}/${entry.community}/${entry.slotAt}`,
    triedAt: entry.triedAt,
    community: entry.community,
  })
  await settle(entry, posted, tools, now)
}

/** Moderators are told of everything exactly; where others read along, what members see, of what all of them see. */
const readersOf = ({ isModerators, sees }: Audience): Readers => ({
  isExact: isModerators,
  sees: isModerators ? null : sees,
})

/** Notes what became of a post. What is not known stays open. */
async function settle(
  entry: OutboxEntry,
  posted: Posted,
  { store, words }: OutboxTools,
  now: number,
): Promise<void> {
  switch (posted.kind) {
    case 'posted':
      return store.outbox.sent(entry.id, posted.message, now)
    case 'refused': {
      const community = await store.communities.byId(entry.community)
      const day = calendarOf(community?.timeZone ?? 'UTC').dayOf(entry.slotAt)
      return store.outbox.failed(entry.id, words.setup.problem[posted.reason](day), now)
    }
    case 'unknown':
      return
  }
}
