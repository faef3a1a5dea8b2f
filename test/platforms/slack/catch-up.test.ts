/** Reading the rest, over a real store: from nothing, after an absence, and where Slack gives little. */

import { describe, expect, it, vi } from 'vitest'
import { findsNothing } from '../../../src/core/vocabulary/finder.ts'
import { readHole } from '../../../src/platforms/slack/catch-up.ts'
import type { SlackHistory } from '../../../src/platforms/slack/history.ts'
import { createAccounts } from '../../../src/platforms/slack/people.ts'
import { historyMessage } from '../../../src/platforms/slack/wire.ts'
import { comparable } from './comparable.ts'
import { DAY_MS, MINUTE_MS, openStage, START, type Stage } from './stage.ts'

/** An afternoon: everything that people do in channels. */
function anAfternoon({ slack, ada, bob, cleo, build, general }: Stage): void {
  const wait = () => slack.advance(3 * MINUTE_MS)
  const question = ada.post(build, 'How do I crimp this, @bob?')
  wait()
  const answer = bob.reply(question, 'Like so, and ask @cleo?')
  cleo.react(answer, '👍')
  ada.react(answer, '🎉')
  wait()
  cleo.broadcast(question, 'I wrote it down')
  bob.share(general, 'a drawing')
  ada.me(general, 'is happy')
  slack.postAsIntegration(build, 'Build 7 is green')
  const gone = bob.post(build, 'never mind')
  wait()
  bob.remove(gone)
  const parent = cleo.post(general, 'Who comes on Friday?')
  ada.reply(parent, 'I do')
  wait()
  cleo.remove(parent)
  bob.edit(bob.post(general, 'tpyo'), 'typo')
  const gus = slack.join({ name: 'gus', in: [general] })
  gus.join(build, ada)
  gus.react(question, '👀')
  gus.unreact(question, '👀')
  gus.react(question, '🔥')
  const guest = slack.join({ name: 'guest', teamId: 'T0ELSEWHERE', in: [build] })
  guest.react(guest.post(build, 'Hello, @ada'), '👍')
  guest.react(question, '👍')
  gus.leave(build)
  wait()
}

