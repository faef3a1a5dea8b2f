/** A digest worked out once more from the raw files of an export, by plain loops and the text of docs/metrics.md: nothing of src is run. */
import { DAY, type Days, dateOf, daysOf, HOUR } from './days.ts'
import {
  BANDS,
  bandsOn,
  countHere,
  type DaysOfPeople,
  growth,
  movesBetween,
  previousDays,
  renewalOf,
  type Stretch,
  shareOf,
  survivalOf,
} from './membership.ts'
import type { Pair } from './network.ts'
import type { RawExport, RawMessage } from './raw-export.ts'
import { type ToldMessage, tellTalk } from './talk.ts'
import { type GivenWord, piecesOf } from './words.ts'

export interface IndependentHistory {
  readonly days: Days
  /** First and last day with an act. */
  readonly first: number
  readonly last: number
  digest(period: Stretch, breaks?: readonly Stretch[]): IndependentDigest
  growth(period: Stretch): ReturnType<typeof growth>
  /** What the pictures show beside the figures of the digest. */
  pictures(period: Stretch, breaks?: readonly Stretch[]): ReturnType<typeof picturesOf>
  /** People of the export who are active in a period. */
  activeIn(period: Stretch): ReadonlySet<string>
  /** Pairs of people with a tie in a period: who answered or named whom. */
  ties(period: Stretch): readonly Pair[]
}

export type IndependentDigest = ReturnType<typeof digestOf>

interface Known {
  readonly raw: RawExport
  readonly talk: readonly (ToldMessage & {
    readonly day: number
    readonly hour: number
    /** What was said, in pieces. */
    readonly pieces: ReadonlySet<string>
  })[]
  readonly days: Days
  readonly timeZone: string
  readonly words: readonly GivenWord[]
}

export function independentHistory(
  raw: RawExport,
  timeZone: string,
  words: readonly GivenWord[],
): IndependentHistory {
  const days = daysOf(timeZone)
  const talk = tellTalk(raw.messages).map((one) => ({
    ...one,
    day: days.dayOf(one.at),
    hour: days.hourOf(one.at),
    pieces: new Set(piecesOf(one.text)),
  }))
  const known = { raw, talk, days, timeZone, words }
  return {
    days,
    first: talk[0]?.day ?? 0,
    last: talk.at(-1)?.day ?? 0,
    digest: (period, breaks = []) => digestOf(known, period, breaks),
    pictures: (period, breaks = []) => picturesOf(known, period, breaks),
    growth: (period) => growth(daysOfPeople(talk.filter(({ day }) => day < period.to)), period, []),
    activeIn: ({ from, to }) =>
      new Set(
        [...daysOfPeople(talk)]
          .filter(([, ofPerson]) => [...ofPerson].some((day) => from <= day && day < to))
          .map(([person]) => person),
      ),
    ties: ({ from, to }) =>
      talk
        .filter(({ day }) => from <= day && day < to)
        .flatMap(({ author, reply, mentions }) =>
          [...mentions, ...(reply === null ? [] : [reply])].map((other) => [author, other] as const),
        ),
  }
}

function digestOf(known: Known, period: Stretch, breaks: readonly Stretch[]) {
  const { days, timeZone, words } = known
  const talk = known.talk.filter(({ day }) => day < period.to)
  const people = daysOfPeople(talk)
  const now = new Set(talk.filter(({ day }) => day >= period.from).map(({ day }) => day))
  for (let day = period.from; day < period.to; day++) now.add(day)
  const bands = bandsOn(people, period.to, breaks)
  const counted = [...bands.values()]
  const band = (name: (typeof BANDS)[number]) => counted.filter((one) => BANDS[one] === name).length
  const endsAt = days.startOf(period.to)
  const judged = talk.filter((one) => one.isStarter && now.has(one.day) && one.at <= endsAt - 48 * HOUR)
  const firstDays = new Map(talk.filter((one) => one.isFirst).map((one) => [one.author, one.day]))
  return {
    timezone: timeZone,
    from: dateOf(period.from),
    to: dateOf(period.to),
    participation: {
      ...participation(talk, people, now),
      previous: participation(talk, people, previousDays(period, breaks)),
    },
    growth: growth(people, period, breaks),
    bands: { core: band('core'), active: band('active'), peripheral: band('peripheral'), away: band('away') },
    moves: movesBetween(bandsOn(people, period.from, breaks), bands),
    renewal: renewalOf(people, bands, period.to),
    newcomers: {
      posted: [...firstDays.values()].filter((day) => now.has(day)).length,
      ...heard(judged.filter((one) => one.isFirst)),
      returned14d: returned(people, firstDays, period.to),
    },
    answers: {
      starters: judged.length,
      ...heard(judged),
      waiting: waiting(known, talk, endsAt),
      slowest: [
        ...slowest(judged, (one) => known.raw.spaces.get(one.space) ?? '', 'space'),
        ...slowest(judged, (one) => one.hour, 'hour'),
      ],
    },
    concentration: concentration(talk, people, now),
    language: language(
      talk,
      words.filter(({ givenAt }) => givenAt < endsAt),
    ),
    survival: survivalOf(people, period.to, breaks),
    partial: partialOf(talk[0]?.day ?? period.to, period, previousDays(period, breaks)),
  }
}

