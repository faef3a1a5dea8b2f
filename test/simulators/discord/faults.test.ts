import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { gather } from '../../importers/reading.ts'
import { listOf, objectOf } from './json.ts'
import { setStage } from './testing.ts'

describe('trouble with requests', () => {
  it('comes before the effect or after it', async () => {
    const { discord, client, general } = await setStage({ client: { rest: { retries: 1 } } })
    const path_ = `/channels/${general.id}/messages` as const
    const send = (nonce: string) =>
      client.rest.post(path_, { body: { content: 'x', nonce, enforce_nonce: true } })
    discord.faults.failHttp(/messages$/, 502, { method: 'POST' })
    await send('a')
    expect(discord.history(general)).toHaveLength(1)
    discord.faults.failHttp(/messages$/, 500, { after: true })
    await send('b')
    expect(discord.history(general)).toHaveLength(2)
    discord.faults.failHttp(/messages$/, 'drop', { after: true })
    await send('c')
    expect(discord.history(general)).toHaveLength(3)
    discord.faults.failHttp(/messages$/, 503, { times: 2 })
    await expect(send('d')).rejects.toThrow()
    discord.faults.failHttp(/messages$/, { kind: 'hangUp' }, { after: true })
    await expect(send('e')).rejects.toThrow('other side closed')
    expect(discord.history(general)).toHaveLength(4)
    expect(discord.requests.filter((one) => one.path === path_).map((one) => one.status)).toEqual([
      502, 200, 500, 200, 0, 200, 503, 503, 0,
    ])
  })

  it('makes the client wait where it is asked to', async () => {
    const { discord, client } = await setStage()
    discord.faults.failHttp(/^\/users\/@me$/, { kind: 'rateLimit', retryAfterMs: 120, scope: 'shared' })
    const started = performance.now()
    await client.rest.get('/users/@me')
    expect(performance.now() - started).toBeGreaterThan(110)
    expect(discord.invalidRequests).toBe(0)
    discord.faults.failHttp(/^\/users\/@me$/, { kind: 'rateLimit', retryAfterMs: 50, scope: 'global' })
    discord.faults.failHttp(/^\/users\/@me$/, { kind: 'delay', ms: 50 })
    await client.rest.get('/users/@me')
    expect(discord.invalidRequests).toBe(1)
  })
})

describe('rate limits', () => {
  it('are told by headers that the client heeds, so that it is never refused', async () => {
    const { discord, client, general, mods } = await setStage({ discord: { rateLimits: true } })
    const started = performance.now()
    const read = (id: string) => client.rest.get(`/channels/${id}/messages`)
    await Promise.all(Array.from({ length: 6 }, () => read(general.id)))
    expect(performance.now() - started).toBeGreaterThan(500)
    await read(mods.id)
    expect(discord.requests.filter((one) => one.status === 429)).toEqual([])
  })

  it('refuse who does not heed them', async () => {
    const { discord, general } = await setStage({ discord: { rateLimits: true } })
    const answers = await Promise.all(
      Array.from({ length: 7 }, () =>
        fetch(`${discord.apiUrl}/v10/channels/${general.id}/messages`, {
          headers: { authorization: `Bot ${discord.token}` },
        }),
      ),
    )
    const refused = answers.filter((one) => one.status === 429)
    expect(refused).toHaveLength(2)
    expect(refused[0]?.headers.get('x-ratelimit-scope')).toBe('user')
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    const many = await Promise.all(Array.from({ length: 60 }, () => fetch(`${discord.apiUrl}/v10/gateway`)))
    expect(many.filter((one) => one.headers.get('x-ratelimit-global') === 'true').length).toBeGreaterThan(5)
    expect(discord.invalidRequests).toBeGreaterThan(6)
  })
})

describe('the published description', () => {
  it('bites: a wrong body, an unknown key, an unknown route, a wrong answer', async ({ skip }) => {
    const { discord, client, general } = await setStage()
    skip(!discord.isValidating, 'needs ../shared/specs/discord-openapi.json')
    await client.rest.post(`/channels/${general.id}/messages`, { body: { content: 'x', tts: 'yes' } })
    await client.rest.post(`/channels/${general.id}/messages`, {
      body: { content: 'x', allowed_mention: { parse: [] } },
    })
    await client.rest.get('/nowhere/at/all').catch(() => {})
    const channel = discord.world.channels.get(general.id)
    if (channel !== undefined) Reflect.set(channel, 'position', 'first')
    await client.rest.get(`/channels/${general.id}`)
    expect(discord.violations).toEqual([
      { where: 'route', message: 'Unknown route GET /nowhere/at/all' },
      { where: 'request', message: expect.stringMatching(/POST .*messages: .*tts.*boolean/) },
      { where: 'request', message: expect.stringMatching(/additional properties .*allowed_mention/) },
      {
        where: 'answer',
        message: expect.stringMatching(/GET \/channels\/\{channel_id\} 200: .*position must be integer/),
      },
    ])
  })
})

