import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Activity } from '../../../src/core/activity.ts'
import { wordId } from '../../../src/core/ids.ts'
import { finderOf } from '../../../src/core/vocabulary/finder.ts'
import { readDiscordMessage } from '../../../src/importers/discord-message.ts'
import {
  channelActivities,
  isInChannel,
  joinActivity,
  messageActivities,
  type Room,
  reactionActivities,
} from '../../../src/platforms/discord/ingest.ts'
import { momentOf, snowflakeAt } from '../../../src/platforms/discord/snowflake.ts'
import {
  type DispatchName,
  message as messageShape,
  readDispatch,
  user as userShape,
} from '../../../src/platforms/discord/wire.ts'
import { withStore } from '../../store/engines.ts'
import { recordedTables } from '../../store/tables.ts'

const CHANNEL = '500'
const THREAD = '600'
const START = Date.UTC(2026, 0, 5)
const MINUTE_MS = 60_000
const find = finderOf([
  { id: wordId(1), word: 'chuck' },
  { id: wordId(2), word: 'pit stop' },
])

interface Person {
  readonly id: string
  readonly isBot: boolean
}
const PEOPLE: readonly Person[] = [
  { id: '101', isBot: false },
  { id: '102', isBot: false },
  { id: '103', isBot: false },
  { id: '109', isBot: true },
]
const person = fc.constantFrom(...PEOPLE)
const EMOJI = [
  { id: null, name: '👍', code: 'thumbsup' },
  { id: '901', name: 'party', code: 'party' },
  { id: null, name: '🎉', code: 'tada' },
] as const

/** What happened, whoever tells of it. */
interface Said {
  readonly minute: number
  readonly kind: 'default' | 'reply' | 'join' | 'thread' | 'pin' | 'boost'
  readonly author: Person
  readonly content: string
  readonly mentions: readonly Person[]
  readonly reference: { readonly message: string | null; readonly channel: string } | null
  readonly reactions: readonly { readonly emoji: (typeof EMOJI)[number]; readonly by: readonly Person[] }[]
}

const said: fc.Arbitrary<Said> = fc.record({
  minute: fc.nat(5_000),
  kind: fc.constantFrom('default', 'default', 'reply', 'reply', 'join', 'thread', 'pin', 'boost'),
  author: person,
  content: fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '',
      'who?',
      'see https://a.example/?b=1',
      'two chucks, a pit-stop',
      '`chuck` at chuck.example',
    ),
  ),
  mentions: fc.uniqueArray(person, { selector: (one) => one.id, maxLength: 3 }),
  reference: fc.option(
    fc.record({
      message: fc.option(fc.nat(5_000).map((at) => snowflakeAt(START + at * MINUTE_MS))),
      channel: fc.constantFrom(CHANNEL, CHANNEL, THREAD, '777'),
    }),
  ),
  reactions: fc.uniqueArray(
    fc.record({
      emoji: fc.constantFrom(...EMOJI),
      by: fc.uniqueArray(person, { selector: (one) => one.id, minLength: 1, maxLength: 4 }),
    }),
    { selector: (one) => one.emoji.name, maxLength: 3 },
  ),
})
const history = fc.uniqueArray(said, { selector: (one) => one.minute, maxLength: 12 })

const TYPES = {
  default: [0, 'Default'],
  reply: [19, 'Reply'],
  join: [7, 'GuildMemberJoin'],
  thread: [18, 'ThreadCreated'],
  pin: [6, 'ChannelPinnedMessage'],
  // The exporter writes the number of what it does not know.
  boost: [8, '8'],
} as const

const atOf = ({ minute }: Said): number => START + minute * MINUTE_MS
const wireUser = ({ id, isBot }: Person) => ({
  ...{ id, username: `name ${id}`, global_name: null, discriminator: '0', avatar: null },
  ...(isBot ? { bot: true } : {}),
})

