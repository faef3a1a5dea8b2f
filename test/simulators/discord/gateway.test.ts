import { GatewayIntentBits } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createClient } from './club.ts'
import { isObject, type JsonObject, listOf, objectOf } from './json.ts'
import { startDiscord } from './start.ts'
import { namesSince, setStage } from './testing.ts'

const texts = (received: readonly { readonly name: string; readonly data: JsonObject }[]) =>
  received.filter((one) => one.name === 'MESSAGE_CREATE').map((one) => one.data['content'])

describe('connecting', () => {
  it('brings READY with unavailable guilds, then each guild', async () => {
    const { received, discord, guild, general, ada } = await setStage({
      before: ({ ada, general }) => {
        ada.post(general, 'before')
      },
    })
    expect(received.slice(0, 2).map((one) => one.name)).toEqual(['READY', 'GUILD_CREATE'])
    const [ready, created] = received.map((one) => one.data)
    expect(ready?.['guilds']).toMatchObject([{ id: guild.id, unavailable: true }])
    expect(ready?.['resume_gateway_url']).toBe(discord.gatewayUrl)
    expect(listOf(created?.['members']).map((one) => objectOf(objectOf(one)['user'])['id'])).toEqual([
      discord.botId,
    ])
    expect(created?.['member_count']).toBe(7)
    const shown = listOf(created?.['channels'])
      .map(objectOf)
      .find((one) => one['id'] === general.id)
    expect(shown?.['last_message_id']).toBe(discord.history(general).at(-1)?.id)
    expect(ada.canSee(general)).toBe(true)
    expect(discord.identifies).toHaveLength(1)
    expect(discord.violations).toEqual([])
  })

  it('refuses a wrong token over REST, and with 4004 at the gateway', async () => {
    const discord = await startDiscord()
    await expect(createClient(discord).login('wrong.token.here')).rejects.toThrow()
    expect(await closeCodeOf(discord.gatewayUrl, { token: 'wrong', intents: 1 })).toBe(4004)
    await discord.close()
  })

  it('closes with 4014 where a privileged intent is not granted, 4013 where it is none, 4010 for an impossible shard', async () => {
    const discord = await startDiscord({ granted: { content: false } })
    const { token } = discord
    expect(await closeCodeOf(discord.gatewayUrl, { token, intents: GatewayIntentBits.MessageContent })).toBe(
      4014,
    )
    expect(await closeCodeOf(discord.gatewayUrl, { token, intents: 1 << 30 })).toBe(4013)
    expect(await closeCodeOf(discord.gatewayUrl, { token, intents: 1, shard: [2, 2] })).toBe(4010)
    expect(await closeCodeOf(`${discord.gatewayUrl}?v=6`, { token, intents: 1 })).toBe(4012)
    const client = createClient(discord)
    const failed = new Promise((resolve) => client.once('shardDisconnect', resolve))
    client.login(token).catch(() => {})
    expect(await failed).toMatchObject({ code: 4014 })
    await client.destroy()
    await discord.close()
  })

  it('counts IDENTIFYs', async () => {
    const { discord, client } = await setStage()
    const limit = objectOf(objectOf(await client.rest.get('/gateway/bot'))['session_start_limit'])
    expect(limit).toMatchObject({ total: 1000, remaining: 999, max_concurrency: 1 })
    discord.faults.invalidate(false)
    await discord.until(() => discord.identifies.length === 2, 'a second IDENTIFY', 12_000)
  })
})

describe('asking for members', () => {
  it('finds them by name and id; the whole list only with GUILD_MEMBERS', async () => {
    const { client, guild, ada } = await setStage()
    const found = await client.guilds.cache.get(guild.id)?.members.fetch({ query: 'a', limit: 5 })
    expect(found?.map((member) => member.id)).toEqual([ada.id])
    expect((await client.guilds.cache.get(guild.id)?.members.fetch())?.size).toBe(7)
  })
})

