/**
 * Discord's history over REST: pages of messages, who reacted, and the threads there are. It has a client and a budget
 * of its own, so that reading a year never keeps a command waiting.
 */
import { DiscordAPIError, REST, RequestMethod, Routes } from 'discord.js'
import { z } from 'zod'
import type { PlatformClock } from '../platform-clock.ts'
import { compareIds, snowflake } from './snowflake.ts'
import {
  channel,
  member,
  message,
  user,
  type WireChannel,
  type WireMember,
  type WireMessage,
  type WireUser,
} from './wire.ts'

/** Discord allows 50 a second to everything a bot does; reading leaves half to the rest. */
const REQUESTS_PER_SECOND = 25
const TIMEOUT_MS = 15_000
const RETRIES = 4
/** What Discord gives at most, of messages, reactions' people and archived threads. */
export const PAGE = 100
/** The same of a server's members. */
export const MEMBER_PAGE = 1000

const NO_ACCESS = new Set<number | string>([10003, 10004, 50001, 50013])
/** Unknown channel, message and emoji. Source: Discord's API reference, «JSON Error Codes». */
const GONE = new Set<number | string>([10003, 10008, 10014])

/** Unknown member and user. */
const NO_MEMBER = new Set<number | string>([10007, 10013])

export interface Page {
  /** Newest first, as Discord gives them. */
  readonly messages: readonly WireMessage[]
  /** Ids of everything in it, also of what could not be understood. */
  readonly ids: ReadonlySet<string>
  /** Whether Discord gave fewer than asked for. */
  readonly isLast: boolean
  /** The moment of Discord's at which it was given: everything posted before is in it or heard live. */
  readonly at: number
}

export interface ArchivedThreads {
  readonly threads: readonly WireChannel[]
  readonly hasMore: boolean
  /** The moment of Discord's at which they were given. */
  readonly at: number
}

export interface DiscordHistory {
  /** The oldest messages after an id, or the newest before one. */
  messages(channel: string, edge: { after: string } | { before: string }): Promise<Page>
  /** Whether one message is there. Throws where the bot may not read it, unlike `messages`, which then gives none. */
  stands(channel: string, message: string): Promise<boolean>
  /** Everybody who put an emoji on a message; nobody where message or emoji are gone by now. */
  reactors(channel: string, message: string, emoji: Emoji, isBurst: boolean): Promise<readonly WireUser[]>
  activeThreads(server: string): Promise<readonly WireChannel[]>
  /** Public threads of a channel that were archived before a moment (null: the latest), latest first. */
  archivedThreads(channel: string, before: string | null): Promise<ArchivedThreads>
  channel(id: string): Promise<WireChannel>
  member(server: string, id: string): Promise<WireMember>
  /** Members of a server after an id, in order; `MEMBER_PAGE` at most. Refused without the intent for members. */
  members(server: string, after: string): Promise<readonly WireMember[]>
  roles(server: string): Promise<readonly { readonly id: string; readonly name: string }[]>
}

type Emoji = { readonly id?: string | null | undefined; readonly name?: string | null | undefined }

export interface HistoryOptions {
  readonly token: string
  readonly apiUrl: string | null
  readonly clock: PlatformClock
  readonly signal: AbortSignal
  /** Told of a thing that is not as Discord describes it; it is left out. */
  onStrange(what: string, error: z.ZodError): void
}

/** Whether Discord said that the bot may not read there, or that there is nothing there. */
export const isNoAccess = (error: unknown): boolean =>
  error instanceof DiscordAPIError && NO_ACCESS.has(error.code)

/** Whether Discord said that the thing is not there: somebody took it away while it was being read. */
export const isGone = (error: unknown): boolean => error instanceof DiscordAPIError && GONE.has(error.code)

/** Whether Discord said that somebody is not of a server. */
export const isNoMember = (error: unknown): boolean =>
  error instanceof DiscordAPIError && NO_MEMBER.has(error.code)

