/** Asks Discord over REST whether all is as it should be: the token, intents, the clock, and every channel that matters. */
import { DiscordAPIError, REST, RequestMethod, Routes } from 'discord.js'
import { z } from 'zod'
import type {
  AskedWorkspace,
  ChannelFact,
  Examiner,
  PlatformFacts,
  TokenFact,
  WorkspaceFact,
} from '../../core/examination.ts'
import { ABILITIES } from '../../core/place.ts'
import { aheadOf } from '../platform-clock.ts'
import { grantsIn } from './grants.ts'
import { type GuildPermissions, missingAbilities, permissionsIn } from './permissions.ts'
import { overwritesOf } from './servers.ts'
import { momentOf, snowflake } from './snowflake.ts'
import { channel, member, role } from './wire.ts'

const TIMEOUT_MS = 10_000
const GONE = 404

const application = z.object({ id: snowflake, name: z.string(), flags: z.number().nullish() })
const self = z.object({ id: snowflake })
const gateway = z.object({ session_start_limit: z.object({ remaining: z.number() }) })
const guild = z.object({ id: snowflake, owner_id: snowflake, roles: z.array(role) })

export interface DiscordExaminerOptions {
  readonly token: string
  /** Null for Discord itself. */
  readonly apiUrl: string | null
  readonly now: () => number
}

export function discordExaminer({ token, apiUrl, now }: DiscordExaminerOptions): Examiner {
  let clockAheadMs: number | null = null
  const rest = new REST({
    ...(apiUrl === null ? {} : { api: apiUrl }),
    ...{ version: '10', timeout: TIMEOUT_MS, retries: 0 },
  })
  const get = async (fullRoute: `/${string}`): Promise<unknown> => {
    const sentAt = now()
    // The library forgets a token that was refused.
    const response = await rest.setToken(token).queueRequest({ fullRoute, method: RequestMethod.Get })
    clockAheadMs = aheadOf(response.headers.get('date'), sentAt, now()) ?? clockAheadMs
    return response.json()
  }

  const lookAtServer = async (
    { externalId, channels }: AskedWorkspace,
    own: string,
  ): Promise<WorkspaceFact> => {
    const unknown = channels.map((id) => channelFact(id, 'unknown'))
    try {
      const { id, owner_id: ownerId, roles } = guild.parse(await get(Routes.guild(externalId)))
      const permissions = {
        id,
        ownerId,
        roles: new Map(roles.map((one) => [one.id, BigInt(one.permissions)])),
      }
      const { roles: ownRoles } = member.parse(await get(Routes.guildMember(externalId, own)))
      const listed = z.array(channel).parse(await get(Routes.guildChannels(externalId)))
      const holder = { id: own, roles: ownRoles }
      const found: ChannelFact[] = []
      for (const one of channels) {
        const known = listed.find((other) => other.id === one)
        found.push(known === undefined ? await lookFor(one) : seen(known, permissions, holder))
      }
      return { externalId, state: 'in', channels: found }
    } catch (error) {
      return { externalId, state: isOut(error) ? 'out' : 'unknown', channels: unknown }
    }
  }

  /** One that Discord does not list: gone, or not for the bot to see. */
  const lookFor = async (id: string): Promise<ChannelFact> => {
    try {
      await get(Routes.channel(id))
      return { ...channelFact(id, 'there'), missing: ABILITIES }
    } catch (error) {
      if (!(error instanceof DiscordAPIError)) return channelFact(id, 'unknown')
      if (error.status === GONE) return channelFact(id, 'gone')
      return { ...channelFact(id, 'there'), missing: ABILITIES }
    }
  }

  const said = (answer: TokenFact['answer'], reason: string | null = null): TokenFact => ({
    variable: 'DISCORD_TOKEN',
    ...{ answer, reason },
  })
  const nothing = (asked: readonly AskedWorkspace[], fact: TokenFact): PlatformFacts => ({
    ...{ platform: 'discord', tokens: [fact], account: null, clockAheadMs, grants: null },
    ...{ missingScopes: [], sessionsLeft: null },
    workspaces: asked.map(({ externalId, channels }) => ({
      ...{ externalId, state: 'unknown' },
      channels: channels.map((id) => channelFact(id, 'unknown')),
    })),
  })

  return {
    platform: 'discord',
    examine: async (asked) => {
      try {
        const { name, flags } = application.parse(await get(Routes.currentApplication()))
        const { id: own } = self.parse(await get(Routes.user()))
        const { session_start_limit: limit } = gateway.parse(await get(Routes.gatewayBot()))
        const workspaces: WorkspaceFact[] = []
        for (const one of asked) workspaces.push(await lookAtServer(one, own))
        return {
          ...{ platform: 'discord', tokens: [said('taken')], account: name, clockAheadMs },
          ...{ grants: grantsIn(flags), missingScopes: [], sessionsLeft: limit.remaining, workspaces },
        }
      } catch (error) {
        const isRefused = error instanceof DiscordAPIError && error.status === 401
        const reason = error instanceof Error ? error.message : String(error)
        return nothing(asked, isRefused ? said('refused') : said('unreachable', reason))
      }
    },
  }
}

const channelFact = (externalId: string, state: ChannelFact['state']): ChannelFact => ({
  ...{ externalId, name: null, state, missing: [], newestAt: null },
})

const seen = (
  known: z.infer<typeof channel>,
  permissions: GuildPermissions,
  holder: { id: string; roles: readonly string[] },
): ChannelFact => ({
  ...{ externalId: known.id, name: known.name ?? null, state: 'there' },
  newestAt: known.last_message_id == null ? null : momentOf(known.last_message_id),
  missing: missingAbilities(permissionsIn(permissions, overwritesOf(known), holder), known.type),
})

/** Discord says of a server that the bot is not in that there is none, or that it may not look. */
const isOut = (error: unknown): boolean =>
  error instanceof DiscordAPIError && (error.status === GONE || error.status === 403)
