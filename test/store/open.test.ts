import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { MIGRATIONS_TABLE } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open.ts'
import { ENGINE_NAMES, ENGINES, SECRET, withStore } from './engines.ts'

const run = promisify(execFile)
const OPEN = fileURLToPath(new URL('../../src/store/open.ts', import.meta.url))

/** Runs a statement past the program. */
async function execute(url: string, statement: string): Promise<void> {
  if (url.startsWith('file:')) {
    const connection = new Sqlite(url.slice('file:'.length))
    connection.exec(statement)
    connection.close()
    return
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

describe.each(ENGINE_NAMES)('opening on %s', (engine) => {
  it('refuses a database of a newer program with a sentence, and leaves it alone', () =>
    withStore(engine, async (store, url) => {
      await store.close()
      await execute(url, `insert into ${MIGRATIONS_TABLE} values ('later', 9999999999999)`)
      await expect(openStore({ url, secret: SECRET })).rejects.toThrow('written by a newer Commonplace')
    }))

  it('refuses another key, because nobody could be recognised', () =>
    withStore(engine, async (_store, url) => {
      await expect(openStore({ url, secret: 'quite another secret' })).rejects.toThrow(
        'made with another key',
      )
    }))

  it('lets several processes start together on an empty database', async () => {
    const database = await ENGINES[engine]()
    const script = `const { openStore } = await import(${JSON.stringify(OPEN)}); const store = await openStore({ url: ${JSON.stringify(database.url)}, secret: ${JSON.stringify(SECRET)} }); await store.close(); console.log('opened')`
    const started = [1, 2, 3].map(() => run('node', ['--import', 'tsx', '--input-type=module', '-e', script]))
    for (const { stdout } of await Promise.all(started)) expect(stdout.trim()).toBe('opened')
    await database.drop()
  })
})

describe('addresses', () => {
  it('refuses what is neither a file nor a server', async () => {
    await expect(openStore({ url: 'mysql://here', secret: SECRET })).rejects.toThrow(
      'DATABASE_URL is neither',
    )
  })

  it('says what is wrong where no server answers', async () => {
    await expect(openStore({ url: 'postgres://a:b@127.0.0.1:1/c', secret: SECRET })).rejects.toThrow(
      'does not answer',
    )
  })

  it('says what is wrong where the file cannot be opened', async () => {
    await expect(openStore({ url: 'file:/dev/null/no/commonplace.db', secret: SECRET })).rejects.toThrow(
      'cannot be opened',
    )
  })
})
