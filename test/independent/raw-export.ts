/** The shared exports, read from the raw files without any code of the importers: all of it is unpacked into memory and parsed at once. */
import { readFile } from 'node:fs/promises'
import { fromBufferPromise } from 'yauzl'

/** A person's message, whatever the platform. */
export interface RawMessage {
  readonly id: string
  /** The platform's id of the space. */
  readonly space: string
  readonly thread: string | null
  readonly author: string
  readonly at: number
  /** The message that it answers by reference; `gone` where that is not told. */
  readonly answers: string | null
  /** Everybody whom it names, also twice and its author. */
  readonly names: readonly string[]
  /** Who reacted, once an emoji, without its author; and reactions of nobody in particular. */
  readonly reactors: readonly string[]
  readonly bareReactions: number
  readonly text: string
}

export interface RawExport {
  /** Names of spaces by their ids. */
  readonly spaces: ReadonlyMap<string, string>
  /** The server's id; null for Slack, whose exports do not tell it. */
  readonly server: string | null
  /** Each once, in no order. */
  readonly messages: readonly RawMessage[]
  readonly joins: number
  readonly skipped: Readonly<Record<string, number>>
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

const once = (messages: readonly RawMessage[]): RawMessage[] => [
  ...new Map(messages.map((message) => [`${message.space} ${message.id}`, message])).values(),
]

/** Reads a Slack export. */
export async function readSlack(path: string): Promise<RawExport> {
  const files = await unpack(path)
  const bots = new Set(['USLACKBOT'])
  for (const user of list(files.get('users.json'))) if (user['is_bot'] === true) bots.add(text(user['id']))
  const ids = new Map(list(files.get('channels.json')).map((one) => [text(one['name']), text(one['id'])]))
  const messages: RawMessage[] = []
  const joins = new Set<string>()
  const skipped: Record<string, number> = {}
  for (const [file, content] of files) {
    const [channel, day] = file.split('/')
    if (channel === undefined || day === undefined) continue
    const space = ids.get(channel) ?? channel
    for (const one of list(content)) {
      const kind = text(one['subtype'])
      const user = text(one['user'])
      if (kind === 'channel_join' || kind === 'group_join') joins.add(`${channel} ${user} ${text(one['ts'])}`)
      else if (kind === 'channel_leave' || kind === 'group_leave') continue
      else if (kind !== '' && kind !== 'file_share' && kind !== 'me_message' && kind !== 'thread_broadcast')
        skipped[kind] = (skipped[kind] ?? 0) + 1
      else if (one['bot_id'] != null || bots.has(user)) skipped['bot'] = (skipped['bot'] ?? 0) + 1
      else messages.push(slackMessage(one, space, bots))
    }
  }
  const spaces = new Map([...ids].map(([name, id]) => [id, name]))
  return { spaces, server: null, messages: once(messages), joins: joins.size, skipped }
}

function slackMessage(one: Json, space: string, bots: ReadonlySet<string>): RawMessage {
  const author = text(one['user'])
  const ts = text(one['ts'])
  const thread = text(one['thread_ts'])
  const named = [...text(one['text']).matchAll(/<@(\w+)(\|[^>]*)?>/g)].map((match) => match[1] ?? '')
  const reactors: string[] = []
  let bareReactions = 0
  for (const reaction of list(one['reactions'])) {
    const users = (reaction['users'] as string[] | undefined) ?? []
    if (users.length === 0) bareReactions += Number(reaction['count'] ?? 0)
    reactors.push(...new Set(users.filter((user) => user !== author && !bots.has(user))))
  }
  return {
    id: ts,
    space,
    thread: thread === '' || thread === ts ? null : thread,
    author,
    at: Number(ts.slice(0, ts.indexOf('.')) + ts.slice(ts.indexOf('.') + 1).slice(0, 3)),
    answers: null,
    names: named.filter((name) => !bots.has(name)),
    reactors,
    bareReactions,
    text: text(one['text']),
  }
}

/** Reads a Discord export in DiscordChatExporter's shape. */
export async function readDiscord(path: string): Promise<RawExport> {
  const spaces = new Map<string, string>()
  const messages: RawMessage[] = []
  const skipped: Record<string, number> = {}
  let server = ''
  let joins = 0
  for (const file of (await unpack(path)).values()) {
    const { guild, channel, messages: all } = file as { guild: Json; channel: Json; messages: unknown }
    server = text(guild['id'])
    const isThread = text(channel['type']).includes('Thread')
    const space = isThread ? text(channel['categoryId']) : text(channel['id'])
    spaces.set(space, isThread ? text(channel['category']) : text(channel['name']))
    for (const one of list(all)) {
      const kind = text(one['type'])
      if (kind === 'GuildMemberJoin') joins++
      else if (kind !== 'Default' && kind !== 'Reply') skipped[kind] = (skipped[kind] ?? 0) + 1
      else if ((one['author'] as Json)['isBot'] === true) skipped['bot'] = (skipped['bot'] ?? 0) + 1
      else messages.push(discordMessage(one, space, isThread ? text(channel['id']) : null))
    }
  }
  return { spaces, server, messages: once(messages), joins, skipped }
}

function discordMessage(one: Json, space: string, thread: string | null): RawMessage {
  const author = text((one['author'] as Json)['id'])
  const reference = one['type'] === 'Reply' ? (one['reference'] as Json | undefined) : undefined
  const reactors: string[] = []
  let bareReactions = 0
  for (const reaction of list(one['reactions'])) {
    const users = list(reaction['users'])
    if (users.length === 0) bareReactions += Number(reaction['count'])
    for (const user of users)
      if (user['isBot'] !== true && user['id'] !== author) reactors.push(text(user['id']))
  }
  return {
    id: text(one['id']),
    space,
    thread,
    author,
    at: new Date(text(one['timestamp'])).getTime(),
    // A Reply to a message that is gone may not name it: it answers something unknown all the same.
    answers: one['type'] === 'Reply' ? text(reference?.['messageId']) || 'gone' : null,
    names: list(one['mentions']).flatMap((named) => (named['isBot'] === true ? [] : [text(named['id'])])),
    reactors,
    bareReactions,
    text: text(one['content']),
  }
}
