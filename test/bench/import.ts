/**
 * Importing history against the least that it could cost: parsing the same files. And whether its memory grows with
 * the export: the peak of a process that imports ten times as many messages, against one that imports them once. (The
 * page caches of SQLite's two connections fill up on the way, then stay so.)
 */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { importHistory } from '../../src/app/import-history.ts'
import { openStore } from '../../src/store/open.ts'
import { discordFile, discordMessage } from '../importers/exports.ts'
import { type BenchRow, race, secondsOf } from './bench.ts'

const ROUNDS = 5
const MESSAGES = 40_000
const TIMES_LARGER = 10
const PEOPLE = 500
const START = Date.UTC(2024, 0, 1)
const MS_PER_MESSAGE = 60_000
const NOW = Date.UTC(2026, 0, 1)
const SECRET = 'a secret that only the bench uses'

const keyOf = (index: number): string => String(1_200_000_000_000_000_000n + BigInt(index) * 4_194_304n)
const personOf = (index: number): string => `1000000000000${(index * 7_919) % PEOPLE}`

/** The importing process of `peakMegabytes`: it prints its peak. */
const MEMORY_ARGUMENT = '--import-and-tell-memory'

/** Measures both; takes about half a minute. */
export async function benchImport(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-bench-'))
  try {
    const small = path.join(folder, 'once.json')
    const larger = path.join(folder, 'larger.json')
    await writeChannel(small, MESSAGES)
    await writeChannel(larger, MESSAGES * TIMES_LARGER)
    return [await measureSpeed(folder, small), measureMemory(folder, small, larger)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureSpeed(folder: string, file: string): Promise<BenchRow> {
  let run = 0
  const ours = () =>
    secondsOf(async () => {
      const told = await importInto(path.join(folder, `speed-${run++}.db`), file)
      if (told !== MESSAGES) throw new Error(`${told} of ${MESSAGES} messages were imported`)
    })
  const limit = () => secondsOf(async () => void JSON.parse(readFileSync(file, 'utf8')))
  const rates = await race(ROUNDS, MESSAGES, ours, limit)
  return {
    name: 'importing history ÷ JSON.parse of the same file',
    ...rates,
    target: '≥ 0.3',
    unit: 'messages/s',
  }
}

function measureMemory(folder: string, once: string, larger: string): BenchRow {
  const limit = peakMegabytes(folder, once)
  const ours = peakMegabytes(folder, larger)
  return {
    name: `peak memory of importing ${TIMES_LARGER} times as much ÷ once`,
    ours,
    limit,
    ratio: ours / limit,
    target: '≤ 2',
    unit: 'MB',
  }
}

/** In a process of its own, so that nothing else that was measured counts. */
function peakMegabytes(folder: string, file: string): number {
  const database = path.join(folder, `memory-${path.basename(file)}.db`)
  const told = execFileSync(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(import.meta.url), MEMORY_ARGUMENT, database, file],
    { encoding: 'utf8', cwd: path.resolve(import.meta.dirname, '../..') },
  )
  return Number(told)
}

async function importInto(database: string, source: string): Promise<number> {
  const store = await openStore({ url: `file:${database}`, secret: SECRET })
  try {
    const report = await importHistory({
      store,
      path: source,
      community: 'Bench',
      timeZone: null,
      channels: null,
      now: NOW,
    })
    return report.messages
  } finally {
    await store.close()
  }
}

/** Writes a channel as DiscordChatExporter does, without holding it. */
async function writeChannel(file: string, messages: number): Promise<void> {
  const out = createWriteStream(file)
  const { messages: _, ...head } = discordFile([])
  out.write(`${JSON.stringify(head).slice(0, -1)},"messages":[`)
  for (let index = 0; index < messages; index++)
    if (!out.write(`${index === 0 ? '' : ','}${JSON.stringify(messageOf(index))}`)) await once(out, 'drain')
  out.end(']}')
  await finished(out)
}

/** Every fifth answers, every tenth is reacted to, every twentieth names somebody; the words are of usual length. */
function messageOf(index: number): object {
  const at = new Date(START + index * MS_PER_MESSAGE).toISOString()
  return discordMessage(keyOf(index), personOf(index), at.replace('Z', '+00:00'), {
    content: `${'words of a usual length '.repeat(1 + (index % 5))}${index % 7 === 0 ? '?' : '.'}`,
    ...(index % 5 === 4 && {
      type: 'Reply',
      reference: { messageId: keyOf(index - 1), channelId: '100', guildId: '900' },
    }),
    ...(index % 10 === 0 && {
      reactions: [{ emoji: { id: '', name: '🦊', code: 'fox' }, count: 2, users: [] }],
    }),
    ...(index % 20 === 0 && { mentions: [{ id: personOf(index + 1), name: 'somebody', isBot: false }] }),
  })
}

if (process.argv[2] === MEMORY_ARGUMENT) {
  const [database = '', file = ''] = process.argv.slice(3)
  await importInto(database, file)
  // In kilobytes, on every system.
  process.stdout.write(String(process.resourceUsage().maxRSS / 1024))
}
