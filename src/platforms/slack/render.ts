/**
 * A reply as Slack messages and as a Home tab: pure, exhaustive over the blocks, and within every limit of `limits.ts`
 * whatever the reply holds. Text is rich text, in which Slack reads nothing, so nothing typed calls, leads or stands out.
 */
import type { types } from '@slack/bolt'
import { cleanLine, hasInk, shortened } from '../../core/clean-text.ts'
import type { Figure } from '../../core/figure.ts'
import type { MemberId } from '../../core/ids.ts'
import type { FileBlock, Reply, Target } from '../../core/reply.ts'
import type { Words } from '../../core/words/words.ts'
import { type Built, header, type OutgoingFile, richText, smallPrint } from './blocks.ts'
import { escaped } from './escape.ts'
import { MAX_MESSAGES, MESSAGE_LIMITS, VIEW_LIMITS } from './limits.ts'
import { type PackOptions, pack } from './pack.ts'
import { type Part, type PartContext, partOf, type UploadedPicture } from './parts.ts'
import { type Slash, spelt } from './slash.ts'
import { linesOf, type PingOf } from './text.ts'

/** What Slack is told with a reply, and what was prepared for it. */
export interface RenderOptions {
  /** An id for every target of `targetsOf`. */
  readonly ids: ReadonlyMap<Target, string>
  /** Slack's ids of the people who may be called; others are shown by name. */
  readonly personIds: ReadonlyMap<MemberId, string>
  /** Figures that were drawn, uploaded and are ready; of others the words are shown. */
  readonly pictures: ReadonlyMap<Figure, UploadedPicture>
  /**
   * Where files are that were shared already, by their address; null for those that could not be. Files of which nothing
   * is said here are told to come beside the message, and stand in its `files`.
   */
  readonly files?: ReadonlyMap<FileBlock, string | null>
  readonly words: Words
  /** How commands are written in this workspace. */
  readonly slash: Slash
  /** The key by which a post is known again, in the metadata of its messages; see `markerOf`. */
  readonly marker?: string
}

/** What every way of sending a message takes. Whom it is shown to is said beside it. */
export interface MessageBody {
  /** The same in words, for notifications and screen readers. */
  readonly text: string
  readonly blocks: types.KnownBlock[]
  /** Nothing that a message leads to is fetched and shown with it, and no name in it is read as a call. */
  readonly unfurl_links: false
  readonly unfurl_media: false
  readonly link_names: false
  readonly parse: 'none'
  readonly metadata?: types.MessageMetadata
}

/** One message, and the files to share where it goes. */
export interface RenderedMessage {
  readonly body: MessageBody
  readonly files: readonly OutgoingFile[]
}

/** The type of our messages' metadata. Letters, digits and underscores only, else Slack ignores it. */
export const METADATA_EVENT = 'commonplace_post'

/** The messages that a reply takes, at least one and at most `MAX_MESSAGES`. */
export function render(
  reply: Reply,
  options: RenderOptions,
): readonly [RenderedMessage, ...RenderedMessage[]] {
  const { blocks, blocksLength: length, blocksBytes: bytes } = MESSAGE_LIMITS
  const messages = packed(reply, options, { room: { blocks, length, bytes }, maxMessages: MAX_MESSAGES })
  const [first = NOTHING_TO_SEE, ...others] = messages
  const rendered = (message: readonly Built[], at: number): RenderedMessage => ({
    body: {
      text: inWords(message),
      blocks: message.map((one) => one.block),
      unfurl_links: false,
      unfurl_media: false,
      link_names: false,
      parse: 'none',
      ...(options.marker === undefined ? {} : { metadata: metadataOf(markerOf(options.marker, at)) }),
    },
    files: message.flatMap((one) => (one.file === null ? [] : [one.file])),
  })
  return [rendered(first, 0), ...others.map((message, at) => rendered(message, at + 1))]
}

/** A reply as what somebody finds in the app's Home tab. */
export function renderHome(reply: Reply, options: Omit<RenderOptions, 'marker'>): types.HomeView {
  const { blocks, bytes } = VIEW_LIMITS
  const [home = NOTHING_TO_SEE] = packed(reply, options, {
    room: { blocks, bytes, length: bytes },
    maxMessages: 1,
  })
  return { type: 'home', blocks: home.map((one) => one.block) }
}

/** The key of the message at a place, the first being 0: each message of a post has its own. */
export const markerOf = (marker: string, at: number): string => (at === 0 ? marker : `${marker}/${at + 1}`)

const metadataOf = (key: string): types.MessageMetadata => ({
  event_type: METADATA_EVENT,
  event_payload: { key },
})

/** A reply in which there is nothing to see is still answered. */
const NOTHING_TO_SEE: readonly Built[] = richText([
  { form: 'section', lines: [[{ style: 'plain', text: '…' }]] },
])

function packed(
  reply: Reply,
  options: RenderOptions,
  how: Pick<PackOptions, 'room' | 'maxMessages'>,
): readonly (readonly Built[])[] {
  const title = cleanLine(reply.title)
  let buttons = 0
  const context: PartContext = {
    ...options,
    files: options.files ?? new Map(),
    pingOf: pingsOf(options.personIds),
    title,
    next: () => buttons++,
  }
  const parts = reply.blocks.map((block): Part => partOf(block, context))
  const moreThanFits = smallPrint(linesOf([options.words.slack.moreThanFits], () => null))
  return pack(hasInk(title) ? header(spelt(title, options.slash)) : null, parts, { ...how, moreThanFits })
}

/** Slack's ids of people; anything else calls nobody. */
const pingsOf =
  (personIds: ReadonlyMap<MemberId, string>): PingOf =>
  (member) => {
    const id = personIds.get(member)
    return id !== undefined && /^[UW][A-Z0-9]{1,30}$/.test(id) ? id : null
  }

/** A line that is cut may be written in six signs a character. */
const MOST_SIGNS = 6

/** What a message says, in words of which none is read. */
function inWords(message: readonly Built[]): string {
  let text = ''
  for (const line of message.flatMap((one) => one.words)) {
    const shown = escaped(cleanLine(line))
    if (!hasInk(shown)) continue
    const left = MESSAGE_LIMITS.text - text.length - 1
    if (shown.length > left) {
      const most = Math.floor(left / MOST_SIGNS)
      return most < 2 ? text : `${text}\n${escaped(shortened(line, most))}`.trim()
    }
    text += text === '' ? shown : `\n${shown}`
  }
  return text === '' ? '…' : text
}
