/** What stands in the bytes of a SQLite database's files. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { MemberId } from '../../src/core/ids.ts'
import { message, place, reaction, START } from './club.ts'
import { withStore } from './engines.ts'

const PEOPLE = 2_000
const MS_PER_DAY = 86_400_000
/** As Discord's are: nothing else in the file looks like it. */
const idOf = (index: number): string => `98765432100${1_000_000 + index}`

const fileOf = (url: string): string => url.slice('file:'.length)

function bytesOf(url: string): Buffer {
  const folder = path.dirname(fileOf(url))
  return Buffer.concat(readdirSync(folder).map((file) => readFileSync(path.join(folder, file))))
}

function ciphersOf(url: string): Map<number, string> {
  const connection = new Sqlite(fileOf(url), { readonly: true })
  const rows = connection.prepare('select member, cipher from identity').raw().all() as [number, string][]
  connection.close()
  return new Map(rows)
}

describe('the files of a SQLite database', () => {
  it('hold no byte of who erased themselves, nor of what they did', () =>
    withStore('sqlite', async (store, url) => {
      const { community, workspace } = await place(store)
      for (let start = 0; start < PEOPLE; start += 500)
        await store.recording.record(
          workspace.id,
          Array.from({ length: 500 }, (_, index) => [
            message(`unlikely-${start + index}`, idOf(start + index), START + index),
            reaction(`unlikely-${start + index}`, idOf((start + index + 1) % PEOPLE), START + index),
          ]).flat(),
          START,
        )
      const erased = Array.from({ length: 40 }, (_, index) => (index * 397) % PEOPLE)
      const ciphers = ciphersOf(url)
      const people: { index: number; member: MemberId; cipher: string }[] = []
      for (const index of erased) {
        const member = await store.people.member(community.id, 'slack', idOf(index))
        people.push({ index, member, cipher: ciphers.get(member) ?? 'missing' })
        await store.people.setName(community.id, member, 'slack', `Unforgettable ${index} X`)
        const what = `did something memorable ${index} X`
        const done = {
          what,
          member,
          practice: null,
          outcome: null,
          companions: [],
          platform: 'slack' as const,
          at: START,
        }
        await store.repertoire.did(community.id, done, Math.floor(START / MS_PER_DAY))
      }
      const before = bytesOf(url)
      for (const { cipher } of people) expect(before.includes(cipher)).toBe(true)
      for (const { member } of people)
        await store.people.erase(community.id, member, { practices: 'remove' }, START)
      const after = bytesOf(url)
      for (const { index, cipher } of people)
        for (const trace of [cipher, idOf(index), `Unforgettable ${index} X`, `memorable ${index} X`])
          expect(after.includes(trace), trace).toBe(false)
      expect(ciphersOf(url).size).toBe(PEOPLE - erased.length)
    }))

  it('are cleared as soon as nobody reads what stood in them', () =>
    withStore('sqlite', async (store, url) => {
      const { community, workspace } = await place(store)
      const ada = await store.people.member(community.id, 'slack', 'ada')
      await store.people.setName(community.id, ada, 'slack', 'Unforgettable Ada')
      // As a backup does, or another process: a moment that is held open.
      const reader = new Sqlite(fileOf(url), { readonly: true })
      reader.exec('begin')
      reader.prepare('select count(*) from member').get()
      await store.people.erase(community.id, ada, { practices: 'remove' }, START)
      expect(bytesOf(url).includes('Unforgettable Ada')).toBe(true)
      reader.close()
      await store.recording.record(workspace.id, [message('1', 'bo', START)], START)
      expect(bytesOf(url).includes('Unforgettable Ada')).toBe(false)
    }))

  it('hold no key of a message whose time is over', () =>
    withStore('sqlite', async (store, url) => {
      const { community, workspace } = await place(store)
      const old = START - 200 * MS_PER_DAY
      await store.recording.record(
        workspace.id,
        Array.from({ length: 300 }, (_, index) => message(`outdated-${index}-`, 'ada', old + index)),
        old,
      )
      await store.retention.seal(community.id, START, 90)
      await store.people.erase(
        community.id,
        await store.people.member(community.id, 'slack', 'bo'),
        { practices: 'keep' },
        START,
      )
      expect(bytesOf(url).includes('outdated-')).toBe(false)
    }))
})
