/** The bot as a process that is killed at twenty moments of two weeks: nothing is lost, nothing counted twice. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { Store } from '../../src/core/ports.ts'
import { databaseFile, openStore } from '../../src/store/open.ts'
import { ENGINES, SECRET } from '../store/engines.ts'
import { recordedTables } from '../store/tables.ts'
import { type Club, SECRET_WORD } from './club.ts'
import { knowable } from './comparable.ts'
import { type Digests, digestsOf, isAwayNamed, withoutDaysOfReactions } from './digests.ts'
import { type Absence, type Killed, playKilled } from './kills.ts'
import { localDay, reactionTimes } from './oracle.ts'
import { FROM, heardLive, inClub, type Read } from './runs.ts'
import { twoWeeks } from './two-weeks.ts'

const PARTS = { calls: true, lateReactions: true }
const KILLS = 20
/** The process tells Discord's time from what it last heard of it. */
const SLACK_MS = 10_000

interface Aftermath extends Killed {
  readonly club: Club
  readonly digests: Digests
  readonly tables: Record<string, string[]>
  /** What the store says of each channel: when the bot was away. */
  readonly gaps: ReadonlyMap<string, readonly { readonly fromAt: number; readonly toAt: number }[]>
}

async function killedAgainAndAgain(): Promise<Aftermath> {
  const database = await ENGINES.sqlite()
  const store = await openStore({ url: database.url, secret: SECRET })
  const file = databaseFile(database.url)
  const expectNoWords = (): void => {
    for (const name of readdirSync(path.dirname(file)))
      expect(readFileSync(path.join(path.dirname(file), name)).includes(SECRET_WORD), name).toBe(false)
  }
  try {
    return await inClub(async (club) => {
      const bot = { url: database.url, store, kills: KILLS, seed: 11 }
      const killed = await playKilled(twoWeeks(PARTS), club, bot, { from: FROM, onKilled: expectNoWords })
      expectNoWords()
      const [community] = await store.communities.list()
      if (community === undefined) throw new Error('There is no community.')
      return {
        ...killed,
        club,
        digests: await digestsOf(store, community, FROM),
        tables: await recordedTables(database.url),
        gaps: await awayGaps(store),
      }
    })
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

/** Kills it again and again in the course of the two weeks. */
export const killing = () =>
  it('gives the same figures although it is killed twenty times', async () => {
    const killed = await killedAgainAndAgain()
    const live = await heardLive('sqlite', PARTS)
    expect(killed.status).toBe(0)
    expect(killed.kills).toBe(KILLS)

    // Every message once, and nothing that was deleted.
    expect(knowable(killed.tables)['message']).toEqual(knowable(live.tables)['message'])
    // Figures that no reaction touches.
    const others = (digests: Digests) =>
      [...digests.values()].map(withoutDaysOfReactions).map(({ partial: _, ...rest }) => rest)
    expect(others(killed.digests)).toEqual(others(live.digests))

    expectReactions(killed, live)
    expectAbsences(killed)

    expect(killed.output).not.toContain(SECRET_WORD)
    expect(killed.output).not.toContain(killed.club.discord.token)
    expect(killed.output).not.toContain(SECRET)
  })

/**
 * Every reaction that counts when it is heard live counts here, on its moment or, put on while the bot was away, on the
 * message's. What counts besides was taken off while it was away.
 */
function expectReactions({ club, tables, gaps, digests }: Aftermath, live: Read): void {
  const times = reactionTimes(club, 'MESSAGE_REACTION_ADD')
  const takenOff = reactionTimes(club, 'MESSAGE_REACTION_REMOVE')
  const isAway = (space: string, at: number): boolean =>
    (gaps.get(space) ?? []).some((one) => one.fromAt - SLACK_MS <= at && at < one.toAt + SLACK_MS)
  const counting = reactionsThatCount(tables)
  const wanted = reactionsThatCount(live.tables)
  for (const name of wanted.keys()) expect([...counting.keys()]).toContain(name)
  for (const [name, { space, at, isExact }] of counting) {
    const putOn = times.get(name) ?? Number.NaN
    if (isExact) expect(Math.abs(at - putOn), name).toBeLessThan(SLACK_MS)
    else expect(isAway(space, putOn), `${name} was heard live`).toBe(true)
    if (!wanted.has(name)) expect(isAway(space, takenOff.get(name) ?? Number.NaN), name).toBe(true)
  }
  const [both] = digests.values()
  expect(both?.participation.reactions).toBe(counting.size)
}

const reactionsThatCount = (tables: Read['tables']) =>
  new Map(
    (tables['reaction'] ?? [])
      .map((row) => JSON.parse(row))
      .filter((one) => one.isPresent && one.counted > 0)
      .map((one): [string, { space: string; at: number; isExact: boolean }] => [
        `${one.message} ${one.emoji} ${one.member}`,
        one,
      ]),
  )

/** Gaps begin where something was known last before a kill, hold the time of the absence, and end once it is back. */
function expectAbsences({ club, absences, gaps, digests }: Aftermath): void {
  for (const { id } of club.bound) {
    const away = gaps.get(id) ?? []
    for (const { killedAt, startedAt } of absences) {
      const isTold = away.some((one) => one.fromAt <= killedAt && startedAt - SLACK_MS <= one.toAt)
      expect(isTold, `nothing tells of ${killedAt} to ${startedAt}`).toBe(true)
    }
    const isAllowed = (at: number, one: Absence): boolean =>
      (one.knownTo.get(id) ?? 0) <= at && at <= one.backAt + SLACK_MS
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
