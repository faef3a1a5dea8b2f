import { rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ImportProgress, type ImportRequest, importHistory } from '../../src/app/import-history.ts'
import { Refusal } from '../../src/core/errors.ts'
import type { ImportReport } from '../../src/core/import-report.ts'
import type { Store } from '../../src/core/ports.ts'
import {
  asFolder,
  asZip,
  discordFile,
  discordMessage,
  type Files,
  inFolder,
  replaced,
  slackMessage,
  writeBytes,
  zipBytes,
} from '../importers/exports.ts'
import { ENGINE_NAMES, withStore } from '../store/engines.ts'

const NOW = Date.UTC(2026, 0, 1)

const request = (store: Store, file: string, more: Partial<ImportRequest> = {}): ImportRequest => ({
  store,
  path: file,
  community: 'Makers',
  timeZone: null,
  channels: null,
  now: NOW,
  ...more,
})

/** Imports an export given as files into an empty SQLite store, then lets `look` see what came of it. */
async function imported<Result>(
  files: Files,
  look: (report: ImportReport, store: Store, folder: string) => Promise<Result> | Result,
  more: Partial<ImportRequest> = {},
): Promise<Result> {
  return inFolder((folder) =>
    withStore('sqlite', async (store) =>
      look(await importHistory(request(store, asFolder(folder, files), more)), store, folder),
    ),
  )
}

const USERS = ['U1', 'U2', 'U3'].map((id) => ({ id, team_id: 'T1', is_bot: false }))
const CHANNELS = [
  { id: 'C1000001', name: 'general' },
  { id: 'C1000002', name: 'workshop' },
]
const SLACK: Files = {
  'users.json': USERS,
  'channels.json': CHANNELS,
  'general/2024-03-30.json': [
    slackMessage('1711800000.000100', 'U1', { subtype: 'channel_join' }),
    slackMessage('1711810000.000100', 'U1', {
      text: 'who crimped it, <@U2>?',
      thread_ts: '1711810000.000100',
      reactions: [{ name: 'eyes', users: ['U1', 'U2', 'U3'], count: 3 }],
    }),
    slackMessage('1711810000.000200', 'U2', { thread_ts: '1711810000.000100', text: '<@U1> I did' }),
    slackMessage('1711810000.000300', 'U1', { thread_ts: '1711810000.000100' }),
    slackMessage('1711810000.000400', 'U3', { subtype: 'channel_topic' }),
  ],
  'general/2024-03-31.json': [
    // 23:30 UTC is the first of April in Paris, after the clocks have changed.
    slackMessage('1711927800.000100', 'U3', { text: '<@U1> <@U2>' }),
  ],
}
const DAY = 24 * 60 * 60 * 1000

const discordDay = (channel: object, ...ids: readonly number[]): object =>
  discordFile(
    ids.map((id) => discordMessage(String(id), String((id % 3) + 1), new Date(id * DAY).toISOString())),
    channel,
  )

describe.each(ENGINE_NAMES)('on %s', (engine) => {
  test('an export is told as it is, and reading it again adds nothing', () =>
    inFolder((folder) =>
      withStore(engine, async (store) => {
        const first = await importHistory(
          request(store, await asZip(folder, SLACK), { timeZone: 'Europe/Paris' }),
        )
        expect(first).toEqual({
          community: 'Makers',
          kind: 'slack',
          files: 2,
          spaces: 2,
          members: 3,
          messages: 4,
          replies: 1,
          mentions: 3,
          reactions: 2,
          joins: 1,
          from: '2024-03-30',
          to: '2024-04-02',
          new: 7,
          known: 0,
          skipped: { channel_topic: 1 },
          failed: [],
        })
        const again = await importHistory(request(store, asFolder(folder, SLACK)))
        expect(again).toEqual({ ...first, new: 0, known: 7 })
      }),
    ))

  test('a large file that breaks is taken back whole, and the rest goes on', () =>
    inFolder((folder) =>
      withStore(engine, async (store) => {
        const ids = Array.from({ length: 25_000 }, (_, index) => index + 1)
        const lines = ids.map((id) =>
          JSON.stringify(discordMessage(String(id), '1', '2024-03-31T10:00:00+00:00')),
        )
        const { messages: _, ...head } = discordFile([])
        const broken = `${JSON.stringify(head).slice(0, -1)},"messages":[\n${lines.join(',\n')},\n{"id":`
        const source = asFolder(folder, {
          'a.json': broken,
          'b.json': discordDay({ id: '101', name: 'other' }, 19_000),
        })
        const report = await importHistory(request(store, source))
        expect(report).toMatchObject({ files: 1, spaces: 1, messages: 1, new: 1 })
        expect(report.failed).toMatchObject([
          { file: 'a.json', reason: expect.stringMatching(/^line 25002, byte \d+: /) },
        ])
        const [community] = await store.communities.list()
        const spaces = await store.communities.spaces(community?.id ?? never())
        expect(spaces.map((space) => space.externalId)).toEqual(['101'])
      }),
    ))
})

