/**
 * Slack's export: lists of users and channels, and a folder a channel with a file a day. Every list may be missing:
 * the folders alone are enough. Direct messages are no community and are never opened.
 */

import { z } from 'zod'
import type { Activity } from '../core/activity.ts'
import type { FailedFile } from '../core/import-report.ts'
import { externalId } from '../core/platform-fields.ts'
import type { WhyNot } from '../core/slack-message.ts'
import type { WordFinder } from '../core/vocabulary/finder.ts'
import { BrokenFile } from './broken-file.ts'
import { name, readable } from './fields.ts'
import {
  count,
  type HistoryBatch,
  type HistoryExport,
  type HistoryFile,
  type HistorySpace,
  type Tally,
} from './history.ts'
import { describeBreak, readJsonParts } from './json-file.ts'
import { accountsOf, slackUser } from './slack-accounts.ts'
import { readSlackMessage, type SlackReading } from './slack-message.ts'
import type { Source, SourceEntry } from './source.ts'

/** Lists that stand beside the channels' folders. */
const USERS = 'users.json'
const ORGANISATION = 'org_users.json'
const CHANNELS = ['channels.json', 'groups.json']
const DIRECT = ['dms.json', 'mpims.json']
const DAY = /^\d{4}-\d{2}-\d{2}\.json$/i
const CHANNEL_ID = /^[CG][A-Z0-9]{6,}$/
const DIRECT_FOLDER = /^(?:D[A-Z0-9]{6,}|mpdm-.*)$/
/** Files looked into for the workspace's id where users.json does not tell it. */
const TEAM_SAMPLE_FILES = 20

const channel = z.object({ id: externalId, name: name.nullish() })

interface ListedChannel {
  readonly id: string
  readonly name: string
}

/** What the lists say. */
interface Lists {
  /** Why an account is no person of the community. */
  readonly whyNot: WhyNot
  readonly team: string | null
  /** By folder name, which is the channel's name, or its id in some exports. */
  readonly channels: ReadonlyMap<string, ListedChannel>
  /** Whether a list of channels is broken: what an unlisted folder is called by its platform is then not known. */
  readonly isIncomplete: boolean
  readonly direct: ReadonlySet<string>
  readonly failed: readonly FailedFile[]
}

/** Reads the lists of a source that is a Slack export; null where it is none, which its paths alone decide. */
export async function openSlackExport(source: Source, find: WordFinder): Promise<HistoryExport | null> {
  const root = rootOf(source.entries)
  if (root === null) return null
  const lists = await readLists(source.entries, root)
  const skipped: Tally = new Map()
  const days = source.entries.flatMap((entry) => {
    const folder = folderOf(entry, root)
    if (folder === null) return []
    const reason = reasonToLeave(folder, lists)
    if (reason !== null) count(skipped, reason)
    return reason === null ? [{ entry, folder }] : []
  })
  const team = lists.team ?? (await sampleTeam(days.map((day) => day.entry)))
  const workspace = { externalId: team, name: team === null ? 'Slack' : `Slack ${team}` }
  const spaces = new Map<string, HistorySpace>()
  const spaceOf = ({ id, name: called }: ListedChannel): HistorySpace => {
    const space = spaces.get(id) ?? { externalId: id, name: called, workspace }
    spaces.set(id, space)
    return space
  }
  for (const found of lists.channels.values()) spaceOf(found)
  const files = days.map(({ entry, folder }) =>
    dayFile(entry, spaceOf(lists.channels.get(folder) ?? unlisted(folder)), { whyNot: lists.whyNot, find }),
  )
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
  let best: readonly string[] | null = null
  for (const { path } of entries) {
    const parts = path.split('/')
    const file = parts.at(-1) ?? ''
    const isList = [USERS, ORGANISATION].includes(file) || CHANNELS.includes(file) || DIRECT.includes(file)
    if (!isList && !(DAY.test(file) && parts.length > 1)) continue
    const root = parts.slice(0, isList ? -1 : -2)
    if (best === null || root.length < best.length) best = root
  }
  if (best === null) return null
  return best.length === 0 ? '' : `${best.join('/')}/`
}

/** The channel's folder that a day's file is in; null for other files. */
function folderOf(entry: SourceEntry, root: string): string | null {
  if (!entry.path.startsWith(root)) return null
  const [folder, file, ...deeper] = entry.path.slice(root.length).split('/')
  return folder === undefined || file === undefined || deeper.length > 0 || !DAY.test(file) ? null : folder
}

/** Why the files of a folder are left out; null where they are read. */
function reasonToLeave(folder: string, lists: Lists): string | null {
  if (lists.direct.has(folder)) return 'direct_message'
  if (lists.channels.has(folder) || CHANNEL_ID.test(folder)) return null
  if (DIRECT_FOLDER.test(folder)) return 'direct_message'
  return lists.isIncomplete ? 'unknown_channel' : null
}

/** A folder that no list names: by its id where the folder bears one, else under a name that is surely no id. */
function unlisted(folder: string): ListedChannel {
  const called = readable(folder)
  return { id: CHANNEL_ID.test(folder) ? folder : `unknown:${called}`, name: called }
}

async function readLists(entries: readonly SourceEntry[], root: string): Promise<Lists> {
  const failed: FailedFile[] = []
  const read = async <Item>(names: readonly string[], item: z.ZodType<Item>): Promise<readonly Item[]> => {
    const found: Item[] = []
    for (const entry of entries)
      if (names.some((file) => entry.path === root + file)) await readList(entry, item, found, failed)
    return found
  }
  const users = await read([USERS], slackUser)
  const ofOrganisation = await read([ORGANISATION], slackUser)
  const failedBefore = failed.length
  const channels = new Map<string, ListedChannel>()
  for (const { id, name: called } of await read(CHANNELS, channel)) {
    const found = { id, name: called ?? id }
    channels.set(id, found)
    channels.set(found.name, found)
  }
  const isIncomplete = failed.length > failedBefore
  const direct = new Set((await read(DIRECT, channel)).flatMap(({ id, name: called }) => [id, called ?? id]))
  const team = mostFrequent([...users, ...ofOrganisation].map((one) => one.team_id))
  return { whyNot: accountsOf(users, ofOrganisation, team), team, channels, isIncomplete, direct, failed }
}

/** Adds the items of a list that are what they should be; none of a broken list, which is told in `failed`. */
async function readList<Item>(
  entry: SourceEntry,
  item: z.ZodType<Item>,
  into: Item[],
  failed: FailedFile[],
): Promise<void> {
  const before = into.length
  try {
    for await (const part of readJsonParts(entry, null))
      for (const value of part.values) {
        const parsed = item.safeParse(value)
        if (parsed.success) into.push(parsed.data)
      }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    into.length = before
    failed.push({ file: entry.path, reason: await describeBreak(entry, error) })
  }
}

type Knowing = Pick<SlackReading, 'whyNot' | 'find'>

function dayFile(entry: SourceEntry, space: HistorySpace, knowing: Knowing): HistoryFile {
  return { entry, space, read: (skipped) => readDay(entry, space, knowing, skipped) }
}

async function* readDay(
  entry: SourceEntry,
  space: HistorySpace,
  knowing: Knowing,
  skipped: Tally,
): AsyncGenerator<HistoryBatch> {
  for await (const { values, bytes, readBytes } of readJsonParts(entry, null)) {
    const activities: Activity[] = []
    const reading = { space: space.externalId, ...knowing, into: activities, skipped }
    for (const [index, value] of values.entries()) readSlackMessage(value, bytes[index] ?? 0, reading)
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
