import { describe, expect, it } from 'vitest'
import { type JsonObject, listOf, objectOf } from './json.ts'
import { type Stage, setStage } from './testing.ts'

const COMMANDS = [
  {
    name: 'did',
    description: 'What you did',
    options: [
      { type: 3, name: 'what', description: 'what', required: true },
      { type: 3, name: 'practice', description: 'which', autocomplete: true },
      { type: 6, name: 'with', description: 'whom' },
    ],
  },
  {
    name: 'practice',
    description: 'Practices',
    options: [
      {
        type: 1,
        name: 'share',
        description: 'Share',
        options: [{ type: 4, name: 'steps', description: 'n', min_value: 1 }],
      },
    ],
  },
  { name: 'community', description: 'For moderators', default_member_permissions: '32', contexts: [0] },
  { name: 'Save as practice', type: 3 },
]

async function stageWithCommands(options: Parameters<typeof setStage>[0] = {}): Promise<Stage> {
  const stage = await setStage(options)
  await stage.client.rest.put(`/applications/${stage.discord.applicationId}/commands`, { body: COMMANDS })
  return stage
}

const hook = (interaction: JsonObject) =>
  `/webhooks/${String(interaction['application_id'])}/${String(interaction['token'])}` as const
const open = { auth: false } as const
const say = (content: string, flags = 0) => ({
  type: 4,
  data: { content, flags, allowed_mentions: { parse: [] } },
})

describe('slash commands', () => {
  it('bring options, what they stand for, and permissions', async () => {
    const { discord, onInteraction, ada, bob, general, guild, received } = await stageWithCommands()
    onInteraction((_, callback) => callback(say('Noted', 64)))
    const answer = await ada.slash('did', { what: 'crimped', with: bob }, { in: general })
    expect([answer.kind, answer.text, answer.isEphemeral]).toEqual(['message', 'Noted', true])
    const [sent] = received.filter((one) => one.name === 'INTERACTION_CREATE').map((one) => one.data)
    expect(sent).toMatchObject({
      type: 2,
      guild_id: guild.id,
      channel_id: general.id,
      context: 0,
      locale: 'en-US',
      guild_locale: 'en-US',
      attachment_size_limit: 10_485_760,
      authorizing_integration_owners: { '0': guild.id },
      member: { user: { id: ada.id }, permissions: expect.stringMatching(/^\d+$/) },
      app_permissions: expect.stringMatching(/^\d+$/),
      data: {
        name: 'did',
        options: [
          { name: 'what', type: 3, value: 'crimped' },
          { name: 'with', type: 6, value: bob.id },
        ],
        resolved: { users: { [bob.id]: { username: 'bob' } }, members: { [bob.id]: { roles: [] } } },
      },
    })
    expect(discord.history(general)).toEqual([])
    expect(received.map((one) => one.name)).not.toContain('MESSAGE_CREATE')
    expect(discord.violations).toEqual([])
  })

  it('are refused where Discord’s client would', async () => {
    const { ada, eve, mods, general, guild, onInteraction, discord } = await stageWithCommands()
    onInteraction((_, callback) => callback(say('ok')))
    await expect(ada.slash('nothing')).rejects.toThrow('No command /nothing is registered.')
    await expect(ada.slash('did')).rejects.toThrow('requires what')
    await expect(ada.slash('did', { what: 'x', whom: 'y' })).rejects.toThrow('no option whom')
    await expect(ada.slash('did', { what: 5 })).rejects.toThrow('takes text')
    await expect(ada.slash('practice')).rejects.toThrow('needs a subcommand: share')
    await expect(ada.slash('practice share', { steps: 0 })).rejects.toThrow('within bounds')
    await expect(ada.slash('did', { what: 'x' }, { in: mods })).rejects.toThrow('does not see #mods-only')
    await expect(ada.slash('community')).rejects.toThrow('not offered to ada')
    expect((await eve.slash('community')).text).toBe('ok')
    guild.allowCommand('community', ada, true)
    expect((await ada.slash('community')).text).toBe('ok')
    guild.setRights(general, { for: 'everyone', deny: ['USE_APPLICATION_COMMANDS'] })
    await expect(ada.slash('did', { what: 'x' }, { in: general })).rejects.toThrow('not offered')
    expect(discord.requests.filter((one) => one.path.endsWith('/callback'))).toHaveLength(2)
  })

  it('fail after three seconds, and cannot be answered then, nor twice', async () => {
    const { ada, onInteraction, discord } = await stageWithCommands({ discord: { interactionTimeoutMs: 60 } })
    const errors: unknown[] = []
    onInteraction(async (interaction, callback) => {
      const [option] = listOf(objectOf(interaction['data'])['options']).map(objectOf)
      if (option?.['value'] === 'slow') await new Promise((resolve) => setTimeout(resolve, 150))
      await callback(say('first')).catch((error: unknown) => errors.push(error))
      await callback(say('second')).catch((error: unknown) => errors.push(error))
    })
    const failed = await ada.slash('did', { what: 'slow' })
    expect([failed.kind, failed.text]).toEqual(['failed', 'The application did not respond'])
    await discord.until(() => errors.length === 2, 'the refusals')
    expect(errors).toMatchObject([{ code: 10062, status: 404 }, { code: 10062 }])
    expect((await ada.slash('did', { what: 'quick' })).text).toBe('first')
    await discord.until(() => errors.length === 3, 'the refusal')
    expect(errors[2]).toMatchObject({ code: 40060, status: 400 })
  })

  it('complete while they are typed', async () => {
    const { ada, onInteraction, discord, received } = await stageWithCommands()
    onInteraction((_, callback) =>
      callback({ type: 8, data: { choices: [{ name: 'Crimping', value: 'crimping' }] } }),
    )
    expect(await ada.complete('did', 'practice', 'cri', { what: 'x' })).toEqual([
      { name: 'Crimping', value: 'crimping' },
    ])
    expect(objectOf(received.at(-1)?.data['data'])['options']).toEqual([
      { name: 'what', type: 3, value: 'x' },
      { name: 'practice', type: 3, value: 'cri', focused: true },
    ])
    expect(discord.violations).toEqual([])
  })
})

