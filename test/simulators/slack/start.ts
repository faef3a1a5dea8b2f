/** Starts a Slack of our own on loopback: Web API and Socket Mode, for the unmodified Bolt and its clients. */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { createDelivery } from './delivery.ts'
import type { Enveloped } from './envelopes.ts'
import { exportWorkspace } from './export.ts'
import { createFaults, type Faults } from './faults.ts'
import { type Flood, type Flooded, flood } from './flood.ts'
import { accountMethods } from './methods-account.ts'
import { chatMethods } from './methods-chat.ts'
import { conversationMethods } from './methods-conversations.ts'
import { fileMethods } from './methods-files.ts'
import { historyMethods } from './methods-history.ts'
import { reactionMethods } from './methods-reactions.ts'
import { viewMethods } from './methods-views.ts'
import type { Channel, Message } from './model.ts'
import type { Limits } from './rate-limits.ts'
import { type Connection, createSocketMode } from './socket-mode.ts'
import { createSpecCheck, type Violation } from './spec-check.ts'
import { type Called, createWeb } from './web.ts'
import { createWorkspace, type Workspace } from './workspace.ts'
import { createWorld, type Timing, type World } from './world.ts'

/** The scopes of the app unless told: what the project asks for. */
export const SCOPES = [
  'channels:history',
  'channels:read',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'pins:write',
  'reactions:read',
  'users:read',
  'team:read',
  'commands',
  'chat:write',
  'files:write',
  'files:read',
  'usergroups:read',
] as const

/** How the world begins; everything has a default. */
export interface SlackOptions {
  readonly port?: number
  readonly botToken?: string
  readonly appToken?: string
  readonly appId?: string
  readonly appName?: string
  readonly team?: {
    readonly id?: string
    readonly name?: string
    readonly domain?: string
    readonly timeZone?: string
  }
  readonly scopes?: readonly string[]
  /** The clock stands here, in milliseconds since 1970; it shows real time unless told. */
  readonly startAt?: number
  readonly timing?: Partial<Timing>
  /** Tiers and bursts; on unless told. */
  readonly rateLimits?: boolean
  /** One request a minute and fifteen objects for history and replies; off unless told. */
  readonly limitedHistory?: boolean
  /** How long a minute of the limits is, in real milliseconds. */
  readonly minuteMs?: number
  /** Checks traffic against what was published and seen; on unless told. */
  readonly validate?: boolean
  readonly seed?: number
}

/** The running world: a workspace, and handles on everything around it. */
export interface Slack extends Workspace {
  /** For `slackApiUrl` of the clients; with a slash at the end, as they have it. */
  readonly apiUrl: string
  readonly botToken: string
  readonly appToken: string
  readonly appId: string
  /** The bot's user id, and its id as a bot. */
  readonly botUserId: string
  readonly botId: string
  readonly teamId: string
  readonly world: World
  readonly faults: Faults
  /** Can change while running. */
  readonly limits: Limits
  readonly timing: Timing
  /** What the app was granted; can change while running. */
  readonly scopes: Set<string>
  now(): number
  /** The clock stands at this moment from now on. */
  setTime(ms: number): void
  advance(ms: number): void
  /** The clock runs on in real time. */
  runTime(): void
  /** Calls of the bot, in order. */
  readonly calls: readonly Called[]
  /** Envelopes that were sent, in order. */
  readonly envelopes: readonly Enveloped[]
  /** Those that no socket was there for. */
  readonly lost: readonly Enveloped[]
  /** Acknowledgements that fit no envelope of their socket. */
  readonly strayAcknowledgements: readonly string[]
  readonly sockets: readonly Connection[]
  readonly isValidating: boolean
  readonly violations: readonly Violation[]
  /** Messages of a channel that are not deleted, oldest first, replies among them. */
  history(channel: Channel): readonly Message[]
  /** Very many messages at once, for benches: past faults and limits. */
  flood(channel: Channel, what: Flood): Promise<Flooded>
  /** Writes what Slack's export of the public channels would be now. Returns the paths. */
  exportTo(folder: string): Promise<readonly string[]>
  /** Waits until this many sockets are open: one unless told. */
  connected(sockets?: number, patienceMs?: number): Promise<void>
  /** Waits until every event was acknowledged or given up. */
  settled(patienceMs?: number): Promise<void>
  /** Waits until a condition holds. */
  until(condition: () => boolean, what: string, patienceMs?: number): Promise<void>
  close(): Promise<void>
}

