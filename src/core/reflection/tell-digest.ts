/** Reads a digest and all that is told beside it, for `/digest` and for the command line alike. */
import { calendarOf, type Period } from '../calendar.ts'
import type { Cohort } from '../cohort.ts'
import type { Figure } from '../figure.ts'
import type { Network, OnProgress } from '../network/figures.ts'
import { previousPeriods } from '../participation/breaks.ts'
import type { Digest, WholeDigest } from '../participation/digest.ts'
import { type BesideDigest, readDigest, readWholeDigest } from '../participation/read-digest.ts'
import type { Community, Store } from '../ports.ts'
import type { Reply } from '../reply.ts'
import type { Words } from '../words/words.ts'
import { digestReply, type ToldDigest } from './digest-reply.ts'
import { FIGURE_KINDS, figureOf } from './figures.ts'
import { madeAndDone } from './made-and-done.ts'
import type { Viewer } from './small-groups.ts'
import { spreadWord } from './spread-word.ts'

/** Everything that a digest of a period is told from, for a viewer. */
export async function readToldDigest(
  store: Store,
  community: Community,
  period: Period,
  viewer: Viewer,
  cohort: Cohort | null = null,
): Promise<ToldDigest> {
  const read = await readDigest(store, community, period, cohort)
  return { digest: read.digest, cohort, ...(await toldBeside(store, community, period, viewer, read)) }
}

/** The same with what is not told in a chat, because it takes long: for the JSON and the educator's page. */
export async function readWholeToldDigest(
  store: Store,
  community: Community,
  period: Period,
  viewer: Viewer,
  onProgress?: OnProgress,
  cohort: Cohort | null = null,
): Promise<ToldDigest & { readonly digest: WholeDigest; readonly network: Network }> {
  const read = await readWholeDigest(store, community, period, onProgress, cohort)
  const { digest, network } = read
  return { digest, network, cohort, ...(await toldBeside(store, community, period, viewer, read)) }
}

async function toldBeside(
  store: Store,
  community: Community,
  period: Period,
  viewer: Viewer,
  read: BesideDigest & { readonly digest: Digest },
): Promise<Omit<ToldDigest, 'digest' | 'cohort'>> {
  const { digest, pictures, before, waiting, leaving, repertoire } = read
  const { words, wordUsers, wordUsersBefore } = read
  const calendar = calendarOf(community.timeZone)
  const breaks = await store.communities.breaks(community.id)
  const previous = previousPeriods(period, breaks)
  return {
    ...{ pictures, before, waiting, leaving, period, breaks, viewer },
    isLive: community.isLive,
    timeZone: community.timeZone,
    activeMembers: digest.participation.activeMembers,
    repertoire: madeAndDone(repertoire, { period, previous, calendar }),
    spread: spreadWord(words, wordUsersBefore, wordUsers, viewer),
    asOf: calendar.startOf(period.to),
  }
}

/** The digest of a period as a reply. The operator's command line is a viewer who sees exact figures. */
export async function tellDigest(
  store: Store,
  community: Community,
  period: Period,
  viewer: Viewer,
  words: Words,
  cohort: Cohort | null = null,
): Promise<Reply> {
  return digestReply(await readToldDigest(store, community, period, viewer, cohort), words)
}

/** All pictures of a digest that its viewer may see, in order. */
export const figuresOfDigest = (told: ToldDigest, words: Words): readonly Figure[] =>
  FIGURE_KINDS.flatMap((kind) => figureOf(kind, told, words) ?? [])
