/** The ways in which two weeks on Slack come to be read: heard live, read back afterwards, or imported. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'
import { importHistory } from '../../../src/app/import-history.ts'
import type { ImportReport } from '../../../src/core/import-report.ts'
import { type ServingBot, serveBot } from '../../platforms/slack/serving.ts'
import { type Slack, type SlackOptions, startSlack } from '../../simulators/slack/start.ts'
import { type EngineName, withStore } from '../../store/engines.ts'
import { recordedTables } from '../../store/tables.ts'
import { INTERACTION_MS } from '../bot-process.ts'
import { setUp } from '../calls.ts'
import { CLUB_NAME, TIME_ZONE } from '../cast.ts'
import { type Digests, digestsIn } from '../digests.ts'
import { play } from '../play.ts'
import type { Step } from '../step.ts'
import { FROM, type Parts, twoWeeks } from '../two-weeks.ts'
import { type Club, openClub } from './club.ts'
import { withNames } from './names.ts'
import { slackOccasions } from './occasions.ts'

const HOUR_MS = 3_600_000

/** Which parts of the story are told. */
export interface SlackParts extends Parts {
  /** What happens on Slack alone. */
  readonly alone?: boolean
}

/** A club that was read, when all is over. */
export interface Read {
  readonly club: Club
  readonly digests: Digests
  /** With people by their names: their ids are others in every workspace. */
  readonly tables: Readonly<Record<string, readonly string[]>>
}

/** A club in a Slack of its own, whose traffic fits what Slack published. */
export async function inClub<Result>(
  work: (club: Club, slack: Slack) => Promise<Result>,
  timing: SlackOptions['timing'] = {},
): Promise<Result> {
  const slack = await startSlack({
    ...{ startAt: FROM - HOUR_MS, rateLimits: false, team: { name: CLUB_NAME } },
    timing: { quietMs: 60, acknowledgeMs: INTERACTION_MS, triggerMs: INTERACTION_MS, ...timing },
  })
  try {
    const result = await work(openClub(slack), slack)
    expect(slack.violations).toEqual([])
    return result
  } finally {
    await slack.close()
  }
}

/** The story as it is told on Slack. */
export const stepsFor = (club: Club, { alone = false, ...parts }: SlackParts): readonly Step[] =>
  twoWeeks(parts, alone ? slackOccasions(club) : [])

const tablesOf = async (club: Club, url: string): Promise<Read['tables']> =>
  withNames(club).tables(await recordedTables(url))

/** What a bot warned of. */
const warnings = (bot: ServingBot) => bot.logged.filter(({ level }) => level === 'warn' || level === 'error')

/** The bot is there from the first moment. */
export const heardLive = (
  engine: EngineName,
  parts: SlackParts,
): Promise<Read & { readonly leftOut: ReadonlyMap<string, number> }> =>
  inClub((club, slack) =>
    withStore(engine, async (store, url) => {
      const bot = await serveBot(slack, store)
      await play(stepsFor(club, parts), club.cast, {
        from: FROM,
        after: async ({ isCall }) => {
          await slack.settled()
          if (isCall) await bot.caughtUp()
        },
      })
      await bot.stop()
      expect(warnings(bot)).toEqual([])
      expect(slack.lost).toEqual([])
      const { leftOut } = bot.platform
      return { club, leftOut, digests: await digestsIn(url, FROM), tables: await tablesOf(club, url) }
    }),
  )

/** The bot comes when all is over, and reads it back. */
export const readBack = (engine: EngineName, parts: SlackParts): Promise<Read> =>
  inClub((club, slack) =>
    withStore(engine, async (store, url) => {
      await play(stepsFor(club, { ...parts, setup: false }), club.cast, { from: FROM })
      const bot = await serveBot(slack, store)
      slack.advance(HOUR_MS)
      await setUp(club.cast)
      await bot.caughtUp()
      await bot.stop()
      expect(warnings(bot)).toEqual([])
      return { club, digests: await digestsIn(url, FROM), tables: await tablesOf(club, url) }
    }),
  )

/** Nobody but an exporter was there. */
export const imported = (
  engine: EngineName,
  parts: SlackParts,
): Promise<Read & { readonly report: ImportReport }> =>
  inClub((club, slack) =>
    withStore(engine, async (store, url) => {
      await play(stepsFor(club, { ...parts, setup: false }), club.cast, { from: FROM })
      const folder = await mkdtemp(path.join(tmpdir(), 'commonplace-export-'))
      try {
        await slack.exportTo(folder)
        const report = await importHistory({
          ...{ store, path: folder, community: CLUB_NAME, timeZone: TIME_ZONE, now: slack.now() },
          channels: club.bound.map((one) => one.name),
        })
        expect(report.failed).toEqual([])
        return { club, report, digests: await digestsIn(url, FROM), tables: await tablesOf(club, url) }
      } finally {
        await rm(folder, { recursive: true })
      }
    }),
  )
