/** The digest of a community with very long names, as it is posted on its day and as it is asked for. */
import { expect, it } from 'vitest'
import { MS_PER_DAY, MS_PER_MINUTE } from '../../../src/core/calendar.ts'
import { english } from '../../../src/core/words/english.ts'
import { sendOpen } from '../../../src/jobs/outbox.ts'
import { runDueSchedules } from '../../../src/jobs/scheduler.ts'
import { sendingOf } from '../../jobs/club.ts'
import { foundClub } from '../../simulators/slack/club.ts'
import type { Channel, Message } from '../../simulators/slack/model.ts'
import { startSlack } from '../../simulators/slack/start.ts'
import { withStore } from '../../store/engines.ts'
import { fillLong, longName, SPACES } from '../long-community.ts'
import { bindCommunity, serveBot } from './serving.ts'

const NOW = Date.UTC(2026, 10, 2, 9)
/** How the small print ends. */
const WHY = 'Why there are no names'
const MAX_NAME_LENGTH = 80

it('is one message, posted and asked for, whose buttons anybody may press', () =>
  withStore('sqlite', async (store) => {
    const slack = await startSlack({ startAt: NOW - 60 * MS_PER_DAY, rateLimits: false })
    const { build: general, mods, ada, eve } = foundClub(slack)
    const spaces = Array.from({ length: SPACES }, (_, nth) =>
      slack.createChannel({ name: longName(nth, MAX_NAME_LENGTH), members: [eve] }),
    )
    const community = await bindCommunity(store, slack, spaces, { name: longName(0, 80) })
    const bot = await serveBot(slack, store)
    await bot.caughtUp()
    slack.setTime(NOW)
    await fillLong(store, community, { platform: 'slack', now: NOW, keyOf: (at) => (at / 1000).toFixed(6) })
    const [workspace] = await store.communities.workspaces('slack')
    if (workspace === undefined) throw new Error('there is a workspace')
    const { tools, logged } = sendingOf(store, [bot.platform.speaker])
    const postIn = async (channel: Channel, slotAt: number) => {
      await store.schedules.set({
        ...{ community: community.id, kind: 'digest', workspace: workspace.id, channel: channel.id },
        ...{ weekday: 0, hour: 9, minute: 0, nextSlotAt: slotAt },
      })
      await runDueSchedules(store, slotAt)
      await sendOpen(tools, slotAt)
      return slack.history(channel).filter((one) => one.user?.id === slack.botUserId)
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
      const answer = await who.slash('digest', { in: general })
      await slack.until(() => answer.text.includes(WHY), 'the digest')
      expect([answer.isEphemeral, answer.followUps.length, isWhole(answer.message)]).toEqual([true, 0, true])
      expect(withinLimits(answer.message)).toBe(true)
    }
    const [post] = slack.history(general).filter((one) => one.user?.id === slack.botUserId)
    if (post === undefined) throw new Error('it was posted')
    const before = JSON.stringify(post.blocks)
    const count = async (): Promise<number> => {
      const { text } = await ada.slash('waiting', { in: general })
      return Number(/(\d+) messages have gone/.exec(text)?.[1])
    }
    const first = await count()
    const pressed = await ada.press(post, english.waiting.marks.taken.button)
    expect([pressed.isEphemeral, pressed.text]).toEqual([true, english.waiting.marks.taken.confirmed])
    expect(await count()).toBe(first - 1)
    expect([JSON.stringify(post.blocks), post.isDeleted]).toEqual([before, false])
    expect([slack.violations, logged]).toEqual([[], []])
    await bot.stop()
    await slack.close()
  }))

/** All that must be there, whatever gives way. */
function isWhole({ blocks }: Message): boolean {
  const told = JSON.stringify(blocks)
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

/** With room to what Slack was seen to take, 13,200 characters. */
const withinLimits = ({ blocks }: Message): boolean =>
  (blocks ?? []).length <= 50 && JSON.stringify(blocks).length <= 11_500
