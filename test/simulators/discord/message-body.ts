/** A message that the bot sends: its form checked as Discord does, its files kept. */
import { type ComponentReading, readComponents } from './components.ts'
import { readEmbeds } from './embeds.ts'
import { isObject, type Json, type JsonObject, textOf } from './json.ts'
import { type AllowedMentions, readAllowedMentions } from './mentions.ts'
import { type Attachment, MESSAGE_FLAGS, type Message } from './model.ts'
import { readInteger, readList, readObject, readText } from './reading.ts'
import { createProblems, type Problems, refuse } from './refusal.ts'
import type { World } from './world.ts'

const FILE_LIMIT_BYTES = 10 * 1024 * 1024
const CONTENT_MAX = 2000

/** A file as it came in. */
export interface Upload {
  /** `files[0]` and its like. */
  readonly field: string
  readonly filename: string
  readonly contentType: string | null
  readonly bytes: Uint8Array
}

/** What a body says; absent fields are null. */
export interface MessageBody {
  readonly content: string | null
  readonly embeds: readonly JsonObject[] | null
  readonly components: readonly JsonObject[] | null
  readonly attachments: readonly Attachment[] | null
  readonly flags: number
  readonly allowed: AllowedMentions
  readonly nonce: string | number | null
  readonly isNonceEnforced: boolean
}

/** How a body is to be read. */
export interface BodyOptions {
  readonly world: World
  readonly uploads: readonly Upload[]
  readonly isEphemeral: boolean
  /** Flags that the sender may set. */
  readonly allowedFlags: number
  /** The message that is edited; null for a new one. */
  readonly edited: Message | null
  /** Where in the form the message stands, for the tree of errors. */
  readonly problems?: Problems
}

/** Reads a body. Throws 50035 with the tree of what is wrong, or 50006 where it says nothing. */
export function readMessageBody(body: JsonObject, options: BodyOptions): MessageBody {
  const problems = options.problems ?? createProblems()
  const { edited } = options
  const asked = readInteger(body, 'flags', problems, { min: 0, max: 2 ** 31 - 1 }) ?? 0
  const wasV2 = edited !== null && (edited.flags & MESSAGE_FLAGS.componentsV2) !== 0
  const flags = (asked & options.allowedFlags) | (wasV2 ? MESSAGE_FLAGS.componentsV2 : 0)
  const isV2 = (flags & MESSAGE_FLAGS.componentsV2) !== 0
  for (const upload of options.uploads) if (upload.bytes.length > FILE_LIMIT_BYTES) throw refuse('tooLarge')
  const attachments = readAttachments(body, problems, options)
  const shown = attachments ?? edited?.attachments ?? []
  const reading = componentReading(options.world, isV2, shown)
  const content = readText(body, 'content', problems, { max: CONTENT_MAX })
  const embeds = body['embeds'] === undefined ? null : readEmbeds(body, problems, reading)
  const components = body['components'] === undefined ? null : readComponents(body, problems, reading)
  if (isV2) refuseLegacy(wasV2 ? body : { ...keptFields(edited), ...body }, problems)
  const nonce = readNonce(body, problems)
  const allowed = readAllowed(body, problems)
  if (isV2 && components !== null && attachments !== null)
    refuseUnshown(attachments, reading.references, problems)
  problems.throwIfAny()
  const read = {
    content,
    embeds,
    components,
    attachments,
    flags,
    allowed,
    nonce,
    isNonceEnforced: body['enforce_nonce'] === true,
  }
  if (isEmpty(read, edited, body)) throw refuse('emptyMessage')
  return read
}

function isEmpty(
  read: Pick<MessageBody, 'content' | 'embeds' | 'components' | 'attachments'>,
  edited: Message | null,
  body: JsonObject,
): boolean {
  const content = body['content'] === undefined ? (edited?.content ?? '') : (read.content ?? '')
  return (
    content.trim() === '' &&
    (read.embeds ?? edited?.embeds ?? []).length === 0 &&
    (read.components ?? edited?.components ?? []).length === 0 &&
    (read.attachments ?? edited?.attachments ?? []).length === 0 &&
    !isObject(body['poll']) &&
    (!Array.isArray(body['sticker_ids']) || body['sticker_ids'].length === 0)
  )
}

function componentReading(world: World, isV2: boolean, attachments: readonly Attachment[]): ComponentReading {
  return {
    isV2,
    customIds: new Set(),
    ids: new Set(),
    references: new Set(),
    count: 0,
    textLength: 0,
    nextId: 1,
    media(url) {
      if (!url.startsWith('attachment://'))
        return { id: world.clock.nextId(), url, proxy_url: url, width: 0, height: 0, content_type: null }
      const found = attachments.find((one) => one.filename === url.slice('attachment://'.length))
      if (found === undefined) return null
      return {
        id: found.id,
        attachment_id: found.id,
        url: found.url,
        proxy_url: found.url,
        width: 0,
        height: 0,
        content_type: found.contentType,
      }
    },
  }
}