describe('reading from nothing', () => {
  it('tells the same as having listened', async () => {
    const stage = await openStage()
    const { slack, serve, tables, another } = stage
    const live = await serve()
    await live.caughtUp()
    anAfternoon(stage)
    await slack.settled()
    await live.stop()
    const later = await another()
    const reader = await later.serve()
    await reader.caughtUp()
    await reader.stop()
    const read = comparable(await later.tables())
    expect(read).toEqual(comparable(await tables()))
    expect(read.messages.length).toBeGreaterThan(6)
    expect(read.reactions.length).toBe(3)
    expect(read.passages.length).toBe(2)
    expect(slack.violations.filter((one) => one.where !== 'answer')).toEqual([])
  })

  it('follows every page, of channels, threads and people', async () => {
    const stage = await openStage()
    const { slack, serve, keys, ada, bob, build } = stage
    const posted = Array.from({ length: 450 }, (_, index) => ada.post(build, String(index)).ts)
    const parent = ada.post(build, 'A long thread')
    for (let index = 0; index < 430; index += 1) posted.push(bob.reply(parent, String(index)).ts)
    for (let index = 0; index < 520; index += 1) slack.join({ name: `member${index}` })
    const last = slack.join({ name: 'last', in: [build] })
    posted.push(parent.ts, last.post(build, 'me too').ts)
    const bot = await serve()
    await bot.caughtUp()
    expect(await keys()).toEqual(posted.sort())
    expect(slack.calls.filter((one) => one.method === 'users.info')).toEqual([])
    const [progress] = bot.platform.reading.progress(stage.community.id).filter((one) => one.messages > 0)
    expect(progress).toMatchObject({ channel: build.id, state: 'done' })
  }, 30_000)

  it('finds replies to what was said in the 90 days before, and nothing else that is older', async () => {
    const { slack, serve, keys, ada, bob, build } = await openStage({ readFromAt: START + 100 * DAY_MS })
    const old = ada.post(build, 'old')
    slack.advance(20 * DAY_MS)
    const young = ada.post(build, 'young')
    bob.reply(young, 'too early to be wanted')
    slack.advance(80 * DAY_MS - MINUTE_MS)
    ada.post(build, 'a minute too early')
    slack.advance(2 * MINUTE_MS)
    bob.reply(old, 'an answer that Slack does not tell of')
    const answer = bob.reply(young, 'an answer')
    const bot = await serve()
    await bot.caughtUp()
    expect(await keys()).toEqual([answer.ts])
    await bot.stop()
    // Nor is it wanted when what was known is compared.
    slack.advance(DAY_MS)
    const again = await serve()
    await again.caughtUp()
    expect(await keys()).toEqual([answer.ts])
  })

  it('reads a long history part by part, each with its threads', async () => {
    const { slack, serve, keys, ada, bob, build, covered } = await openStage({ readFromAt: START })
    const posted: string[] = []
    for (let week = 0; week < 20; week += 1) {
      const parent = ada.post(build, `week ${week}`)
      slack.advance(4 * DAY_MS)
      posted.push(parent.ts, bob.reply(parent, 'an answer').ts)
      slack.advance(3 * DAY_MS)
    }
    const bot = await serve()
    await bot.caughtUp()
    expect(await keys()).toEqual(posted.sort())
    expect(await covered(build)).toEqual([{ fromAt: START, toAt: START + 140 * DAY_MS }])
    expect(slack.calls.filter((one) => one.method === 'conversations.replies').length).toBeLessThan(45)
  })

  it('is nothing in a channel that the bot is not in', async () => {
    const { slack, serve, keys, store, community, ada, build, general } = await openStage()
    ada.post(build, 'hello')
    slack.removeBot(build)
    const heard = ada.post(general, 'here')
    const bot = await serve()
    await bot.caughtUp()
    expect(await keys()).toEqual([heard.ts])
    const states = bot.platform.reading.progress(community.id)
    expect(states.find((one) => one.channel === build.id)?.state).toBe('noAccess')
    expect((await store.history.gaps(community.id)).map((one) => one.reason)).toEqual(['noAccess'])
  })
})