describe('the clock', () => {
  it('makes ids, dates and headers', async () => {
    const at = Date.parse('2026-03-29T01:30:00Z')
    const { discord, ada, general, client } = await setStage({ discord: { startAt: at } })
    const [first, second] = [ada.post(general, 'a'), ada.post(general, 'b')]
    expect(BigInt(second.id)).toBeGreaterThan(BigInt(first.id))
    discord.setTime(at + 86_400_000)
    const [newest] = [ada.post(general, 'c')]
    expect(Number(BigInt(newest.id) >> 22n) + 1_420_070_400_000).toBe(at + 86_400_000)
    const answer = await fetch(`${discord.apiUrl}/v10/gateway`)
    expect(answer.headers.get('date')).toBe('Mon, 30 Mar 2026 01:30:00 GMT')
    const [shown] = listOf(await client.rest.get(`/channels/${general.id}/messages?limit=1`)).map(objectOf)
    expect(shown?.['timestamp']).toBe('2026-03-30T01:30:00.000000+00:00')
    expect(() => discord.setTime(at)).toThrow('cannot be set back')
  })
})

describe('floods and exports', () => {
  it('floods sessions with messages in order, and keeps them where asked', async () => {
    const { discord, received, ada, bob, general } = await setStage()
    const { ids } = await discord.flood(general, { count: 2000, authors: [ada, bob], isKept: true })
    await discord.until(
      () => received.filter((one) => one.name === 'MESSAGE_CREATE').length === 2000,
      'all of them',
    )
    const messages = received.filter((one) => one.name === 'MESSAGE_CREATE')
    expect(messages.map((one) => one.data['id'])).toEqual(ids)
    expect(messages[1]?.data).toMatchObject({
      author: { id: bob.id },
      guild_id: expect.any(String),
      content: 'How do I crimp this?',
    })
    expect(discord.history(general).map((one) => one.id)).toEqual(ids)
  })

  it('replays the rest of a flood that was cut', async () => {
    const { discord, received, ada, general, waitFor } = await setStage()
    const { ids } = await discord.flood(general, { count: 3000, authors: [ada] })
    discord.faults.cut()
    await waitFor('RESUMED')
    expect(received.filter((one) => one.name === 'MESSAGE_CREATE').map((one) => one.data['id'])).toEqual(ids)
  })

  it('exports what DiscordChatExporter would', async () => {
    const { discord, ada, bob, general, guild, help, client } = await setStage({ isConnected: false })
    guild.setSystemChannel(general)
    const dora = guild.join({ name: 'dora' })
    const asked = ada.post(general, 'How?')
    ada.react(bob.post(general, `so ${ada.mention}`, { replyTo: asked }), '👍')
    ada.openThread(general, 'side')
    const { thread } = dora.postInForum(help, 'Post', 'text')
    client.rest.setToken(discord.token)
    await client.rest.post(`/channels/${general.id}/messages`, { body: { content: 'bot' } })
    const folder = await mkdtemp(path.join(tmpdir(), 'export-'))
    const files = await discord.exportTo(folder, guild)
    const read = async (id: string) =>
      objectOf(JSON.parse(await readFile(files.find((file) => file.includes(id)) ?? '', 'utf8')))
    const main = await read(general.id)
    expect(main['channel']).toMatchObject({ id: general.id, type: 'GuildTextChat', name: 'general' })
    expect(listOf(main['messages']).map((one) => objectOf(one)['type'])).toEqual([
      'GuildMemberJoin',
      'Default',
      'Reply',
      'ThreadCreated',
      'Default',
    ])
    const messages = listOf(main['messages']).map(objectOf)
    expect(messages[2]).toMatchObject({
      reference: { messageId: asked.id, channelId: general.id },
      mentions: [{ id: ada.id, isBot: false }],
      reactions: [{ emoji: { name: '👍' }, count: 1, users: [{ id: ada.id }] }],
    })
    expect(messages[4]).toMatchObject({ author: { isBot: true } })
    expect((await read(thread.id))['channel']).toMatchObject({
      type: 'GuildPublicThread',
      categoryId: help.id,
      category: 'help',
    })
    const read_ = await gather(folder)
    expect([read_.kind, read_.failed, read_.skipped]).toEqual(['discord', [], { bot: 1 }])
    expect(read_.activities.map((one) => one.kind).sort()).toEqual([
      'join',
      'message',
      'message',
      'message',
      'reaction',
      'thread',
    ])
    await rm(folder, { recursive: true })
  })
})
