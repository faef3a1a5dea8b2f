/**
 * Reads what a digest needs through the ports, everything once, and hands it to the figures. The only file here that
 * knows where facts come from.
 */
import { type Calendar, calendarOf, type Day, type Period } from '../calendar.ts'
import type { Cohort } from '../cohort.ts'
import type { MemberId, SpaceId } from '../ids.ts'
import { type Network, networkOf, type OnProgress } from '../network/figures.ts'
import { addSealedTies, hearTies } from '../network/hear-ties.ts'
import { collectTies, type TieCollector } from '../network/ties.ts'
import { isDoneHere, isHere } from '../people/elsewhere.ts'
import type { Community, Gap, Space, Store } from '../ports.ts'
import type { ActsByKind } from '../ports-acts.ts'
import type { Thanks } from '../ports-thanks.ts'
import type { KeptDoing, Practice } from '../repertoire/practice.ts'
import type { Problem } from '../repertoire/problem.ts'
import type { Word } from '../repertoire/word.ts'
import { type Attendance, attendanceOf } from './attendance.ts'
import { type BandOf, bandsAt } from './bands.ts'
import { type Before, beforeOf } from './before.ts'
import { mergedBreaks, previousPeriods } from './breaks.ts'
import { composeDigest, composeWholeDigest } from './compose-digest.ts'
import { type ConversationContext, LEAD_MS, readConversation } from './conversation.ts'
import type { Digest, WholeDigest } from './digest.ts'
import type { WordUsers } from './facts.ts'
import { WAITING_AT_MOST_MS } from './open-starters.ts'
import { type DigestPictures, pictureData } from './picture-data.ts'
import { leavingPractices } from './practice-figures.ts'
import { type Tally, tallyOf } from './tally.ts'
import { type WaitingMessage, waitingMessages } from './waiting-messages.ts'

/** The part of the store that participation is read from. */
export type ParticipationStore = Pick<Store, 'history' | 'communities' | 'waiting'>
/** What people did openly through the bot. */
type OpenStore = Pick<Store, 'repertoire' | 'thanks' | 'problems' | 'words' | 'acts'>

/** All of them: what came of a practice is counted from its beginning. */
const EVERY_DOING = Number.MAX_SAFE_INTEGER

/** All that the figures of one digest are computed from. */
export interface DigestFacts {
  readonly community: Community
  readonly period: Period
  /** The pieces of the period before, latest first. */
  readonly previous: readonly Period[]
  readonly breaks: readonly Period[]
  readonly calendar: Calendar
  /** People to compare with who was active; null where nobody asked. */
  readonly cohort: Cohort | null
  readonly spaces: ReadonlyMap<SpaceId, Space>
  /** Of all days before the end of the period. */
  readonly attendance: Attendance
  /** How close people were at the beginning of the period and are at its end. */
  readonly bands: { readonly before: BandOf; readonly now: BandOf }
  readonly tally: Tally
  /** Messages that wait at the end of the period, with what it takes to mark them. */
  readonly waiting: readonly WaitingMessage[]
  /** Those that were given before the end of the period, and everybody who had used them by then. */
  readonly words: readonly Word[]
  readonly wordUsers: WordUsers
  /** Everybody who had used them before the period. */
  readonly wordUsersBefore: WordUsers
  readonly gaps: readonly Gap[]
  readonly repertoire: RepertoireFacts
  /** Practice acts of the period. */
  readonly acts: ActsByKind
}

/** All that people gave and did openly, whenever it was. */
export interface RepertoireFacts {
  readonly practices: readonly Practice[]
  readonly doings: readonly KeptDoing[]
  readonly thanks: readonly Pick<Thanks, 'giver' | 'practice' | 'at'>[]
  readonly problems: readonly Problem[]
}

/** What comes with a digest. */
export interface BesideDigest
  extends Pick<DigestFacts, 'repertoire' | 'words' | 'wordUsers' | 'wordUsersBefore' | 'waiting'> {
  /** The data of its pictures. */
  readonly pictures: DigestPictures
  readonly before: Before
  /** The practices that `practice.leaving` counts. */
  readonly leaving: readonly Practice[]
}

/** The digest of a period as a chat needs it, and what comes with it. */
export async function readDigest(
  store: ParticipationStore & OpenStore,
  community: Community,
  period: Period,
  cohort: Cohort | null = null,
): Promise<BesideDigest & { readonly digest: Digest }> {
  const facts = await readFacts(store, community, period, cohort)
  const digest = composeDigest(facts)
  return { digest, ...beside(facts, digest) }
}

/**
 * The same with the network of the period, which is read in the same pass and takes seconds more where there are thousands
 * of people: for the JSON, the educator's page and the map.
 */
export async function readWholeDigest(
  store: ParticipationStore & OpenStore,
  community: Community,
  period: Period,
  onProgress?: OnProgress,
  cohort: Cohort | null = null,
): Promise<BesideDigest & { readonly digest: WholeDigest; readonly network: Network }> {
  const ties = collectTies()
  const facts = await readFacts(store, community, period, cohort, ties)
  const network = networkOf(ties.finish(), onProgress)
  const digest = composeWholeDigest(facts, network.figures)
  return { digest, network, ...beside(facts, digest) }
}

