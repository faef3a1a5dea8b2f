/**
 * A small made-up community that says so, for whoever looks at Commonplace for the first time: fourteen weeks of a
 * robotics club, the same every time, recorded through the same door as a real one.
 */
import { type Calendar, calendarOf, MS_PER_DAY, MS_PER_HOUR } from '../core/calendar.ts'
import type { MemberId } from '../core/ids.ts'
import type { Community, Store } from '../core/ports.ts'
import type { Deed } from '../core/ports-problems.ts'
import type { DoingOutcome } from '../core/repertoire/practice.ts'
import type { Words } from '../core/words/words.ts'
import {
  CLUB_WEEKS,
  type ClubDoing,
  type ClubProblem,
  COHORTS,
  DOINGS,
  PEOPLE,
  PRACTICES,
  PROBLEMS,
  SPACES,
  UNANSWERED,
} from './sample/club.ts'
import { clubTalk } from './sample/talk.ts'
import { type GivenWord, WORDS, withWords } from './sample/words.ts'

const BATCH_SIZE = 500
/** What was done was said in the afternoon. */
const DOING_HOUR = 17

/** The groups of the club, by the names that the playground knows its people by. */
export const sampleCohorts = COHORTS.map(({ name, people }) => ({
  name,
  people: people.map((one) => one.toLowerCase()),
}))

/** Fills an empty store with the club. Days are those of `timeZone`; nothing lies after `now`. */
export async function makeSample(
  store: Store,
  { now, timeZone, words }: { now: number; timeZone: string; words: Words },
): Promise<Community> {
  const community = await store.communities.create({
    name: words.sample.community,
    timeZone,
    isLive: true,
    now,
  })
  const calendar = calendarOf(timeZone)
  const workspace = await store.communities.workspace({
    platform: 'terminal',
    externalId: 'sample',
    name: words.sample.workspace,
  })
  const beganAt = calendar.startOf(calendar.dayOf(now) - CLUB_WEEKS * 7)
  for (const { id } of SPACES) {
    const space = await store.communities.bindSpace(community.id, workspace.id, { externalId: id, name: id })
    await store.recording.cover(community.id, space.id, beganAt, now)
  }
  const talk = withWords(clubTalk(now, calendar), await giveWords(store, community, calendar, now))
  for (let at = 0; at < talk.length; at += BATCH_SIZE)
    await store.recording.record(workspace.id, talk.slice(at, at + BATCH_SIZE), now)
  await addRepertoire(store, community, calendar, now)
  return community
}

/** Gives the club its words, as of whoever brought them. */
async function giveWords(
  store: Store,
  community: Community,
  calendar: Calendar,
  now: number,
): Promise<readonly GivenWord[]> {
  const given: GivenWord[] = []
  for (const one of WORDS) {
    const at = momentOf(one.daysAgo, calendar, now)
    const giver = await store.people.member(community.id, 'terminal', one.giver.toLowerCase())
    await store.people.setName(community.id, giver, 'terminal', one.giver)
    const { word, meaning, example } = one
    const kept = await store.words.give(
      community.id,
      { word, meaning, example, giver, platform: 'terminal', at },
      calendar.dayOf(at),
    )
    given.push({ ...one, id: kept.word.id, at })
  }
  return given
}

/** In the afternoon so many days ago. */
const momentOf = (daysAgo: number, calendar: Calendar, now: number): number =>
  Math.min(calendar.startOf(calendar.dayOf(now - daysAgo * MS_PER_DAY)) + DOING_HOUR * MS_PER_HOUR, now)

async function addRepertoire(
  store: Store,
  community: Community,
  calendar: Calendar,
  now: number,
): Promise<void> {
  const members = new Map<string, MemberId>()
  for (const name of [...PEOPLE.map((one) => one.name), ...UNANSWERED.map((one) => one.author)])
    members.set(name, await store.people.member(community.id, 'terminal', name.toLowerCase()))
  const memberOf = (name: string): MemberId => {
    const member = members.get(name)
    if (member === undefined) throw new Error(`nobody in the sample is called ${name}`)
    return member
  }
  /** Who does something through the bot goes by name. */
  const byName = async (name: string): Promise<MemberId> => {
    await store.people.setName(community.id, memberOf(name), 'terminal', name)
    return memberOf(name)
  }
  const did = async (done: ClubDoing, practice: DidOf): Promise<void> => {
    const at = momentOf(done.daysAgo, calendar, now)
    const companions = done.with === undefined ? [] : [await byName(done.with)]
    const member = await byName(done.by)
    await store.repertoire.did(
      community.id,
      { what: done.what, member, companions, platform: 'terminal', at, ...practice },
      calendar.dayOf(at),
    )
  }
  for (const { name, how, whenItHelps, sharer, daysAgo, doings } of PRACTICES) {
    const at = momentOf(daysAgo, calendar, now)
    const shared = {
      name,
      how,
      whenItHelps,
      link: null,
      ...{ problem: '', follows: '', tags: [], parent: null },
      sharer: await byName(sharer),
      platform: 'terminal' as const,
      at,
    }
    const { id } = await store.repertoire.share(community.id, shared, calendar.dayOf(at))
    for (const one of doings) await did(one, { practice: id, outcome: one.outcome ?? 'asWritten' })
  }
  for (const one of DOINGS) await did(one, { practice: null, outcome: null })
  const deed = async (name: string, daysAgo: number): Promise<Deed> => ({
    ...{ member: await byName(name), platform: 'terminal', at: momentOf(daysAgo, calendar, now) },
  })
  for (const one of PROBLEMS) await addProblem({ store, community, calendar }, one, deed)
}

/** A problem, with who took it on and what came of it. */
async function addProblem(
  { store, community, calendar }: { store: Store; community: Community; calendar: Calendar },
  { title, whom, doneWhen, firstStep, ...more }: ClubProblem,
  deed: (name: string, daysAgo: number) => Promise<Deed>,
): Promise<void> {
  const { kind, places, curriculum = '', partners = '', closed } = more
  const opening = await deed(more.opener, more.daysAgo)
  const text = { title, whom, doneWhen, firstStep, link: null }
  const { id } = await store.problems.open(community.id, text, opening, calendar.dayOf(opening.at))
  await store.problems.addTo(community.id, id, {
    ...{ kind, adult: null, places, untilDay: null, curriculum, partners },
  })
  for (const { by, daysAgo } of more.joined) {
    const joining = await deed(by, daysAgo)
    await store.problems.join(community.id, id, joining, calendar.dayOf(joining.at))
  }
  if (closed === undefined) return
  const closing = await deed(closed.by, closed.daysAgo)
  await store.problems.close(community.id, id, closed, closing, calendar.dayOf(closing.at))
  await store.problems.confirm(community.id, id, 1, await deed(closed.confirmedBy, closed.daysAgo))
}

interface DidOf {
  readonly practice: Awaited<ReturnType<Store['repertoire']['share']>>['id'] | null
  readonly outcome: DoingOutcome | null
}
