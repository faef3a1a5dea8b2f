/** `commonplace doctor` against databases in every state: it says what is so, changes nothing, and prints no secret. */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import type { DatabaseLook, Finding } from '../../src/core/examination.ts'
import { lookAtDatabase } from '../../src/store/look.ts'
import { MIGRATIONS_TABLE } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open.ts'
import { message, place, reaction, START } from '../store/club.ts'
import { ENGINE_NAMES, ENGINES, SECRET, withStore } from '../store/engines.ts'
import { examineAs, spoken } from './examining.ts'

const DAY_MS = 86_400_000

async function filled(url: string): Promise<void> {
  const store = await openStore({ url, secret: SECRET })
  const { workspace, community, space } = await place(store)
  const talk = ['ada', 'bob', 'cem'].flatMap((person, at) => [
    message(`${person}1`, person, START + at * DAY_MS),
    reaction(`${person}1`, at === 0 ? 'bob' : 'ada', START + at * DAY_MS),
  ])
  await store.recording.record(workspace.id, talk, START)
  await store.recording.cover(community.id, space.id, START, START + DAY_MS)
  await store.close()
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-doctor-'))
  try {
    await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a folder holds, byte for byte. */
const contentOf = (folder: string): string[] =>
  readdirSync(folder).map(
    (file) =>
      `${file} ${createHash('sha256')
        .update(readFileSync(path.join(folder, file)))
        .digest('hex')}`,
  )

const lookAt = (url: string): Promise<DatabaseLook> =>
  lookAtDatabase({ url, now: START + 5 * DAY_MS, onProgress: () => undefined })

describe('the database', () => {
  it('is told of in every state, and stays byte for byte what it was', () =>
    inFolder(async (folder) => {
      const states: [string, (file: string) => void, Partial<Finding>, string][] = [
        ['as it is', () => undefined, { severity: 'fine' }, 'is up to date (SQLite'],
        [
          'text',
          (file) => writeFileSync(file, 'no database, but a lot of text'.repeat(400)),
          { severity: 'broken' },
          'is broken',
        ],
        ['gone', (file) => rmSync(file), { severity: 'fine' }, 'the first start makes it'],
        [
          'newer',
          sql(`insert into ${MIGRATIONS_TABLE} values ('later', 9999999999999)`),
          { severity: 'broken' },
          'newer version',
        ],
        [
          'older',
          sql(
            `delete from ${MIGRATIONS_TABLE} where created_at = (select max(created_at) from ${MIGRATIONS_TABLE})`,
          ),
          { severity: 'look' },
          'older version',
        ],
        ['another', sql(`drop table ${MIGRATIONS_TABLE}`), { severity: 'broken' }, 'none of Commonplace’s'],
        [
          'torn',
          (file) => writeFileSync(file, readFileSync(file).fill(7, 40_960, 53_248)),
          { severity: 'broken' },
          'is broken',
        ],
      ]
      for (const [name, change, finding, sentence] of states) {
        const data = path.join(folder, name)
        mkdirSync(data, { mode: 0o700 })
        const file = path.join(data, 'commonplace.db')
        await filled(`file:${file}`)
        change(file)
        const before = contentOf(data)
        const { findings, isBroken } = await examineAs({ DATABASE_URL: `file:${file}` })
        const told = findings.find((one) => one.check === 'database')
        expect(told, name).toMatchObject(finding)
        expect(told?.says, name).toContain(sentence)
        expect(contentOf(data), name).toEqual(before)
        expect(isBroken, name).toBe(finding.severity === 'broken')
      }
    }))

  it('is waited for no longer than a moment where another process has it for itself', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'commonplace.db')
      await filled(`file:${file}`)
      const alone = new Sqlite(file)
      alone.pragma('locking_mode = EXCLUSIVE')
      alone.exec('begin exclusive')
      const { findings } = await examineAs({ DATABASE_URL: `file:${file}` })
      alone.close()
      expect(spoken(findings, 'database')).toEqual([expect.stringContaining('for itself at the moment')])
    }))

  it.each(ENGINE_NAMES)(
    'fits together on %s, also while it is written to, and says where it does not',
    (engine) =>
      withStore(engine, async (store, url) => {
        await filled(url)
        const [workspace] = await store.communities.workspaces('slack')
        if (workspace === undefined) throw new Error('there is no workspace')
        const writing = store.recording.record(workspace.id, [message('dan1', 'dan', START)], START)
        const whole = await lookAt(url)
        await writing
        expect(whole).toMatchObject({ state: 'current', engine })
        expect([...(whole.contents?.oddities.values() ?? [])]).toEqual([0, 0, 0, 0, 0])
        expect((await lookAt(url)).isInUse).toBe(true)
        for (const statement of [
          'delete from member where id = 1',
          'update daily set messages = messages + 1 where member = 2',
          'insert into erased select community, hash, 1, null from identity where member = 3',
          `insert into covered values (1, 1, ${START + 5}, ${START + 9})`,
        ])
          await execute(url, statement)
        expect([...((await lookAt(url)).contents?.oddities ?? [])]).toEqual([
          ['identityWithoutMember', 1],
          ['erasedStillHere', 1],
          ['actsOfNobody', 3],
          ['coveredTwice', 1],
          ['dailyNotRaw', 2],
        ])
        const { findings, isBroken } = await examineAs({ DATABASE_URL: url })
        expect(isBroken).toBe(true)
        expect(spoken(findings, 'tables')).toEqual([
          '1 identity belongs to nobody.',
          '1 person who erased themselves is still in the database.',
          '3 daily counts are of somebody who is not there.',
          '1 stretch of what has been read lies over another.',
          'On 2 days the daily counts are not what the messages and reactions come to.',
        ])
      }),
  )

  it('on a server that does not answer is told of without its password', async () => {
    const url = 'postgres://ann:very-secret@127.0.0.1:1/club'
    const { findings, text } = await examineAs({ DATABASE_URL: url })
    expect(spoken(findings, 'database')[0]).toContain('127.0.0.1:1/club does not answer')
    expect(text).not.toContain('very-secret')
    const { findings: strange } = await examineAs({ DATABASE_URL: 'mysql://ann:very-secret@here' })
    expect(spoken(strange, 'database')[0]).toContain('neither a file nor a Postgres server')
    const fresh = await ENGINES.postgres()
    expect(await lookAt(fresh.url)).toMatchObject({ state: 'notOurs' })
    await fresh.drop()
  })
})

