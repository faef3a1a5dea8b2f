/** The program as `npm start` runs it, over a made-up Discord and a made-up Slack, in this process. */
import { expect } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { Store } from '../../src/core/ports.ts'
import { english } from '../../src/core/words/english.ts'
import { createLog } from '../../src/log.ts'
import { serve } from '../../src/serve.ts'
import type { Discord } from '../simulators/discord/start.ts'
import type { Slack } from '../simulators/slack/start.ts'
import { SECRET } from '../store/engines.ts'
import { discordAccess, slackAccess } from './bot-process.ts'

/** Both platforms. */
export interface Platforms {
  readonly discord: Discord
  readonly slack: Slack
}

/**
 * Serves both until the work is done, and nothing kept it from serving. `now` is the clock that the program takes as it starts,
 * where it is not this machine's; the platforms' clients keep this machine's time, because a connection that has been silent for
 * weeks would be dead to them.
 */
export async function serveBoth<Result>(
  { discord, slack }: Platforms,
  { store, url, now }: { readonly store: Store; readonly url: string; readonly now?: () => number },
  work: () => Promise<Result>,
): Promise<Result> {
  const leaving = new AbortController()
  const lines: string[] = []
  const troubles: string[] = []
  const ownNow = Date.now
  if (now !== undefined) Date.now = now
  const serving = serve({
    config: readConfig({ DATABASE_URL: url, ...discordAccess(discord), ...slackAccess(slack) }),
    ...{ store, secret: SECRET, words: english, log: createLog('silent'), leaving: leaving.signal },
    onServing: (line) => lines.push(line),
    onTrouble: (line) => troubles.push(line),
  })
  const result = await playing().finally(async () => {
    Date.now = ownNow
    leaving.abort()
    await serving
  })
  expect(troubles).toEqual([])
  expect(lines.at(-1)).toBe(english.operator.serving.stopped)
  return result

  async function playing(): Promise<Result> {
    await discord.until(() => discord.commands.length > 0 && lines.length === 2, 'both to be served')
    Date.now = ownNow
    return work()
  }
}
