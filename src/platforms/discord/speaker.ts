/**
 * Speaking where nobody asked: a post goes out once. While Discord remembers its nonce it is simply sent again; after that
 * the channel is searched for the mark that every post of ours bears, and only where it is missing is the post sent.
 */
import { createHash } from 'node:crypto'
import { DiscordAPIError, type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { MemberId } from '../../core/ids.ts'
import type { Reply } from '../../core/reply.ts'
import type { Once, Posted, PostProblem, Speaker, Told } from '../platform.ts'
import type { PlatformClock } from '../platform-clock.ts'
import { type Composed, type ComposeTools, compose } from './compose.ts'
import { markerOf } from './render.ts'
import type { Servers } from './servers.ts'
import { snowflake, snowflakeAt } from './snowflake.ts'

/** Discord knows a nonce for «a few minutes»; so long it is trusted to. */
const NONCE_TRUSTED_MS = 120_000
const NONCE_LENGTH = 25
const PAGE = 100
/** Pages of a channel that are searched for a post: more than anybody says in the hours it is tried. */
const SEARCHED_PAGES = 20
/** A post is looked for from a little before it was first tried. */
const SEARCH_MARGIN_MS = 60_000
const EPHEMERAL = 1 << 6

export interface SpeakerTools extends ComposeTools {
  readonly rest: Pick<REST, 'get' | 'post' | 'patch' | 'put'>
  readonly servers: Servers
  readonly audience: Speaker['audience']
  readonly clock: PlatformClock
  readonly log: ComposeTools['log']
}

const NOBODY: ReadonlyMap<MemberId, string> = new Map()

/** Discord's reasons why something cannot be posted. */
const PROBLEMS: ReadonlyMap<number | string, PostProblem> = new Map([
  [10003, 'gone'],
  [10008, 'gone'],
  [50001, 'forbidden'],
  [50013, 'forbidden'],
  [160006, 'forbidden'],
  [50008, 'invalid'],
  [50035, 'invalid'],
  [50006, 'invalid'],
])

/** Discord's reasons why somebody cannot be written to: they do not want it, share no server with the bot, or are gone. */
const CLOSED: ReadonlySet<number | string> = new Set([10013, 50007, 50033, 50278])

const made = z.object({ id: snowflake })
const found = z.array(
  z.object({
    id: snowflake,
    author: z.object({ id: snowflake }),
    components: z.array(z.object({ id: z.number().optional() })).nullish(),
  }),
)

export function createSpeaker(tools: SpeakerTools): Speaker {
  const { rest, servers, log } = tools

  /** What became of a request that makes or changes a message. */
  const outcome = async (work: Promise<unknown>): Promise<Told> => {
    try {
      return { kind: 'posted', message: made.parse(await work).id }
    } catch (error) {
      const reason = error instanceof DiscordAPIError ? PROBLEMS.get(error.code) : undefined
      log.warn({ err: error }, 'a post was not taken')
      if (error instanceof DiscordAPIError && CLOSED.has(error.code)) return { kind: 'closed' }
      return reason === undefined ? { kind: 'unknown' } : { kind: 'refused', reason }
    }
  }

  const isHere = ({ workspace }: { readonly workspace: string }): boolean => servers.all.has(workspace)

  /** The message of ours in a channel that bears a mark; null where there is none. */
  const search = async (channel: string, marker: number, since: number): Promise<string | null> => {
    let after = snowflakeAt(since)
    for (let pages = 0; pages < SEARCHED_PAGES; pages += 1) {
      const query = new URLSearchParams({ limit: String(PAGE), after })
      const page = found.parse(await rest.get(Routes.channelMessages(channel), { query }))
      const own = page.find((one) => one.author.id === servers.ownId() && one.components?.[0]?.id === marker)
      if (own !== undefined) return own.id
      const newest = page[0]
      if (page.length < PAGE || newest === undefined) return null
      after = newest.id
    }
    return null
  }

  const send = (channel: string, { body, files }: Composed, key: string): Promise<Told> =>
    outcome(
      rest.post(Routes.channelMessages(channel), {
        body: { ...withoutEphemeral(body), nonce: nonceOf(key), enforce_nonce: true },
        files: [...files],
      }),
    )

  /** Posts what is not there yet. */
  const postIn = async (channel: string, reply: Reply, { key, triedAt, community }: Once): Promise<Told> => {
    const marker = markOf(key)
    const messages = await compose(reply, tools, { community, personIds: NOBODY, marker })
    let first: Told = { kind: 'unknown' }
    for (const [at, message] of messages.entries()) {
      const isLate = triedAt !== null && tools.clock.now() - triedAt > NONCE_TRUSTED_MS
      const since = (triedAt ?? 0) - SEARCH_MARGIN_MS
      try {
        const there = isLate ? await search(channel, markerOf(marker, at), since) : null
        const posted: Told =
          there === null ? await send(channel, message, `${key}/${at}`) : { kind: 'posted', message: there }
        if (at === 0) first = posted
        if (posted.kind !== 'posted') return posted
      } catch (error) {
        log.warn({ err: error }, 'a channel could not be searched for a post')
        return { kind: 'unknown' }
      }
    }
    return first
  }

  return {
    platform: 'discord',
    audience: tools.audience,

    post: async (to, reply, once) =>
      isHere(to) ? inChannel(await postIn(to.channel, reply, once)) : { kind: 'refused', reason: 'away' },

    tell: async (to, reply, once) => {
      if (!isHere(to)) return { kind: 'refused', reason: 'away' }
      // The same conversation whenever it is opened.
      const opened = await outcome(rest.post(Routes.userChannels(), { body: { recipient_id: to.person } }))
      return opened.kind === 'posted' ? postIn(opened.message, reply, once) : opened
    },

    edit: async (to, message, reply, community) => {
      if (!isHere(to)) return { kind: 'refused', reason: 'away' }
      const [{ body, files }] = await compose(reply, tools, { community, personIds: NOBODY })
      const edited = await outcome(
        rest.patch(Routes.channelMessage(to.channel, message), {
          body: withoutEphemeral(body),
          files: [...files],
        }),
      )
      return inChannel(edited)
    },

    pin: async (to, message) => {
      if (!isHere(to)) return { kind: 'refused', reason: 'away' }
      const pinned = rest.put(Routes.channelMessagesPin(to.channel, message)).then(() => ({ id: message }))
      return inChannel(await outcome(pinned))
    },
  }
}

/** A channel is closed to nobody in particular. */
const inChannel = (told: Told): Posted =>
  told.kind === 'closed' ? { kind: 'refused', reason: 'forbidden' } : told

/** A post is for everybody who sees the channel. */
const withoutEphemeral = (body: Composed['body']): Composed['body'] => ({
  ...body,
  flags: body.flags & ~EPHEMERAL,
})

const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest()

/** The same for the same key, and never the same for two. */
const nonceOf = (key: string): string => digestOf(key).toString('base64url').slice(0, NONCE_LENGTH)

/** A positive number of 31 bits that a post is known again by. */
const markOf = (key: string): number => digestOf(key).readUInt32BE(0) & 0x7fffffff || 1
