/** Fresh databases for scripts, copied from one that is set up already, and what befalls them from outside. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { databaseFile, openStore } from '../../src/store/open.ts'
import { patiently } from './patient.ts'
import { forgetConnections } from './sqlite-connections.ts'

/** The engines that scripts are played on. */
export const ENGINE_NAMES = ['sqlite', 'postgres'] as const
export type EngineName = (typeof ENGINE_NAMES)[number]

/** The key of every bot here. */
export const SECRET = 'a secret that only the chaos uses'

export interface ChaosDatabase {
  readonly url: string
  /** Somebody else holds the lock for writing for so long. Resolves when it is let go. */
  beBusy(ms: number): Promise<void>
  /** Lets nothing more be added; where the bot must be asked to see it so, `fill` is for the bot. */
  setFull(isFull: boolean): Promise<void>
  /** Cuts every connection to it, in whatever it is doing. */
  cut(): Promise<void>
  drop(): Promise<void>
}

export interface Databases {
  fresh(): Promise<ChaosDatabase>
  /** Takes a message out of a database behind everybody's back: whoever judges must notice. */
  forget(url: string): Promise<void>
  close(): Promise<void>
}

/** Files in memory: a kill leaves them as it leaves those on a disk, and nobody waits for a disk. */
const IN_MEMORY = '/dev/shm'

/** SQLite files in a folder of their own. */
export async function sqliteDatabases(): Promise<Databases> {
  const folder = mkdtempSync(path.join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'commonplace-chaos-'))
  const template = path.join(folder, 'template.db')
  await (await openStore({ url: `file:${template}`, secret: SECRET })).close()
  let made = 0
  return {
    fresh: async () => {
      made += 1
      const own = mkdtempSync(path.join(folder, `${made}-`))
      const file = path.join(own, 'commonplace.db')
      copyFileSync(template, file)
      return {
        url: `file:${file}`,
        beBusy: async (ms) => {
          const other = new Sqlite(file, { timeout: 2_000 })
          try {
            other.exec('begin immediate')
            await sleep(ms)
            other.exec('rollback')
          } finally {
            other.close()
          }
        },
        // How much a file may grow is a matter of each connection: see `sqlite-connections.ts`.
        setFull: async () => undefined,
        cut: async () => undefined,
        drop: async () => {
          forgetConnections(file)
          rmSync(own, { recursive: true, force: true })
        },
      }
    },
    forget: async (url) => {
      const file = new Sqlite(databaseFile(url))
      file.exec('delete from message where key = (select min(key) from message where is_deleted = 0)')
      file.close()
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Databases of one server. */
export async function postgresDatabases(serverUrl: string): Promise<Databases> {
  const admin = new pg.Pool({ connectionString: `${serverUrl}/postgres`, max: 2 })
  admin.on('error', () => undefined)
  const own = `chaos_${process.pid}`
  let made = 0
  await admin.query(`create database ${own}_template`)
  await (await openStore({ url: `${serverUrl}/${own}_template`, secret: SECRET })).close()
  const cut = async (name: string): Promise<void> => {
    await patiently(() =>
      admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]),
    )
  }
  return {
    fresh: async () => {
      made += 1
      const name = `${own}_${made}`
      await patiently(() =>
        admin.query(`create database ${name} template ${own}_template strategy file_copy`),
      )
      const url = `${serverUrl}/${name}`
      return {
        url,
        beBusy: (ms) =>
          patiently(() =>
            onClient(url, async (client) => {
              await client.query('begin')
              await client.query('lock table message, covered in access exclusive mode')
              await sleep(ms)
              await client.query('rollback')
            }),
          ),
        setFull: (isFull) =>
          patiently(() => onClient(url, (client) => client.query(isFull ? FULL : NOT_FULL))),
        cut: () => cut(name),
        drop: async () => void (await patiently(() => admin.query(`drop database ${name} with (force)`))),
      }
    },
    forget: (url) =>
      onClient(url, (client) =>
        client.query('delete from message where key = (select min(key) from message where not is_deleted)'),
      ),
    close: async () => {
      await admin.query(`drop database ${own}_template with (force)`)
      await admin.end()
    },
  }
}

/** The server's own words for a disk that is full, at every table that grows. */
const FULL = `
  create or replace function no_room() returns trigger language plpgsql as $$
  begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
  create or replace trigger no_room before insert on message for each row execute function no_room();
  create or replace trigger no_room before insert on reaction for each row execute function no_room();
  create or replace trigger no_room before insert on covered for each row execute function no_room();
  create or replace trigger no_room before insert on gap for each row execute function no_room();`
const NOT_FULL = 'drop function if exists no_room() cascade'

async function onClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  // It may be cut with all the others.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
