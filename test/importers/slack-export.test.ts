import { describe, expect, test } from 'vitest'
import type { MessagePosted } from '../../src/core/activity.ts'
import { asFolder, asZip, type Files, inFolder, slackMessage } from './exports.ts'
import { type Gathered, gather } from './reading.ts'

const USERS = [
  { id: 'U1', team_id: 'T1', is_bot: false },
  { id: 'U2', team_id: 'T1', is_bot: false },
  { id: 'U3', team_id: 'T1', is_bot: false },
  { id: 'U9', team_id: 'T1', is_bot: true },
]
const CHANNELS = [
  { id: 'C1000001', name: 'general' },
  { id: 'C1000002', name: 'empty' },
]

const read = (files: Files): Promise<Gathered> => inFolder((folder) => gather(asFolder(folder, files)))

/** What a channel's day of such messages comes to. */
const readDay = (...messages: readonly unknown[]): Promise<Gathered> =>
  read({ 'users.json': USERS, 'channels.json': CHANNELS, 'general/2024-03-31.json': messages })

const TS = '1711843200.000100'
const message = (told: Gathered): MessagePosted => {
  const found = told.activities.find((activity) => activity.kind === 'message')
  if (found === undefined) throw new Error('there is no message')
  return found
}

describe('messages', () => {
  test('one message, with its key as written and its time by the digits', async () => {
    const told = await readDay(slackMessage('1711843200.123999', 'U1', { text: 'does it fit?' }))
    expect(told.kind).toBe('slack')
    expect(told.activities).toEqual([
      {
        kind: 'message',
        space: 'C1000001',
        key: '1711843200.123999',
        thread: null,
        author: 'U1',
        at: 1_711_843_200_123,
        reference: null,
        mentions: [],
        length: 12,
        asks: true,
      },
    ])
  })

  test.each([
    ['0.000001', 0],
    ['1433558319.000003', 1_433_558_319_000],
    ['4102444799.999999', 4_102_444_799_999],
    ['1711846800.5', 1_711_846_800_500],
  ])('ts %s', async (ts, at) => {
    expect(message(await readDay(slackMessage(ts, 'U1'))).at).toBe(at)
  })

  test.each(['file_share', 'me_message', 'thread_broadcast'])('%s is a message', async (subtype) => {
    const told = await readDay(slackMessage(TS, 'U1', { subtype }))
    expect(told.activities).toHaveLength(1)
    expect(told.skipped).toEqual({})
  })

  test.each([
    'channel_topic',
    'bot_add',
    'pinned_item',
    'reply_broadcast',
    'message_changed',
    'huddle_thread',
    '__proto__',
  ])('%s is none and is counted by its kind', async (subtype) => {
    const told = await readDay(
      slackMessage(TS, 'U1', { subtype, hidden: true, reactions: [{ name: 'x', users: ['U2'] }] }),
    )
    expect(told.activities).toEqual([])
    expect(Object.entries(told.skipped)).toEqual([[subtype, 1]])
  })

  test('bots, hidden messages and messages of nobody are left out', async () => {
    const told = await readDay(
      slackMessage(TS, 'U9'),
      slackMessage(TS, 'USLACKBOT'),
      slackMessage(TS, 'U1', { bot_id: 'B1' }),
      { type: 'message', subtype: 'bot_message', text: 'x', ts: TS, bot_id: 'B1' },
      slackMessage(TS, 'U1', { hidden: true }),
      { type: 'message', text: 'x', ts: TS },
      { type: 'message', user: null, text: 'x', ts: TS },
      slackMessage('1711843300.000100', 'U1', { bot_id: null }),
    )
    expect(told.activities).toHaveLength(1)
    expect(told.skipped).toEqual({ bot: 3, bot_message: 1, hidden: 1, no_author: 2 })
  })

  test('people of other workspaces are counted apart: whom no list of users has, and who is at home elsewhere', async () => {
    const users = [
      ...USERS,
      { id: 'U4', team_id: 'T2' },
      { id: 'U5', team_id: 'T2', enterprise_user: { teams: ['T1', 'T2'] } },
      { id: 'U6', team_id: 'T1', is_stranger: true },
    ]
    const said = ['U1', 'U4', 'U5', 'U6', 'U7', 'U8'].map((user, nth) =>
      slackMessage(`${nth + 1}.0`, user, {
        text: '<@U2> <@U4> <@U7>',
        reactions: [{ name: '+1', users: ['U2', 'U4', 'U7'], count: 3 }],
      }),
    )
    const told = await read({
      'users.json': users,
      'org_users.json': [{ id: 'U8', team_id: 'T3' }],
      'general/2024-03-31.json': said,
    })
    expect(
      told.activities.map((one) => (one.kind === 'message' ? [one.author, one.mentions] : one.kind)),
    ).toEqual(['U1', 'U5', 'U8'].flatMap((author) => [[author, ['U2']], 'reaction']))
    expect(told.skipped).toEqual({ stranger: 3 })
  })

  test('ids that mean something to JavaScript are ids like any other', async () => {
    const said = slackMessage(TS, '__proto__', {
      text: '<@constructor> <@toString|x>',
      reactions: [{ name: '__proto__', users: ['constructor', '__proto__'], count: 2 }],
    })
    const told = await read({ 'channels.json': CHANNELS, 'general/2024-03-31.json': [said] })
    expect(message(told)).toMatchObject({ author: '__proto__', mentions: ['constructor', 'toString'] })
    expect(told.activities[1]).toMatchObject({ kind: 'reaction', emoji: '__proto__', person: 'constructor' })
    expect(told.activities).toHaveLength(2)
  })

  test('thread, parent and broadcast', async () => {
    const told = await readDay(
      slackMessage('1.000001', 'U1', {
        thread_ts: '1.000001',
        reply_count: 2,
        replies: [{ user: 'U2', ts: '2.000001' }],
      }),
      slackMessage('2.000001', 'U2', { thread_ts: '1.000001', parent_user_id: 'U1' }),
      slackMessage('3.000001', 'U2', {
        thread_ts: '1.000001',
        subtype: 'thread_broadcast',
        root: { ts: '1.000001' },
      }),
    )
    expect(told.activities.map((one) => one.kind === 'message' && one.thread)).toEqual([
      null,
      '1.000001',
      '1.000001',
    ])
  })
})

