/**
 * One connection to Slack over its own unmodified client, from its opening to its end. The client's own ways of renewing a
 * connection are not used, and what it would throw at is taken before it: it never ends the process.
 */
import { LogLevel, SocketModeClient } from '@slack/socket-mode'
import { WebAPIRateLimitedError } from '@slack/web-api'
import { z } from 'zod'
import { refusalOf } from './clients.ts'
import { LINK_DISABLED } from './endings.ts'

const ASKING_MS = 10_000
const OPENING_MS = 20_000
/** How often it is looked whether the connection is still closing: a peer that is gone never says that it has closed. */
const WATCH_MS = 1_000
/** How long a connection that Slack wants replaced may go on: acknowledgements of what it told are still on their way. */
const DRAIN_MS = 30_000
const CLOSING_MS = 1_000
/** Where Slack does not tell how long a connection lives. */
const USUAL_LIFE_MS = 3 * 3_600_000
/** The states of a WebSocket. */
const CLOSING = 2

/** An envelope as it arrived. */
export interface Envelope {
  /** `events_api`, `slash_commands`, `interactive`, or what Slack may yet invent. */
  readonly type: string
  readonly body: unknown
  /** Whether it was sent before, and not acknowledged. */
  readonly isRepeat: boolean
  /** Throws where the connection that it came on is gone; events are sent again then. */
  ack(payload?: object): Promise<void>
}

export interface LineOptions {
  readonly appToken: string
  /** Null for Slack itself. */
  readonly apiUrl: string | null
  /** A connection that has not answered a ping for so long is dead. */
  readonly pingMs: number
  readonly log: {
    debug(details: object, message: string): void
    info(details: object, message: string): void
    warn(details: object, message: string): void
    error(details: object, message: string): void
  }
  onEnvelope(envelope: Envelope): void
  /** Slack keeps events of this minute to itself, because there are too many. */
  onRateLimited(): void
  /** Something came that is not as Slack describes it. */
  onStrange(what: string): void
}

/** Why a connection ends. `lost`: nobody said that it would. `crowded`: there are too many of this app. */
export type Ending =
  | { readonly kind: 'refresh' | 'lost' | 'crowded' }
  | { readonly kind: 'final'; readonly code: string }

export interface Line {
  /** As soon as it is known that it ends; it may still hear for a while. */
  readonly ending: Promise<Ending>
  readonly closed: Promise<void>
  /** How long Slack means to let it live. */
  readonly lifeMs: number
  close(): Promise<void>
}

/** A connection could not be opened. */
export class LineFailed extends Error {
  override readonly name = 'LineFailed'
  /** Slack's code, where it refused. */
  readonly code: string | null
  /** Slack said to come again after so long. */
  readonly waitMs: number

  constructor(cause: unknown, told: string | null) {
    const code = told ?? refusalOf(cause)
    super(code === null ? 'a connection to Slack could not be opened' : `Slack refused: ${code}`, { cause })
    this.code = code
    this.waitMs = cause instanceof WebAPIRateLimitedError ? cause.retryAfter * 1000 : 0
  }
}

const message = z.looseObject({
  type: z.string().optional(),
  reason: z.string().optional(),
  payload: z.looseObject({ type: z.string().optional() }).nullish().catch(null),
  debug_info: z.looseObject({ approximate_connection_time: z.number().positive().optional() }).optional(),
})

/** What the client makes of an envelope. */
interface Delivered {
  readonly type: string
  readonly body: unknown
  readonly ack: (payload?: object) => Promise<void>
  readonly retry_num?: number
}

