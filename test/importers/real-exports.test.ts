/** The real exports, imported and counted a second time without any of the importers' code. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { importHistory } from '../../src/app/import-history.ts'
import { readDigest } from '../../src/core/participation/read-digest.ts'
import type { Store } from '../../src/core/ports.ts'
import { ENGINE_NAMES, type EngineName, withStore } from '../store/engines.ts'
import { countDiscord, countSlack } from './independent-counts.ts'

const DATA = path.resolve(import.meta.dirname, '../../../shared/data')
const EXPORTS = [
  { kind: 'slack', file: path.join(DATA, 'slack-export.zip'), countAll: countSlack },
  { kind: 'discord', file: path.join(DATA, 'discord-export.zip'), countAll: countDiscord },
] as const

/** The last so many weeks of the history. */
const WEEKS = [1, 4, 12, 52] as const
/** By kind of export and engine. */
const digests = new Map(EXPORTS.map(({ kind }) => [kind, new Map<EngineName, readonly unknown[]>()]))

async function digestsOf(store: Store): Promise<readonly unknown[]> {
  const [community] = await store.communities.list()
  const span = community === undefined ? null : await store.history.span(community.id)
  if (community === undefined || span === null) throw new Error('nothing was imported')
  const to = span.last + 1
  const told: unknown[] = []
  for (const weeks of WEEKS) told.push(await readDigest(store, community, { from: to - 7 * weeks, to }))
  return told
}

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
        digests.get(kind)?.set(engine, await digestsOf(store))
      })
    },
  )
})

test.for(EXPORTS)(
  'both engines tell the same of the real $kind export, to the last digit',
  ({ kind, file }, { skip }) => {
    skip(!existsSync(file), `${file} is not here, so the engines were not compared on it`)
    const told = digests.get(kind)
    expect(told?.get('sqlite')).toHaveLength(WEEKS.length)
    expect(told?.get('postgres')).toEqual(told?.get('sqlite'))
  },
)