export function createHistory(options: HistoryOptions): DiscordHistory {
  const { clock, signal, onStrange } = options
  const rest = new REST({
    ...(options.apiUrl === null ? {} : { api: options.apiUrl }),
    version: '10',
    globalRequestsPerSecond: REQUESTS_PER_SECOND,
    timeout: TIMEOUT_MS,
    retries: RETRIES,
  }).setToken(options.token)

  /** One each: the library never takes its listeners off a signal, and ours outlives every request. */
  const inHand = new Set<AbortController>()
  signal.addEventListener('abort', () => {
    for (const one of inHand) one.abort(signal.reason)
  })
  const ask = async (fullRoute: `/${string}`, query: Record<string, string> = {}) => {
    signal.throwIfAborted()
    const method = RequestMethod.Get
    const own = new AbortController()
    inHand.add(own)
    try {
      const asked = { fullRoute, method, query: new URLSearchParams(query), signal: own.signal }
      const response = await rest.queueRequest(asked)
      const found: unknown = await response.json()
      return { found, at: clock.heard(response.headers.get('date')) }
    } finally {
      inHand.delete(own)
    }
  }
  const get = async (route: `/${string}`, query: Record<string, string> = {}): Promise<unknown> =>
    (await ask(route, query)).found

  /** The elements of a list that are as Discord describes them. */
  const each = <Shape>(list: unknown, shape: z.ZodType<Shape>, what: string): Shape[] => {
    if (!Array.isArray(list)) throw new Error(`Discord gave no list of ${what}s`)
    return list.flatMap((one: unknown) => {
      const read = shape.safeParse(one)
      if (read.success) return [read.data]
      onStrange(what, read.error)
      return []
    })
  }

  return {
    messages: async (id, edge) => {
      const { found: list, at } = await ask(Routes.channelMessages(id), { limit: String(PAGE), ...edge })
      const messages = each(list, message, 'message').sort((a, b) => compareIds(b.id, a.id))
      const ids = new Set(each(list, z.object({ id: snowflake }), 'message').map((one) => one.id))
      return { messages, ids, isLast: !Array.isArray(list) || list.length < PAGE, at }
    },

    stands: async (id, one) => {
      try {
        await get(Routes.channelMessage(id, one))
        return true
      } catch (error) {
        if (!isGone(error)) throw error
        return false
      }
    },

    reactors: async (id, of, emoji, isBurst) => {
      const people: WireUser[] = []
      const called = emoji.id == null ? (emoji.name ?? '') : `${emoji.name ?? '_'}:${emoji.id}`
      const route = Routes.channelMessageReaction(id, of, encodeURIComponent(called))
      for (let after = '0'; ; ) {
        const query = { limit: String(PAGE), after, ...(isBurst ? { type: '1' } : {}) }
        const list = await get(route, query).catch((error: unknown) => {
          if (isGone(error)) return []
          throw error
        })
        people.push(...each(list, user, 'person'))
        const last = people.at(-1)
        if (!Array.isArray(list) || list.length < PAGE || last === undefined) return people
        after = last.id
      }
    },

    activeThreads: async (server) =>
      each(threadsIn(await get(Routes.guildActiveThreads(server))).threads, channel, 'thread'),

    archivedThreads: async (id, before) => {
      const query = { limit: String(PAGE), ...(before === null ? {} : { before }) }
      const { found, at } = await ask(Routes.channelThreads(id, 'public'), query)
      const { threads, has_more: hasMore } = threadsIn(found)
      return { threads: each(threads, channel, 'thread'), hasMore: hasMore === true, at }
    },

    channel: async (id) => channel.parse(await get(Routes.channel(id))),
    member: async (server, id) => member.parse(await get(Routes.guildMember(server, id))),
    // One that is not as Discord describes it would end the list too soon: then the list is not believed.
    members: async (server, after) =>
      z.array(member).parse(await get(Routes.guildMembers(server), { limit: String(MEMBER_PAGE), after })),
    roles: async (server) => each(await get(Routes.guildRoles(server)), roleName, 'role'),
  }
}

const roleName = z.object({ id: snowflake, name: z.string() })

const threadList = z.object({ threads: z.array(z.unknown()), has_more: z.boolean().optional() })

const threadsIn = (found: unknown) => threadList.parse(found)
