/** The HTTP side: reads a call, lets it pass faults, tokens, scopes and limits, runs its method, and writes down what happened. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createHttpFaults, type HttpFaults, type HttpTrouble } from '../discord/faults-http.ts'
import { type Json, type JsonObject, textOf } from '../discord/json.ts'
import { type Method, requireScope } from './methods.ts'
import { takeUpload } from './methods-files.ts'
import { createRateLimits, type Limits } from './rate-limits.ts'
import { Refusal, refusalJson } from './refusal.ts'
import { respond } from './responses.ts'
import type { SocketMode } from './socket-mode.ts'
import type { SpecCheck } from './spec-check.ts'
import { type Incoming, readRequest } from './web-request.ts'
import type { World } from './world.ts'

const PREFIX = '/api/'

/** A call and its answer, as tests read them back. */
export interface Called {
  /** `chat.postMessage`; `response_url` and `upload` for those. */
  readonly method: string
  /** Without the token. */
  readonly args: JsonObject
  /** 0 where the connection was cut. */
  readonly status: number
  readonly answer: Json
  /** The world's time. */
  readonly at: number
}

/** What the HTTP side needs. */
export interface WebParts {
  readonly world: World
  readonly sockets: SocketMode
  readonly methods: readonly Method[]
  readonly limits: Limits
  readonly spec: SpecCheck
  readonly calls: Called[]
}

/** The HTTP side. */
export interface Web {
  readonly server: Server
  readonly faults: HttpFaults
}

/** A server over these parts; it does not listen yet. */
export function createWeb(parts: WebParts): Web {
  const faults = createHttpFaults()
  const methods = new Map(parts.methods.map((method) => [method.name, method]))
  const limits = createRateLimits(parts.limits)
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      parts.spec.note(
        `The simulator failed at ${request.url}: ${error instanceof Error ? error.stack : String(error)}`,
      )
      if (!response.headersSent) response.writeHead(500).end('{"ok":false,"error":"internal_error"}')
    })
  })
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const incoming = await readRequest(request)
    const { path } = incoming
    const name = path.startsWith(PREFIX)
      ? path.slice(PREFIX.length)
      : path.startsWith('/upload/')
        ? 'upload'
        : path.startsWith('/files/')
          ? 'file'
          : 'response_url'
    const log = (status: number, answer: Json) => {
      if (name !== 'file')
        parts.calls.push({ method: name, args: incoming.args, status, answer, at: parts.world.clock.now() })
    }
    const reply = (status: number, answer: Json, headers: Readonly<Record<string, string>> = {}) => {
      log(status, answer)
      write(parts.world, response, status, answer, headers)
    }
    const suffer = async (when: 'before' | 'after') => {
      const trouble = faults.take(when, 'POST', name)
      return trouble !== null && (await undergo(trouble, request, reply, () => log(0, null)))
    }
    if (await suffer('before')) return
    const result =
      name === 'upload' || name === 'response_url' || name === 'file'
        ? plain(parts.world, name, incoming)
        : await run(parts, methods.get(name), name, incoming, limits)
    if (await suffer('after')) return
    reply(result.status, result.answer, result.headers)
  }
  return { server, faults }
}

interface Result {
  readonly status: number
  readonly answer: Json
  readonly headers?: Readonly<Record<string, string>>
}

/** Uploads, files and response URLs, which are no methods. */
function plain(world: World, name: 'upload' | 'file' | 'response_url', incoming: Incoming): Result {
  const last = incoming.path.split('/').at(-1) ?? ''
  if (name === 'upload') {
    const { status, body } = takeUpload(world, last, incoming.files[0] ?? Uint8Array.from(incoming.bytes))
    return { status, answer: body }
  }
  if (name === 'file') {
    const file = world.files.get(incoming.path.split('/')[2] ?? '')
    return file?.bytes == null
      ? { status: 404, answer: 'not found' }
      : { status: 200, answer: Buffer.from(file.bytes).toString('latin1') }
  }
  try {
    if (incoming.isBrokenJson) return { status: 400, answer: 'invalid_payload' }
    const { status, body } = respond(world, incoming.path, incoming.args)
    return { status, answer: body }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: 400, answer: error.code }
  }
}

async function run(
  parts: WebParts,
  method: Method | undefined,
  name: string,
  incoming: Incoming,
  limits: ReturnType<typeof createRateLimits>,
): Promise<Result> {
  const { world, spec } = parts
  if (method === undefined) {
    spec.note(`Unknown method ${name}`)
    return { status: 200, answer: { ok: false, error: 'unknown_method', req_method: name } }
  }
  const headers = {
    'x-oauth-scopes': method.token === 'app' ? 'connections:write' : [...world.app.scopes].join(','),
    'x-accepted-oauth-scopes': method.scopes.join(','),
  }
  const refuse = (refusal: Refusal): Result => ({ status: 200, answer: refusalJson(refusal), headers })
  const wrong = checkToken(world, method, incoming.token)
  if (wrong !== null) return { status: 200, answer: { ok: false, error: wrong } }
  spec.checkRequest(name, incoming.args)
  const wait = limits.take(method, textOf(incoming.args['channel']))
  if (wait !== null)
    return {
      status: 429,
      answer: { ok: false, error: 'ratelimited' },
      headers: { 'Retry-After': String(wait) },
    }
  try {
    if (incoming.isBrokenJson) throw new Refusal('invalid_json')
    for (const scope of method.scopes) requireScope(world, scope)
    const answer = await method.run({
      world,
      sockets: parts.sockets,
      args: incoming.args,
      isHistoryLimited: parts.limits.isHistoryLimited,
    })
    spec.checkAnswer(name, answer)
    return { status: 200, answer, headers }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    spec.checkAnswer(name, refusalJson(error))
    return refuse(error)
  }
}

function checkToken(world: World, method: Method, token: string | null): string | null {
  if (method.token === 'none') return null
  if (token === null) return 'not_authed'
  const { app } = world
  if (token !== app.botToken && token !== app.appToken) return 'invalid_auth'
  if (app.state === 'uninstalled') return 'account_inactive'
  if (app.state === 'revoked') return 'token_revoked'
  const isRight = token === (method.token === 'app' ? app.appToken : app.botToken)
  return isRight ? null : 'not_allowed_token_type'
}

type Reply = (status: number, answer: Json, headers?: Readonly<Record<string, string>>) => void

/** Lets the request suffer; whether that was all of it. */
async function undergo(
  trouble: HttpTrouble,
  request: IncomingMessage,
  reply: Reply,
  logLost: () => void,
): Promise<boolean> {
  switch (trouble.kind) {
    case 'status':
      reply(trouble.status, `${trouble.status} trouble`)
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
      reply(
        429,
        { ok: false, error: 'ratelimited' },
        { 'Retry-After': String(Math.max(1, Math.ceil(trouble.retryAfterMs / 1000))) },
      )
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
  const isText = typeof answer === 'string'
  response.writeHead(status, {
    Date: new Date(world.clock.now()).toUTCString(),
    'Content-Type': isText ? 'text/plain' : 'application/json; charset=utf-8',
    ...headers,
  })
  response.end(isText ? Buffer.from(answer, 'latin1') : JSON.stringify(answer))
}