describe('after an absence', () => {
  it('what was said, taken back and put on meanwhile is found', async () => {
    const { slack, serve, keys, rows, store, community, ada, bob, cleo, build, general } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    const [kept, removed, parent, tomb] = ['kept', 'removed', 'parent', 'tomb'].map((text) => {
      slack.advance(MINUTE_MS)
      return ada.post(build, text)
    })
    if (kept === undefined || removed === undefined || parent === undefined || tomb === undefined)
      throw new Error('nothing was said')
    const [stays, goes] = [bob.reply(parent, 'stays'), bob.reply(parent, 'goes')]
    const below = bob.reply(tomb, 'below a parent that goes')
    const whole = cleo.post(general, 'a thread that goes as a whole')
    const inside = bob.reply(whole, 'with all that is in it')
    slack.advance(MINUTE_MS)
    ada.post(general, 'the last thing that was heard')
    await slack.settled()
    await bot.stop()

    slack.advance(2 * DAY_MS)
    ada.remove(removed)
    bob.remove(goes)
    ada.remove(tomb)
    bob.remove(inside)
    cleo.remove(whole)
    bob.react(kept, '👍')
    const late = cleo.reply(parent, 'a late answer')
    const fresh = cleo.post(build, 'something new')
    slack.advance(MINUTE_MS)
    const again = await serve()
    await again.caughtUp()
    await again.stop()
    const standing = (await keys()).filter((key) => key !== general.messages.at(-1)?.ts)
    expect(standing).toEqual([kept, parent, stays, below, late, fresh].map((one) => one.ts).sort())
    expect((await rows('reaction')).filter((one) => Number(one['counted']) > 0)).toMatchObject([
      { message: kept.ts, member: bob.id, at: START + MINUTE_MS },
    ])
    const gaps = await store.history.gaps(community.id)
    expect(new Set(gaps.map((one) => one.reason))).toEqual(new Set(['away']))
  })

  it('threads of which nothing is left are taken back with their last reply', async () => {
    const { slack, serve, keys, ada, bob, build } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    const [stands, tomb, goes] = ['stands', 'tomb', 'goes'].map((text) => ada.post(build, text))
    if (stands === undefined || tomb === undefined || goes === undefined) throw new Error('nothing was said')
    const [only, last] = [bob.reply(stands, 'the only one'), bob.broadcast(tomb, 'the last one')]
    const early = bob.reply(goes, 'early')
    ada.remove(tomb)
    await slack.settled()
    await bot.stop()
    slack.advance(20 * MINUTE_MS)
    const again = await serve()
    await again.caughtUp()
    // Not known to be read to here when it stops: as after a crash.
    slack.advance(20 * MINUTE_MS)
    const young = bob.reply(goes, 'young')
    await slack.settled()
    expect(await keys()).toEqual([stands, goes, only, last, early, young].map((one) => one.ts).sort())
    slack.faults.refuseConnections({ forMs: 200 })
    slack.faults.cut()
    await slack.until(() => slack.sockets.length === 0, 'both to be gone')
    for (const one of [only, last, early, young]) bob.remove(one)
    ada.remove(goes)
    slack.advance(MINUTE_MS)
    await slack.connected(1)
    await vi.waitFor(async () => expect(await keys()).toEqual([stands.ts]), { timeout: 5_000 })
  }, 20_000)

  it('of seconds, with no connection, nothing is missing', async () => {
    const { slack, serve, keys, ada, bob, build } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    await slack.connected(2)
    const heard = ada.post(build, 'heard')
    await slack.settled()
    slack.faults.refuseConnections({ forMs: 500 })
    slack.faults.cut()
    await slack.until(() => slack.sockets.length === 0, 'both to be gone')
    const missed = bob.post(build, 'missed')
    const reply = bob.reply(heard, 'missed too')
    await slack.connected(1)
    await vi.waitFor(async () => expect(await keys()).toEqual([heard, missed, reply].map((one) => one.ts)), {
      timeout: 10_000,
    })
  }, 20_000)

  it('nothing is left of what was said before it, or after, and the rest shows that it is so', async () => {
    const { slack, serve, keys, ada, bob, build, general } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    const older = ada.post(build, 'the only thing that was said')
    const stays = bob.post(general, 'stays')
    slack.advance(20 * MINUTE_MS)
    const younger = ada.post(general, 'the last thing that was said')
    await slack.settled()
    await bot.stop()
    expect(await keys()).toEqual([older, stays, younger].map((one) => one.ts).sort())
    ada.remove(older)
    ada.remove(younger)
    slack.advance(20 * MINUTE_MS)
    const fresh = bob.post(build, 'something new')
    slack.advance(MINUTE_MS)
    const again = await serve()
    await again.caughtUp()
    await again.stop()
    expect(await keys()).toEqual([stays, fresh].map((one) => one.ts).sort())
  })

  it('an empty answer proves nothing', async () => {
    const { slack, serve, keys, ada, build } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    const messages = [ada.post(build, 'one'), ada.post(build, 'two')]
    await slack.settled()
    await bot.stop()
    slack.advance(DAY_MS)
    // As where a plan hides what is older.
    const hidden = build.messages.splice(0)
    const again = await serve()
    await again.caughtUp()
    await again.stop()
    build.messages.push(...hidden)
    expect(await keys()).toEqual(messages.map((one) => one.ts))
  })
})

