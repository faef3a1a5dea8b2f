/** What rich text may be. */
import {
  anything,
  byType,
  type Check,
  flag,
  list,
  may,
  need,
  oneOf,
  shape,
  text,
  whole,
} from './block-shape.ts'

const style = may(
  shape({
    bold: may(flag),
    italic: may(flag),
    strike: may(flag),
    code: may(flag),
    underline: may(flag),
    highlight: may(flag),
    client_highlight: may(flag),
    unlink: may(flag),
  }),
)

const piece = byType({
  text: shape({ type: need(oneOf('text')), text: need(text(12_000)), style }),
  link: shape({
    type: need(oneOf('link')),
    url: need(text(3000)),
    text: may(text(12_000)),
    unsafe: may(flag),
    style,
  }),
  user: shape({ type: need(oneOf('user')), user_id: need(text(50)), style }),
  usergroup: shape({ type: need(oneOf('usergroup')), usergroup_id: need(text(50)), style }),
  channel: shape({ type: need(oneOf('channel')), channel_id: need(text(50)), style }),
  team: shape({ type: need(oneOf('team')), team_id: need(text(50)), style }),
  emoji: shape({
    type: need(oneOf('emoji')),
    name: need(text(100)),
    unicode: may(text(100)),
    skin_tone: may(whole(1, 6)),
    style,
  }),
  broadcast: shape({
    type: need(oneOf('broadcast')),
    range: need(oneOf('here', 'channel', 'everyone')),
    style,
  }),
  date: shape({
    type: need(oneOf('date')),
    timestamp: need(whole(0, 9_999_999_999)),
    format: need(text(200)),
    url: may(text(3000)),
    fallback: may(text(300)),
    style,
  }),
  color: shape({ type: need(oneOf('color')), value: need(text(20)), style }),
})

const pieces = need(list(piece, 1000, 0))
const section = shape({ type: need(oneOf('rich_text_section')), elements: pieces })

/** The elements of a `rich_text` block. */
export const richElement: Check = byType({
  rich_text_section: section,
  rich_text_preformatted: shape({
    type: need(oneOf('rich_text_preformatted')),
    elements: pieces,
    border: may(whole(0, 1)),
    language: may(anything),
  }),
  rich_text_quote: shape({
    type: need(oneOf('rich_text_quote')),
    elements: pieces,
    border: may(whole(0, 1)),
  }),
  rich_text_list: shape({
    type: need(oneOf('rich_text_list')),
    style: need(oneOf('bullet', 'ordered')),
    elements: need(list(section, 1000)),
    indent: may(whole(0, 8)),
    offset: may(whole(0, 100_000)),
    border: may(whole(0, 1)),
  }),
})
