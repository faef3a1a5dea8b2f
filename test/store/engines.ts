/** Both engines for the contract suite: a fresh SQLite file and a fresh Postgres database each. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { Store } from '../../src/core/ports.ts'
import { openStore } from '../../src/store/open.ts'

export const SECRET = 'a secret that only the tests use'

export interface FreshDatabase {
  readonly url: string
  drop(): Promise<void>
}

export const ENGINES = {
  sqlite: async (): Promise<FreshDatabase> => {
    const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-'))
    return {
      url: `file:${path.join(folder, 'commonplace.db')}`,
      drop: async () => rmSync(folder, { recursive: true, force: true }),
    }
  },
  postgres: async (): Promise<FreshDatabase> => {
    const name = `c${randomUUID().replaceAll('-', '')}`
    const server = inject('postgresUrl')
    await onServer(server, `create database ${name}`)
    return {
      url: `${server}/${name}`,
      drop: () => onServer(server, `drop database ${name} with (force)`),
    }
  },
} as const

export type EngineName = keyof typeof ENGINES
export const ENGINE_NAMES = Object.keys(ENGINES) as EngineName[]

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${url}/postgres` })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** Runs `work` with an empty store of one engine. */
export async function withStore<Result>(
  engine: EngineName,
  work: (store: Store, url: string) => Promise<Result>,
): Promise<Result> {
  const database = await ENGINES[engine]()
  const store = await openStore({ url: database.url, secret: SECRET })
  try {
    return await work(store, database.url)
  } finally {
    await store.close()
    await database.drop()
  }
}
