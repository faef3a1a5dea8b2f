import { readFileSync } from 'node:fs'
import { getTableColumns, getTableName } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import { sqliteColumns } from '../../src/store/columns.ts'
import { defineSchema } from '../../src/store/schema.ts'

const tables = Object.values(defineSchema(sqliteColumns))

/** Every column that could hold words, and what it holds. None is the text of a message. */
const TEXT_COLUMNS = {
  setting: ['name', 'value'],
  workspace: ['platform', 'external_id', 'name'],
  community: ['name', 'name_key', 'time_zone', 'purpose'],
  sequence: ['kind'],
  space: ['external_id', 'name'],
  identity: ['hash', 'platform', 'cipher', 'name'],
  erased: ['hash'],
  code: ['hash', 'purpose', 'platform'],
  /** `words` are ids of ours. */
  message: ['key', 'thread', 'reference', 'named', 'words'],
  reaction: ['message', 'emoji'],
  thread: ['key'],
  passage: ['kind'],
  waiting_mark: ['key', 'mark'],
  gap: ['reason'],
  practice: ['name', 'how', 'when_it_helps', 'problem', 'follows', 'tags', 'link', 'platform', 'retired_why'],
  earlier_text: ['name', 'how', 'when_it_helps', 'problem', 'follows', 'tags', 'link'],
  doing: ['what', 'outcome', 'platform', 'happened', 'learned', 'evidence'],
  word: ['word', 'meaning', 'example', 'platform'],
  thanks: ['what', 'link', 'platform'],
  problem: ['title', 'whom', 'done_when', 'first_step', 'kind', 'curriculum', 'partners', 'link', 'platform'],
  closing: ['platform', 'changed', 'changed_for_closer', 'confirmer_platform'],
  taking_part: ['platform', 'changed'],
  learning: ['topic', 'as', 'platform'],
  pair: ['topic', 'learner_asked_on', 'shower_asked_on'],
  /** `message` is a platform's id. */
  pair_question: ['message'],
  appointment: ['role'],
  schedule: ['kind', 'channel'],
  /** `message` is a platform's id; `problem` a sentence of ours. */
  outbox: ['kind', 'channel', 'state', 'message', 'problem'],
  board: ['channel', 'message', 'content_hash'],
  /** `target` is JSON: a command, a handler and what it is to be called with. */
  kept: ['id', 'target'],
  session: ['platform'],
} as const

/** Tables that are not of one community. */
const SHARED = ['setting', 'workspace', 'community', 'kept', 'session']

describe('the schema', () => {
  it('has no column that could hold the text of a message', () => {
    const found: Record<string, string[]> = {}
    for (const table of tables)
      for (const column of Object.values(getTableColumns(table)))
        if (column.getSQLType() === 'text') {
          const name = getTableName(table)
          found[name] = [...(found[name] ?? []), column.name]
        }
    expect(found).toEqual(TEXT_COLUMNS)
  })

  it('begins every key with the community', () => {
    for (const table of tables) {
      const { name, primaryKeys, indexes } = getTableConfig(table)
      if (SHARED.includes(name)) continue
      expect(
        primaryKeys.map((key) => key.columns[0]?.name),
        name,
      ).toEqual(['community'])
      for (const one of indexes.filter((index) => index.config.name !== 'space_external'))
        expect((one.config.columns[0] as { name: string }).name, one.config.name).toBe('community')
    }
  })

  it.each(['sqlite', 'postgres'])('has its migrations generated for %s', (dialect) => {
    const folder = new URL(`../../migrations/${dialect}/`, import.meta.url)
    const journal = JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8'))
    const latest = journal.entries.at(-1)
    const snapshot = JSON.parse(
      readFileSync(new URL(`meta/${String(latest.idx).padStart(4, '0')}_snapshot.json`, folder), 'utf8'),
    )
    const described = new Map<string, string[]>()
    for (const table of Object.values(snapshot.tables) as { name: string; columns: object }[])
      described.set(table.name, Object.keys(table.columns).sort())
    const wanted = new Map(
      tables.map((table) => [
        getTableName(table),
        Object.values(getTableColumns(table))
          .map((column) => column.name)
          .sort(),
      ]),
    )
    expect([...described].sort()).toEqual([...wanted].sort())
  })
})
