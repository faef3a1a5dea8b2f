/** A Slack of our own for scripts: three channels that are bound, and one that is not. */
import { bindCommunity } from '../platforms/slack/serving.ts'
import { startSlack } from '../simulators/slack/start.ts'
import { BEGINS_AT, TIME_ZONE } from './calendar.ts'
import { heardOn } from './heard.ts'
import { CHANNELS, PEOPLE } from './script.ts'
import { slackPlayer } from './slack-player.ts'
import { strikeSlack } from './slack-troubles.ts'
import type { ChaosWorld } from './world.ts'

/** Retries and acknowledgements as fast as a script wants them. */
const TIMING = {
  acknowledgeMs: 3_000,
  retryMs: [0, 200, 400, 800, 1_600],
  warningMs: 100,
  deafMs: 6_000,
} as const
const EARLIER_MS = 3_600_000
/** The workspace, empty, with everybody in it. */
export async function openSlackWorld(seed: number): Promise<ChaosWorld> {
  const slack = await startSlack({
    ...{ startAt: BEGINS_AT - EARLIER_MS, rateLimits: false, validate: false, seed, timing: TIMING },
  })
  const bound = Array.from({ length: CHANNELS }, (_, nth) => slack.createChannel({ name: `channel-${nth}` }))
  const lounge = slack.createChannel({ name: 'lounge' })
  const people = Array.from({ length: PEOPLE }, (_, nth) =>
    slack.join({ name: `p${nth}`, in: [...bound, lounge] }),
  )
  const music = slack.join({ name: 'music', isBot: true, in: [...bound, lounge] })
  slack.setTime(BEGINS_AT)
  const play = slackPlayer({ slack, bound, lounge, people, music })
  return {
    address: {
      platform: 'slack',
      workspace: slack.teamId,
      spaces: bound.map((one) => one.id),
      apiUrl: slack.apiUrl,
      token: slack.botToken,
      appToken: slack.appToken,
    },
    now: slack.now,
    moveTo: (at) => {
      if (at > slack.now()) slack.setTime(at)
    },
    bind: (store) => bindCommunity(store, slack, bound, { readFromAt: slack.now(), timeZone: TIME_ZONE }),
    play: play.step,
    // Whoever is deaf answers nothing.
    heard: () => heardOn(slack.sockets.filter((one) => !one.isDeaf).map(({ socket }) => socket)),
    isConnected: () => slack.sockets.some((one) => !one.isDeaf),
    strike: (trouble) => strikeSlack(slack, trouble),
    calm: () => slack.faults.clear(),
    asked: () => slack.calls.filter(({ method }) => method === 'conversations.history').length,
    settled: () => slack.settled(60_000),
    facts: play.facts,
    close: () => slack.close(),
  }
}
