/** What a Web API method is, and what methods share: reading arguments, finding what they name, pages. */
import { type Json, type JsonObject, textOf } from '../discord/json.ts'
import type { Channel, Message, User } from './model.ts'
import { Refusal } from './refusal.ts'
import type { SocketMode } from './socket-mode.ts'
import { scopeFamily } from './wire-channels.ts'
import { findMessage, hasBot, type World } from './world.ts'

/** A call as methods see it. */
export interface Call {
  readonly world: World
  readonly sockets: SocketMode
  readonly args: JsonObject
  /** Whether history gives fifteen objects at most. */
  readonly isHistoryLimited: boolean
}

/** A method. */
export interface Method {
  readonly name: string
  /** What it needs whatever its arguments are: all of these. Those that depend are checked inside. */
  readonly scopes: readonly string[]
  readonly token: 'bot' | 'app' | 'none'
  /** Calls a minute. */
  readonly tier: 1 | 2 | 3 | 4 | 'special'
  readonly run: (call: Call) => JsonObject | Promise<JsonObject>
}

/** A text argument; null where it is absent or empty. */
export function arg(call: Call, name: string): string | null {
  const value = call.args[name]
  const text = typeof value === 'number' ? String(value) : textOf(value)
  return text === '' ? null : text
}

/** A text argument that must be there. */
export function needed(call: Call, name: string): string {
  const text = arg(call, name)
  if (text !== null) return text
  throw new Refusal('invalid_arguments', {
    response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
  })
}

/** A yes or no, in any of the forms that forms have. */
export function flagArg(call: Call, name: string, otherwise = false): boolean {
  const value = call.args[name]
  if (value === undefined || value === null || value === '') return otherwise
  return value === true || value === 'true' || value === '1' || value === 1
}

/** An argument that is JSON, as such or as text. */
export function jsonArg(call: Call, name: string): Json {
  const value = call.args[name]
  if (typeof value !== 'string') return value
  try {
    const read: Json = JSON.parse(value)
    return read
  } catch {
    return undefined
  }
}

/** Says that a scope is missing, if none of these was granted. */
export function requireScope(world: World, ...anyOf: readonly string[]): void {
  if (anyOf.some((scope) => world.app.scopes.has(scope))) return
  throw new Refusal('missing_scope', {
    needed: anyOf.join(','),
    provided: [...world.app.scopes].join(','),
  })
}

/** A channel that the bot may know of: private ones that it is not in do not exist for it. */
export function channelArg(call: Call, name = 'channel'): Channel {
  const channel = call.world.channels.get(arg(call, name) ?? '')
  if (channel === undefined) throw new Refusal('channel_not_found')
  if (channel.kind !== 'public' && !hasBot(call.world, channel)) throw new Refusal('channel_not_found')
  return channel
}

/** A channel whose content the bot reads: it must be in it. */
export function readableChannel(call: Call, right: 'history' | 'read'): Channel {
  const channel = channelArg(call)
  requireScope(call.world, `${scopeFamily(channel)}:${right}`)
  if (right === 'history' && !hasBot(call.world, channel)) throw new Refusal('not_in_channel')
  return channel
}

/** A message by an argument that holds its `ts`. */
export function messageArg(call: Call, channel: Channel, name: string): Message {
  const ts = arg(call, name)
  const message = ts === null ? undefined : findMessage(channel, ts)
  if (message === undefined) throw new Refusal('message_not_found')
  return message
}

/** A user of this workspace or of a shared channel. */
export function userArg(call: Call, name = 'user'): User {
  const user = call.world.users.get(arg(call, name) ?? '')
  if (user === undefined) throw new Refusal('user_not_found')
  return user
}

/** How many things a page may have. */
export function limitArg(call: Call, usual: number, most: number): number {
  const written = arg(call, 'limit')
  if (written === null) return usual
  const limit = Number(written)
  if (!Number.isInteger(limit) || limit < 0 || limit > most) throw new Refusal('invalid_limit')
  return limit === 0 ? usual : limit
}

/** A page of a list: each thing has a key that cursors begin from. */
export function pageOf<Thing>(
  call: Call,
  things: readonly Thing[],
  limit: number,
  keyOf: (thing: Thing) => string,
  prefix: string,
): { readonly page: readonly Thing[]; readonly next: string } {
  const from = readCursor(call, prefix)
  const start = from === null ? 0 : things.findIndex((one) => keyOf(one) === from)
  if (start < 0) throw new Refusal('invalid_cursor')
  const after = things[start + limit]
  return {
    page: things.slice(start, start + limit),
    next: after === undefined ? '' : cursorOf(prefix, keyOf(after)),
  }
}

/** A cursor as Slack makes them. */
export const cursorOf = (prefix: string, key: string): string =>
  Buffer.from(`${prefix}:${key}`).toString('base64')

/** What a cursor points to; null where there is none. */
export function readCursor(call: Call, prefix: string): string | null {
  const cursor = arg(call, 'cursor')
  if (cursor === null) return null
  const read = Buffer.from(cursor, 'base64').toString()
  if (!read.startsWith(`${prefix}:`)) throw new Refusal('invalid_cursor')
  return read.slice(prefix.length + 1)
}