/** Starts it. */
export async function startSlack(options: SlackOptions = {}): Promise<Slack> {
  const world = createWorld({
    seed: options.seed ?? 1,
    startMs: options.startAt ?? null,
    team: {
      id: options.team?.id ?? 'T0ROBOTICS',
      name: options.team?.name ?? 'Robotics club',
      domain: options.team?.domain ?? 'robotics-club',
      locale: 'en-US',
      timeZone: options.team?.timeZone ?? 'Europe/Berlin',
    },
    appId: options.appId ?? 'A0COMMONPL',
    appName: options.appName ?? 'Commonplace',
    botToken: options.botToken ?? 'xoxb-1-2-simulated',
    appToken: options.appToken ?? 'xapp-1-A0COMMONPL-3-simulated',
    scopes: options.scopes ?? SCOPES,
    timing: {
      acknowledgeMs: 3000,
      retryMs: [0, 60_000, 300_000],
      triggerMs: 3000,
      socketLifeMs: null,
      warningMs: 10_000,
      deafMs: 30_000,
      fileReadyMs: 50,
      quietMs: 1000,
      ...options.timing,
    },
  })
  let port = 0
  const limits: Limits = {
    isOn: options.rateLimits !== false,
    isHistoryLimited: options.limitedHistory === true,
    minuteMs: options.minuteMs ?? 60_000,
  }
  const spec = createSpecCheck(options.validate !== false)
  const calls: Called[] = []
  const sockets = createSocketMode(world, () => `ws://127.0.0.1:${port}`, spec)
  const delivery = createDelivery(world, sockets, spec)
  const { server, faults: httpFaults } = createWeb({
    world,
    sockets,
    methods: [
      ...accountMethods,
      ...conversationMethods,
      ...historyMethods,
      ...chatMethods,
      ...reactionMethods,
      ...viewMethods,
      ...fileMethods,
    ],
    limits,
    spec,
    calls,
  })
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head))
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  port = await listen(server, options.port ?? 0)
  world.url = `http://127.0.0.1:${port}`

  return {
    ...createWorkspace(world, sockets),
    apiUrl: `${world.url}/api/`,
    botToken: world.app.botToken,
    appToken: world.app.appToken,
    appId: world.app.id,
    botUserId: world.bot.id,
    botId: world.botProfile.id,
    teamId: world.team.id,
    world,
    faults: createFaults(world, sockets, delivery, httpFaults),
    limits,
    timing: world.timing,
    scopes: world.app.scopes,
    now: () => world.clock.now(),
    setTime: (ms) => world.clock.set(ms),
    advance: (ms) => world.clock.advance(ms),
    runTime: () => world.clock.run(),
    calls,
    envelopes: sockets.envelopes,
    lost: sockets.lost,
    strayAcknowledgements: sockets.strayAcks,
    get sockets() {
      return [...sockets.connections]
    },
    isValidating: spec.isValidating,
    get violations() {
      return spec.violations()
    },
    history: (channel) => channel.messages,
    flood: (channel, what) => flood(world, sockets, channel, what),
    exportTo: (folder) => exportWorkspace(world, folder),
    connected: (count = 1, patienceMs = 10_000) =>
      until(() => sockets.connections.size >= count, `${count} sockets`, patienceMs),
    settled: (patienceMs = 10_000) =>
      until(() => delivery.open === 0, 'all events to be acknowledged', patienceMs),
    until,
    async close() {
      sockets.close()
      for (const timer of world.timers) clearTimeout(timer)
      for (const socket of open) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

async function until(condition: () => boolean, what: string, patienceMs = 10_000): Promise<void> {
  const end = Date.now() + patienceMs
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Waited ${patienceMs} ms for ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
