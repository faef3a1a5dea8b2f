import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Envelope, LineFailed } from '../../../src/platforms/slack/line.ts'
import { createSockets, type SocketsOptions } from '../../../src/platforms/slack/sockets.ts'
import { objectOf, textOf } from '../../simulators/discord/json.ts'
import type { SlackOptions } from '../../simulators/slack/start.ts'
import { openSlack } from '../../simulators/slack/testing.ts'

const FAST = { acknowledgeMs: 300, retryMs: [0, 50, 100, 200, 400, 800], warningMs: 80 }

const keyOf = ({ body }: Envelope): string => textOf(objectOf(objectOf(body)['event'])['ts']) ?? ''

/** Two connections to a Slack of our own, and everything that they told. */
async function opened(options: SlackOptions = {}, how: Partial<SocketsOptions> = {}) {
  const world = await openSlack({ ...options, timing: { ...FAST, ...options.timing } })
  const { slack } = world
  const heard: Envelope[] = []
  const told = { open: 0, gone: 0, lost: 0, limited: 0, ends: [] as string[], strange: [] as string[] }
  const quiet = () => undefined
  const sockets = createSockets({
    ...{ appToken: slack.appToken, apiUrl: slack.apiUrl, pingMs: 10_000 },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    onEnvelope: (envelope) => {
      heard.push(envelope)
      envelope.ack().catch(quiet)
    },
    onRateLimited: () => {
      told.limited += 1
    },
    onStrange: (what) => told.strange.push(what),
    onOpen: () => {
      told.open += 1
    },
    onGone: () => {
      told.gone += 1
    },
    onLost: () => {
      told.lost += 1
    },
    onEnd: (code) => told.ends.push(code),
    ...how,
  })
  onTestFinished(() => sockets.stop())
  return { ...world, sockets, heard, told, keys: () => new Set(heard.map(keyOf)) }
}