/** What a message keeps unless an edit names it: to become one of components it must give it up. */
const keptFields = (edited: Message | null): JsonObject =>
  edited === null ? {} : { content: edited.content, embeds: edited.embeds }

function refuseLegacy(body: JsonObject, problems: Problems): void {
  for (const key of ['content', 'embeds', 'poll', 'sticker_ids'] as const) {
    const value = body[key]
    const isUsed = Array.isArray(value)
      ? value.length > 0
      : value !== undefined && value !== null && value !== ''
    if (isUsed)
      problems
        .at(key)
        .add(
          'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
          `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
        )
  }
}

/** With Components V2 a file that no component shows would be lost. */
function refuseUnshown(
  attachments: readonly Attachment[],
  references: ReadonlySet<string>,
  problems: Problems,
): void {
  for (const [index, { filename }] of attachments.entries())
    if (!references.has(filename))
      problems
        .at('attachments', index)
        .add('UNREFERENCED_ATTACHMENT', `The attachment "${filename}" is not shown by any component`)
}

function readNonce(body: JsonObject, problems: Problems): string | number | null {
  const nonce = body['nonce']
  if (nonce === undefined || nonce === null) return null
  if (typeof nonce === 'number') return nonce
  return readText(body, 'nonce', problems, { max: 25 })
}

function readAllowed(body: JsonObject, problems: Problems): AllowedMentions {
  const value: Json = body['allowed_mentions']
  if (value === undefined || value === null) return readAllowedMentions(null)
  const at = problems.at('allowed_mentions')
  const allowed = readObject(value, at) ?? {}
  const parse = readList(allowed, 'parse', at, { max: 3 })
  for (const [index, one] of parse.entries())
    if (one !== 'users' && one !== 'roles' && one !== 'everyone')
      at.at('parse', index).add('BASE_TYPE_CHOICES', "Value must be one of ('users', 'roles', 'everyone').")
  for (const key of ['users', 'roles'] as const) {
    const ids = readList(allowed, key, at, { max: 100 })
    if (ids.length > 0 && parse.includes(key))
      at.add(
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`,
      )
  }
  return readAllowedMentions(allowed)
}

/** Keeps what `attachments` lists: files of this request by their number, files of the message by their id. */
function readAttachments(
  body: JsonObject,
  problems: Problems,
  options: BodyOptions,
): readonly Attachment[] | null {
  const { world, uploads, edited, isEphemeral } = options
  const listed = body['attachments']
  if (uploads.length === 0 && listed === undefined) return null
  const list = readList(body, 'attachments', problems, { max: 10 })
  const kept: Attachment[] = []
  const taken = new Set<Upload>()
  for (const [index, value] of list.entries()) {
    const at = problems.at('attachments', index)
    const entry = readObject(value, at)
    if (entry === null) continue
    const id = String(entry['id'] ?? '')
    const upload = uploads.find((one) => one.field === `files[${id}]`)
    const former = edited?.attachments.find((one) => one.id === id)
    const description = readText(entry, 'description', at, { max: 1024 })
    if (upload !== undefined) {
      taken.add(upload)
      kept.push(keepFile(world, upload, { filename: textOf(entry['filename']), description, isEphemeral }))
    } else if (former !== undefined) kept.push({ ...former, description: description ?? former.description })
    else at.at('id').add('ATTACHMENT_NOT_FOUND', 'The referenced attachment was not found')
  }
  for (const upload of uploads)
    if (!taken.has(upload))
      kept.push(keepFile(world, upload, { filename: null, description: null, isEphemeral }))
  if (listed === undefined && edited !== null) return [...edited.attachments, ...kept]
  return kept
}

/** Keeps the bytes of a file and describes it. Discord keeps only plain characters in its name. */
export function keepFile(
  world: World,
  upload: Pick<Upload, 'filename' | 'contentType' | 'bytes'>,
  options: {
    readonly filename: string | null
    readonly description: string | null
    readonly isEphemeral: boolean
  },
): Attachment {
  const id = world.clock.nextId()
  const filename =
    (options.filename ?? upload.filename).replaceAll(' ', '_').replaceAll(/[^\w.-]/g, '') || 'unnamed'
  world.files.set(id, upload.bytes)
  return {
    id,
    filename,
    size: upload.bytes.length,
    contentType: upload.contentType,
    description: options.description,
    url: `${world.cdnUrl}/attachments/${id}/${filename}`,
    isEphemeral: options.isEphemeral,
  }
}
