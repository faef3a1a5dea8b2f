/** Hearing and reading together, over a real store; only Discord's history, which is the network, is told by the test. */
import { DiscordAPIError } from 'discord.js'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRecorder } from '../../../src/app/record.ts'
import { createVocabulary } from '../../../src/app/vocabulary.ts'
import type { BoundSpace, Store } from '../../../src/core/ports.ts'
import type { DiscordHistory } from '../../../src/platforms/discord/history.ts'
import { listen } from '../../../src/platforms/discord/listen.ts'
import { discordReader } from '../../../src/platforms/discord/reader.ts'
import { createServers } from '../../../src/platforms/discord/servers.ts'
import { compareIds, snowflakeAt } from '../../../src/platforms/discord/snowflake.ts'
import {
  CHANNEL,
  channel as channelShape,
  DISPATCHES,
  message as messageShape,
} from '../../../src/platforms/discord/wire.ts'
import { createPlatformClock } from '../../../src/platforms/platform-clock.ts'
import { createReading } from '../../../src/platforms/reading.ts'
import { withStore } from '../../store/engines.ts'
import { recordedTables } from '../../store/tables.ts'

const OWN = '9'
const SERVER = '1'
const [GENERAL, FORUM, UNBOUND, THREAD, PRIVATE] = ['10', '11', '12', '20', '21']
const START = Date.UTC(2026, 0, 5)
const MINUTE_MS = 60_000
const MAY_READ = String((1n << 10n) | (1n << 16n))

const at = (minute: number): number => START + minute * MINUTE_MS
const idAt = (minute: number): string => snowflakeAt(at(minute))
const said = (minute: number, rest: object = {}) => ({
  id: idAt(minute),
  channel_id: GENERAL,
  guild_id: SERVER,
  type: 0,
  author: { id: '101' },
  timestamp: new Date(at(minute)).toISOString(),
  content: '',
  ...rest,
})
const thread = (rest: object = {}) => ({
  ...{ id: THREAD, type: CHANNEL.publicThread, parent_id: GENERAL, guild_id: SERVER },
  ...rest,
})
const GUILD = {
  id: SERVER,
  name: 'Club',
  owner_id: '5',
  roles: [{ id: SERVER, permissions: MAY_READ }],
  channels: [
    { id: GENERAL, type: CHANNEL.text, name: 'general' },
    { id: FORUM, type: CHANNEL.forum, name: 'help' },
    { id: UNBOUND, type: CHANNEL.text, name: 'elsewhere' },
  ],
  members: [{ user: { id: OWN }, roles: [] }],
}
const READY = {
  session_id: 's',
  user: { id: OWN, bot: true },
  application: { id: '8' },
  guilds: [{ id: SERVER }],
}

const refused = (code: number): Error =>
  new DiscordAPIError({ code, message: 'no' }, code, 404, 'GET', '/', { body: undefined, files: undefined })

/** What Discord has, as its history tells; `now` is its time in minutes. */
function discordOf() {
  const rooms = new Map<string, ReturnType<typeof said>[]>()
  const channels = new Map<string, object>()
  const active: object[] = []
  const asked: string[] = []
  const fails = new Map<string, Error>()
  const discord = { rooms, channels, active, asked, fails, now: 0, answering: Promise.resolve() }
  const ask = async (what: string): Promise<void> => {
    asked.push(what)
    await discord.answering
    const error = fails.get(what)
    if (error !== undefined) throw error
  }
  const history: DiscordHistory = {
    messages: async (id, edge) => {
      await ask(`messages ${id}`)
      const all = (rooms.get(id) ?? []).map((one) => messageShape.parse(one))
      const wanted =
        'after' in edge
          ? all.filter((one) => compareIds(one.id, edge.after) > 0)
          : all.filter((one) => compareIds(one.id, edge.before) < 0)
      const sorted = wanted.sort((a, b) => compareIds(a.id, b.id))
      const page = ('after' in edge ? sorted.slice(0, 100) : sorted.slice(-100)).reverse()
      const ids = new Set(page.map((one) => one.id))
      return { messages: page, ids, isLast: page.length < 100, at: at(discord.now) }
    },
    stands: async (id, key) => {
      await ask(`message ${key}`)
      return (rooms.get(id) ?? []).some((one) => one['id'] === key)
    },
    members: async () => [],
    roles: async () => [],
    reactors: async () => [],
    activeThreads: async () => {
      await ask('active threads')
      return active.map((one) => channelShape.parse(one))
    },
    archivedThreads: async () => {
      await ask('archived threads')
      return { threads: [], hasMore: false, at: at(discord.now) }
    },
    channel: async (id) => {
      await ask(`channel ${id}`)
      return channelShape.parse(channels.get(id))
    },
    member: async () => ({ roles: [] }),
  }
  return { discord, history }
}