describe('two connections', () => {
  it('are opened, hear everything, and are closed', async () => {
    const { slack, sockets, told, ada, build, keys } = await opened()
    await sockets.start()
    await slack.connected(2)
    const posted = Array.from({ length: 20 }, (_, index) => ada.post(build, String(index)).ts)
    await slack.settled()
    expect([...keys()].sort()).toEqual(posted)
    expect(new Set(slack.envelopes.map((one) => one.socket)).size).toBe(2)
    await sockets.stop()
    await slack.until(() => slack.sockets.length === 0, 'both to close', 3_000)
    expect(told).toEqual({ open: 1, gone: 0, lost: 0, limited: 0, ends: [], strange: [] })
    expect(slack.violations).toEqual([])
  })

  it('lose nothing in a hundred refreshes under traffic', async () => {
    const { slack, sockets, told, ada, build, keys } = await opened()
    await sockets.start()
    await slack.connected(2)
    const posted: string[] = []
    const before = slack.lost.length
    const talk = setInterval(() => posted.push(ada.post(build, 'again').ts), 3)
    for (let times = 0; times < 100; times += 1) {
      await slack.connected(2)
      const one = slack.sockets[times % slack.sockets.length]
      slack.faults.disconnect(times % 3 === 0 ? 'warning' : 'refresh_requested', one)
      // Never both at once, as Slack does not.
      await slack.until(() => one !== undefined && !slack.sockets.includes(one), 'it to close')
    }
    clearInterval(talk)
    await slack.settled()
    expect(posted.length).toBeGreaterThan(300)
    expect(slack.lost.slice(before)).toEqual([])
    expect([...keys()].sort()).toEqual(posted)
    expect(told).toMatchObject({ open: 1, gone: 0, lost: 0, ends: [] })
    expect(slack.sockets.length).toBeLessThanOrEqual(3)
  }, 60_000)

  it('open the next one before Slack closes the one that it warns of', async () => {
    const { slack, sockets, told } = await opened({ timing: { warningMs: 400 } })
    await sockets.start()
    await slack.connected(2)
    const [first] = slack.sockets
    slack.faults.disconnect('warning', first)
    await slack.connected(3)
    expect(slack.sockets).toContain(first)
    await slack.until(() => first !== undefined && !slack.sockets.includes(first), 'the old one to close')
    expect(slack.sockets).toHaveLength(2)
    expect(told.lost).toBe(0)
  })

  it('hear what was sent into a half-open one by the other, and replace it', async () => {
    const { slack, sockets, told, ada, build, keys } = await opened({}, { pingMs: 600 })
    await sockets.start()
    await slack.connected(2)
    const [deaf] = slack.sockets
    slack.faults.deafen(deaf)
    const posted = Array.from({ length: 30 }, (_, index) => ada.post(build, String(index)).ts)
    await slack.settled()
    expect([...keys()].sort()).toEqual(posted)
    await slack.connected(3)
    await slack.until(() => told.lost === 1, 'the half-open one to be found')
    // Slack holds it for alive still; what is sent into it comes again.
    posted.push(ada.post(build, 'last').ts)
    await slack.settled()
    expect([...keys()].sort()).toEqual(posted)
    expect(told).toMatchObject({ open: 1, gone: 0 })
  }, 20_000)

  it('say when there is none, and when there is one again', async () => {
    const { slack, sockets, told, ada, build, keys } = await opened()
    await sockets.start()
    await slack.connected(2)
    slack.faults.refuseConnections({ forMs: 700 })
    slack.faults.cut()
    await slack.until(() => told.gone === 1, 'both to be gone')
    const before = slack.lost.length
    const missed = ada.post(build, 'does anybody hear me?')
    await slack.connected(2)
    const heard = ada.post(build, 'and now?')
    await slack.settled()
    expect(told).toMatchObject({ open: 2, gone: 1, ends: [] })
    expect(told.lost).toBeGreaterThanOrEqual(2)
    expect([...keys()]).toEqual([heard.ts])
    expect(slack.lost.slice(before).map((one) => objectOf(one.payload['event'])['ts'])).toEqual([missed.ts])
  }, 20_000)

  it('do not end together, and lose nothing as each lives its life', async () => {
    const { slack, sockets, told, ada, build, keys } = await opened({ timing: { socketLifeMs: 2_000 } })
    await sockets.start()
    await slack.connected(2)
    const posted: string[] = []
    const before = slack.lost.length
    const openedAt = new Map<number, number>()
    for (const end = performance.now() + 5_500; performance.now() < end; ) {
      posted.push(ada.post(build, 'again').ts)
      for (const { number } of slack.sockets)
        if (!openedAt.has(number)) openedAt.set(number, performance.now())
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await slack.settled()
    expect(slack.lost.slice(before)).toEqual([])
    expect([...keys()].sort()).toEqual(posted)
    expect(told).toMatchObject({ open: 1, gone: 0, lost: 0 })
    const [, , ...renewed] = [...openedAt.values()]
    expect(renewed.length).toBeGreaterThanOrEqual(4)
    for (const [index, at] of renewed.entries()) expect(at - (renewed[index - 1] ?? 0)).toBeGreaterThan(400)
  }, 20_000)
})

describe('what would end other processes', () => {
  it('is only told: events that Slack keeps to itself', async () => {
    const { slack, sockets, heard, told, ada, build } = await opened()
    await sockets.start()
    slack.faults.limitApp(3)
    for (let index = 0; index < 4; index += 1) ada.post(build, String(index))
    await slack.settled()
    await slack.until(() => told.limited === 1 && heard.length === 1, 'what is left')
    expect(told.strange).toEqual([])
  })

  it('is only counted: envelopes that the client does not understand', async () => {
    const { slack, sockets, heard, told, ada, build } = await opened()
    await sockets.start()
    await slack.connected(2)
    const said = [
      'no JSON',
      'null',
      '[]',
      '{"type":"events_api","envelope_id":"1"}',
      '{"type":"events_api","envelope_id":"2","payload":{"type":"event_callback"}}',
      '{"type":"events_api","envelope_id":"3","payload":null}',
      '{"payload":{"event":null}}',
      '{"type":7}',
    ]
    for (const one of said) slack.sockets[0]?.socket.send(one)
    slack.sockets[0]?.socket.send(Buffer.from([1, 2, 3]))
    ada.post(build, 'still here?')
    await slack.settled()
    await slack.until(() => told.strange.length >= 7, 'all of it to be counted')
    expect(heard.filter((one) => one.type === 'events_api')).toHaveLength(1)
    expect(told).toMatchObject({ lost: 0, ends: [] })
  })

  it('survives anything that is no envelope', async () => {
    const { slack, sockets, told, ada, build, keys } = await opened()
    await sockets.start()
    await slack.connected(2)
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record(
          {
            type: fc.constantFrom('events_api', 'slash_commands', 'interactive', 'hello', 'odd', '__proto__'),
            envelope_id: fc.anything(),
            payload: fc.oneof(fc.record({ type: fc.string(), event: fc.anything() }), fc.anything()),
          },
          { requiredKeys: ['type'] },
        )
        .map((one) => JSON.stringify(one) ?? ''),
    )
    for (const one of fc.sample(anything, { numRuns: 300, seed: 4 })) slack.sockets[0]?.socket.send(one)
    const message = ada.post(build, 'still here?')
    await slack.settled()
    expect(keys()).toContain(message.ts)
    expect(told).toMatchObject({ lost: 0, ends: [] })
  })

  it('survives acknowledgements on a connection that is gone; the event comes again', async () => {
    const late: Envelope[] = []
    const failures: unknown[] = []
    const { slack, sockets, told, ada, build } = await opened(
      {},
      {
        onEnvelope: (envelope) => {
          late.push(envelope)
          if (late.length > 1) envelope.ack().catch((error: unknown) => failures.push(error))
        },
      },
    )
    await sockets.start()
    await slack.connected(2)
    const message = ada.post(build, 'hello')
    await slack.until(() => late.length === 1, 'the event')
    slack.faults.cut()
    await slack.until(() => told.lost === 2, 'both to be gone')
    await slack.connected(2)
    await expect(late[0]?.ack()).rejects.toThrow()
    await slack.settled()
    expect(late.length).toBeGreaterThan(1)
    expect(new Set(late.map(keyOf))).toEqual(new Set([message.ts]))
    expect(failures).toEqual([])
  })
})

