/** What one message of DiscordChatExporter's JSON tells, in the shapes of all its versions. */
import { z } from 'zod'
import { type Activity, LOST_REFERENCE, type PersonId } from '../core/activity.ts'
import { asks } from '../core/asks.ts'
import { externalId, LAST_MOMENT, reactionCount } from '../core/platform-fields.ts'
import { type WordFinder, wordsSaid } from '../core/vocabulary/finder.ts'
import { spokenOnDiscord } from '../core/vocabulary/spoken.ts'
import { BrokenFile } from './broken-file.ts'
import { externalIdOrEmpty, faultOf } from './fields.ts'
import { count, type Tally } from './history.ts'

/** A snowflake; as a number only where it was not rounded. */
export const snowflake = z.union([externalId, z.int().nonnegative().transform(String)])

const person = z.object({
  id: snowflake.nullish(),
  isBot: z.boolean().nullish(),
  name: z.string().max(200).nullish().catch(null),
  nickname: z.string().max(200).nullish().catch(null),
})

const reaction = z.object({
  emoji: z.object({
    id: z.union([externalIdOrEmpty, z.int().transform(String)]).nullish(),
    name: externalIdOrEmpty.nullish(),
    code: externalIdOrEmpty.nullish(),
  }),
  count: reactionCount.nullish(),
  users: z.array(person).nullish(),
})
type Reaction = z.infer<typeof reaction>

const discordMessage = z.object({
  id: snowflake,
  type: z.union([z.string().max(100), z.number().transform(String)]),
  timestamp: z.string(),
  content: z.string().nullish(),
  author: person.nullish(),
  mentions: z.array(person).nullish(),
  reactions: z.array(reaction).nullish(),
  reference: z.object({ messageId: snowflake.nullish(), channelId: snowflake.nullish() }).nullish(),
})
type DiscordMessage = z.infer<typeof discordMessage>

/** Where the messages of a file were posted. */
export interface DiscordPlace {
  /** The channel that the file is of, a thread or not. */
  readonly channel: string
  /** The space: the channel itself, or the parent of a thread. */
  readonly space: string
  /** The thread; null where the channel is none. */
  readonly thread: string | null
}

/** Where a file's messages were posted, and where what they tell goes. */
export interface DiscordReading {
  readonly place: DiscordPlace
  readonly find: WordFinder
  readonly into: Activity[]
  readonly skipped: Tally
}

/**
 * Appends the activities that an element of `messages` tells, or counts why it tells none.
 * Throws `BrokenFile` where it is no message.
 */
export function readDiscordMessage(value: unknown, byte: number, reading: DiscordReading): void {
  const parsed = discordMessage.safeParse(value)
  if (!parsed.success) throw new BrokenFile(faultOf(parsed.error), 'content', byte)
  const message = parsed.data
  const at = momentOf(message.timestamp)
  if (at === null) throw new BrokenFile('timestamp is no moment that exports write', 'content', byte)
  const reason = take(message, at, reading)
  if (reason !== null) count(reading.skipped, reason)
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/

/** Milliseconds since 1970; null for what is no moment with its offset, or before 1970. */
function momentOf(timestamp: string): number | null {
  const at = MOMENT.test(timestamp) ? Date.parse(timestamp) : Number.NaN
  return at >= 0 && at <= LAST_MOMENT ? at : null
}

/** Appends what the message tells; returns the reason where that is nothing. */
function take(message: DiscordMessage, at: number, reading: DiscordReading): string | null {
  const { place, into } = reading
  const { space } = place
  if (message.type === 'ThreadCreated') {
    const key = message.reference?.channelId ?? null
    if (key === null) return message.type
    into.push({ kind: 'thread', space, key, at })
    return null
  }
  const isJoin = message.type === 'GuildMemberJoin'
  if (!isJoin && message.type !== 'Default' && message.type !== 'Reply') return message.type
  if (message.author?.isBot === true) return 'bot'
  const author = message.author?.id ?? null
  if (author === null) return 'no_author'
  if (isJoin) into.push({ kind: 'join', space: null, person: author, at })
  else takeMessage(message, author, at, reading)
  return null
}

function takeMessage(message: DiscordMessage, author: PersonId, at: number, reading: DiscordReading): void {
  const { place, find, into } = reading
  const { space, thread } = place
  const content = message.content ?? ''
  into.push({
    kind: 'message',
    space,
    key: message.id,
    thread,
    author,
    at,
    reference: referenceOf(message, place),
    mentions: peopleOf(message.mentions ?? []),
    length: content.length,
    asks: asks(content),
    ...wordsSaid(content, find, (text) => spokenOnDiscord(text, namesOf(message.mentions ?? []))),
  })
  for (const given of message.reactions ?? [])
    takeReaction(given, { space, message: message.id }, author, at, into)
}

/**
 * Forwards and crossposts carry a reference too, but are no replies: their type is not Reply. A reply whose answered
 * message is gone still answers something.
 */
function referenceOf(message: DiscordMessage, place: DiscordPlace): string | null {
  if (message.type !== 'Reply') return null
  const reference = message.reference
  const isHere = reference?.channelId == null || reference.channelId === place.channel
  return (isHere ? reference?.messageId : null) ?? LOST_REFERENCE
}

function takeReaction(
  given: Reaction,
  on: { readonly space: string; readonly message: string },
  author: PersonId,
  at: number,
  into: Activity[],
): void {
  const emoji = given.emoji.id || given.emoji.name || given.emoji.code
  if (!emoji) return
  const users = given.users ?? []
  const times = Math.floor(given.count ?? 0)
  if (users.length === 0 && times > 0) into.push({ kind: 'reactionCount', ...on, emoji, count: times })
  for (const person of peopleOf(users))
    if (person !== author)
      into.push({ kind: 'reaction', ...on, emoji, person, present: true, at, exact: false, author })
}

/** What people may be written as in a text, the longest first: one name may begin with another. */
const namesOf = (people: readonly z.infer<typeof person>[]): readonly string[] =>
  people
    .flatMap(({ name, nickname }) => [nickname, name])
    .flatMap((name) => (name == null || name === '' ? [] : [name]))
    .sort((a, b) => b.length - a.length)

function peopleOf(people: readonly z.infer<typeof person>[]): readonly PersonId[] {
  if (people.length === 0) return []
  const ids = people.flatMap(({ id, isBot }) => (id == null || isBot === true ? [] : [id]))
  return ids.length > 1 ? [...new Set(ids)] : ids
}
