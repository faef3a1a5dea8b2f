/**
 * How soon a slash command is acknowledged and answered in Slack while a thousand things a second are said, beside the same
 * calls in quiet. The program runs as it is served, in a process of its own.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BenchRow, quantile } from './bench.ts'
import { type BenchWorkspace, serveWorkspace, startBenchWorkspace, stopProgram } from './slack-world.ts'

const PEOPLE = 200
const EVENTS_A_SECOND = 1_000
/** In quiet and under load in turn, so many times, and in each so many calls. */
const ROUNDS = 3
const CALLS = 100
const APART_MS = 20
const PORTION = 200

interface Took {
  readonly acknowledged: number[]
  readonly answered: number[]
}

/** Milliseconds until the acknowledgement, and until the person sees the first answer. */
export async function benchSlackAnswers(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-bench-'))
  const world = await startBenchWorkspace(PEOPLE)
  const program = await serveWorkspace(world, `file:${path.join(folder, 'answers.db')}`)
  try {
    await call(world, { acknowledged: [], answered: [] })
    const quiet: Took = { acknowledged: [], answered: [] }
    const loaded: Took = { acknowledged: [], answered: [] }
    for (let round = 0; round < ROUNDS; round += 1) {
      await call(world, quiet)
      await underLoad(world, () => call(world, loaded))
    }
    const row = (name: string, which: keyof Took, share: number, target: string): BenchRow => {
      const [ours, limit] = [quantile(loaded[which], share), quantile(quiet[which], share)]
      return { name, ours, limit, ratio: ours / limit, target, unit: 'ms' }
    }
    return [
      row('Slack /help acknowledged, p50 under load ÷ in quiet', 'acknowledged', 0.5, '–'),
      row('Slack /help acknowledged, p99 under load ÷ in quiet', 'acknowledged', 0.99, '≤ 3'),
      row('Slack /help answered, p50 under load ÷ in quiet', 'answered', 0.5, '–'),
      row('Slack /help answered, p99 under load ÷ in quiet', 'answered', 0.99, '≤ 3'),
    ]
  } finally {
    await stopProgram(program)
    await world.slack.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function call({ slack, channel, people }: BenchWorkspace, took: Took): Promise<void> {
  const [asker] = people
  if (asker === undefined) throw new Error('nobody asks')
  for (let index = 0; index < CALLS; index += 1) {
    const startedAt = performance.now()
    await asker.slash('help', { in: channel })
    took.answered.push(performance.now() - startedAt)
    const envelope = slack.envelopes.findLast((one) => one.type === 'slash_commands')
    if (envelope?.acknowledgedMs == null) throw new Error('a command was not acknowledged')
    took.acknowledged.push(envelope.acknowledgedMs - startedAt)
    await sleep(APART_MS)
  }
}

/** A thousand messages a second for as long as the work takes. */
async function underLoad<Result>(
  { slack, channel, people }: BenchWorkspace,
  work: () => Promise<Result>,
): Promise<Result> {
  let isOver = false
  const portions: Promise<unknown>[] = []
  const portion = { count: PORTION, authors: people, perSecond: EVENTS_A_SECOND }
  // Each portion waits for its last acknowledgement; the next one does not wait for that.
  const speak = async (): Promise<void> => {
    while (!isOver) {
      portions.push(slack.flood(channel, portion))
      await sleep((PORTION / EVENTS_A_SECOND) * 1_000)
    }
    await Promise.all(portions)
  }
  const speaking = speak()
  try {
    return await work()
  } finally {
    isOver = true
    await speaking
  }
}
