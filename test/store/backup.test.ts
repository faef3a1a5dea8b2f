import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { EVER, message, place, START } from './club.ts'
import { SECRET, withStore } from './engines.ts'

const BATCH = 200

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-backup-'))
  try {
    await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('a backup', () => {
  it('is one moment of the database, whole, while it is written to', () =>
    withStore('sqlite', (store) =>
      inFolder(async (folder) => {
        const { community, workspace } = await place(store)
        let recorded = 0
        const batch = () => {
          const from = recorded
          recorded += BATCH
          return Array.from({ length: BATCH }, (_, index) =>
            message(`${from + index}`, `p${index % 50}`, START + from + index),
          )
        }
        while (recorded < 100 * BATCH) await store.recording.record(workspace.id, batch(), START)
        const before = recorded
        const file = path.join(folder, 'copy.db')
        const shares: number[] = []
        let isDone = false
        const copying = store
          .backup(file, (share) => shares.push(share))
          .then(() => {
            isDone = true
          })
        let meanwhile = 0
        while (!isDone) {
          await store.recording.record(workspace.id, batch(), START)
          meanwhile += 1
          // Lets the copy take its next step, as everything that waits for a network does.
          await new Promise((resolve) => setImmediate(resolve))
        }
        await copying
        expect(meanwhile).toBeGreaterThan(0)
        expect(shares.length).toBeGreaterThan(1)
        expect(shares).toEqual(shares.toSorted((a, b) => a - b))
        expect(shares.at(-1)).toBe(1)
        expect(readdirSync(folder)).toEqual(['copy.db'])
        expect(statSync(file).mode & 0o777).toBe(0o600)

        const copy = await openStore({ url: `file:${file}`, secret: SECRET })
        const totals = await copy.history.totals(community.id, EVER)
        const messages = totals.reduce((sum, row) => sum + row.messages, 0)
        let rows = 0
        for await (const _row of copy.history.messages(community.id, 0, START * 2)) rows += 1
        expect(messages).toBe(rows)
        expect(rows % BATCH).toBe(0)
        expect(rows).toBeGreaterThanOrEqual(before)
        expect(rows).toBeLessThan(recorded)
        await copy.close()
      }),
    ))

  it('overwrites nothing, and wants a folder', () =>
    withStore('sqlite', (store) =>
      inFolder(async (folder) => {
        const taken = path.join(folder, 'taken.db')
        writeFileSync(taken, 'mine')
        await expect(store.backup(taken)).rejects.toThrow('exists already')
        expect(statSync(taken).size).toBe(4)
        await expect(store.backup(path.join(folder, 'no', 'copy.db'))).rejects.toThrow('There is no folder')
        expect(existsSync(path.join(folder, 'no'))).toBe(false)
        await store.backup(path.join(folder, 'copy.db'))
        expect(readdirSync(folder).sort()).toEqual(['copy.db', 'taken.db'])
      }),
    ))

  it('leaves nothing behind where it cannot be written', () =>
    withStore('sqlite', async (store) => {
      await expect(store.backup('/dev/null/copy.db')).rejects.toThrow('There is no folder')
      await expect(store.backup('/proc/copy.db')).rejects.toThrow('cannot be written')
    }))

  it('says how to do it instead where the database is no file', async () => {
    const memory = await openStore({ url: ':memory:', secret: SECRET })
    await expect(memory.backup('/tmp/never.db')).rejects.toThrow('lives in memory')
    await memory.close()
    await withStore('postgres', async (store) => {
      await expect(store.backup('/tmp/never.db')).rejects.toThrow('pg_dump')
    })
  })
})