/** A bot that hears, in a server whose first two channels are bound. */
async function hearing(store: Store, bound: readonly string[] = [GENERAL, FORUM]) {
  const community = await store.communities.create({
    ...{ name: 'Club', timeZone: 'UTC', isLive: true, now: START },
  })
  const workspace = await store.communities.workspace({
    ...{ platform: 'discord', externalId: SERVER, name: 'Club' },
  })
  for (const externalId of bound)
    await store.communities.bindSpace(community.id, workspace.id, {
      ...{ externalId, name: externalId, readFromAt: at(-60) },
    })
  const { discord, history } = discordOf()
  const warned: object[] = []
  const log = {
    info: () => undefined,
    warn: (details: object) => void warned.push(details),
    error: (details: object) => void warned.push(details),
  }
  const told = { ready: 0, removed: [] as string[], deleted: [] as string[] }
  const start = () => {
    const servers = createServers()
    const now = () => at(discord.now)
    const clock = createPlatformClock(now)
    const recorder = createRecorder({ recording: store.recording, now, log })
    const vocabulary = createVocabulary(store)
    const reading = createReading({
      ...{ store, recorder, log },
      reader: discordReader({ store, history, servers, clock, vocabulary, now }),
    })
    const { hear, strange } = listen({
      ...{ servers, reading, recorder, history, clock, vocabulary, log },
      onReady: () => {
        told.ready += 1
      },
      onRemoved: (server) => told.removed.push(server),
      onChannelDeleted: (_server, channel) => told.deleted.push(channel),
    })
    const caughtUp = () => vi.waitFor(() => expect(reading.isCaughtUp()).toBe(true), { timeout: 5_000 })
    return {
      ...{ hear, strange, recorder, reading, caughtUp },
      enter: async (guild: object = GUILD) => {
        hear('READY', READY)
        hear('GUILD_CREATE', guild)
        await vi.waitFor(() => expect(reading.bound(SERVER, bound[0] ?? '')).not.toBeNull(), {
          timeout: 5_000,
        })
        await caughtUp()
      },
      stop: async () => {
        await reading.stop()
        await recorder.close()
      },
    }
  }
  const spaces: readonly BoundSpace[] = await store.communities.boundSpaces(workspace.id)
  const spaceOf = (channel: string): BoundSpace => {
    const found = spaces.find((one) => one.externalId === channel)
    if (found === undefined) throw new Error('not bound')
    return found
  }
  return {
    ...{ discord, start, told, warned, community },
    coveredIn: (channel: string) => store.coverage.covered(community.id, spaceOf(channel).id),
    gapsIn: async (channel: string) =>
      (await store.history.gaps(community.id)).filter((one) => one.space === spaceOf(channel).id),
  }
}

const messagesIn = async (url: string) =>
  ((await recordedTables(url))['message'] ?? []).map((row) => JSON.parse(row))
const keysIn = async (url: string): Promise<readonly string[]> =>
  (await messagesIn(url))
    .filter((one) => !one.isDeleted)
    .map((one) => String(one.key))
    .sort()