describe('resuming', () => {
  it('replays what was missed, in order, then says RESUMED', async () => {
    const { discord, received, ada, general, waitFor } = await setStage()
    ada.post(general, 'one')
    await waitFor('MESSAGE_CREATE', (data) => data['content'] === 'one')
    const start = received.length
    discord.faults.cut()
    for (const text of ['two', 'three', 'four']) ada.post(general, text)
    await waitFor('RESUMED')
    expect(texts(received)).toEqual(['one', 'two', 'three', 'four'])
    expect(namesSince(received, start)).toEqual([
      'MESSAGE_CREATE',
      'MESSAGE_CREATE',
      'MESSAGE_CREATE',
      'RESUMED',
    ])
    const sequences = received.map((one) => one.sequence)
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b))
    expect(discord.identifies).toHaveLength(1)
  })

  it('is given up by the client where its connection is refused', async () => {
    const { discord, received } = await setStage()
    discord.faults.refuseConnections({ count: 1 })
    discord.faults.cut()
    await discord.until(
      () => received.filter((one) => one.name === 'READY').length === 2,
      'a second READY',
      15_000,
    )
    expect(discord.resumes).toEqual([])
  })

  it('refuses on request: a new IDENTIFY, and what was missed is lost', async () => {
    const { discord, received, ada, general } = await setStage()
    discord.faults.refuseResume()
    discord.faults.cut()
    ada.post(general, 'lost')
    await discord.until(
      () => received.filter((one) => one.name === 'READY').length === 2,
      'a second READY',
      15_000,
    )
    expect(discord.resumes).toHaveLength(1)
    expect(discord.identifies).toHaveLength(2)
    expect(texts(received)).toEqual([])
  })

  it('reconnects at op 7 and at op 9 true, without a new IDENTIFY', async () => {
    const { discord, received, ada, general, waitFor } = await setStage()
    discord.faults.reconnect()
    ada.post(general, 'meanwhile')
    await waitFor('RESUMED')
    discord.faults.invalidate(true)
    ada.post(general, 'again')
    await discord.until(
      () => received.filter((one) => one.name === 'RESUMED').length === 2,
      'a second RESUMED',
    )
    expect(texts(received)).toEqual(['meanwhile', 'again'])
    expect(discord.identifies).toHaveLength(1)
  })

  it('forgets a session when its client says goodbye, or when it has expired', async () => {
    const { discord, client } = await setStage()
    await client.destroy()
    await discord.until(() => discord.gateway.sessions.size === 0, 'the session to end')
    const { discord: other, received } = await setStage({ discord: { sessionLifetimeMs: 1 } })
    other.faults.cut()
    await other.until(
      () => received.filter((one) => one.name === 'READY').length === 2,
      'a second READY',
      15_000,
    )
    expect(other.identifies).toHaveLength(2)
  })

  it('leaves a half-dead socket to the client, who resumes', async () => {
    const { discord, waitFor } = await setStage({ discord: { heartbeatIntervalMs: 150 } })
    discord.faults.ignoreHeartbeats(2)
    await waitFor('RESUMED')
    expect(discord.resumes.length).toBeGreaterThan(0)
  })
})

describe('trouble with dispatches', () => {
  it('drops, repeats, delays and shuffles them', async () => {
    const { discord, received, ada, general, waitFor } = await setStage()
    discord.faults.drop('MESSAGE_CREATE')
    ada.post(general, 'dropped')
    discord.faults.repeat('MESSAGE_CREATE', 1, 3)
    ada.post(general, 'thrice')
    discord.faults.delay((passing) => passing.data['content'] === 'late', 80)
    ada.post(general, 'late')
    ada.post(general, 'early')
    await waitFor('MESSAGE_CREATE', (data) => data['content'] === 'late')
    expect(texts(received)).toEqual(['thrice', 'thrice', 'thrice', 'early', 'late'])
    discord.faults.reorder(8)
    const sent = Array.from({ length: 8 }, (_, index) => ada.post(general, `n${index}`).content)
    await waitFor('MESSAGE_CREATE', (data) => data['content'] === 'n7')
    await discord.until(() => texts(received).length === 13, 'all eight')
    const shuffled = texts(received).slice(-8)
    expect(shuffled).not.toEqual(sent)
    expect(shuffled.toSorted()).toEqual(sent)
  })
})

