import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { findsNothing } from '../../../src/core/vocabulary/finder.ts'
import { openHistory } from '../../../src/importers/open-history.ts'
import { openSource } from '../../../src/importers/source.ts'
import { listOf, objectOf } from '../discord/json.ts'
import { openSlack, openSocket } from './testing.ts'

describe('the export', () => {
  it('holds the public channels as our importer reads them', async () => {
    const { slack, ada, bob, build, mods, eve } = await openSlack({ startAt: Date.UTC(2026, 9, 1, 23, 59) })
    const parent = ada.post(build, 'How do I crimp this, @bob?')
    bob.react(parent, '👍')
    slack.advance(120_000)
    bob.reply(parent, 'With heat')
    bob.broadcast(parent, 'Everybody: with heat')
    const gone = ada.post(build, 'gone')
    ada.remove(gone)
    slack.postAsIntegration(build, 'Build 7')
    eve.post(mods, 'private')
    const folder = await mkdtemp(path.join(tmpdir(), 'slack-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await slack.exportTo(folder)
    expect((await readdir(folder)).sort()).toEqual([
      'build',
      'channels.json',
      'integration_logs.json',
      'users.json',
    ])
    expect(await readdir(path.join(folder, 'build'))).toEqual(['2026-10-01.json', '2026-10-02.json'])
    const read = async (file: string) => listOf(JSON.parse(await readFile(path.join(folder, file), 'utf8')))
    expect((await read('channels.json')).map((one) => objectOf(one)['name'])).toEqual([
      'general',
      'build',
      'random',
    ])
    const source = await openSource(folder)
    onTestFinished(() => source.close())
    const history = await openHistory(source, folder, findsNothing)
    const kinds: string[] = []
    for (const file of history.files)
      for await (const batch of file.read(new Map()))
        for (const one of batch.activities)
          kinds.push(one.kind === 'message' ? `message ${one.thread !== null}` : one.kind)
    expect(history.kind).toBe('slack')
    expect(kinds).toEqual(['message false', 'reaction', 'message true', 'message true'])
  })
})

describe('the flood', () => {
  it('sends many messages, and says how long each was unacknowledged', async () => {
    const { slack, ada, bob, build } = await openSlack({ validate: false })
    const seen = new Set<unknown>()
    await openSocket(slack, ({ body }) => seen.add(objectOf(body['event'])['ts']))
    const fast = await slack.flood(build, { count: 300, authors: [ada, bob], isKept: true, most: 100 })
    expect(fast.failed).toBe(0)
    expect(fast.latenciesMs).toHaveLength(300)
    expect([...seen]).toEqual(fast.timestamps)
    expect(slack.history(build)).toHaveLength(300)
    const paced = await slack.flood(build, { count: 10, authors: [ada], perSecond: 100 })
    expect(paced.elapsedMs).toBeGreaterThan(85)
    expect(slack.history(build)).toHaveLength(300)
  })
})
