/**
 * What one message of Slack's tells, in every shape that Slack has written since 2013: the same for exports, for history
 * read over the Web API and for what is heard live, so that all of them meet on the same keys.
 */
import { z } from 'zod'
import type { Activity, PersonId } from './activity.ts'
import { asks } from './asks.ts'
import { externalId, reactionCount } from './platform-fields.ts'
import { type WordFinder, wordsSaid } from './vocabulary/finder.ts'
import { spokenOnSlack } from './vocabulary/spoken.ts'

/** Slack's own bot, in every workspace. */
export const SLACKBOT = 'USLACKBOT'
/** Subtypes that are messages of people all the same. */
const MESSAGES = new Set(['file_share', 'me_message', 'thread_broadcast'])
const JOINS = new Set(['channel_join', 'group_join'])
const LEAVES = new Set(['channel_leave', 'group_leave'])

/** A moment as Slack writes it: seconds since 1970, a point, digits that make it unique in its channel. Never a number. */
export const slackTimestamp = z
  .string()
  .max(32)
  .regex(/^\d{1,12}(\.\d+)?$/)

const slackReaction = z.object({
  name: externalId,
  count: reactionCount.nullish(),
  users: z.array(z.string().max(200)).nullish(),
})

/** A message, with what of it is read. */
export const slackMessage = z.object({
  type: z.string().max(100).nullish(),
  subtype: z.string().max(100).nullish(),
  ts: slackTimestamp,
  user: z.string().max(200).nullish(),
  bot_id: z.unknown().optional(),
  hidden: z.boolean().nullish(),
  text: z.string().nullish(),
  thread_ts: slackTimestamp.nullish(),
  deleted_ts: slackTimestamp.nullish(),
  blocks: z.array(z.unknown()).nullish(),
  reactions: z.array(slackReaction).nullish(),
})
export type SlackMessage = z.infer<typeof slackMessage>

/** Why an account is no person of the community, as a word to count it under; null for a person. */
export type WhyNot = (account: PersonId) => string | null

/** Where a message stands, who is who, and where what it tells goes. */
export interface SlackTelling {
  /** The channel's id. */
  readonly space: string
  /** Slack's own bot need not be known to it. */
  readonly whyNot: WhyNot
  /** Finds the words of the channel's community. */
  readonly find: WordFinder
  readonly into: Activity[]
}

/** Milliseconds since 1970 of a `ts`, by its digits: as a fraction it would lose some. */
export function momentOf(ts: string): number {
  const [seconds = '0', fraction = ''] = ts.split('.')
  return Number(seconds) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
}

/** Appends the activities that a message tells; returns the reason where it tells none: `bot`, `hidden`, a subtype … */
export function tellSlackMessage(message: SlackMessage, telling: SlackTelling): string | null {
  const { space, into } = telling
  const kind = message.subtype ?? ''
  const at = momentOf(message.ts)
  const deleted = deletedKey(message)
  if (deleted !== null) {
    into.push({ kind: 'deletion', space, key: deleted })
    return null
  }
  const membership = JOINS.has(kind) ? 'join' : LEAVES.has(kind) ? 'leave' : null
  if (membership === null && kind !== '' && !MESSAGES.has(kind)) return kind
  if (message.type != null && message.type !== 'message') return message.type
  if (message.hidden === true) return 'hidden'
  const person = message.user ?? ''
  if (message.bot_id != null) return 'bot'
  const reason = whyNoPerson(person, telling)
  if (reason !== null) return reason
  if (person === '') return 'no_author'
  if (membership === null) tellPosted(message, person, at, telling)
  else into.push({ kind: membership, space, person, at })
  return null
}

/** Who wrote a message, and who reacted on it, as far as it tells: who they are must be known before it is told. */
export function actorsIn(message: SlackMessage): ReadonlySet<PersonId> {
  const actors = new Set((message.reactions ?? []).flatMap((one) => one.users ?? []))
  if (message.user != null) actors.add(message.user)
  actors.delete('')
  return actors
}

/** Whom a message names in its text and blocks. */
export function mentionedIn(message: SlackMessage): ReadonlySet<PersonId> {
  const people = namedIn(message.text ?? '', message.blocks ?? [])
  people.delete('')
  return people
}

/** A compliance export says what was deleted, as events do; a tombstone stands where a thread's deleted parent was. */
function deletedKey(message: SlackMessage): string | null {
  if (message.subtype === 'message_deleted') return message.deleted_ts ?? null
  return message.subtype === 'tombstone' ? message.ts : null
}

const whyNoPerson = (account: PersonId, { whyNot }: SlackTelling): string | null =>
  account === SLACKBOT ? 'bot' : whyNot(account)

function tellPosted(message: SlackMessage, author: PersonId, at: number, telling: SlackTelling): void {
  const { space, find, into } = telling
  const text = message.text ?? ''
  const isPerson = (account: PersonId): boolean => account !== '' && whyNoPerson(account, telling) === null
  into.push({
    kind: 'message',
    space,
    key: message.ts,
    thread: message.thread_ts == null || message.thread_ts === message.ts ? null : message.thread_ts,
    author,
    at,
    reference: null,
    mentions: [...namedIn(text, message.blocks ?? [])].filter(isPerson),
    length: text.length,
    asks: asks(text),
    ...wordsSaid(text, find, spokenOnSlack),
  })
  for (const { name: emoji, count, users } of message.reactions ?? []) {
    for (const person of new Set(users))
      if (person !== author && isPerson(person))
        into.push({
          ...{ kind: 'reaction', space, message: message.ts, emoji, person, author },
          ...{ present: true, at, exact: false },
        })
    const unnamed = Math.floor(count ?? 0)
    if ((users ?? []).length === 0 && unnamed > 0)
      into.push({ kind: 'reactionCount', space, message: message.ts, emoji, count: unnamed })
  }
}

/** `<@U123>` and `<@U123|name>`; groups (`<!subteam^…>`) and channels (`<#C…>`) are no people. */
const MENTION = /<@([^|>\s]{1,200})(?:\|[^>]*)?>/g

function namedIn(text: string, blocks: readonly unknown[]): Set<PersonId> {
  const people = new Set<PersonId>()
  if (text.includes('<@')) for (const match of text.matchAll(MENTION)) people.add(match[1] ?? '')
  if (blocks.length > 0) addBlockMentions(blocks, people)
  return people
}

const blockElement = z.object({
  type: z.string(),
  user_id: z.string().max(200).nullish(),
  elements: z.array(z.unknown()).nullish(),
})

/** Rich text nests elements in elements; a stack of our own, because a hostile file can nest without end. */
function addBlockMentions(blocks: readonly unknown[], people: Set<PersonId>): void {
  const open: unknown[] = blocks.filter((block) => blockElement.safeParse(block).data?.type === 'rich_text')
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const element = blockElement.safeParse(next).data
    if (element?.type === 'user' && element.user_id) people.add(element.user_id)
    for (const inner of element?.elements ?? []) open.push(inner)
  }
}
