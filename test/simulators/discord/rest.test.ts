import { describe, expect, it } from 'vitest'
import { listOf, objectOf } from './json.ts'
import { codesIn, refusal, setStage } from './testing.ts'

const ids = (list: unknown) => listOf(list).map((one) => objectOf(one)['id'])
const query = (fields: Record<string, string>) => ({ query: new URLSearchParams(fields) })

describe('history', () => {
  it('is paged newest first, and leaves out what before and after name', async () => {
    const { client, general, ada, discord } = await setStage()
    const all = Array.from({ length: 120 }, (_, index) => ada.post(general, `n${index}`).id)
    const get = (fields: Record<string, string>) =>
      client.rest.get(`/channels/${general.id}/messages`, query(fields)).then(ids)
    expect(await get({})).toEqual(all.slice(-50).toReversed())
    expect(await get({ limit: '100' })).toEqual(all.slice(-100).toReversed())
    expect(await get({ before: all[10] ?? '', limit: '3' })).toEqual(all.slice(7, 10).toReversed())
    expect(await get({ after: all[10] ?? '', limit: '3' })).toEqual(all.slice(11, 14).toReversed())
    expect(await get({ around: all[10] ?? '', limit: '3' })).toEqual(all.slice(9, 12).toReversed())
    expect(await get({ after: '0', limit: '2' })).toEqual(all.slice(0, 2).toReversed())
    expect(await get({ before: all[0] ?? '' })).toEqual([])
    expect(await refusal(get({ limit: '101' }))).toMatchObject({ status: 400, code: 50035 })
    expect(await refusal(get({ limit: '0' }))).toMatchObject({ status: 400, code: 50035 })
    expect(discord.violations).toEqual([])
  })

  it('is empty without READ_MESSAGE_HISTORY, and 50001 without VIEW_CHANNEL', async () => {
    const { client, general, ada, guild, help, voice } = await setStage()
    ada.post(general, 'x')
    guild.setRights(general, { for: 'bot', deny: ['READ_MESSAGE_HISTORY'] })
    expect(await client.rest.get(`/channels/${general.id}/messages`)).toEqual([])
    guild.setRights(general, { for: 'bot', deny: ['VIEW_CHANNEL'] })
    expect(await refusal(client.rest.get(`/channels/${general.id}/messages`))).toMatchObject({
      status: 403,
      code: 50001,
    })
    expect(await refusal(client.rest.get('/channels/123456789012345678/messages'))).toMatchObject({
      status: 404,
      code: 10003,
    })
    expect(ids(await client.rest.get(`/guilds/${guild.id}/channels`))).not.toContain(general.id)
    guild.setRights(voice, { for: 'bot', deny: ['CONNECT'] })
    expect(await refusal(client.rest.get(`/channels/${voice.id}/messages`))).toMatchObject({ code: 50001 })
    const { thread } = ada.postInForum(help, 'How?', 'text')
    guild.setRights(help, { for: 'bot', deny: ['SEND_MESSAGES_IN_THREADS'] })
    expect(
      await refusal(client.rest.post(`/channels/${thread.id}/messages`, { body: { content: 'x' } })),
    ).toMatchObject({ status: 403, code: 50013 })
  })

  it('shows reactions by person, a page at a time', async () => {
    const { client, general, ada, bob, cleo, dan, guild, discord } = await setStage()
    const message = ada.post(general, 'x')
    const own = guild.createEmoji('gear')
    for (const person of [dan, ada, cleo, bob]) person.react(message, '👍')
    bob.react(message, 'gear')
    ada.unreact(message, '👍')
    const path = `/channels/${general.id}/messages/${message.id}/reactions` as const
    const thumbs = `${path}/${encodeURIComponent('👍')}` as const
    expect(ids(await client.rest.get(thumbs, query({ limit: '2' })))).toEqual([bob.id, cleo.id])
    expect(ids(await client.rest.get(thumbs, query({ limit: '2', after: cleo.id })))).toEqual([dan.id])
    expect(ids(await client.rest.get(`${path}/gear:${own.id}`))).toEqual([bob.id])
    const shown = objectOf(await client.rest.get(`/channels/${general.id}/messages/${message.id}`))
    expect(listOf(shown['reactions']).map((one) => objectOf(one)['count'])).toEqual([3, 1])
    expect(discord.violations).toEqual([])
  })
})

