/** What the bot misses while it is away, or may not read, and what its figures say of that. */
import { describe, expect, it, vi } from 'vitest'
import type { Store } from '../../src/core/ports.ts'
import { type ServingBot, serveBot } from '../platforms/discord/serving.ts'
import type { Discord } from '../simulators/discord/start.ts'
import { withStore } from '../store/engines.ts'
import { setUp } from './calls.ts'
import type { Club } from './club.ts'
import { localDay } from './counting.ts'
import { type Digests, digestsIn, withoutPartial } from './digests.ts'
import { countsOf } from './oracle.ts'
import { heard, play } from './play.ts'
import { heardLive, inClub } from './runs.ts'
import { FROM, twoWeeks } from './two-weeks.ts'

/** On a busy machine: processes take seconds to start, and much is real waiting. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const at = (day: number, hour: number): number => FROM + day * DAY_MS + hour * HOUR_MS

interface Span {
  readonly fromAt: number
  readonly toAt: number
}

/** Plays the weeks with a bot that is stopped and started again. */
async function playAbsent(
  club: Club,
  store: Store,
  absences: readonly Span[],
): Promise<{ bot: ServingBot; missed: readonly Span[] }> {
  const { discord } = club
  let bot: ServingBot | null = await serveBot(discord, store)
  const missed: { fromAt: number; toAt: number }[] = []
  await discord.until(() => discord.commands.length > 0, 'commands')
  await play(twoWeeks({ lateReactions: true }), club.cast, {
    from: FROM,
    before: async ({ afterMs }) => {
      const isAway = absences.some((one) => one.fromAt <= FROM + afterMs && FROM + afterMs < one.toAt)
      if (isAway && bot !== null) {
        await bot.stop()
        bot = null
        missed.push({ fromAt: lastMessageAt(discord), toAt: 0 })
      }
      if (isAway || bot !== null) return
      const last = missed.at(-1)
      if (last !== undefined) last.toAt = discord.now()
      bot = await serveBot(discord, store)
      await bot.caughtUp()
    },
    after: async ({ isCall }) => {
      await heard(discord)
      if (isCall) await bot?.caughtUp()
    },
  })
  if (bot === null) throw new Error('The bot should be back at the end.')
  return { bot, missed }
}

/** Nothing is known to be heard after the last message. */
const lastMessageAt = ({ dispatches }: Discord): number =>
  dispatches.findLast((one) => one.name === 'MESSAGE_CREATE')?.at ?? 0

/** What a digest says of absences, and what it should say: the days from the first to the last that they touch. */
const saidOf = (digests: Digests) =>
  [...digests].map(([name, { partial }]) => [
    name,
    partial
      .filter((one) => one.reason.includes('away'))
      .map(({ field, from, to }) => `${field} ${from}…${to}`),
  ])
function shouldBeSaid(digests: Digests, missed: readonly Span[]) {
  const days = [...new Set(missed.flatMap(({ fromAt, toAt }) => daysIn(fromAt, toAt)))].sort()
  return [...digests].map(([name, { from, to }]) => {
    const touched = days.filter((day) => from <= day && day < to)
    const [first, last] = [touched[0], touched.at(-1)]
    if (first === undefined || last === undefined) return [name, []]
    const after = new Date(Date.parse(last) + DAY_MS).toISOString().slice(0, 10)
    return [name, ['messages', 'reactions'].map((field) => `participation.${field} ${first}…${after}`)]
  })
}

function daysIn(fromAt: number, toAt: number): readonly string[] {
  const days: string[] = []
  for (let moment = fromAt; moment < toAt; moment += 60_000) days.push(localDay(moment))
  return days
}

