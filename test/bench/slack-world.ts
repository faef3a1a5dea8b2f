/** A workspace for measuring, and the program served in it as always, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../../src/store/open.ts'
import { bindCommunity } from '../platforms/slack/serving.ts'
import type { Channel } from '../simulators/slack/model.ts'
import type { Person } from '../simulators/slack/person.ts'
import { type Slack, startSlack } from '../simulators/slack/start.ts'

const SECRET = 'a secret for the benchmark'
const ROOT = path.resolve(import.meta.dirname, '../..')
const PATIENCE_MS = 60_000
const SOCKETS = 2

/** One channel in which everybody is. */
export interface BenchWorkspace {
  readonly slack: Slack
  readonly channel: Channel
  readonly people: readonly Person[]
}

/** Nothing in it is limited or checked. */
export async function startBenchWorkspace(people: number): Promise<BenchWorkspace> {
  const slack = await startSlack({ rateLimits: false, validate: false, timing: { acknowledgeMs: 60_000 } })
  const channel = slack.createChannel({ name: 'build' })
  const members = Array.from({ length: people }, (_, index) =>
    slack.join({ name: `person-${index}`, in: [channel] }),
  )
  return { slack, channel, people: members }
}

/** Serves it, with the channel bound; resolves when both connections are open and what was said before is read. */
export async function serveWorkspace(
  { slack, channel }: BenchWorkspace,
  databaseUrl: string,
): Promise<ChildProcess> {
  const store = await openStore({ url: databaseUrl, secret: SECRET })
  const community = await bindCommunity(store, slack, [channel])
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'start'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      COMMONPLACE_KEY: SECRET,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
    },
  })
  await slack.connected(SOCKETS, PATIENCE_MS)
  const [space] = await store.communities.spaces(community.id)
  while (space !== undefined && (await store.coverage.covered(community.id, space.id)).length === 0)
    await sleep(100)
  await store.close()
  return child
}

/** Ends a program of these benchmarks. */
export async function stopProgram(program: ChildProcess | null): Promise<void> {
  if (program === null || program.exitCode !== null) return
  const gone = new Promise((resolve) => program.once('exit', resolve))
  program.kill('SIGTERM')
  await gone
}
