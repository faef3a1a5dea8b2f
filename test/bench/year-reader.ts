/** One year's digest in a process of its own, ours or the plain one: what it took, and what it told. */
import type { Period } from '../../src/core/calendar.ts'
import { readDigest } from '../../src/core/participation/read-digest.ts'
import type { Community } from '../../src/core/ports.ts'
import { openStore } from '../../src/store/open.ts'
import { SECRET } from './year-data.ts'
import { plainDigest, type Told } from './year-plain.ts'

/** What is asked of the process. */
export interface ReadTask {
  readonly file: string
  readonly community: Community
  readonly period: Period
}

/** What it sends back. */
export interface ReadResult {
  readonly processorSeconds: number
  readonly seconds: number
  readonly peakMb: number
  readonly told: Told
}

const READERS = {
  ours: async ({ file, community, period }: ReadTask) => {
    const store = await openStore({ url: `file:${file}`, secret: SECRET, decisions: null })
    try {
      const { before: _, waiting: __, leaving: ___, ...told } = await readDigest(store, community, period)
      return told
    } finally {
      await store.close()
    }
  },
  plain: async ({ file, community, period }: ReadTask) => plainDigest(file, community, period),
} as const

process.once('message', async (task: ReadTask) => {
  const read = process.argv[2] === 'ours' ? READERS.ours : READERS.plain
  const usedBefore = process.cpuUsage()
  const startedAt = performance.now()
  const told = await read(task)
  const seconds = (performance.now() - startedAt) / 1_000
  const used = process.cpuUsage(usedBefore)
  const result: ReadResult = {
    processorSeconds: (used.user + used.system) / 1e6,
    seconds,
    peakMb: process.resourceUsage().maxRSS / 1024,
    told,
  }
  process.send?.(result, () => process.disconnect())
})
