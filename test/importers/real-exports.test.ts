/** The real exports, imported and counted a second time without any of the importers' code. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { importHistory } from '../../src/app/import-history.ts'
import { ENGINE_NAMES, withStore } from '../store/engines.ts'
import { countDiscord, countSlack } from './independent-counts.ts'

const DATA = path.resolve(import.meta.dirname, '../../../shared/data')
const EXPORTS = [
  { kind: 'slack', file: path.join(DATA, 'slack-export.zip'), countAll: countSlack },
  { kind: 'discord', file: path.join(DATA, 'discord-export.zip'), countAll: countDiscord },
] as const

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

describe.each(ENGINE_NAMES)('on %s', (engine) => {
  test.for(EXPORTS)(
    'the real $kind export comes to what an independent count gives, and once',
    async (one, { skip }) => {
      const { kind, file, countAll } = one
      skip(!existsSync(file), `${file} is not here, so the real export was not checked`)
      const { firstAt, lastAt, ...counts } = await countAll(file)
      await withStore(engine, async (store) => {
        const request = { store, path: file, community: 'Real', timeZone: null, channels: null, now: lastAt }
        const report = await importHistory(request)
        expect(report).toMatchObject({ kind, ...counts, failed: [], known: 0 })
        expect(report).toMatchObject({ from: day(firstAt), to: day(lastAt + 24 * 60 * 60 * 1000) })
        expect(await importHistory(request)).toEqual({ ...report, new: 0, known: report.new })
      })
    },
  )
})
