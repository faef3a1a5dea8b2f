/** Routes that open threads and list those that were put away. */
import { type Access, accessFor, need } from './access.ts'
import { compareIds } from './clock.ts'
import { isList, type JsonObject, numberOf, objectOf, textOf } from './json.ts'
import { readMessageBody } from './message-body.ts'
import { CHANNEL_TYPES, type Channel, isForum, isThread, MESSAGE_FLAGS } from './model.ts'
import { readInteger, readText } from './reading.ts'
import { createProblems, type Problems, refuse } from './refusal.ts'
import { type Call, formOf, limitFor, messageFor, ok, type Result, type Route } from './routes.ts'
import { shownJson } from './routes-messages.ts'
import { openMessageThread, openPlainThread, openPost } from './thread-openings.ts'
import { archiveStale } from './threads.ts'
import { threadJson, threadMemberJson } from './wire-channels.ts'

const DURATIONS = [60, 1440, 4320, 10_080]

function readCommon(
  body: JsonObject,
  problems: Problems,
): { readonly name: string; readonly autoArchiveMinutes: number } {
  const name = readText(body, 'name', problems, { min: 1, max: 100, isRequired: true }) ?? ''
  const minutes = readInteger(body, 'auto_archive_duration', problems, { min: 60, max: 10_080 }) ?? 4320
  if (!DURATIONS.includes(minutes))
    problems
      .at('auto_archive_duration')
      .add('BASE_TYPE_CHOICES', `Value must be one of (${DURATIONS.join(', ')}).`)
  return { name, autoArchiveMinutes: minutes }
}

function openFromMessage(call: Call): Result {
  const access = accessFor(call)
  const { channel, guild } = access
  if (guild === null || isThread(channel) || isForum(channel)) throw refuse('wrongChannelType')
  need(access, 'CREATE_PUBLIC_THREADS')
  const message = messageFor(call, channel)
  if (message.threadId !== null) throw refuse('threadExists')
  const problems = createProblems()
  const common = readCommon(formOf(call), problems)
  problems.throwIfAny()
  return {
    status: 201,
    body: threadJson(
      openMessageThread(call.world, guild, channel, message, call.world.bot, common),
      call.world.bot.id,
    ),
  }
}

function open(call: Call): Result {
  const access = accessFor(call)
  const { channel, guild } = access
  if (guild === null || isThread(channel)) throw refuse('wrongChannelType')
  if (isForum(channel)) return openForumPost(call, access, channel)
  const body = formOf(call)
  const type = numberOf(body['type']) ?? CHANNEL_TYPES.privateThread
  need(access, type === CHANNEL_TYPES.privateThread ? 'CREATE_PRIVATE_THREADS' : 'CREATE_PUBLIC_THREADS')
  const problems = createProblems()
  const common = readCommon(body, problems)
  problems.throwIfAny()
  const thread = openPlainThread(call.world, guild, channel, call.world.bot, {
    ...common,
    type,
    isInvitable: body['invitable'] !== false,
  })
  return { status: 201, body: threadJson(thread, call.world.bot.id) }
}

function openForumPost(call: Call, access: Access, forum: Channel): Result {
  const { guild } = access
  if (guild === null) throw refuse('wrongChannelType')
  need(access, 'SEND_MESSAGES')
  if (call.uploads.length > 0) need(access, 'ATTACH_FILES')
  const body = formOf(call)
  const problems = createProblems()
  const common = readCommon(body, problems)
  const tags = isList(body['applied_tags']) ? body['applied_tags'].map((tag) => textOf(tag) ?? '') : []
  for (const [index, tag] of tags.entries())
    if (!forum.tags.some((one) => one.id === tag))
      problems.at('applied_tags', index).add('FORUM_TAG_UNKNOWN', 'Unknown tag')
  if (tags.length > 5)
    problems.at('applied_tags').add('BASE_TYPE_MAX_LENGTH', 'Must be 5 or fewer in length.')
  const message = objectOf(body['message'])
  const read = readMessageBody(message, {
    world: call.world,
    uploads: call.uploads,
    isEphemeral: false,
    allowedFlags: MESSAGE_FLAGS.suppressEmbeds | MESSAGE_FLAGS.componentsV2,
    edited: null,
    problems: problems.at('message'),
  })
  const { thread, first } = openPost(call.world, guild, forum, call.world.bot, {
    ...common,
    appliedTags: tags,
    draft: {
      content: read.content ?? '',
      embeds: read.embeds ?? [],
      components: read.components ?? [],
      attachments: read.attachments ?? [],
      flags: read.flags,
      allowed: read.allowed,
    },
  })
  return {
    status: 201,
    body: { ...threadJson(thread, call.world.bot.id), message: shownJson(call.world, first) },
  }
}

/** A page of archived threads, newest archived first; the joined ones by id. */
function listArchived(call: Call, which: 'public' | 'private' | 'joined'): Result {
  const access = accessFor(call)
  const { channel } = access
  const { world } = call
  archiveStale(world)
  need(access, 'READ_MESSAGE_HISTORY')
  if (which === 'private') need(access, 'MANAGE_THREADS')
  const limit = limitFor(call, 100, 50)
  const before = call.query.get('before')
  const isPrivate = (one: Channel) => one.type === CHANNEL_TYPES.privateThread
  const found = [...(access.guild?.channels.values() ?? [])].filter(isThread).filter((one) => {
    if (one.parentId !== channel.id || !one.thread.isArchived || isPrivate(one) !== (which !== 'public'))
      return false
    if (which === 'joined')
      return one.thread.members.has(world.bot.id) && (before === null || compareIds(one.id, before) < 0)
    return before === null || one.thread.archiveMs < Date.parse(before)
  })
  found.sort((a, b) =>
    which === 'joined'
      ? compareIds(b.id, a.id)
      : b.thread.archiveMs - a.thread.archiveMs || compareIds(b.id, a.id),
  )
  const shown = found.slice(0, limit)
  return ok({
    threads: shown.map((one) => threadJson(one, world.bot.id)),
    members: shown
      .filter((one) => one.thread.members.has(world.bot.id))
      .map((one) => threadMemberJson(one, world.bot.id)),
    has_more: found.length > limit,
  })
}

/** They all. */
export const threadRoutes: readonly Route[] = [
  { method: 'POST', path: '/channels/{channel_id}/messages/{message_id}/threads', run: openFromMessage },
  { method: 'POST', path: '/channels/{channel_id}/threads', run: open },
  {
    method: 'GET',
    path: '/channels/{channel_id}/threads/archived/public',
    run: (call) => listArchived(call, 'public'),
  },
  {
    method: 'GET',
    path: '/channels/{channel_id}/threads/archived/private',
    run: (call) => listArchived(call, 'private'),
  },
  {
    method: 'GET',
    path: '/channels/{channel_id}/users/@me/threads/archived/private',
    run: (call) => listArchived(call, 'joined'),
  },
]