/** As the gateway and REST tell of it. */
const onTheWire = (one: Said, channel: string): object => ({
  id: snowflakeAt(atOf(one)),
  channel_id: channel,
  type: TYPES[one.kind][0],
  author: wireUser(one.author),
  timestamp: new Date(atOf(one)).toISOString().replace('Z', '000+00:00'),
  edited_timestamp: null,
  content: one.content,
  mentions: one.mentions.map(wireUser),
  ...(one.reference === null
    ? {}
    : {
        message_reference: {
          type: 0,
          guild_id: '1',
          channel_id: one.reference.channel,
          ...(one.reference.message === null ? {} : { message_id: one.reference.message }),
        },
      }),
  reactions: one.reactions.map(({ emoji: { id, name }, by }) => ({
    ...{ count: by.length, count_details: { burst: 0, normal: by.length }, emoji: { id, name } },
  })),
})

/** As DiscordChatExporter writes it. */
const exported = (one: Said): object => ({
  id: snowflakeAt(atOf(one)),
  type: TYPES[one.kind][1],
  timestamp: new Date(atOf(one)).toISOString().replace('Z', '+00:00'),
  timestampEdited: null,
  content: one.content,
  author: { ...one.author, name: 'a name' },
  mentions: one.mentions,
  reactions: one.reactions.map(({ emoji, by }) => ({
    emoji: { ...emoji, id: emoji.id ?? '', isAnimated: false },
    count: by.length,
    users: by,
  })),
  ...(one.reference === null
    ? {}
    : {
        reference: { messageId: one.reference.message, channelId: one.reference.channel, guildId: '1' },
      }),
})

const inRoom = (isThread: boolean): { channel: string; room: Room } => ({
  channel: isThread ? THREAD : CHANNEL,
  room: { space: CHANNEL, thread: isThread ? THREAD : null },
})

/** What is read over REST, or heard and its reactions read: the same functions. */
function live(one: Said, isThread: boolean): readonly Activity[] {
  const { channel, room } = inRoom(isThread)
  const message = messageShape.parse(onTheWire(one, channel))
  const told = messageActivities(message, room, find)
  if (!told.some((activity) => activity.kind === 'message')) return told
  const reactions = one.reactions.flatMap(({ emoji, by }) =>
    reactionActivities(
      room,
      message,
      emoji.id ?? emoji.name,
      by.map((who) => userShape.parse(wireUser(who))),
    ),
  )
  return [...told, ...reactions]
}

function imported(one: Said, isThread: boolean): readonly Activity[] {
  const { channel, room } = inRoom(isThread)
  const into: Activity[] = []
  readDiscordMessage(exported(one), 0, { place: { channel, ...room }, find, into, skipped: new Map() })
  return into
}

const plain = (activities: readonly Activity[]): readonly Activity[] =>
  activities
    // Own reactions are nobody's engagement: the importer drops them, recording counts none.
    .filter((one) => one.kind !== 'reaction' || one.person !== one.author)