const inClub = (
  work: (club: Awaited<ReturnType<typeof hearing>>, url: string, store: Store) => Promise<void>,
  bound?: readonly string[],
): Promise<void> => withStore('sqlite', async (store, url) => work(await hearing(store, bound), url, store))

afterEach(() => {
  vi.useRealTimers()
})

describe('what is heard', () => {
  it('in bound channels and their public threads is recorded, and nothing else', () =>
    inClub(async ({ start }, url) => {
      const bot = start()
      await bot.enter({ ...GUILD, threads: [thread(), thread({ id: PRIVATE, type: CHANNEL.privateThread })] })
      bot.hear('MESSAGE_CREATE', said(1))
      bot.hear('MESSAGE_CREATE', said(2, { channel_id: THREAD }))
      bot.hear('MESSAGE_CREATE', said(3, { channel_id: PRIVATE }))
      bot.hear('MESSAGE_CREATE', said(4, { channel_id: UNBOUND }))
      bot.hear('MESSAGE_CREATE', said(5, { guild_id: undefined }))
      bot.hear('MESSAGE_CREATE', said(6, { guild_id: '404' }))
      bot.hear('MESSAGE_CREATE', said(7, { author: { id: OWN, bot: true } }))
      bot.hear('MESSAGE_CREATE', said(8, { webhook_id: '88' }))
      bot.hear('MESSAGE_CREATE', said(9, { type: 6 }))
      bot.hear('MESSAGE_UPDATE', said(10))
      await bot.stop()
      expect(await keysIn(url)).toEqual([idAt(1), idAt(2)])
      const [, inThread] = await messagesIn(url)
      expect(inThread).toMatchObject({ thread: THREAD, space: GENERAL })
    }))

  it('is taken back as it was heard', () =>
    inClub(async ({ start }, url) => {
      const bot = start()
      await bot.enter()
      for (const minute of [1, 2, 3, 4]) bot.hear('MESSAGE_CREATE', said(minute))
      bot.hear('MESSAGE_DELETE', { id: idAt(1), channel_id: GENERAL, guild_id: SERVER })
      bot.hear('MESSAGE_DELETE_BULK', { ids: [idAt(2), idAt(3)], channel_id: GENERAL, guild_id: SERVER })
      await bot.stop()
      expect(await keysIn(url)).toEqual([idAt(4)])
    }))

  it('is the later word on a reaction, in one moment and when the clock steps back', () =>
    inClub(async ({ start, discord }, url) => {
      const bot = start()
      await bot.enter()
      discord.now = 5
      bot.hear('MESSAGE_CREATE', said(1))
      const of = (emoji: string) => ({
        ...{ guild_id: SERVER, channel_id: GENERAL, message_id: idAt(1) },
        ...{ user_id: '102', emoji: { id: null, name: emoji } },
      })
      const all = { guild_id: SERVER, channel_id: GENERAL, message_id: idAt(1) }
      for (const emoji of ['🎉', '👀']) bot.hear('MESSAGE_REACTION_ADD', of(emoji))
      bot.hear('MESSAGE_REACTION_REMOVE', of('🎉'))
      bot.hear('MESSAGE_REACTION_ADD', of('🎉'))
      bot.hear('MESSAGE_REACTION_REMOVE', of('👀'))
      discord.now = 4
      bot.hear('MESSAGE_REACTION_ADD', of('👀'))
      bot.hear('MESSAGE_REACTION_REMOVE_ALL', all)
      bot.hear('MESSAGE_REACTION_ADD', of('👀'))
      await bot.stop()
      const reactions = ((await recordedTables(url))['reaction'] ?? []).map((row) => JSON.parse(row))
      const standing = reactions.filter((one) => one.counted === 1).map((one) => String(one.emoji))
      expect(standing).toEqual(['👀'])
      expect(reactions.length).toBeGreaterThan(1)
    }))

  it('counts a newcomer once, wherever the server tells of them', () =>
    inClub(async ({ start }, url) => {
      const bot = start()
      const added = (id: string) => ({
        ...{ guild_id: SERVER, user: { id }, roles: [], joined_at: new Date(at(1)).toISOString() },
      })
      await bot.enter({ ...GUILD, system_channel_id: GENERAL, system_channel_flags: 0 })
      bot.hear('GUILD_MEMBER_ADD', added('101'))
      bot.hear('MESSAGE_CREATE', said(1, { type: 7, author: { id: '101' } }))
      bot.hear('GUILD_UPDATE', { ...GUILD, system_channel_id: null })
      bot.hear('GUILD_MEMBER_ADD', added('102'))
      bot.hear('GUILD_MEMBER_ADD', { ...added('103'), user: { id: '103', bot: true } })
      bot.hear('GUILD_MEMBER_REMOVE', { guild_id: SERVER, user: { id: '103', bot: true } })
      bot.hear('GUILD_MEMBER_REMOVE', { guild_id: SERVER, user: { id: '101' } })
      await bot.stop()
      const passages = ((await recordedTables(url))['passage'] ?? []).map((row) => JSON.parse(row))
      expect(passages.map((one) => [one.member, one.kind]).sort()).toEqual([
        ['101', 'join'],
        ['101', 'leave'],
        ['102', 'join'],
      ])
    }))

  it('of a channel that goes or a server that puts the bot out is told; of an outage it is not', () =>
    inClub(async ({ start, told }) => {
      const bot = start()
      await bot.enter()
      bot.hear('CHANNEL_DELETE', { id: UNBOUND, type: 0, guild_id: SERVER })
      bot.hear('CHANNEL_DELETE', { id: GENERAL, type: 0, guild_id: SERVER })
      bot.hear('GUILD_DELETE', { id: SERVER, unavailable: true })
      expect(told).toMatchObject({ ready: 1, removed: [], deleted: [GENERAL] })
      bot.hear('GUILD_DELETE', { id: SERVER })
      expect(told.removed).toEqual([SERVER])
      await bot.stop()
    }))
})

