/**
 * Every table, written once for both engines. Keys begin with the community, which is the tenant. No column can
 * hold the text of a message: `text` columns hold ids, names of spaces and what people submitted to the bot.
 */
import { sql } from 'drizzle-orm'
import type { Columns } from './columns.ts'
import { defineRepertoire } from './schema-repertoire.ts'
import { defineTogether } from './schema-together.ts'

/** Member that stands for reactions whose givers nobody named. Real members begin at 1. */
export const NOBODY = 0
/** Member of the row that says when all reactions were taken off at once. */
export const EVERYBODY = -1
/** Emoji of such a row where it was about every emoji. */
export const EVERY_EMOJI = ''
/** Space that stands for the whole workspace, or for no space at all. Real spaces begin at 1. */
export const NOWHERE = 0

export function defineSchema(columns: Columns) {
  return {
    ...defineHouse(columns),
    ...definePeople(columns),
    ...defineActivity(columns),
    ...defineParticipation(columns),
    ...defineCoverage(columns),
    ...defineRepertoire(columns),
    ...defineTogether(columns),
    ...definePosting(columns),
  }
}

export type Schema = ReturnType<typeof defineSchema>

/** Communities, the workspaces they live in and the spaces bound to them. */
function defineHouse({ table, serial, integer, moment, flag, text, primaryKey, uniqueIndex }: Columns) {
  /** Facts about the database itself, such as the fingerprint of the key that its identities are encrypted with. */
  const setting = table('setting', { name: text('name').notNull(), value: text('value').notNull() }, (at) => [
    primaryKey({ columns: [at.name] }),
  ])
  const workspace = table(
    'workspace',
    {
      id: serial('id'),
      platform: text('platform').notNull(),
      externalId: text('external_id').notNull(),
      name: text('name').notNull(),
      /** When it put the bot out; null while the bot is in it. */
      removedAt: moment('removed_at'),
    },
    (at) => [uniqueIndex('workspace_external').on(at.platform, at.externalId)],
  )
  const community = table(
    'community',
    {
      id: serial('id'),
      name: text('name').notNull(),
      /** The name in lower case: two communities cannot differ by case alone. */
      nameKey: text('name_key').notNull(),
      timeZone: text('time_zone').notNull(),
      isLive: flag('is_live').notNull(),
      /** What it is for, as its moderators wrote it. */
      purpose: text('purpose').notNull().default(''),
      /** Grows whenever somebody pauses, resumes, is erased or comes back: what a process remembers of people is of one version. */
      peopleVersion: integer('people_version').notNull().default(0),
      createdAt: moment('created_at').notNull(),
    },
    (at) => [uniqueIndex('community_name').on(at.nameKey)],
  )
  /** The next id of a kind in a community; ids are given out inside the transaction that uses them. */
  const sequence = table(
    'sequence',
    {
      community: integer('community').notNull(),
      kind: text('kind').notNull(),
      next: integer('next').notNull(),
    },
    (at) => [primaryKey({ columns: [at.community, at.kind] })],
  )
  /** A channel or forum bound to a community. It belongs to exactly one. */
  const space = table(
    'space',
    {
      community: integer('community').notNull(),
      id: integer('id').notNull(),
      workspace: integer('workspace').notNull(),
      externalId: text('external_id').notNull(),
      name: text('name').notNull(),
      /** False once it was taken off: nothing more is read. */
      isBound: flag('is_bound').notNull().default(true),
      /** Its history is wanted from here on; null where only an import told of it. */
      readFromAt: moment('read_from_at'),
    },
    (at) => [
      primaryKey({ columns: [at.community, at.id] }),
      uniqueIndex('space_external').on(at.workspace, at.externalId),
    ],
  )
  /** Dates that the community marked as quiet; `from_day` is included, `to_day` is not. */
  const quiet = table(
    'break',
    {
      community: integer('community').notNull(),
      fromDay: integer('from_day').notNull(),
      toDay: integer('to_day').notNull(),
    },
    (at) => [primaryKey({ columns: [at.community, at.fromDay] })],
  )
  return { setting, workspace, community, sequence, space, quiet }
}