describe('answers', () => {
  it('may be deferred, and settle; follow-ups come after them', async () => {
    const { ada, bob, client, general, onInteraction, discord, received } = await stageWithCommands()
    const seen: JsonObject[] = []
    onInteraction(async (interaction, callback) => {
      seen.push(interaction)
      await callback({ type: 5, data: { flags: 64 } })
      await client.rest.patch(`${hook(interaction)}/messages/@original`, {
        ...open,
        body: { content: 'done' },
      })
      await client.rest.post(hook(interaction), { ...open, body: { content: 'and more' } })
    })
    const answer = await ada.slash('did', { what: 'x' }, { in: general })
    expect([answer.kind, answer.isEphemeral]).toEqual(['deferred', true])
    await answer.settled()
    const more = await answer.followUp()
    expect([answer.text, answer.message.editedMs, more.content, more.seenOnlyBy]).toEqual([
      'done',
      null,
      'and more',
      null,
    ])
    expect(discord.history(general)).toEqual([more])
    expect([ada.canSee(answer.message), bob.canSee(answer.message)]).toEqual([true, false])
    const [interaction = {}] = seen
    await client.rest.delete(`${hook(interaction)}/messages/${more.id}`, open)
    expect(objectOf(await client.rest.get(`${hook(interaction)}/messages/@original`, open))['content']).toBe(
      'done',
    )
    await discord.until(() => received.some((one) => one.name === 'MESSAGE_DELETE'), 'the deletion')
    discord.advance(15 * 60_000 + 1)
    await expect(
      client.rest.post(hook(interaction), { ...open, body: { content: 'late' } }),
    ).rejects.toMatchObject({ status: 401, code: 50027 })
    expect(discord.violations).toEqual([])
  })

  it('are held to their rules', async () => {
    const { ada, onInteraction, client, discord } = await stageWithCommands()
    const wrong = [
      { type: 5, data: { flags: 64 | (1 << 15) } },
      { type: 7, data: { content: 'x' } },
      { type: 9, data: { custom_id: 'f', title: 'x'.repeat(46), components: [] } },
      { type: 4, data: {} },
    ]
    const codes: unknown[] = []
    onInteraction(async (interaction, callback) => {
      for (const body of wrong)
        await callback(body).catch((error: unknown) => codes.push(objectOf(error)['code'] ?? String(error)))
      await client.rest
        .post(hook(interaction), { ...open, body: { content: 'early' } })
        .catch((error: unknown) => codes.push(String(error)))
      await callback({ type: 5 })
      await callback({ type: 9, data: {} }).catch((error: unknown) => codes.push(String(error)))
      await client.rest.post(hook(interaction), { ...open, body: { content: 'at last', flags: 64 } })
    })
    const answer = await (await ada.slash('did', { what: 'x' })).settled()
    expect([answer.text, answer.isEphemeral]).toEqual(['at last', false])
    expect(codes.map(String)).toEqual([
      '50035',
      '50035',
      '50035',
      '50006',
      expect.stringContaining('Unknown Webhook'),
      expect.stringContaining('already been acknowledged'),
    ])
    expect(discord.history({ id: answer.message.channelId })).toEqual([answer.message])
  })
})

