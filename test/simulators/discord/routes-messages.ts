/** Routes about messages: reading history, posting, editing, deleting, pinning. */
import { type Access, accessFor, need, needToPost } from './access.ts'
import { compareIds, isoTime, momentOf } from './clock.ts'
import { isList, type JsonObject, objectOf, textOf } from './json.ts'
import { type MessageBody, readMessageBody } from './message-body.ts'
import { deleteMessages, editMessage, NOBODY, pinMessage, postMessage } from './messages.ts'
import { CHANNEL_TYPES, MESSAGE_FLAGS, MESSAGE_TYPES, type Message, type Reference } from './model.ts'
import { Refusal, refuse } from './refusal.ts'
import { type Call, formOf, limitFor, messageFor, nothing, ok, type Result, type Route } from './routes.ts'
import { messageJson, nonceJson, snapshotOf } from './wire-messages.ts'
import { findMessage, type World } from './world.ts'

const NONCE_MEMORY_MS = 5 * 60_000
const MOST_PINS = 250
const SENDABLE =
  MESSAGE_FLAGS.suppressEmbeds | MESSAGE_FLAGS.suppressNotifications | MESSAGE_FLAGS.componentsV2

/** What this bot may read of a message over REST: the application's grant decides. */
export const shownJson = (world: World, message: Message): JsonObject =>
  messageJson(world, message, { content: world.application.granted.content })

function readHistory(call: Call): Result {
  const access = accessFor(call)
  const { channel } = access
  const limit = limitFor(call, 100, 50)
  if (channel.type === CHANNEL_TYPES.category) throw refuse('noTextChannel')
  if (!access.may('READ_MESSAGE_HISTORY')) return ok([])
  return ok(page(channel.messages, call.query, limit).map((message) => shownJson(call.world, message)))
}

/** Newest first; `before`, `after` and `around` leave out what they name, but `around` keeps the middle. */
function page(messages: readonly Message[], query: URLSearchParams, limit: number): readonly Message[] {
  const [before, after, around] = ['before', 'after', 'around'].map((key) => query.get(key))
  if (around != null) {
    const middle = firstFrom(messages, around, 0)
    const start = Math.max(0, middle - Math.floor(limit / 2))
    return messages.slice(start, start + limit).toReversed()
  }
  if (after != null) {
    const start = firstFrom(messages, after, 1)
    return messages.slice(start, start + limit).toReversed()
  }
  const end = before == null ? messages.length : firstFrom(messages, before, 0)
  return messages.slice(Math.max(0, end - limit), end).toReversed()
}

/** The index of the first message that is not older than an id; with `past` 1, of the first that is newer. */
function firstFrom(messages: readonly Message[], id: string, past: 0 | 1): number {
  let low = 0
  let high = messages.length
  while (low < high) {
    const middle = (low + high) >> 1
    const found = messages[middle]
    if (found !== undefined && compareIds(found.id, id) < past) low = middle + 1
    else high = middle
  }
  return low
}

function post(call: Call): Result {
  const access = accessFor(call)
  needToPost(call.world, access)
  const { channel } = access
  const { world } = call
  const body = formOf(call)
  if (call.uploads.length > 0) need(access, 'ATTACH_FILES')
  const reference = readReference(access, body)
  const forwarded = reference?.type === 1 ? forwardedMessage(world, reference) : null
  const read: MessageBody | null =
    forwarded !== null && textOf(body['content']) === null
      ? null
      : readMessageBody(body, {
          world,
          uploads: call.uploads,
          isEphemeral: false,
          allowedFlags: SENDABLE,
          edited: null,
        })
  const earlier =
    read?.isNonceEnforced === true && read.nonce !== null ? sentBefore(world, read.nonce) : undefined
  if (earlier !== undefined) return ok({ ...shownJson(world, earlier), ...nonceJson(earlier) })
  const message = postMessage(world, channel, world.bot, {
    type: reference !== null && reference.type === 0 ? MESSAGE_TYPES.reply : MESSAGE_TYPES.default,
    ...(read === null
      ? { flags: MESSAGE_FLAGS.hasSnapshot, allowed: NOBODY }
      : {
          content: read.content ?? '',
          embeds: read.embeds ?? [],
          components: read.components ?? [],
          attachments: read.attachments ?? [],
          flags: read.flags,
          nonce: read.nonce,
          allowed: body['allowed_mentions'] == null ? { ...read.allowed, repliedUser: true } : read.allowed,
        }),
    reference,
    snapshots: forwarded === null ? [] : [snapshotOf(world, forwarded)],
  })
  world.sent.push(message)
  return ok({ ...shownJson(world, message), ...nonceJson(message) })
}

/** The message that this nonce already made in the past few minutes, deleted or not. */
function sentBefore(world: World, nonce: string | number): Message | undefined {
  const since = world.clock.now() - NONCE_MEMORY_MS
  return world.sent.findLast((message) => message.nonce === nonce && momentOf(message.id) >= since)
}

