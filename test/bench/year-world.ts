/**
 * A year of a large community, made by chance from a seed: who comes on which day and where, what they say, whom they
 * answer and name. The same year comes again from the same seed, so it can be read several times without being held.
 */
import type { Calendar, Day } from '../../src/core/calendar.ts'
import { type MemberId, memberId, type SpaceId, spaceId } from '../../src/core/ids.ts'
import type { MessageRow } from '../../src/core/participation/facts.ts'

/** Of the synthetic activity of `docs/performance.md`: so many messages a visit, and 47 % of them make a tie. */
const MESSAGES_A_VISIT = 4.76
const SHARE_OF = {
  reference: 0.46,
  mention: 0.18,
  thread: 0.15,
  opensThread: 0.03,
  post: 0.12,
  reacts: 0.3,
} as const
const REMEMBERED = 8
const OPEN_THREADS = 6
/** Of the spaces, every fifth is a forum: everything in it is a post of its own, or inside one. */
const FORUM_EVERY = 5
const MS_PER_MINUTE = 60_000
/** Visits begin between seven and eleven in the evening and end before midnight. */
const HOURS = { first: 7, length: 15 } as const
const VISIT_MS = 50 * MS_PER_MINUTE
/** Days that somebody stays, on average, and how often they come meanwhile: few come often. */
const STAY_DAYS = 150
const THERE_AT_THE_START = 0.3
const COMES = { least: 0.02, most: 1.05, bend: 2.6 } as const

const NOBODY: readonly MemberId[] = []

/** How large a year is made. */
export interface YearSize {
  readonly members: number
  readonly messages: number
}

/** A community's year. */
export interface Year {
  readonly firstDay: Day
  /** The day after the last. */
  readonly endDay: Day
  readonly spaces: readonly SpaceId[]
  /** Who comes, day after day: each member once a day at most, in one space. */
  visits(): Generator<DayOfVisits>
  /** What they say, in order of time. */
  messages(): Generator<MadeMessage>
}

/** What is kept of a message, with what a store would find for it. */
export interface MadeMessage extends MessageRow {
  readonly reference: string | null
  readonly day: Day
}

interface DayOfVisits {
  readonly day: Day
  readonly visits: readonly Visit[]
}

interface Visit {
  readonly member: MemberId
  readonly space: SpaceId
  readonly messages: number
  readonly reactions: number
}

/** Numbers in [0, 1) from a seed (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A larger community has more spaces: their square root. */
export const spacesOf = ({ members }: Pick<YearSize, 'members'>): number => Math.round(Math.sqrt(members))

/** A year that ends before a day. Messages come close to the number that is asked for. */
export function yearOf(size: YearSize, calendar: Calendar, endDay: Day, days = 365): Year {
  const firstDay = endDay - days
  const visits = () => visitsOf(size, firstDay, endDay)
  return {
    firstDay,
    endDay,
    spaces: Array.from({ length: spacesOf(size) }, (_, index) => spaceId(index + 1)),
    visits,
    messages: () => messagesOf(visits(), calendar),
  }
}

function* visitsOf({ members, messages }: YearSize, firstDay: Day, endDay: Day): Generator<DayOfVisits> {
  const spaces = spacesOf({ members })
  const chance = chanceOf(1)
  const days = endDay - firstDay
  const from = new Int32Array(members)
  const to = new Int32Array(members)
  const comes = new Float64Array(members)
  let expected = 0
  for (let member = 0; member < members; member += 1) {
    const start = chance() < THERE_AT_THE_START ? 0 : Math.floor(chance() * days)
    const end = Math.min(days, start + 1 + Math.floor(-Math.log(1 - chance()) * STAY_DAYS))
    const often = COMES.least + COMES.most * chance() ** COMES.bend
    from[member] = start
    to[member] = end
    comes[member] = often
    expected += 1 + (end - start - 1) * often
  }
  // Brought to the number of messages that is asked for.
  const scale = messages / MESSAGES_A_VISIT / expected
  const coming = chanceOf(2)
  for (let day = 0; day < days; day += 1) {
    const visits: Visit[] = []
    for (let index = 0; index < members; index += 1) {
      const [start = 0, end = 0, often = 0] = [from[index], to[index], comes[index]]
      if (day < start || day >= end || (day > start && coming() >= often * scale)) continue
      // Home is one space; every fifth visit is elsewhere.
      const home = Math.floor((((index * 7_919) % members) / members) ** 2 * spaces)
      const space = coming() < 0.2 ? Math.floor(coming() ** 2 * spaces) : home
      const said = 1 + Math.floor(-Math.log(1 - coming()) * (MESSAGES_A_VISIT - 0.5))
      const reacted = Math.floor(coming() * 2 * SHARE_OF.reacts * said)
      visits.push({
        member: memberId(index + 1),
        space: spaceId(space + 1),
        messages: said,
        reactions: reacted,
      })
    }
    yield { day: firstDay + day, visits }
  }
}

