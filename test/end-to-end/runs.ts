/** The ways in which two weeks come to be read: heard live, read back afterwards, or imported. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'
import { importHistory } from '../../src/app/import-history.ts'
import { type ServingBot, serveBot } from '../platforms/discord/serving.ts'
import { type Discord, startDiscord } from '../simulators/discord/start.ts'
import { type EngineName, withStore } from '../store/engines.ts'
import { recordedTables } from '../store/tables.ts'
import { INTERACTION_MS } from './bot-process.ts'
import { setUp } from './calls.ts'
import { TIME_ZONE } from './cast.ts'
import { type Answering, type Club, openClub } from './club.ts'
import { type Digests, digestsIn } from './digests.ts'
import { heard, play } from './play.ts'
import { FROM, type Parts, twoWeeks } from './two-weeks.ts'

const HOUR_MS = 3_600_000
const PRIVATE_THREAD = 12

/** A club that was read, when all is over. */
export interface Read {
  readonly club: Club
  readonly digests: Digests
  readonly tables: Record<string, string[]>
}

/** A club in a Discord of its own, whose traffic fits what Discord publishes. */
export async function inClub<Result>(
  work: (club: Club, discord: Discord) => Promise<Result>,
  answering: Answering = 'by reference',
): Promise<Result> {
  const discord = await startDiscord({ startAt: FROM - HOUR_MS, interactionTimeoutMs: INTERACTION_MS })
  try {
    const result = await work(openClub(discord, answering), discord)
    expect(discord.violations).toEqual([])
    return result
  } finally {
    await discord.close()
  }
}

/** What a bot warned of. */
export const warnings = (bot: ServingBot) => bot.logged.filter((line) => line.level !== 'info')

/** The bot is there from the first moment. */
export const heardLive = (engine: EngineName, parts: Parts, answering?: Answering): Promise<Read> =>
  inClub(
    (club, discord) =>
      withStore(engine, async (store, url) => {
        const bot = await serveBot(discord, store)
        await discord.until(() => discord.commands.length > 0, 'commands')
        await play(twoWeeks(parts), club.cast, {
          from: FROM,
          // Minutes pass before somebody asks: what was said is recorded by then.
          before: async ({ isCall }) => (isCall ? bot.recorder.settled() : undefined),
          after: async ({ isCall }) => {
            await heard(discord)
            if (isCall) await bot.caughtUp()
          },
        })
        await bot.stop()
        expect(warnings(bot)).toEqual([])
        return { club, digests: await digestsIn(url, FROM), tables: await recordedTables(url) }
      }),
    answering,
  )

/** The bot comes when all is over, and reads it back. */
export const readBack = (engine: EngineName, parts: Parts): Promise<Read> =>
  inClub((club, discord) =>
    withStore(engine, async (store, url) => {
      await play(twoWeeks({ ...parts, setup: false }), club.cast, { from: FROM })
      const bot = await serveBot(discord, store)
      await discord.until(() => discord.commands.length > 0, 'commands')
      discord.advance(HOUR_MS)
      await setUp(club.cast)
      await bot.caughtUp()
      await bot.stop()
      expect(warnings(bot)).toEqual([])
      return { club, digests: await digestsIn(url, FROM), tables: await recordedTables(url) }
    }),
  )

/** Nobody but an exporter was there; it does not see the private thread, into which it was not let. */
export const imported = (engine: EngineName, parts: Parts): Promise<Read> =>
  inClub((club, discord) =>
    withStore(engine, async (store, url) => {
      await play(twoWeeks({ ...parts, setup: false }), club.cast, { from: FROM })
      const folder = await mkdtemp(path.join(tmpdir(), 'commonplace-export-'))
      try {
        const files = await discord.exportTo(folder, club.guild)
        for (const channel of club.guild.guild.channels.values())
          if (channel.type === PRIVATE_THREAD)
            await rm(files.find((file) => file.includes(channel.id)) ?? folder)
        const report = await importHistory({
          ...{ store, path: folder, community: club.guild.name, timeZone: TIME_ZONE, now: discord.now() },
          channels: club.bound.map((one) => one.name),
        })
        expect(report.failed).toEqual([])
        return { club, digests: await digestsIn(url, FROM), tables: await recordedTables(url) }
      } finally {
        await rm(folder, { recursive: true })
      }
    }),
  )