describe('the key and the file of decisions', () => {
  it('are told of where they do not fit', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'commonplace.db')
      await filled(`file:${file}`)
      const given = { DATABASE_URL: `file:${file}` }
      const say = async (more: Record<string, string>, check: string): Promise<Finding | undefined> =>
        (await examineAs({ ...given, ...more })).findings.find((one) => one.check === check)
      expect(await say({}, 'key')).toMatchObject({ severity: 'fine' })
      expect(await say({ COMMONPLACE_KEY: 'quite another secret' }, 'key')).toMatchObject({
        severity: 'broken',
        says: expect.stringContaining('not the one that this database was made with'),
      })
      expect(await say({ COMMONPLACE_KEY: 'short' }, 'key')).toMatchObject({ severity: 'broken' })
      expect(await say({}, 'decisions')).toMatchObject({ says: expect.stringContaining('Nobody has') })
      writeFileSync(`${file}.decisions`, 'x')
      rmSync(file)
      expect(await say({}, 'database')).toMatchObject({ severity: 'broken' })
    }))

  it('are told of beside a configuration that is refused', async () => {
    const { findings, isBroken } = await examineAs({
      DATABASE_URL: 'file:/nowhere/x.db',
      DISCORD_TOKEN: 'no',
    })
    expect(isBroken).toBe(true)
    expect(spoken(findings, 'configuration')[0]).toContain('DISCORD_TOKEN does not look like')
    expect(spoken(findings, 'database')[0]).toContain('There is no database /nowhere/x.db yet')
  })
})

const sql = (statement: string) => (file: string) => {
  const connection = new Sqlite(file)
  connection.exec(statement)
  connection.close()
}

async function execute(url: string, statement: string): Promise<void> {
  if (url.startsWith('file:')) return sql(statement)(url.slice('file:'.length))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