interface Remembered {
  readonly key: string
  readonly author: MemberId
  readonly at: number
}

interface OpenThread extends Remembered {
  readonly last: Remembered[]
}

interface Talk {
  readonly last: Remembered[]
  readonly threads: OpenThread[]
}

function* messagesOf(days: Iterable<DayOfVisits>, calendar: Calendar): Generator<MadeMessage> {
  const chance = chanceOf(3)
  const talks = new Map<SpaceId, Talk>()
  let made = 0
  for (const { day, visits } of days) {
    const startAt = calendar.startOf(day)
    const said: { at: number; visit: Visit }[] = []
    for (const visit of visits) {
      const beginsAt = startAt + Math.floor((HOURS.first + chance() * HOURS.length) * 60) * MS_PER_MINUTE
      for (let index = 0; index < visit.messages; index += 1)
        said.push({ at: beginsAt + Math.floor(chance() * VISIT_MS), visit })
    }
    said.sort((a, b) => a.at - b.at)
    for (const { at, visit } of said) {
      const talk = talks.get(visit.space) ?? { last: [], threads: [] }
      talks.set(visit.space, talk)
      yield messageIn(talk, visit, { at, day, number: made }, chance)
      made += 1
    }
  }
}

function messageIn(
  talk: Talk,
  { member, space }: Visit,
  { at, day, number }: { at: number; day: Day; number: number },
  chance: () => number,
): MadeMessage {
  const key = `${at}${1_000_000 + (number % 1_000_000)}`
  const here = { key, author: member, at }
  const isForum = space % FORUM_EVERY === 0
  const thread = isForum ? postOf(talk, here, chance) : threadOf(talk, chance)
  const before = thread?.last ?? talk.last
  const answered = chance() < SHARE_OF.reference ? before[Math.floor(chance() * before.length)] : undefined
  const named = chance() < SHARE_OF.mention ? before[Math.floor(chance() * before.length)] : undefined
  before.push(here)
  if (before.length > REMEMBERED) before.shift()
  if (thread === null && chance() < SHARE_OF.opensThread) openThread(talk, here)
  return {
    space,
    key,
    author: member,
    at,
    day,
    thread: thread?.key ?? null,
    reference: answered?.key ?? null,
    hasReference: answered !== undefined,
    referenceAuthor: answered?.author ?? null,
    named: named === undefined || named.author === member ? NOBODY : [named.author],
    hangsOn: thread === null ? null : { at: thread.at, author: thread.author },
  }
}

/** A message in a channel: most are in the main line. */
function threadOf({ threads }: Talk, chance: () => number): OpenThread | null {
  return chance() < SHARE_OF.thread ? (threads[Math.floor(chance() * threads.length)] ?? null) : null
}

/** A message in a forum: inside a post, or the first of one. */
function postOf(talk: Talk, here: Remembered, chance: () => number): OpenThread {
  const known =
    chance() < SHARE_OF.post ? undefined : talk.threads[Math.floor(chance() * talk.threads.length)]
  return known ?? openThread(talk, here)
}

function openThread({ threads }: Talk, { key, author, at }: Remembered): OpenThread {
  const thread = { key, author, at, last: [] }
  threads.push(thread)
  if (threads.length > OPEN_THREADS) threads.shift()
  return thread
}

/** When a message was posted, told by its key. */
export const atOfKey = (key: string): number => Number(key.slice(0, -7))
