/** Putting a backup back: what it refuses, what it leaves, what people decided meanwhile, and a kill at any moment. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Store } from '../src/core/ports.ts'
import { nextSlot } from '../src/core/reflection/slot.ts'
import { english } from '../src/core/words/english.ts'
import { type RestoreCommand, runRestore } from '../src/restore.ts'
import { MIGRATIONS_TABLE } from '../src/store/migrate.ts'
import { openStore } from '../src/store/open.ts'
import { EVER, message, type Place, place, START } from './store/club.ts'
import { ENGINES, SECRET } from './store/engines.ts'

const NOW = Date.UTC(2024, 2, 6, 12)

interface Folder {
  readonly path: string
  readonly database: string
  readonly backup: string
  open(): Promise<Store>
  restore(given?: Partial<RestoreCommand>): Promise<string>
  messages(): Promise<number>
}

async function inFolder(work: (folder: Folder) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-restore-'))
  const database = path.join(folder, 'data', 'commonplace.db')
  const backup = path.join(folder, 'backup.db')
  const open = () => openStore({ url: `file:${database}`, secret: SECRET })
  try {
    await work({
      ...{ path: folder, database, backup, open },
      restore: async (given = {}) =>
        (
          await runRestore({
            ...{ url: `file:${database}`, secret: SECRET, serverDecisions: '/dev/null/none' },
            ...{ file: backup, decisions: null, now: NOW, words: english, onProgress: () => undefined },
            ...given,
          })
        ).join('\n'),
      messages: async () => {
        const store = await open()
        const [community] = await store.communities.list()
        const totals = community === undefined ? [] : await store.history.totals(community.id, EVER)
        await store.close()
        return totals.reduce((sum, one) => sum + one.messages, 0)
      },
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const say = (store: Store, { workspace }: Place, ...keys: readonly string[]) =>
  store.recording.record(
    workspace.id,
    keys.map((key, index) => message(key, key.slice(0, 3), START + index)),
    START,
  )

/** A backup with two messages, and a database with three. */
async function filled(folder: Folder): Promise<Place> {
  const store = await folder.open()
  const here = await place(store)
  await say(store, here, 'ada1', 'bob1')
  await store.backup(folder.backup)
  await say(store, here, 'cem1')
  await store.close()
  return here
}

const dataOf = ({ database }: Folder): string[] => readdirSync(path.dirname(database)).sort()

