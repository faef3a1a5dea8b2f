/** Checks the components of a message as Discord does, and fills in what it would. */
import { readButton, readSelect } from './components-interactive.ts'
import { isObject, type Json, type JsonObject, lengthOf, numberOf } from './json.ts'
import { readBoolean, readInteger, readList, readObject, readText } from './reading.ts'
import type { Problems } from './refusal.ts'

/** Limits of Components V2. */
const LIMITS = {
  components: 40,
  text: 4000,
  rowButtons: 5,
  rows: 5,
  sectionTexts: 3,
  galleryItems: 10,
  description: 1024,
} as const

/** Component types. */
export const COMPONENTS = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const

const SELECTS: readonly number[] = [3, 5, 6, 7, 8]
const TOP_LEVEL: readonly number[] = [1, 9, 10, 12, 13, 14, 17]
const IN_CONTAINER: readonly number[] = [1, 9, 10, 12, 13, 14]

/** What has been seen of a message's components so far. */
export interface ComponentReading {
  readonly isV2: boolean
  readonly customIds: Set<string>
  readonly ids: Set<number>
  /** Names of files that components show. */
  readonly references: Set<string>
  /** Makes the media that a component shows. */
  readonly media: (url: string) => JsonObject | null
  count: number
  textLength: number
  nextId: number
}

/** Reads `components`; what is wrong goes to `problems`. */
export function readComponents(
  body: JsonObject,
  problems: Problems,
  reading: ComponentReading,
): readonly JsonObject[] {
  const list = readList(body, 'components', problems, { max: reading.isV2 ? LIMITS.components : LIMITS.rows })
  collectIds(list, reading.ids)
  const at = problems.at('components')
  const read = list.flatMap<JsonObject>((value, index) => {
    const allowed = reading.isV2 ? TOP_LEVEL : [COMPONENTS.row]
    return readComponent(value, at.at(index), reading, allowed) ?? []
  })
  if (reading.count > LIMITS.components)
    at.add(
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `The maximum number of total components (${LIMITS.components}) was exceeded.`,
    )
  if (reading.textLength > LIMITS.text)
    at.add(
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `The total size of the displayable text exceeds the maximum size of ${LIMITS.text}.`,
    )
  return read
}

/** Ids that the sender chose are kept; the others get the next free ones. */
function collectIds(value: Json, into: Set<number>): void {
  if (Array.isArray(value)) for (const one of value) collectIds(one, into)
  else if (isObject(value)) {
    const id = value['id']
    if (typeof value['type'] === 'number' && typeof id === 'number' && id > 0) into.add(id)
    collectIds(value['components'], into)
    collectIds(value['accessory'], into)
    collectIds(value['component'], into)
  }
}

/** The component's id: its own, or the next that is free. */
export function takeId(component: JsonObject, reading: Pick<ComponentReading, 'ids' | 'nextId'>): number {
  const own = numberOf(component['id'])
  if (own !== null && own > 0) return own
  while (reading.ids.has(reading.nextId)) reading.nextId += 1
  reading.ids.add(reading.nextId)
  return reading.nextId
}

function readComponent(
  value: Json,
  problems: Problems,
  reading: ComponentReading,
  allowed: readonly number[],
): JsonObject | null {
  const component = readObject(value, problems)
  if (component === null) return null
  const type = numberOf(component['type'])
  if (type === null || !allowed.includes(type)) {
    problems
      .at('type')
      .add('UNION_TYPE_CHOICES', `Value of field "type" must be one of (${allowed.join(', ')}).`)
    return null
  }
  reading.count += 1
  const id = takeId(component, reading)
  readInteger(component, 'id', problems, { min: 0, max: 2 ** 31 - 1 })
  switch (type) {
    case COMPONENTS.row:
      return { type, id, components: readRow(component, problems, reading) }
    case COMPONENTS.section:
      return readSection(component, id, problems, reading)
    case COMPONENTS.text:
      return readTextDisplay(component, id, problems, reading)
    case COMPONENTS.gallery:
      return { type, id, items: readGallery(component, problems, reading) }
    case COMPONENTS.file:
      return {
        ...readMedia(component, 'file', problems, reading, true),
        type,
        id,
        name: null,
        size: null,
        spoiler: component['spoiler'] === true,
      }
    case COMPONENTS.separator:
      return {
        type,
        id,
        spacing: readInteger(component, 'spacing', problems, { min: 1, max: 2 }) ?? 1,
        divider: readBoolean(component, 'divider', problems) ?? true,
      }
    default:
      return {
        type,
        id,
        accent_color: readInteger(component, 'accent_color', problems, { min: 0, max: 0xffffff }),
        spoiler: component['spoiler'] === true,
        components: readList(component, 'components', problems, {
          min: 1,
          max: LIMITS.components,
        }).flatMap<JsonObject>(
          (child, index) =>
            readComponent(child, problems.at('components', index), reading, IN_CONTAINER) ?? [],
        ),
      }
  }
}