function never(): never {
  throw new Error('there is no community')
}

test('the same messages in any order and cut into any files come to the same', async () => {
  const reports: ImportReport[] = []
  const days = Object.entries(SLACK)
  for (const files of [days, days.toReversed()])
    reports.push(await imported(Object.fromEntries(files), (report) => report))
  expect(reports[1]).toEqual(reports[0])
})

test('a broken file leaves nothing of it, small or large, and is named', () =>
  imported(
    {
      ...SLACK,
      'general/2024-04-01.json':
        '[{"type":"message","user":"U1","text":"a","ts":"1711970000.000100"},\n{"ts":',
    },
    (report) => {
      expect(report).toMatchObject({ files: 2, messages: 4, new: 7 })
      expect(report.failed).toEqual([
        {
          file: 'general/2024-04-01.json',
          reason: 'line 2, byte 75: the file ends in the middle; it may have been cut off on its way.',
        },
      ])
    },
  ))

test('entries with paths that lead out of a ZIP are named, the others are read', () =>
  inFolder((folder) =>
    withStore('sqlite', async (store) => {
      const bytes = replaced(await zipBytes({ ...SLACK, 'zz/zz.json': '[]' }), 'zz/zz.json', '../zz.json')
      const report = await importHistory(request(store, writeBytes(folder, 'export.zip', bytes)))
      expect(report).toMatchObject({ files: 2, messages: 4, failed: [{ file: '../zz.json' }] })
    }),
  ))

describe('channels that are picked', () => {
  const files: Files = {
    'a.json': discordDay({ id: '100', name: 'general' }, 19_000),
    'b.json': discordDay({ id: '101', name: 'Questions' }, 19_001),
    'c.json': discordDay(
      { id: '200', type: 'GuildPublicThread', name: 'how', categoryId: '101', category: 'Questions' },
      19_002,
    ),
  }

  test.each([
    [['#questions'], 2, 1],
    [['101'], 2, 1],
    [['general', ' QUESTIONS '], 3, 2],
  ])('%s', (channels, count, spaces) =>
    imported(files, (report) => expect(report).toMatchObject({ files: count, messages: count, spaces }), {
      channels,
    }),
  )

  test('in Slack, with the spaces that no file tells of', () =>
    imported(
      SLACK,
      (report) => expect(report).toMatchObject({ files: 0, messages: 0, spaces: 1, from: null, to: null }),
      {
        channels: ['workshop'],
      },
    ))

  test('one that there is not is refused with the nearest, and nothing is written', () =>
    inFolder((folder) =>
      withStore('sqlite', async (store) => {
        const asked = importHistory(request(store, asFolder(folder, files), { channels: ['genral'] }))
        await expect(asked).rejects.toThrow(
          'There is no channel “genral” in this export. Did you mean general?',
        )
        const none = importHistory(request(store, asFolder(folder, files), { channels: [' '] }))
        await expect(none).rejects.toThrow(Refusal)
        expect(await store.communities.list()).toEqual([])
      }),
    ))
})

