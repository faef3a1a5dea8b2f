/** What a bot wrote into its database, read from outside with what the database engine itself offers. */

import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { keyringOf } from '../../src/store/keys.ts'
import { databaseFile } from '../../src/store/open.ts'
import { SECRET } from './databases.ts'
import { patiently } from './patient.ts'

export interface FoundMessage {
  readonly space: string
  readonly key: string
  readonly thread: string | null
  readonly author: string
  readonly at: number
  readonly reference: string | null
  readonly names: ReadonlySet<string>
}

export interface FoundReaction {
  readonly space: string
  readonly message: string
  readonly emoji: string
  readonly person: string
  readonly at: number
  readonly isExact: boolean
  readonly countedDay: number | null
  readonly counted: number
}

export interface FoundDay {
  readonly day: number
  readonly person: string
  readonly space: string
  readonly messages: number
  readonly reactions: number
  readonly acts: number
}

export interface Span {
  readonly space: string
  readonly fromAt: number
  readonly toAt: number
}

export interface Found {
  /** Those that stand; tombstones are not among them. */
  readonly messages: readonly FoundMessage[]
  readonly reactions: readonly FoundReaction[]
  readonly days: readonly FoundDay[]
  readonly passages: readonly { readonly person: string; readonly kind: string; readonly at: number }[]
  readonly covered: readonly Span[]
  /** Of what cannot be learnt afterwards. */
  readonly away: readonly Span[]
  /** Gaps that should be none when all has been read. */
  readonly unread: readonly Span[]
}

type Cells = Readonly<Record<string, unknown>>
type Ask = (statement: string) => Promise<readonly Cells[]>

const SPACES = 'join space s on s.community = t.community and s.id = t.space'

const COVERED = `select s.external_id as space, t.from_at, t.to_at from covered t ${SPACES}`

/** Everything that a script's end is judged by. */
export const readFound = (url: string): Promise<Found> =>
  asking(url, async (ask) => {
    const keys = keyringOf(SECRET)
    const people = new Map<number, string>()
    for (const { member, cipher } of await ask('select member, cipher from identity'))
      people.set(Number(member), keys.decrypt(String(cipher)))
    const person = (id: unknown): string => people.get(Number(id)) ?? `member ${id}`
    const messages = await ask(
      `select s.external_id as space, key, thread, author, at, reference, named from message t ${SPACES} where ${isFalse(url, 'is_deleted')}`,
    )
    const reactions = await ask(
      `select s.external_id as space, message, emoji, member, at, is_exact, counted_day, counted from reaction t ${SPACES} where counted > 0`,
    )
    const days = await ask(
      `select day, member, s.external_id as space, messages, reactions, acts from daily t ${SPACES}`,
    )
    const passages = await ask('select member, kind, at from passage')
    const covered = await ask(COVERED)
    const gaps = await ask(`select s.external_id as space, t.from_at, t.to_at, reason from gap t ${SPACES}`)
    return {
      messages: messages.map((one) => ({
        ...{ space: String(one['space']), key: String(one['key']), thread: textOrNull(one['thread']) },
        ...{ author: person(one['author']), at: Number(one['at']), reference: textOrNull(one['reference']) },
        names: new Set(wordsIn(one['named']).map(person)),
      })),
      reactions: reactions.map((one) => ({
        ...{ space: String(one['space']), message: String(one['message']), emoji: String(one['emoji']) },
        ...{ person: person(one['member']), at: Number(one['at']), isExact: Boolean(one['is_exact']) },
        countedDay: one['counted_day'] === null ? null : Number(one['counted_day']),
        counted: Number(one['counted']),
      })),
      days: days.map((one) => ({
        ...{ day: Number(one['day']), person: person(one['member']), space: String(one['space']) },
        messages: Number(one['messages']),
        ...{ reactions: Number(one['reactions']), acts: Number(one['acts']) },
      })),
      passages: passages.map((one) => ({
        ...{ person: person(one['member']), kind: String(one['kind']), at: Number(one['at']) },
      })),
      covered: covered.map(spanOf),
      away: gaps.filter((one) => one['reason'] === 'away').map(spanOf),
      unread: gaps.filter((one) => one['reason'] !== 'away').map(spanOf),
    }
  })

/** What is claimed to be known, and the names of all messages that are or were: enough to judge a crash by. */
export const readClaims = (
  url: string,
): Promise<{ readonly covered: readonly Span[]; readonly names: ReadonlySet<string> }> =>
  asking(url, async (ask) => {
    const covered = await ask(COVERED)
    const messages = await ask(`select s.external_id as space, key from message t ${SPACES}`)
    return {
      covered: covered.map(spanOf),
      names: new Set(messages.map((one) => `${one['space']} ${one['key']}`)),
    }
  })

/** What is claimed to be known. */
export const readCovered = (url: string): Promise<readonly Span[]> =>
  asking(url, async (ask) => (await ask(COVERED)).map(spanOf))

const spanOf = (one: Cells): Span => ({
  ...{ space: String(one['space']), fromAt: Number(one['from_at']), toAt: Number(one['to_at']) },
})
const textOrNull = (cell: unknown): string | null => (cell === null ? null : String(cell))
const wordsIn = (cell: unknown): readonly string[] =>
  cell === null ? [] : String(cell).split(' ').filter(Boolean)
const isFalse = (url: string, column: string): string =>
  url.startsWith('file:') ? `${column} = 0` : `not ${column}`

const asking = <Result>(url: string, work: (ask: Ask) => Promise<Result>): Promise<Result> =>
  patiently(() => askingOnce(url, work))

async function askingOnce<Result>(url: string, work: (ask: Ask) => Promise<Result>): Promise<Result> {
  if (url.startsWith('file:')) {
    const file = new Sqlite(databaseFile(url), { readonly: true })
    try {
      return await work(async (statement) => file.prepare(statement).all() as Cells[])
    } finally {
      file.close()
    }
  }
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(async (statement) => (await client.query<Cells>(statement)).rows)
  } finally {
    await client.end()
  }
}
