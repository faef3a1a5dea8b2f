/** The world: everything that exists, and what it tells of its changes. */
import { type Clock, createClock } from './clock.ts'
import type { Interaction } from './interaction-state.ts'
import type { JsonObject } from './json.ts'
import type { Channel, Guild, Member, Message, User } from './model.ts'

/** What a session may see of an event. */
export interface View {
  /** Text of messages is shown. */
  readonly content: boolean
}

/** A change that sessions may be told of. */
export interface WorldEvent {
  readonly name: string
  readonly guildId: string | null
  /** Any of these intents is needed; 0 where none is. */
  readonly intents: number
  /** Where the bot must be able to see. */
  readonly channel: Channel | null
  readonly data: (view: View) => JsonObject
}

/** A slash or context menu command as it is registered. */
export interface RegisteredCommand {
  readonly id: string
  readonly guildId: string | null
  readonly type: number
  readonly name: string
  version: string
  /** The body, normalised. */
  body: JsonObject
}

/** The one application of this world, and what it was granted. */
export interface Application {
  readonly id: string
  readonly token: string
  readonly name: string
  /** Granted in the portal; below 10,000 users the limited bits are set. */
  readonly granted: { members: boolean; content: boolean; presences: boolean }
  readonly commands: Map<string, RegisteredCommand>
  /** Moments at which commands were created, by place, for the limit of 200 a day. */
  readonly creations: Map<string, number[]>
}

/** Everything. */
export interface World {
  readonly clock: Clock
  readonly application: Application
  readonly bot: User
  readonly users: Map<string, User>
  readonly guilds: Map<string, Guild>
  readonly channels: Map<string, Channel>
  /** Messages of the bot, in order, deleted ones too: a nonce is remembered by them. */
  readonly sent: Message[]
  /** Messages that one person sees. */
  readonly ephemerals: Map<string, Message>
  readonly interactions: Map<string, Interaction>
  readonly files: Map<string, Uint8Array>
  /** What admins set for a command, by guild, command name and person or role. */
  readonly commandRules: Map<string, boolean>
  /** People who take no direct messages. */
  readonly closed: Set<string>
  readonly interactionTimeoutMs: number
  readonly random: () => number
  readonly listeners: Set<(event: WorldEvent) => void>
  /** Running timers, stopped when the world closes. */
  readonly timers: Set<NodeJS.Timeout>
  /** Where files are fetched from. */
  cdnUrl: string
}

/** An empty world with its bot. */
export function createWorld(options: {
  readonly token: string
  readonly applicationId: string
  readonly applicationName: string
  readonly granted: { readonly members: boolean; readonly content: boolean; readonly presences: boolean }
  readonly startMs: number | null
  readonly interactionTimeoutMs: number
  readonly seed: number
}): World {
  const bot: User = {
    id: options.applicationId,
    name: options.applicationName.toLowerCase(),
    displayName: null,
    isBot: true,
  }
  return {
    clock: createClock(options.startMs),
    application: {
      id: options.applicationId,
      token: options.token,
      name: options.applicationName,
      granted: { ...options.granted },
      commands: new Map(),
      creations: new Map(),
    },
    bot,
    users: new Map([[bot.id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    sent: [],
    ephemerals: new Map(),
    interactions: new Map(),
    files: new Map(),
    commandRules: new Map(),
    closed: new Set(),
    interactionTimeoutMs: options.interactionTimeoutMs,
    random: seeded(options.seed),
    listeners: new Set(),
    timers: new Set(),
    cdnUrl: '',
  }
}

/** Tells everybody who listens. */
export function emit(world: World, event: WorldEvent): void {
  for (const listener of world.listeners) listener(event)
}

/** The bot's own membership; undefined where it was removed. */
export const botMember = (world: World, guild: Guild): Member | undefined => guild.members.get(world.bot.id)

/** The guild of a channel; null for a conversation. */
export const guildOf = (world: World, channel: Channel): Guild | null =>
  channel.guildId === null ? null : (world.guilds.get(channel.guildId) ?? null)

/** A message by its place and id. */
export function findMessage(channel: Channel, id: string): Message | undefined {
  let low = 0
  let high = channel.messages.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = channel.messages[middle]
    if (found === undefined) return undefined
    if (found.id === id) return found
    const isOlder = found.id.length === id.length ? found.id < id : found.id.length < id.length
    if (isOlder) low = middle + 1
    else high = middle - 1
  }
  return undefined
}

/** Chance that repeats itself (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
