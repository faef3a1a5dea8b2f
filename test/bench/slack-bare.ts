/** Bolt as it comes, in a process of its own, with a listener that does nothing: the limit of the Slack benchmarks. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { App, LogLevel } from '@slack/bolt'
import type { Slack } from '../simulators/slack/start.ts'

const ARGUMENT = '--bare'

/** Starts it; resolves when it is connected. */
export async function startBareBolt(slack: Slack): Promise<ChildProcess> {
  const { apiUrl, botToken, appToken } = slack
  const child = fork(
    fileURLToPath(import.meta.url),
    [ARGUMENT, JSON.stringify({ apiUrl, botToken, appToken })],
    {
      execArgv: ['--import', 'tsx'],
    },
  )
  await slack.connected(1, 60_000)
  return child
}

if (process.argv[2] === ARGUMENT) {
  const { apiUrl, botToken, appToken } = JSON.parse(process.argv[3] ?? '') as Record<string, string>
  const app = new App({
    token: botToken ?? '',
    appToken: appToken ?? '',
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: apiUrl ?? '' },
  })
  app.message(async () => undefined)
  app.command(/.*/, async ({ ack }) => ack({ text: 'nothing' }))
  process.on('disconnect', () => process.exit())
  await app.start()
}
