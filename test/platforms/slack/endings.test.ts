/** Tokens that die while the bot serves: it says so and ends, or goes on, and never falls over. */
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { objectOf } from '../../simulators/discord/json.ts'
import { openStage, type Stage } from './stage.ts'

type Tampered = { state: 'installed' | 'uninstalled' | 'revoked'; botToken: string }

/** Kills the bot's token without a word, as where the event of it is lost. */
const KILLED = {
  account_inactive: (app: Tampered) => {
    app.state = 'uninstalled'
  },
  token_revoked: (app: Tampered) => {
    app.state = 'revoked'
  },
  invalid_auth: (app: Tampered) => {
    app.botToken = 'xoxb-another'
  },
} as const

const appOf = ({ slack }: Stage): Tampered => slack.world.app as Tampered

const REFUSALS = Object.keys(KILLED) as (keyof typeof KILLED)[]

describe('a token that dies', () => {
  it.each(REFUSALS)('is found by whoever calls (%s), and ends it with a sentence', async (code) => {
    const stage = await openStage()
    const bot = await stage.serve()
    await bot.caughtUp()
    KILLED[code](appOf(stage))
    void stage.ada.slash('help', { in: stage.build }).catch(() => undefined)
    const { reason } = await bot.platform.ended
    expect(reason).toMatch(
      { account_inactive: /not in the workspace/, token_revoked: /revoked/, invalid_auth: /invalid_auth/ }[
        code
      ],
    )
    expect(reason).toMatch(/Install the app again/)
    await bot.stop()
  })

  it.each(REFUSALS)('is found by reading (%s)', async (code) => {
    const stage = await openStage()
    const bot = await stage.serve()
    await bot.caughtUp()
    const { slack } = stage
    KILLED[code](appOf(stage))
    // A new connection, and with it catching up; where the app itself is gone, the connection is refused already.
    slack.faults.cut()
    expect((await bot.platform.ended).reason).toMatch(/Install the app again/)
    await bot.stop()
  })

  it.each(REFUSALS)('is found by posting (%s)', async (code) => {
    const stage = await openStage()
    const bot = await stage.serve()
    await bot.caughtUp()
    KILLED[code](appOf(stage))
    const posted = await bot.platform.speaker.post(
      { workspace: stage.slack.teamId, channel: stage.build.id },
      { title: 'The week', isPrivate: false, blocks: [] },
      { key: 'one', triedAt: null, community: stage.community.id },
    )
    expect(posted.kind).not.toBe('posted')
    expect((await bot.platform.ended).reason).toMatch(/Install the app again/)
    await bot.stop()
  })

  it('and is alive after all, is only noted', async () => {
    const stage = await openStage()
    const { slack, ada, build } = stage
    const bot = await stage.serve()
    await bot.caughtUp()
    const isRefused = () => slack.calls.some((one) => objectOf(one.answer)['error'] === 'token_revoked')
    Object.defineProperty(slack.world.app, 'state', { get: () => (isRefused() ? 'installed' : 'revoked') })
    const answer = ada.slash('help', { in: build })
    await slack.until(isRefused, 'the refusal')
    await answer.catch(() => undefined)
    await slack.until(
      () => bot.logged.some((one) => /as if the token were of no use/.test(one.message)),
      'the note',
    )
    expect(await Promise.race([bot.platform.ended, sleep(200, null)])).toBeNull()
    expect((await ada.slash('help', { in: build })).kind).toBe('message')
    await bot.stop()
  })
})

describe('a new connection that is not given', () => {
  it.each([
    ['an error page', 502],
    ['a cut', 'drop'],
    ['too many requests', { kind: 'rateLimit', retryAfterMs: 1_000 }],
  ] as const)('for a while (%s) is asked for again', async (_what, trouble) => {
    const { slack, serve, keys, ada, build } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    await slack.connected(2)
    slack.faults.failHttp(/apps\.connections\.open/, trouble, { times: 3 })
    slack.faults.cut()
    await slack.until(() => slack.sockets.length === 0, 'both to be gone')
    const message = ada.post(build, 'said meanwhile')
    await slack.connected(1)
    await bot.caughtUp()
    await slack.until(() => bot.platform.reading.isCaughtUp(), 'the rest')
    expect(await keys()).toEqual([message.ts])
    expect(await Promise.race([bot.platform.ended, sleep(50, null)])).toBeNull()
    await bot.stop()
  })
})
