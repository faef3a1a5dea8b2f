/** A message as an indented sketch, as a person would come upon it: for looking at replies, and for tests that do. */
import type { APIComponentInContainer, APIMessageTopLevelComponent } from 'discord.js'
import type { RenderedMessage } from '../../../src/platforms/discord/render.ts'

const ACTION_ROW = 1
const TEXT_DISPLAY = 10
const MEDIA_GALLERY = 12
const FILE = 13
const SEPARATOR = 14
const CONTAINER = 17
const EPHEMERAL = 1 << 6
const PRIMARY = 1

/** The messages of a reply, one below the other. */
export const sketch = (messages: readonly RenderedMessage[]): string =>
  messages
    .map(({ body, files }) =>
      [
        (body.flags & EPHEMERAL) === 0 ? '(seen by everybody)' : '(seen by you)',
        ...body.components.flatMap(linesOf),
        ...(files.length === 0 ? [] : [`  with ${files.map((file) => file.name).join(', ')}`]),
      ].join('\n'),
    )
    .join('\n\n')

function linesOf(component: APIMessageTopLevelComponent | APIComponentInContainer): readonly string[] {
  switch (component.type) {
    case CONTAINER:
      return component.components.flatMap(linesOf).map((line) => `  ▎ ${line}`)
    case TEXT_DISPLAY:
      return component.content.replace(/\\([^0-9A-Za-z\s])|[\u200b\u2068\u2069]/g, '$1').split('\n')
    case ACTION_ROW:
      return [
        component.components
          .map((one) =>
            'label' in one
              ? one.style === PRIMARY
                ? `[[ ${one.label} ]]`
                : `[ ${one.label} ]`
              : `<${one.type}>`,
          )
          .join(' '),
      ]
    case MEDIA_GALLERY:
      return component.items.map((item) => `[picture: ${item.description ?? ''}]`)
    case FILE:
      return [`[file: ${component.file.url}]`]
    case SEPARATOR:
      return ['────────']
    default:
      return [`<component ${component.type}>`]
  }
}
