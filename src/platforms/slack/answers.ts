/**
 * Answering somebody in a channel: by the response URL that came with the call, which can be used five times within half an
 * hour and works where the bot is no member; after that in the channel itself, and where the bot may not, in its
 * conversation with them. Never throws: what Slack does not take is logged, without a word of it.
 */
import type { WebClient } from '@slack/web-api'
import { type Answered, responseOf, shownOf } from './answer-bodies.ts'
import { refusalOf } from './clients.ts'
import type { MessageBody } from './render.ts'

/** Slack takes answers for thirty minutes; a little less is used. */
const LIFE_MS = 29 * 60_000
const USES = 5
const TIMEOUT_MS = 10_000

/** What became of an answer. `refused`: Slack does not take such a message; `lost`: it may have arrived. */
export type Sent = 'sent' | 'refused' | 'lost'

/** Where somebody called from, and how they can be answered. */
export interface Origin {
  readonly person: string
  readonly channel: string | null
  /** The thread that they called in. */
  readonly thread: string | null
  readonly responseUrl: string | null
  /** Whether it answers a command: then what it was answered with first can be replaced later. */
  readonly isCommand: boolean
  /** Milliseconds since 1970, UTC. */
  readonly at: number
}

export interface Answers {
  readonly origin: Origin
  /** Says that the answer takes a moment, once. `inPlace` where the answer will take its place. */
  announce(body: { readonly inPlace: MessageBody; readonly above: MessageBody }): Promise<void>
  /** `under`: the thread that a public answer is for, instead of the one that they called in. */
  send(body: MessageBody, answered: Answered, under?: string | null): Promise<Sent>
  /** The conversation with the person, opened by saying something in it; null where that fails. */
  direct(body: MessageBody): Promise<string | null>
}

export interface AnswerTools {
  readonly client: { readonly chat: Pick<WebClient['chat'], 'postMessage' | 'postEphemeral'> }
  readonly now: () => number
  readonly log: { warn(details: object, message: string): void }
}

/** Slack's words for a message that it would not take anywhere else either. */
const BAD_MESSAGE = /invalid_blocks|no_text|msg_too_long|msg_blocks_too_long|invalid_payload/

const inThread = (ts: string | null) => (ts === null ? {} : { thread_ts: ts })

export function answersTo(origin: Origin, { client, now, log }: AnswerTools): Answers {
  const { person, channel, thread, responseUrl } = origin
  let uses = 0
  let note: 'none' | 'toReplace' | 'standing' = 'none'
  const isUrlGood = (): boolean => responseUrl !== null && uses < USES && now() - origin.at < LIFE_MS

  /** `gone` where the URL can no longer be used. */
  const respond = async (body: object, within = thread): Promise<Sent | 'gone'> => {
    if (responseUrl === null || !isUrlGood()) return 'gone'
    uses += 1
    try {
      const response = await fetch(responseUrl, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...body, ...inThread(within) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: 'error',
      })
      const said = await response.text()
      if (response.ok) return 'sent'
      log.warn({ status: response.status, said: said.slice(0, 100) }, 'Slack did not take an answer')
      if (BAD_MESSAGE.test(said)) return 'refused'
      return response.status < 500 ? 'gone' : 'lost'
    } catch (error) {
      log.warn({ err: error }, 'an answer to Slack was lost')
      return 'lost'
    }
  }

  const posted = async (work: Promise<unknown>): Promise<Sent | 'elsewhere'> => {
    try {
      await work
      return 'sent'
    } catch (error) {
      const refusal = refusalOf(error)
      log.warn({ err: error }, 'Slack did not take a message')
      if (refusal === null) return 'lost'
      return BAD_MESSAGE.test(refusal) ? 'refused' : 'elsewhere'
    }
  }
  const isConversation = channel === null || channel.startsWith('D')

  const withoutUrl = async (body: MessageBody, answered: Answered, within: string | null): Promise<Sent> => {
    if (!isConversation) {
      const sent = await posted(
        answered === 'public'
          ? client.chat.postMessage({ channel, ...body, ...inThread(within) })
          : client.chat.postEphemeral({ channel, user: person, ...shownOf(body), ...inThread(within) }),
      )
      if (sent !== 'elsewhere') return sent
    }
    const sent = await posted(client.chat.postMessage({ channel: person, ...body }))
    return sent === 'elsewhere' ? 'refused' : sent
  }

  return {
    origin,
    announce: async ({ inPlace, above }) => {
      if (note !== 'none' || !isUrlGood()) return
      note = origin.isCommand ? 'toReplace' : 'standing'
      const sent = await respond(responseOf(origin.isCommand ? inPlace : above, 'private'))
      if (sent !== 'sent') note = 'standing'
    },
    send: async (body, answered, under = null) => {
      const within = under ?? thread
      const isReplacing = note === 'toReplace' && answered === 'private'
      if (note === 'toReplace' && !isReplacing) await respond({ delete_original: true })
      if (note === 'toReplace') note = 'standing'
      const sent = await respond(responseOf(body, isReplacing ? 'inPlace' : answered), within)
      if (sent === 'gone') return withoutUrl(body, answered, within)
      // What only they see does no harm if it comes twice.
      return sent === 'lost' && answered !== 'public' ? withoutUrl(body, answered, within) : sent
    },
    direct: async (body) => {
      try {
        const { channel: conversation } = await client.chat.postMessage({ channel: person, ...body })
        return conversation ?? null
      } catch (error) {
        log.warn({ err: error }, 'the conversation with somebody could not be opened')
        return null
      }
    },
  }
}
