/**
 * Speaking where nobody asked: a post goes out once. Every message of ours bears its key where nobody sees it; what may
 * have arrived is looked for by that key, and only where it is missing is it sent again. Slack could still commit a
 * message after it was looked for; a minute is left between, and a request is over after ten seconds.
 */
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Reply } from '../../core/reply.ts'
import type { Once, Posted, PostProblem, Speaker, Told } from '../platform.ts'
import { shownOf } from './answer-bodies.ts'
import type { Team } from './caller.ts'
import { refusalOf } from './clients.ts'
import { type ComposeTools, composed, withoutPictures } from './compose.ts'
import { COMMAND } from './manifest.ts'
import { METADATA_EVENT, type MessageBody, markerOf, type RenderOptions, render } from './render.ts'
import type { Slash } from './slash.ts'

/** What was tried a shorter while ago may still be on its way. */
const SETTLED_AFTER_MS = 60_000
/** A post is looked for from so long before it was first tried: this machine's clock is not Slack's. */
const SEARCH_MARGIN_MS = 5 * 60_000
const PAGE = 200
/** Pages that are searched: more than anybody says in the hours in which a post is tried. */
const SEARCHED_PAGES = 20

export interface SlackSpeakerTools extends ComposeTools {
  /** Made by `postingClient`, and used for nothing else. */
  readonly client: Pick<WebClient, 'chat' | 'conversations' | 'pins'>
  readonly team: Team
  readonly audience: Speaker['audience']
  /** The command as it is written in this workspace, without its slash. */
  readonly command?: string
  readonly now: () => number
}

/** Slack's reasons why something cannot be posted. */
const PROBLEMS: ReadonlyMap<string, PostProblem> = new Map([
  ['channel_not_found', 'gone'],
  ['is_archived', 'gone'],
  ['message_not_found', 'gone'],
  ['cant_update_message', 'gone'],
  ['not_in_channel', 'forbidden'],
  ['restricted_action', 'forbidden'],
  ['restricted_action_read_only_channel', 'forbidden'],
  ['missing_scope', 'forbidden'],
  ['no_permission', 'forbidden'],
  ['permission_denied', 'forbidden'],
  ['not_pinnable', 'forbidden'],
  ['invalid_blocks', 'invalid'],
  ['invalid_blocks_format', 'invalid'],
  ['invalid_arguments', 'invalid'],
  ['msg_too_long', 'invalid'],
  ['msg_blocks_too_long', 'invalid'],
  ['no_text', 'invalid'],
  ['account_inactive', 'away'],
  ['invalid_auth', 'away'],
  ['not_authed', 'away'],
  ['team_access_not_granted', 'away'],
  ['token_revoked', 'away'],
])

/** Slack's reasons why somebody cannot be written to: they do not want it, or are not in the workspace any more. */
const CLOSED: ReadonlySet<string> = new Set([
  'cannot_dm_bot',
  'cannot_dm_user',
  'messages_tab_disabled',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
])

const found = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z.object({ event_type: z.string(), event_payload: z.looseObject({}) }).nullish(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
})

