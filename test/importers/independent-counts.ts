/**
 * What an export comes to, counted a second time from the raw files and the definitions in docs/metrics.md, without
 * any code of the importers or the store: everything is unpacked into memory and parsed at once.
 */

import { readFile } from 'node:fs/promises'
import { fromBufferPromise } from 'yauzl'

export interface IndependentCounts {
  readonly messages: number
  readonly members: number
  readonly replies: number
  readonly mentions: number
  readonly reactions: number
  readonly joins: number
  readonly skipped: Readonly<Record<string, number>>
  /** First and last message, milliseconds since 1970. */
  readonly firstAt: number
  readonly lastAt: number
}

/** A person's message, whatever the platform. */
interface Message {
  readonly id: string
  readonly place: string
  readonly thread: string | null
  readonly author: string
  readonly at: number
  readonly answers: string | null
  readonly names: readonly string[]
  readonly reactions: number
}

type Json = Record<string, unknown>

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The JSON files of a ZIP, parsed, by their path. */
async function unpack(path: string): Promise<Map<string, unknown>> {
  const files = new Map<string, unknown>()
  const zip = await fromBufferPromise(await readFile(path))
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith('.json')) continue
    const parts: Buffer[] = []
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer)
    files.set(entry.fileName, JSON.parse(Buffer.concat(parts).toString('utf8')))
  }
  return files
}

/** Counts a Slack export. */
export async function countSlack(path: string): Promise<IndependentCounts> {
  const files = await unpack(path)
  const bots = new Set(['USLACKBOT'])
  for (const user of list(files.get('users.json'))) if (user['is_bot'] === true) bots.add(text(user['id']))
  const messages: Message[] = []
  const joins = new Set<string>()
  const skipped: Record<string, number> = {}
  for (const [file, content] of files) {
    const [channel, day] = file.split('/')
    if (channel === undefined || day === undefined) continue
    for (const one of list(content)) {
      const kind = text(one['subtype'])
      const user = text(one['user'])
      if (kind === 'channel_join' || kind === 'group_join') joins.add(`${channel} ${user} ${text(one['ts'])}`)
      else if (kind === 'channel_leave' || kind === 'group_leave') continue
      else if (kind !== '' && kind !== 'file_share' && kind !== 'me_message' && kind !== 'thread_broadcast')
        skipped[kind] = (skipped[kind] ?? 0) + 1
      else if (one['bot_id'] != null || bots.has(user)) skipped['bot'] = (skipped['bot'] ?? 0) + 1
      else messages.push(slackMessage(one, channel, bots))
    }
  }
  return { ...sumUp(messages), joins: joins.size, skipped }
}

function slackMessage(one: Json, channel: string, bots: ReadonlySet<string>): Message {
  const author = text(one['user'])
  const ts = text(one['ts'])
  const thread = text(one['thread_ts'])
  const named = [...text(one['text']).matchAll(/<@(\w+)(\|[^>]*)?>/g)].map((match) => match[1] ?? '')
  let reactions = 0
  for (const reaction of list(one['reactions'])) {
    const users = (reaction['users'] as string[] | undefined) ?? []
    const others = new Set(users.filter((user) => user !== author && !bots.has(user)))
    reactions += users.length === 0 ? Number(reaction['count'] ?? 0) : others.size
  }
  return {
    id: ts,
    place: channel,
    thread: thread === '' || thread === ts ? null : thread,
    author,
    at: Number(ts.slice(0, ts.indexOf('.')) + ts.slice(ts.indexOf('.') + 1).slice(0, 3)),
    answers: null,
    names: named.filter((name) => !bots.has(name)),
    reactions,
  }
}

/** Counts a Discord export in DiscordChatExporter's shape. */
export async function countDiscord(path: string): Promise<IndependentCounts> {
  const messages: Message[] = []
  const skipped: Record<string, number> = {}
  let joins = 0
  for (const file of (await unpack(path)).values()) {
    const { channel, messages: all } = file as { channel: Json; messages: unknown }
    const isThread = text(channel['type']).includes('Thread')
    const place = isThread ? text(channel['categoryId']) : text(channel['id'])
    for (const one of list(all)) {
      const kind = text(one['type'])
      if (kind === 'GuildMemberJoin') joins++
      else if (kind !== 'Default' && kind !== 'Reply') skipped[kind] = (skipped[kind] ?? 0) + 1
      else if ((one['author'] as Json)['isBot'] === true) skipped['bot'] = (skipped['bot'] ?? 0) + 1
      else messages.push(discordMessage(one, place, isThread ? text(channel['id']) : null))
    }
  }
  return { ...sumUp(messages), joins, skipped }
}

function discordMessage(one: Json, place: string, thread: string | null): Message {
  const author = text((one['author'] as Json)['id'])
  const reference = one['type'] === 'Reply' ? (one['reference'] as Json | undefined) : undefined
  let reactions = 0
  for (const reaction of list(one['reactions'])) {
    const users = list(reaction['users'])
    const others = users.filter((user) => user['isBot'] !== true && user['id'] !== author)
    reactions += users.length === 0 ? Number(reaction['count']) : others.length
  }
  return {
    id: text(one['id']),
    place,
    thread,
    author,
    at: new Date(text(one['timestamp'])).getTime(),
    // A Reply to a message that is gone may not name it: it answers something unknown all the same.
    answers: one['type'] === 'Reply' ? text(reference?.['messageId']) || 'gone' : null,
    names: list(one['mentions']).flatMap((named) => (named['isBot'] === true ? [] : [text(named['id'])])),
    reactions,
  }
}

const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000

/** Applies "Acts" of docs/metrics.md. */
function sumUp(told: readonly Message[]): Omit<IndependentCounts, 'joins' | 'skipped'> {
  const byId = new Map(told.map((message) => [`${message.place} ${message.id}`, message]))
  const messages = [...byId.values()].sort((a, b) => a.at - b.at)
  const starts = new Map<string, Message>()
  for (const message of messages) {
    const thread = `${message.place} ${message.thread}`
    if (message.thread !== null && !starts.has(thread)) starts.set(thread, byId.get(thread) ?? message)
  }
  let replies = 0
  let mentions = 0
  for (const message of messages) {
    const answered = whoIsAnswered(message, byId, starts)
    if (answered !== null) replies++
    const others = new Set(message.names)
    others.delete(message.author)
    if (answered !== null) others.delete(answered)
    mentions += others.size
  }
  return {
    messages: messages.length,
    members: new Set(messages.map((message) => message.author)).size,
    replies,
    mentions,
    reactions: messages.reduce((sum, message) => sum + message.reactions, 0),
    firstAt: messages[0]?.at ?? 0,
    lastAt: messages.at(-1)?.at ?? 0,
  }
}

function whoIsAnswered(
  message: Message,
  byId: ReadonlyMap<string, Message>,
  starts: ReadonlyMap<string, Message>,
): string | null {
  if (message.answers !== null) {
    const answered = byId.get(`${message.place} ${message.answers}`)
    return answered === undefined || answered.author === message.author ? null : answered.author
  }
  const start = message.thread === null ? undefined : starts.get(`${message.place} ${message.thread}`)
  if (start === undefined || start.author === message.author || message.at - start.at > SEVEN_DAYS)
    return null
  return message.at < start.at ? null : start.author
}
