/**
 * Recording on Postgres: one statement a call, its rows handed over as arrays (`unnest`), which is thirty times
 * faster than row by row. Rows are written in the order of their keys, so that two processes never wait in a circle.
 */
import { getTableColumns } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type pg from 'pg'
import type { MemberId } from '../core/ids.ts'
import type {
  CommunityRow,
  HomeRow,
  MessageRef,
  MessageState,
  ReactionState,
  RecordingDriver,
} from './recording-driver.ts'
import type { Schema } from './schema.ts'
import { wordsIn, wordsText } from './word-ids.ts'

type Cell = string | number | boolean | null

/** `insert into t (…) select * from unnest($1::…[], …)`, with the columns' own names and types. */
function insertFrom(table: SQLiteTable, name: string, key: readonly string[]): string {
  const columns = Object.values(getTableColumns(table))
  const names = columns.map((column) => `"${column.name}"`).join(', ')
  const arrays = columns.map((column, index) => `$${index + 1}::${column.getSQLType()}[]`).join(', ')
  const order = key.map((column) => `"${column}"`).join(', ')
  return `insert into "${name}" (${names}) select * from unnest(${arrays}) as given (${names}) order by ${order}`
}

/** Rows to columns. */
function transpose(rows: readonly (readonly Cell[])[], width: number): Cell[][] {
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? null))
}

const MESSAGE_KEY = ['community', 'space', 'key']
const REACTION_KEY = ['community', 'space', 'message', 'emoji', 'member']
const DAILY_KEY = ['community', 'day', 'member', 'space']
const PASSAGE_KEY = ['community', 'member', 'space', 'kind', 'at']
const BLANK = ['author', 'at', 'thread', 'reference', 'reference_author', 'named', 'words', 'length', 'asks']

const refKey = (space: number, key: string): string => `${space}/${key}`

