/** Hearing, over a real store: what is recorded, when it is acknowledged, and what ends it. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Refusal, Unreachable } from '../../../src/core/errors.ts'
import { serveBot } from './serving.ts'
import { MINUTE_MS, openStage, START } from './stage.ts'

afterEach(() => {
  vi.useRealTimers()
})

describe('what is heard', () => {
  it('in bound channels is recorded, and nothing else', async () => {
    const { slack, serve, keys, ada, bob, eve, build, random, mods, rows } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    const first = ada.post(build, 'How do I crimp this, @bob?')
    const reply = bob.reply(first, 'Like so.')
    const broadcast = ada.broadcast(first, 'It works!')
    const shared = bob.share(build, 'a drawing')
    const me = ada.me(build, 'is happy')
    slack.postAsIntegration(build, 'Build 7 is green')
    slack.postAsSlackbot(build, 'A reminder')
    ada.edit(shared.user === ada.user ? shared : first, 'How do I crimp this well, @bob?')
    eve.post(mods, 'in a channel that is not bound')
    ada.post(random, 'in a channel that the bot is not in')
    await slack.settled()
    expect(await keys()).toEqual([first, reply, broadcast, shared, me].map((one) => one.ts).sort())
    expect((await rows('message')).find((one) => one['key'] === first.ts)).toMatchObject({
      ...{ author: ada.id, named: bob.id, thread: null, space: build.id },
    })
    expect((await rows('message')).filter((one) => one['thread'] === first.ts)).toHaveLength(2)
    expect(bot.platform.strange.size).toBe(0)
    expect(bot.platform.leftOut.get('bot')).toBe(1)
    expect(slack.violations).toEqual([])
  })

  it('is taken back: messages, parents that leave a tombstone, and what followed them', async () => {
    const { slack, serve, keys, ada, bob, build } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    const [lone, parent, stays] = ['lone', 'parent', 'stays'].map((text) => ada.post(build, text))
    if (lone === undefined || parent === undefined || stays === undefined) throw new Error('nothing was said')
    const replies = [bob.reply(parent, 'one'), bob.reply(parent, 'two')]
    ada.remove(lone)
    ada.remove(parent)
    await slack.settled()
    expect(await keys()).toEqual([stays, ...replies].map((one) => one.ts).sort())
    for (const reply of replies) bob.remove(reply)
    await slack.settled()
    expect(await keys()).toEqual([stays.ts])
  })

  it('of reactions has their own moments; the last word counts', async () => {
    const { slack, serve, ada, bob, cleo, build, rows } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    const message = ada.post(build, 'Look')
    const fromBot = slack.postAsIntegration(build, 'Build 7 is green')
    slack.advance(5 * MINUTE_MS)
    bob.react(message, '👍')
    bob.react(fromBot, '👍')
    cleo.react(message, '🎉')
    cleo.unreact(message, '🎉')
    await slack.settled()
    const reactions = await rows('reaction')
    expect(reactions).toHaveLength(2)
    expect(reactions.find((one) => one['member'] === bob.id)).toMatchObject({
      ...{ message: message.ts, emoji: '+1', at: START + 5 * MINUTE_MS, counted: 1 },
    })
    expect(reactions.find((one) => one['member'] === cleo.id)).toMatchObject({ counted: 0 })
  })

  it('of comings and goings in channels makes nobody active', async () => {
    const { slack, serve, keys, build, rows } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    const gus = slack.join({ name: 'gus' })
    gus.join(build)
    gus.leave(build)
    await slack.settled()
    const passages = (await rows('passage')).filter((one) => one['member'] === gus.id)
    expect(passages.map((one) => [one['kind'], one['space']]).sort()).toEqual([
      ['join', build.id],
      ['leave', build.id],
    ])
    expect(await keys()).toEqual([])
  })

  it('of people of other workspaces is counted apart and not recorded', async () => {
    const { slack, serve, keys, ada, build, rows, tables } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    const guest = slack.join({ name: 'guest', teamId: 'T0ELSEWHERE', in: [build] })
    const message = ada.post(build, 'Welcome, @guest')
    guest.post(build, 'Hello')
    guest.reply(message, 'Thanks')
    guest.react(message, '👍')
    ada.react(guest.post(build, 'Look'), '👍')
    await slack.settled()
    expect(await keys()).toEqual([message.ts])
    expect((await rows('message'))[0]).toMatchObject({ named: null })
    expect(await rows('reaction')).toEqual([])
    expect((await tables())['people']).toEqual([ada.id])
    expect(bot.platform.leftOut.get('stranger')).toBe(5)
    // Their names were not known from the list: each was asked for once.
    expect(slack.calls.filter((one) => one.method === 'users.info')).toHaveLength(1)
  })

  it('follows a channel by its id through another name', async () => {
    const { slack, serve, store, community, ada, build } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    slack.rename(build, 'workshop', ada)
    await slack.settled()
    await vi.waitFor(async () =>
      expect((await store.communities.spaces(community.id)).map((one) => one.name)).toContain('workshop'),
    )
    expect(bot.platform.workspace()).toBe('Robotics club')
  })
})

describe('an event', () => {
  it('is acknowledged after it is committed, not before', async () => {
    const { slack, serve, store, keys, ada, build } = await openStage({
      slack: { timing: { acknowledgeMs: 3_000 } },
    })
    let letGo: () => void = () => undefined
    let held: Promise<void> = Promise.resolve()
    const bot = await serve({
      recording: {
        record: async (...batch) => {
          await held
          return store.recording.record(...batch)
        },
      },
    })
    await bot.caughtUp()
    held = new Promise((resolve) => {
      letGo = resolve
    })
    const message = ada.post(build, 'hello')
    const isHeard = () => slack.envelopes.some((one) => one.name === 'message')
    await slack.until(isHeard, 'the event')
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(slack.envelopes.filter((one) => one.acknowledgedMs !== null && one.name === 'message')).toEqual([])
    expect(await keys()).toEqual([])
    letGo()
    await slack.settled()
    expect(await keys()).toEqual([message.ts])
    expect(slack.envelopes.filter((one) => one.name === 'message')).toHaveLength(1)
  })

  it('comes again while the database takes nothing, and is recorded once', async () => {
    const { slack, serve, store, keys, rows, ada, build } = await openStage()
    let failures = 4
    const bot = await serve({
      recording: {
        record: async (...batch) => {
          failures -= 1
          if (failures >= 0) throw new Error('the disk is full')
          return store.recording.record(...batch)
        },
      },
    })
    await bot.caughtUp()
    const message = ada.post(build, 'hello')
    await slack.settled()
    expect(slack.envelopes.filter((one) => one.name === 'message').length).toBeGreaterThan(1)
    await vi.waitFor(async () => expect(await keys()).toEqual([message.ts]), { timeout: 5_000 })
    expect((await rows('daily')).map((one) => one['messages'])).toEqual([1])
  })

  it('that comes twice, late, in another order, or after a lost acknowledgement counts once', async () => {
    const { slack, serve, keys, rows, ada, bob, build } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    slack.faults.repeat('*', 10, 3)
    slack.faults.reorder(4, 5)
    slack.faults.loseAcknowledgements(6)
    slack.faults.drop('*', 3)
    const posted = Array.from({ length: 10 }, (_, index) => ada.post(build, String(index)))
    for (const message of posted) bob.react(message, '👍')
    for (const message of posted.slice(0, 3)) ada.remove(message)
    slack.faults.flush()
    await slack.settled()
    await bot.recorder.settled()
    expect(await keys()).toEqual(posted.slice(3).map((one) => one.ts))
    const counted = (await rows('daily')).reduce(
      (sum, one) => sum + Number(one['messages']) + Number(one['reactions']),
      0,
    )
    expect(counted).toBe(14)
  })

  it('of somebody whom Slack does not tell of now comes again', async () => {
    const { slack, serve, keys, build } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    slack.world.app.events = new Set(['message.channels'])
    const gus = slack.join({ name: 'gus', in: [build] })
    slack.faults.failHttp(/users\.info/, 500, { times: 4 })
    const message = gus.post(build, 'I am new here')
    await slack.settled()
    await vi.waitFor(async () => expect(await keys()).toEqual([message.ts]))
    expect(slack.envelopes.filter((one) => one.name === 'message').length).toBeGreaterThan(1)
  })

  it('that Slack keeps to itself in a flood is read afterwards', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { slack, serve, keys, ada, build, covered } = await openStage()
    const bot = await serve({ timing: { floodMs: 200, pingMs: 600_000 } })
    await bot.caughtUp()
    await slack.connected(2)
    const before = await covered(build)
    slack.faults.limitApp(3)
    slack.advance(MINUTE_MS)
    const posted = Array.from({ length: 5 }, (_, index) => ada.post(build, String(index)).ts)
    await slack.settled()
    expect(await keys()).toEqual(posted.slice(3))
    // While events are kept back, nothing is known of this time.
    await vi.advanceTimersByTimeAsync(15_000)
    expect(await covered(build)).toEqual(before)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await vi.advanceTimersByTimeAsync(15_000)
    await vi.waitFor(async () => expect(await keys()).toEqual(posted), { timeout: 5_000 })
    await bot.caughtUp()
    await bot.stop()
    expect((await covered(build)).at(-1)?.toAt).toBeGreaterThanOrEqual(START + MINUTE_MS)
    expect(bot.logged.filter((one) => one.level === 'error')).toEqual([])
  }, 20_000)
})

describe('the bot', () => {
  it('reads no channel that it was put out of, and reads it again when it is back', async () => {
    const { slack, serve, keys, ada, build, store, community } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    const before = ada.post(build, 'before')
    await slack.settled()
    slack.advance(MINUTE_MS)
    slack.removeBot(build)
    const missed = ada.post(build, 'while it is away')
    await slack.settled()
    await bot.stop()
    const gaps = await store.history.gaps(community.id)
    expect(gaps.map((one) => one.reason)).toContain('noAccess')
    expect(await keys()).toEqual([before.ts])
    const again = await serve()
    await again.caughtUp()
    expect(await keys()).toEqual([before.ts])
    slack.inviteBot(build, ada)
    await slack.settled()
    await again.caughtUp()
    await vi.waitFor(async () => expect(await keys()).toEqual([before.ts, missed.ts]))
  })

  it('writes down how far everything is known when it stops', async () => {
    const { slack, serve, ada, build, general, covered } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    slack.advance(7 * MINUTE_MS)
    ada.post(build, 'hello')
    await slack.settled()
    await bot.stop()
    for (const channel of [build, general])
      expect((await covered(channel)).at(-1)?.toAt).toBe(START + 7 * MINUTE_MS)
  })

  it('answers people while history is not given', async () => {
    const { slack, serve, ada, build } = await openStage()
    slack.faults.failHttp(/conversations\.history/, { kind: 'rateLimit', retryAfterMs: 3_000 }, { times: 2 })
    const bot = await serve()
    expect(bot.platform.reading.isCaughtUp()).toBe(false)
    const startedAt = performance.now()
    const answer = await ada.slash('help', { in: build })
    expect(answer.kind).toBe('message')
    expect(performance.now() - startedAt).toBeLessThan(2_500)
    expect(bot.platform.reading.isCaughtUp()).toBe(false)
    await bot.caughtUp()
  }, 20_000)

  it.each([
    ['uninstall', /taken out of the workspace/],
    ['revokeTokens', /revoked/],
  ] as const)('ends with a sentence where the workspace does that: %s', async (what, sentence) => {
    const { slack, serve, store } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    slack[what]()
    expect((await bot.platform.ended).reason).toMatch(sentence)
    await vi.waitFor(async () => {
      const [workspace] = await store.communities.workspaces('slack')
      expect(workspace?.removedAt === null).toBe(what !== 'uninstall')
    })
    await bot.stop()
  })

  it('ends with a sentence where Socket Mode is switched off', async () => {
    const { slack, serve } = await openStage()
    const bot = await serve()
    await slack.connected(2)
    slack.faults.disconnect('link_disabled')
    expect((await bot.platform.ended).reason).toMatch(/Socket Mode was switched off/)
  })
})

describe('at the start', () => {
  const failing = async (
    options: Parameters<typeof serveBot>[2],
    change?: (stage: Awaited<ReturnType<typeof openStage>>) => void,
  ) => {
    const stage = await openStage()
    change?.(stage)
    const error: unknown = await serveBot(stage.slack, stage.store, options).then(
      (bot) => bot.stop().then(() => null),
      (failure: unknown) => failure,
    )
    await stage.slack.until(() => stage.slack.sockets.length === 0, 'nothing to be left', 3_000)
    return error
  }

  it('wrong tokens are refused, each by its name', async () => {
    const bot = await failing({ botToken: 'xoxb-another' })
    expect(bot).toBeInstanceOf(Refusal)
    expect(String(bot)).toMatch(/SLACK_BOT_TOKEN \(invalid_auth\)/)
    const app = await failing({ appToken: 'xapp-another' })
    expect(app).toBeInstanceOf(Refusal)
    expect(String(app)).toMatch(/SLACK_APP_TOKEN \(invalid_auth\)/)
    const swapped = await failing({ appToken: 'xoxb-1-2-simulated' })
    expect(String(swapped)).toMatch(/SLACK_APP_TOKEN \(not_allowed_token_type\)/)
  })

  it('missing scopes are named', async () => {
    const error = await failing({}, ({ slack }) => {
      slack.scopes.delete('reactions:read')
      slack.scopes.delete('groups:history')
    })
    expect(error).toBeInstanceOf(Refusal)
    expect(String(error)).toMatch(/lacks the scopes groups:history, reactions:read/)
  })

  it('an app that was installed before pairs were asked serves all the same', async () => {
    const error = await failing({}, ({ slack }) => {
      slack.scopes.delete('im:history')
      slack.scopes.delete('im:write')
    })
    expect(error).toBeNull()
  })

  it.each([/auth\.test/, /users\.list/, /apps\.connections\.open/])(
    'a Slack that does not answer at %s is to be tried again',
    async (method) => {
      const error = await failing({}, ({ slack }) => slack.faults.failHttp(method, 503, { times: 9 }))
      expect(error).toBeInstanceOf(Unreachable)
      expect(String(error)).toMatch(/Slack cannot be reached/)
    },
  )

  it('it leaves when it is asked to', async () => {
    const leaving = new AbortController()
    setTimeout(() => leaving.abort(), 150)
    const error = await failing({ leaving: leaving.signal }, ({ slack }) =>
      slack.faults.failHttp(/apps\.connections\.open/, 'hang', { times: 9 }),
    )
    expect(error).toBeInstanceOf(Unreachable)
  })
})
