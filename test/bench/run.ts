/** `npm run bench`: every benchmark, ours beside the limit from the same run. Takes a few minutes. */
import { startPostgres } from '../postgres-server.ts'
import type { BenchRow } from './bench.ts'
import { benchCharts } from './charts.ts'
import { benchImport } from './import.ts'
import { benchRecordingPostgres, benchRecordingSqlite } from './recording.ts'

function print(rows: readonly BenchRow[]): void {
  for (const { name, ours, limit, ratio, target, unit } of rows)
    process.stdout.write(
      `${name.padEnd(52)} ${round(ours).padStart(10)} ${round(limit).padStart(10)} ${unit.padEnd(14)} ${ratio.toFixed(2).padStart(6)}  target ${target}\n`,
    )
}

const round = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1)

process.stdout.write(
  `${''.padEnd(52)} ${'ours'.padStart(10)} ${'limit'.padStart(10)} ${''.padEnd(14)}  ratio\n`,
)
print(await benchRecordingSqlite())
const server = await startPostgres()
try {
  print(await benchRecordingPostgres(server.url))
} finally {
  await server.stop()
}
print(await benchImport())
print(await benchCharts())