describe('the end', () => {
  it('comes with Slack’s word for it where Socket Mode is switched off', async () => {
    const { slack, sockets, told } = await opened()
    await sockets.start()
    await slack.connected(2)
    slack.faults.disconnect('link_disabled')
    await slack.until(() => told.ends.length > 0, 'the end')
    await slack.until(() => slack.sockets.length === 0, 'both to close')
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(slack.sockets).toHaveLength(0)
    expect(told).toMatchObject({ ends: ['link_disabled'], gone: 0 })
  })

  it('comes where no new connection is given any more', async () => {
    const { slack, sockets, told } = await opened()
    await sockets.start()
    await slack.connected(2)
    slack.uninstall()
    slack.faults.cut()
    await slack.until(() => told.ends.length > 0, 'the end')
    expect(told.ends).toEqual(['account_inactive'])
  })

  it('is at the beginning where the token is of no use', async () => {
    const { slack, sockets } = await opened({}, { appToken: 'xapp-another' })
    const failed = await sockets.start().then(
      () => null,
      (error: unknown) => error,
    )
    expect(failed).toBeInstanceOf(LineFailed)
    expect(failed).toMatchObject({ code: 'invalid_auth' })
    expect(slack.sockets).toHaveLength(0)
  })

  it('leaves nothing behind, whenever it comes', async () => {
    for (const waitMs of [0, 1, 3, 6, 12, 25]) {
      const { slack, sockets } = await opened()
      const starting = sockets.start().catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      await sockets.stop()
      await starting
      await slack.until(() => slack.sockets.length === 0, `nothing after ${waitMs} ms`, 3_000)
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(slack.sockets).toHaveLength(0)
    }
  })
})