function readRow(row: JsonObject, problems: Problems, reading: ComponentReading): readonly JsonObject[] {
  const list = readList(row, 'components', problems, { min: 1, max: LIMITS.rowButtons })
  const hasSelect = list.some((one) => isObject(one) && SELECTS.includes(numberOf(one['type']) ?? 0))
  if (hasSelect && list.length > 1)
    problems
      .at('components')
      .add('COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width')
  return list.flatMap<JsonObject>((value, index) => {
    const at = problems.at('components', index)
    const component = readObject(value, at)
    if (component === null) return []
    const type = numberOf(component['type'])
    reading.count += 1
    if (type === COMPONENTS.button) return readButton(component, takeId(component, reading), at, reading)
    if (type !== null && SELECTS.includes(type))
      return readSelect(component, type, takeId(component, reading), at, reading)
    at.at('type').add('UNION_TYPE_CHOICES', 'Value of field "type" must be one of (2, 3, 5, 6, 7, 8).')
    return []
  })
}

function readSection(
  section: JsonObject,
  id: number,
  problems: Problems,
  reading: ComponentReading,
): JsonObject {
  const texts = readList(section, 'components', problems, {
    min: 1,
    max: LIMITS.sectionTexts,
  }).flatMap<JsonObject>(
    (child, index) =>
      readComponent(child, problems.at('components', index), reading, [COMPONENTS.text]) ?? [],
  )
  return {
    type: COMPONENTS.section,
    id,
    components: texts,
    accessory: readAccessory(section, problems.at('accessory'), reading),
  }
}

function readAccessory(section: JsonObject, problems: Problems, reading: ComponentReading): JsonObject {
  const accessory = readObject(section['accessory'], problems)
  if (accessory === null) return {}
  reading.count += 1
  const id = takeId(accessory, reading)
  if (accessory['type'] === COMPONENTS.button) return readButton(accessory, id, problems, reading)
  if (accessory['type'] === COMPONENTS.thumbnail)
    return {
      ...readMedia(accessory, 'media', problems, reading, false),
      ...readDescription(accessory, problems),
      type: COMPONENTS.thumbnail,
      id,
    }
  problems.at('type').add('UNION_TYPE_CHOICES', 'Value of field "type" must be one of (2, 11).')
  return {}
}

function readTextDisplay(
  component: JsonObject,
  id: number,
  problems: Problems,
  reading: ComponentReading,
): JsonObject {
  const content =
    readText(component, 'content', problems, { min: 1, max: LIMITS.text, isRequired: true }) ?? ''
  reading.textLength += lengthOf(content)
  return { type: COMPONENTS.text, id, content }
}

const readGallery = (
  gallery: JsonObject,
  problems: Problems,
  reading: ComponentReading,
): readonly JsonObject[] =>
  readList(gallery, 'items', problems, { min: 1, max: LIMITS.galleryItems }).flatMap<JsonObject>(
    (value, index) => {
      const at = problems.at('items', index)
      const item = readObject(value, at)
      return item === null
        ? []
        : { ...readMedia(item, 'media', at, reading, false), ...readDescription(item, at) }
    },
  )

const readDescription = (component: JsonObject, problems: Problems): JsonObject => ({
  description: readText(component, 'description', problems, { min: 1, max: LIMITS.description }),
  spoiler: component['spoiler'] === true,
})

function readMedia(
  component: JsonObject,
  key: string,
  problems: Problems,
  reading: ComponentReading,
  onlyFiles: boolean,
): JsonObject {
  const media = readObject(component[key], problems.at(key))
  if (media === null) return {}
  const at = problems.at(key, 'url')
  const url = readText(media, 'url', problems.at(key), { max: 2048, isRequired: true })
  if (url === null) return {}
  const isFile = url.startsWith('attachment://')
  if (!isFile && (onlyFiles || !/^https?:\/\//.test(url))) {
    at.add(
      'URL_TYPE_INVALID_SCHEME',
      `Scheme "${url.split(':')[0] ?? ''}" is not supported. Scheme must be one of ('attachment'${onlyFiles ? '' : ", 'http', 'https'"}).`,
    )
    return {}
  }
  if (isFile) reading.references.add(url.slice('attachment://'.length))
  const shown = reading.media(url)
  if (shown === null)
    at.add('UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', 'The referenced attachment was not found')
  return shown === null ? {} : { [key]: shown }
}

/** Whether a type is a select menu. */
export const isSelect = (type: Json): boolean => typeof type === 'number' && SELECTS.includes(type)
