/**
 * Slack's export: lists of users and channels, and a folder a channel with a file a day. Every list may be missing:
 * the folders alone are enough. Direct messages are no community and are never opened.
 */
import { z } from 'zod'
import type { Activity } from '../core/activity.ts'
import { BrokenFile } from './broken-file.ts'
import { externalId, name } from './fields.ts'
import {
  count,
  type HistoryBatch,
  type HistoryExport,
  type HistoryFile,
  type HistorySpace,
  type Tally,
} from './history.ts'
import { describeBreak, readJsonList, readJsonParts } from './json-file.ts'
import { type Bots, readSlackMessage } from './slack-message.ts'
import type { FailedFile, Source, SourceEntry } from './source.ts'

/** Lists that stand beside the channels' folders. */
const USERS = ['users.json', 'org_users.json']
const CHANNELS = ['channels.json', 'groups.json']
const DIRECT = ['dms.json', 'mpims.json']
const DAY = /^\d{4}-\d{2}-\d{2}\b.*\.json$/i
const CHANNEL_ID = /^[CG][A-Z0-9]{6,}$/
const DIRECT_FOLDER = /^(?:D[A-Z0-9]{6,}|mpdm-.*)$/
/** Files looked into for the workspace's id where users.json does not tell it. */
const TEAM_SAMPLE_FILES = 20

const user = z.object({ id: z.string(), team_id: z.string().nullish(), is_bot: z.boolean().nullish() })
const channel = z.object({ id: externalId, name: name.nullish() })

/** What the lists say. */
interface Lists {
  readonly bots: Bots
  readonly team: string | null
  /** By folder name, which is the channel's name, or its id in some exports. */
  readonly channels: ReadonlyMap<string, { readonly id: string; readonly name: string }>
  readonly direct: ReadonlySet<string>
  readonly failed: readonly FailedFile[]
}

/** Reads the lists of a source that is a Slack export; null where it is none, which its paths alone decide. */
export async function openSlackExport(source: Source): Promise<HistoryExport | null> {
  const root = rootOf(source.entries)
  if (root === null) return null
  const lists = await readLists(source.entries, root)
  const days = source.entries.flatMap((entry) => dayOf(entry, root))
  const skipped: Tally = new Map()
  const told = days.filter(({ folder }) => {
    const isDirect = lists.direct.has(folder) || (!lists.channels.has(folder) && DIRECT_FOLDER.test(folder))
    if (isDirect) count(skipped, 'direct_message')
    return !isDirect
  })
  const team = lists.team ?? (await sampleTeam(told.map((day) => day.entry)))
  const workspace = { externalId: team, name: team === null ? 'Slack' : `Slack ${team}` }
  const spaceOf = (found: { id: string; name: string }): HistorySpace => ({
    externalId: found.id,
    name: found.name,
    workspace,
  })
  const spaces = new Map<string, HistorySpace>()
  for (const found of lists.channels.values()) spaces.set(found.id, spaceOf(found))
  const files = told.map(({ entry, folder }) => {
    const found = lists.channels.get(folder) ?? unlisted(folder)
    const space = spaces.get(found.id) ?? spaceOf(found)
    spaces.set(found.id, space)
    return dayFile(entry, space, lists.bots)
  })
  const listedSpaces = [...spaces.values()]
  return {
    kind: 'slack',
    files,
    listedSpaces,
    skipped,
    failed: lists.failed,
    spaces: async () => listedSpaces,
  }
}

/** The folder that the channels' folders are in: '' or a path that ends in `/`; null where there is no such thing. */
function rootOf(entries: readonly SourceEntry[]): string | null {
  const roots = entries.flatMap(({ path }) => {
    const parts = path.split('/')
    const file = parts.at(-1) ?? ''
    if ([...CHANNELS, ...DIRECT, ...USERS].includes(file)) return [parts.slice(0, -1)]
    return DAY.test(file) && parts.length > 1 ? [parts.slice(0, -2)] : []
  })
  const shallowest = roots.reduce((best, root) => (root.length < best.length ? root : best), roots[0] ?? [])
  if (roots.length === 0) return null
  return shallowest.length === 0 ? '' : `${shallowest.join('/')}/`
}