/** Opens a connection; resolves when Slack has greeted. Throws `LineFailed`. */
export async function openLine(options: LineOptions, signal: AbortSignal): Promise<Line> {
  const { log, onEnvelope, onRateLimited, onStrange } = options
  const client = new SocketModeClient({
    appToken: options.appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: options.pingMs,
    logger: quietLogger(log),
    clientOptions: {
      ...(options.apiUrl === null ? {} : { slackApiUrl: options.apiUrl }),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: ASKING_MS,
    },
  })
  let lifeMs = USUAL_LIFE_MS
  let isGivenUp = false
  let finalCode: string | null = null
  let drain: NodeJS.Timeout | undefined
  let wasClosing = false
  let end: (ending: Ending) => void = () => undefined
  const ending = new Promise<Ending>((resolve) => {
    end = resolve
  })
  let setClosed: () => void = () => undefined
  const closed = new Promise<void>((resolve) => {
    setClosed = resolve
  })

  const disconnect = (): void => {
    client.disconnect().catch((error: unknown) => log.debug({ err: error }, 'a connection closes badly'))
  }
  const watch = setInterval(() => {
    if (client.websocket?.readyState !== CLOSING) return
    end({ kind: 'lost' })
    if (wasClosing) disconnect()
    wasClosing = true
  }, WATCH_MS)
  const close = async (): Promise<void> => {
    disconnect()
    let timer: NodeJS.Timeout | undefined
    const waiting = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSING_MS)
    })
    await Promise.race([closed, waiting])
    clearTimeout(timer)
    // Asked a second time, the client does not wait for the other side any more.
    if (client.websocket?.readyState === CLOSING) disconnect()
  }
  client.on('close', () => {
    clearInterval(watch)
    clearTimeout(drain)
    end({ kind: 'lost' })
    setClosed()
  })
  // The client forgets that it was asked to leave while it was still asking for an address.
  client.on('connecting', () => {
    if (isGivenUp) setImmediate(disconnect)
  })
  client.on('slack_event', ({ type, body, ack, retry_num: attempt }: Delivered) =>
    onEnvelope({ type, body, ack, isRepeat: attempt !== undefined && attempt !== 0 }),
  )

  const told = (reason: string): void => {
    if (reason === LINK_DISABLED) finalCode = reason
    if (finalCode !== null) end({ kind: 'final', code: finalCode })
    else end({ kind: reason === 'too_many_websockets' ? 'crowded' : 'refresh' })
    // Slack closes it. The client would at once, and acknowledge nothing more.
    drain ??= setTimeout(disconnect, DRAIN_MS)
  }
  /** True where nothing is left for the client to do. */
  const take = (data: unknown): boolean => {
    const read = message.safeParse(parsed(data))
    if (!read.success) {
      onStrange('message')
      return true
    }
    const { type, reason, payload, debug_info: about } = read.data
    if (type === 'disconnect') {
      told(reason ?? '')
      return true
    }
    if (type === 'hello' && about?.approximate_connection_time !== undefined)
      lifeMs = about.approximate_connection_time * 1000
    if (payload?.type !== 'app_rate_limited') return false
    onRateLimited()
    return true
  }
  const own = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    if (isBinary === true || take(data)) return
    // It answers with a promise, which nobody else looks at.
    for (const listener of own)
      Promise.resolve()
        .then(() => listener.call(client, data, isBinary))
        .catch((error: unknown) => {
          onStrange('envelope')
          log.debug({ err: error }, 'the Slack client did not understand an envelope')
        })
  })

  const giveUp = (): void => {
    isGivenUp = true
    clearInterval(watch)
    if (client.websocket !== undefined) void close()
  }
  try {
    signal.throwIfAborted()
    await within(OPENING_MS, client.start(), signal)
  } catch (error) {
    giveUp()
    throw new LineFailed(error, finalCode)
  }
  return { ending, closed, lifeMs, close }
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return null
  }
}

/** Waits no longer than so long, or until the signal is aborted. */
async function within(ms: number, work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let leave: () => void = () => undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Slack did not greet in time')), ms)
    leave = () => reject(signal.reason)
    signal.addEventListener('abort', leave)
  })
  try {
    await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', leave)
  }
}

/** What the client says, without the traffic that it would write down. */
function quietLogger(log: LineOptions['log']) {
  const tell = (...said: unknown[]): void =>
    log.debug({ said: said.map((one) => (one instanceof Error ? one : String(one))) }, 'the Slack client')
  const nothing = (): void => undefined
  return {
    debug: nothing,
    info: nothing,
    warn: tell,
    error: tell,
    setLevel: nothing,
    setName: nothing,
    getLevel: () => LogLevel.ERROR,
  }
}