describe('what is heard or read, and what is imported', () => {
  it('is the same, activity by activity', () => {
    fc.assert(
      fc.property(said, fc.boolean(), (one, isThread) => {
        expect(plain(live(one, isThread))).toEqual(plain(imported(one, isThread)))
      }),
      { numRuns: 1_000 },
    )
  })

  it('uses the same words, whoever is named in it', () => {
    const pieces = [
      ['the chuck', 'the chuck'],
      ['CHUCKS!', 'CHUCKS!'],
      ['<@101>', '@Chuck Norris'],
      ['<@!102>', '@pit stop'],
      ['<#500>', '#chuck'],
      ['<a:chuck:901>', ':chuck:'],
      ['a pit stop', 'a pit stop'],
      ['```\nchuck\n```', '```\nchuck\n```'],
      ['https://chuck.example/chuck', 'https://chuck.example/chuck'],
    ] as const
    const mentions = [
      { id: '101', isBot: false, name: 'cn', nickname: 'Chuck Norris' },
      { id: '102', isBot: false, name: 'pit stop' },
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 6 }), (picked) => {
        const message = messageShape.parse({
          ...onTheWire(base, CHANNEL),
          content: picked.map(([heard]) => heard).join(' '),
        })
        const into: Activity[] = []
        const content = picked.map(([, written]) => written).join(' ')
        const place = { channel: CHANNEL, ...inRoom(false).room }
        const value = { ...exported(base), content, mentions }
        readDiscordMessage(value, 0, { place, find, into, skipped: new Map() })
        const expected = [
          ...(picked.some(([one]) => one === 'the chuck' || one === 'CHUCKS!') ? [1] : []),
          ...(picked.some(([one]) => one === 'a pit stop') ? [2] : []),
        ]
        for (const [told] of [messageActivities(message, inRoom(false).room, find), into])
          expect(told?.kind === 'message' ? [...(told.words ?? [])].sort() : null).toEqual(expected)
      }),
    )
  })

  it('meets in the store: once heard, an import of it changes nothing, and the other way round', () =>
    fc.assert(
      fc.asyncProperty(history, fc.boolean(), async (all, isThread) => {
        const heard = all.flatMap((one) => plain(live(one, isThread)))
        const read = all.flatMap((one) => imported(one, isThread))
        const tables = await Promise.all([
          stored([heard]),
          stored([read]),
          stored([heard, read]),
          stored([read, heard]),
        ])
        for (const one of tables) expect(one).toEqual(tables[0])
      }),
      { numRuns: 8 },
    ))

  const stored = (batches: readonly (readonly Activity[])[]) =>
    withStore('sqlite', async (store, url) => {
      const at = { timeZone: 'UTC', isLive: true, now: START }
      const community = await store.communities.create({ name: 'Club', ...at })
      const workspace = await store.communities.workspace({ platform: 'discord', externalId: '1', name: 'S' })
      await store.communities.bindSpace(community.id, workspace.id, { externalId: CHANNEL, name: 'general' })
      for (const batch of batches) await store.recording.record(workspace.id, batch, START)
      return recordedTables(url)
    })
})

const base: Said = {
  ...{ minute: 1, kind: 'default', content: 'hello', mentions: [], reference: null, reactions: [] },
  author: { id: '101', isBot: false },
}

describe('a message', () => {
  const told = (rest: object, one: Said = base) =>
    messageActivities(messageShape.parse({ ...onTheWire(one, CHANNEL), ...rest }), inRoom(false).room, find)

  it('of a bot, a webhook, or the system is nobody’s', () => {
    expect(told({})).toHaveLength(1)
    expect(told({ author: { id: '109', bot: true } })).toEqual([])
    expect(told({ author: { id: '1', system: true } })).toEqual([])
    expect(told({ webhook_id: '88' })).toEqual([])
    for (const type of [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 14, 20, 21, 22, 23, 24, 25, 46, 999])
      expect(told({ type })).toEqual([])
  })

  it('that forwards or crossposts another is no reply', () => {
    const reference = { type: 1, message_id: '77', channel_id: CHANNEL }
    expect(told({ message_reference: reference })).toMatchObject([{ kind: 'message', reference: null }])
  })

  it('that answers one that is gone, or of elsewhere, still answers', () => {
    for (const reference of [undefined, null, { channel_id: CHANNEL }, { message_id: '7', channel_id: '9' }])
      expect(told({ type: 19, message_reference: reference })).toMatchObject([{ reference: '' }])
    expect(told({ type: 19, message_reference: { message_id: '7' } })).toMatchObject([{ reference: '7' }])
  })

  it('without its text, which a privilege tells, has no length and asks nothing', () => {
    for (const content of ['', null, undefined])
      expect(told({ content })).toMatchObject([{ length: 0, asks: false }])
    expect(told({ content: 'why?' })).toMatchObject([{ length: 4, asks: true }])
  })

  it('without a moment is none', () => {
    for (const timestamp of ['', 'yesterday', '1969-01-01T00:00:00Z']) expect(told({ timestamp })).toEqual([])
  })

  it('holds nothing of what was written', () => {
    const words = 'the words of somebody'
    expect(JSON.stringify(told({ content: words }))).not.toContain('words')
  })
})

