import { describe, expect, test } from 'vitest'
import type { MessagePosted } from '../../src/core/activity.ts'
import { asFolder, asZip, discordFile, discordMessage, type Files, inFolder, writeBytes } from './exports.ts'
import { type Gathered, gather } from './reading.ts'

const read = (files: Files): Promise<Gathered> => inFolder((folder) => gather(asFolder(folder, files)))
const readChannel = (messages: readonly unknown[], channel: object = {}): Promise<Gathered> =>
  read({ 'a.json': discordFile(messages, channel) })
const messages = (told: Gathered): readonly MessagePosted[] =>
  told.activities.filter((one) => one.kind === 'message')

const AT = '2024-03-31T02:30:00.5+02:00'

describe('messages', () => {
  test('one message', async () => {
    const told = await readChannel([
      discordMessage('1', '7', AT, {
        content: 'fits it?',
        mentions: [{ id: '8' }, { id: '9', isBot: true }, { id: '8' }],
      }),
    ])
    expect(told.kind).toBe('discord')
    expect(told.activities).toEqual([
      {
        kind: 'message',
        space: '100',
        key: '1',
        thread: null,
        author: '7',
        at: Date.UTC(2024, 2, 31, 0, 30, 0, 500),
        reference: null,
        mentions: ['8'],
        length: 8,
        asks: true,
      },
    ])
    expect(told.spaces.get('100')).toEqual({
      externalId: '100',
      name: 'general',
      workspace: { externalId: '900', name: 'Makers' },
    })
  })

  test.each(['GuildPublicThread', 'GuildPrivateThread', 'GuildNewsThread'])(
    '%s belongs to its parent',
    async (type) => {
      const told = await readChannel([discordMessage('200', '7', AT)], {
        id: '200',
        type,
        name: 'how to crimp',
        categoryId: '100',
        category: 'questions',
      })
      expect(messages(told)).toMatchObject([{ space: '100', thread: '200', key: '200' }])
      expect(told.spaces.get('100')?.name).toBe('questions')
    },
  )

  test('a reply refers to a message of its channel; to one that is gone if it is not told; forwards and crossposts are no references', async () => {
    const reply = (id: string, type: string, reference: unknown, more: object = {}) =>
      discordMessage(id, '7', AT, { type, reference, ...more })
    const told = await readChannel([
      reply('1', 'Reply', { messageId: '5', channelId: '100', guildId: '900' }),
      reply('2', 'Reply', { messageId: '5', channelId: '101', guildId: '900' }),
      reply('3', 'Reply', { messageId: null, channelId: '100' }),
      reply('4', 'Default', { messageId: '5', channelId: '100' }),
      reply(
        '5',
        'Default',
        { type: 'Forward', messageId: '5', channelId: '100' },
        { forwardedMessage: { content: 'x' } },
      ),
      reply('6', 'Reply', { messageId: '5' }),
      reply('7', 'Reply', null),
    ])
    expect(messages(told).map((one) => one.reference)).toEqual(['5', '', '', null, null, '5', ''])
  })

  test('what is no message of a person is counted by its kind', async () => {
    const told = await readChannel([
      discordMessage('1', '7', AT, { type: 'ChannelPinnedMessage' }),
      discordMessage('2', '7', AT, { type: 'Unknown' }),
      discordMessage('3', '7', AT, { type: '20' }),
      discordMessage('4', '7', AT, { type: 21 }),
      discordMessage('5', '7', AT, { author: { id: '7', isBot: true } }),
      discordMessage('6', '7', AT, { author: null }),
      discordMessage('7', '7', AT, { type: 'ThreadCreated' }),
      discordMessage('8', '7', AT, {
        type: 'ThreadCreated',
        reference: { messageId: null, channelId: '300' },
      }),
      discordMessage('9', '7', AT, { type: 'GuildMemberJoin' }),
      discordMessage('10', '7', AT, { type: 'GuildMemberJoin', author: { id: '8', isBot: true } }),
    ])
    const at = Date.UTC(2024, 2, 31, 0, 30, 0, 500)
    expect(told.activities).toEqual([
      { kind: 'thread', space: '100', key: '300', at },
      { kind: 'join', space: null, person: '7', at },
    ])
    expect(told.skipped).toEqual({
      '20': 1,
      '21': 1,
      ChannelPinnedMessage: 1,
      Unknown: 1,
      bot: 2,
      no_author: 1,
      ThreadCreated: 1,
    })
  })

  test('reactions with users, with counts only, of bots and of the author', async () => {
    const reactions = [
      {
        emoji: { id: '', name: '🦊', code: 'fox' },
        count: 3,
        users: [{ id: '8' }, { id: '9', isBot: true }, { id: '7' }],
      },
      { emoji: { id: '555', name: 'crimp' }, count: 2, users: [] },
      { emoji: { id: null, name: '❤️' }, count: 1 },
      { emoji: { id: '', name: '' }, count: 1 },
      { emoji: { id: '', name: '👀' }, count: 0 },
      { emoji: { id: '', name: '🤖' }, count: 1, users: [{ id: '9', isBot: true }] },
    ]
    const told = await readChannel([discordMessage('1', '7', AT, { reactions })])
    expect(told.activities.slice(1)).toMatchObject([
      { kind: 'reaction', message: '1', emoji: '🦊', person: '8', author: '7', exact: false, present: true },
      { kind: 'reactionCount', message: '1', emoji: '555', count: 2 },
      { kind: 'reactionCount', message: '1', emoji: '❤️', count: 1 },
    ])
  })

  test.each([
    ['1970-01-01T00:00:00+00:00', 0],
    ['2100-12-31T23:59:59.999+00:00', Date.UTC(2100, 11, 31, 23, 59, 59, 999)],
    ['2024-10-27T02:30:00+02:00', Date.UTC(2024, 9, 27, 0, 30)],
    ['2024-10-27T02:30:00+01:00', Date.UTC(2024, 9, 27, 1, 30)],
    ['2018-01-01T12:00:00.1234567+00:00', Date.UTC(2018, 0, 1, 12, 0, 0, 123)],
    ['2018-01-01T12:00:00Z', Date.UTC(2018, 0, 1, 12)],
  ])('the moment %s', async (timestamp, at) => {
    expect(messages(await readChannel([discordMessage('1', '7', timestamp)]))).toMatchObject([{ at }])
  })

  test('ids as numbers only where they were not rounded', async () => {
    expect(
      messages(await readChannel([discordMessage('1', '7', AT, { id: 12, author: { id: 13 } })])),
    ).toMatchObject([{ key: '12', author: '13' }])
    const rounded = await readChannel([discordMessage('1', '7', AT, { id: Number('1343693475589263471') })])
    expect(rounded.failed).toHaveLength(1)
  })

  test('names and ids of every kind', async () => {
    const told = await readChannel(
      [discordMessage('1', '__proto__', AT, { mentions: [{ id: 'constructor' }] })],
      { name: 'ورشة 🦊\u0007' },
    )
    expect(messages(told)).toMatchObject([{ author: '__proto__', mentions: ['constructor'] }])
    expect(told.spaces.get('100')?.name).toBe('ورشة 🦊 ')
  })
})

