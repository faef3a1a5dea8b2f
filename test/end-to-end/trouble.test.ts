/** Two weeks with a connection that breaks in every way: the figures are those of a whole one. */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { type ServingBot, serveBot } from '../platforms/discord/serving.ts'
import { withStore } from '../store/engines.ts'
import { recordedTables } from '../store/tables.ts'
import type { Club } from './club.ts'
import { knowable } from './comparable.ts'
import { localDay } from './counting.ts'
import { type Digests, digestsIn, isAwayNamed, withoutPartial } from './digests.ts'
import { heard, play } from './play.ts'
import { heardLive, inClub, type Read } from './runs.ts'
import { FROM, twoWeeks } from './two-weeks.ts'

/** On a busy machine: processes take seconds to start, and much is real waiting. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

/** Something that befalls the connection after a step; it is over so many steps later. */
interface Trouble {
  readonly name: string
  /** Between two of these, in steps. */
  readonly every: number
  readonly lasts: number
  begin(club: Club): void
  end?(club: Club): void
  /** At the very end. */
  finish?(club: Club): void
  /** What is held back comes before midnight: reactions have no day but the one on which they are heard. */
  dayEnds?(club: Club): void
  /** What the client makes of it: it goes on with its session, begins others, or notices nothing. */
  readonly session: 'resumed' | 'begun again' | 'kept'
  /** Whether the bot is then away, as the digests say, or only late. */
  readonly isAway: boolean
}

/** The bot may begin a session again: it does so only five seconds after the last one. */
const later = ({ discord }: Club): void => discord.advance(6_000)

const TROUBLES: readonly Trouble[] = [
  {
    name: 'cut wires',
    every: 40,
    lasts: 6,
    begin: ({ discord }) => discord.faults.cut(),
    session: 'resumed',
    isAway: false,
  },
  {
    name: 'cut in order',
    every: 40,
    lasts: 6,
    begin: ({ discord }) => discord.faults.cut(4000),
    session: 'resumed',
    isAway: false,
  },
  {
    name: 'asked to reconnect',
    every: 40,
    lasts: 6,
    begin: ({ discord }) => discord.faults.reconnect(),
    session: 'resumed',
    isAway: false,
  },
  {
    name: 'invalid for a moment',
    every: 90,
    lasts: 6,
    begin: ({ discord }) => discord.faults.invalidate(true),
    session: 'resumed',
    isAway: false,
  },
  {
    name: 'resumes that are refused',
    every: 90,
    lasts: 6,
    begin: (club) => {
      later(club)
      club.discord.faults.refuseResume()
      club.discord.faults.cut()
    },
    session: 'begun again',
    isAway: true,
  },
  {
    name: 'sessions that are invalid',
    every: 90,
    lasts: 6,
    begin: (club) => {
      later(club)
      club.discord.faults.invalidate(false)
    },
    session: 'begun again',
    isAway: true,
  },
  {
    name: 'outages of the server',
    every: 60,
    lasts: 12,
    begin: ({ guild }) => guild.goDown(),
    end: ({ guild }) => guild.comeBack(),
    session: 'kept',
    isAway: true,
  },
  {
    name: 'a bot that is put out and comes back',
    every: 90,
    lasts: 12,
    begin: ({ guild }) => guild.removeBot(),
    end: ({ guild }) => guild.addBot(),
    session: 'kept',
    isAway: true,
  },
  {
    name: 'everything twice and three times',
    every: 20,
    lasts: 1,
    begin: ({ discord }) => {
      discord.faults.repeat('*', 10, 2)
      discord.faults.repeat('*', 10, 3)
    },
    session: 'kept',
    isAway: false,
  },
  {
    name: 'events that never come, until another session begins',
    every: 25,
    lasts: 5,
    begin: ({ discord }) => discord.faults.drop(/^MESSAGE_(CREATE|DELETE|DELETE_BULK|REACTION_ADD)$/, 3),
    finish: (club) => {
      later(club)
      club.discord.faults.invalidate(false)
    },
    session: 'begun again',
    isAway: true,
  },
  {
    name: 'everything out of order',
    every: 30,
    lasts: 20,
    begin: ({ discord }) => discord.faults.reorder(4, 4),
    end: ({ discord }) => discord.faults.flush(),
    dayEnds: ({ discord }) => discord.faults.flush(),
    session: 'kept',
    isAway: false,
  },
]

/** Plays the weeks with a trouble that comes again and again. */
const troubled = (trouble: Trouble): Promise<Read & { readonly bot: ServingBot }> =>
  inClub((club, discord) =>
    withStore('sqlite', async (store, url) => {
      const bot = await serveBot(discord, store)
      await discord.until(() => discord.commands.length > 0, 'commands')
      await play(twoWeeks({}), club.cast, {
        from: FROM,
        before: async ({ afterMs }) => {
          if (localDay(FROM + afterMs) !== localDay(discord.now())) trouble.dayEnds?.(club)
          await heard(discord)
        },
        after: async ({ isCall }, nth) => {
          if (isCall) await bot.caughtUp()
          const phase = nth % trouble.every
          if (nth > trouble.lasts && phase === 0) trouble.begin(club)
          if (nth > trouble.every && phase === trouble.lasts) {
            trouble.end?.(club)
            await discord.connected()
          }
          await heard(discord)
        },
      })
      trouble.end?.(club)
      trouble.finish?.(club)
      await heard(discord)
      await discord.connected()
      await heard(discord)
      await bot.caughtUp()
      await bot.stop()
      return { club, bot, digests: await digestsIn(url, FROM), tables: await recordedTables(url) }
    }),
  )

const figures = (digests: Digests) => [...digests].map(([name, digest]) => [name, withoutPartial(digest)])

describe('two weeks with trouble', () => {
  let live: Read
  beforeAll(async () => {
    live = await heardLive('sqlite', {})
  })

  // Side by side, because most of it is waiting for a connection.
  it.concurrent.each(TROUBLES)('of $name', async (trouble) => {
    const read = await troubled(trouble)
    expect(knowable(read.tables)).toEqual(knowable(live.tables))
    expect(figures(read.digests)).toEqual(figures(live.digests))
    expect([...read.digests.values()].some(isAwayNamed)).toBe(trouble.isAway)
    const { identifies, resumes } = read.club.discord
    expect(identifies.length > 1).toBe(trouble.session === 'begun again')
    if (trouble.session === 'resumed') expect(resumes.length).toBeGreaterThan(3)
    if (trouble.session === 'kept') expect(resumes).toEqual([])
  })
})