describe('the community', () => {
  test('a wrong path or time zone leaves nothing', () =>
    inFolder((folder) =>
      withStore('sqlite', async (store) => {
        const source = asFolder(folder, SLACK)
        await expect(importHistory(request(store, path.join(folder, 'nothing')))).rejects.toThrow(
          'There is nothing at',
        )
        await expect(importHistory(request(store, source, { timeZone: 'Mars/Olympus' }))).rejects.toThrow(
          'Mars/Olympus',
        )
        await expect(
          importHistory(request(store, asFolder(`${folder}/x`, { 'a.json': {} }))),
        ).rejects.toThrow('Slack export')
        expect(await store.communities.list()).toEqual([])
      }),
    ))

  test('its time zone stays what it was made with', () =>
    imported(
      SLACK,
      async (_, store, folder) => {
        const source = asFolder(folder, SLACK)
        const other = importHistory(request(store, source, { timeZone: 'America/New_York' }))
        await expect(other).rejects.toThrow('lives in Europe/Paris')
        await importHistory(request(store, source, { community: 'MAKERS', timeZone: 'Europe/Paris' }))
        expect(await store.communities.list()).toMatchObject([
          { name: 'Makers', timeZone: 'Europe/Paris', isLive: false },
        ])
      },
      { timeZone: 'Europe/Paris' },
    ))

  test('a space of another community is named, not taken', () =>
    imported(SLACK, async (_, store, folder) => {
      const report = await importHistory(request(store, asFolder(folder, SLACK), { community: 'Others' }))
      expect(report.new).toBe(0)
      expect(report.failed.map((one) => one.reason).join()).toContain(
        'belongs to the community “Makers” already',
      )
    }))
})

test('an export without users.json joins the workspace that its channels are bound from', () =>
  imported(SLACK, async (_, store, folder) => {
    const { 'users.json': __, ...without } = SLACK
    rmSync(path.join(folder, 'export'), { recursive: true })
    const again = await importHistory(request(store, asFolder(folder, without)))
    expect(again).toMatchObject({ new: 0, known: 7, messages: 4 })
  }))

test('and a fuller export joins what came without users.json', () => {
  const { 'users.json': _, ...without } = SLACK
  return imported(without, async (first, store, folder) => {
    const again = await importHistory(request(store, asFolder(folder, SLACK)))
    expect(again).toEqual({ ...first, new: 0, known: 7 })
  })
})

test('years 1970 and 2100 and a clock-change day', () =>
  imported(
    {
      'a.json': discordFile([
        discordMessage('1', '1', '1970-01-01T00:00:00+00:00'),
        discordMessage('2', '2', '2024-03-31T01:30:00+01:00'),
        discordMessage('3', '2', '2100-12-31T23:30:00+00:00'),
      ]),
    },
    (report) => expect(report).toMatchObject({ messages: 3, from: '1970-01-01', to: '2101-01-02' }),
    { timeZone: 'Europe/Paris' },
  ))

test('a day of two hundred thousand messages', () => {
  const messages = Array.from({ length: 200_000 }, (_, index) =>
    slackMessage(
      `${1_711_800_000 + Math.floor(index / 4)}.${String(index).padStart(6, '0')}`,
      `U${index % 50}`,
    ),
  )
  return imported({ 'channels.json': CHANNELS, 'general/2024-03-30.json': messages }, (report) =>
    expect(report).toMatchObject({ messages: 200_000, members: 50, new: 200_000, failed: [] }),
  )
})

test('progress goes up to the end', async () => {
  const told: ImportProgress[] = []
  await imported(SLACK, () => {}, { onProgress: (progress) => told.push(progress) })
  expect(told.at(-1)).toMatchObject({ file: 'general/2024-03-31.json' })
  expect(told.at(-1)?.doneBytes).toBe(told.at(-1)?.totalBytes)
  for (const [index, { doneBytes }] of told.entries())
    expect(doneBytes).toBeGreaterThanOrEqual(told[index - 1]?.doneBytes ?? 0)
})
