/** The REST side: reads a request, lets it pass limits and faults, runs its route, and writes down what happened. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { HttpFaults, HttpTrouble } from './faults-http.ts'
import type { Gateway } from './gateway.ts'
import type { Json } from './json.ts'
import type { Upload } from './message-body.ts'
import { readMultipart } from './multipart.ts'
import type { RateLimits } from './rate-limits.ts'
import { Refusal, refusalJson, refuse } from './refusal.ts'
import { createRouter, type Match, type Result, type Route } from './routes.ts'
import type { SpecCheck } from './spec-check.ts'
import type { World } from './world.ts'

const PREFIX = /^\/api(\/v(\d+))?/
const BODY_LIMIT_BYTES = 25 * 1024 * 1024

/** A request and its answer, as tests read them back. */
export interface Logged {
  readonly method: string
  /** Without `/api/v10`. */
  readonly path: string
  readonly query: string
  readonly body: Json
  readonly files: readonly string[]
  readonly status: number
  readonly answer: Json
  /** The world's time. */
  readonly at: number
}

/** What the HTTP side needs. */
export interface HttpParts {
  readonly world: World
  readonly gateway: Gateway
  readonly routes: readonly Route[]
  readonly faults: HttpFaults
  readonly limits: RateLimits
  readonly spec: SpecCheck
  readonly requests: Logged[]
  /** Counts answers 401, 403 and 429, as Discord's ban does. */
  readonly countInvalid: () => void
}

interface Incoming {
  readonly method: string
  readonly path: string
  readonly url: URL
  readonly isBot: boolean
  readonly bytes: Buffer
  readonly isTooLarge: boolean
  readonly contentType: string
}

/** A server over these parts; it does not listen yet. */
export function createHttpServer(parts: HttpParts): Server {
  const find = createRouter(parts.routes)
  return createServer((request, response) => {
    handle(parts, find, request, response).catch((error: unknown) => {
      // Whoever asked was killed in the middle of asking.
      if (request.destroyed && !request.complete) return
      parts.spec.note(
        `The simulator failed at ${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}`,
      )
      if (!response.headersSent)
        response.writeHead(500).end('{"message":"500: Internal Server Error","code":0}')
    })
  })
}

async function handle(
  parts: HttpParts,
  find: ReturnType<typeof createRouter>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const incoming = await readRequest(parts.world, request)
  if (incoming.method === 'GET' && incoming.path.startsWith('/attachments/'))
    return sendFile(parts.world, incoming.path, response)
  const { body, uploads } = readBody(incoming)
  const reply = (status: number, answer: Json, headers: Readonly<Record<string, string>> = {}) => {
    const logged = {
      method: incoming.method,
      path: incoming.path,
      query: incoming.url.search,
      body,
      files: uploads.map((one) => one.filename),
      status,
      answer,
      at: parts.world.clock.now(),
    }
    parts.requests.push(logged)
    if (status === 401 || status === 403 || (status === 429 && headers['X-RateLimit-Scope'] !== 'shared'))
      parts.countInvalid()
    write(parts.world, response, status, answer, headers)
  }
  const before = parts.faults.take('before', incoming.method, incoming.path)
  if (
    before !== null &&
    (await suffer(before, request, reply, () => {
      parts.requests.push(lost(parts.world, incoming, body))
    }))
  )
    return
  const match = find(incoming.method, incoming.path)
  if (match === null) {
    parts.spec.note(`Unknown route ${incoming.method} ${incoming.path}`)
    return reply(404, { message: '404: Not Found', code: 0 })
  }
  if (match.route.isOpen !== true && !incoming.isBot)
    return reply(401, { message: '401: Unauthorized', code: 0 })
  const allowance = parts.limits.take(incoming.method, match.route.path, majorOf(match))
  if (allowance.retryAfterMs !== null)
    return refuseForNow(
      reply,
      allowance.retryAfterMs,
      allowance.isGlobal ? 'global' : 'user',
      allowance.headers,
    )
  parts.spec.checkRequest(incoming.method, match.route.path, body)
  const result = await run(parts, match, incoming, body, uploads)
  parts.spec.checkAnswer(incoming.method, match.route.path, result.status, result.body)
  const after = parts.faults.take('after', incoming.method, incoming.path)
  if (
    after !== null &&
    (await suffer(after, request, reply, () => {
      parts.requests.push(lost(parts.world, incoming, body))
    }))
  )
    return
  reply(result.status, result.body, allowance.headers)
}