function dayOf(entry: SourceEntry, root: string): { entry: SourceEntry; folder: string }[] {
  if (!entry.path.startsWith(root)) return []
  const [folder, file, ...deeper] = entry.path.slice(root.length).split('/')
  if (folder === undefined || file === undefined || deeper.length > 0 || !DAY.test(file)) return []
  return [{ entry, folder }]
}

/** A folder that no list names: by its id where the folder bears one, else under a name that is surely no id. */
function unlisted(folder: string): { id: string; name: string } {
  return { id: CHANNEL_ID.test(folder) ? folder : `unknown:${folder}`.slice(0, 200), name: folder }
}

async function readLists(entries: readonly SourceEntry[], root: string): Promise<Lists> {
  const failed: FailedFile[] = []
  const read = async <Item>(names: readonly string[], item: z.ZodType<Item>): Promise<Item[]> => {
    const found: Item[] = []
    for (const entry of entries) {
      if (!names.some((file) => entry.path === root + file)) continue
      const list = await readJsonList(entry).catch(async (error: unknown) => {
        if (!(error instanceof BrokenFile)) throw error
        failed.push({ file: entry.path, reason: await describeBreak(entry, error) })
        return []
      })
      for (const value of list) {
        const parsed = item.safeParse(value)
        if (parsed.success) found.push(parsed.data)
      }
    }
    return found
  }
  const users = await read(USERS, user)
  const channels = new Map<string, { id: string; name: string }>()
  for (const { id, name: called } of await read(CHANNELS, channel)) {
    const found = { id, name: called ?? id }
    channels.set(id, found)
    channels.set(found.name, found)
  }
  const direct = new Set((await read(DIRECT, channel)).flatMap(({ id, name: called }) => [id, called ?? id]))
  const bots = new Set(users.filter((one) => one.is_bot === true).map((one) => one.id))
  return { bots, team: mostFrequent(users.map((one) => one.team_id)), channels, direct, failed }
}

function dayFile(entry: SourceEntry, space: HistorySpace, bots: Bots): HistoryFile {
  return { entry, space, read: (skipped) => readDay(entry, space, bots, skipped) }
}

async function* readDay(
  entry: SourceEntry,
  space: HistorySpace,
  bots: Bots,
  skipped: Tally,
): AsyncGenerator<HistoryBatch> {
  for await (const { values, bytes, readBytes } of readJsonParts(entry, null)) {
    const activities: Activity[] = []
    for (const [index, value] of values.entries())
      readSlackMessage(value, bytes[index] ?? 0, space.externalId, bots, activities, skipped)
    yield { space, activities, readBytes }
  }
}

const teamOfMessage = z.object({ team: z.string().nullish(), user_team: z.string().nullish() })

/** The team that most messages of the first file that tells any are from; guests of shared channels bear others. */
async function sampleTeam(entries: readonly SourceEntry[]): Promise<string | null> {
  for (const entry of entries.slice(0, TEAM_SAMPLE_FILES)) {
    try {
      for await (const part of readJsonParts(entry, null)) {
        const teams = part.values.map((value) => {
          const told = teamOfMessage.safeParse(value).data
          return told?.user_team ?? told?.team
        })
        const team = mostFrequent(teams)
        if (team !== null) return team
        break
      }
    } catch (error) {
      // A broken file is told of when its turn comes.
      if (!(error instanceof BrokenFile)) throw error
    }
  }
  return null
}

function mostFrequent(values: readonly (string | null | undefined)[]): string | null {
  const tally: Tally = new Map()
  for (const value of values) if (value) count(tally, value)
  return (
    [...tally].reduce<[string, number] | null>(
      (best, one) => (best && best[1] >= one[1] ? best : one),
      null,
    )?.[0] ?? null
  )
}