export function postgresRecordingDriver(client: pg.PoolClient, tables: Schema): RecordingDriver {
  const insertMessages = `${insertFrom(tables.message, 'message', MESSAGE_KEY)} on conflict do nothing returning space, key,
    exists (select 1 from reaction r where r.community = message.community and r.space = message.space and r.message = message.key)`
  const buryMessages = `${insertFrom(tables.message, 'message', MESSAGE_KEY)} on conflict (community, space, key) do update set ${BLANK.map((column) => `${column} = null`).join(', ')}, is_deleted = true, received_day = excluded.received_day`
  const writeReactions = `${insertFrom(tables.reaction, 'reaction', REACTION_KEY)} on conflict (community, space, message, emoji, member) do update set ${['at', 'is_exact', 'is_present', 'count', 'author', 'counted_day', 'counted'].map((column) => `${column} = excluded.${column}`).join(', ')}`
  const addDaily = `${insertFrom(tables.daily, 'daily', DAILY_KEY)} on conflict (community, day, member, space) do update set ${['messages', 'reactions', 'acts'].map((column) => `${column} = daily.${column} + excluded.${column}`).join(', ')}`
  const insertPassages = `${insertFrom(tables.passage, 'passage', PASSAGE_KEY)} on conflict do nothing`
  const given = 'unnest($1::integer[], $2::integer[], $3::text[]) as given (community, space, key)'

  /** Statements have names, so that the server plans each once a connection. */
  const run = async (name: string, text: string, rows: readonly (readonly Cell[])[]) => {
    const width = rows[0]?.length ?? 0
    return client.query<Cell[]>({ name, text, values: transpose(rows, width), rowMode: 'array' })
  }
  const refRows = (refs: readonly MessageRef[]) => refs.map((ref) => [ref.community, ref.space, ref.key])

  return {
    loadHomes: async (workspace, externalIds) => {
      const { rows } = await client.query<Cell[]>({
        name: 'loadHomes',
        text: `select s.external_id, s.id, s.community, c.people_version, c.time_zone, t.from_day, t.to_day from space s join community c on c.id = s.community
          left join sealed_stretch t on t.community = s.community and t.space = s.id
          where s.workspace = $1 and s.external_id = any($2::text[]) and s.is_bound order by c.id for share of c`,
        values: [workspace, externalIds],
        rowMode: 'array',
      })
      return rows.map(
        ([externalId, space, community, peopleVersion, timeZone, sealedFromDay, sealedToDay]) =>
          ({
            ...{ externalId, space, community, peopleVersion, timeZone },
            ...{ sealedFromDay, sealedToDay },
          }) as unknown as HomeRow,
      )
    },

    loadCommunities: async (workspace) => {
      const { rows } = await client.query<Cell[]>({
        name: 'loadCommunities',
        text: `select c.id, c.people_version from community c
          where c.id in (select s.community from space s where s.workspace = $1 and s.is_bound) order by c.id for share of c`,
        values: [workspace],
        rowMode: 'array',
      })
      return rows.map(
        ([community, peopleVersion]) => ({ community, peopleVersion }) as unknown as CommunityRow,
      )
    },

    insertMessages: async (messages) => {
      if (messages.length === 0) return { isNew: [], withReactions: [] }
      const { rows } = await run(
        'insertMessages',
        insertMessages,
        messages.map((one) => [
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
          one.asks,
          false,
          one.receivedDay,
        ]),
      )
      const added = new Map(
        rows.map(([space, key, hasReaction]) => [refKey(Number(space), String(key)), hasReaction]),
      )
      const withReactions: MessageRef[] = []
      const isNew = messages.map((one) => {
        const hasReaction = added.get(refKey(one.space, one.key))
        if (hasReaction === true) withReactions.push(one)
        return added.delete(refKey(one.space, one.key))
      })
      return { isNew, withReactions }
    },

    addWords: async (messages) => {
      if (messages.length === 0) return
      const { rows } = await run(
        'loadWords',
        `select space, key, words from ${given} join message using (community, space, key)
         where not is_deleted order by community, space, key for update of message`,
        refRows(messages),
      )
      const before = new Map(rows.map(([space, key, words]) => [refKey(Number(space), String(key)), words]))
      const changed = new Map<string, Cell[]>()
      for (const { community, space, key, words } of messages) {
        const id = refKey(space, key)
        const known = before.get(id)
        if (known === undefined) continue
        const all = wordsText([...wordsIn(known === null ? null : String(known)), ...wordsIn(words)])
        if (all === known) continue
        before.set(id, all)
        changed.set(id, [community, space, key, all])
      }
      if (changed.size > 0)
        await run(
          'writeWords',
          `update message set words = given.words
           from unnest($1::integer[], $2::integer[], $3::text[], $4::text[]) as given (community, space, key, words)
           where message.community = given.community and message.space = given.space and message.key = given.key`,
          [...changed.values()],
        )
    },

    loadMessages: async (refs) => {
      if (refs.length === 0) return []
      const { rows } = await run(
        'loadMessages',
        `select community, space, key, author, at, is_deleted from ${given} join message using (community, space, key)`,
        refRows(refs),
      )
      return rows.map(
        ([community, space, key, author, at, isDeleted]) =>
          ({ community, space, key, author, at, isDeleted }) as unknown as MessageState,
      )
    },

    buryMessages: async (refs) => {
      if (refs.length === 0) return
      await run(
        'buryMessages',
        buryMessages,
        refs.map(({ community, space, key, receivedDay }) => [
          ...[community, space, key, null, null, null, null, null, null, null, null, null],
          ...[true, receivedDay],
        ]),
      )
    },

    loadReactions: async (refs) => {
      if (refs.length === 0) return []
      const { rows } = await run(
        'loadReactions',
        `select r.community, r.space, r.message, emoji, member, at, is_exact, is_present, count, author, counted_day, counted, received_day
         from ${given} join reaction r on r.community = given.community and r.space = given.space and r.message = given.key`,
        refRows(refs),
      )
      return rows.map((row) => reactionOf(row))
    },

    writeReactions: async (reactions) => {
      if (reactions.length === 0) return
      await run(
        'writeReactions',
        writeReactions,
        reactions.map((one) => [
          one.community,
          one.space,
          one.message,
          one.emoji,
          one.member,
          one.at,
          one.isExact,
          one.isPresent,
          one.count,
          one.author,
          one.countedDay,
          one.counted,
          one.receivedDay,
        ]),
      )
    },

    addDaily: async (deltas) => {
      if (deltas.length === 0) return
      await run(
        'addDaily',
        addDaily,
        deltas.map((one) => [
          ...[one.community, one.day, one.member, one.space],
          ...[one.messages, one.reactions, one.acts],
        ]),
      )
      const shrunk = deltas.filter((one) => one.messages < 0 || one.reactions < 0 || one.acts < 0)
      if (shrunk.length === 0) return
      await run(
        'dropEmptyDaily',
        `delete from daily using unnest($1::integer[], $2::integer[], $3::integer[], $4::integer[]) as given (community, day, member, space)
         where daily.community = given.community and daily.day = given.day and daily.member = given.member
           and daily.space = given.space and messages = 0 and reactions = 0 and acts = 0`,
        shrunk.map((one) => [one.community, one.day, one.member, one.space]),
      )
    },

    insertPassages: async (passages) => {
      if (passages.length === 0) return 0
      const { rowCount } = await run(
        'insertPassages',
        insertPassages,
        passages.map((one) => [one.community, one.member, one.space, one.kind, one.at]),
      )
      return rowCount ?? 0
    },
  }
}

function reactionOf(row: readonly Cell[]): ReactionState {
  const [
    community,
    space,
    message,
    emoji,
    member,
    at,
    isExact,
    isPresent,
    count,
    author,
    countedDay,
    counted,
    receivedDay,
  ] = row
  return {
    community: community as ReactionState['community'],
    space: space as ReactionState['space'],
    message: String(message),
    emoji: String(emoji),
    member: Number(member),
    at: Number(at),
    isExact: isExact === true,
    isPresent: isPresent === true,
    count: Number(count),
    author: author as MemberId | null,
    countedDay: countedDay === null || countedDay === undefined ? null : Number(countedDay),
    counted: Number(counted),
    receivedDay: Number(receivedDay),
  }
}