describe.concurrent('a bot that is stopped and started again', () => {
  it('names the days on which it was away, and no others', async () => {
    const away = [
      { fromAt: at(3, 0), toAt: at(4, 6) },
      { fromAt: at(10, 12), toAt: at(10, 15) },
    ]
    await inClub((club) =>
      withStore('sqlite', async (store, url) => {
        const { bot, missed } = await playAbsent(club, store, away)
        await bot.stop()
        const [community] = await store.communities.list()
        if (community === undefined) throw new Error('There is no community.')
        const gaps = await store.history.gaps(community.id)
        // Discord's dates are of whole seconds.
        const rounded = missed.map(({ fromAt, toAt }) => ({ fromAt, toAt: Math.floor(toAt / 1000) * 1000 }))
        for (const { id } of await store.communities.spaces(community.id))
          expect(
            gaps.filter((one) => one.space === id).map(({ fromAt, toAt }) => ({ fromAt, toAt })),
          ).toEqual(rounded)
        const digests = await digestsIn(url, FROM)
        expect(saidOf(digests)).toEqual(shouldBeSaid(digests, rounded))
        // Nothing else is lost: of those days too, all is counted that can be.
        for (const { from, to, participation } of digests.values()) {
          const wanted = countsOf(club, { from, to, reactionsCount: 'when put on' })
          expect(participation.messages).toBe(wanted.messages)
          expect(participation.replies).toBe(wanted.replies)
          expect(participation.mentions).toBe(wanted.mentions)
        }
      }),
    )
  })

  it('finds out what was deleted meanwhile, and still counts reactions that were taken off', async () => {
    await inClub((club, discord) =>
      withStore('sqlite', async (store, url) => {
        const bot = await serveBot(discord, store)
        await discord.until(() => discord.commands.length > 0, 'commands')
        discord.setTime(at(0, 8))
        await setUp(club.cast)
        await bot.caughtUp()
        discord.setTime(at(1, 8))
        club.join('ada')
        const liked = club.say('ada', club.build, 'It works')
        const { thread, message: post } = club.person('ada').postInForum(club.help, 'Help', 'It broke')
        const gone = club.say('ada', club.build, 'Forget it')
        const inThread = club.say('olga', thread, 'Why?')
        for (const one of [liked, gone, post]) club.person('olga').react(one, '👍')
        await heard(discord)
        await bot.stop()

        discord.setTime(at(2, 8))
        club.person('ada').remove(gone)
        club.person('olga').remove(inThread)
        club.person('olga').unreact(liked, '👍')
        club.person('olga').react(liked, '🎉')
        const again = await serveBot(discord, store)
        await again.caughtUp()
        await again.stop()
        const [both] = (await digestsIn(url, FROM)).values()
        // Two messages of ada's are left; on them what stood before, and what was put on meanwhile.
        expect(both?.participation).toMatchObject({ messages: 2, replies: 0, reactions: 3 })
      }),
    )
  })
})

describe.concurrent('history that cannot be read at once', () => {
  it('is read in the end, whatever Discord answers', async () => {
    const live = await heardLive('sqlite', {})
    await inClub((club, discord) =>
      withStore('sqlite', async (store, url) => {
        await play(twoWeeks({ setup: false }), club.cast, { from: FROM })
        const bot = await serveBot(discord, store)
        await discord.until(() => discord.commands.length > 0, 'commands')
        discord.advance(HOUR_MS)
        const { faults } = discord
        faults.failHttp(/\/messages$/, 502, { times: 12 })
        faults.failHttp(/\/messages$/, { kind: 'rateLimit', retryAfterMs: 40, scope: 'user' }, { times: 4 })
        faults.failHttp(/\/reactions\//, 500, { times: 3 })
        faults.failHttp(/\/threads\//, 'drop', { times: 3 })
        faults.failHttp(/\/threads\/archived\//, { kind: 'delay', ms: 300 }, { times: 2 })
        await setUp(club.cast)
        // What has not been read yet is said to be missing.
        await discord.until(
          () => bot.logged.some((line) => line.message.includes('could not be caught up')),
          'a failure',
        )
        await new Promise((resolve) => setTimeout(resolve, 500))
        const [early] = (await digestsIn(url, FROM)).values()
        expect(early?.partial.map((one) => one.reason).join()).toContain('has not been read yet')
        await bot.caughtUp()
        await bot.stop()
        expect(await digestsIn(url, FROM)).toEqual(live.digests)
      }),
    )
  })

  it('is left alone where the bot may not read it, and nothing there is taken for deleted', async () => {
    const live = await heardLive('sqlite', {})
    await inClub((club, discord) =>
      withStore('sqlite', async (store, url) => {
        const first = await serveBot(discord, store)
        await discord.until(() => discord.commands.length > 0, 'commands')
        const steps = twoWeeks({})
        const half = steps.findIndex((one) => one.afterMs >= 7 * DAY_MS)
        await play(steps.slice(0, half), club.cast, {
          from: FROM,
          after: async ({ isCall }) => {
            await heard(discord)
            if (isCall) await first.caughtUp()
          },
        })
        await first.stop()
        club.guild.setRights(club.build, { for: 'bot', deny: ['READ_MESSAGE_HISTORY'] })
        await play(steps.slice(half), club.cast, { from: FROM })

        const second = await serveBot(discord, store)
        await second.caughtUp()
        const refused = await digestsIn(url, FROM)
        const [both, before, after] = refused.values()
        const [whole, firstWeek] = live.digests.values()
        if (before === undefined || firstWeek === undefined) throw new Error('There should be two weeks.')
        expect(withoutPartial(before)).toEqual(withoutPartial(firstWeek))
        expect(after?.partial.map((one) => one.reason).join()).toContain('not allowed to read')
        expect(both?.participation.messages).toBeLessThan(whole?.participation.messages ?? 0)

        club.guild.setRights(club.build, { for: 'bot' })
        await heard(discord)
        await second.platform.reading.lookAgain(club.guild.id)
        await second.caughtUp()
        await second.stop()
        const granted = await digestsIn(url, FROM)
        expect([...granted.values()].map(withoutPartial)).toEqual(
          [...live.digests.values()].map(withoutPartial),
        )
        const reasons = [...granted.values()].flatMap(({ partial }) => partial.map((one) => one.reason))
        expect(reasons.join()).not.toContain('not allowed to read')
      }),
    )
  })
})
