/**
 * `npm run bench`: every benchmark, ours beside the limit from the same run. Takes about ten minutes; `npm run bench --
 * discord` runs those whose names begin so.
 */
import { startPostgres } from '../postgres-server.ts'
import type { BenchRow } from './bench.ts'
import { benchCharts } from './charts.ts'
import { benchDiscordAnswers } from './discord-answers.ts'
import { benchDiscordGateway } from './discord-gateway.ts'
import { benchDiscordMemory } from './discord-memory.ts'
import { benchImport } from './import.ts'
import { benchNetwork } from './network.ts'
import { benchRecordingPostgres, benchRecordingSqlite } from './recording.ts'
import { benchSlackAnswers } from './slack-answers.ts'
import { benchSlackSocket } from './slack-socket.ts'
import { benchWords } from './words.ts'
import { benchYear } from './year.ts'

function print(rows: readonly BenchRow[]): void {
  for (const { name, ours, limit, ratio, target, unit } of rows)
    process.stdout.write(
      `${name.padEnd(52)} ${round(ours).padStart(10)} ${round(limit).padStart(10)} ${unit.padEnd(14)} ${(Number.isNaN(ratio) ? '–' : ratio.toFixed(2)).padStart(6)}  target ${target}\n`,
    )
}

/** A dash where there is nothing to put beside it. */
const round = (value: number): string =>
  Number.isNaN(value) ? '–' : value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1)

async function benchRecordingOnPostgres(): Promise<BenchRow[]> {
  const server = await startPostgres()
  try {
    return await benchRecordingPostgres(server.url)
  } finally {
    await server.stop()
  }
}

const BENCHES = {
  'recording-sqlite': benchRecordingSqlite,
  'recording-postgres': benchRecordingOnPostgres,
  import: benchImport,
  words: benchWords,
  charts: benchCharts,
  network: benchNetwork,
  'discord-gateway': benchDiscordGateway,
  'discord-answers': benchDiscordAnswers,
  'discord-memory': benchDiscordMemory,
  'slack-socket': benchSlackSocket,
  'slack-answers': benchSlackAnswers,
  year: benchYear,
} as const

const [wanted = ''] = process.argv.slice(2)
process.stdout.write(
  `${''.padEnd(52)} ${'ours'.padStart(10)} ${'limit'.padStart(10)} ${''.padEnd(14)}  ratio\n`,
)
for (const [name, bench] of Object.entries(BENCHES)) if (name.startsWith(wanted)) print(await bench())