/** Who is here. What a platform calls a person stands in `identity` alone, as keyed hash and ciphertext. */
function definePeople({ table, integer, moment, flag, text, primaryKey, index }: Columns) {
  const member = table(
    'member',
    {
      community: integer('community').notNull(),
      id: integer('id').notNull(),
      /** Whether they agreed that what they did on one platform bears their name on the others too. */
      isNamedEverywhere: flag('is_named_everywhere').notNull().default(false),
      /** The member that this one turned out to be; null for everybody else. Old buttons still name it. */
      joinedTo: integer('joined_to'),
    },
    (at) => [primaryKey({ columns: [at.community, at.id] })],
  )
  /** Stretches of time of which nothing is recorded of a member; without end while it lasts. */
  const pause = table(
    'pause',
    {
      community: integer('community').notNull(),
      member: integer('member').notNull(),
      fromAt: moment('from_at').notNull(),
      toAt: moment('to_at'),
    },
    (at) => [primaryKey({ columns: [at.community, at.member, at.fromAt] })],
  )
  const identity = table(
    'identity',
    {
      community: integer('community').notNull(),
      /** Keyed hash of platform and external id. */
      hash: text('hash').notNull(),
      member: integer('member').notNull(),
      platform: text('platform').notNull(),
      /** The external id, encrypted. */
      cipher: text('cipher').notNull(),
      /** What they go by on the platform, as they acted through the bot there; null for those who never did. */
      name: text('name'),
    },
    (at) => [
      primaryKey({ columns: [at.community, at.hash] }),
      index('identity_member').on(at.community, at.member),
    ],
  )
  /** People who erased themselves: their activity is refused, also when history is read again. */
  const erased = table(
    'erased',
    {
      community: integer('community').notNull(),
      hash: text('hash').notNull(),
      erasedAt: moment('erased_at').notNull(),
      /** Set once they came back: what is older stays refused. */
      backAt: moment('back_at'),
    },
    (at) => [primaryKey({ columns: [at.community, at.hash] })],
  )
  /** One-time codes that join what is on two platforms: a person, or a community. Good for some minutes. */
  const code = table(
    'code',
    {
      /** Keyed hash of the code. */
      hash: text('hash').notNull(),
      community: integer('community').notNull(),
      purpose: text('purpose').notNull(),
      /** Who asked for it, and on which platform. */
      member: integer('member').notNull(),
      platform: text('platform').notNull(),
      madeAt: moment('made_at').notNull(),
    },
    (at) => [primaryKey({ columns: [at.community, at.hash] })],
  )
  return { member, pause, identity, erased, code }
}

/** Raw activity, under the platform's key of each thing. It lives as long as retention says. */
function defineActivity({ table, integer, moment, flag, text, primaryKey, index }: Columns) {
  /** A message, or the tombstone of a deleted one: then all that could tell of it is null. */
  const message = table(
    'message',
    {
      community: integer('community').notNull(),
      space: integer('space').notNull(),
      key: text('key').notNull(),
      author: integer('author'),
      at: moment('at'),
      /** Platform's id of the thread; null in the main line. */
      thread: text('thread'),
      /** Key of the message that it answers by reference. */
      reference: text('reference'),
      /** Author of a referenced message that is sealed, kept because its row is gone. */
      referenceAuthor: integer('reference_author'),
      /** Ids of the members it names, separated by spaces. */
      named: text('named'),
      /** Ids of the community's own words that it used, separated by spaces; null where it used none, or its text did not reach the bot. */
      words: text('words'),
      length: integer('length'),
      asks: flag('asks'),
      isDeleted: flag('is_deleted').notNull(),
      /** UTC day on which it was received: retention counts from here. */
      receivedDay: integer('received_day').notNull(),
    },
    (at) => [
      primaryKey({ columns: [at.community, at.space, at.key] }),
      index('message_at').on(at.community, at.at),
      /** What of a main line is known is compared with what is there after every gap, channel by channel. */
      index('message_main').on(at.community, at.space, at.at).where(sql`thread is null`),
      index('message_thread').on(at.community, at.space, at.thread, at.at).where(sql`thread is not null`),
      index('message_words').on(at.community, at.at).where(sql`words is not null`),
    ],
  )
  /**
   * The latest word on one emoji of one person on one message. Member 0 holds a bare count; member −1 when all of an
   * emoji, or with an empty emoji all of them, were taken off at once.
   */
  const reaction = table(
    'reaction',
    {
      community: integer('community').notNull(),
      space: integer('space').notNull(),
      message: text('message').notNull(),
      emoji: text('emoji').notNull(),
      member: integer('member').notNull(),
      at: moment('at').notNull(),
      /** Whether `at` is a true time, not the message's. */
      isExact: flag('is_exact').notNull(),
      isPresent: flag('is_present').notNull(),
      /** 1, or the number of a bare count. */
      count: integer('count').notNull(),
      /** Author of the message as told with the reaction. */
      author: integer('author'),
      /** The day on which it is counted in `daily`, and how many; null and 0 while it is not counted. */
      countedDay: integer('counted_day'),
      counted: integer('counted').notNull(),
      receivedDay: integer('received_day').notNull(),
    },
    (at) => [primaryKey({ columns: [at.community, at.space, at.message, at.emoji, at.member] })],
  )
  const thread = table(
    'thread',
    {
      community: integer('community').notNull(),
      space: integer('space').notNull(),
      key: text('key').notNull(),
      openedAt: moment('opened_at'),
      /** Start and starter, kept once the message that decides them is sealed. */
      startAt: moment('start_at'),
      starter: integer('starter'),
    },
    (at) => [primaryKey({ columns: [at.community, at.space, at.key] })],
  )
  /** Coming and going; space 0 is the workspace. */
  const passage = table(
    'passage',
    {
      community: integer('community').notNull(),
      member: integer('member').notNull(),
      space: integer('space').notNull(),
      kind: text('kind').notNull(),
      at: moment('at').notNull(),
    },
    (at) => [primaryKey({ columns: [at.community, at.member, at.space, at.kind, at.at] })],
  )
  return { message, reaction, thread, passage }
}