describe('buttons, menus and forms', () => {
  it('change their message, open forms, and bring what was filled in', async () => {
    const { ada, bob, cleo, general, onInteraction, discord, received } = await stageWithCommands()
    const row = (...components: readonly object[]) => ({ type: 1, components })
    const screen = [
      row(
        { type: 2, style: 1, label: 'My way', custom_id: 'way' },
        { type: 2, style: 2, label: 'Off', custom_id: 'off', disabled: true },
        { type: 2, style: 5, label: 'Web', url: 'https://example.org' },
      ),
      row({
        type: 3,
        custom_id: 'kind',
        placeholder: 'Which?',
        options: [
          { label: 'As written', value: 'as' },
          { label: 'Own way', value: 'own' },
        ],
      }),
      row({ type: 5, custom_id: 'whom', max_values: 2 }),
    ]
    const form = {
      custom_id: 'form',
      title: 'How it went',
      components: [
        { type: 10, content: 'Tell us' },
        {
          type: 18,
          label: 'What changed',
          component: { type: 4, custom_id: 'text', style: 2, max_length: 20 },
        },
        {
          type: 18,
          label: 'Kind',
          component: {
            type: 3,
            custom_id: 'kind',
            options: [
              { label: 'As written', value: 'as', default: true },
              { label: 'Own way', value: 'own' },
            ],
          },
        },
        {
          type: 18,
          label: 'With',
          component: { type: 5, custom_id: 'with', required: false, max_values: 3 },
        },
        { type: 1, components: [{ type: 4, custom_id: 'more', label: 'More', style: 1, required: false }] },
      ],
    }
    onInteraction(async (interaction, callback) => {
      const data = objectOf(interaction['data'])
      if (interaction['type'] === 2)
        return callback({ type: 4, data: { content: 'How?', components: screen } })
      if (interaction['type'] === 5)
        return callback({ type: 7, data: { content: JSON.stringify(data['components']), components: [] } })
      if (data['custom_id'] === 'way') return callback({ type: 9, data: form })
      return callback({ type: 7, data: { content: `chose ${String(data['values'])}` } })
    })
    const answer = await ada.slash('did', { what: 'x' }, { in: general })
    expect(answer.buttons.map((one) => [one.label, one.disabled])).toEqual([
      ['My way', false],
      ['Off', true],
      ['Web', false],
    ])
    await expect(bob.press(answer, 'Off')).rejects.toThrow('greyed out')
    await expect(bob.press(answer, 'Web')).rejects.toThrow('is a link')
    await expect(bob.press(answer, 'None')).rejects.toThrow('no “None”')
    const chosen = await bob.select(answer, 'Which?', ['Own way'])
    expect([chosen.kind, answer.text]).toEqual(['update', 'chose own'])
    await bob.select(answer, 'whom', [ada, cleo])
    expect(received.findLast((one) => one.name === 'INTERACTION_CREATE')?.data).toMatchObject({
      data: {
        component_type: 5,
        values: [ada.id, cleo.id],
        resolved: { users: { [ada.id]: {}, [cleo.id]: {} } },
      },
      message: { id: answer.message.id },
    })
    const opened = await bob.press(answer, 'My way')
    expect(opened.modal.fields.map((field) => [field.label, field.isRequired])).toEqual([
      ['What changed', true],
      ['Kind', true],
      ['With', false],
      ['More', false],
    ])
    await expect(bob.submit(opened, { With: [ada] })).rejects.toThrow('“What changed” must be filled in')
    await expect(bob.submit(opened, { text: 'x'.repeat(21) })).rejects.toThrow('too long')
    await bob.submit(opened, { 'What changed': 'quicker', With: [ada] })
    expect(JSON.parse(answer.text)).toEqual([
      { type: 10, id: 1 },
      { type: 18, id: 2, component: { type: 4, id: 3, custom_id: 'text', value: 'quicker' } },
      { type: 18, id: 4, component: { type: 3, id: 5, custom_id: 'kind', values: ['as'] } },
      { type: 18, id: 6, component: { type: 5, id: 7, custom_id: 'with', values: [ada.id] } },
      { type: 1, id: 8, components: [{ type: 4, id: 9, custom_id: 'more', value: '' }] },
    ])
    expect(answer.buttons).toEqual([])
    expect(discord.violations).toEqual([])
  })

  it('are not to be pressed by those who do not see them', async () => {
    const { ada, bob, onInteraction } = await stageWithCommands()
    onInteraction((_, callback) =>
      callback({
        type: 4,
        data: {
          flags: 64,
          content: 'x',
          components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Go', custom_id: 'go' }] }],
        },
      }),
    )
    const answer = await ada.slash('did', { what: 'x' })
    await expect(bob.press(answer, 'Go')).rejects.toThrow('bob does not see that message')
  })
})