/** Who moved between which bands, waits of each hour, newcomers of the last fourteen days, and words then and now. */
function picturesOf({ talk: all, days, words }: Known, { from, to }: Stretch, breaks: readonly Stretch[]) {
  const talk = all.filter(({ day }) => day < to)
  const people = daysOfPeople(talk)
  const [before, now] = [bandsOn(people, from, breaks), bandsOn(people, to, breaks)]
  const moves: Record<string, number> = {}
  for (const person of new Set([...before.keys(), ...now.keys()])) {
    const [then, since] = [before.get(person), now.get(person)]
    const key = `${then === undefined ? 'new' : BANDS[then]} to ${since === undefined ? 'uncounted' : BANDS[since]}`
    moves[key] = (moves[key] ?? 0) + 1
  }
  const judged = talk.filter(
    (one) => one.isStarter && one.day >= from && one.at <= days.startOf(to) - 48 * HOUR,
  )
  const waits = Array.from({ length: 24 }, (_, hour) => {
    const minutes = minutesOf(judged.filter((one) => one.hour === hour))
    return { hour, medianMinutes: medianOf(minutes), answered: minutes.length }
  }).filter(({ answered }) => answered >= 5)
  const given = words.filter(({ givenAt }) => givenAt < days.startOf(to))
  const usersUntil = (until: number): Record<string, number> =>
    Object.fromEntries(
      language(
        talk.filter(({ day }) => day < until),
        given,
      ).spread.map(({ word, people: users }) => [word, users]),
    )
  return {
    moves,
    waitsByHour: waits,
    tooEarlyToReturn: talk.filter((one) => one.isFirst && one.day >= Math.max(from, to - 14)).length,
    words: { before: usersUntil(from), now: usersUntil(to) },
  }
}

/** The first 28 days of a history: for growth from as far back as it looks, for newcomers those of the last four weeks too. */
function partialOf(first: number, period: Stretch, previous: ReadonlySet<number>) {
  const earliest = Math.min(...previous)
  const touched = [
    { field: 'growth', from: earliest < first ? first : period.from },
    { field: 'newcomers', from: Math.min(period.from, period.to - 28) },
  ]
  return touched
    .map(({ field, from }) => ({ field, from: Math.max(from, first), to: Math.min(period.to, first + 28) }))
    .filter(({ from, to }) => from < to)
    .map(({ field, from, to }) => ({ field, from: dateOf(from), to: dateOf(to) }))
}

/** An act is a message, or a reaction, which the exports tell no time of, on the day of its message. */
function daysOfPeople(talk: Known['talk']): DaysOfPeople {
  const people = new Map<string, Set<number>>()
  for (const { author, reactors, day } of talk)
    for (const person of [author, ...reactors]) people.set(person, (people.get(person) ?? new Set()).add(day))
  return people
}

function participation(talk: Known['talk'], people: DaysOfPeople, days: ReadonlySet<number>) {
  const counts = { messages: 0, starters: 0, replies: 0, mentions: 0, reactions: 0 }
  for (const one of talk) {
    if (!days.has(one.day)) continue
    counts.messages += 1
    if (one.isStarter) counts.starters += 1
    if (one.reply !== null) counts.replies += 1
    counts.mentions += one.mentions.length
    counts.reactions += one.reactors.length + one.bareReactions
  }
  return { ...counts, activeMembers: countHere(people, days) }
}

