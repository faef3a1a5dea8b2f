/** Reading messages that are not yet sealed, in order of time, each with what decides whom it answers. */
import { and, asc, eq, gte, isNotNull, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { type CommunityId, type MemberId, memberId, spaceId } from '../core/ids.ts'
import { type MessageRow, threadKey } from '../core/participation/facts.ts'
import type { Engine, Row } from './engine.ts'
import { isMessageAt } from './message-joins.ts'
import { breathe, numberOf, numberOrNull, PORTION_ROWS, type Visible } from './reading.ts'

/** By time, those of one moment in no order; in portions, so that no cursor stays open while a reader thinks. */
export async function* readMessages(
  engine: Engine,
  visible: Visible,
  community: CommunityId,
  fromAt: number,
  toAt: number,
): AsyncGenerator<MessageRow> {
  const { db, tables } = engine
  const { message, thread } = tables
  const referenced = alias(message, 'referenced')
  const hanging = alias(message, 'hanging')
  let beginsAt = fromAt
  let limit = PORTION_ROWS
  for (;;) {
    const page = await engine.rows(
      db
        .select({
          space: message.space,
          key: message.key,
          thread: message.thread,
          author: message.author,
          at: message.at,
          reference: message.reference,
          keptAuthor: message.referenceAuthor,
          referenceAuthor: referenced.author,
          named: message.named,
          hangingAt: hanging.at,
          hangingAuthor: hanging.author,
          keptStartAt: thread.startAt,
          keptStarter: thread.starter,
        })
        .from(message)
        .leftJoin(referenced, isMessageAt(referenced, message, message.reference))
        .leftJoin(hanging, isMessageAt(hanging, message, message.thread))
        .leftJoin(thread, isMessageAt(thread, message, message.thread))
        .where(
          and(
            eq(message.community, community),
            gte(message.at, beginsAt),
            lt(message.at, toAt),
            visible(message.space),
          ),
        )
        .orderBy(asc(message.at))
        .limit(limit),
    )
    if (page.length < limit) {
      for (const row of page) yield messageOf(row)
      return
    }
    // The last moment may go on in the next portion, which begins with it; one that fills a whole portion wants more.
    const lastAt = momentOf(page.at(-1))
    for (const row of page) if (momentOf(row) < lastAt) yield messageOf(row)
    limit = lastAt === beginsAt ? 2 * limit : PORTION_ROWS
    beginsAt = lastAt
    await breathe()
  }
}

const momentOf = (row: Row | undefined): number => numberOf(row?.[4])

function messageOf(row: Row): MessageRow {
  const answered = numberOrNull(row[6]) ?? numberOrNull(row[7])
  return {
    space: spaceId(numberOf(row[0])),
    key: String(row[1]),
    thread: row[2] === null ? null : String(row[2]),
    author: memberId(numberOf(row[3])),
    at: numberOf(row[4]),
    hasReference: row[5] !== null,
    referenceAuthor: answered === null ? null : memberId(answered),
    named: row[8] === null ? NOBODY_NAMED : namedIn(String(row[8])),
    // A sealed start stands in for the message that is gone.
    hangsOn: startOf(row[9], row[10]) ?? startOf(row[11], row[12]),
  }
}

function startOf(at: Row[number] | undefined, author: Row[number] | undefined): MessageRow['hangsOn'] {
  const [startAt, starter] = [numberOrNull(at), numberOrNull(author)]
  return startAt === null || starter === null ? null : { at: startAt, author: memberId(starter) }
}

const NOBODY_NAMED: readonly MemberId[] = []

const namedIn = (ids: string): readonly MemberId[] => ids.split(' ').map((one) => memberId(Number(one)))

/** When each thread began in which a message is that is not yet sealed; a start that is sealed is still known. */
export async function readThreadStarts(
  engine: Engine,
  visible: Visible,
  community: CommunityId,
): Promise<ReadonlyMap<string, number>> {
  const { message, thread } = engine.tables
  const inside = engine.db
    .select({
      community: message.community,
      space: message.space,
      thread: message.thread,
      at: sql<number>`min(${message.at})`.as('earliest_at'),
    })
    .from(message)
    .where(and(eq(message.community, community), isNotNull(message.thread), visible(message.space)))
    .groupBy(message.community, message.space, message.thread)
    .as('inside')
  const rows = await engine.rows(
    engine.db
      .select({ space: inside.space, thread: inside.thread, at: inside.at, startAt: thread.startAt })
      .from(inside)
      .leftJoin(thread, isMessageAt(thread, inside, inside.thread)),
  )
  return new Map(
    rows.map((row) => [
      threadKey(spaceId(numberOf(row[0])), String(row[1])),
      Math.min(numberOf(row[2]), numberOrNull(row[3]) ?? Number.POSITIVE_INFINITY),
    ]),
  )
}
