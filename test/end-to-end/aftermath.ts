/** What is left after a process was killed again and again, and what must be true of it on every platform. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import type { Store } from '../../src/core/ports.ts'
import { databaseFile, openStore } from '../../src/store/open.ts'
import { ENGINES, SECRET } from '../store/engines.ts'
import { recordedTables } from '../store/tables.ts'
import { SECRET_WORD } from './cast.ts'
import { knowable } from './comparable.ts'
import { localDay } from './counting.ts'
import { type Digests, digestsOf, isAwayNamed, withoutDaysOfReactions } from './digests.ts'
import { type Absence, type Grounds, type Killed, playKilled } from './kills.ts'
import type { Step } from './step.ts'
import { FROM } from './two-weeks.ts'

/** The process tells the platform's time from what it last heard of it. */
const TOLERANCE_MS = 10_000

type Tables = Readonly<Record<string, readonly string[]>>
type Row = Readonly<Record<string, unknown>>

export interface Aftermath extends Killed {
  readonly digests: Digests
  readonly tables: Tables
  /** What the store says of each channel: when the bot was away. */
  readonly gaps: ReadonlyMap<string, readonly { readonly fromAt: number; readonly toAt: number }[]>
}

/** Plays the steps with so many kills, on a database of its own; no word of anybody's is ever found in its files. */
export async function killedAgainAndAgain(
  steps: readonly Step[],
  grounds: Grounds,
  { kills, seed }: { readonly kills: number; readonly seed: number },
): Promise<Aftermath> {
  const database = await ENGINES.sqlite()
  const store = await openStore({ url: database.url, secret: SECRET })
  const file = databaseFile(database.url)
  const expectNoWords = (): void => {
    for (const name of readdirSync(path.dirname(file)))
      expect(readFileSync(path.join(path.dirname(file), name)).includes(SECRET_WORD), name).toBe(false)
  }
  try {
    const bot = { url: database.url, store, kills, seed }
    const killed = await playKilled(steps, grounds, bot, { from: FROM, onKilled: expectNoWords })
    expectNoWords()
    expect(killed.status).toBe(0)
    expect(killed.kills).toBe(kills)
    expect(killed.output).not.toContain(SECRET_WORD)
    expect(killed.output).not.toContain(SECRET)
    const [community] = await store.communities.list()
    if (community === undefined) throw new Error('There is no community.')
    return {
      ...killed,
      digests: await digestsOf(store, community, FROM),
      tables: await recordedTables(database.url),
      gaps: await awayGaps(store),
    }
  } finally {
    await store.close()
    await database.drop()
  }
}

async function awayGaps(store: Store): Promise<Aftermath['gaps']> {
  const gaps = new Map<string, { fromAt: number; toAt: number }[]>()
  for (const community of await store.communities.list()) {
    const spaces = await store.communities.spaces(community.id)
    const all = await store.history.gaps(community.id)
    expect(all.filter((one) => one.reason !== 'away')).toEqual([])
    for (const { id, externalId } of spaces)
      gaps.set(
        externalId,
        all.filter((one) => one.space === id).map(({ fromAt, toAt }) => ({ fromAt, toAt })),
      )
  }
  return gaps
}

/** Every message once, and nothing that was deleted; and all figures that no reaction touches. */
export function expectSameMessages(
  killed: Pick<Aftermath, 'tables' | 'digests'>,
  live: Pick<Aftermath, 'tables' | 'digests'>,
): void {
  expect(knowable(killed.tables)['message']).toEqual(knowable(live.tables)['message'])
  const others = (digests: Digests) =>
    [...digests.values()].map(withoutDaysOfReactions).map(({ partial: _, ...rest }) => rest)
  expect(others(killed.digests)).toEqual(others(live.digests))
}

/** When reactions were put on and taken off, under the names that rows of theirs are given. */
export interface ReactionTimes {
  readonly nameOf: (row: Row) => string
  readonly putOn: ReadonlyMap<string, number>
  readonly takenOff: ReadonlyMap<string, number>
  /** How far from its moment one that was heard may be told. */
  readonly toleranceMs: number
}

/**
 * Every reaction that counts when it is heard live counts here, on its moment or, put on while the bot was away, on the
 * message's. What counts besides was taken off while it was away.
 */
export function expectReactions(
  { tables, gaps, digests }: Aftermath,
  live: Pick<Aftermath, 'tables'>,
  { nameOf, putOn, takenOff, toleranceMs }: ReactionTimes,
): void {
  const isAway = (space: string, at: number): boolean =>
    (gaps.get(space) ?? []).some((one) => one.fromAt - TOLERANCE_MS <= at && at < one.toAt + TOLERANCE_MS)
  const counting = reactionsThatCount(tables, nameOf)
  const wanted = reactionsThatCount(live.tables, nameOf)
  for (const name of wanted.keys()) expect([...counting.keys()]).toContain(name)
  for (const [name, { space, at, isExact }] of counting) {
    const wasAt = putOn.get(name) ?? Number.NaN
    if (isExact) expect(Math.abs(at - wasAt), name).toBeLessThanOrEqual(toleranceMs)
    else expect(isAway(space, wasAt), `${name} was heard live`).toBe(true)
    if (!wanted.has(name)) expect(isAway(space, takenOff.get(name) ?? Number.NaN), name).toBe(true)
  }
  const [both] = digests.values()
  expect(both?.participation.reactions).toBe(counting.size)
}

const reactionsThatCount = (tables: Tables, nameOf: ReactionTimes['nameOf']) =>
  new Map(
    (tables['reaction'] ?? [])
      .map((row) => JSON.parse(row))
      .filter((one) => one.isPresent && one.counted > 0)
      .map((one): [string, { space: string; at: number; isExact: boolean }] => [nameOf(one), one]),
  )

/** Gaps begin where something was known last before a kill, hold the time of the absence, and end once it is back. */
export function expectAbsences(
  { absences, gaps, digests }: Aftermath,
  channels: readonly { readonly id: string }[],
): void {
  for (const { id } of channels) {
    const away = gaps.get(id) ?? []
    for (const { killedAt, startedAt } of absences) {
      const isTold = away.some((one) => one.fromAt <= killedAt && startedAt - TOLERANCE_MS <= one.toAt)
      expect(isTold, `nothing tells of ${killedAt} to ${startedAt}`).toBe(true)
    }
    const isAllowed = (at: number, one: Absence): boolean =>
      (one.knownTo.get(id) ?? 0) <= at && at <= one.backAt + TOLERANCE_MS
    for (const { fromAt, toAt } of away) {
      const ends = absences.map((one) => one.knownTo.get(id))
      expect(ends.includes(fromAt), `${fromAt} is no end of what was known: ${ends.join()}`).toBe(true)
      for (let at = fromAt; at < toAt; at += 60_000)
        expect(
          absences.some((one) => isAllowed(at, one)),
          new Date(at).toISOString(),
        ).toBe(true)
    }
  }
  const days = new Set<string>()
  for (const away of gaps.values())
    for (const { fromAt, toAt } of away) for (let at = fromAt; at < toAt; at += 60_000) days.add(localDay(at))
  for (const digest of digests.values()) {
    if (Date.parse(digest.to) - Date.parse(digest.from) > 86_400_000) continue
    expect(isAwayNamed(digest), digest.from).toBe(days.has(digest.from))
  }
}