describe('mentions', () => {
  test('of text and of rich text together, people only', async () => {
    const blocks = [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'user', user_id: 'U3' },
                  { type: 'text', text: '<@U8>' },
                ],
              },
            ],
          },
        ],
      },
      { type: 'section', elements: [{ type: 'user', user_id: 'U7' }] },
      null,
    ]
    const text = '<@U2> <@U2|two> <@U9> <@USLACKBOT> <!here> <#C1|general> <!subteam^S1>'
    expect(message(await readDay(slackMessage(TS, 'U1', { text, blocks }))).mentions).toEqual(['U2', 'U3'])
  })

  test('rich text nested beyond any stack', async () => {
    let nested: unknown = { type: 'user', user_id: 'U2' }
    for (let depth = 0; depth < 2_000; depth++) nested = { type: 'rich_text', elements: [nested] }
    expect(message(await readDay(slackMessage(TS, 'U1', { blocks: [nested] }))).mentions).toEqual(['U2'])
  })
})

test('reactions: by whom, or how many where nobody is named', async () => {
  const reactions = [
    { name: '+1::skin-tone-2', users: ['U2', 'U1', 'U9', 'U2'], count: 4 },
    { name: 'tada', users: [], count: 3 },
    { name: 'wave', count: 2 },
    { name: 'gone', users: [], count: 0 },
  ]
  const told = await readDay(slackMessage(TS, 'U1', { reactions }))
  expect(told.activities.slice(1)).toEqual([
    {
      kind: 'reaction',
      space: 'C1000001',
      message: TS,
      emoji: '+1::skin-tone-2',
      person: 'U2',
      present: true,
      at: 1_711_843_200_000,
      exact: false,
      author: 'U1',
    },
    { kind: 'reactionCount', space: 'C1000001', message: TS, emoji: 'tada', count: 3 },
    { kind: 'reactionCount', space: 'C1000001', message: TS, emoji: 'wave', count: 2 },
  ])
})

test('joins, leaves and deletions are told, not skipped', async () => {
  const told = await readDay(
    slackMessage('1.0', 'U1', { subtype: 'channel_join', reactions: [{ name: 'wave', users: ['U2'] }] }),
    slackMessage('2.0', 'U1', { subtype: 'group_leave' }),
    slackMessage('3.0', 'USLACKBOT', { subtype: 'tombstone', hidden: true, thread_ts: '3.0' }),
    { type: 'message', subtype: 'message_deleted', hidden: true, ts: '5.0', deleted_ts: '4.0' },
    { type: 'message', subtype: 'message_deleted', hidden: true, ts: '6.0' },
    slackMessage('7.0', 'U9', { subtype: 'channel_join' }),
  )
  expect(told.activities).toEqual([
    { kind: 'join', space: 'C1000001', person: 'U1', at: 1000 },
    { kind: 'leave', space: 'C1000001', person: 'U1', at: 2000 },
    { kind: 'deletion', space: 'C1000001', key: '3.0' },
    { kind: 'deletion', space: 'C1000001', key: '4.0' },
  ])
  expect(told.skipped).toEqual({ message_deleted: 1, bot: 1 })
})

