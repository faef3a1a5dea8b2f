/**
 * The shared exports, imported, and every figure of their digests worked out a second time from the raw files by test/independent, which
 * runs nothing of src.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { importHistory } from '../../src/app/import-history.ts'
import type { MemberId } from '../../src/core/ids.ts'
import type { Network } from '../../src/core/network/figures.ts'
import type { Digest } from '../../src/core/participation/digest.ts'
import type { DigestPictures } from '../../src/core/participation/picture-data.ts'
import { readDigest, readWholeDigest } from '../../src/core/participation/read-digest.ts'
import type { Community, Store } from '../../src/core/ports.ts'
import { DAY, dateOf } from '../independent/days.ts'
import { type IndependentDigest, type IndependentHistory, independentHistory } from '../independent/digest.ts'
import { expectIdentities, expectMovesToAddUp } from '../independent/identities.ts'
import { type Stretch, shareOf } from '../independent/membership.ts'
import { greedyGroups, modularityOf, networkFigures, networkFrom, type Pair } from '../independent/network.ts'
import { type RawExport, readDiscord, readSlack } from '../independent/raw-export.ts'
import { chooseWords, type GivenWord } from '../independent/words.ts'
import { ENGINE_NAMES, type EngineName, withStore } from '../store/engines.ts'
import { countExport, type IndependentCounts } from './independent-counts.ts'

const DATA = path.resolve(import.meta.dirname, '../../../shared/data')
/** Both zones change their clocks within the history. */
const EXPORTS = [
  { kind: 'slack', file: path.join(DATA, 'slack-export.zip'), read: readSlack, timeZone: 'America/Chicago' },
  {
    kind: 'discord',
    file: path.join(DATA, 'discord-export.zip'),
    read: readDiscord,
    timeZone: 'Europe/Berlin',
  },
] as const
type Export = (typeof EXPORTS)[number]

/** So many periods are compared on Postgres, and so many weeks are looked at for what always holds. */
const FEW_PERIODS = 3
const WEEKS = 52
const RETENTION_DAYS = 90
const STRANGERS = 3
/** Mostly the slow way of working things out, beside other tests. */
const TIMEOUT_MS = 240_000

interface Read {
  readonly raw: RawExport
  readonly counts: IndependentCounts
  /** A class: every second person who ever wrote. */
  readonly cohort: readonly string[]
  readonly words: readonly GivenWord[]
  readonly history: RememberedHistory
}
/** Each export is read once: both engines are held to the same. */
const reads = new Map<string, Promise<Read>>()
/** By kind of export and engine. */
const digests = new Map(EXPORTS.map(({ kind }) => [kind, new Map<EngineName, readonly Digest[]>()]))

async function read({ file, read: readExport, timeZone }: Export): Promise<Read> {
  const raw = await readExport(file)
  const words = chooseWords(raw)
  expect(words).toHaveLength(3)
  const everybody = [...new Set(raw.messages.map(({ author }) => author))].sort()
  const cohort = everybody.filter((_, index) => index % 2 === 0)
  const history = remembering(independentHistory(raw, timeZone, words))
  return { raw, counts: countExport(raw), cohort, words, history }
}

/** What is worked out of the ties of a period. */
interface IndependentTies {
  readonly people: readonly string[]
  readonly pairs: readonly Pair[]
  readonly figures: ReturnType<typeof networkFigures>
  /** How good a plain division into groups is. */
  readonly plainModularity: number
}

interface RememberedHistory extends Omit<IndependentHistory, 'ties'> {
  readonly ties: (period: Stretch) => IndependentTies
}

/** Works each period out once: both engines are held to it, before their history is sealed and after. */
function remembering(history: IndependentHistory): RememberedHistory {
  return {
    ...history,
    digest: once(history.digest),
    pictures: once(history.pictures),
    activeIn: once(history.activeIn),
    ties: once((period: Stretch) => {
      const pairs = history.ties(period)
      const plain = greedyGroups(pairs)
      return {
        people: [...networkFrom(pairs).people],
        pairs,
        figures: networkFigures(pairs),
        plainModularity: modularityOf(pairs, (person) => plain.get(person) ?? Number.NaN) ?? Number.NaN,
      }
    }),
  }
}

function once<Given extends readonly unknown[], Answer>(
  work: (...given: Given) => Answer,
): (...given: Given) => Answer {
  const known = new Map<string, Answer>()
  return (...given) => {
    const key = JSON.stringify(given)
    const answer = known.has(key) ? (known.get(key) as Answer) : work(...given)
    known.set(key, answer)
    return answer
  }
}

function readOnce(one: Export): Promise<Read> {
  const reading = reads.get(one.kind) ?? read(one)
  reads.set(one.kind, reading)
  return reading
}

interface Imported extends Read {
  readonly store: Store
  readonly community: Community
  /** The database is asked once for each. */
  memberOf(person: string): Promise<MemberId>
}

