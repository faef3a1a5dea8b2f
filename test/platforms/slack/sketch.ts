/** A message as an indented sketch, as a person would come upon it: for looking at replies, and for tests that do. */
import type { types } from '@slack/bolt'
import type { RenderedMessage } from '../../../src/platforms/slack/render.ts'

/** The messages of a reply, one below the other. */
export const sketch = (messages: readonly RenderedMessage[]): string =>
  messages
    .map(({ body, files }) =>
      [
        ...body.blocks.flatMap(linesOf),
        ...(files.length === 0 ? [] : [`with ${files.map((file) => file.name).join(', ')}`]),
      ].join('\n'),
    )
    .join('\n\n=====\n\n')

/** A block as lines. */
export function linesOf(block: types.KnownBlock): readonly string[] {
  switch (block.type) {
    case 'header':
      return [`# ${block.text.text}`]
    case 'rich_text':
      return [...block.elements.flatMap(richLines), '']
    case 'context':
      return block.elements.map((one) =>
        'text' in one ? `(${one.text.replaceAll('\u200b', '')})` : '(picture)',
      )
    case 'actions':
      return [block.elements.map(button).join(' ')]
    case 'image':
      return [`[picture: ${block.alt_text}]`]
    case 'divider':
      return ['────────']
    case 'section':
      return [block.text?.text ?? '']
    case 'input':
      return [`${block.label.text}${block.optional === true ? ' (optional)' : ''}: <${block.element.type}>`]
    default:
      return [`<${block.type}>`]
  }
}

const button = (one: types.ActionsBlock['elements'][number]): string =>
  one.type !== 'button'
    ? `<${one.type}>`
    : one.style === 'primary'
      ? `[[ ${one.text.text} ]]`
      : `[ ${one.text.text} ]`

function richLines(element: types.RichTextBlockElement): readonly string[] {
  if (element.type !== 'rich_text_list') return pieces(element.elements).split('\n')
  const offset = 'offset' in element ? Number(element.offset) : 0
  return element.elements.flatMap((item, at) =>
    pieces(item.elements)
      .split('\n')
      .map(
        (line, n) => `${n > 0 ? '  ' : element.style === 'bullet' ? '• ' : `${at + 1 + offset}. `}${line}`,
      ),
  )
}

const pieces = (elements: readonly types.RichTextElement[]): string =>
  elements
    .map((one) => {
      switch (one.type) {
        case 'text':
          return one.style?.bold
            ? `*${one.text}*`
            : one.style?.italic
              ? `_${one.text}_`
              : one.style?.code
                ? `\`${one.text}\``
                : one.text
        case 'link':
          return `<${one.text ?? one.url}>`
        case 'user':
          return `@${one.user_id}`
        case 'date':
          return one.fallback ?? ''
        default:
          return `<${one.type}>`
      }
    })
    .join('')
