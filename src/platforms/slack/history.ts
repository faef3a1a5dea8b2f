/**
 * Slack's history over the Web API: pages of messages, replies, channels and people. It has a client and a budget of its
 * own, so that reading a year, or being told to wait, never keeps a command waiting.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { LogLevel, WebAPIRateLimitedError, WebClient } from '@slack/web-api'
import { z } from 'zod'
import { slackTimestamp } from '../../core/slack-message.ts'
import type { PlatformClock } from '../platform-clock.ts'
import { refusalOf } from './clients.ts'
import { createPace } from './pace.ts'
import {
  compareTs,
  type HistoryMessage,
  historyMessage,
  type WireChannel,
  type WireUser,
  wireChannel,
  wireUser,
} from './wire.ts'

/**
 * Requests a minute of each method. Slack allows 20, 50 and 100 to its tiers; some are left to those who answer people.
 * Source: Slack's documentation, «Rate limits».
 */
const BUDGETS = {
  'conversations.history': 45,
  'conversations.replies': 45,
  'conversations.info': 25,
  'conversations.list': 15,
  'reactions.get': 45,
  'users.info': 50,
  'users.list': 15,
} as const
type MethodName = keyof typeof BUDGETS

const TIMEOUT_MS = 30_000
const RETRIES = { retries: 2, minTimeout: 300, factor: 2 } as const
/** Messages asked for at once: what Slack advises, and what it gives at most where many are only looked through. */
export const PAGE = 200
export const LARGE_PAGE = 999
const LIST_PAGE = 500
/**
 * Apps that are distributed outside Slack's own directory get a page of fifteen a minute, whatever they ask for.
 * Source: docs.slack.dev, changelog of 29 May 2025.
 */
const LIMITED_PAGE = 15
const LIMITED_WAIT_SECONDS = 60

/** Slack says that the bot is not in the channel, that there is none, or that it has no leave. */
const NO_ACCESS: ReadonlySet<string | null> = new Set([
  'not_in_channel',
  'channel_not_found',
  'missing_scope',
  'no_permission',
  'access_denied',
  'team_access_not_granted',
])
const GONE: ReadonlySet<string | null> = new Set(['thread_not_found', 'message_not_found', 'no_reaction'])

export interface Page {
  /** The newest first. */
  readonly messages: readonly HistoryMessage[]
  /** Timestamps of everything in it, also of what could not be understood. */
  readonly keys: ReadonlySet<string>
  /** Where the next page begins; null where this is the last. */
  readonly cursor: string | null
  /** The moment of Slack's at which it was given: everything posted before is in it or heard live. */
  readonly at: number
}

/** A stretch of a channel, both ends within it. */
export interface Stretch {
  readonly oldest: string
  readonly latest: string
}

export interface SlackHistory {
  /** A page of a channel's main line, the newest first; broadcast replies stand in it too. */
  messages(channel: string, stretch: Stretch, limit: number, cursor: string | null): Promise<Page>
  /** A page of a thread from a moment on; its parent comes with every page. No messages where it is gone by now. */
  replies(channel: string, thread: string, oldest: string, cursor: string | null): Promise<Page>
  /** A message with everybody who put each reaction; null where it is gone by now. */
  reacted(channel: string, message: string): Promise<HistoryMessage | null>
  channels(): Promise<readonly WireChannel[]>
  channel(id: string): Promise<WireChannel>
  users(): Promise<readonly WireUser[]>
  user(id: string): Promise<WireUser>
  /** Whether Slack gives this app fifteen messages a minute and no more. */
  isLimited(): boolean
}

export interface HistoryOptions {
  readonly token: string
  /** Null for Slack itself. */
  readonly apiUrl: string | null
  readonly clock: PlatformClock
  readonly signal: AbortSignal
  /** How long a minute of Slack's limits is, for a server of the same protocol. */
  readonly minuteMs?: number
  /** Told of a thing that is not as Slack describes it; it is left out. */
  onStrange(what: string, error: z.ZodError): void
  /** Told once that Slack gives this app fifteen messages a minute. */
  onLimited(): void
  /** Told of every code with which Slack refuses a request. */
  onRefused(code: string): void
}

/** Whether Slack said that the bot may not read there, or that there is nothing there. */
export const isNoAccess = (error: unknown): boolean => NO_ACCESS.has(refusalOf(error))

const isGone = (error: unknown): boolean => GONE.has(refusalOf(error))

