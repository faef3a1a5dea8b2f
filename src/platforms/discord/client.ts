/** The library's client as it is used here: the fewest intents and the leanest caches. */
import { Client, GatewayIntentBits, Options } from 'discord.js'
import type { Surroundings } from '../../core/place.ts'
import type { StartLimit } from './begin-sessions.ts'

const TIMEOUT_MS = 15_000

export interface ClientOptions {
  /** Null for Discord itself. */
  readonly apiUrl: string | null
  /** Null for the library's own, which counts nothing over restarts. */
  readonly startLimit: StartLimit | null
}

/** A client that remembers neither messages nor people, and pings nobody. */
export const leanClient = (
  intents: readonly GatewayIntentBits[],
  { apiUrl, startLimit }: ClientOptions,
): Client =>
  new Client({
    intents: [...intents],
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      ...LEAN,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (one) => one.id === one.client.user.id },
      UserManager: { maxSize: 0, keepOverLimit: (one) => one.id === one.client.user.id },
    }),
    allowedMentions: { parse: [] },
    rest: { ...(apiUrl === null ? {} : { api: apiUrl }), timeout: TIMEOUT_MS },
    ...(startLimit === null ? {} : { ws: { buildIdentifyThrottler: async () => startLimit } }),
  })

/** What is asked to be heard of: nothing privileged that is not granted, for that would end the session. */
export const intentsFor = (grants: Surroundings['grants']): readonly GatewayIntentBits[] => [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
  ...(grants.texts ? [GatewayIntentBits.MessageContent] : []),
  ...(grants.arrivals ? [GatewayIntentBits.GuildMembers] : []),
]

/** Caches that are never read here: everything is taken from raw events. */
const LEAN = {
  AutoModerationRuleManager: 0,
  DMMessageManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildForumThreadManager: 0,
  GuildInviteManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  GuildTextThreadManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  VoiceStateManager: 0,
} as const
