/** Checks embeds as Discord does, and fills in what it would. */
import { isObject, type JsonObject, lengthOf, textOf } from './json.ts'
import { readInteger, readList, readObject, readText } from './reading.ts'
import type { Problems } from './refusal.ts'

const MOST_TEXT = 6000

/** Reads `embeds`; what is wrong goes to `problems`. Images may name files of the message. */
export function readEmbeds(
  body: JsonObject,
  problems: Problems,
  files: { readonly references: Set<string>; readonly media: (url: string) => JsonObject | null },
): readonly JsonObject[] {
  const list = readList(body, 'embeds', problems, { max: 10 })
  let total = 0
  const embeds = list.flatMap<JsonObject>((value, index) => {
    const at = problems.at('embeds', index)
    const embed = readObject(value, at)
    if (embed === null) return []
    const read = readEmbed(embed, at, files)
    total += read.length
    return read.embed
  })
  if (total > MOST_TEXT)
    problems.at('embeds').add('MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${MOST_TEXT}`)
  return embeds
}

function readEmbed(
  embed: JsonObject,
  problems: Problems,
  files: Parameters<typeof readEmbeds>[2],
): { readonly embed: JsonObject; readonly length: number } {
  let length = 0
  const text = (
    owner: JsonObject,
    key: string,
    at: Problems,
    max: number,
    isRequired = false,
  ): JsonObject => {
    const value = readText(owner, key, at, isRequired ? { min: 1, max, isRequired } : { max })
    if (value === null || value === '') return {}
    if (key !== 'url' && key !== 'icon_url') length += lengthOf(value)
    return { [key]: value }
  }
  const part = (key: string, read: (owner: JsonObject, at: Problems) => JsonObject): JsonObject =>
    embed[key] == null
      ? {}
      : { [key]: read(readObject(embed[key], problems.at(key)) ?? {}, problems.at(key)) }
  const picture = (owner: JsonObject, at: Problems): JsonObject => {
    const url = textOf(owner['url']) ?? ''
    if (!url.startsWith('attachment://')) return { url, proxy_url: url }
    files.references.add(url.slice('attachment://'.length))
    const shown = files.media(url)
    if (shown === null)
      at.at('url').add(
        'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
        'The referenced attachment was not found',
      )
    return { url: shown?.['url'] ?? url, proxy_url: shown?.['url'] ?? url }
  }
  const color = readInteger(embed, 'color', problems, { min: 0, max: 0xffffff })
  const timestamp = textOf(embed['timestamp'])
  const read: JsonObject = {
    type: 'rich',
    ...text(embed, 'title', problems, 256),
    ...text(embed, 'description', problems, 4096),
    ...text(embed, 'url', problems, 2048),
    ...(color === null ? {} : { color }),
    ...(timestamp === null ? {} : { timestamp }),
    ...part('footer', (owner, at) => text(owner, 'text', at, 2048, true)),
    ...part('author', (owner, at) => ({
      ...text(owner, 'name', at, 256, true),
      ...text(owner, 'url', at, 2048),
    })),
    ...part('image', picture),
    ...part('thumbnail', picture),
    ...(embed['fields'] == null
      ? {}
      : {
          fields: readList(embed, 'fields', problems, { max: 25 }).flatMap<JsonObject>((value, index) => {
            const at = problems.at('fields', index)
            const field = isObject(value) ? value : {}
            return {
              ...text(field, 'name', at, 256, true),
              ...text(field, 'value', at, 1024, true),
              inline: field['inline'] === true,
            }
          }),
        }),
  }
  if (Object.keys(embed).every((key) => key === 'type' || key === 'color'))
    problems.at('description').add('BASE_TYPE_REQUIRED', 'This field is required')
  return { embed: read, length }
}
