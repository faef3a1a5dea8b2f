import { describe, expect, it, vi } from 'vitest'
import { objectOf, textOf } from '../discord/json.ts'
import { type Heard, openSlack, openSocket, openWeb } from './testing.ts'

const FAST = { acknowledgeMs: 60, retryMs: [0, 40, 80], warningMs: 50 }

const textIn = (heard: Heard): string => textOf(objectOf(heard.body['event'])['text']) ?? ''
const isMessage = (heard: Heard): boolean => objectOf(heard.body['event'])['type'] === 'message'

describe('Socket Mode', () => {
  it('tells of a message in a wrapper, and counts it as acknowledged', async () => {
    const { slack, ada, build } = await openSlack()
    const heard: Heard[] = []
    await openSocket(slack, (one) => heard.push(one))
    const message = ada.post(build, 'Does @bob crimp this & <that>?')
    await slack.settled()
    expect(heard).toHaveLength(1)
    expect(heard[0]?.body).toMatchObject({
      type: 'event_callback',
      team_id: slack.teamId,
      context_team_id: slack.teamId,
      api_app_id: slack.appId,
      event_id: expect.stringMatching(/^Ev/),
      authorizations: [{ team_id: slack.teamId, user_id: slack.botUserId, is_bot: true }],
      is_ext_shared_channel: false,
      event: {
        type: 'message',
        user: ada.id,
        channel: build.id,
        channel_type: 'channel',
        ts: message.ts,
        event_ts: message.ts,
        text: expect.stringMatching(/^Does <@U\w+> crimp this &amp; &lt;that&gt;\?$/),
        blocks: [{ type: 'rich_text' }],
      },
    })
    expect(heard[0]?.body['event']).not.toHaveProperty('subtype')
    expect(slack.envelopes).toMatchObject([{ name: 'message', attempt: 0, ack: {} }])
    expect(slack.violations).toEqual([])
  })

  it('tries again what was not acknowledged: at once, then later, under one event id', async () => {
    const { slack, ada, build } = await openSlack({ timing: FAST })
    const heard: Heard[] = []
    await openSocket(slack, (one) => heard.push(one) > 3)
    ada.post(build, 'hello')
    await slack.settled()
    expect(heard.map((one) => [one.retry, one.reason])).toEqual([
      [0, ''],
      [1, 'timeout'],
      [2, 'timeout'],
      [3, 'timeout'],
    ])
    expect(new Set(heard.map((one) => one.body['event_id'])).size).toBe(1)
    expect(new Set(slack.envelopes.map((one) => one.id)).size).toBe(4)
  })

  it('gives up after the last time', async () => {
    const { slack, ada, build } = await openSlack({ timing: { ...FAST, retryMs: [0] } })
    const heard: Heard[] = []
    await openSocket(slack, (one) => heard.push(one) < 0)
    ada.post(build, 'hello')
    await slack.settled()
    expect(heard).toHaveLength(2)
    expect(slack.envelopes.every((one) => one.acknowledgedMs === null)).toBe(true)
  })

  it('gives each envelope to any one of several sockets', async () => {
    const { slack, ada, build } = await openSlack()
    const heard: [string[], string[]] = [[], []]
    await openSocket(slack, (one) => heard[0].push(textIn(one)))
    await openSocket(slack, (one) => heard[1].push(textIn(one)))
    for (let index = 0; index < 20; index += 1) ada.post(build, String(index))
    await slack.settled()
    expect(heard[0].length).toBeGreaterThan(2)
    expect(heard[1].length).toBeGreaterThan(2)
    expect([...heard[0], ...heard[1]].map(Number).sort((a, b) => a - b)).toEqual([...Array(20).keys()])
  })

  it('loses what happens while nobody is connected', async () => {
    const { slack, ada, build } = await openSlack()
    ada.post(build, 'unheard')
    const heard: Heard[] = []
    await openSocket(slack, (one) => heard.push(one))
    ada.post(build, 'heard')
    await slack.settled()
    expect(heard.map(textIn)).toEqual(['heard'])
    expect(slack.lost.at(-1)).toMatchObject({ name: 'message', socket: null })
  })

  it('lets a socket live on after a warning, then closes it', async () => {
    const { slack, ada, build } = await openSlack({ timing: FAST })
    const { WebSocket } = await import('ws')
    const opened = await openWeb(slack, slack.appToken).apps.connections.open({})
    const socket = new WebSocket(opened.url ?? '')
    const seen: string[] = []
    socket.on('message', (data) => {
      const message = objectOf(JSON.parse(String(data)))
      seen.push([message['type'], message['reason']].filter((part) => part !== undefined).join(' '))
      const id = message['envelope_id']
      if (id !== undefined) socket.send(JSON.stringify({ envelope_id: id }))
    })
    await slack.connected()
    slack.faults.disconnect('warning')
    ada.post(build, 'still here')
    await slack.until(() => slack.sockets.length === 0, 'the end')
    await vi.waitFor(() => expect(socket.readyState).toBe(WebSocket.CLOSED))
    expect(seen).toEqual(['hello', 'disconnect warning', 'events_api', 'disconnect refresh_requested'])
    expect(slack.envelopes.at(-1)?.ack).toEqual({})
  })

  it('refuses the eleventh socket, a used ticket, and sockets while it is told to', async () => {
    const { slack } = await openSlack()
    const { WebSocket } = await import('ws')
    const web = openWeb(slack, slack.appToken)
    const url = async () => (await web.apps.connections.open({})).url ?? ''
    const open = (address: string) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(address)
        socket.once('message', (data) => {
          const message = objectOf(JSON.parse(String(data)))
          resolve(
            String(message['reason'] ?? `${String(message['type'])} ${String(message['num_connections'])}`),
          )
        })
        socket.once('error', (error) => resolve(error.message))
      })
    const first = await url()
    expect(await open(first)).toBe('hello 1')
    expect(await open(first)).toContain('400')
    slack.faults.refuseConnections({ count: 1 })
    expect(await open(await url())).toContain('503')
    for (let count = 2; count <= 10; count += 1) expect(await open(await url())).toBe(`hello ${count}`)
    expect(await open(await url())).toBe('too_many_websockets')
  })

  it('has sockets that are half open: nothing comes, not even a pong, and the client must notice', async () => {
    const { slack, ada, build } = await openSlack({ timing: FAST })
    const heard: Heard[] = []
    const client = await openSocket(slack, (one) => heard.push(one), { clientPingTimeout: 200 })
    const closed = new Promise((resolve) => client.once('close', resolve))
    await new Promise((resolve) => setTimeout(resolve, 150))
    slack.faults.deafen()
    ada.post(build, 'into the void')
    await slack.until(() => slack.envelopes.some((one) => one.attempt === 1), 'a second try')
    expect(heard).toEqual([])
    // The client sees no pong, and would wait for half a minute for the closing handshake.
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 600))])
    expect(slack.sockets[0]?.isDeaf).toBe(true)
  })

  it('drops, repeats, delays and shuffles envelopes, and loses acknowledgements', async () => {
    const { slack, ada, build } = await openSlack({ timing: FAST })
    const heard: Heard[] = []
    await openSocket(slack, (one) => heard.push(one))
    const say = async (text: string) => {
      ada.post(build, text)
      await slack.settled()
      return heard.filter((one) => textIn(one) === text).length
    }
    slack.faults.drop('message')
    ada.post(build, 'dropped')
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(heard).toEqual([])
    await slack.settled()
    expect(heard.splice(0).map((one) => [textIn(one), one.retry])).toEqual([['dropped', 1]])
    slack.faults.repeat('message')
    ada.post(build, 'twice')
    await slack.until(() => heard.length === 2, 'both')
    expect(heard.map(textIn)).toEqual(['twice', 'twice'])
    await slack.settled()
    expect(new Set(slack.envelopes.slice(-2).map((one) => one.id)).size).toBe(2)
    expect(new Set(slack.envelopes.slice(-2).map((one) => one.eventId)).size).toBe(1)
    slack.faults.loseAcknowledgements()
    ada.post(build, 'again')
    await slack.until(() => heard.filter((one) => textIn(one) === 'again').length === 2, 'the retry')
    slack.faults.lose('message')
    ada.post(build, 'never')
    slack.faults.reorder(4)
    for (const text of ['a', 'b', 'c', 'd']) ada.post(build, text)
    await slack.until(() => heard.some((one) => textIn(one) === 'd'), 'all four')
    expect(heard.map(textIn)).not.toContain('never')
    slack.faults.clear()
    expect(await say('well')).toBe(1)
  })

  it('withholds events beyond its limit an hour, and says so once a minute', async () => {
    const { slack, ada, build } = await openSlack({ startAt: Date.UTC(2026, 9, 1) })
    const { WebSocket } = await import('ws')
    const opened = await openWeb(slack, slack.appToken).apps.connections.open({})
    const seen: unknown[] = []
    const socket = new WebSocket(opened.url ?? '')
    socket.on('message', (data) => {
      const message = objectOf(JSON.parse(String(data)))
      const payload = objectOf(message['payload'])
      if (message['type'] === 'events_api') seen.push(payload['event'] === undefined ? payload : 'event')
      socket.send(JSON.stringify({ envelope_id: message['envelope_id'] }))
    })
    await slack.connected()
    slack.faults.limitApp(2)
    for (const text of ['a', 'b', 'c']) ada.post(build, text)
    await slack.until(() => seen.length === 2, 'two envelopes')
    expect(seen).toEqual([
      {
        token: 'verification',
        type: 'app_rate_limited',
        team_id: slack.teamId,
        minute_rate_limited: Date.UTC(2026, 9, 1) / 1000,
        api_app_id: slack.appId,
      },
      'event',
    ])
  })
})