describe('the shape of an export', () => {
  test('channels, private ones and those that no file tells of; direct messages are never opened', async () => {
    const told = await read({
      'users.json': USERS,
      'channels.json': CHANNELS,
      'groups.json': [{ id: 'G1000001', name: 'private' }],
      'dms.json': [{ id: 'D1000001', members: ['U1', 'U2'] }],
      'mpims.json': [{ id: 'G1000009', name: 'mpdm-a--b-1' }],
      'integration_logs.json': [{}],
      'canvases.json': [{}],
      'general/2024-03-31.json': [slackMessage('1.0', 'U1')],
      'general/canvas_in_the_conversation.json': '{ not read',
      'private/2024-03-31.json': [slackMessage('2.0', 'U1')],
      'D1000001/2024-03-31.json': 'never opened',
      'D1000001/2024-04-01.json': 'never opened',
      'mpdm-a--b-1/2024-03-31.json': 'never opened',
      'renamed/2024-03-31.json': [slackMessage('3.0', 'U1')],
      'C1000007/2024-03-31.json': [slackMessage('4.0', 'U1')],
    })
    expect(told.listed).toEqual(['C1000001', 'C1000002', 'G1000001', 'C1000007', 'unknown:renamed'])
    expect(told.activities.map((one) => one.space)).toEqual([
      'C1000007',
      'C1000001',
      'G1000001',
      'unknown:renamed',
    ])
    expect(told.skipped).toEqual({ direct_message: 3 })
    expect(told.failed).toEqual([])
    expect(told.spaces.get('C1000001')).toMatchObject({ name: 'general', workspace: { externalId: 'T1' } })
  })

  test('folders named by id, one folder around everything, and in a ZIP', () =>
    inFolder(async (folder) => {
      const told = await gather(
        await asZip(folder, {
          'My export/channels.json': CHANNELS,
          'My export/C1000001/2024-03-31.json': [slackMessage('1.0', 'U1')],
          '__MACOSX/My export/._channels.json': 'a fork',
        }),
      )
      expect(told.spaces.get('C1000001')?.name).toBe('general')
      expect(told.activities).toHaveLength(1)
    }))

  test('day files alone are enough; the workspace is then what most messages say', async () => {
    const told = await read({
      'general/2024-03-31.json': [
        slackMessage('1.0', 'U1', { user_team: 'T1' }),
        slackMessage('2.0', 'U2', { team: 'T1' }),
        slackMessage('3.0', 'U3', { team: 'T2' }),
      ],
      'workshop/2024-03-31.json': [slackMessage('1.0', 'U1')],
    })
    expect(told.listed).toEqual(['unknown:general', 'unknown:workshop'])
    expect(told.spaces.get('unknown:general')?.workspace.externalId).toBe('T1')
    expect(told.activities).toHaveLength(4)
  })

  test('a workspace that nobody tells is unknown', async () => {
    const told = await read({
      'channels.json': CHANNELS,
      'general/2024-03-31.json': [slackMessage('1.0', 'U1')],
    })
    expect(told.spaces.get('C1000001')?.workspace.externalId).toBeNull()
  })

  test('a broken list of channels is named, and folders that only it would tell are not guessed at', async () => {
    const told = await read({
      'channels.json': '[{"id":"C1000001","name":"general"},\n{"id":',
      'general/2024-03-31.json': [slackMessage('1.0', 'U1')],
      'C1000002/2024-03-31.json': [slackMessage('2.0', 'U1')],
    })
    expect(told.failed).toEqual([
      {
        file: 'channels.json',
        reason: 'line 2, byte 43: the file ends in the middle; it may have been cut off on its way.',
      },
    ])
    expect(told.listed).toEqual(['C1000002'])
    expect(told.skipped).toEqual({ unknown_channel: 1 })
  })

  test.each([
    [
      'a message without ts',
      '[\n{"type":"message","user":"U1"}]',
      'line 2, byte 2: ts is not as exports have it',
    ],
    [
      'no message at all',
      '[{"ts":"1.0","user":"U1"},\n 7]',
      'line 2, byte 28: message is not as exports have it',
    ],
    ['a ts that is no number', '[{"ts":"soon","user":"U1"}]', 'line 1, byte 1: ts is not as exports have it'],
    [
      'a ts beyond all calendars',
      '[{"ts":"999999999999.0","user":"U1"}]',
      'line 1, byte 1: ts 999999999999.0 is after',
    ],
    ['truncated', '[{"ts":"1.0","user":"U1"},\n{"ts":"2.0', 'line 2, byte 37: the file ends in the middle'],
    ['no list', '{"ok":false}', 'line 1, byte 0: a list is expected'],
  ])('a broken day: %s', async (_, content, reason) => {
    const told = await read({ 'users.json': USERS, 'general/2024-03-31.json': content })
    expect(told.failed).toMatchObject([
      { file: 'general/2024-03-31.json', reason: expect.stringContaining(reason) },
    ])
    expect(told.activities).toEqual([])
  })

  test('names of any script', async () => {
    const told = await read({
      'channels.json': [{ id: 'C1000001', name: 'ورشة-🦊\u0000' }],
      'ورشة-🦊 /2024-03-31.json': [],
    })
    expect([...told.spaces.values()].map((space) => space.name)).toEqual(['ورشة-🦊 '])
  })
})
