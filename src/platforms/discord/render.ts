/**
 * A reply as Discord messages: pure, exhaustive over the blocks, and within every limit of `limits.ts` whatever the
 * reply holds. A titled reply stands in a container, so that it reads as one thing; a sentence is just a sentence.
 */
import type {
  APIAllowedMentions,
  APIComponentInContainer,
  APIMessageTopLevelComponent,
  RESTAPIAttachment,
} from 'discord.js'
import { cleanLine, hasInk, shortened } from '../../core/clean-text.ts'
import { unreachable } from '../../core/errors.ts'
import type { Figure, Picture } from '../../core/figure.ts'
import type { MemberId } from '../../core/ids.ts'
import { run } from '../../core/lines.ts'
import type { Reply, Target } from '../../core/reply.ts'
import type { Words } from '../../core/words/words.ts'
import { MESSAGE_LIMITS } from './limits.ts'
import { type Draft, filesOf, type Item, pack } from './pack.ts'
import { linesOf, type PingOf } from './text.ts'
import { type BlockContext, type OutgoingFile, partsOf, type Unit } from './units.ts'

/** Kinds of components and flags of messages. Sources: components/reference, resources/message. */
const ACTION_ROW = 1
const TEXT_DISPLAY = 10
const MEDIA_GALLERY = 12
const FILE = 13
const SEPARATOR = 14
const CONTAINER = 17
const EPHEMERAL = 1 << 6
const COMPONENTS_V2 = 1 << 15

/** A quiet green-blue, as in the pictures. */
const ACCENT = 0x44aba6
const MAX_TITLE = 200
const MAX_MARKER = 2 ** 31 - 1

/** What Discord is told with a reply, and what was prepared for it. */
export interface RenderOptions {
  /** An id for every target of `targetsOf`. */
  readonly ids: ReadonlyMap<Target, string>
  /** Discord's ids of the people who may be pinged; others are shown by name. */
  readonly personIds: ReadonlyMap<MemberId, string>
  /** Figures that were drawn; of others the words are shown. */
  readonly pictures: ReadonlyMap<Figure, Picture>
  readonly words: Words
  /** The id of the first component, by which a post is known again; see `markerOf`. 1 to 2³¹ − 1. */
  readonly marker?: number
  /** The largest file that may be sent here, where the interaction says so. */
  readonly maxFileBytes?: number
}

/** The body of a message, for a channel, an interaction and an edit alike. */
export interface MessageBody {
  readonly flags: number
  readonly components: APIMessageTopLevelComponent[]
  readonly allowed_mentions: APIAllowedMentions
  /** Its files by their place in `files`; empty where it has none, which an edit takes for «remove the old ones». */
  readonly attachments: RESTAPIAttachment[]
}

/** One message with its files, to be sent as `files[n]` in their order. */
export interface RenderedMessage {
  readonly body: MessageBody
  readonly files: readonly OutgoingFile[]
}

/** The messages that a reply takes, at least one and at most `MAX_MESSAGES`. */
export function render(
  reply: Reply,
  options: RenderOptions,
): readonly [RenderedMessage, ...RenderedMessage[]] {
  const pingOf = pingsWithin(options.personIds)
  const title = cleanLine(reply.title)
  const isTitled = hasInk(title)
  const context: BlockContext = {
    ids: options.ids,
    pictures: options.pictures,
    pingOf,
    maxFileBytes: Math.min(options.maxFileBytes ?? MESSAGE_LIMITS.fileBytes, MESSAGE_LIMITS.requestBytes),
    words: options.words,
    title,
  }
  const parts = reply.blocks.flatMap((block) => partsOf(block, context))
  const drafts = pack(isTitled ? heading(title) : null, parts, {
    frame: isTitled ? 1 : 0,
    moreThanFits: {
      gap: '\n\n',
      lines: linesOf([options.words.discord.moreThanFits], pingOf).map((line) => ({
        prefix: '-# ',
        prefixOfRest: '-# ',
        line,
      })),
    },
  })
  const [first = [{ kind: 'text' as const, content: '…' }], ...others] = drafts
  const rendered = (draft: Draft, at: number): RenderedMessage => ({
    body: {
      flags: COMPONENTS_V2 | (reply.isPrivate ? EPHEMERAL : 0),
      components: marked(isTitled ? framed(draft) : draft.map(componentOf), options.marker, at),
      allowed_mentions: { parse: [], users: pingedIn(draft), replied_user: false },
      attachments: filesOf(draft).map((file, id) => ({
        id: String(id),
        filename: file.name,
        ...descriptionOf(file),
      })),
    },
    files: filesOf(draft),
  })
  return [rendered(first, 0), ...others.map((draft, at) => rendered(draft, at + 1))]
}

/** The marker of the message at a place, the first being 0: each message of a reply has its own. */
export const markerOf = (marker: number, at: number): number => ((marker - 1 + at) % MAX_MARKER) + 1

const heading = (title: string): Unit => ({
  gap: '\n',
  lines: [{ prefix: '## ', prefixOfRest: '', line: [run(shortened(title, MAX_TITLE))] }],
})

/** Ids of those who may be pinged, as many as Discord takes in a message; further people are shown by name. */
function pingsWithin(personIds: ReadonlyMap<MemberId, string>): PingOf {
  const pinged = new Set<string>()
  return (member) => {
    const id = personIds.get(member)
    if (id === undefined || !/^\d{1,20}$/.test(id)) return null
    if (!pinged.has(id) && pinged.size === MESSAGE_LIMITS.pings) return null
    pinged.add(id)
    return id
  }
}

/** Only a ping of ours stands in the text unbroken. */
const pingedIn = (draft: Draft): string[] => [
  ...new Set(
    draft.flatMap((item) =>
      item.kind === 'text' ? [...item.content.matchAll(/<@(\d+)>/g)].map((found) => found[1] ?? '') : [],
    ),
  ),
]

const framed = (draft: Draft): APIMessageTopLevelComponent[] => [
  { type: CONTAINER, accent_color: ACCENT, components: draft.map(componentOf) },
]

function marked(
  components: APIMessageTopLevelComponent[],
  marker: number | undefined,
  at: number,
): APIMessageTopLevelComponent[] {
  const [first, ...others] = components
  return marker === undefined || first === undefined
    ? components
    : [{ ...first, id: markerOf(marker, at) }, ...others]
}

function componentOf(item: Item): APIComponentInContainer {
  switch (item.kind) {
    case 'text':
      return { type: TEXT_DISPLAY, content: item.content }
    case 'buttons':
      return { type: ACTION_ROW, components: [...item.buttons] }
    case 'picture':
      return {
        type: MEDIA_GALLERY,
        items: [{ media: { url: `attachment://${item.file.name}` }, ...descriptionOf(item.file) }],
      }
    case 'file':
      return { type: FILE, file: { url: `attachment://${item.file.name}` } }
    case 'rule':
      return { type: SEPARATOR, divider: true, spacing: 1 }
    default:
      return unreachable(item)
  }
}

/** Alt text; Discord refuses an empty one. */
function descriptionOf({ description }: OutgoingFile): { description?: string } {
  const shown = shortened(description, MESSAGE_LIMITS.description)
  return hasInk(shown) ? { description: shown } : {}
}
