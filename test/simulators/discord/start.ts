/** Starts a Discord of our own on loopback: REST v10 and gateway, for the unmodified client. */
import type { Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { exportGuild } from './export.ts'
import { createFaults, type Faults } from './faults.ts'
import { createGatewayFaults } from './faults-gateway.ts'
import { createHttpFaults } from './faults-http.ts'
import { type Flood, type Flooded, flood } from './flood.ts'
import { createGateway, type Gateway } from './gateway.ts'
import type { Dispatched } from './gateway-entry.ts'
import { createGuildHandle, type GuildHandle } from './guild-handle.ts'
import { createHttpServer, type Logged } from './http.ts'
import type { Attachment, Channel, Message } from './model.ts'
import type { Permission } from './permissions.ts'
import { createRateLimits } from './rate-limits.ts'
import { applicationRoutes, openConversation } from './routes-application.ts'
import { channelRoutes } from './routes-channels.ts'
import { commandRoutes } from './routes-commands.ts'
import { guildRoutes } from './routes-guilds.ts'
import { interactionRoutes } from './routes-interactions.ts'
import { messageRoutes } from './routes-messages.ts'
import { reactionRoutes } from './routes-reactions.ts'
import { threadRoutes } from './routes-threads.ts'
import { webhookRoutes } from './routes-webhooks.ts'
import { createSpecCheck, type Violation } from './spec-check.ts'
import { archiveStale } from './threads.ts'
import { createWorld, type RegisteredCommand, type World } from './world.ts'

/** How the world begins; everything has a default. */
export interface DiscordOptions {
  readonly port?: number
  readonly token?: string
  readonly applicationId?: string
  readonly applicationName?: string
  /** Privileged intents granted in the portal: all of them unless told. */
  readonly granted?: { readonly members?: boolean; readonly content?: boolean; readonly presences?: boolean }
  /** The clock stands here, in milliseconds since 1970; it shows real time unless told. */
  readonly startAt?: number
  readonly heartbeatIntervalMs?: number
  /** How long a lost session can be resumed. */
  readonly sessionLifetimeMs?: number
  /** How long a first answer may take, in real time. */
  readonly interactionTimeoutMs?: number
  /** On unless told. */
  readonly rateLimits?: boolean
  /** 120 payloads a minute; on unless told. */
  readonly limitSends?: boolean
  /** Checks traffic against the published description; on unless told. */
  readonly validate?: boolean
  readonly seed?: number
  /** What GET /gateway/bot advises. */
  readonly shards?: number
}

/** The running world. */
export interface Discord {
  /** For `rest: { api }` of the client. */
  readonly apiUrl: string
  readonly gatewayUrl: string
  readonly token: string
  readonly applicationId: string
  /** The bot's user id. */
  readonly botId: string
  readonly world: World
  readonly gateway: Gateway
  readonly faults: Faults
  /** What the portal grants; can change while running. */
  readonly granted: { members: boolean; content: boolean; presences: boolean }
  now(): number
  /** The clock stands at this moment from now on. */
  setTime(ms: number): void
  advance(ms: number): void
  /** The clock runs on in real time. */
  runTime(): void
  createGuild(options: {
    readonly name: string
    readonly owner?: string
    readonly locale?: string
    readonly bot?: readonly Permission[] | false
  }): GuildHandle
  /** Commands as they are registered now. */
  readonly commands: readonly RegisteredCommand[]
  /** Requests of the bot, in order; status 0 where the socket was cut. */
  readonly requests: readonly Logged[]
  readonly dispatches: readonly Dispatched[]
  /** Moments of every IDENTIFY, in real time. */
  readonly identifies: readonly number[]
  readonly resumes: readonly number[]
  /** Answers 401, 403 and 429, for which Discord bans an address at 10,000 in ten minutes. */
  readonly invalidRequests: number
  readonly isValidating: boolean
  readonly violations: readonly Violation[]
  /** The bytes of a file. */
  file(attachment: Attachment): Uint8Array
  /** The conversation between a person and the bot. */
  conversation(person: { readonly id: string }): Channel
  /** Messages of a channel or thread that everybody there sees, oldest first. */
  history(channel: { readonly id: string }): readonly Message[]
  /** Very many messages at once, for benches. */
  flood(channel: Channel, what: Flood): Promise<Flooded>
  /** Writes what DiscordChatExporter would write of a guild now: a JSON file a channel and thread. */
  exportTo(folder: string, guild: GuildHandle): Promise<readonly string[]>
  /** Waits until the bot is connected and has its guilds. */
  connected(patienceMs?: number): Promise<void>
  /** Waits until a condition holds. */
  until(condition: () => boolean, what: string, patienceMs?: number): Promise<void>
  close(): Promise<void>
}

/** Starts it. */
export async function startDiscord(options: DiscordOptions = {}): Promise<Discord> {
  const world = createWorld({
    token: options.token ?? 'MTIzNDU2Nzg5MDEyMzQ1Njc4.simulated.token',
    applicationId: options.applicationId ?? '800000000000000001',
    applicationName: options.applicationName ?? 'Commonplace',
    granted: { members: true, content: true, presences: true, ...options.granted },
    startMs: options.startAt ?? null,
    interactionTimeoutMs: options.interactionTimeoutMs ?? 3000,
    seed: options.seed ?? 1,
  })
  let port = 0
  let invalidRequests = 0
  const spec = createSpecCheck(options.validate !== false)
  const httpFaults = createHttpFaults()
  const requests: Logged[] = []
  const gateway = createGateway(
    world,
    {
      heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250,
      sessionLifetimeMs: options.sessionLifetimeMs ?? 180_000,
      limitSends: options.limitSends !== false,
      shards: options.shards ?? 1,
      url: () => `ws://127.0.0.1:${port}`,
    },
    createGatewayFaults(world.random),
  )
  const server = createHttpServer({
    world,
    gateway,
    routes: [
      ...applicationRoutes,
      ...guildRoutes,
      ...channelRoutes,
      ...messageRoutes,
      ...reactionRoutes,
      ...threadRoutes,
      ...commandRoutes,
      ...interactionRoutes,
      ...webhookRoutes,
    ],
    faults: httpFaults,
    limits: createRateLimits(options.rateLimits !== false),
    spec,
    requests,
    countInvalid: () => {
      invalidRequests += 1
    },
  })
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head))
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  port = await listen(server, options.port ?? 0)
  world.cdnUrl = `http://127.0.0.1:${port}`
  const until = (condition: () => boolean, what: string, patienceMs = 10_000) =>
    waitFor(condition, what, patienceMs)

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    gatewayUrl: `ws://127.0.0.1:${port}`,
    token: world.application.token,
    applicationId: world.application.id,
    botId: world.bot.id,
    world,
    gateway,
    faults: createFaults(gateway, httpFaults),
    granted: world.application.granted,
    now: () => world.clock.now(),
    setTime(ms) {
      world.clock.set(ms)
      archiveStale(world)
    },
    advance(ms) {
      world.clock.advance(ms)
      archiveStale(world)
    },
    runTime: () => world.clock.run(),
    createGuild: (guild) => createGuildHandle(world, guild),
    get commands() {
      return [...world.application.commands.values()]
    },
    requests,
    dispatches: gateway.dispatches,
    identifies: gateway.identifies,
    resumes: gateway.resumes,
    get invalidRequests() {
      return invalidRequests
    },
    isValidating: spec.isValidating,
    get violations() {
      return spec.violations()
    },
    file(attachment) {
      const bytes = world.files.get(attachment.id)
      if (bytes === undefined) throw new Error(`There is no file ${attachment.filename}.`)
      return bytes
    },
    conversation: ({ id }) => openConversation(world, id),
    history: (channel) => world.channels.get(channel.id)?.messages ?? [],
    flood: (channel, what) => flood(world, gateway, channel, what),
    exportTo: (folder, guild) => exportGuild(world, guild.guild, folder),
    connected: (patienceMs) =>
      until(
        () =>
          [...gateway.sessions.values()].some(
            (session) => session.connection !== null && session.sequence > 0,
          ),
        'the bot to connect',
        patienceMs,
      ),
    until,
    async close() {
      gateway.close()
      for (const timer of world.timers) clearTimeout(timer)
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(isAddress(address) ? address.port : port)
    })
  })
}

const isAddress = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null

async function waitFor(condition: () => boolean, what: string, patienceMs: number): Promise<void> {
  const end = Date.now() + patienceMs
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Waited ${patienceMs} ms for ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