describe('an event', () => {
  const room = { space: CHANNEL, thread: null }
  const heardAt = START + 99
  const told = (name: DispatchName, data: object): readonly Activity[] | null => {
    const dispatch = readDispatch(name, data)
    return dispatch !== null && isInChannel(dispatch)
      ? channelActivities(dispatch, room, heardAt, find)
      : null
  }
  const at = { channel_id: CHANNEL, guild_id: '1' }
  const on = { ...at, message_id: '7' }

  it('takes back one message or many', () => {
    expect(told('MESSAGE_DELETE', { ...at, id: '7' })).toEqual([
      { kind: 'deletion', space: CHANNEL, key: '7' },
    ])
    expect(told('MESSAGE_DELETE_BULK', { ...at, ids: ['7', '8'] })).toEqual([
      { kind: 'deletion', space: CHANNEL, key: '7' },
      { kind: 'deletion', space: CHANNEL, key: '8' },
    ])
    expect(told('MESSAGE_DELETE_BULK', { ...at, ids: [] })).toEqual([])
  })

  it('puts a reaction on and takes it off under the same name, at the moment it was heard', () => {
    for (const emoji of [
      { id: null, name: '👍' },
      { id: '901', name: 'party', animated: true },
      // What of a custom emoji is left once it was deleted.
      { id: '901', name: null },
    ]) {
      const put = told('MESSAGE_REACTION_ADD', { ...on, user_id: '101', emoji })
      const off = told('MESSAGE_REACTION_REMOVE', { ...on, user_id: '101', emoji })
      const shared = { kind: 'reaction', emoji: emoji.id ?? emoji.name, person: '101', at: heardAt }
      expect(put).toMatchObject([{ ...shared, present: true, exact: true }])
      expect(off).toMatchObject([{ ...shared, present: false, exact: true }])
    }
    const member = { user: { id: '109', bot: true }, roles: [] }
    expect(told('MESSAGE_REACTION_ADD', { ...on, user_id: '109', member, emoji: { name: '👍' } })).toEqual([])
  })

  it('takes off all reactions, or all of an emoji', () => {
    const cleared = { kind: 'reactionsCleared', space: CHANNEL, message: '7', at: heardAt }
    expect(told('MESSAGE_REACTION_REMOVE_ALL', on)).toEqual([{ ...cleared, emoji: null }])
    expect(told('MESSAGE_REACTION_REMOVE_EMOJI', { ...on, emoji: { id: null, name: '👍' } })).toEqual([
      { ...cleared, emoji: '👍' },
    ])
  })

  it('of somebody’s coming is told only with its moment', () => {
    const joined = '2026-01-05T10:00:00.000000+00:00'
    expect(joinActivity({ id: '101' }, joined)).toEqual({
      ...{ kind: 'join', space: null, person: '101', at: Date.UTC(2026, 0, 5, 10) },
    })
    for (const none of [null, undefined, '', 'soon']) expect(joinActivity({ id: '101' }, none)).toBeNull()
    expect(joinActivity({ id: '109', bot: true }, joined)).toBeNull()
  })
})

it('gives reactions that were read afterwards the time of the message, and says so', () => {
  const one = messageShape.parse(onTheWire(base, CHANNEL))
  const found = reactionActivities({ space: CHANNEL, thread: null }, one, '👍', [{ id: '101' }])
  expect(found).toMatchObject([{ at: momentOf(one.id), exact: false, present: true }])
})
