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

/** A client that remembers neither messages nor people, reads nothing into events by itself, and pings nobody. */
export function leanClient(
  intents: readonly GatewayIntentBits[],
  { apiUrl, startLimit }: ClientOptions,
): Client {
  const client = new Client({
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
  return hearingRaw(client)
}

/** What the library itself must hear to keep its session. */
const OWN_EVENTS: ReadonlySet<unknown> = new Set(['READY', 'RESUMED'])

/**
 * Everything is taken from raw events. The library would make objects of them all the same, and throws at the first that
 * is not as it expects, such as a new kind of interaction: while it connects, that ends the process. So it is shown
 * its own events only.
 */
function hearingRaw(client: Client): Client {
  const handle: unknown = Reflect.get(client.ws, 'handlePacket')
  if (typeof handle !== 'function') return client
  const handleOwn = (packet?: { readonly t?: unknown }, ...others: readonly unknown[]): unknown =>
    packet === undefined || OWN_EVENTS.has(packet.t)
      ? Reflect.apply(handle, client.ws, [packet, ...others])
      : true
  Reflect.set(client.ws, 'handlePacket', handleOwn)
  return client
}

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
