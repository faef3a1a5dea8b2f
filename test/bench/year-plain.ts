/**
 * The limit of a year's digest: the same figures from bare better-sqlite3, by hand-written statements and loops that do
 * what this history needs and no more: no breaks, nobody hidden, no thread without a known start. What is shared with
 * ours are formulas over a handful of numbers and the calendar.
 */
import Sqlite from 'better-sqlite3'
import { calendarOf, dateOf, monthsBefore, type Period, weekdayOf } from '../../src/core/calendar.ts'
import { absenceFactor, gini } from '../../src/core/participation/concentration.ts'
import type { Growth } from '../../src/core/participation/digest-membership.ts'
import type { Slowest, Waiting } from '../../src/core/participation/digest-talk.ts'
import { median } from '../../src/core/participation/median.ts'
import { partialFields } from '../../src/core/participation/partial.ts'
import type { readDigest } from '../../src/core/participation/read-digest.ts'
import { kaplanMeier } from '../../src/core/participation/survival.ts'
import { share } from '../../src/core/participation/wilson.ts'
import type { Community } from '../../src/core/ports.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WEEKS_SHOWN = 16
const SAME_PAGE_CACHE = 'cache_size = -16384'

/** What both tell. */
export type Told = Omit<Awaited<ReturnType<typeof readDigest>>, 'before' | 'waiting' | 'leaving'>
type Days = readonly number[]

/** The digest of a period, and its pictures' data. */
export function plainDigest(file: string, community: Community, period: Period): Told {
  const db = new Sqlite(file, { readonly: true })
  db.pragma(SAME_PAGE_CACHE)
  db.pragma('temp_store = MEMORY')
  try {
    return told(db, community, period)
  } finally {
    db.close()
  }
}

function told(db: Sqlite.Database, community: Community, { from, to }: Period): Told {
  const before = { from: 2 * from - to, to: from }
  const people = readDaily(db, community.id, from, to)
  const days = [...people.days.values()]
  const talk = readTalk(db, community, { from, to }, before, people.firstMessage)
  const now = bandCounts(days, to)
  const weeks = Array.from({ length: WEEKS_SHOWN }, (_, index) => to - 7 * (WEEKS_SHOWN - index)).filter(
    (day) => day + 7 > people.firstDay,
  )
  const posted = [...people.firstMessage].filter(([, day]) => from <= day && day < to).length
  const lookedAt = [...people.firstMessage].filter(([, day]) => to - 28 <= day && day < to - 14)
  const returned = lookedAt.filter(([member, day]) => isIn(people.days.get(member) ?? [], day + 1, day + 15))
  const said = [...people.days].flatMap(([member, list]) =>
    isIn(list, from, to) ? [people.said.get(member) ?? 0] : [],
  )
  const calendar = calendarOf(community.timeZone)
  return {
    digest: {
      ...{ community: community.name, timezone: community.timeZone, from: dateOf(from), to: dateOf(to) },
      participation: {
        ...sums(db, community.id, { from, to }),
        ...talk.now,
        activeMembers: said.length,
        previous: {
          ...sums(db, community.id, before),
          ...talk.before,
          activeMembers: days.filter((list) => isIn(list, before.from, before.to)).length,
        },
      },
      growth: growthOf(days, from, to),
      bands: now.counts,
      moves: movesOf(days, from, to),
      renewal: share(
        days.filter((list) => bandAt(list, to) === 3 && (list[0] ?? 0) >= monthsBefore(to, 12)).length,
        now.counts.core,
      ),
      newcomers: { posted, ...talk.newcomers, returned14d: share(returned.length, lookedAt.length) },
      answers: talk.answers,
      concentration: { gini: gini(said), absenceFactor: absenceFactor(said) },
      // Nobody did anything through the bot in this year.
      practice: {
        ...{ shared: 0, done: 0, versions: 0, proven: 0, reuseRate: share(0, 0), doingRatio: null },
        leaving: 0,
      },
      consequence: { rate: share(0, 0), members: 0 },
      language: languageOf(db, community.id, { to, toAt: calendar.startOf(to) }),
      coincidence: null,
      survival: kaplanMeier(
        days.map((list) => {
          const last = list.at(-1) ?? 0
          return { days: last - (list[0] ?? 0), isEnded: to - last >= 28 }
        }),
      ),
      partial: partialFields({ from, to }, [before], people.firstDay, [], calendar, false),
    },
    pictures: {
      membersByWeek: weeks.map((week) => {
        const { new: come, resurrected, retained, churned } = growthOf(days, week, week + 7)
        return { from: week, new: come, returned: resurrected, stayed: retained, left: churned }
      }),
      bandsOverTime: weeks.map((week) => {
        const { core, active, peripheral } = bandCounts(days, week + 7).counts
        return { at: week + 7, core, active, peripheral }
      }),
      ...talk.pictures,
      moves: flowsOf(days, from, to),
      tooEarlyToReturn: [...people.firstMessage].filter(
        ([, day]) => Math.max(from, to - 14) <= day && day < to,
      ).length,
      ...{ words: [], practices: [] },
    },
    repertoire: { practices: [], doings: [], thanks: [], problems: [] },
    words: [],
    wordUsers: new Map(),
    wordUsersBefore: new Map(),
  }
}