describe('restoring', () => {
  it('puts the backup in place, and keeps aside what was there', () =>
    inFolder(async (folder) => {
      await filled(folder)
      const said = await folder.restore()
      const aside = 'commonplace.db.until-2024-03-06T12-00-00'
      expect(dataOf(folder)).toEqual(['commonplace.db', aside])
      expect(said).toContain(`kept in ${folder.database.replace('commonplace.db', aside)}`)
      expect(said).toContain('Nobody erased themselves or paused')
      expect(statSync(folder.database).mode & 0o777).toBe(0o600)
      expect(await folder.messages()).toBe(2)
      copyFileSync(path.join(path.dirname(folder.database), aside), folder.database)
      expect(await folder.messages()).toBe(3)
    }))

  it('works where the database is gone, or broken with a log beside it', () =>
    inFolder(async (folder) => {
      await filled(folder)
      const store = await folder.open()
      await store.communities.workspace({ platform: 'slack', externalId: 'T2', name: 'another' })
      const [wal, whole] = [readFileSync(`${folder.database}-wal`), readFileSync(folder.database)]
      await store.close()
      writeFileSync(folder.database, Buffer.concat([Buffer.from('no database at all'), whole.subarray(18)]))
      writeFileSync(`${folder.database}-wal`, Buffer.alloc(wal.length, 1))
      expect(await folder.restore()).toContain('could not be read')
      const aside = 'commonplace.db.until-2024-03-06T12-00-00'
      expect(dataOf(folder)).toEqual(['commonplace.db', aside])
      expect(await folder.messages()).toBe(2)
      rmSync(folder.database)
      writeFileSync(`${folder.database}-wal`, wal)
      await folder.restore()
      expect(dataOf(folder)).toEqual(['commonplace.db', aside, `${aside}-2-wal`])
      expect(await folder.messages()).toBe(2)
      rmSync(path.dirname(folder.database), { recursive: true })
      expect(await folder.restore()).toContain('There was no database in its place')
      expect(await folder.messages()).toBe(2)
    }))

  it('refuses what would not do, and leaves the database as it was', () =>
    inFolder(async (folder) => {
      await filled(folder)
      const changed = (name: string, change: (file: string) => void): string => {
        const file = path.join(folder.path, name)
        copyFileSync(folder.backup, file)
        change(file)
        return file
      }
      const sql = (statement: string) => (file: string) => {
        const connection = new Sqlite(file)
        connection.exec(statement)
        connection.close()
      }
      const wrongs: [Partial<RestoreCommand>, string][] = [
        [{ file: path.join(folder.path, 'nowhere.db') }, 'There is no file'],
        [{ file: folder.path }, 'There is no file'],
        [{ file: folder.database }, 'not a backup of it'],
        [
          { file: changed('text', (file) => writeFileSync(file, 'only text, and a lot of it'.repeat(99))) },
          'is no database',
        ],
        [{ file: changed('other', sql('drop table setting')) }, 'none of Commonplace’s'],
        [
          { file: changed('new', sql(`insert into ${MIGRATIONS_TABLE} values ('later', 9999999999999)`)) },
          'newer Commonplace',
        ],
        [{ secret: 'quite another secret' }, 'made with another key'],
        [{ file: changed('cut', (file) => truncateSync(file, statSync(file).size - 9000)) }, 'is damaged'],
        [{ file: null }, 'Name the backup'],
        [{ url: ':memory:' }, 'lives in memory'],
        [{ url: 'mysql://here' }, 'DATABASE_URL is neither'],
        [{ file: null, decisions: folder.backup }, 'holds no decision'],
      ]
      for (const [given, sentence] of wrongs)
        await expect(folder.restore(given), sentence).rejects.toThrow(sentence)
      const store = await folder.open()
      await expect(folder.restore()).rejects.toThrow('is in use')
      await store.close()
      expect(dataOf(folder)).toEqual(['commonplace.db'])
      expect(await folder.messages()).toBe(3)
    }))

  it('does to the backup what people decided since, also where the database is lost', () =>
    inFolder(async (folder) => {
      const here = await filled(folder)
      const { id } = here.community
      const store = await folder.open()
      const memberOf = (person: string) => store.people.member(id, 'slack', person)
      await store.people.erase(id, await memberOf('ada'), { practices: 'remove' }, NOW)
      await store.people.pause(id, await memberOf('bob'), START + 5)
      await store.close()
      rmSync(folder.database)
      const said = await folder.restore()
      expect(said).toContain('1 person had erased themselves and 1 person had paused or ended a pause')
      const restored = await folder.open()
      await say(restored, here, 'ada1', 'bob1', 'cem1')
      await restored.recording.record(here.workspace.id, [message('bob2', 'bob', START + 6)], START)
      await restored.close()
      expect(await folder.messages()).toBe(2)
      // From a copy of the file, into whatever database there is.
      const copy = path.join(folder.path, 'copy.decisions')
      copyFileSync(`${folder.database}.decisions`, copy)
      rmSync(path.dirname(folder.database), { recursive: true })
      expect(await folder.restore({ decisions: copy })).toContain('1 person had erased themselves')
      expect(existsSync(`${folder.database}.decisions`)).toBe(true)
      expect(await folder.restore({ file: null, decisions: copy })).toContain('Nobody erased themselves')
    }))

  it('has a post looked for that may have been made since', () =>
    inFolder(async (folder) => {
      const store = await folder.open()
      const { community, workspace } = await place(store)
      const slot = { weekday: 0, hour: 9, minute: 0 }
      const nextSlotAt = nextSlot(slot, community.timeZone, START)
      await store.schedules.set({
        ...{ community: community.id, kind: 'digest', workspace: workspace.id, channel: 'C1', ...slot },
        nextSlotAt,
      })
      await store.backup(folder.backup)
      await store.close()
      await folder.restore()
      const restored = await folder.open()
      expect(await restored.outbox.open()).toMatchObject([
        { slotAt: nextSlotAt, state: 'sending', attempts: 1, triedAt: nextSlotAt },
      ])
      expect(await restored.schedules.due(NOW)).toEqual([])
      await restored.close()
    }))

  it('leaves the old or the new, whole, wherever it is killed', () =>
    inFolder(async (folder) => {
      await filled(folder)
      const script = `
        const { runRestore } = await import(${JSON.stringify(fileURLToPath(new URL('../src/restore.ts', import.meta.url)))})
        const { english } = await import(${JSON.stringify(fileURLToPath(new URL('../src/core/words/english.ts', import.meta.url)))})
        const { renameSync, readdirSync } = await import('node:fs')
        process.stdout.write('ready')
        for (let now = Date.now(); ; now += 1000)
          await runRestore({ url: ${JSON.stringify(`file:${folder.database}`)}, secret: ${JSON.stringify(SECRET)}, serverDecisions: '',
            file: ${JSON.stringify(folder.backup)}, decisions: null, now, words: english, onProgress: () => {} })`
      for (const killAfterMs of [60, 190]) {
        const store = await folder.open()
        const [community] = await store.communities.list()
        if (community === undefined) throw new Error('there is no community')
        const workspace = await store.communities.workspace({
          platform: 'slack',
          externalId: 'T1',
          name: 'T1',
        })
        await store.recording.record(workspace.id, [message('cem1', 'cem', START + 2)], START)
        await store.close()
        const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
        await once(child.stdout, 'data')
        await sleep(killAfterMs)
        child.kill('SIGKILL')
        await once(child, 'close')
        const connection = new Sqlite(folder.database)
        expect(connection.pragma('integrity_check', { simple: true })).toBe('ok')
        connection.close()
        expect([2, 3]).toContain(await folder.messages())
      }
      await folder.restore()
      expect(dataOf(folder).some((file) => file.includes('restoring'))).toBe(false)
    }))

  it('says how it is done on Postgres, and never the password', async () => {
    const database = await ENGINES.postgres()
    const given = { url: database.url, secret: SECRET, serverDecisions: '', now: NOW, words: english }
    const asked = runRestore({ ...given, file: '/b/x y.dump', decisions: null, onProgress: () => undefined })
    const said = await asked.then(String, String)
    const store = await openStore({ url: database.url, secret: SECRET })
    const backup = await store.backup('/b/x y.dump').then(String, String)
    await store.close()
    await database.drop()
    expect(said).toContain('pg_restore --no-owner --exit-on-error --single-transaction --dbname=')
    expect(said).toContain("_restored '/b/x y.dump'")
    expect(backup).toContain(
      "pg_dump --format=custom --no-owner --file='/b/x y.dump' postgres://commonplace@127",
    )
    expect(said + backup).not.toContain(':commonplace@')
  })
})
