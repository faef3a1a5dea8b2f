/** What the app says, as it stands in arguments: text, blocks, attachments; refused where Slack would refuse it. */
import { isList, type Json, type JsonObject, listOf, objectOf, textOf } from '../discord/json.ts'
import { checkBlocks, lengthOfBlocks } from './blocks.ts'
import { Refusal, refuseBody } from './refusal.ts'
import { withIds } from './views.ts'
import type { World } from './world.ts'

const MOST_ATTACHMENTS = 100
/** Nowhere documented; measured by others at about this. */
const MOST_TEXT_IN_BLOCKS = 13_200
const MOST_TEXT = 40_000

/** What is said. */
export interface Said {
  readonly text: string
  readonly blocks: readonly JsonObject[] | null
  readonly attachments: readonly JsonObject[]
  /** Slack cut it. */
  readonly isCut: boolean
}

/** Reads it; there must be something. */
export function readSaid(world: World, given: JsonObject): Said {
  const blocks = readBlocks(world, given['blocks'])
  const attachments = readList(given['attachments'], 'invalid_attachments').map(objectOf)
  if (attachments.length > MOST_ATTACHMENTS) throw new Refusal('too_many_attachments')
  const written = textOf(given['text']) ?? textOf(given['markdown_text']) ?? ''
  if (written === '' && (blocks === null || blocks.length === 0) && attachments.length === 0)
    throw new Refusal('no_text')
  const signs = [...written]
  const isCut = signs.length > MOST_TEXT
  return {
    text: isCut ? signs.slice(0, MOST_TEXT).join('') : written,
    blocks: blocks === null || blocks.length === 0 ? null : blocks,
    attachments,
    isCut,
  }
}

/** Reads blocks; null where there are none. */
export function readBlocks(world: World, given: Json): readonly JsonObject[] | null {
  if (given === undefined || given === null || given === '') return null
  const blocks = readList(given, 'invalid_blocks_format')
  const reasons = checkBlocks(blocks, {
    surface: 'message',
    isFileReady: (id) => world.files.get(id)?.isReady === true,
  })
  if (reasons.length > 0) throw refuseBody('invalid_blocks', reasons)
  if (lengthOfBlocks(blocks) > MOST_TEXT_IN_BLOCKS) throw new Refusal('msg_blocks_too_long')
  return withIds(world, blocks)
}

function readList(given: Json, code: string): readonly Json[] {
  if (given === undefined || given === null || given === '') return []
  if (isList(given)) return given
  if (typeof given !== 'string') throw new Refusal(code)
  try {
    const value: Json = JSON.parse(given)
    if (!isList(value)) throw new Refusal(code)
    return listOf(value)
  } catch {
    throw new Refusal(code)
  }
}