function readReference(access: Access, body: JsonObject): Reference | null {
  if (body['message_reference'] == null) return null
  const asked = objectOf(body['message_reference'])
  const type = asked['type'] === 1 ? 1 : 0
  const channelId = textOf(asked['channel_id']) ?? access.channel.id
  const messageId = textOf(asked['message_id']) ?? ''
  const reference = { type, channelId, messageId, guildId: access.channel.guildId } as const
  if (type === 1) return reference
  const isThere = findMessage(access.channel, messageId) !== undefined && channelId === access.channel.id
  if (!isThere && asked['fail_if_not_exists'] === false) return null
  if (!isThere)
    throw new Refusal(400, 50035, 'Invalid Form Body', {
      message_reference: {
        _errors: [{ code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' }],
      },
    })
  if (!access.may('READ_MESSAGE_HISTORY'))
    throw new Refusal(403, 160002, 'Cannot reply without permission to read message history')
  return reference
}

function forwardedMessage(world: World, reference: Reference): Message {
  const channel = world.channels.get(reference.channelId)
  const found = channel === undefined ? undefined : findMessage(channel, reference.messageId ?? '')
  if (found === undefined) throw refuse('unknownMessage')
  return found
}

function edit(call: Call): Result {
  const { channel } = accessFor(call)
  const message = messageFor(call, channel)
  if (message.author.id !== call.world.bot.id) throw refuse('wrongAuthor')
  const body = formOf(call)
  const read = readMessageBody(body, {
    world: call.world,
    uploads: call.uploads,
    isEphemeral: false,
    allowedFlags: SENDABLE,
    edited: message,
  })
  editMessage(call.world, channel, message, editOf(body, read, message))
  return ok(shownJson(call.world, message))
}

/** What a body changes of a message: a field that is named is replaced, others stay. */
export function editOf(
  body: JsonObject,
  read: MessageBody,
  message: Message,
): Parameters<typeof editMessage>[3] {
  const addsV2 = (read.flags & MESSAGE_FLAGS.componentsV2) !== 0
  const isFlagged = body['flags'] !== undefined || addsV2
  return {
    ...(body['content'] === undefined ? {} : { content: read.content ?? '' }),
    ...(body['embeds'] === undefined ? {} : { embeds: read.embeds ?? [] }),
    ...(body['components'] === undefined ? {} : { components: read.components ?? [] }),
    ...(read.attachments === null ? {} : { attachments: read.attachments }),
    ...(isFlagged ? { flags: (message.flags & ~MESSAGE_FLAGS.suppressEmbeds) | read.flags } : {}),
    allowed: read.allowed,
  }
}

function setPin(call: Call, isPinned: boolean): Result {
  const access = accessFor(call)
  need(access, 'PIN_MESSAGES')
  const message = messageFor(call, access.channel)
  const pinned = access.channel.messages.filter((one) => one.pinnedMs !== null).length
  if (isPinned && message.pinnedMs === null && pinned >= MOST_PINS) throw refuse('tooManyPins')
  pinMessage(call.world, access.channel, message, call.world.bot, isPinned)
  return nothing
}

const pinsOf = (access: Access): readonly Message[] =>
  access.may('READ_MESSAGE_HISTORY')
    ? access.channel.messages
        .filter((one) => one.pinnedMs !== null)
        .sort((a, b) => (b.pinnedMs ?? 0) - (a.pinnedMs ?? 0))
    : []

function listPins(call: Call): Result {
  const before = call.query.get('before')
  const limit = limitFor(call, 50, 50)
  const pins = pinsOf(accessFor(call)).filter(
    (one) => before === null || (one.pinnedMs ?? 0) < Date.parse(before),
  )
  return ok({
    items: pins
      .slice(0, limit)
      .map((one) => ({ pinned_at: isoTime(one.pinnedMs ?? 0), message: shownJson(call.world, one) })),
    has_more: pins.length > limit,
  })
}

function removeOne(call: Call): Result {
  const access = accessFor(call)
  const message = messageFor(call, access.channel)
  if (message.author.id !== call.world.bot.id) need(access, 'MANAGE_MESSAGES')
  deleteMessages(call.world, access.channel, [message])
  return nothing
}

function removeMany(call: Call): Result {
  const access = accessFor(call)
  need(access, 'MANAGE_MESSAGES')
  const asked = formOf(call)['messages']
  const ids = isList(asked) ? asked.map((id) => textOf(id) ?? '') : []
  deleteMessages(
    call.world,
    access.channel,
    access.channel.messages.filter((one) => ids.includes(one.id)),
    true,
  )
  return nothing
}

/** They all. */
export const messageRoutes: readonly Route[] = [
  { method: 'GET', path: '/channels/{channel_id}/messages', run: readHistory },
  { method: 'POST', path: '/channels/{channel_id}/messages', run: post },
  {
    method: 'GET',
    path: '/channels/{channel_id}/messages/{message_id}',
    run: (call) => {
      const access = accessFor(call)
      need(access, 'READ_MESSAGE_HISTORY')
      return ok(shownJson(call.world, messageFor(call, access.channel)))
    },
  },
  { method: 'PATCH', path: '/channels/{channel_id}/messages/{message_id}', run: edit },
  { method: 'DELETE', path: '/channels/{channel_id}/messages/{message_id}', run: removeOne },
  { method: 'POST', path: '/channels/{channel_id}/messages/bulk-delete', run: removeMany },
  { method: 'GET', path: '/channels/{channel_id}/messages/pins', run: listPins },
  {
    method: 'GET',
    path: '/channels/{channel_id}/pins',
    run: (call) =>
      ok(
        pinsOf(accessFor(call))
          .slice(0, 50)
          .map((one) => shownJson(call.world, one)),
      ),
  },
  {
    method: 'PUT',
    path: '/channels/{channel_id}/messages/pins/{message_id}',
    run: (call) => setPin(call, true),
  },
  {
    method: 'DELETE',
    path: '/channels/{channel_id}/messages/pins/{message_id}',
    run: (call) => setPin(call, false),
  },
  { method: 'PUT', path: '/channels/{channel_id}/pins/{message_id}', run: (call) => setPin(call, true) },
  { method: 'DELETE', path: '/channels/{channel_id}/pins/{message_id}', run: (call) => setPin(call, false) },
]