/** Everybody's days, their first with a message, and what they said in the period. */
function readDaily(db: Sqlite.Database, community: number, from: number, to: number) {
  const days = new Map<number, number[]>()
  const firstMessage = new Map<number, number>()
  const said = new Map<number, number>()
  let firstDay = Number.POSITIVE_INFINITY
  const rows = db
    .prepare<number[], [number, number, number]>(
      'select day, member, messages from daily where community = ? and day < ? and member <> 0 order by day',
    )
    .raw()
  for (const [day, member, messages] of rows.iterate(community, to)) {
    firstDay = Math.min(firstDay, day)
    const known = days.get(member)
    if (known === undefined) days.set(member, [day])
    else if (known.at(-1) !== day) known.push(day)
    if (messages === 0) continue
    if (!firstMessage.has(member)) firstMessage.set(member, day)
    if (day >= from) said.set(member, (said.get(member) ?? 0) + messages)
  }
  return { days, firstMessage, said, firstDay }
}

/** Words with who used them, their givers left out. */
function languageOf(
  db: Sqlite.Database,
  community: number,
  { to, toAt }: { readonly to: number; readonly toAt: number },
): Told['digest']['language'] {
  const users = new Map<string, Set<number>>()
  const add = (word: string, member: number): void => {
    users.set(word, (users.get(word) ?? new Set()).add(member))
  }
  const raw = db
    .prepare<[number, number], { author: number; words: string }>(
      'select distinct author, words from message where community = ? and words is not null and at < ?',
    )
    .all(community, toAt)
  for (const { author, words } of raw) for (const word of words.split(' ')) add(word, author)
  const sealed = db
    .prepare<[number, number], { word: number; member: number }>(
      'select distinct word, member from word_use where community = ? and day < ?',
    )
    .all(community, to)
  for (const { word, member } of sealed) add(String(word), member)
  const words = db
    .prepare<[number, number], { id: number; word: string; giver: number | null }>(
      'select id, word, giver from word where community = ? and given_at < ? order by given_at, id',
    )
    .all(community, toAt)
  const spread = words.map(({ id, word, giver }) => {
    const all = users.get(String(id)) ?? new Set()
    return { word, people: [...all].filter((one) => one !== giver).length }
  })
  return { words: words.length, spread: spread.sort((a, b) => b.people - a.people) }
}

function sums(db: Sqlite.Database, community: number, { from, to }: Period) {
  const [messages = 0, reactions = 0] =
    db
      .prepare<number[], [number | null, number | null]>(
        'select sum(messages), sum(reactions) from daily where community = ? and day >= ? and day < ?',
      )
      .raw()
      .get(community, from, to) ?? []
  return { messages: messages ?? 0, reactions: reactions ?? 0 }
}

/** Whether any of some ascending days lies in [from, to). */
function isIn(days: Days, from: number, to: number): boolean {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((days[middle] ?? to) < from) low = middle + 1
    else high = middle
  }
  return (days[low] ?? to) < to
}

function growthOf(people: readonly Days[], from: number, to: number): Growth {
  const counts = { new: 0, retained: 0, resurrected: 0, churned: 0 }
  for (const days of people) {
    const isNow = isIn(days, from, to)
    const wasBefore = isIn(days, 2 * from - to, from)
    if (isNow && (days[0] ?? 0) >= from) counts.new += 1
    else if (isNow && wasBefore) counts.retained += 1
    else if (isNow) counts.resurrected += 1
    else if (wasBefore) counts.churned += 1
  }
  const { churned } = counts
  return { ...counts, quickRatio: churned === 0 ? null : (counts.new + counts.resurrected) / churned }
}