/** Minutes to the first answers that came within 48 hours. */
const minutesOf = (starters: readonly ToldMessage[]): number[] =>
  starters
    .map(({ at, answeredAt }) => (answeredAt === null ? Number.NaN : answeredAt - at))
    .filter((waited) => waited <= 48 * HOUR)
    .map((waited) => waited / 60_000)

function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const lower = sorted[Math.ceil(middle) - 1]
  const upper = sorted[Math.floor(middle)]
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2
}

function heard(starters: readonly ToldMessage[]) {
  const minutes = minutesOf(starters)
  return {
    answered: shareOf(minutes.length, starters.length),
    medianMinutesToFirstAnswer: medianOf(minutes),
  }
}

function returned(people: DaysOfPeople, firstDays: ReadonlyMap<string, number>, to: number) {
  const asked = [...firstDays].filter(([, day]) => to - 28 <= day && day < to - 14)
  const came = asked.filter(([person, first]) =>
    [...(people.get(person) ?? [])].some((day) => first + 1 <= day && day <= first + 14),
  )
  return shareOf(came.length, asked.length)
}

function waiting({ raw }: Known, talk: Known['talk'], endsAt: number) {
  return talk
    .filter(({ isStarter, at }) => isStarter && endsAt - 14 * DAY <= at && at <= endsAt - DAY)
    .filter(({ answeredAt }) => answeredAt === null || answeredAt >= endsAt)
    .sort((a, b) => Number(b.isFirst) - Number(a.isFirst) || a.at - b.at)
    .map((one) => ({
      space: raw.spaces.get(one.space),
      link: linkTo(raw, one),
      at: new Date(one.at).toISOString(),
      newcomer: one.isFirst,
    }))
}

const linkTo = ({ server }: RawExport, { space, thread, id }: RawMessage): string | null =>
  server === null ? null : `https://discord.com/channels/${server}/${thread ?? space}/${id}`

function slowest<Key extends string | number>(
  judged: Known['talk'],
  keyOf: (one: Known['talk'][number]) => Key,
  name: 'space' | 'hour',
) {
  return [...new Set(judged.map(keyOf))]
    .map((key) => {
      const minutes = minutesOf(judged.filter((one) => keyOf(one) === key))
      return { key, medianMinutes: medianOf(minutes) ?? 0, n: minutes.length }
    })
    .filter(({ n }) => n >= 5)
    .sort((a, b) => b.medianMinutes - a.medianMinutes || (a.key < b.key ? -1 : 1))
    .slice(0, 3)
    .map(({ key, ...rest }) => ({ [name]: key, ...rest }))
}

function concentration(talk: Known['talk'], people: DaysOfPeople, now: ReadonlySet<number>) {
  const wrote = new Map<string, number>()
  for (const [person, days] of people) if ([...days].some((day) => now.has(day))) wrote.set(person, 0)
  for (const { author, day } of talk) if (now.has(day)) wrote.set(author, (wrote.get(author) ?? 0) + 1)
  const amounts = [...wrote.values()].sort((a, b) => b - a)
  const all = amounts.reduce((sum, amount) => sum + amount, 0)
  if (all === 0) return { gini: null, absenceFactor: null }
  // Half the mean difference of all pairs over the mean: what the formula for ordered amounts comes to.
  let differences = 0
  for (const one of amounts) for (const other of amounts) differences += Math.abs(one - other)
  let [half, factor] = [0, 0]
  while (2 * half < all) half += amounts[factor++] ?? 0
  return { gini: differences / (2 * amounts.length * all), absenceFactor: factor }
}

function language(talk: Known['talk'], words: readonly GivenWord[]) {
  const spread = words.map(({ word, giver }) => {
    const users = new Set<string>()
    for (const { author, pieces } of talk) if (author !== giver && pieces.has(word)) users.add(author)
    return { word, people: users.size }
  })
  return { words: words.length, spread: spread.sort((a, b) => b.people - a.people) }
}