describe('where Slack gives little', () => {
  it('fifteen messages a minute, everything is read, however long it takes', async () => {
    const { slack, serve, keys, ada, bob, build } = await openStage({
      slack: { limitedHistory: true, minuteMs: 200 },
    })
    const posted = Array.from({ length: 33 }, (_, index) => ada.post(build, String(index)))
    const replies = Array.from({ length: 17 }, () => bob.reply(posted[3] ?? ada.post(build, ''), 'yes'))
    const bot = await serve()
    await bot.caughtUp()
    expect(await keys()).toEqual([...posted, ...replies].map((one) => one.ts).sort())
    const said = bot.logged.filter((one) => /fifteen messages a minute/.test(one.message))
    expect(said).toHaveLength(1)
    expect(slack.calls.filter((one) => one.status === 429).length).toBeGreaterThan(0)
  }, 60_000)

  it('no answers now and then, it is asked again', async () => {
    const { slack, serve, keys, ada, bob, build } = await openStage()
    const parent = ada.post(build, 'one')
    const reply = bob.reply(parent, 'two')
    slack.faults.failHttp(/conversations\.(history|replies)/, 502, { times: 2 })
    slack.faults.failHttp(/conversations\.(history|replies)/, 'drop', { times: 1 })
    slack.faults.failHttp(/conversations\.list/, { kind: 'rateLimit', retryAfterMs: 1_000 }, { times: 1 })
    const bot = await serve()
    await bot.caughtUp()
    expect(await keys()).toEqual([parent.ts, reply.ts])
  }, 30_000)
})

describe('who reacted', () => {
  it('is asked for where Slack names only some; where that is not told, those that are named count', async () => {
    const { store, community, rows, ada, bob, cleo, build } = await openStage()
    const [cut, gone] = ['1788782300.000100', '1788782310.000100']
    const message = (ts: string) =>
      historyMessage.parse({
        ...{ type: 'message', ts, user: ada.id, text: 'Look' },
        reactions: [{ name: '+1', users: [bob.id], count: 2 }],
      })
    const asked: string[] = []
    const none = { cursor: null, at: START, messages: [], keys: new Set<string>() }
    const history: SlackHistory = {
      messages: async (channel, { latest }) =>
        channel === build.id && Number(latest) > Number(gone)
          ? { ...none, messages: [message(gone), message(cut)], keys: new Set([cut, gone]) }
          : none,
      replies: async () => none,
      reacted: async (_channel, ts) => {
        asked.push(ts)
        const both = [{ name: '+1', users: [bob.id, cleo.id], count: 2 }]
        return ts === gone ? null : { ...message(ts), reactions: both }
      },
      channels: async () => [],
      channel: async (id) => ({ id }),
      users: async () => [],
      user: async (id) => ({ id, team_id: 'T0ROBOTICS' }),
      isLimited: () => false,
    }
    const accounts = createAccounts('T0ROBOTICS', history)
    const spaces = await store.communities.boundSpaces(
      (await store.communities.workspaces('slack'))[0]?.id ?? never(),
    )
    const space =
      spaces.find((one) => one.community === community.id && one.externalId === build.id) ?? never()
    const nothing = () => undefined
    const knownTo = await readHole(space, { fromAt: START - DAY_MS, toAt: Number.POSITIVE_INFINITY }, true, {
      ...{ store, history, accounts, now: () => START, platformNow: () => START },
      ...{ goOn: nothing, onProgress: nothing, find: findsNothing },
    })
    expect(knownTo).toBe(START)
    expect(new Set(asked)).toEqual(new Set([cut, gone]))
    const given = (await rows('reaction')).map((one) => [one['message'], one['member']])
    expect(new Set(given.map(String))).toEqual(
      new Set(
        [
          [cut, bob.id],
          [cut, cleo.id],
          [gone, bob.id],
        ].map(String),
      ),
    )
  })
})

function never(): never {
  throw new Error('it is not there')
}
