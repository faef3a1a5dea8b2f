/** How the process ends: when it is asked to, when Discord ends it, and again and again. */
import { describe, expect, it } from 'vitest'
import { english } from '../../src/core/words/english.ts'
import { openStore } from '../../src/store/open.ts'
import { bindCommunity } from '../platforms/discord/serving.ts'
import { startDiscord } from '../simulators/discord/start.ts'
import { ENGINES, SECRET } from '../store/engines.ts'
import { type BotProcess, discordAccess, INTERACTION_MS, startBot } from './bot-process.ts'
import { type Club, openClub } from './club.ts'
import { knownTo } from './kills.ts'
import { heard } from './play.ts'

const SAID = 400
/** Discord lets a bot begin one session in five seconds; clocks are read at both ends. */
const APART_MS = 4_900

/** A club whose community is set up, with a database; every process of the bot that is started in it is ended. */
async function withClub<Result>(
  work: (club: Club, tools: { start(): BotProcess; url: string }) => Promise<Result>,
): Promise<Result> {
  const discord = await startDiscord({ interactionTimeoutMs: INTERACTION_MS })
  const database = await ENGINES.sqlite()
  const processes: BotProcess[] = []
  try {
    const club = openClub(discord)
    const store = await openStore({ url: database.url, secret: SECRET })
    await bindCommunity(store, club.guild, club.bound, { now: discord.now() - 60_000 })
    await store.close()
    const start = (): BotProcess => {
      const started = startBot(database.url, discordAccess(discord))
      processes.push(started)
      return started
    }
    const result = await work(club, { start, url: database.url })
    expect(discord.violations).toEqual([])
    return result
  } finally {
    for (const one of processes) await one.kill()
    await discord.close()
    await database.drop()
  }
}

/** How many messages the store counts of the last two days. */
async function counted(url: string): Promise<number> {
  const store = await openStore({ url, secret: SECRET })
  try {
    const [community] = await store.communities.list()
    if (community === undefined) throw new Error('There is no community.')
    const spaces = (await store.communities.spaces(community.id)).map((one) => one.id)
    return (await store.history.counts(community.id, spaces, 0, Date.now() + 60_000)).messages
  } finally {
    await store.close()
  }
}

async function untilKnown(url: string, wanted: number): Promise<void> {
  const store = await openStore({ url, secret: SECRET })
  try {
    for (let tries = 0; tries < 500; tries += 1) {
      if ([...(await knownTo(store)).values()].every((at) => at >= wanted)) return
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
    throw new Error('The bot did not catch up in time.')
  } finally {
    await store.close()
  }
}

/** Every way in which it ends. */
export const leaving = () =>
  describe('the process', () => {
    it('finishes what is in hand when it is asked to leave, and loses nothing', () =>
      withClub(async (club, { start, url }) => {
        const firstAt = club.discord.now()
        const first = start()
        await first.ready
        await club.discord.until(() => club.discord.commands.length > 0, 'commands')
        await untilKnown(url, firstAt)
        club.join('ada')
        for (let nth = 0; nth < SAID / 2; nth += 1) club.say('ada', club.build, `message ${nth}`)
        const asked = club.person('olga').slash('help', {}, { in: club.general })
        await heard(club.discord)
        const leaving = first.terminate()
        for (let nth = 0; nth < SAID / 2; nth += 1) club.say('ada', club.build, `message ${nth} again`)
        expect(await leaving).toBe(0)
        expect((await asked).kind).not.toBe('failed')

        const secondAt = club.discord.now()
        const second = start()
        await second.ready
        await untilKnown(url, secondAt)
        expect(await second.terminate()).toBe(0)
        expect(await counted(url)).toBe(SAID)
      }))

    it.each([4004, 4014])('stops with the reason where Discord ends the connection with %i', (code) =>
      withClub(async (club, { start }) => {
        const bot = start()
        await bot.ready
        club.discord.faults.cut(code)
        expect(await bot.ended).toBe(1)
        expect(bot.output()).toContain(english.servingDiscord.closed(code))
        expect(bot.output()).not.toContain(club.discord.token)
      }),
    )

    it('refuses a wrong token in a sentence', () =>
      withClub(async ({ discord }, { url }) => {
        const token = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.somebody.elses-token'
        const bot = startBot(url, { ...discordAccess({ apiUrl: discord.apiUrl, token }), LOG_LEVEL: 'warn' })
        expect(await bot.ended).toBe(1)
        expect(bot.output().trim()).toBe(english.servingDiscord.tokenRefused)
        expect(discord.identifies).toEqual([])
      }))

    it('begins no session within five seconds of another, however often it is killed', () =>
      withClub(async ({ discord }, { start }) => {
        for (let nth = 0; nth < 5; nth += 1) {
          const bot = start()
          await bot.ready
          await bot.kill()
        }
        const { identifies } = discord
        expect(identifies).toHaveLength(5)
        for (const [nth, at] of identifies.entries())
          if (nth > 0) expect(at - (identifies[nth - 1] ?? 0)).toBeGreaterThan(APART_MS)
      }))
  })