/** 3 core, 2 active, 1 peripheral, 0 away; −1 before the first day. */
function bandAt(days: Days, at: number): number {
  return Math.max(bandIn(days, at), bandIn(days, at - 7))
}

function bandIn(days: Days, at: number): number {
  const first = days[0] ?? at
  if (first >= at) return -1
  const lived = Math.min(12, Math.ceil((at - first) / 7))
  let active = 0
  let last = -1
  for (let index = days.length - 1; index >= 0; index -= 1) {
    const day = days[index] ?? 0
    if (day >= at) continue
    const week = Math.floor((at - 1 - day) / 7)
    if (week >= 12) break
    if (week !== last) active += 1
    last = week
  }
  const of = Math.max(6, lived)
  return 4 * active >= 3 * of ? 3 : 4 * active >= of ? 2 : active > 0 ? 1 : 0
}

function bandCounts(people: readonly Days[], at: number) {
  const counts = { core: 0, active: 0, peripheral: 0, away: 0 }
  const names = ['away', 'peripheral', 'active', 'core'] as const
  for (const days of people) {
    const name = names[bandAt(days, at)]
    if (name !== undefined) counts[name] += 1
  }
  return { counts }
}

/** People by their band then and now, the core first, whoever had none then last. */
function flowsOf(people: readonly Days[], from: number, to: number): Told['pictures']['moves'] {
  const counts = new Map<number, number>()
  for (const days of people) {
    const now = bandAt(days, to)
    if (now < 0) continue
    const then = bandAt(days, from)
    const place = (then < 0 ? 4 : 3 - then) * 4 + 3 - now
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([place, count]) => {
      const then = Math.floor(place / 4)
      const bands = ['core', 'active', 'peripheral', 'away'] as const
      return {
        before: then === 4 ? 'new' : (bands[then] ?? 'away'),
        now: bands[place % 4] ?? 'away',
        people: count,
      }
    })
}

function movesOf(people: readonly Days[], from: number, to: number): { inward: number; outward: number } {
  const counts = { inward: 0, outward: 0 }
  for (const days of people) {
    const then = bandAt(days, from)
    if (then < 0) continue
    const now = bandAt(days, to)
    if (now > then) counts.inward += 1
    if (now < then) counts.outward += 1
  }
  return counts
}

interface Open {
  readonly author: number
  readonly at: number
  answeredAt: number
}

interface Place {
  readonly byThread: Map<string, Open[]>
  readonly byAuthor: Map<number, Open[]>
  last: Open | null
  lastMainAt: number
}

type TalkRow = [
  space: number,
  key: string,
  thread: string | null,
  author: number,
  at: number,
  reference: string | null,
  answered: number | null,
  named: string | null,
  startAt: number | null,
  starter: number | null,
]

const TALK = `select m.space, m.key, m.thread, m.author, m.at, m.reference, coalesce(m.reference_author, r.author), m.named,
    coalesce(h.at, t.start_at), coalesce(h.author, t.starter)
  from message m
  join space s on s.community = m.community and s.id = m.space
  left join message r on r.community = m.community and r.space = m.space and r.key = m.reference
  left join message h on h.community = m.community and h.space = m.space and h.key = m.thread
  left join thread t on t.community = m.community and t.space = m.space and t.key = m.thread
  where m.community = ? and m.at < ? order by m.at, s.external_id, m.key`

