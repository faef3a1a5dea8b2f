/** Block Kit: what Slack takes, and why it refuses the rest. */
import { isList, type Json, lengthOf, listOf, objectOf, textOf } from '../discord/json.ts'
import { accessory, action, anyText, contextual, field, picture, plain } from './block-elements.ts'
import { richElement } from './block-rich-text.ts'
import {
  anything,
  byType,
  type Check,
  flag,
  list,
  may,
  need,
  note,
  oneOf,
  type Reasons,
  shape,
  text,
} from './block-shape.ts'

const blockId = may(text(255))

/** The action ids inside of one block must differ. */
const distinctActions: Check = (value, at, reasons) => {
  const ids = listOf(objectOf(value)['elements']).flatMap((one) => textOf(objectOf(one)['action_id']) ?? [])
  if (new Set(ids).size < ids.length) note(reasons, at, 'action_id must be unique within its block')
}

const BLOCKS: Readonly<Record<string, Check>> = {
  section: shape(
    {
      type: need(oneOf('section')),
      block_id: blockId,
      text: may(anyText(3000)),
      fields: may(list(anyText(2000), 10)),
      accessory: may(accessory),
      expand: may(flag),
    },
    (value, at, reasons) => {
      const { text: own, fields } = objectOf(value)
      if (own === undefined && fields === undefined)
        note(reasons, at, 'missing required field: text or fields')
    },
  ),
  header: shape({ type: need(oneOf('header')), block_id: blockId, text: need(plain(150)) }),
  divider: shape({ type: need(oneOf('divider')), block_id: blockId }),
  image: picture({ block_id: blockId, title: may(plain(2000)) }),
  context: shape({
    type: need(oneOf('context')),
    block_id: blockId,
    elements: need(list(contextual, 10)),
  }),
  actions: shape(
    { type: need(oneOf('actions')), block_id: blockId, elements: need(list(action, 25)) },
    distinctActions,
  ),
  input: shape({
    type: need(oneOf('input')),
    block_id: blockId,
    label: need(plain(2000)),
    element: need(field),
    hint: may(plain(2000)),
    optional: may(flag),
    dispatch_action: may(flag),
  }),
  rich_text: shape({
    type: need(oneOf('rich_text')),
    block_id: blockId,
    elements: need(list(richElement, 1000)),
  }),
  markdown: shape({ type: need(oneOf('markdown')), block_id: blockId, text: need(text(12_000)) }),
  video: shape({
    type: need(oneOf('video')),
    block_id: blockId,
    alt_text: need(text(2000)),
    title: need(plain(200)),
    thumbnail_url: need(text(3000)),
    video_url: need(text(3000)),
    author_name: may(text(50)),
    description: may(plain(200)),
    provider_icon_url: may(text(3000)),
    provider_name: may(text(100)),
    title_url: may(text(3000)),
  }),
  file: shape({
    type: need(oneOf('file')),
    block_id: blockId,
    external_id: need(text(255)),
    source: need(oneOf('remote')),
  }),
  table: shape({
    type: need(oneOf('table')),
    block_id: blockId,
    rows: need(list(list(anything, 20), 100)),
    column_settings: may(list(anything, 20)),
  }),
}

/** Blocks that a surface has not. */
const NOT_ON: Readonly<Record<Surface, readonly string[]>> = {
  message: [],
  modal: ['file', 'markdown', 'table'],
  home: ['file', 'markdown', 'table'],
}

/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home'

const block = byType(BLOCKS)

/** Why Slack would refuse these blocks; empty where it would not. */
export function checkBlocks(
  blocks: Json,
  context: {
    readonly surface: Surface
    readonly isFileReady: (fileId: string) => boolean
    readonly at?: string
  },
): readonly string[] {
  const { surface, isFileReady, at = '/blocks' } = context
  const reasons: Reasons = { found: [], isFileReady }
  const ids = new Set<string>()
  const each: Check = (value, where) => {
    const type = objectOf(value)['type']
    if (typeof type === 'string' && NOT_ON[surface].includes(type))
      note(reasons, where, `unsupported type: ${type}`)
    else block(value, where, reasons)
    const id = textOf(objectOf(value)['block_id'])
    if (id !== null && ids.has(id)) note(reasons, where, `duplicate block_id: ${id}`)
    if (id !== null) ids.add(id)
  }
  list(each, surface === 'message' ? 50 : 100, 0)(blocks, at, reasons)
  return reasons.found
}

/** All text inside of blocks, by the length that Slack counts. */
export function lengthOfBlocks(blocks: readonly Json[]): number {
  let length = 0
  const walk = (value: Json): void => {
    if (isList(value)) for (const one of value) walk(one)
    for (const [key, inner] of Object.entries(objectOf(value)))
      if (key === 'text' && typeof inner === 'string') length += lengthOf(inner)
      else if (typeof inner === 'object') walk(inner)
  }
  walk(blocks)
  return length
}
