/** Finds out whom somebody could learn a topic from, or show it to. */
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import type { MemberId } from '../ids.ts'
import { mergedBreaks, weeksBefore } from '../participation/breaks.ts'
import type { Role, Side } from './apprenticeship.ts'
import { candidatesFor, type Known, type Partner, suggestPartners, type Ties } from './partners.ts'
import { readTies } from './read-ties.ts'

const MAX_DOINGS_READ = 1000
/** Who did nothing in so many weeks is away. */
const AWAY_WEEKS = 12
/** Who wrote for the first time in so many days is new. */
const NEW_DAYS = 28
const NO_TIES: Ties = new Map()

/** The few to be suggested, the first first; nobody who goes by no name here. */
export async function findPartners(
  call: Call<object>,
  topic: string,
  side: Side,
): Promise<readonly (Partner & { readonly name: string })[]> {
  const { store, community, actor, place, now } = call
  const known = await knownOf(call, topic, side)
  const candidates = candidatesFor(known)
  if (candidates.length === 0) return []
  const named = new Map<MemberId, string>()
  for (const { member, platform } of candidates) {
    const name = await store.people.name(community.id, member, { on: place.platform, doneOn: platform })
    if (name !== null) named.set(member, name)
  }
  const roles = await rolesOf(call)
  // Only mentors are put before others for somebody new, and who is new is read from everybody's first days.
  const hasMentors = [...roles.values()].some((own) => own.includes('mentor'))
  const partners = suggestPartners(
    {
      ...known,
      said: known.said.filter((one) => named.has(one.member)),
      doings: known.doings.filter((one) => named.has(one.member)),
    },
    {
      pairs: await store.learning.pairs(community.id),
      // Where there is nothing to put in order, nothing is read.
      ties: named.size > 1 ? await readTies(store, community, now) : NO_TIES,
      absent: await absentNow(call),
      roles,
      isNewcomer: hasMentors && (await isNew(call, actor.member)),
    },
  )
  return partners.flatMap((one) => {
    const name = named.get(one.member)
    return name === undefined ? [] : [{ ...one, name }]
  })
}

/** Whether somebody said or did what makes them one who can be asked, and is there; with what they said of how many. */
export async function askable(
  call: Call<object>,
  { topic, side, partner }: { readonly topic: string; readonly side: Side; readonly partner: MemberId },
): Promise<Pick<Partner, 'limit' | 'platform'> | null> {
  const found = candidatesFor(await knownOf(call, topic, side)).find((one) => one.member === partner)
  if (found === undefined || (await absentNow(call)).has(partner)) return null
  return found
}

async function knownOf({ store, community, actor }: Call<object>, topic: string, side: Side): Promise<Known> {
  return {
    ...{ topic, side, asker: actor.member },
    said: await store.learning.said(community.id),
    practices: await store.repertoire.practices(community.id),
    doings: await store.repertoire.doings(community.id, MAX_DOINGS_READ),
  }
}

async function absentNow({ store, community, now }: Call<object>): Promise<ReadonlySet<MemberId>> {
  const today = calendarOf(community.timeZone).dayOf(now)
  const breaks = mergedBreaks(await store.communities.breaks(community.id))
  const first = weeksBefore(today, breaks, AWAY_WEEKS).at(-1)
  return store.learning.absent(community.id, first?.from ?? today)
}

/** What everybody was appointed to. */
async function rolesOf({
  store,
  community,
}: Pick<Call<object>, 'store' | 'community'>): Promise<ReadonlyMap<MemberId, readonly Role[]>> {
  const roles = new Map<MemberId, Role[]>()
  for (const { member, role } of await store.learning.appointed(community.id))
    roles.set(member, [...(roles.get(member) ?? []), role])
  return roles
}

async function isNew({ store, community, now }: Call<object>, member: MemberId): Promise<boolean> {
  const first = (await store.history.firstMessageDays(community.id)).get(member)
  return first === undefined || first > calendarOf(community.timeZone).dayOf(now) - NEW_DAYS
}