/** What was begun, whom it was answered by, and how often somebody answered or named another. */
function readTalk(
  db: Sqlite.Database,
  community: Community,
  period: Period,
  before: Period,
  firstMessage: ReadonlyMap<number, number>,
) {
  const { id } = community
  const calendar = calendarOf(community.timeZone)
  const endsAt = calendar.startOf(period.to)
  const now = { starters: 0, replies: 0, mentions: 0 }
  const then = { starters: 0, replies: 0, mentions: 0 }
  const rhythm = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  const heard = (weekday: number, hour: number, count: number) => {
    const hours = rhythm[weekday]
    if (hours !== undefined) hours[hour] = (hours[hour] ?? 0) + count
  }
  const judged = judging()
  const places = new Map<number, Place>()
  const lastSealed = new Map(
    db
      .prepare<number[], [number, number]>(
        'select space, max(last_main_at) from sealed_stretch where community = ? and last_main_at is not null group by space',
      )
      .raw()
      .all(id),
  )
  const spoken = new Set<number>()
  const begun: (Open & {
    space: number
    key: string
    thread: string | null
    isFirst: boolean
    hour: number
    day: number
  })[] = []
  const rows = db.prepare<number[], TalkRow>(TALK).raw()
  for (const row of rows.iterate(id, endsAt)) {
    const [space, key, thread, author, at, reference, answered, named, startAt, starter] = row
    const day = calendar.dayOf(at)
    const hour = calendar.hourOf(at)
    let place = places.get(space)
    if (place === undefined) {
      const lastMainAt = lastSealed.get(space) ?? Number.NEGATIVE_INFINITY
      place = { byThread: new Map(), byAuthor: new Map(), last: null, lastMainAt }
      places.set(space, place)
    }
    let reply: number | null = null
    if (reference !== null) reply = answered === author ? null : answered
    else if (thread !== null && key !== thread && starter !== author && at - (startAt ?? 0) <= 7 * DAY_MS)
      reply = starter
    const mentions =
      named === null
        ? []
        : named
            .split(' ')
            .map(Number)
            .filter((one) => one !== author && one !== reply)
    const isFirst = firstMessage.get(author) === day && !spoken.has(author)
    if (isFirst) spoken.add(author)
    let starts = isFirst || key === thread
    if (thread !== null) answer(place.byThread, thread, author, at)
    if (reply !== null) answer(place.byAuthor, reply, author, at)
    for (const one of mentions) answer(place.byAuthor, one, author, at)
    if (thread === null) {
      if (reference === null && at - place.lastMainAt >= HOUR_MS) starts = true
      place.lastMainAt = at
      const { last } = place
      if (last !== null && last.author !== author && at - last.at <= 8 * HOUR_MS)
        last.answeredAt = Math.min(last.answeredAt, at)
      place.last = null
    }
    if (starts) {
      const open = {
        author,
        at,
        answeredAt: Number.POSITIVE_INFINITY,
        space,
        key,
        thread,
        isFirst,
        hour,
        day,
      }
      begun.push(open)
      if (thread === null) place.last = open
      list(place.byAuthor, author, open)
      list(place.byThread, key, open)
      if (thread !== null && thread !== key) list(place.byThread, thread, open)
    }
    const counts = day >= period.from ? now : day >= before.from ? then : null
    if (counts === null) continue
    if (starts) counts.starters += 1
    if (reply !== null) counts.replies += 1
    counts.mentions += mentions.length
    if (counts === now) heard(weekdayOf(day), hour, 1)
  }
  for (const { at, answeredAt, space, hour, day, isFirst } of begun)
    if (day >= period.from && at <= endsAt - 2 * DAY_MS) {
      const waited = answeredAt - at
      judged.add(space, hour, isFirst, waited <= 2 * DAY_MS ? waited / 60_000 : null)
    }
  addSealed(db, id, period, now, (day, space, hour, isFirst, minutes) => {
    if (calendar.startOf(day) + (hour + 1) * HOUR_MS <= endsAt - 2 * DAY_MS)
      judged.add(space, hour, isFirst, minutes)
  })
  addSealed(db, id, before, then, () => undefined)
  for (const [day, hour, count] of db
    .prepare<number[], [number, number, number]>(
      'select day, hour, count(*) from sealed where community = ? and day >= ? and day < ? group by day, hour',
    )
    .raw()
    .all(id, period.from, period.to))
    heard(weekdayOf(day), hour, count)

  const spaces = new Map(
    db
      .prepare<number[], [number, string, string]>(
        'select id, name, external_id from space where community = ?',
      )
      .raw()
      .all(id)
      .map(([space, name, externalId]) => [space, { name, externalId }]),
  )
  const nameOf = (space: number): string => spaces.get(space)?.name ?? ''
  const server = db.prepare<[], string>('select external_id from workspace').pluck().get() ?? ''
  const waiting: Waiting[] = begun
    .filter(({ at }) => endsAt - 14 * DAY_MS <= at && at <= endsAt - DAY_MS)
    .filter(({ at, answeredAt }) => !(answeredAt - at <= 14 * DAY_MS))
    .sort((a, b) => Number(b.isFirst) - Number(a.isFirst) || a.at - b.at)
    .map(({ space, key, thread, at, isFirst }) => ({
      space: nameOf(space),
      link: `https://discord.com/channels/${server}/${thread ?? spaces.get(space)?.externalId}/${key}`,
      at: new Date(at).toISOString(),
      newcomer: isFirst,
    }))
  return { now, before: then, ...judged.figures(nameOf, waiting, rhythm) }
}