/** Beside what was read, the community that it was read into. */
function into(store: Store, community: Community, { kind }: Export, known: Read): Imported {
  const memberOf = once((person: string) => store.people.member(community.id, kind, person))
  return { ...known, store, community, memberOf }
}

/** The community whose history an export is: its words are given before, because only an import sees what was said. */
async function makeCommunity(store: Store, { kind, timeZone }: Export, { words, history, counts }: Read) {
  const { lastAt: now } = counts
  const community = await store.communities.create({ name: 'Real', timeZone, isLive: false, now })
  for (const { word, giver, givenAt: at } of words) {
    const member = await store.people.member(community.id, kind, giver)
    const given = { word, meaning: 'x', example: '', giver: member, platform: kind, at }
    await store.words.give(community.id, given, history.days.dayOf(at))
  }
  return community
}

const requestOf = (store: Store, file: string, now: number, channels: readonly string[] | null = null) => ({
  ...{ store, path: file, community: 'Real', timeZone: null, channels, now },
})

/** Every four weeks of a history, the last first, until one that reaches before it, and one before all of it. */
function everyFourWeeks({ first, last }: Pick<IndependentHistory, 'first' | 'last'>): readonly Stretch[] {
  const periods: Stretch[] = []
  for (let to = last + 1; to > first - 28; to -= 28) periods.push({ from: to - 28, to })
  return periods
}

/** Numbers as far as two ways of working them out agree. */
const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' ? Number(one.toPrecision(11)) : one)),
  )

/** Holds a digest to the one that was worked out independently; a field that was forgotten is told. */
async function compare(
  known: Imported,
  period: Stretch,
  expected: IndependentDigest = known.history.digest(period),
  breaks: readonly Stretch[] = [],
): Promise<Digest> {
  const { store, community, words, history, cohort } = known
  const members = await Promise.all(cohort.map((person) => known.memberOf(person)))
  const told = { name: 'class', members, others: STRANGERS }
  const { digest, network, pictures } = await readWholeDigest(store, community, period, undefined, told)
  comparePictures(pictures, history.pictures(period, breaks))
  const { community: name, practice, consequence, partial, network: _, coincidence, ...counted } = digest
  const figures = { ...counted, partial: partial.map(({ field, from, to }) => ({ field, from, to })) }
  expect(name).toBe(community.name)
  expect(rounded(figures), `the period from ${digest.from} to ${digest.to}`).toEqual(rounded(expected))
  expectIdentities(digest)
  const active = history.activeIn(period)
  const both = cohort.filter((person) => active.has(person)).length
  expect(rounded(coincidence)).toEqual(
    rounded({
      ofCohort: shareOf(both, cohort.length + STRANGERS),
      ofCommunity: shareOf(both, active.size),
    }),
  )
  await compareNetwork(known, history.ties(period), network)
  // Nothing was done openly but giving the words.
  const isGivenHere = ({ givenAt }: GivenWord): boolean => {
    const day = history.days.dayOf(givenAt)
    return period.from <= day && day < period.to
  }
  const nothing = { count: 0, n: 0, share: null, low: null, high: null }
  expect(practice).toEqual({
    ...{ shared: 0, done: 0, versions: 0, proven: 0, reuseRate: nothing, leaving: 0 },
    doingRatio: words.some(isGivenHere) ? 0 : null,
  })
  expect(consequence).toEqual({ rate: nothing, members: 0 })
  return digest
}

function comparePictures(
  { moves, waitsByHour, tooEarlyToReturn, words }: DigestPictures,
  expected: ReturnType<IndependentHistory['pictures']>,
): void {
  const told = {
    moves: Object.fromEntries(moves.map(({ before, now, people }) => [`${before} to ${now}`, people])),
    ...{ waitsByHour, tooEarlyToReturn },
    words: {
      before: Object.fromEntries(words.map(({ word, before }) => [word, before])),
      now: Object.fromEntries(words.map(({ word, people }) => [word, people])),
    },
  }
  expect(rounded(told)).toEqual(rounded(expected))
}

/** Groups are a choice among many divisions: theirs is as good as it says, and better than a plain one. */
async function compareNetwork(
  { memberOf }: Imported,
  { people, pairs, figures: expected, plainModularity }: IndependentTies,
  { figures, clusterOf, ties: { members } }: Network,
): Promise<void> {
  const { clusters, modularity, ...rest } = figures
  expect(rounded(rest)).toEqual(rounded(expected))
  const groups = new Map<string, number>()
  for (const person of people)
    groups.set(person, clusterOf[members.indexOf(await memberOf(person))] ?? Number.NaN)
  expect(new Set(groups.values()).size).toBe(clusters)
  expect(rounded(modularity)).toEqual(
    rounded(modularityOf(pairs, (person) => groups.get(person) ?? Number.NaN)),
  )
  if (modularity !== null) expect(modularity).toBeGreaterThanOrEqual(plainModularity - 1e-9)
}