describe('a channel that nobody told of', () => {
  it('is asked for once, and what was heard in it meanwhile is recorded', () =>
    inClub(async ({ discord, start, coveredIn }, url) => {
      const bot = start()
      await bot.enter()
      discord.channels.set(THREAD, thread())
      let answer: () => void = () => undefined
      discord.answering = new Promise((resolve) => {
        answer = resolve
      })
      const before = await coveredIn(GENERAL)
      discord.now = 3
      for (const minute of [1, 2, 3]) bot.hear('MESSAGE_CREATE', said(minute, { channel_id: THREAD }))
      bot.hear('MESSAGE_DELETE', { id: idAt(2), channel_id: THREAD, guild_id: SERVER })
      discord.now = 4
      bot.hear('MESSAGE_REACTION_ADD', {
        ...{ guild_id: SERVER, channel_id: THREAD, message_id: idAt(1) },
        ...{ user_id: '102', emoji: { id: null, name: '🎉' } },
      })
      expect(bot.recorder.waiting()).toBe(0)
      discord.now = 8
      answer()
      await vi.waitFor(async () => expect(await keysIn(url)).toEqual([idAt(1), idAt(3)]), { timeout: 5_000 })
      // It was put on when it was heard, not when its channel was known.
      const [reaction] = (await recordedTables(url))['reaction'] ?? []
      expect(JSON.parse(reaction ?? '{}')).toMatchObject({ at: at(4), counted: 1 })
      expect(discord.asked.filter((one) => one === `channel ${THREAD}`)).toHaveLength(1)
      // Once they are let go of, what is known grows again.
      bot.hear('MESSAGE_CREATE', said(9))
      await bot.stop()
      expect((await coveredIn(GENERAL)).at(-1)?.toAt).toBe(at(9))
      expect(before.at(-1)?.toAt).toBeLessThan(at(9))
    }))

  it('keeps what is known from growing while it is asked for', () =>
    inClub(async ({ discord, start, coveredIn }) => {
      const bot = start()
      await bot.enter()
      discord.answering = new Promise(() => undefined)
      bot.hear('MESSAGE_CREATE', said(1, { channel_id: THREAD }))
      bot.hear('MESSAGE_CREATE', said(2))
      await bot.stop()
      expect((await coveredIn(GENERAL)).at(-1)?.toAt).toBeLessThan(at(1))
    }))

  it('is left alone where it is private, gone, or of a server that was not entered', () =>
    inClub(async ({ discord, start }, url) => {
      const bot = start()
      bot.hear('MESSAGE_CREATE', said(1, { channel_id: THREAD }))
      await bot.enter()
      discord.channels.set(PRIVATE, thread({ id: PRIVATE, type: CHANNEL.privateThread }))
      discord.fails.set('channel 22', refused(10003))
      bot.hear('MESSAGE_CREATE', said(2, { channel_id: PRIVATE }))
      bot.hear('MESSAGE_CREATE', said(3, { channel_id: '22' }))
      await vi.waitFor(() => expect(discord.asked).toContain('channel 22'))
      bot.hear('MESSAGE_CREATE', said(4))
      await vi.waitFor(() => expect(bot.recorder.waiting()).toBe(0))
      await bot.stop()
      expect(await keysIn(url)).toEqual([idAt(4)])
      expect(discord.asked).not.toContain(`channel ${THREAD}`)
    }))

  it('that cannot be asked for is read again, and nothing of it is lost', () =>
    inClub(async ({ discord, start, coveredIn }, url) => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
      const bot = start()
      await bot.enter()
      discord.fails.set(`channel ${THREAD}`, new Error('502'))
      discord.now = 5
      bot.hear('MESSAGE_CREATE', said(2, { channel_id: THREAD }))
      await vi.waitFor(() => expect(discord.asked).toContain(`channel ${THREAD}`))
      discord.rooms.set(THREAD, [said(2, { channel_id: THREAD })])
      discord.active.push(thread({ last_message_id: idAt(2) }))
      await new Promise((resolve) => setTimeout(resolve, 20))
      await vi.advanceTimersByTimeAsync(16_000)
      await vi.waitFor(async () => expect(await keysIn(url)).toEqual([idAt(2)]), { timeout: 5_000 })
      await bot.caughtUp()
      await bot.stop()
      expect(await coveredIn(GENERAL)).toEqual([{ fromAt: at(-60), toAt: at(5) }])
    }))
})

