/**
 * From Slack's sockets to committed rows and acknowledged, beside bare Bolt, which acknowledges at once and does nothing. Both
 * run in processes of their own, and are told as much as they acknowledge.
 */
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { type BenchRow, race } from './bench.ts'
import { startBareBolt } from './slack-bare.ts'
import { type BenchWorkspace, serveWorkspace, startBenchWorkspace, stopProgram } from './slack-world.ts'

const EVENTS = 20_000
const WARM_UP = 5_000
/** As many as may be on their way: Slack waits three seconds for each. */
const UNACKNOWLEDGED = 4_000
const PEOPLE = 200
const ROUNDS = 5

/** Events a second until the last one is acknowledged. */
export async function benchSlackSocket(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-bench-'))
  const file = path.join(folder, 'slack.db')
  const [ours, limit] = [await startBenchWorkspace(PEOPLE), await startBenchWorkspace(PEOPLE)]
  const programs: ChildProcess[] = []
  try {
    programs.push(await serveWorkspace(ours, `file:${file}`))
    programs.push(await startBareBolt(limit.slack))
    for (const one of [ours, limit]) await tell(one, WARM_UP)
    const told = await race(
      ROUNDS,
      EVENTS,
      () => tell(ours, EVENTS),
      () => tell(limit, EVENTS),
    )
    checkRows(file, WARM_UP + ROUNDS * EVENTS)
    return [
      {
        name: 'Slack socket to committed and acknowledged ÷ Bolt',
        ...told,
        target: '≥ 0.7',
        unit: 'events/s',
      },
    ]
  } finally {
    for (const program of programs) await stopProgram(program)
    for (const { slack } of [ours, limit]) await slack.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Seconds until all are acknowledged. A rate counts only where none was not. */
async function tell({ slack, channel, people }: BenchWorkspace, count: number): Promise<number> {
  const { failed, elapsedMs } = await slack.flood(channel, { count, authors: people, most: UNACKNOWLEDGED })
  if (failed > 0) throw new Error(`${failed} events were not acknowledged`)
  return elapsedMs / 1_000
}

function checkRows(file: string, told: number): void {
  const connection = new Sqlite(file, { readonly: true })
  const rows = connection.prepare('select count(*) from message').pluck().get()
  connection.close()
  if (rows !== told) throw new Error(`${String(rows)} of ${told} messages were recorded`)
}
