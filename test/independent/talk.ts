/** "Words and acts" of docs/metrics.md once more, over all raw messages of an export at once. */
import { DAY, HOUR } from './days.ts'
import type { RawMessage } from './raw-export.ts'

/** A message, with what the rules say of it. */
export interface ToldMessage extends RawMessage {
  /** Whom it answers. */
  readonly reply: string | null
  /** Whom else it names. */
  readonly mentions: readonly string[]
  /** Its author's first message ever. */
  readonly isFirst: boolean
  readonly isStarter: boolean
  /** When it was answered first, within its first 14 days; null for what was not, and for what began nothing. */
  readonly answeredAt: number | null
}

const byId = (a: RawMessage, b: RawMessage): number =>
  a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** "Messages of one moment are read in the order of their space's and their own id on the platform." */
const inOrder = (a: RawMessage, b: RawMessage): number =>
  a.at - b.at || (a.space < b.space ? -1 : a.space > b.space ? 1 : 0) || byId(a, b)

const toldBefore = new WeakMap<readonly RawMessage[], readonly ToldMessage[]>()

/** All messages in order. Of one list it is worked out once. */
export function tellTalk(raw: readonly RawMessage[]): readonly ToldMessage[] {
  const told = toldBefore.get(raw) ?? talkOf(raw)
  toldBefore.set(raw, told)
  return told
}

function talkOf(raw: readonly RawMessage[]): readonly ToldMessage[] {
  const messages = [...raw].sort(inOrder)
  const known = new Map(messages.map((message) => [`${message.space} ${message.id}`, message]))
  const earliestInside = new Map<string, RawMessage>()
  const firsts = new Map<string, RawMessage>()
  for (const message of messages) {
    const thread = `${message.space} ${message.thread}`
    if (message.thread !== null && !earliestInside.has(thread)) earliestInside.set(thread, message)
    if (!firsts.has(message.author)) firsts.set(message.author, message)
  }
  const lastInMainLine = new Map<string, RawMessage>()
  const told = messages.map((message) => {
    const { space, author, thread } = message
    const key = `${space} ${thread}`
    const start = thread === null ? undefined : (known.get(key) ?? earliestInside.get(key))
    const reply = whoIsAnswered(message, known, start)
    const mentions = new Set(message.names)
    mentions.delete(author)
    if (reply !== null) mentions.delete(reply)
    const isFirst = firsts.get(author) === message
    const previous = lastInMainLine.get(space)
    if (thread === null) lastInMainLine.set(space, message)
    const breaksSilence =
      thread === null &&
      message.answers === null &&
      (previous === undefined || message.at - previous.at >= HOUR)
    // A forum post's first message is inside, with the thread's own id: it is what the thread hangs on.
    const beginsThread = thread !== null && start === message
    return {
      ...message,
      reply,
      mentions: [...mentions],
      isFirst,
      isStarter: isFirst || breaksSilence || beginsThread,
    }
  })
  const inSpace = new Map<string, (typeof told)[number][]>()
  for (const message of told) {
    const here = inSpace.get(message.space)
    if (here === undefined) inSpace.set(message.space, [message])
    else here.push(message)
  }
  const answeredAt = new Map<RawMessage, number>()
  for (const here of inSpace.values())
    here.forEach((starter, index) => {
      const at = starter.isStarter ? firstAnswer(starter, here, index) : null
      if (at !== null) answeredAt.set(starter, at)
    })
  return told.map((message) => ({ ...message, answeredAt: answeredAt.get(message) ?? null }))
}

function whoIsAnswered(
  { space, author, at, answers }: RawMessage,
  known: ReadonlyMap<string, RawMessage>,
  start: RawMessage | undefined,
): string | null {
  if (answers !== null) {
    const answered = known.get(`${space} ${answers}`)
    return answered === undefined || answered.author === author ? null : answered.author
  }
  if (start === undefined || start.author === author) return null
  return start.at <= at && at <= start.at + 7 * DAY ? start.author : null
}

function firstAnswer(
  starter: RawMessage,
  here: readonly (RawMessage & { reply: string | null; mentions: readonly string[] })[],
  index: number,
): number | null {
  let isNextInMainLine = starter.thread === null
  for (let next = index + 1; ; next++) {
    const later = here[next]
    if (later === undefined || later.at > starter.at + 14 * DAY) return null
    const isNext = isNextInMainLine && later.thread === null
    if (isNext) isNextInMainLine = false
    if (later.author === starter.author) continue
    const isInItsThread =
      later.thread !== null && (later.thread === starter.id || later.thread === starter.thread)
    if (
      isInItsThread ||
      later.reply === starter.author ||
      later.mentions.includes(starter.author) ||
      (isNext && later.at <= starter.at + 8 * HOUR)
    )
      return later.at
  }
}