describe('an edit to components', () => {
  it('must give up the text that stood there', async () => {
    const { ada, onInteraction } = await stageWithCommands()
    const components = [{ type: 10, content: 'new' }]
    const refused: unknown[] = []
    onInteraction(async (interaction, callback) => {
      if (interaction['type'] === 2)
        return callback({
          type: 4,
          data: {
            content: 'old',
            components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Go', custom_id: 'go' }] }],
          },
        })
      await callback({ type: 7, data: { flags: 1 << 15, components } }).catch((error: unknown) =>
        refused.push(error),
      )
      return callback({ type: 7, data: { flags: 1 << 15, components, content: null } })
    })
    const answer = await ada.slash('did', { what: 'x' })
    await ada.press(answer, 'Go')
    expect(refused).toMatchObject([{ code: 50035 }])
    expect(answer.text).toBe('new')
  })
})

describe('message commands', () => {
  it('bring the message with its text, whatever was granted', async () => {
    const { ada, bob, general, onInteraction, received } = await stageWithCommands({
      discord: { granted: { content: false } },
      client: { intents: [1] },
    })
    onInteraction((_, callback) => callback(say('saved', 64)))
    const message = bob.post(general, 'Heat first, then crimp')
    expect((await ada.messageCommand('Save as practice', message)).text).toBe('saved')
    expect(received.at(-1)?.data['data']).toMatchObject({
      type: 3,
      target_id: message.id,
      resolved: { messages: { [message.id]: { content: 'Heat first, then crimp', author: { id: bob.id } } } },
    })
  })
})