/** Quiet dates of two weeks and more around a year's turn, and a few days that are no whole week. */
const breaksIn = ({ last }: Pick<IndependentHistory, 'first' | 'last'>): readonly Stretch[] => [
  { from: last - 75, to: last - 58 },
  { from: last - 33, to: last - 30 },
]

async function compareWithBreaks(imported: Imported): Promise<void> {
  const { store, community, history } = imported
  const breaks = breaksIn(history)
  await store.communities.setBreaks(community.id, breaks)
  const to = history.last + 1
  for (const period of [
    { from: to - 28, to },
    { from: to - 58, to: to - 30 },
    { from: to - 75, to: to - 60 },
    { from: to - 120, to },
  ])
    await compare(imported, period, history.digest(period, breaks), breaks)
  await store.communities.setBreaks(community.id, [])
}

/** Growth of each of the last weeks is the one that was worked out, and what always holds does. */
async function followWeekly({ store, community, history }: Imported): Promise<void> {
  let before: Digest | null = null
  for (let week = WEEKS; week >= 0; week--) {
    const to = history.last + 1 - 7 * week
    const { digest } = await readDigest(store, community, { from: to - 7, to })
    expectIdentities(digest)
    expect(digest.growth).toEqual(history.growth({ from: to - 7, to }))
    if (before !== null) expectMovesToAddUp(before, digest)
    before = digest
  }
}

/** All of it is sealed: figures stay, but nothing waits any more. */
async function compareSealed(imported: Imported, now: number, periods: readonly Stretch[]): Promise<void> {
  const { store, community, history, raw } = imported
  const sealed = await store.retention.seal(community.id, now, RETENTION_DAYS)
  expect(sealed.messages).toBe(raw.messages.length)
  for (const period of periods) {
    const { answers, ...rest } = history.digest(period)
    await compare(imported, period, { ...rest, answers: { ...answers, waiting: [] } })
  }
}

describe.each(ENGINE_NAMES)('on %s', { timeout: TIMEOUT_MS }, (engine) => {
  test.for(EXPORTS)(
    'the real $kind export comes to what an independent count gives, and once',
    async (one, { skip }) => {
      const { kind, file } = one
      skip(!existsSync(file), `${file} is not here, so the real export was not checked`)
      const known = await readOnce(one)
      const { history } = known
      const { firstAt, lastAt, ...counts } = known.counts
      await withStore(engine, async (store) => {
        const community = await makeCommunity(store, one, known)
        const imported = into(store, community, one, known)
        const request = requestOf(store, file, lastAt)
        const report = await importHistory(request)
        expect(report).toMatchObject({ kind, ...counts, failed: [], known: 0 })
        expect(report).toMatchObject({ from: dateOf(history.first), to: dateOf(history.last + 1) })
        expect(await importHistory(request)).toEqual({ ...report, new: 0, known: report.new })

        const every = everyFourWeeks(history)
        const few = every.slice(0, FEW_PERIODS)
        const told: Digest[] = []
        for (const period of engine === 'sqlite' ? every : few) told.push(await compare(imported, period))
        digests.get(kind)?.set(engine, told.slice(0, FEW_PERIODS))
        told.slice(1).forEach((digest, index) => {
          const after = told[index]
          if (after !== undefined) expectMovesToAddUp(digest, after)
        })
        if (engine === 'sqlite') {
          await compareWithBreaks(imported)
          await followWeekly(imported)
        }
        // The server takes its time for twenty thousand messages; the small one shows the same.
        if (engine === 'sqlite' || kind === 'slack')
          await compareSealed(imported, lastAt + (RETENTION_DAYS + 2) * DAY, few)
      })
    },
  )
})

test.for(EXPORTS)(
  'both engines tell the same of the real $kind export, to the last digit',
  ({ kind, file }, { skip }) => {
    skip(!existsSync(file), `${file} is not here, so the engines were not compared on it`)
    const told = digests.get(kind)
    expect(told?.get('sqlite')).toHaveLength(FEW_PERIODS)
    expect(told?.get('postgres')).toEqual(told?.get('sqlite'))
  },
)

test('the real slack export comes to the same whichever channel is read first', async ({ skip }) => {
  const [one] = EXPORTS
  skip(!existsSync(one.file), `${one.file} is not here, so the order was not checked`)
  const known = await readOnce(one)
  const { lastAt } = known.counts
  await withStore('sqlite', async (store) => {
    const community = await makeCommunity(store, one, known)
    for (const name of [...known.raw.spaces.values()].sort().reverse())
      await importHistory(requestOf(store, one.file, lastAt, [name]))
    for (const period of everyFourWeeks(known.history).slice(0, FEW_PERIODS))
      await compare(into(store, community, one, known), period)
  })
})
