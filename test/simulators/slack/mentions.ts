/** Whom a message really notifies: its mrkdwn, its rich text, and names where they are linked. */
import { type Json, type JsonObject, listOf, objectOf, textOf } from '../discord/json.ts'
import type { Channel, Pinged } from './model.ts'
import { commandText, piecesOf } from './mrkdwn.ts'
import type { World } from './world.ts'

/** Nobody. */
export const NOBODY: Pinged = { users: [], subteams: [], channel: false, here: false, everyone: false }

/** What may notify somebody. */
export interface Notifying {
  readonly text: string
  readonly blocks: readonly JsonObject[] | null
  readonly attachments: readonly JsonObject[]
  /** Names are read as mentions too. */
  readonly linkNames: boolean
}

interface Found {
  readonly users: Set<string>
  readonly subteams: Set<string>
  readonly ranges: Set<string>
}

/**
 * Whom a message of `author` in a channel notifies: of those it names, who is in the channel. The text is read even where there
 * are blocks, because notifications show it.
 */
export function pingedBy(world: World, channel: Channel, authorId: string, said: Notifying): Pinged {
  const found: Found = { users: new Set(), subteams: new Set(), ranges: new Set() }
  readText(said.linkNames ? commandText(world, said.text) : said.text, found)
  for (const block of said.blocks ?? []) readPart(block, found)
  for (const attachment of said.attachments) readAttachment(attachment, found)
  return {
    users: [...found.users].filter((id) => id !== authorId && channel.members.has(id)),
    subteams: [...found.subteams].filter((id) => world.userGroups.has(id)),
    channel: found.ranges.has('channel'),
    here: found.ranges.has('here'),
    // Only the channel that everybody is in can call everybody; elsewhere it means the channel.
    everyone: found.ranges.has('everyone'),
  }
}

function readText(text: string, found: Found): void {
  for (const piece of piecesOf(text)) {
    if (piece.kind === 'user') found.users.add(piece.id)
    if (piece.kind === 'subteam') found.subteams.add(piece.id)
    if (piece.kind === 'broadcast') found.ranges.add(piece.range)
  }
}

/** Walks blocks: text objects that are mrkdwn, and the elements of rich text. */
function readPart(part: Json, found: Found): void {
  const object = objectOf(part)
  const type = textOf(object['type'])
  if (type === 'mrkdwn' || type === 'markdown') readText(textOf(object['text']) ?? '', found)
  if (type === 'user') found.users.add(textOf(object['user_id']) ?? '')
  if (type === 'usergroup') found.subteams.add(textOf(object['usergroup_id']) ?? '')
  if (type === 'broadcast') found.ranges.add(textOf(object['range']) ?? '')
  for (const value of Object.values(object)) {
    for (const inner of listOf(value)) readPart(inner, found)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) readPart(value, found)
  }
}

function readAttachment(attachment: JsonObject, found: Found): void {
  for (const key of ['pretext', 'text']) readText(textOf(attachment[key]) ?? '', found)
  for (const block of listOf(attachment['blocks'])) readPart(block, found)
}