describe('what is known', () => {
  it('grows as far as was heard and recorded, no further', () =>
    inClub(async ({ discord, start, coveredIn, gapsIn }) => {
      const bot = start()
      await bot.enter()
      expect(await coveredIn(GENERAL)).toEqual([{ fromAt: at(-60), toAt: at(0) }])
      discord.now = 30
      bot.hear('MESSAGE_CREATE', said(7, { channel_id: UNBOUND }))
      await bot.stop()
      // All channels of a server are heard on one line.
      for (const space of [GENERAL, FORUM])
        expect(await coveredIn(space)).toEqual([{ fromAt: at(-60), toAt: at(7) }])
      expect(await gapsIn(GENERAL)).toEqual([])
    }))

  it('ends in the present in a forum where nobody says anything', () =>
    inClub(async ({ discord, start, coveredIn }, url) => {
      const bot = start()
      await bot.enter()
      await bot.stop()
      expect(await coveredIn(FORUM)).toEqual([{ fromAt: at(-60), toAt: at(0) }])
      // So that what is said while the bot is away is found.
      discord.now = 60
      discord.active.push(thread({ parent_id: FORUM, last_message_id: idAt(30) }))
      discord.rooms.set(THREAD, [said(30, { channel_id: THREAD })])
      const again = start()
      await again.enter()
      await again.stop()
      expect(await keysIn(url)).toEqual([idAt(30)])
      expect(await coveredIn(FORUM)).toEqual([{ fromAt: at(-60), toAt: at(60) }])
    }))

  it('after a session that is no continuation is what was read, and says what cannot be', () =>
    inClub(async ({ discord, start, coveredIn, gapsIn }, url) => {
      const bot = start()
      await bot.enter()
      bot.hear('MESSAGE_CREATE', said(1))
      bot.hear('MESSAGE_CREATE', said(2))
      await bot.recorder.settled()
      // The line is cut: something is said, and the first message is deleted, and neither is heard.
      discord.rooms.set(GENERAL, [said(2), said(20), said(21, { author: { id: '102' } })])
      discord.now = 40
      await bot.enter()
      bot.hear('MESSAGE_CREATE', said(41))
      await bot.stop()
      expect(await keysIn(url)).toEqual([idAt(2), idAt(20), idAt(21), idAt(41)])
      expect(await coveredIn(GENERAL)).toEqual([{ fromAt: at(-60), toAt: at(41) }])
      expect(await gapsIn(GENERAL)).toMatchObject([{ fromAt: at(0), toAt: at(40), reason: 'away' }])
    }))

  it('does not grow over a time in which the line was cut', () =>
    inClub(async ({ discord, start, coveredIn }) => {
      const bot = start()
      await bot.enter()
      bot.hear('MESSAGE_CREATE', said(3))
      discord.answering = new Promise(() => undefined)
      discord.now = 40
      bot.hear('READY', READY)
      bot.hear('GUILD_CREATE', GUILD)
      bot.hear('MESSAGE_CREATE', said(41))
      await bot.stop()
      expect((await coveredIn(GENERAL)).at(-1)?.toAt).toBeLessThanOrEqual(at(3))
    }))

  it('takes nothing for deleted that Discord does not show for want of leave, and finds what is gone', () =>
    inClub(async ({ discord, start }, url) => {
      const bot = start()
      await bot.enter()
      for (const minute of [1, 2, 3]) bot.hear('MESSAGE_CREATE', said(minute))
      bot.hear('MESSAGE_CREATE', said(120))
      await bot.stop()
      discord.now = 180
      const all = [idAt(1), idAt(2), idAt(3), idAt(120)].sort()
      // Without leave Discord gives an empty list, not an error; of a single message it says so.
      for (const key of all) discord.fails.set(`message ${key}`, refused(50001))
      const blind = start()
      await blind.enter()
      await blind.stop()
      expect(await keysIn(url)).toEqual(all)
      discord.fails.clear()
      discord.rooms.set(GENERAL, [said(1), said(3), said(120)])
      discord.now = 200
      const seeing = start()
      await seeing.enter()
      await seeing.stop()
      expect(await keysIn(url)).toEqual(all.filter((key) => key !== idAt(2)))
      discord.rooms.set(GENERAL, [])
      discord.now = 220
      const last = start()
      await last.enter()
      await last.stop()
      expect(await keysIn(url)).toEqual([])
    }))

  it('finds what was deleted minutes after it was heard, once the line was cut', () =>
    inClub(async ({ discord, start }, url) => {
      const bot = start()
      await bot.enter()
      for (const minute of [1, 2, 3]) bot.hear('MESSAGE_CREATE', said(minute))
      await bot.stop()
      discord.rooms.set(GENERAL, [said(2), said(3), said(20)])
      discord.now = 30
      const again = start()
      await again.enter()
      await again.stop()
      expect(await keysIn(url)).toEqual([idAt(2), idAt(3), idAt(20)])
    }))

  it('does not suffer from a thread that is deleted while it is read', () =>
    inClub(async ({ discord, start, coveredIn, gapsIn }, url) => {
      discord.active.push(thread({ last_message_id: idAt(0) }))
      discord.fails.set(`messages ${THREAD}`, refused(10003))
      discord.rooms.set(GENERAL, [said(-5)])
      const bot = start()
      await bot.enter()
      await bot.stop()
      expect(await keysIn(url)).toEqual([idAt(-5)])
      expect(await coveredIn(GENERAL)).toEqual([{ fromAt: at(-60), toAt: at(0) }])
      expect(await gapsIn(GENERAL)).toEqual([])
    }))

  it('of a channel that may not be read is nothing, and says so', () =>
    inClub(async ({ start, coveredIn, gapsIn }) => {
      const bot = start()
      const deny = [{ id: SERVER, type: 0, allow: '0', deny: String(1n << 16n) }]
      const channels = [{ id: GENERAL, type: 0, permission_overwrites: deny }, ...GUILD.channels.slice(1)]
      await bot.enter({ ...GUILD, channels })
      bot.hear('MESSAGE_CREATE', said(5))
      await bot.stop()
      expect(await coveredIn(GENERAL)).toEqual([])
      expect(await gapsIn(GENERAL)).toMatchObject([{ fromAt: at(-60), reason: 'noAccess' }])
      expect((await coveredIn(FORUM)).at(-1)?.toAt).toBe(at(5))
    }))

  it('does not grow over a time in which a space was taken off', () =>
    inClub(async ({ start, coveredIn, community }, _url, store) => {
      const bot = start()
      await bot.enter()
      bot.hear('MESSAGE_CREATE', said(3))
      const space = bot.reading.bound(SERVER, GENERAL)
      if (space === null) throw new Error('not bound')
      await store.communities.unbindSpace(community.id, space.id)
      await bot.reading.lookAgain(SERVER)
      bot.hear('MESSAGE_CREATE', said(9))
      await bot.stop()
      expect((await coveredIn(GENERAL)).at(-1)?.toAt).toBeLessThanOrEqual(at(3))
      expect((await coveredIn(FORUM)).at(-1)?.toAt).toBe(at(9))
    }))

  it('is written down at the end even where catching up never ends', () =>
    inClub(async ({ discord, start }) => {
      discord.answering = new Promise(() => undefined)
      const bot = start()
      bot.hear('READY', READY)
      bot.hear('GUILD_CREATE', GUILD)
      await vi.waitFor(() => expect(discord.asked.length).toBeGreaterThan(0))
      await bot.stop()
    }))
})