describe('threads', () => {
  it('count, go to sleep, and are listed by the moment they did', async () => {
    const { discord, client, guild, general, help, ada, bob, eve, received } = await setStage({
      discord: { startAt: Date.parse('2026-03-02T10:00:00Z') },
    })
    const message = ada.post(general, 'start')
    const hung = bob.openThread(message, 'hung', { autoArchiveMinutes: 60 })
    bob.post(hung, 'one')
    ada.remove(bob.post(hung, 'two'))
    discord.advance(1000)
    const free = ada.openThread(general, 'free')
    const hidden = eve.openThread(general, 'hidden', { isPrivate: true })
    const { thread: post } = bob.postInForum(help, 'How?', 'text', { tags: ['wiring'] })
    expect(hung.id).toBe(message.id)
    expect(discord.history(post)[0]?.id).toBe(post.id)
    expect(help.lastMessageId).toBe(post.id)
    const active = objectOf(await client.rest.get(`/guilds/${guild.id}/threads/active`))
    expect(listOf(active['threads']).map((one) => objectOf(one)['name'])).toEqual(['hung', 'free', 'How?'])
    expect(objectOf(listOf(active['threads'])[0])).toMatchObject({
      message_count: 1,
      total_message_sent: 2,
      member_count: 1,
      last_message_id: expect.any(String),
    })
    discord.advance(60 * 60_000)
    ada.archive(free)
    const public_ = `/channels/${general.id}/threads/archived/public` as const
    const first = objectOf(await client.rest.get(public_, query({ limit: '2' })))
    expect(listOf(first['threads']).map((one) => objectOf(one)['name'])).toEqual(['free', 'hung'])
    const [newest] = listOf(first['threads']).map(objectOf)
    const before = String(objectOf(newest?.['thread_metadata'])['archive_timestamp'])
    expect(ids(objectOf(await client.rest.get(public_, query({ before })))['threads'])).toEqual([hung.id])
    expect(await refusal(client.rest.get(`/channels/${general.id}/threads/archived/private`))).toMatchObject({
      code: 50013,
    })
    expect(await client.rest.get(`/channels/${general.id}/users/@me/threads/archived/private`)).toMatchObject(
      { threads: [], has_more: false },
    )
    bob.post(hung, 'awake')
    expect(hung.thread?.isArchived).toBe(false)
    expect(hidden.thread?.isArchived).toBe(false)
    await discord.until(
      () => received.filter((one) => one.name === 'THREAD_UPDATE').length === 3,
      'thread updates',
    )
    expect(received.filter((one) => one.name === 'THREAD_CREATE').map((one) => one.data['name'])).toEqual([
      'hung',
      'free',
      'How?',
    ])
    expect(received.filter((one) => one.name === 'MESSAGE_CREATE').map((one) => one.data['type'])).toEqual([
      0, 21, 0, 0, 18, 0, 0,
    ])
    expect(discord.violations).toEqual([])
  })

  it('are opened by the bot', async () => {
    const { client, general, help, ada, discord } = await setStage()
    const message = ada.post(general, 'x')
    const opened = objectOf(
      await client.rest
        .post(`/channels/${general.id}/messages/${message.id}/threads`, { body: { name: 'about' } })
        .catch((error: unknown) => error),
    )
    expect(opened['id']).toBe(message.id)
    expect(
      await refusal(
        client.rest.post(`/channels/${general.id}/messages/${message.id}/threads`, {
          body: { name: 'again' },
        }),
      ),
    ).toMatchObject({ code: 160004 })
    const posted = objectOf(
      await client.rest.post(`/channels/${help.id}/threads`, {
        body: { name: 'From the bot', message: { content: 'text', allowed_mentions: { parse: [] } } },
      }),
    )
    expect(objectOf(posted['message'])['id']).toBe(posted['id'])
    expect(discord.violations).toEqual([])
  })
})

