/** The world: one workspace with one app in it, and what it tells of its changes. */
import type { JsonObject } from '../discord/json.ts'
import { createIds, seeded } from './chance.ts'
import { type Clock, createClock, type Stamped } from './clock.ts'
import type { Interaction } from './interaction-state.ts'
import type { Bot, Channel, File, Message, User, UserGroup, View } from './model.ts'

/** A change that the app may be told of. */
export interface WorldEvent {
  /** What must be subscribed to, `message.channels` for instance. */
  readonly subscription: string
  /** One of these scopes is needed; none where it is empty. */
  readonly scopes: readonly string[]
  /** The bot must be in it; null where it does not matter. */
  readonly channel: Channel | null
  /** The workspace of whoever caused it. */
  readonly teamId: string
  readonly data: JsonObject
  /** The message that was posted, changed or deleted. */
  readonly message: Message | null
}

/** A command as it is declared. */
export interface DeclaredCommand {
  readonly command: string
  /** Whether `@name` and `#name` arrive as ids. */
  readonly escapes: boolean
}

/** A shortcut as it is declared. */
export interface DeclaredShortcut {
  readonly name: string
  readonly callbackId: string
  readonly type: 'message' | 'global'
}

/** The one app, and what it was installed with. */
export interface App {
  readonly id: string
  readonly name: string
  readonly botToken: string
  readonly appToken: string
  scopes: Set<string>
  /** Null where any event is subscribed to. */
  events: ReadonlySet<string> | null
  /** Null where anything may be called. */
  commands: readonly DeclaredCommand[] | null
  shortcuts: readonly DeclaredShortcut[] | null
  hasHome: boolean
  state: 'installed' | 'uninstalled' | 'revoked'
}

/** The workspace itself. */
export interface Team {
  readonly id: string
  name: string
  readonly domain: string
  readonly locale: string
  readonly timeZone: string
}

/** Real times that tests may shorten, in milliseconds. */
export interface Timing {
  /** How long the app may take to acknowledge. */
  acknowledgeMs: number
  /** When an event that was not acknowledged comes again, counted from the failure before. */
  retryMs: readonly number[]
  triggerMs: number
  /** How long a socket lives until its warning; five hours where it is null. */
  socketLifeMs: number | null
  /** From the warning to the end of a socket. */
  warningMs: number
  /** How long Slack holds a half-open socket for alive. */
  deafMs: number
  /** From completing an upload to its readiness. */
  fileReadyMs: number
  /** How long a person looks on before they take an acknowledgement for all. */
  quietMs: number
}

/** Everything. */
export interface World {
  readonly clock: Clock
  /** For the times of events that are no messages. */
  readonly stamp: Stamped
  readonly team: Team
  readonly app: App
  readonly bot: User
  readonly botProfile: Bot
  readonly users: Map<string, User>
  readonly channels: Map<string, Channel>
  readonly userGroups: Map<string, UserGroup>
  readonly files: Map<string, File>
  readonly bots: Map<string, Bot>
  readonly views: Map<string, View>
  /** Home tabs, by user. */
  readonly homes: Map<string, View>
  /** Modals that are open, by user, the topmost last. */
  readonly stacks: Map<string, View[]>
  /** Messages that one person sees. */
  readonly ephemerals: Message[]
  /** What the bot said that everybody sees, in order. */
  readonly said: Message[]
  /** What people called, by trigger. */
  readonly triggers: Map<string, Interaction>
  /** By the end of the response URL. */
  readonly responses: Map<string, Interaction>
  readonly interactions: Interaction[]
  readonly timing: Timing
  readonly random: () => number
  readonly newId: (prefix: string) => string
  readonly listeners: Set<(event: WorldEvent) => void>
  /** Told of everything that people may see anew: messages, views, homes. */
  readonly onlookers: Set<() => void>
  /** Running timers, stopped when the world closes. */
  readonly timers: Set<NodeJS.Timeout>
  /** Where files and response URLs are, without a slash at the end. */
  url: string
}

/** How a world begins. */
export interface Beginning {
  readonly seed: number
  readonly startMs: number | null
  readonly team: Team
  readonly appId: string
  readonly appName: string
  readonly botToken: string
  readonly appToken: string
  readonly scopes: readonly string[]
  readonly timing: Timing
}

/** A workspace with nobody in it but the bot and Slackbot. */
export function createWorld(beginning: Beginning): World {
  const random = seeded(beginning.seed)
  const newId = createIds(random)
  const clock = createClock(beginning.startMs)
  const account = (id: string, kind: User['kind'], name: string, bot: Bot | null): User => ({
    id,
    teamId: beginning.team.id,
    name,
    displayName: name,
    realName: name,
    role: 'member',
    kind,
    bot,
    isDeleted: false,
    timeZone: beginning.team.timeZone,
    locale: beginning.team.locale,
    email: null,
    updatedMs: clock.now(),
  })
  const botId = newId('U')
  const botProfile: Bot = {
    id: newId('B'),
    appId: beginning.appId,
    name: beginning.appName,
    userId: botId,
  }
  const bot = account(botId, 'bot', beginning.appName.toLowerCase(), botProfile)
  const slackbot = account('USLACKBOT', 'slackbot', 'slackbot', null)
  return {
    clock,
    stamp: { lastMicros: 0 },
    team: beginning.team,
    app: {
      id: beginning.appId,
      name: beginning.appName,
      botToken: beginning.botToken,
      appToken: beginning.appToken,
      scopes: new Set(beginning.scopes),
      events: null,
      commands: null,
      shortcuts: null,
      hasHome: true,
      state: 'installed',
    },
    bot,
    botProfile,
    users: new Map([slackbot, bot].map((user) => [user.id, user])),
    channels: new Map(),
    userGroups: new Map(),
    files: new Map(),
    bots: new Map([[botProfile.id, botProfile]]),
    views: new Map(),
    homes: new Map(),
    stacks: new Map(),
    ephemerals: [],
    said: [],
    triggers: new Map(),
    responses: new Map(),
    interactions: [],
    timing: beginning.timing,
    random,
    newId,
    listeners: new Set(),
    onlookers: new Set(),
    timers: new Set(),
    url: '',
  }
}

/** Tells everybody who listens. */
export function emit(world: World, event: WorldEvent): void {
  for (const listener of world.listeners) listener(event)
  lookUp(world)
}

/** Something changed that people may be waiting to see. */
export function lookUp(world: World): void {
  for (const onlooker of [...world.onlookers]) onlooker()
}

/** Does something later, unless the world is closed by then. */
export function later(world: World, ms: number, act: () => void): NodeJS.Timeout {
  const timer = setTimeout(() => {
    world.timers.delete(timer)
    act()
  }, ms)
  world.timers.add(timer)
  return timer
}

/** Whether the bot is in a channel. */
export const hasBot = (world: World, channel: Channel): boolean => channel.members.has(world.bot.id)

/** A message by its `ts`. */
export function findMessage(channel: Channel, ts: string): Message | undefined {
  const found = channel.messages[indexOf(channel, ts)]
  return found?.ts === ts ? found : undefined
}

/** Where a `ts` stands among a channel's messages, or would. */
export function indexOf(channel: Channel, ts: string): number {
  let low = 0
  let high = channel.messages.length
  while (low < high) {
    const middle = (low + high) >> 1
    // All of them have ten digits before the point, so that their order is that of text.
    if ((channel.messages[middle]?.ts ?? '') < ts) low = middle + 1
    else high = middle
  }
  return low
}