describe('events that are not as Discord describes them', () => {
  const names = Object.keys(DISPATCHES)
  const anything = fc.oneof(
    fc.anything(),
    fc.record(
      {
        id: fc.oneof(fc.constantFrom(SERVER, GENERAL, '', '99999999999999999999'), fc.anything()),
        guild_id: fc.constantFrom(SERVER, '404', 7, null),
        channel_id: fc.constantFrom(GENERAL, UNBOUND, 7, null),
        user: fc.oneof(fc.constant({ id: '101' }), fc.anything()),
        emoji: fc.oneof(fc.constant({ name: '👍' }), fc.anything()),
        author: fc.oneof(fc.constant({ id: '101' }), fc.anything()),
        type: fc.constantFrom(0, 7, 19, '0', Number.NaN),
        timestamp: fc.constantFrom('', 'soon', '2026-01-05T00:00:00Z'),
        ids: fc.oneof(fc.constant([]), fc.anything()),
        roles: fc.oneof(fc.constant([]), fc.anything()),
      },
      { requiredKeys: [] },
    ),
  )

  it('never throw, and are counted; the first of a kind are logged', () =>
    inClub(async ({ start, warned, told }, url) => {
      const bot = start()
      await bot.enter()
      fc.assert(
        fc.property(
          fc.constantFrom(...names, 'TYPING_START', '__proto__', 'constructor'),
          anything,
          (name, data) => {
            bot.hear(name, data)
          },
        ),
        { numRuns: 1_500 },
      )
      const before = warned.length
      for (let times = 0; times < 50; times += 1) bot.hear('MESSAGE_CREATE', { id: 'no id' })
      expect(bot.strange.get('MESSAGE_CREATE')).toBeGreaterThanOrEqual(50)
      expect(warned.length - before).toBeLessThanOrEqual(3)
      expect([...bot.strange.keys()].every((name) => names.includes(name))).toBe(true)
      expect(JSON.stringify(warned.slice(0, 3))).not.toContain('no id')
      expect(told.ready).toBe(1)
      await bot.stop()
      expect((await messagesIn(url)).length).toBeLessThan(1_500)
    }))
})
