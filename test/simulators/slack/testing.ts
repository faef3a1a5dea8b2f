/** What the simulator's own tests share: a club, a real Bolt, and the events that it receives. */
import type { App, AppOptions } from '@slack/bolt'
import { onTestFinished } from 'vitest'
import { type JsonObject, objectOf } from '../discord/json.ts'
import { type Club, createApp, foundClub } from './club.ts'
import { type Slack, type SlackOptions, startSlack } from './start.ts'

/** A test's world. */
export interface Stage extends Club {
  readonly slack: Slack
  readonly app: App
  /** Events as the app received them, wrapper and all. */
  readonly received: JsonObject[]
  /** Waits until an event of this type has come that fits. */
  waitFor(type: string, fits?: (event: JsonObject) => boolean): Promise<JsonObject>
}

/** Starts a world with a connected app; both are gone when the test is over. */
export async function setStage(
  options: {
    readonly slack?: SlackOptions
    readonly app?: Partial<AppOptions>
    readonly before?: (slack: Slack, club: Club) => void
    readonly isConnected?: boolean
  } = {},
): Promise<Stage> {
  const slack = await startSlack({ rateLimits: false, ...options.slack })
  const club = foundClub(slack)
  options.before?.(slack, club)
  const app = createApp(slack, options.app)
  const received: JsonObject[] = []
  app.use(async ({ body, next }) => {
    if ('event' in body) received.push(objectOf(JSON.parse(JSON.stringify(body))))
    await next()
  })
  onTestFinished(async () => {
    await app.stop().catch(() => {})
    // Stopping does not wait for the sockets to close.
    await slack.until(() => slack.sockets.length === 0, 'the app to disconnect', 500).catch(() => {})
    await slack.close()
  })
  if (options.isConnected !== false) {
    await app.start()
    await slack.connected()
  }
  return {
    ...club,
    slack,
    app,
    received,
    async waitFor(type, fits = () => true) {
      const find = () => {
        const events = received.map((body) => objectOf(body['event']))
        return events.find((event) => event['type'] === type && fits(event))
      }
      await slack.until(() => find() !== undefined, type)
      return find() ?? {}
    },
  }
}
