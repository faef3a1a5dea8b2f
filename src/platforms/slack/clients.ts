/**
 * Slack's own client for the Web API, one for each purpose: a client that is told to wait holds back everything that it
 * has to do, so what people wait for, and what is posted, never share one.
 */
import { type Logger, LogLevel, WebAPIPlatformError, WebClient } from '@slack/web-api'
import { z } from 'zod'

/** A request that is not answered by then has failed. */
const TIMEOUT_MS = 10_000

export interface ClientOptions {
  readonly token: string
  /** For a server of the same protocol; Slack's own unless told. */
  readonly apiUrl?: string
  /** Told of every code with which Slack refuses a request. */
  onRefused?(code: string): void
}

/** For answering people: tries once more where the connection breaks, and never waits for a limit. */
export const commandClient = (options: ClientOptions): WebClient =>
  clientOf(options, { retries: 1, minTimeout: 200 })

/** For posting: tries once, because a second try could make a second message. */
export const postingClient = (options: ClientOptions): WebClient => clientOf(options, { retries: 0 })

const clientOf = (
  { token, apiUrl, onRefused }: ClientOptions,
  retryConfig: { readonly retries: number; readonly minTimeout?: number },
): WebClient =>
  new WebClient(token, {
    retryConfig,
    timeout: TIMEOUT_MS,
    rejectRateLimitedCalls: true,
    logger: SILENT,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    ...(onRefused === undefined ? {} : { fetch: overhearing(onRefused) }),
  })

const refused = z.object({ ok: z.literal(false), error: z.string() })

/** `fetch` as it is, and whoever wants to know is told what was refused, wherever the error then goes. */
const overhearing =
  (onRefused: (code: string) => void): typeof fetch =>
  async (...asked) => {
    const response = await fetch(...asked)
    const read = refused.safeParse(
      await response
        .clone()
        .json()
        .catch(() => null),
    )
    if (read.success) onRefused(read.data.error)
    return response
  }

/** What goes wrong is thrown, and logged by whoever knows what it means, without a word of what was sent. */
const SILENT: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
}

/** Slack's code of why it refused a request; null where it is not Slack that said no. */
export const refusalOf = (error: unknown): string | null =>
  error instanceof WebAPIPlatformError ? error.data.error : null
