/** What the simulator's own tests share: a club, a real Bolt, and the events that it receives. */
import { type App, type AppOptions, LogLevel, SocketModeReceiver, webApi } from '@slack/bolt'
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

/** An envelope as Slack's own client hands it on. */
export interface Heard {
  readonly type: string
  readonly body: JsonObject
  readonly retry: number
  readonly reason: string
  ack(): Promise<void>
}

/** Slack's own socket client, alone; it acknowledges what `hear` has taken without throwing. */
export async function openSocket(
  slack: Slack,
  hear: (heard: Heard) => unknown,
  options: { readonly clientPingTimeout?: number; readonly autoReconnectEnabled?: boolean } = {},
): Promise<SocketModeReceiver['client']> {
  const { client } = new SocketModeReceiver({
    appToken: slack.appToken,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } } },
    autoReconnectEnabled: false,
    ...options,
  })
  client.removeAllListeners('slack_event')
  client.on('slack_event', async ({ type, body, ack, retry_num, retry_reason }) => {
    const heard = {
      type: String(type),
      body: objectOf(body),
      retry: Number(retry_num ?? 0),
      reason: String(retry_reason ?? ''),
      ack,
    }
    const result = await hear(heard)
    if (result !== false) await ack()
  })
  onTestFinished(async () => {
    await Promise.race([
      client.disconnect().catch(() => {}),
      new Promise((resolve) => setTimeout(resolve, 200)),
    ])
  })
  await client.start()
  return client
}

/** A clean world without an app, gone when the test is over. */
export async function openSlack(options: SlackOptions = {}): Promise<{ readonly slack: Slack } & Club> {
  const slack = await startSlack({ rateLimits: false, ...options })
  onTestFinished(() => slack.close())
  return { slack, ...foundClub(slack) }
}

/** Slack's own client for the Web API, pointed here, which gives up at once. */
export const openWeb = (slack: Slack, token: string = slack.botToken): webApi.WebClient =>
  new webApi.WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: webApi.LogLevel.ERROR,
  })

/** The code of the error that a call is answered with. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'ok'
  } catch (error) {
    const data = objectOf(objectOf(error)['data'])
    return String(data['error'] ?? (error instanceof Error ? error.message : error))
  }
}
