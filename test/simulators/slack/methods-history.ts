/** Methods that read what was said. */
import type { JsonObject } from '../discord/json.ts'
import { microsOf } from './clock.ts'
import {
  arg,
  type Call,
  cursorOf,
  flagArg,
  limitArg,
  type Method,
  needed,
  readableChannel,
  readCursor,
} from './methods.ts'
import type { Message } from './model.ts'
import { Refusal } from './refusal.ts'
import { messageJson } from './wire-messages.ts'
import { findMessage } from './world.ts'

const LIMITED = 15
const MOST = 999
const CURSOR = 'next_ts'

/** How many messages: in the limited regime fifteen at most, whatever is asked, without a word. */
function historyLimit(call: Call, usual: number): number {
  const limit = limitArg(call, usual, Number.MAX_SAFE_INTEGER)
  return call.isHistoryLimited ? Math.min(limit, LIMITED) : Math.min(limit, MOST)
}

/** Whether a moment lies between `oldest` and `latest`, which count only where `inclusive` says so. */
function rangeOf(call: Call): (message: Message) => boolean {
  const moment = (name: 'oldest' | 'latest'): number | null => {
    const written = arg(call, name)
    if (written === null || written === 'now') return null
    const micros = microsOf(written)
    if (Number.isNaN(micros)) throw new Refusal(`invalid_ts_${name}`)
    return micros
  }
  const oldest = moment('oldest')
  const latest = moment('latest')
  const isInclusive = flagArg(call, 'inclusive')
  return ({ ts }) => {
    const at = microsOf(ts)
    if (isInclusive && (at === oldest || at === latest)) return true
    return (oldest === null || oldest === 0 || at > oldest) && (latest === null || at < latest)
  }
}

function history(call: Call): JsonObject {
  const channel = readableChannel(call, 'history')
  const isWithin = rangeOf(call)
  const limit = historyLimit(call, call.isHistoryLimited ? LIMITED : 100)
  const cursor = readCursor(call, CURSOR)
  const from = cursor === null ? Number.POSITIVE_INFINITY : Number(cursor)
  if (Number.isNaN(from)) throw new Refusal('invalid_cursor')
  const found: Message[] = []
  for (let index = channel.messages.length - 1; index >= 0 && found.length <= limit; index -= 1) {
    const message = channel.messages[index]
    if (message === undefined || microsOf(message.ts) > from || !isWithin(message)) continue
    if (message.threadTs === null || message.subtype === 'thread_broadcast') found.push(message)
  }
  const page = found.slice(0, limit)
  const next = found[limit]
  const metadata = flagArg(call, 'include_all_metadata')
  return {
    ok: true,
    messages: page.map((message) => messageJson(call.world, message, { metadata })),
    has_more: next !== undefined,
    pin_count: channel.pins.length,
    channel_actions_ts: null,
    channel_actions_count: 0,
    ...(next === undefined
      ? {}
      : { response_metadata: { next_cursor: cursorOf(CURSOR, String(microsOf(next.ts))) } }),
  }
}

function replies(call: Call): JsonObject {
  const channel = readableChannel(call, 'history')
  const asked = findMessage(channel, needed(call, 'ts'))
  const parent = asked === undefined || asked.threadTs === null ? asked : findMessage(channel, asked.threadTs)
  if (parent === undefined) throw new Refusal('thread_not_found')
  const isWithin = rangeOf(call)
  const limit = historyLimit(call, call.isHistoryLimited ? LIMITED : MOST)
  const cursor = readCursor(call, CURSOR)
  const from = cursor === null ? Number.NEGATIVE_INFINITY : Number(cursor)
  if (Number.isNaN(from)) throw new Refusal('invalid_cursor')
  const found = parent.replies.filter((one) => microsOf(one.ts) >= from && isWithin(one))
  const page = found.slice(0, limit)
  const next = found[limit]
  const metadata = flagArg(call, 'include_all_metadata')
  return {
    ok: true,
    // The parent stands first on every page, whatever range was asked for.
    messages: [parent, ...page].map((message) => messageJson(call.world, message, { metadata })),
    has_more: next !== undefined,
    ...(next === undefined
      ? {}
      : { response_metadata: { next_cursor: cursorOf(CURSOR, String(microsOf(next.ts))) } }),
  }
}

/** All of them. */
export const historyMethods: readonly Method[] = [
  { name: 'conversations.history', scopes: [], token: 'bot', tier: 3, run: history },
  { name: 'conversations.replies', scopes: [], token: 'bot', tier: 3, run: replies },
]
