/** Asks Slack's Web API whether all is as it should be: both tokens, scopes, the clock, and every channel that matters. */
import { LogLevel, WebClient } from '@slack/web-api'
import { z } from 'zod'
import type {
  AskedWorkspace,
  ChannelFact,
  Examiner,
  PlatformFacts,
  TokenFact,
  WorkspaceFact,
} from '../../core/examination.ts'
import { ABILITIES, type Ability } from '../../core/place.ts'
import { aheadOf } from '../platform-clock.ts'
import { refusalOf } from './clients.ts'
import { BOT_SCOPES } from './manifest.ts'

const TIMEOUT_MS = 10_000
/** Channels that are asked about one after the other: Slack allows 50 questions a minute, and the bot has its own. */
const MOST_CHANNELS = 40
const NOT_THERE: ReadonlySet<string | null> = new Set(['channel_not_found', 'team_access_not_granted'])

const identity = z.object({
  team_id: z.string(),
  team: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
  /** From a header; a server of the same protocol may not tell. */
  response_metadata: z.object({ scopes: z.array(z.string()).nullish() }).nullish(),
})
const told = z.object({
  channel: z.object({
    name: z.string().nullish(),
    is_member: z.boolean().nullish(),
    is_archived: z.boolean().nullish(),
  }),
})
const page = z.object({ messages: z.array(z.object({ ts: z.string() })) })

export interface SlackExaminerOptions {
  readonly botToken: string
  readonly appToken: string
  /** Null for Slack itself. */
  readonly apiUrl: string | null
  readonly now: () => number
}

export function slackExaminer({ botToken, appToken, apiUrl, now }: SlackExaminerOptions): Examiner {
  let clockAheadMs: number | null = null
  const clientOf = (token: string): WebClient =>
    new WebClient(token, {
      ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
      ...{ retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logLevel: LogLevel.ERROR },
      // The client does not tell when an answer was given.
      fetch: async (url, init) => {
        const sentAt = now()
        const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })
        clockAheadMs = aheadOf(response.headers.get('date'), sentAt, now()) ?? clockAheadMs
        return response
      },
    })
  const client = clientOf(botToken)

  let isLimited = false
  /** An app that Slack gives a page a minute needs it for reading: after the first refusal nothing more is asked. */
  const newestIn = async (channel: string): Promise<number | null> => {
    if (isLimited) return null
    try {
      const { messages } = page.parse(await client.conversations.history({ channel, limit: 1 }))
      const [newest] = messages
      return newest === undefined ? null : Math.floor(Number(newest.ts) * 1000)
    } catch {
      isLimited = true
      return null
    }
  }

  const lookAt = async (externalId: string): Promise<ChannelFact> => {
    try {
      const { channel } = told.parse(await client.conversations.info({ channel: externalId }))
      const isArchived = channel.is_archived === true
      const missing = channel.is_member !== true ? ABILITIES : isArchived ? WRITING : []
      const newestAt = missing.includes('see') ? null : await newestIn(externalId)
      const state = isArchived ? 'archived' : 'there'
      return { externalId, name: channel.name ?? null, state, missing, newestAt }
    } catch (error) {
      const state = NOT_THERE.has(refusalOf(error)) ? 'gone' : 'unknown'
      return { ...unknown(externalId), state }
    }
  }

  const lookAtWorkspace = async ({ externalId, channels }: AskedWorkspace): Promise<WorkspaceFact> => {
    const facts: ChannelFact[] = []
    for (const [at, one] of channels.entries())
      facts.push(at < MOST_CHANNELS ? await lookAt(one) : unknown(one))
    return { externalId, state: 'in', channels: facts }
  }

  return {
    platform: 'slack',
    examine: async (asked): Promise<PlatformFacts> => {
      const app = await answerTo(() => clientOf(appToken).apps.connections.open({}))
      const bot = await answerTo(async () => identity.parse(await client.auth.test()))
      const own = bot.found
      const isOrganisation = own?.is_enterprise_install === true
      const botAnswer = isOrganisation ? ({ answer: 'wrong', reason: null } as const) : bot
      const lookFrom = async (one: AskedWorkspace): Promise<WorkspaceFact> => {
        if (own?.team_id === one.externalId) return lookAtWorkspace(one)
        const state = own === null ? 'unknown' : 'out'
        return { externalId: one.externalId, state, channels: one.channels.map(unknown) }
      }
      return {
        ...{ platform: 'slack', account: own?.team ?? null, clockAheadMs, grants: null, sessionsLeft: null },
        tokens: [
          { variable: 'SLACK_BOT_TOKEN', answer: botAnswer.answer, reason: botAnswer.reason },
          { variable: 'SLACK_APP_TOKEN', answer: app.answer, reason: app.reason },
        ],
        missingScopes: missingFrom(own),
        workspaces: await Promise.all(asked.map(lookFrom)),
      }
    },
  }
}

const WRITING: readonly Ability[] = ['post', 'attach', 'pin']

function missingFrom(found: z.infer<typeof identity> | null): readonly string[] {
  const scopes = found?.response_metadata?.scopes ?? null
  return scopes === null ? [] : BOT_SCOPES.filter((one) => !scopes.includes(one))
}

const unknown = (externalId: string): ChannelFact => ({
  ...{ externalId, name: null, state: 'unknown', missing: [], newestAt: null },
})

interface Answer<Found> extends Pick<TokenFact, 'answer' | 'reason'> {
  readonly found: Found | null
}

/** What Slack says to a token. */
async function answerTo<Found>(work: () => Promise<Found>): Promise<Answer<Found>> {
  try {
    return { found: await work(), answer: 'taken', reason: null }
  } catch (error) {
    const code = refusalOf(error)
    const reason = code ?? (error instanceof Error ? error.message : String(error))
    return { found: null, answer: code === null ? 'unreachable' : 'refused', reason }
  }
}
