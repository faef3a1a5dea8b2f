/** A database of the first version, with people in it, brought up to date. */
import { readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { keyringOf } from '../../src/store/keys.ts'
import { MIGRATIONS_TABLE } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open.ts'
import { message, START } from './club.ts'
import { ENGINE_NAMES, ENGINES, type EngineName, SECRET } from './engines.ts'

const keys = keyringOf(SECRET)
const folderOf = (engine: EngineName) => new URL(`../../migrations/${engine}/`, import.meta.url)

async function execute(url: string, statements: readonly string[]): Promise<void> {
  if (url.startsWith('file:')) {
    const connection = new Sqlite(url.slice('file:'.length))
    for (const statement of statements) connection.exec(statement)
    connection.close()
    return
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

/** What the first version would have made and stored. */
function firstVersion(engine: EngineName): string[] {
  const yes = engine === 'sqlite' ? '1' : 'true'
  const no = engine === 'sqlite' ? '0' : 'false'
  const journal = JSON.parse(readFileSync(new URL('meta/_journal.json', folderOf(engine)), 'utf8'))
  const schema = readFileSync(new URL('0000_foundation.sql', folderOf(engine)), 'utf8')
  const identity = (person: string, member: number) =>
    `insert into identity values (1, '${keys.hash('slack', person)}', ${member}, 'slack', '${keys.encrypt(person)}')`
  return [
    ...schema.split('--> statement-breakpoint'),
    `create table ${MIGRATIONS_TABLE} (hash text not null, created_at bigint primary key)`,
    `insert into ${MIGRATIONS_TABLE} values ('first', ${journal.entries[0].when})`,
    `insert into setting values ('keyFingerprint', '${keys.fingerprint}')`,
    `insert into workspace (platform, external_id, name) values ('slack', 'T1', 'T1')`,
    `insert into community (name, name_key, time_zone, is_live, created_at) values ('Robotics', 'robotics', 'UTC', ${yes}, 1)`,
    `insert into space values (1, 1, 1, 'C1', 'general')`,
    `insert into sequence values (1, 'member', 3), (0, 'space', 2)`,
    `insert into member values (1, 1, 'Ada', null), (1, 2, null, ${START})`,
    identity('ada', 1),
    identity('bo', 2),
    `insert into message values (1, 1, '1', 1, ${START}, null, null, null, '2', 5, ${no}, ${no}, 19783)`,
    `insert into daily values (1, 19783, 1, 1, 1, 0, 0)`,
    `insert into practice values (1, 1, 'Crimping', 'so', '', 1, 7)`,
    `insert into gap values (1, 1, 5, 9, 'away')`,
    `insert into erased values (1, '${keys.hash('slack', 'cy')}', 3)`,
  ]
}

describe.each(ENGINE_NAMES)('a database of the first version on %s', (engine) => {
  it('keeps what it holds, pauses too', async () => {
    const database = await ENGINES[engine]()
    try {
      await execute(database.url, firstVersion(engine))
      const store = await openStore({ url: database.url, secret: SECRET })
      const [community] = await store.communities.list()
      if (community === undefined) throw new Error('the community is gone')
      expect(community).toMatchObject({ name: 'Robotics', purpose: '', isLive: true })
      const [space] = await store.communities.spaces(community.id)
      expect(space).toMatchObject({ isBound: true, readFromAt: null, workspace: { removedAt: null } })
      const ada = await store.people.member(community.id, 'slack', 'ada')
      expect(await store.people.dataOf(community.id, ada)).toMatchObject({
        ...{
          identities: [{ platform: 'slack', externalId: 'ada', name: 'Ada' }],
          pauses: [],
          messages: [{ key: '1' }],
        },
        practices: [{ name: 'Crimping', sharedAt: 7 }],
      })
      expect(await store.repertoire.practices(community.id)).toMatchObject([
        { name: 'Crimping', how: 'so', link: null, sharer: ada, platform: 'slack' },
      ])
      const bo = await store.people.member(community.id, 'slack', 'bo')
      expect(await store.people.dataOf(community.id, bo)).toMatchObject({
        pauses: [{ fromAt: START, toAt: null }],
      })
      expect(await store.history.gaps(community.id)).toEqual([
        { space: space?.id, fromAt: 5, toAt: 9, reason: 'away' },
      ])
      const told = ['ada', 'bo', 'cy'].map((person) => message(`after ${person}`, person, START + 1))
      if (space === undefined) throw new Error('the space is gone')
      expect(await store.recording.record(space.workspace.id, told, START)).toEqual({
        ...{ new: 1, known: 0, ignored: 2 },
      })
      await store.close()
    } finally {
      await database.drop()
    }
  })
})