describe('sending', () => {
  it('sends once for one nonce, deleted or not', async () => {
    const { client, general, discord, waitFor } = await setStage()
    const send = () =>
      client.rest
        .post(`/channels/${general.id}/messages`, {
          body: { content: 'once', nonce: 'slot-1', enforce_nonce: true },
        })
        .then(objectOf)
    const [first, second] = [await send(), await send()]
    expect([first['nonce'], second['nonce']]).toEqual(['slot-1', 'slot-1'])
    const [kept] = listOf(await client.rest.get(`/channels/${general.id}/messages`)).map(objectOf)
    expect(kept).not.toHaveProperty('nonce')
    expect(second['id']).toBe(first['id'])
    await client.rest.delete(`/channels/${general.id}/messages/${String(first['id'])}`)
    expect((await send())['id']).toBe(first['id'])
    expect(discord.history(general)).toEqual([])
    await waitFor('MESSAGE_DELETE', (data) => data['id'] === first['id'])
    discord.advance(6 * 60_000)
    expect((await send())['id']).not.toBe(first['id'])
    expect(
      await refusal(
        client.rest.post(`/channels/${general.id}/messages`, {
          body: { content: 'x', nonce: 'n'.repeat(26) },
        }),
      ),
    ).toMatchObject({ code: 50035 })
  })

  it('pings whom the text names, as far as allowed_mentions lets it, in components too', async () => {
    const { client, general, discord, ada, bob, guild } = await setStage()
    const role = guild.createRole({ name: 'makers', isMentionable: true })
    guild.setBotPermissions(['VIEW_CHANNEL', 'SEND_MESSAGES', 'MENTION_EVERYONE'])
    const text = `@everyone ${ada.mention} ${bob.mention} <@&${role.id}>`
    const send = async (body: object) => {
      await client.rest.post(`/channels/${general.id}/messages`, { body })
      return discord.history(general).at(-1)?.pinged
    }
    expect(await send({ content: text })).toEqual({
      users: [ada.id, bob.id],
      roles: [role.id],
      everyone: true,
    })
    expect(await send({ content: text, allowed_mentions: { parse: [] } })).toEqual({
      users: [],
      roles: [],
      everyone: false,
    })
    expect(await send({ content: text, allowed_mentions: { parse: [], users: [bob.id] } })).toEqual({
      users: [bob.id],
      roles: [],
      everyone: false,
    })
    expect(await send({ flags: 1 << 15, components: [{ type: 10, content: text }] })).toEqual({
      users: [ada.id, bob.id],
      roles: [role.id],
      everyone: true,
    })
    const asked = ada.post(general, 'hm?')
    const reply = { content: 'so', message_reference: { message_id: asked.id } }
    expect((await send(reply))?.users).toEqual([ada.id])
    expect((await send({ ...reply, allowed_mentions: { parse: [] } }))?.users).toEqual([])
    expect(bob.post(general, 'yes', { replyTo: asked }).pinged.users).toEqual([ada.id])
    expect(bob.post(general, '@everyone', { replyTo: asked, mention: false }).pinged).toEqual({
      users: [],
      roles: [],
      everyone: false,
    })
    expect(discord.violations).toEqual([])
  })

  it('keeps files and holds components to their limits', async () => {
    const { client, general, discord } = await setStage()
    const path = `/channels/${general.id}/messages` as const
    const v2 = (components: readonly object[], more: object = {}) => ({
      body: { flags: 1 << 15, components, ...more },
    })
    const button = (index: number) => ({ type: 2, style: 2, label: `B${index}`, custom_id: `b${index}` })
    const row = (from: number, count: number) => ({
      type: 1,
      components: Array.from({ length: count }, (_, index) => button(from + index)),
    })
    const files = [{ name: 'map.png', data: Buffer.from([1, 2, 3]), contentType: 'image/png' }]
    const gallery = { type: 12, items: [{ media: { url: 'attachment://map.png' }, description: 'a map' }] }
    await client.rest.post(path, {
      ...v2([{ type: 17, components: [{ type: 10, content: 'hi' }, gallery, row(0, 5)] }], {
        attachments: [{ id: 0, filename: 'map.png', description: 'a map' }],
      }),
      files,
    })
    const sent = discord.history(general).at(-1)
    expect(sent?.attachments[0]).toMatchObject({ filename: 'map.png', description: 'a map', size: 3 })
    expect([...discord.file(sent?.attachments[0] ?? fail())]).toEqual([1, 2, 3])
    expect(sent?.components[0]).toMatchObject({
      id: 1,
      components: [
        { id: 2 },
        { id: 3 },
        { id: 4, components: [{ id: 5 }, { id: 6 }, { id: 7 }, { id: 8 }, { id: 9 }] },
      ],
    })
    const bad: readonly (readonly [object, string])[] = [
      [
        v2([{ type: 10, content: 'x' }], { content: 'too' }),
        'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      ],
      [v2([gallery]), 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND'],
      [{ ...v2([{ type: 10, content: 'x' }]), files }, 'UNREFERENCED_ATTACHMENT'],
      [v2([row(0, 1), row(0, 1)]), 'COMPONENT_CUSTOM_ID_DUPLICATED'],
      [
        v2(Array.from({ length: 7 }, (_, index) => row(index * 5, 5))),
        'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      ],
      [
        v2([
          { type: 10, content: 'x'.repeat(2500) },
          { type: 10, content: 'x'.repeat(2500) },
        ]),
        'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      ],
      [v2([row(0, 6)]), 'BASE_TYPE_BAD_LENGTH'],
      [v2([{ type: 1, components: [{ ...button(0), label: 'x'.repeat(81) }] }]), 'BASE_TYPE_MAX_LENGTH'],
      [v2([{ type: 9, components: [{ type: 10, content: 'x' }] }]), 'BASE_TYPE_REQUIRED'],
      [v2([{ type: 2, style: 1, label: 'x', custom_id: 'x' }]), 'UNION_TYPE_CHOICES'],
      [{ body: { components: [{ type: 10, content: 'x' }] } }, 'UNION_TYPE_CHOICES'],
      [{ body: { content: 'x', embeds: [{ title: 'x'.repeat(257) }] } }, 'BASE_TYPE_MAX_LENGTH'],
      [
        { body: { embeds: [1, 2].map(() => ({ description: 'x'.repeat(4000) })) } },
        'MAX_EMBED_SIZE_EXCEEDED',
      ],
    ]
    for (const [body, code] of bad)
      expect([code, codesIn((await refusal(client.rest.post(path, body))).errors)]).toEqual([
        code,
        expect.arrayContaining([code]),
      ])
    expect(await refusal(client.rest.post(path, { body: { content: '  ' } }))).toMatchObject({
      status: 400,
      code: 50006,
    })
  })

  it('edits, pins, types and reacts, where it may', async () => {
    const { client, general, ada, guild, discord, received, waitFor } = await setStage()
    const own = objectOf(
      await client.rest.post(`/channels/${general.id}/messages`, { body: { content: 'one' } }),
    )
    const path = `/channels/${general.id}/messages/${String(own['id'])}` as const
    expect(
      objectOf(await client.rest.patch(path, { body: { content: 'two' } }))['edited_timestamp'],
    ).not.toBeNull()
    const theirs = ada.post(general, 'x')
    expect(
      await refusal(
        client.rest.patch(`/channels/${general.id}/messages/${theirs.id}`, { body: { content: 'y' } }),
      ),
    ).toMatchObject({ code: 50005 })
    expect(await refusal(client.rest.delete(`/channels/${general.id}/messages/${theirs.id}`))).toMatchObject({
      code: 50013,
    })
    await client.rest.put(`/channels/${general.id}/messages/pins/${String(own['id'])}`)
    await client.rest.put(`${path}/reactions/${encodeURIComponent('✅')}/@me`)
    await client.rest.post(`/channels/${general.id}/typing`)
    expect(ids(await client.rest.get(`/channels/${general.id}/pins`))).toEqual([own['id']])
    expect(
      listOf(objectOf(await client.rest.get(`/channels/${general.id}/messages/pins`))['items']),
    ).toHaveLength(1)
    await waitFor('CHANNEL_PINS_UPDATE')
    await waitFor('MESSAGE_REACTION_ADD')
    expect(received.filter((one) => one.name === 'MESSAGE_CREATE').map((one) => one.data['type'])).toEqual([
      0, 0, 6,
    ])
    guild.setRights(general, { for: 'bot', deny: ['PIN_MESSAGES', 'SEND_MESSAGES'] })
    expect(
      await refusal(client.rest.delete(`/channels/${general.id}/messages/pins/${String(own['id'])}`)),
    ).toMatchObject({ code: 50013 })
    expect(
      await refusal(client.rest.post(`/channels/${general.id}/messages`, { body: { content: 'x' } })),
    ).toMatchObject({ code: 50013 })
    expect(discord.invalidRequests).toBe(4)
    expect(discord.violations).toEqual([])
  })

  it('gives only roles below its own', async () => {
    const { client, guild, ada, discord, waitFor } = await setStage()
    const low = guild.createRole({ name: 'low' })
    const high = guild.createRole({ name: 'high', isAboveBot: true })
    const path = `/guilds/${guild.id}/members/${ada.id}/roles` as const
    expect(await refusal(client.rest.put(`${path}/${low.id}`))).toMatchObject({ code: 50013 })
    guild.setBotPermissions(['VIEW_CHANNEL', 'MANAGE_ROLES'])
    await client.rest.put(`${path}/${low.id}`)
    expect([...ada.member.roles]).toEqual([low.id])
    await waitFor('GUILD_MEMBER_UPDATE')
    expect(await refusal(client.rest.put(`${path}/${high.id}`))).toMatchObject({ code: 50013 })
    expect(await refusal(client.rest.put(`${path}/${guild.botRole.id}`))).toMatchObject({ code: 50013 })
    await client.rest.delete(`${path}/${low.id}`)
    expect([...ada.member.roles]).toEqual([])
    expect(discord.violations).toEqual([])
  })
})

function fail(): never {
  throw new Error('There is no such thing.')
}