describe('the shape of an export', () => {
  test('a file alone, a ZIP, a folder inside a folder', () =>
    inFolder(async (folder) => {
      const file = discordFile([discordMessage('1', '7', AT)])
      const alone = await gather(writeBytes(folder, 'general [100].json', JSON.stringify(file, null, 2)))
      const zipped = await gather(
        await asZip(folder, { 'out/general [100].json': file, 'out/readme.txt': 'x' }),
      )
      const nested = await gather(asFolder(folder, { 'a/b/general [100].json': file }))
      expect(alone.activities).toHaveLength(1)
      expect(zipped.activities).toEqual(alone.activities)
      expect(nested.activities).toEqual(alone.activities)
    }))

  test('direct messages and other JSON are not read', async () => {
    const told = await read({
      'a.json': discordFile([discordMessage('1', '7', AT)]),
      'b.json': discordFile([discordMessage('2', '7', AT)], { type: 'DirectTextChat' }),
      'c.json': discordFile([discordMessage('3', '7', AT)], {}, { id: '0', name: 'Direct Messages' }),
      'd.json': { name: 'a package', version: '1' },
      'e.json': [1, 2, 3],
    })
    expect(told.activities).toHaveLength(1)
    expect(told.skipped).toEqual({ direct_message: 2, other_file: 2 })
    expect(told.failed).toEqual([])
  })

  test('guild and channel may stand behind the messages', async () => {
    const {
      guild,
      channel,
      messages: list,
    } = discordFile(Array.from({ length: 3000 }, (_, index) => discordMessage(String(index + 1), '7', AT)))
    const told = await read({ 'a.json': { messages: list, channel, guild } })
    expect(messages(told)).toHaveLength(3000)
    expect(told.skipped).toEqual({})
  })

  test('no messages is a channel all the same', async () => {
    const told = await readChannel([])
    expect([...told.spaces.keys()]).toEqual(['100'])
  })

  test.each([
    [
      'truncated in a message',
      (text: string) => text.slice(0, text.indexOf('"mentions"')),
      'the file ends in the middle',
    ],
    ['truncated behind them', (text: string) => text.slice(0, -20), 'the file ends in the middle'],
    [
      'damaged',
      (text: string) => text.replace('"isPinned":false', '"isPinned":flase'),
      'what begins here is no JSON',
    ],
    ['a day that is none', (text: string) => text.replace(AT, '31/03/2024'), 'timestamp is no moment'],
    [
      'a day without its offset',
      (text: string) => text.replace(AT, '2024-03-31T02:30:00'),
      'timestamp is no moment',
    ],
    [
      'a message without id',
      (text: string) => text.replace('"id":"1"', '"ID":"1"'),
      'id is not as exports have it',
    ],
    [
      'no list of messages',
      (text: string) => text.replace('"messages":', '"massages":'),
      'no list of messages',
    ],
  ])('a broken file: %s', async (_, damage, reason) => {
    const text = JSON.stringify(discordFile([discordMessage('1', '7', AT)]))
    const told = await read({
      'a.json': damage(text),
      'b.json': discordFile([discordMessage('2', '7', AT)]),
    })
    expect(told.failed).toMatchObject([{ file: 'a.json', reason: expect.stringContaining(reason) }])
    expect(messages(told).map((one) => one.key)).toEqual(['2'])
  })

  test('nothing to recognise is refused with what an export looks like', async () => {
    await expect(read({ 'package.json': { name: 'x' }, 'list.json': [1] })).rejects.toThrow(
      /Slack export has .* Discord export is/,
    )
    await expect(read({ 'readme.txt': 'x' })).rejects.toThrow('There is no JSON file')
  })
})
