/**
 * DiscordChatExporter's JSON: one object a channel, thread or forum post, with `guild`, `channel` and the list
 * `messages`. Direct messages are no community and are not read.
 */
import { z } from 'zod'
import type { Activity } from '../core/activity.ts'
import type { WordFinder } from '../core/vocabulary/finder.ts'
import { BrokenFile } from './broken-file.ts'
import { type DiscordPlace, readDiscordMessage, snowflake } from './discord-message.ts'
import { faultOf, name } from './fields.ts'
import {
  count,
  type HistoryBatch,
  type HistoryExport,
  type HistoryFile,
  type HistorySpace,
  type Tally,
} from './history.ts'
import { type JsonPart, readJsonParts } from './json-file.ts'
import type { Source, SourceEntry } from './source.ts'

const LIST = 'messages'

const guild = z.object({ id: snowflake, name: name.nullish() })
const channel = z.object({
  id: snowflake,
  type: z.union([z.string(), z.number().transform(String)]).nullish(),
  name: name.nullish(),
  categoryId: snowflake.nullish(),
  category: name.nullish(),
})

/** What a file says of itself before its messages. */
type Head =
  | { readonly kind: 'channel'; readonly space: HistorySpace; readonly place: DiscordPlace }
  | { readonly kind: 'direct' }
  /** JSON of something else. */
  | { readonly kind: 'other' }

/** The files of a source that holds at least one of DiscordChatExporter's; null where it holds none. */
export async function openDiscordExport(source: Source, find: WordFinder): Promise<HistoryExport | null> {
  if (!(await holdsExport(source.entries))) return null
  const files = source.entries.map((entry): HistoryFile => {
    return { entry, space: null, read: (skipped) => readChannel(entry, find, skipped) }
  })
  return {
    kind: 'discord',
    files,
    listedSpaces: [],
    skipped: new Map(),
    failed: [],
    spaces: () => findSpaces(source.entries),
  }
}

async function holdsExport(entries: readonly SourceEntry[]): Promise<boolean> {
  for (const entry of entries) {
    const head = await readHead(entry).catch(ignoreBroken)
    if (head !== null && head.kind !== 'other') return true
  }
  return false
}

async function findSpaces(entries: readonly SourceEntry[]): Promise<readonly HistorySpace[]> {
  const spaces = new Map<string, HistorySpace>()
  for (const entry of entries) {
    const head = await readHead(entry).catch(ignoreBroken)
    if (head?.kind === 'channel') spaces.set(head.space.externalId, head.space)
  }
  return [...spaces.values()]
}

/** A broken file is told of when its turn comes to be read. */
function ignoreBroken(error: unknown): null {
  if (error instanceof BrokenFile) return null
  throw error
}

/** The head of a file, read no further than needed. Throws `BrokenFile` where the file breaks before it is known. */
async function readHead(entry: SourceEntry): Promise<Head> {
  try {
    for await (const part of readJsonParts(entry, LIST)) {
      if (part.head.has('guild') && part.head.has('channel')) return headOf(part)
    }
    return { kind: 'other' }
  } catch (error) {
    if (error instanceof BrokenFile && error.kind === 'shape') return { kind: 'other' }
    throw error
  }
}

async function* readChannel(
  entry: SourceEntry,
  find: WordFinder,
  skipped: Tally,
): AsyncGenerator<HistoryBatch> {
  let head: Head | null = null
  try {
    for await (const part of readJsonParts(entry, LIST)) {
      // Every version writes the head first; where it stands behind the messages, the file is read twice.
      head ??= part.head.has('guild') && part.head.has('channel') ? headOf(part) : await readHead(entry)
      if (head.kind !== 'channel') break
      yield readPart(part, head, find, skipped)
    }
  } catch (error) {
    if (!(error instanceof BrokenFile) || error.kind !== 'shape') throw error
    head = { kind: 'other' }
  }
  if (head?.kind === 'direct') count(skipped, 'direct_message')
  if (head?.kind === 'other') count(skipped, 'other_file')
}

function readPart(
  part: JsonPart,
  head: Head & { kind: 'channel' },
  find: WordFinder,
  skipped: Tally,
): HistoryBatch {
  if (part.isLast && !part.hasList) throw new BrokenFile('it has no list of messages', 'content', null)
  const activities: Activity[] = []
  const reading = { place: head.place, find, into: activities, skipped }
  for (const [index, value] of part.values.entries())
    readDiscordMessage(value, part.bytes[index] ?? 0, reading)
  return { space: head.space, activities, readBytes: part.readBytes }
}

/** Threads and forum posts bear their parent channel where channels bear their category. */
function headOf(part: JsonPart): Head {
  if (!part.head.has('guild') || !part.head.has('channel')) return { kind: 'other' }
  const server = guild.safeParse(part.head.get('guild'))
  const room = channel.safeParse(part.head.get('channel'))
  if (!server.success) throw new BrokenFile(`guild: ${faultOf(server.error)}`, 'content', 0)
  if (!room.success) throw new BrokenFile(`channel: ${faultOf(room.error)}`, 'content', 0)
  const { id, type, name: called, categoryId, category } = room.data
  const kind = type ?? ''
  if (server.data.id === '0' || server.data.id === '@me' || kind.startsWith('Direct'))
    return { kind: 'direct' }
  const parent = kind.includes('Thread') ? (categoryId ?? null) : null
  const workspace = { externalId: server.data.id, name: server.data.name ?? server.data.id }
  return {
    kind: 'channel',
    space:
      parent === null
        ? { externalId: id, name: called ?? id, workspace }
        : { externalId: parent, name: category ?? parent, workspace },
    place: { channel: id, space: parent ?? id, thread: parent === null ? null : id },
  }
}