const lost = (world: World, incoming: Incoming, body: Json): Logged => ({
  method: incoming.method,
  path: incoming.path,
  query: incoming.url.search,
  body,
  files: [],
  status: 0,
  answer: null,
  at: world.clock.now(),
})

async function readRequest(world: World, request: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size <= BODY_LIMIT_BYTES) chunks.push(chunk)
  }
  const url = new URL(request.url ?? '/', 'http://localhost')
  return {
    method: request.method ?? 'GET',
    path: url.pathname.replace(PREFIX, ''),
    url,
    isBot: request.headers.authorization === `Bot ${world.application.token}`,
    bytes: Buffer.concat(chunks),
    isTooLarge: size > BODY_LIMIT_BYTES,
    contentType: request.headers['content-type'] ?? '',
  }
}

function readBody(incoming: Incoming): { readonly body: Json; readonly uploads: readonly Upload[] } {
  const { bytes, contentType } = incoming
  if (bytes.length === 0) return { body: undefined, uploads: [] }
  const form = contentType.startsWith('multipart/form-data') ? readMultipart(bytes, contentType) : null
  return {
    body: parse(form === null ? bytes.toString() : (form.payload ?? '{}')),
    uploads: form?.files ?? [],
  }
}

function parse(text: string): Json {
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

async function run(
  parts: HttpParts,
  match: Match,
  incoming: Incoming,
  body: Json,
  uploads: readonly Upload[],
): Promise<Result> {
  try {
    if (incoming.isTooLarge) throw refuse('tooLarge')
    if (body === undefined && incoming.bytes.length > 0)
      throw new Refusal(400, 50109, 'The request body contains invalid JSON.')
    return await match.route.run({
      world: parts.world,
      gateway: parts.gateway,
      params: match.params,
      query: incoming.url.searchParams,
      body,
      uploads,
    })
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: refusalJson(error) }
    throw error
  }
}

/** Buckets are kept apart by channel, guild or webhook. */
const majorOf = ({ params }: Match): string =>
  params['channel_id'] ?? params['guild_id'] ?? params['webhook_id'] ?? ''

type Reply = (status: number, answer: Json, headers?: Readonly<Record<string, string>>) => void

function refuseForNow(
  reply: Reply,
  retryAfterMs: number,
  scope: 'user' | 'shared' | 'global',
  headers: Readonly<Record<string, string>>,
): void {
  const seconds = Math.max(0.001, retryAfterMs / 1000)
  reply(
    429,
    { message: 'You are being rate limited.', retry_after: seconds, global: scope === 'global' },
    {
      ...headers,
      'Retry-After': String(seconds),
      'X-RateLimit-Scope': scope,
      ...(scope === 'global' ? { 'X-RateLimit-Global': 'true' } : {}),
    },
  )
}

/** Lets the request suffer; whether that was all of it. */
async function suffer(
  trouble: HttpTrouble,
  request: IncomingMessage,
  reply: Reply,
  logLost: () => void,
): Promise<boolean> {
  switch (trouble.kind) {
    case 'status':
      reply(trouble.status, { message: `${trouble.status}: Trouble`, code: 0 })
      return true
    case 'drop':
      logLost()
      request.socket.resetAndDestroy()
      return true
    case 'hangUp':
      logLost()
      request.socket.destroy()
      return true
    case 'rateLimit':
      refuseForNow(reply, trouble.retryAfterMs, trouble.scope, {})
      return true
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, trouble.ms))
      return false
  }
}

function write(
  world: World,
  response: ServerResponse,
  status: number,
  answer: Json,
  headers: Readonly<Record<string, string>>,
): void {
  const hasBody = status !== 204 && answer !== undefined
  response.writeHead(status, {
    Date: new Date(world.clock.now()).toUTCString(),
    ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
    ...headers,
  })
  response.end(hasBody ? JSON.stringify(answer) : undefined)
}

function sendFile(world: World, path: string, response: ServerResponse): void {
  const bytes = world.files.get(path.split('/')[2] ?? '')
  if (bytes === undefined) response.writeHead(404).end()
  else response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes)
}
