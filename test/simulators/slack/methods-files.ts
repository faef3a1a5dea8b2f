/** Files as they are uploaded today: a URL, the bytes, then completing, after which Slack still looks through them. */
import { type JsonObject, listOf, objectOf, textOf } from '../discord/json.ts'
import { postMessage } from './messages.ts'
import { arg, type Call, channelArg, jsonArg, type Method, needed } from './methods.ts'
import type { Channel, File } from './model.ts'
import { Refusal } from './refusal.ts'
import { readBlocks } from './said.ts'
import { fileJson } from './wire-messages.ts'
import { findMessage, hasBot, later, lookUp, type World } from './world.ts'

function getUploadUrl(call: Call): JsonObject {
  const { world } = call
  const name = needed(call, 'filename')
  const size = Number(arg(call, 'length'))
  if (!Number.isInteger(size) || size <= 0) throw new Refusal('invalid_arguments')
  const file: File = {
    id: world.newId('F'),
    name,
    title: name,
    userId: world.bot.id,
    createdMs: world.clock.now(),
    altText: arg(call, 'alt_txt') ?? arg(call, 'alt_text'),
    size,
    bytes: null,
    isCompleted: false,
    isReady: false,
    shares: [],
  }
  world.files.set(file.id, file)
  return { ok: true, upload_url: `${world.url}/upload/v1/${file.id}`, file_id: file.id }
}

/** Takes the bytes; what Slack answers. */
export function takeUpload(
  world: World,
  fileId: string,
  bytes: Uint8Array,
): { readonly status: number; readonly body: string } {
  const file = world.files.get(fileId)
  if (file === undefined || file.isCompleted) return { status: 404, body: 'not found' }
  if (bytes.length !== file.size) return { status: 400, body: 'length mismatch' }
  file.bytes = bytes
  return { status: 200, body: `OK - ${bytes.length}` }
}

function complete(call: Call): JsonObject {
  const { world } = call
  const files = listOf(jsonArg(call, 'files')).map((one) => {
    const wanted = objectOf(one)
    const file = world.files.get(textOf(wanted['id']) ?? '')
    if (file === undefined || file.bytes === null || file.isCompleted) throw new Refusal('file_not_found')
    return { file, title: textOf(wanted['title']) ?? file.name }
  })
  if (files.length === 0) throw new Refusal('invalid_arguments')
  const channel = shareChannel(call)
  const threadTs = arg(call, 'thread_ts')
  if (threadTs !== null && (channel === null || findMessage(channel, threadTs) === undefined))
    throw new Refusal('invalid_thread_ts')
  const given = jsonArg(call, 'blocks')
  const comment = arg(call, 'initial_comment') ?? ''
  if (given !== undefined && given !== null && comment !== '') throw new Refusal('invalid_arguments')
  if (listOf(given).some((block) => objectOf(block)['type'] === 'markdown'))
    throw new Refusal('internal_error')
  const blocks = readBlocks(world, given)
  for (const { file, title } of files) {
    file.isCompleted = true
    file.title = title
  }
  later(world, world.timing.fileReadyMs, () => {
    for (const { file } of files) file.isReady = true
    if (channel !== null)
      postMessage(world, channel, {
        user: world.bot,
        text: comment,
        blocks,
        files: files.map(({ file }) => file),
        subtype: 'file_share',
        threadTs,
      })
    lookUp(world)
  })
  return { ok: true, files: files.map(({ file }) => fileJson(world, file)) }
}

function shareChannel(call: Call): Channel | null {
  const id = arg(call, 'channel_id') ?? arg(call, 'channels')
  if (id === null) return null
  const channel = channelArg({ ...call, args: { channel: id } })
  if (!hasBot(call.world, channel)) throw new Refusal('not_in_channel')
  if (channel.isArchived) throw new Refusal('is_archived')
  return channel
}

/** All of them. */
export const fileMethods: readonly Method[] = [
  { name: 'files.getUploadURLExternal', scopes: ['files:write'], token: 'bot', tier: 4, run: getUploadUrl },
  { name: 'files.completeUploadExternal', scopes: ['files:write'], token: 'bot', tier: 4, run: complete },
  {
    name: 'files.info',
    scopes: ['files:read'],
    token: 'bot',
    tier: 4,
    run: (call) => {
      const file = call.world.files.get(needed(call, 'file'))
      if (file === undefined || !file.isCompleted) throw new Refusal('file_not_found')
      return {
        ok: true,
        file: fileJson(call.world, file),
        comments: [],
        paging: { count: 100, total: 0, page: 1, pages: 0 },
        response_metadata: { next_cursor: '' },
      }
    },
  },
]
