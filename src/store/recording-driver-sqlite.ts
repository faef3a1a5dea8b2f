/**
 * Recording on SQLite: statements prepared once from the schema's builders and run row by row on the bare driver,
 * which is twice as fast as drizzle's own prepared statements.
 */
import type Sqlite from 'better-sqlite3'
import { getTableColumns, type Placeholder, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { CommunityId, MemberId, SpaceId } from '../core/ids.ts'
import type { MessageState, ReactionState, RecordingDriver } from './recording-driver.ts'
import type { Schema } from './schema.ts'
import { wordsIn, wordsText } from './word-ids.ts'

const bit = (value: boolean): number => (value ? 1 : 0)

/** Values for every column of a table, in the table's order, so that parameters can be bound by position. */
function everyColumn<Table extends SQLiteTable>(table: Table): Table['$inferInsert'] {
  const names = Object.keys(getTableColumns(table))
  const values: Record<string, Placeholder> = {}
  for (const name of names) values[name] = sql.placeholder(name)
  return values as Table['$inferInsert']
}

export function sqliteRecordingDriver(connection: Sqlite.Database, tables: Schema): RecordingDriver {
  const build = drizzle(connection)
  const prepare = (query: { toSQL(): { sql: string } }) => connection.prepare(query.toSQL().sql)
  const { message, reaction, daily, passage } = tables
  const insertMessage = prepare(build.insert(message).values(everyColumn(message)).onConflictDoNothing())
  const buryMessage = prepare(
    build
      .insert(message)
      .values(everyColumn(message))
      .onConflictDoUpdate({
        target: [message.community, message.space, message.key],
        set: {
          author: sql`null`,
          at: sql`null`,
          thread: sql`null`,
          reference: sql`null`,
          referenceAuthor: sql`null`,
          named: sql`null`,
          words: sql`null`,
          length: sql`null`,
          asks: sql`null`,
          isDeleted: sql`excluded.is_deleted`,
          receivedDay: sql`excluded.received_day`,
        },
      }),
  )
  const loadWords = connection
    .prepare('select words from message where community = ? and space = ? and key = ? and is_deleted = 0')
    .pluck()
  const writeWords = connection.prepare(
    'update message set words = ? where community = ? and space = ? and key = ?',
  )
  const loadMessage = connection
    .prepare('select author, at, is_deleted from message where community = ? and space = ? and key = ?')
    .raw()
  const hasReaction = connection
    .prepare('select 1 from reaction where community = ? and space = ? and message = ? limit 1')
    .pluck()
  const hasReactions = connection
    .prepare('select 1 from reaction where community = ? and space = ? limit 1')
    .pluck()
  const loadReactions = connection
    .prepare(
      'select emoji, member, at, is_exact, is_present, count, author, counted_day, counted, received_day' +
        ' from reaction where community = ? and space = ? and message = ?',
    )
    .raw()
  const writeReaction = prepare(
    build
      .insert(reaction)
      .values(everyColumn(reaction))
      .onConflictDoUpdate({
        target: [reaction.community, reaction.space, reaction.message, reaction.emoji, reaction.member],
        set: {
          at: sql`excluded.at`,
          isExact: sql`excluded.is_exact`,
          isPresent: sql`excluded.is_present`,
          count: sql`excluded.count`,
          author: sql`excluded.author`,
          countedDay: sql`excluded.counted_day`,
          counted: sql`excluded.counted`,
        },
      }),
  )
  const addDaily = prepare(
    build
      .insert(daily)
      .values(everyColumn(daily))
      .onConflictDoUpdate({
        target: [daily.community, daily.day, daily.member, daily.space],
        set: {
          messages: sql`${daily.messages} + excluded.messages`,
          reactions: sql`${daily.reactions} + excluded.reactions`,
          acts: sql`${daily.acts} + excluded.acts`,
        },
      }),
  )
  const dropEmptyDaily = connection.prepare(
    'delete from daily where community = ? and day = ? and member = ? and space = ?' +
      ' and messages = 0 and reactions = 0 and acts = 0',
  )
  const insertPassage = prepare(build.insert(passage).values(everyColumn(passage)).onConflictDoNothing())

  const loadHome = connection
    .prepare(
      'select s.id, s.community, c.people_version, c.time_zone, t.from_day, t.to_day from space s join community c on c.id = s.community' +
        ' left join sealed_stretch t on t.community = s.community and t.space = s.id' +
        ' where s.workspace = ? and s.external_id = ? and s.is_bound',
    )
    .raw()
  const loadCommunities = connection
    .prepare(
      'select distinct c.id, c.people_version from space s join community c on c.id = s.community' +
        ' where s.workspace = ? and s.is_bound',
    )
    .raw()

  return {
    loadHomes: async (workspace, externalIds) =>
      externalIds.flatMap((externalId) =>
        (loadHome.all(workspace, externalId) as HomeCells[]).map((row) => ({
          externalId,
          space: row[0],
          community: row[1],
          peopleVersion: row[2],
          timeZone: row[3],
          sealedFromDay: row[4],
          sealedToDay: row[5],
        })),
      ),

    loadCommunities: async (workspace) =>
      (loadCommunities.all(workspace) as [CommunityId, number][]).map(([community, peopleVersion]) => ({
        community,
        peopleVersion,
      })),

    insertMessages: async (messages) => {
      const spacesWithReactions = new Map<number, boolean>()
      const withReactions = []
      const isNew: boolean[] = []
      for (const one of messages) {
        const { changes } = insertMessage.run(
          one.community,
          one.space,
          one.key,
          one.author,
          one.at,
          one.thread,
          one.reference,
          null,
          one.named,
          one.words,
          one.length,
          bit(one.asks),
          0,
          one.receivedDay,
        )
        isNew.push(changes === 1)
        if (changes !== 1) continue
        let mayHave = spacesWithReactions.get(one.space)
        if (mayHave === undefined) {
          mayHave = hasReactions.get(one.community, one.space) === 1
          spacesWithReactions.set(one.space, mayHave)
        }
        if (mayHave && hasReaction.get(one.community, one.space, one.key) === 1) withReactions.push(one)
      }
      return { isNew, withReactions }
    },

    addWords: async (messages) => {
      for (const { community, space, key, words } of messages) {
        const before = loadWords.get(community, space, key) as string | null | undefined
        if (before === undefined) continue
        const all = wordsText([...wordsIn(before), ...wordsIn(words)])
        if (all !== before) writeWords.run(all, community, space, key)
      }
    },

    loadMessages: async (refs) => {
      const found: MessageState[] = []
      for (const ref of refs) {
        const row = loadMessage.get(ref.community, ref.space, ref.key) as [
          number | null,
          number | null,
          number,
        ]
        if (row !== undefined)
          found.push({ ...ref, author: row[0] as MemberId | null, at: row[1], isDeleted: row[2] === 1 })
      }
      return found
    },

    buryMessages: async (refs) => {
      const blank = [null, null, null, null, null, null, null, null, null]
      for (const { community, space, key, receivedDay } of refs)
        buryMessage.run(community, space, key, ...blank, 1, receivedDay)
    },

    loadReactions: async (refs) => {
      const found: ReactionState[] = []
      for (const { community, space, key } of refs)
        for (const row of loadReactions.all(community, space, key) as ReactionRow[])
          found.push({
            community,
            space,
            message: key,
            emoji: row[0],
            member: row[1],
            at: row[2],
            isExact: row[3] === 1,
            isPresent: row[4] === 1,
            count: row[5],
            author: row[6] as MemberId | null,
            countedDay: row[7],
            counted: row[8],
            receivedDay: row[9],
          })
      return found
    },

    writeReactions: async (reactions) => {
      for (const one of reactions)
        writeReaction.run(
          one.community,
          one.space,
          one.message,
          one.emoji,
          one.member,
          one.at,
          bit(one.isExact),
          bit(one.isPresent),
          one.count,
          one.author,
          one.countedDay,
          one.counted,
          one.receivedDay,
        )
    },

    addDaily: async (deltas) => {
      for (const one of deltas) {
        addDaily.run(one.community, one.day, one.member, one.space, one.messages, one.reactions, one.acts)
        if (one.messages < 0 || one.reactions < 0 || one.acts < 0)
          dropEmptyDaily.run(one.community, one.day, one.member, one.space)
      }
    },

    insertPassages: async (passages) => {
      let added = 0
      for (const one of passages)
        added += insertPassage.run(one.community, one.member, one.space, one.kind, one.at).changes
      return added
    },
  }
}

/** space, community, version of its people, time zone, sealed from, sealed to */
type HomeCells = [SpaceId, CommunityId, number, string, number | null, number | null]

/** emoji, member, at, is_exact, is_present, count, author, counted_day, counted, received_day */
type ReactionRow = [
  string,
  number,
  number,
  number,
  number,
  number,
  number | null,
  number | null,
  number,
  number,
]