export function createSlackSpeaker(tools: SlackSpeakerTools): Speaker {
  const { client, team, program, log, now } = tools
  const slash: Slash = {
    name: tools.command ?? COMMAND,
    commands: program.commands.map((one) => one.name),
  }
  const isHere = ({ workspace }: { readonly workspace: string }): boolean => workspace === team.id

  /** What became of a request that makes or changes a message. */
  const outcome = async (work: Promise<{ readonly ts?: string }>): Promise<Told> => {
    try {
      const { ts } = await work
      return ts === undefined ? { kind: 'unknown' } : { kind: 'posted', message: ts }
    } catch (error) {
      log.warn({ err: error }, 'a post was not taken')
      const refusal = refusalOf(error) ?? ''
      if (CLOSED.has(refusal)) return { kind: 'closed' }
      const reason = PROBLEMS.get(refusal)
      return reason === undefined ? { kind: 'unknown' } : { kind: 'refused', reason }
    }
  }

  /** The messages of ours in a channel by the keys that they bear, from a moment on. */
  const search = async (channel: string, since: number): Promise<Map<string, string>> => {
    const known = new Map<string, string>()
    let cursor = ''
    for (let pages = 0; pages < SEARCHED_PAGES; pages += 1) {
      const read = found.parse(
        await client.conversations.history({
          ...{ channel, oldest: (since / 1000).toFixed(6), inclusive: true, limit: PAGE },
          include_all_metadata: true,
          ...(cursor === '' ? {} : { cursor }),
        }),
      )
      for (const { ts, metadata } of read.messages) {
        const key = metadata?.event_type === METADATA_EVENT ? metadata.event_payload['key'] : undefined
        if (typeof key === 'string') known.set(key, ts)
      }
      cursor = read.response_metadata?.next_cursor ?? ''
      if (cursor === '') return known
    }
    throw new Error('there is too much in the channel to look through')
  }

  const optionsFor = (reply: Reply, community: Parameters<Speaker['edit']>[3], channel: string) =>
    composed(reply, tools, {
      ...{ community, slash, personIds: new Map() },
      conversation: async () => channel,
    })

  const send = (channel: string, body: MessageBody): Promise<Told> =>
    outcome(client.chat.postMessage({ channel, ...body }))

  /** Posts what is not there yet. */
  const postIn = async (channel: string, reply: Reply, { key, triedAt, community }: Once): Promise<Told> => {
    if (triedAt !== null && now() - triedAt < SETTLED_AFTER_MS) return { kind: 'unknown' }
    /** By the keys that they bear. */
    let there = new Map<string, string>()
    try {
      if (triedAt !== null) there = await search(channel, triedAt - SEARCH_MARGIN_MS)
    } catch (error) {
      log.warn({ err: error }, 'a channel could not be searched for a post')
      const reason = PROBLEMS.get(refusalOf(error) ?? '')
      return reason === undefined ? { kind: 'unknown' } : { kind: 'refused', reason }
    }
    const options: RenderOptions = { ...(await optionsFor(reply, community, channel)), marker: key }
    const postAll = async (using: RenderOptions): Promise<Told> => {
      let first: Told = { kind: 'unknown' }
      for (const [at, { body }] of render(reply, using).entries()) {
        const known = there.get(markerOf(key, at))
        const posted: Told =
          known === undefined ? await send(channel, body) : { kind: 'posted', message: known }
        if (at === 0) first = posted
        if (posted.kind !== 'posted') return posted
        there.set(markerOf(key, at), posted.message)
      }
      return first
    }
    const posted = await postAll(options)
    // A picture may have gone since it was ready; nothing of such a message has arrived.
    const isPicture = posted.kind === 'refused' && posted.reason === 'invalid' && options.pictures.size > 0
    return isPicture ? postAll(withoutPictures(options)) : posted
  }

  return {
    platform: 'slack',
    audience: tools.audience,

    post: async (to, reply, once) =>
      isHere(to) ? inChannel(await postIn(to.channel, reply, once)) : { kind: 'refused', reason: 'away' },

    tell: async (to, reply, once) => {
      if (!isHere(to)) return { kind: 'refused', reason: 'away' }
      // The same conversation whenever it is opened.
      const opening = client.conversations.open({ users: to.person })
      const opened = await outcome(opening.then(({ channel }) => (channel?.id ? { ts: channel.id } : {})))
      return opened.kind === 'posted' ? postIn(opened.message, reply, once) : opened
    },

    edit: async (to, message, reply, community) => {
      if (!isHere(to)) return { kind: 'refused', reason: 'away' }
      const options = await optionsFor(reply, community, to.channel)
      const [{ body }] = render(reply, options)
      return inChannel(
        await outcome(client.chat.update({ channel: to.channel, ts: message, ...shownOf(body) })),
      )
    },

    pin: async (to, message) => {
      if (!isHere(to)) return { kind: 'refused', reason: 'away' }
      const pinned = client.pins.add({ channel: to.channel, timestamp: message }).catch((error: unknown) => {
        if (refusalOf(error) !== 'already_pinned') throw error
      })
      return inChannel(await outcome(pinned.then(() => ({ ts: message }))))
    },
  }
}

/** A channel is closed to nobody in particular. */
const inChannel = (told: Told): Posted =>
  told.kind === 'closed' ? { kind: 'refused', reason: 'forbidden' } : told
