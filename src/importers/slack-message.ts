/** What one message of a Slack export tells, in every shape that Slack has written since 2013. */
import { z } from 'zod'
import type { Activity, PersonId } from '../core/activity.ts'
import { asks } from '../core/asks.ts'
import { BrokenFile } from './broken-file.ts'
import { externalId, faultOf, LAST_MOMENT, reactionCount } from './fields.ts'
import { count, type Tally } from './history.ts'

/** Slack's own bot, in every workspace. */
const SLACKBOT = 'USLACKBOT'
/** Subtypes that are messages of people all the same. */
const MESSAGES = new Set(['file_share', 'me_message', 'thread_broadcast'])
const JOINS = new Set(['channel_join', 'group_join'])
const LEAVES = new Set(['channel_leave', 'group_leave'])

const timestamp = z
  .string()
  .max(32)
  .regex(/^\d{1,12}(\.\d+)?$/)

const slackMessage = z.object({
  type: z.string().max(100).nullish(),
  subtype: z.string().max(100).nullish(),
  ts: timestamp,
  user: z.string().max(200).nullish(),
  bot_id: z.unknown().optional(),
  hidden: z.boolean().nullish(),
  text: z.string().nullish(),
  thread_ts: timestamp.nullish(),
  deleted_ts: timestamp.nullish(),
  blocks: z.array(z.unknown()).nullish(),
  reactions: z
    .array(
      z.object({
        name: externalId,
        count: reactionCount.nullish(),
        users: z.array(z.string().max(200)).nullish(),
      }),
    )
    .nullish(),
})
type SlackMessage = z.infer<typeof slackMessage>

/** Who is no person: the bots of users.json; Slack's own bot is always one. */
export type Bots = ReadonlySet<PersonId>

/** What is known of a day's file, and where what it tells goes. */
export interface SlackReading {
  /** The channel's id. */
  readonly space: string
  readonly bots: Bots
  readonly into: Activity[]
  readonly skipped: Tally
}

/**
 * Appends the activities that an element of a day's file tells, or counts why it tells none.
 * Throws `BrokenFile` where it is no message.
 */
export function readSlackMessage(value: unknown, byte: number, reading: SlackReading): void {
  const parsed = slackMessage.safeParse(value)
  if (!parsed.success) throw new BrokenFile(faultOf(parsed.error), 'content', byte)
  const message = parsed.data
  const at = momentOf(message.ts)
  if (at > LAST_MOMENT) throw new BrokenFile(`ts ${message.ts} is after the year 9999`, 'content', byte)
  const reason = take(message, at, reading)
  if (reason !== null) count(reading.skipped, reason)
}

/** Milliseconds since 1970 of a `ts`, by its digits: as a fraction it would lose some. */
function momentOf(ts: string): number {
  const [seconds = '0', fraction = ''] = ts.split('.')
  return Number(seconds) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
}

/** Appends what the message tells; returns the reason where that is nothing. */
function take(message: SlackMessage, at: number, reading: SlackReading): string | null {
  const { space, bots, into } = reading
  const kind = message.subtype ?? ''
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
  if (message.bot_id != null || isBot(person, bots)) return 'bot'
  if (person === '') return 'no_author'
  if (membership === null) takeMessage(message, person, at, reading)
  else into.push({ kind: membership, space, person, at })
  return null
}

/** A compliance export says what was deleted; a tombstone stands where a thread's deleted parent was. */
function deletedKey(message: SlackMessage): string | null {
  if (message.subtype === 'message_deleted') return message.deleted_ts ?? null
  return message.subtype === 'tombstone' ? message.ts : null
}

function takeMessage(message: SlackMessage, author: PersonId, at: number, reading: SlackReading): void {
  const { space, bots, into } = reading
  const text = message.text ?? ''
  into.push({
    kind: 'message',
    space,
    key: message.ts,
    thread: message.thread_ts == null || message.thread_ts === message.ts ? null : message.thread_ts,
    author,
    at,
    reference: null,
    mentions: mentionsOf(text, message.blocks ?? [], bots),
    length: text.length,
    asks: asks(text),
  })
  for (const reaction of message.reactions ?? []) {
    const emoji = reaction.name
    const users = reaction.users ?? []
    for (const person of new Set(users))
      if (person !== author && person !== '' && !isBot(person, bots))
        into.push({
          kind: 'reaction',
          space,
          message: message.ts,
          emoji,
          person,
          present: true,
          at,
          exact: false,
          author,
        })
    const unnamed = Math.floor(reaction.count ?? 0)
    if (users.length === 0 && unnamed > 0)
      into.push({ kind: 'reactionCount', space, message: message.ts, emoji, count: unnamed })
  }
}

function isBot(person: PersonId, bots: Bots): boolean {
  return person === SLACKBOT || bots.has(person)
}

/** `<@U123>` and `<@U123|name>`; groups (`<!subteam^…>`) and channels (`<#C…>`) are no people. */
const MENTION = /<@([^|>\s]{1,200})(?:\|[^>]*)?>/g

function mentionsOf(text: string, blocks: readonly unknown[], bots: Bots): readonly PersonId[] {
  const people = new Set<PersonId>()
  if (text.includes('<@')) for (const match of text.matchAll(MENTION)) people.add(match[1] ?? '')
  if (blocks.length > 0) addBlockMentions(blocks, people)
  return [...people].filter((person) => person !== '' && !isBot(person, bots))
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