describe('what the bot hears', () => {
  it('is blanked without MESSAGE_CONTENT, save what concerns it', async () => {
    const { discord, received, ada, general, client, waitFor } = await setStage({
      discord: { granted: { content: false, members: false } },
      client: { intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages] },
    })
    const plain = ada.post(general, 'secret?', { files: ['a.txt'], poll: 'which?' })
    ada.post(general, `to <@${discord.botId}>`)
    await client.rest.post(`/channels/${general.id}/messages`, { body: { content: 'mine' } })
    ada.post(general, 'again', { replyTo: plain })
    await waitFor('MESSAGE_CREATE', (data) => data['type'] === 19)
    const messages = received.filter((one) => one.name === 'MESSAGE_CREATE').map((one) => one.data)
    expect(messages.map((one) => one['content'])).toEqual(['', `to <@${discord.botId}>`, 'mine', ''])
    expect(messages[0]).toMatchObject({ attachments: [], embeds: [], components: [], author: { id: ada.id } })
    expect(messages[0]).not.toHaveProperty('poll')
    expect(messages[3]).toMatchObject({ referenced_message: { id: plain.id, content: '', attachments: [] } })
    const history = listOf(await client.rest.get(`/channels/${general.id}/messages`)).map(objectOf)
    expect(history.map((one) => one['content'])).toEqual(['', 'mine', `to <@${discord.botId}>`, ''])
    discord.granted.content = true
    const open = objectOf(await client.rest.get(`/channels/${general.id}/messages/${plain.id}`))
    expect(open['content']).toBe('secret?')
    expect(discord.violations).toEqual([])
  })

  it('is open in conversations', async () => {
    const { discord, ada, client, waitFor } = await setStage({
      discord: { granted: { content: false } },
      client: { intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages] },
    })
    const conversation = discord.conversation(ada)
    ada.post(conversation, 'psst')
    const heard = await waitFor('MESSAGE_CREATE')
    expect(heard).toMatchObject({ channel_id: conversation.id, content: 'psst', author: { id: ada.id } })
    expect(heard).not.toHaveProperty('guild_id')
    await client.rest.post(`/channels/${conversation.id}/messages`, { body: { content: 'yes?' } })
    expect(discord.history(conversation).map((one) => one.content)).toEqual(['psst', 'yes?'])
    expect(discord.violations).toEqual([])
  })

  it('depends on intents and on what it may see', async () => {
    const { discord, received, ada, bob, general, mods, guild, eve, waitFor } = await setStage({
      client: { intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages] },
    })
    const message = ada.post(general, 'x')
    bob.react(message, '👍')
    guild.join({ name: 'new' })
    const seen = eve.post(mods, 'seen')
    guild.setRights(mods, { for: 'bot', deny: ['VIEW_CHANNEL'] })
    eve.post(mods, 'unseen')
    const hidden = await waitFor('CHANNEL_UPDATE', (data) => data['id'] === mods.id)
    expect(hidden).toMatchObject({ name: '___hidden___', flags: 1 << 17 })
    guild.setRights(mods, { for: 'bot', allow: ['VIEW_CHANNEL'] })
    await waitFor('CHANNEL_UPDATE', (data) => data['name'] === 'mods-only')
    const last = ada.post(general, 'last')
    await waitFor('MESSAGE_CREATE', (data) => data['id'] === last.id)
    const heard = received.filter((one) => one.name === 'MESSAGE_CREATE').map((one) => one.data['id'])
    expect(heard).toEqual([message.id, seen.id, last.id])
    expect(received.map((one) => one.name)).not.toContain('MESSAGE_REACTION_ADD')
    expect(received.map((one) => one.name)).not.toContain('GUILD_MEMBER_ADD')
    expect(discord.dispatches.map((one) => one.name)).toContain('GUILD_MEMBER_ADD')
  })

  it('brings threads with the channels and private threads that it is let into', async () => {
    const { discord, guild, eve, mods, general, received, waitFor, client } = await setStage()
    const thread = eve.openThread(mods, 'plans')
    await waitFor('THREAD_CREATE', (data) => data['id'] === thread.id)
    guild.setRights(mods, { for: 'bot', deny: ['VIEW_CHANNEL'] })
    guild.setRights(mods, { for: 'bot', allow: ['VIEW_CHANNEL'] })
    expect(await waitFor('THREAD_LIST_SYNC')).toMatchObject({
      channel_ids: [mods.id],
      threads: [{ id: thread.id, name: 'plans' }],
    })
    const closed = eve.openThread(general, 'closed', { isPrivate: true })
    eve.post(closed, 'unheard')
    guild.addToThread(closed, { id: discord.botId })
    expect(await waitFor('THREAD_CREATE', (data) => data['id'] === closed.id)).not.toHaveProperty(
      'newly_created',
    )
    eve.post(closed, 'heard')
    await waitFor('MESSAGE_CREATE', (data) => data['content'] === 'heard')
    expect(texts(received).filter((text) => text !== '' && text !== 'plans')).toEqual(['heard'])
    eve.archive(closed)
    const joined = objectOf(
      await client.rest.get(`/channels/${general.id}/users/@me/threads/archived/private`),
    )
    expect(listOf(joined['threads']).map((one) => objectOf(one)['id'])).toEqual([closed.id])
    expect(discord.violations).toEqual([])
  })

  it('tells an outage from a removal', async () => {
    const { guild, received, waitFor, ada, general } = await setStage()
    guild.goDown()
    ada.post(general, 'unheard')
    expect(await waitFor('GUILD_DELETE')).toEqual({ id: guild.id, unavailable: true })
    guild.comeBack()
    await waitFor('GUILD_CREATE', () => received.filter((one) => one.name === 'GUILD_CREATE').length === 2)
    guild.removeBot()
    expect(await waitFor('GUILD_DELETE', (data) => data['unavailable'] === undefined)).toEqual({
      id: guild.id,
    })
    guild.addBot()
    await waitFor('GUILD_CREATE', () => received.filter((one) => one.name === 'GUILD_CREATE').length === 3)
    expect(texts(received)).toEqual([])
  })
})

/** Identifies by hand and tells how the gateway closes. */
function closeCodeOf(url: string, identify: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    socket.on('error', reject)
    socket.on('close', resolve)
    socket.on('message', (data) => {
      const payload: unknown = JSON.parse(data.toString())
      if (isObject(payload) && payload['op'] === 10)
        socket.send(JSON.stringify({ op: 2, d: { properties: {}, ...identify } }))
    })
  })
}