/** Participation added up, and what is left of raw activity after its retention. */
function defineParticipation({ table, integer, moment, flag, text, primaryKey, index }: Columns) {
  /** The acts of one member on one day in one space; a row without acts does not exist. The day stands before the member: a tenth of the writes. */
  const daily = table(
    'daily',
    {
      community: integer('community').notNull(),
      day: integer('day').notNull(),
      member: integer('member').notNull(),
      space: integer('space').notNull(),
      messages: integer('messages').notNull(),
      reactions: integer('reactions').notNull(),
      /** Practice acts. */
      acts: integer('acts').notNull(),
    },
    (at) => [primaryKey({ columns: [at.community, at.day, at.member, at.space] })],
  )
  /** Who answered and named whom on a sealed day. Ties of days not yet sealed are read from the messages. */
  const tie = table(
    'tie',
    {
      community: integer('community').notNull(),
      day: integer('day').notNull(),
      member: integer('member').notNull(),
      other: integer('other').notNull(),
      space: integer('space').notNull(),
      replies: integer('replies').notNull(),
      mentions: integer('mentions').notNull(),
    },
    (at) => [primaryKey({ columns: [at.community, at.day, at.member, at.other, at.space] })],
  )
  /** Who used which of the community's own words on a sealed day. Uses of days not yet sealed are read from the messages. */
  const wordUse = table(
    'word_use',
    {
      community: integer('community').notNull(),
      day: integer('day').notNull(),
      member: integer('member').notNull(),
      word: integer('word').notNull(),
      space: integer('space').notNull(),
      /** Messages that used it. */
      uses: integer('uses').notNull(),
    },
    (at) => [primaryKey({ columns: [at.community, at.day, at.member, at.word, at.space] })],
  )
  /** A message whose raw row is gone: no external id, no minute. */
  const sealed = table(
    'sealed',
    {
      community: integer('community').notNull(),
      id: integer('id').notNull(),
      day: integer('day').notNull(),
      hour: integer('hour').notNull(),
      space: integer('space').notNull(),
      member: integer('member').notNull(),
      isStarter: flag('is_starter').notNull(),
      isFirst: flag('is_first').notNull(),
      /** Whether it was its author's first in its space: to those who see no other it began something. */
      isFirstHere: flag('is_first_here').notNull().default(false),
      /** To the first answer within 48 hours; null where none came, or for what began nothing to anybody. */
      answeredAfterMs: integer('answered_after_ms'),
    },
    (at) => [primaryKey({ columns: [at.community, at.id] }), index('sealed_day').on(at.community, at.day)],
  )
  /** Days of a space that are sealed: nothing arrives there any more. */
  const sealedStretch = table(
    'sealed_stretch',
    {
      community: integer('community').notNull(),
      space: integer('space').notNull(),
      fromDay: integer('from_day').notNull(),
      toDay: integer('to_day').notNull(),
      /** Time of its last main-line message, which decides whether the next one is a starter. */
      lastMainAt: moment('last_main_at'),
    },
    (at) => [primaryKey({ columns: [at.community, at.space, at.fromDay] })],
  )
  /** What people said of a waiting message. */
  const waitingMark = table(
    'waiting_mark',
    {
      community: integer('community').notNull(),
      space: integer('space').notNull(),
      key: text('key').notNull(),
      mark: text('mark').notNull(),
      /** 0 once whoever marked it has left without trace. */
      member: integer('member').notNull(),
      at: moment('at').notNull(),
    },
    (at) => [primaryKey({ columns: [at.community, at.space, at.key] })],
  )
  return { daily, tie, wordUse, sealed, sealedStretch, waitingMark }
}