function beside(facts: DigestFacts, { practice }: Digest): BesideDigest {
  const { calendar, period, repertoire, words, wordUsers, wordUsersBefore, waiting } = facts
  return {
    ...{ pictures: pictureData(facts), before: beforeOf(facts), repertoire },
    ...{ words, wordUsers, wordUsersBefore, waiting },
    leaving:
      practice.leaving === 0
        ? []
        : leavingPractices({ ...repertoire, period, calendar, bands: facts.bands.now }),
  }
}

/** `ties`, where they are wanted, are collected while messages are read. */
async function readFacts(
  store: ParticipationStore & OpenStore,
  community: Community,
  period: Period,
  cohort: Cohort | null,
  ties: TieCollector | null = null,
): Promise<DigestFacts> {
  const { history, communities, words } = store
  const calendar = calendarOf(community.timeZone)
  const end = { day: period.to, at: calendar.startOf(period.to) }
  const breaks = mergedBreaks(await communities.breaks(community.id))
  const previous = previousPeriods(period, breaks)
  const spaces = await communities.spaces(community.id)
  const byId = new Map(spaces.map((space) => [space.id, space]))
  const attending = attendanceOf(period, previous)
  for await (const rows of history.daily(community.id, period.to)) attending.add(rows)
  const attendance = attending.finish()
  const { activeDays, firstDay, firstMessageDays } = attendance
  const context = await contextOf(store, community, { calendar, firstMessageDays, spaces })
  const given = (await words.all(community.id)).filter(({ givenAt }) => givenAt < end.at)
  const beginning = { day: period.from, at: calendar.startOf(period.from) }
  const usersAt = async (moment: typeof end): Promise<WordUsers> =>
    given.length === 0 ? new Map() : history.wordUsers(community.id, moment)
  const tally = await readTally(store, community, context, { period, previous, firstDay, ties })
  return {
    ...{ community, period, previous, breaks, calendar, attendance, cohort, tally },
    spaces: byId,
    bands: {
      before: bandsAt(activeDays, period.from, breaks),
      now: bandsAt(activeDays, period.to, breaks),
    },
    waiting: waitingMessages(end.at, tally.recent, await store.waiting.marks(community.id), byId),
    words: given,
    wordUsers: await usersAt(end),
    wordUsersBefore: await usersAt(beginning),
    gaps: await history.gaps(community.id),
    repertoire: await readRepertoire(store, community),
    acts: await store.acts.between(community.id, beginning.at, end.at),
  }
}

/** What was done here: what a book brought was done elsewhere. */
const readRepertoire = async (
  { repertoire, thanks, problems }: OpenStore,
  { id }: Community,
): Promise<RepertoireFacts> => ({
  practices: (await repertoire.practices(id)).filter((one) => isDoneHere(one.sharer)),
  doings: (await repertoire.doings(id, EVERY_DOING)).filter((one) => isHere(one.member)),
  thanks: (await thanks.all(id)).filter((one) => isHere(one.giver)),
  problems: (await problems.all(id)).map((one) => ({
    ...one,
    participants: one.participants.filter((other) => isHere(other.member)),
    closings: one.closings.filter((closing) => isDoneHere(closing.closer)),
  })),
})

/** What a conversation of a community is read with. */
export async function contextOf(
  { history }: Pick<Store, 'history'>,
  community: Community,
  known: {
    calendar: Calendar
    firstMessageDays: ReadonlyMap<MemberId, Day>
    spaces: readonly Space[]
  },
): Promise<ConversationContext> {
  return {
    calendar: known.calendar,
    firstMessageDays: known.firstMessageDays,
    threadStarts: await history.threadStarts(community.id),
    lastInMainLine: await history.lastSealedInMainLine(community.id),
    spaceKeys: new Map(known.spaces.map((space) => [space.id, space.externalId])),
  }
}

async function readTally(
  { history }: ParticipationStore,
  { id }: Community,
  context: ConversationContext,
  asked: { period: Period; previous: readonly Period[]; firstDay: Day | null; ties: TieCollector | null },
): Promise<Tally> {
  const { period, previous, ties } = asked
  const adding = tallyOf(period, previous, context.calendar)
  const rows = history.messages(id, readsFrom(asked, context.calendar), context.calendar.startOf(period.to))
  const hear = ties === null ? null : hearTies(ties, period)
  await readConversation(rows, context, {
    ...adding.sinks,
    onMessage: (message) => {
      adding.sinks.onMessage(message)
      hear?.(message)
    },
  })
  if (ties !== null) await addSealedTies(ties, history, id, period)
  const { firstMessageDays } = context
  for await (const starters of history.sealedStarters(id, period, firstMessageDays))
    adding.addSealed(starters)
  adding.addSealedTalk(await history.sealedTies(id, period), await history.sealedRhythm(id, period))
  for (const piece of previous) {
    for await (const starters of history.sealedStarters(id, piece, firstMessageDays))
      adding.addSealedBefore(starters)
    adding.addSealedTalkBefore(await history.sealedTies(id, piece))
  }
  return adding.tally
}

/** The moment from which messages are read: before everything that is counted, and no earlier than there are any. */
function readsFrom(
  { period, previous, firstDay }: { period: Period; previous: readonly Period[]; firstDay: Day | null },
  calendar: Calendar,
): number {
  const counted = Math.min(period.from, ...previous.map((piece) => piece.from))
  const countedAt = calendar.startOf(Math.max(counted, firstDay ?? counted))
  return Math.min(countedAt, calendar.startOf(period.to) - WAITING_AT_MOST_MS) - LEAD_MS
}