function list<Key>(lists: Map<Key, Open[]>, key: Key, open: Open): void {
  const known = lists.get(key)
  if (known === undefined) lists.set(key, [open])
  else known.push(open)
}

function answer<Key>(lists: Map<Key, Open[]>, key: Key, author: number, at: number): void {
  const known = lists.get(key)
  if (known === undefined) return
  for (const open of known) if (open.author !== author) open.answeredAt = Math.min(open.answeredAt, at)
  const left = known.filter((open) => open.author === author)
  if (left.length === 0) lists.delete(key)
  else lists.set(key, left)
}

function addSealed(
  db: Sqlite.Database,
  community: number,
  { from, to }: Period,
  counts: { starters: number; replies: number; mentions: number },
  each: (day: number, space: number, hour: number, isFirst: boolean, minutes: number | null) => void,
): void {
  const [replies = 0, mentions = 0] =
    db
      .prepare<number[], [number | null, number | null]>(
        'select sum(replies), sum(mentions) from tie where community = ? and day >= ? and day < ?',
      )
      .raw()
      .get(community, from, to) ?? []
  counts.replies += replies ?? 0
  counts.mentions += mentions ?? 0
  const rows = db
    .prepare<number[], [number, number, number, number, number | null]>(
      'select day, space, hour, is_first, answered_after_ms from sealed where community = ? and day >= ? and day < ? and is_starter = 1',
    )
    .raw()
  for (const [day, space, hour, isFirst, ms] of rows.iterate(community, from, to)) {
    counts.starters += 1
    each(day, space, hour, isFirst === 1, ms === null ? null : ms / 60_000)
  }
}

/** Gathers waits by space and hour. */
function judging() {
  const all: number[] = []
  const firsts: number[] = []
  const n = { all: 0, firsts: 0 }
  const bySpace = new Map<number, { minutes: number[]; n: number }>()
  const byHour = new Map<number, { minutes: number[]; n: number }>()
  const group = (groups: typeof bySpace, key: number, minutes: number | null): void => {
    let known = groups.get(key)
    if (known === undefined) {
      known = { minutes: [], n: 0 }
      groups.set(key, known)
    }
    known.n += 1
    if (minutes !== null) known.minutes.push(minutes)
  }
  return {
    add: (space: number, hour: number, isFirst: boolean, minutes: number | null): void => {
      n.all += 1
      if (isFirst) n.firsts += 1
      if (minutes !== null) all.push(minutes)
      if (minutes !== null && isFirst) firsts.push(minutes)
      group(bySpace, space, minutes)
      group(byHour, hour, minutes)
    },
    figures: (nameOf: (space: number) => string, waiting: readonly Waiting[], rhythm: number[][]) => {
      const spaces = [...bySpace].flatMap(([space, { minutes, n: starters }]) => {
        const medianMinutes = median(minutes)
        const answered = minutes.length
        return medianMinutes === null ? [] : [{ name: nameOf(space), medianMinutes, answered, starters }]
      })
      spaces.sort((a, b) => b.medianMinutes - a.medianMinutes || (a.name < b.name ? -1 : 1))
      const hours = [...byHour].flatMap(([hour, { minutes }]) => {
        const medianMinutes = median(minutes)
        return medianMinutes === null || minutes.length < 5
          ? []
          : [{ hour, medianMinutes, n: minutes.length }]
      })
      hours.sort((a, b) => b.medianMinutes - a.medianMinutes || a.hour - b.hour)
      const slowest: Slowest[] = [
        ...spaces
          .filter(({ answered }) => answered >= 5)
          .map(({ name, medianMinutes, answered }) => ({ space: name, medianMinutes, n: answered }))
          .slice(0, 3),
        ...hours.slice(0, 3),
      ]
      return {
        newcomers: { answered: share(firsts.length, n.firsts), medianMinutesToFirstAnswer: median(firsts) },
        answers: {
          starters: n.all,
          answered: share(all.length, n.all),
          medianMinutesToFirstAnswer: median(all),
          waiting,
          slowest,
        },
        pictures: {
          rhythm,
          waitsBySpace: spaces.slice(0, 12),
          waitsByHour: [...hours]
            .sort((a, b) => a.hour - b.hour)
            .map(({ hour, medianMinutes, n: answered }) => ({ hour, medianMinutes, answered })),
        },
      }
    },
  }
}