/** What of each space has been read, and what is missing. */
function defineCoverage({ table, integer, moment, text, primaryKey }: Columns) {
  const covered = table(
    'covered',
    {
      community: integer('community').notNull(),
      space: integer('space').notNull(),
      fromAt: moment('from_at').notNull(),
      toAt: moment('to_at').notNull(),
    },
    (at) => [primaryKey({ columns: [at.community, at.space, at.fromAt] })],
  )
  const gap = table(
    'gap',
    {
      community: integer('community').notNull(),
      space: integer('space').notNull(),
      fromAt: moment('from_at').notNull(),
      toAt: moment('to_at').notNull(),
      reason: text('reason').notNull(),
    },
    (at) => [primaryKey({ columns: [at.community, at.space, at.fromAt, at.reason] })],
  )
  return { covered, gap }
}

/** What the bot posts, where and when, and what its buttons stand for. */
function definePosting({ table, serial, integer, moment, text, primaryKey, uniqueIndex }: Columns) {
  const schedule = table(
    'schedule',
    {
      community: integer('community').notNull(),
      kind: text('kind').notNull(),
      workspace: integer('workspace').notNull(),
      /** The platform's id of a channel; need not be a bound space. */
      channel: text('channel').notNull(),
      weekday: integer('weekday').notNull(),
      hour: integer('hour').notNull(),
      minute: integer('minute').notNull(),
      nextSlotAt: moment('next_slot_at').notNull(),
    },
    (at) => [primaryKey({ columns: [at.community, at.kind] })],
  )
  /** What is to be posted once: where and why, never what. */
  const outbox = table(
    'outbox',
    {
      community: integer('community').notNull(),
      /** One of all communities. */
      id: integer('id').notNull(),
      kind: text('kind').notNull(),
      slotAt: moment('slot_at').notNull(),
      workspace: integer('workspace').notNull(),
      channel: text('channel').notNull(),
      state: text('state').notNull(),
      attempts: integer('attempts').notNull(),
      triedAt: moment('tried_at'),
      /** When it was sent or given up. */
      closedAt: moment('closed_at'),
      /** The platform's id of what was posted. */
      message: text('message'),
      /** Why it was given up, in a sentence of ours. */
      problem: text('problem'),
    },
    (at) => [
      primaryKey({ columns: [at.community, at.id] }),
      uniqueIndex('outbox_slot').on(at.community, at.kind, at.slotAt),
    ],
  )
  const board = table(
    'board',
    {
      community: integer('community').notNull(),
      workspace: integer('workspace').notNull(),
      channel: text('channel').notNull(),
      message: text('message'),
      contentHash: text('content_hash'),
    },
    (at) => [primaryKey({ columns: [at.community] })],
  )
  /** Targets of buttons and forms that are too long for a platform's id of them. */
  const kept = table(
    'kept',
    {
      id: text('id').notNull(),
      community: integer('community'),
      /** JSON: command, handler and input. */
      target: text('target').notNull(),
      keptAt: moment('kept_at').notNull(),
    },
    (at) => [primaryKey({ columns: [at.id] })],
  )
  /** When sessions with a platform were begun; two may begin at one moment. */
  const session = table('session', {
    id: serial('id'),
    platform: text('platform').notNull(),
    begunAt: moment('begun_at').notNull(),
  })
  return { schedule, outbox, board, kept, session }
}