describe('Slack’s own client', () => {
  it('comes back after a refresh by itself, but not at once: what happens meanwhile is lost', async () => {
    const { slack, ada, build } = await openSlack({ timing: FAST })
    const heard: Heard[] = []
    await openSocket(slack, (one) => heard.push(one), { autoReconnectEnabled: true, clientPingTimeout: 150 })
    ada.post(build, 'before')
    await slack.settled()
    slack.faults.disconnect()
    await slack.until(() => slack.sockets.length === 0, 'the end')
    ada.post(build, 'between')
    await slack.connected()
    await new Promise((resolve) => setTimeout(resolve, 30))
    ada.post(build, 'after')
    await slack.settled()
    expect(heard.map(textIn)).toEqual(['before', 'after'])
    expect(slack.lost.map((one) => objectOf(one.payload['event'])['text'])).toContain('between')
  })
})

describe('what the app hears of', () => {
  it('hears of channels that it is in, with the scopes that it has', async () => {
    const { slack, ada, eve, build, random, mods } = await openSlack()
    const heard: Heard[] = []
    await openSocket(slack, (one) => heard.push(one))
    ada.post(random, 'not in here')
    eve.post(mods, 'private')
    slack.scopes.delete('groups:history')
    eve.post(mods, 'without the scope')
    ada.post(build, 'public')
    await slack.settled()
    expect(heard.filter(isMessage).map(textIn)).toEqual(['private', 'public'])
  })

  it('hears nothing more once it is thrown out, but of that', async () => {
    const { slack, ada, build } = await openSlack()
    const heard: Heard[] = []
    await openSocket(slack, (one) => heard.push(one))
    slack.uninstall()
    ada.post(build, 'unheard')
    await slack.settled()
    expect(heard.map((one) => objectOf(one.body['event'])['type'])).toEqual(['app_uninstalled'])
  })

  it('bears another workspace’s id for what its people do in a shared channel', async () => {
    const { slack, build } = await openSlack()
    const zoe = slack.join({ name: 'zoe', teamId: 'T0ELSEWHERE', in: [build] })
    const heard: Heard[] = []
    await openSocket(slack, (one) => heard.push(one))
    zoe.post(build, 'hello from elsewhere')
    await slack.settled()
    expect(heard[0]?.body).toMatchObject({
      team_id: 'T0ELSEWHERE',
      context_team_id: slack.teamId,
      is_ext_shared_channel: true,
      event: { user: zoe.id, team: 'T0ELSEWHERE', user_team: 'T0ELSEWHERE' },
    })
  })
})
