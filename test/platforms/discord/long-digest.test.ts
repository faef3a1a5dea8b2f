/** The digest of a community with very long names, as it is posted on its day and as it is asked for. */
import { expect, it } from 'vitest'
import { MS_PER_DAY, MS_PER_MINUTE } from '../../../src/core/calendar.ts'
import { english } from '../../../src/core/words/english.ts'
import { sendOpen } from '../../../src/jobs/outbox.ts'
import { runDueSchedules } from '../../../src/jobs/scheduler.ts'
import { snowflakeAt } from '../../../src/platforms/discord/snowflake.ts'
import { sendingOf } from '../../jobs/club.ts'
import { foundClub } from '../../simulators/discord/club.ts'
import { type JsonObject, listOf, objectOf, textOf } from '../../simulators/discord/json.ts'
import type { Channel, Message } from '../../simulators/discord/model.ts'
import { startDiscord } from '../../simulators/discord/start.ts'
import { withStore } from '../../store/engines.ts'
import { fillLong, longName, SPACES } from '../long-community.ts'
import { bindCommunity, serveBot } from './serving.ts'

const NOW = Date.UTC(2026, 10, 2, 9)
/** How the small print ends. */
const WHY = 'Why there are no names'
const MAX_NAME_LENGTH = 100

it('is one message, posted and asked for, whose buttons anybody may press', () =>
  withStore('sqlite', async (store) => {
    const discord = await startDiscord({ startAt: NOW - 60 * MS_PER_DAY, rateLimits: false })
    const { guild, general, mods, ada, eve } = foundClub(discord)
    const spaces = Array.from({ length: SPACES }, (_, nth) =>
      guild.createChannel({ name: longName(nth, MAX_NAME_LENGTH) }),
    )
    const community = await bindCommunity(store, guild, spaces, { now: discord.now(), name: longName(0, 80) })
    const bot = await serveBot(discord, store)
    await bot.caughtUp()
    discord.setTime(NOW)
    await fillLong(store, community, { platform: 'discord', now: NOW, keyOf: snowflakeAt })
    const [workspace] = await store.communities.workspaces('discord')
    if (workspace === undefined) throw new Error('there is a workspace')
    const { tools, logged } = sendingOf(store, [bot.platform.speaker])
    const postIn = async (channel: Channel, slotAt: number) => {
      await store.schedules.set({
        ...{ community: community.id, kind: 'digest', workspace: workspace.id, channel: channel.id },
        ...{ weekday: 0, hour: 9, minute: 0, nextSlotAt: slotAt },
      })
      await runDueSchedules(store, slotAt)
      await sendOpen(tools, slotAt)
      return discord.history(channel).filter((one) => one.author.id === discord.botId)
    }
    for (const [channel, slotAt] of [
      [mods, NOW],
      [general, NOW + MS_PER_MINUTE],
    ] as const) {
      const [post, ...others] = await postIn(channel, slotAt)
      if (post === undefined) throw new Error('nothing was posted')
      expect([others, isWhole(post)]).toEqual([[], true])
      expect(withinLimits(post)).toBe(true)
    }
    for (const who of [eve, ada]) {
      const answer = await (await who.slash('digest', {}, { in: general })).settled()
      expect([answer.isEphemeral, answer.followUps.length, isWhole(answer.message)]).toEqual([true, 0, true])
      expect(withinLimits(answer.message)).toBe(true)
    }
    const [post] = discord.history(general).filter((one) => one.author.id === discord.botId)
    if (post === undefined) throw new Error('it was posted')
    const before = JSON.stringify(post.components)
    const waiting = async () => (await (await ada.slash('waiting', {}, { in: general })).settled()).text
    const count = async (): Promise<number> => Number(/(\d+) messages have gone/.exec(await waiting())?.[1])
    const first = await count()
    const pressed = await ada.press(post, english.waiting.marks.taken.button)
    expect([pressed.isEphemeral, pressed.text]).toEqual([true, english.waiting.marks.taken.confirmed])
    expect(await count()).toBe(first - 1)
    expect(JSON.stringify(post.components)).toBe(before)
    expect([discord.violations, logged]).toEqual([[], []])
    await bot.stop()
    await discord.close()
  }))

/** All that must be there, whatever gives way. */
function isWhole({ components }: Message): boolean {
  const told = JSON.stringify(components)
  const rows = told.split(english.waiting.marks.taken.button).length - 1
  const all = [
    english.digest.questionLabel,
    WHY,
    english.digest.buttons.pictures,
    english.map.button,
    'See all',
  ]
  return rows === 5 && all.every((one) => told.includes(one))
}

/** As Discord counts: every component, those that hold others too, and all that they say. */
function withinLimits({ components }: Message): boolean {
  const all: JsonObject[] = []
  const walk = (one: JsonObject): void => {
    all.push(one)
    for (const inner of listOf(one['components'])) walk(objectOf(inner))
  }
  for (const one of components) walk(one)
  const text = all.reduce((sum, one) => sum + (textOf(one['content'])?.length ?? 0), 0)
  return all.length === 38 && text <= 4000
}