export function createHistory(options: HistoryOptions): SlackHistory {
  const { clock, signal, onStrange } = options
  let isLimited = false
  /** Slack's time of the answer that a request got: the client does not tell it. */
  const answered = new AsyncLocalStorage<{ at: number | null }>()
  const inHand = new Set<AbortController>()
  signal.addEventListener('abort', () => {
    for (const one of inHand) one.abort(signal.reason)
  })
  const client = new WebClient(options.token, {
    ...(options.apiUrl === null ? {} : { slackApiUrl: options.apiUrl }),
    retryConfig: RETRIES,
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    fetch: async (url, init) => {
      signal.throwIfAborted()
      const own = new AbortController()
      inHand.add(own)
      const timer = setTimeout(() => own.abort(new Error('Slack did not answer in time')), TIMEOUT_MS)
      try {
        const response = await fetch(url, { ...init, signal: own.signal })
        const body = await response.arrayBuffer()
        const told = answered.getStore()
        if (told !== undefined) told.at = clock.heard(response.headers.get('date'))
        return new Response(body, { status: response.status, headers: response.headers })
      } finally {
        clearTimeout(timer)
        inHand.delete(own)
      }
    },
  })
  const paces = new Map(
    Object.entries(BUDGETS).map(([method, perMinute]) => [
      method,
      createPace(perMinute, signal, options.minuteMs),
    ]),
  )

  const limit = (): void => {
    if (isLimited) return
    isLimited = true
    options.onLimited()
  }
  const ask = (method: MethodName, asked: Record<string, unknown>) => {
    const pace = paces.get(method) ?? createPace(BUDGETS[method], signal)
    return pace.turn(async (): Promise<{ found: unknown; at: number }> => {
      for (;;) {
        await pace.free()
        const told: { at: number | null } = { at: null }
        try {
          const found = await answered.run(told, () => client.apiCall(method, asked))
          return { found, at: told.at ?? clock.now() }
        } catch (error) {
          signal.throwIfAborted()
          const code = refusalOf(error)
          if (code !== null) options.onRefused(code)
          if (!(error instanceof WebAPIRateLimitedError)) throw error
          if (error.retryAfter >= LIMITED_WAIT_SECONDS && method === 'conversations.history') limit()
          pace.wait(error.retryAfter * 1000)
        }
      }
    })
  }

  /** The elements of a list that are as Slack describes them. */
  const each = <Shape>(list: readonly unknown[], shape: z.ZodType<Shape>, what: string): Shape[] =>
    list.flatMap((one) => {
      const read = shape.safeParse(one)
      if (read.success) return [read.data]
      onStrange(what, read.error)
      return []
    })

  const pageOf = ({ found, at }: { found: unknown; at: number }): Page & { readonly size: number } => {
    const page = messagePage.parse(found)
    const cursor = cursorIn(page)
    if (page.has_more === true && cursor === null) throw new Error('Slack tells of more and not where')
    const keys = each(page.messages, z.object({ ts: slackTimestamp }), 'message').map((one) => one.ts)
    const messages = each(page.messages, historyMessage, 'message').sort((a, b) => compareTs(b.ts, a.ts))
    return { messages, keys: new Set(keys), cursor, at, size: page.messages.length }
  }

  /** Everything in a list of several pages. */
  const all = async <Shape>(
    method: MethodName,
    asked: Record<string, unknown>,
    [field, shape]: readonly ['channels' | 'members', z.ZodType<Shape>],
  ): Promise<readonly Shape[]> => {
    const things: Shape[] = []
    for (let cursor: string | null = null; ; ) {
      const query = { ...asked, limit: LIST_PAGE, ...(cursor === null ? {} : { cursor }) }
      const page = listPage.parse((await ask(method, query)).found)
      things.push(...each(page[field] ?? [], shape, field))
      cursor = cursorIn(page)
      if (cursor === null) return things
    }
  }

  return {
    messages: async (channel, stretch, most, cursor) => {
      const asked = { channel, ...stretch, inclusive: true, limit: most }
      const answer = await ask('conversations.history', cursor === null ? asked : { ...asked, cursor })
      const { size, ...page } = pageOf(answer)
      if (size === LIMITED_PAGE && page.cursor !== null && most > LIMITED_PAGE) limit()
      return page
    },
    replies: async (channel, thread, oldest, cursor) => {
      const asked = { channel, ts: thread, oldest, inclusive: true, limit: PAGE }
      try {
        return pageOf(await ask('conversations.replies', cursor === null ? asked : { ...asked, cursor }))
      } catch (error) {
        if (!isGone(error)) throw error
        return { messages: [], keys: new Set(), cursor: null, at: clock.now() }
      }
    },
    reacted: async (channel, timestamp) => {
      try {
        const { found } = await ask('reactions.get', { channel, timestamp, full: true })
        return z.object({ message: historyMessage }).parse(found).message
      } catch (error) {
        if (!isGone(error)) throw error
        return null
      }
    },
    channels: () =>
      all('conversations.list', { types: 'public_channel,private_channel' }, ['channels', wireChannel]),
    channel: async (id) =>
      z.object({ channel: wireChannel }).parse((await ask('conversations.info', { channel: id })).found)
        .channel,
    users: () => all('users.list', {}, ['members', wireUser]),
    user: async (id) =>
      z.object({ user: wireUser }).parse((await ask('users.info', { user: id })).found).user,
    isLimited: () => isLimited,
  }
}

const metadata = z.object({ next_cursor: z.string().nullish() }).nullish()
const messagePage = z.object({
  messages: z.array(z.unknown()),
  has_more: z.boolean().nullish(),
  response_metadata: metadata,
})
const listPage = z.object({
  channels: z.array(z.unknown()).nullish(),
  members: z.array(z.unknown()).nullish(),
  response_metadata: metadata,
})

const cursorIn = (page: { response_metadata?: z.infer<typeof metadata> }): string | null =>
  page.response_metadata?.next_cursor || null
