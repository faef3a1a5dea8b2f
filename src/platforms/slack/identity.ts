/** What Slack's tokens say of themselves when the program starts, and what keeps it from starting, in sentences. */
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { Refusal, Unreachable } from '../../core/errors.ts'
import type { Words } from '../../core/words/words.ts'
import { refusalOf } from './clients.ts'
import { isFinal } from './endings.ts'
import { LineFailed } from './line.ts'
import { BOT_SCOPES, PAIR_SCOPES } from './manifest.ts'

type Say = Words['servingSlack']

const identity = z.object({
  team_id: z.string(),
  team: z.string().nullish(),
  user_id: z.string(),
  is_enterprise_install: z.boolean().nullish(),
  /** From a header; a server of the same protocol may not tell. */
  response_metadata: z.object({ scopes: z.array(z.string()).nullish() }).nullish(),
})

/** Whose a bot's token is. */
export interface Identity {
  readonly team: string
  readonly teamName: string
  /** The bot's own account. */
  readonly user: string
  /** What it may not, and can do without. */
  readonly lacks: readonly string[]
}

/**
 * Whose the token is. Throws a `Refusal` where Slack does not take it or it does not allow everything that the bot does, and
 * `Unreachable` where Slack does not answer.
 */
export async function introduce(client: Pick<WebClient, 'auth'>, say: Say): Promise<Identity> {
  const found = await client.auth.test().catch((error: unknown) => {
    const code = refusalOf(error)
    if (code !== null && isFinal(code)) throw new Refusal(say.botTokenRefused(code))
    throw unreachable(error, say)
  })
  const read = identity.safeParse(found)
  if (!read.success || read.data.is_enterprise_install === true) throw new Refusal(say.noWorkspace)
  const { team_id: team, team: teamName, user_id: user, response_metadata: metadata } = read.data
  const scopes = metadata?.scopes ?? null
  const missing = scopes === null ? [] : BOT_SCOPES.filter((one) => !scopes.includes(one))
  if (missing.some((one) => !PAIR_SCOPES.includes(one))) throw new Refusal(say.missingScopes(missing))
  return { team, teamName: teamName ?? team, user, lacks: missing }
}

/** What went wrong at the start, as whoever started it can understand: a `Refusal` or `Unreachable`. */
export function plainly(error: unknown, say: Say): unknown {
  if (error instanceof Refusal || error instanceof Unreachable) return error
  if (error instanceof LineFailed && error.code !== null)
    if (isFinal(error.code) || error.code === 'missing_scope')
      return new Refusal(say.appTokenRefused(error.code))
  const code = refusalOf(error)
  return code !== null && isFinal(code) ? new Refusal(say.ended(code)) : unreachable(error, say)
}

const unreachable = (error: unknown, say: Say): Unreachable =>
  new Unreachable(say.unreachable(error instanceof Error ? error.message : String(error)), { cause: error })
