/**
 * Asks those in pairs, after two weeks and after eight, how it goes: whoever agreed to be asked, by a direct message, once. A
 * question is noted as being tried before anything is sent and bears a key of its own, so that after a crash at any step the
 * next try finds what has arrived already. When it is due is computed from the pair, so nothing is lost by being down.
 */
import type { Platform } from '../core/activity.ts'
import { calendarOf, type Day, MS_PER_DAY } from '../core/calendar.ts'
import type { MemberId } from '../core/ids.ts'
import { shown } from '../core/people/who.ts'
import type { Community, Store } from '../core/ports.ts'
import {
  agreedAt,
  isRunning,
  type Pair,
  type PairQuestion,
  partnerOf,
  WEEKS_ASKED,
} from '../core/repertoire/apprenticeship.ts'
import { saidOn } from '../core/repertoire/apprenticeship-people.ts'
import { dayToAsk, isTimeToAsk, questionFor } from '../core/repertoire/apprenticeship-question.ts'
import type { Words } from '../core/words/words.ts'
import type { Speaker, Told } from '../platforms/platform.ts'

/** What may have arrived, and cannot be looked for, is tried again for so long. */
const PATIENCE_MS = 7 * MS_PER_DAY

/** What asking needs. */
export interface PairTools {
  readonly store: Store
  readonly speakers: readonly Speaker[]
  readonly words: Words
  readonly log: { error(details: object, message: string): void }
}

/** Somebody who is to be asked about a pair of theirs. */
interface Due {
  readonly community: Community
  readonly pair: Pair
  readonly member: MemberId
  readonly on: Platform
  readonly weeks: number
  /** The day on which both had agreed. */
  readonly since: Day
  readonly triedAt: number | null
}

/** Asks everybody whose time it is. One who cannot be asked does not keep the others from being asked. */
export async function askPairs(tools: PairTools, now: number): Promise<void> {
  for (const community of await tools.store.communities.list())
    for (const due of await dueIn(community, tools, now))
      try {
        await ask(due, tools, now)
      } catch (error) {
        tools.log.error(
          { err: error, community: community.id, pair: due.pair.id },
          'a pair could not be asked',
        )
      }
}

async function dueIn(community: Community, { store }: PairTools, now: number): Promise<readonly Due[]> {
  const pairs = (await store.learning.pairs(community.id)).filter(
    (one) => isRunning(one) && (one.learnerAskedOn !== null || one.showerAskedOn !== null),
  )
  if (pairs.length === 0) return []
  const calendar = calendarOf(community.timeZone)
  const breaks = await store.communities.breaks(community.id)
  const questions = await store.learning.questions(community.id)
  // Whoever pauses or left is not asked; who is only quiet is.
  const absent = await store.learning.absent(community.id, Number.NEGATIVE_INFINITY)
  return pairs.flatMap((pair) => {
    const since = calendar.dayOf(agreedAt(pair) ?? now)
    const asked = [
      { member: pair.learner, on: pair.learnerAskedOn },
      { member: pair.shower, on: pair.showerAskedOn },
    ]
    return asked.flatMap(({ member, on }) =>
      WEEKS_ASKED.flatMap((weeks): Due[] => {
        const known = questions.find(isOf({ pair: pair.id, member, weeks }))
        const day = dayToAsk(since, weeks, breaks)
        if (on === null || absent.has(member) || known?.settledAt != null) return []
        if (!isTimeToAsk(day, now, calendar, breaks)) return []
        return [{ community, pair, member, on, weeks, since, triedAt: known?.triedAt ?? null }]
      }),
    )
  })
}

const isOf =
  ({ pair, member, weeks }: Pick<PairQuestion, 'pair' | 'member' | 'weeks'>) =>
  (one: PairQuestion): boolean =>
    one.pair === pair && one.member === member && one.weeks === weeks

async function ask(due: Due, { store, speakers, words }: PairTools, now: number): Promise<void> {
  const { community, pair, member, on, weeks, since, triedAt } = due
  const speaker = speakers.find((one) => one.platform === on)
  const identities = await store.people.identities(community.id, member)
  const person = identities.find((one) => one.platform === on)?.externalId
  // Its platform is not served at the moment: it may be in a while.
  if (speaker === undefined || person === undefined) return
  const question = { pair: pair.id, member, weeks }
  if (triedAt !== null && now - triedAt >= PATIENCE_MS)
    return store.learning.settled(community.id, question, null, now)
  const said = await store.learning.said(community.id)
  const other = partnerOf(pair, member)
  const here = { store, community, words, place: { platform: on } }
  const partner = await shown(here, other, saidOn(said, pair, other))
  const reply = questionFor(pair, member, { partner, since, weeks, words })
  const once = {
    key: `pair/${community.id}/${pair.id}/${member}/${weeks}`,
    ...{ triedAt, community: community.id },
  }
  for (const workspace of await workspacesOf(community, on, store)) {
    await store.learning.trying(community.id, question, now)
    const told = await speaker.tell({ workspace, person }, reply, once)
    if (!isAway(told)) return settle(told, due, store, now)
  }
}

/** The bot is out of that workspace: nothing was sent. */
const isAway = (told: Told): boolean => told.kind === 'refused' && told.reason === 'away'

async function workspacesOf(community: Community, on: Platform, store: Store): Promise<readonly string[]> {
  const spaces = await store.communities.spaces(community.id)
  const here = spaces.filter(({ workspace }) => workspace.platform === on && workspace.removedAt === null)
  return [...new Set(here.map(({ workspace }) => workspace.externalId))]
}

/** What is not known stays open; whoever takes no messages is not tried again. */
async function settle(told: Told, { community, pair, member, weeks }: Due, store: Store, now: number) {
  if (told.kind === 'unknown') return
  const message = told.kind === 'posted' ? told.message : null
  await store.learning.settled(community.id, { pair: pair.id, member, weeks }, message, now)
}
