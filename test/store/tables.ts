/** Every table as it stands, with surrogate ids replaced by what they stand for, so that two stores can be compared. */

import { keyringOf } from '../../src/store/keys.ts'
import { openEngine } from '../../src/store/open.ts'
import { EVERYBODY } from '../../src/store/schema.ts'
import { SECRET } from './engines.ts'

type Cells = Record<string, unknown>

/** The tables that recording fills, sorted, as plain rows. Covered intervals are apart. */
export async function recordedTables(url: string): Promise<Record<string, string[]>> {
  const engine = await openEngine(url)
  const keys = keyringOf(SECRET)
  try {
    const { tables, db } = engine
    const identities = (await db.select().from(tables.identity)) as Cells[]
    const spaces = (await db.select().from(tables.space)) as Cells[]
    const called = (row: Cells): string => keys.decrypt(String(row['cipher']))
    const person = new Map<unknown, string>()
    // Somebody who is on two platforms goes by both ids.
    for (const row of identities.sort((a, b) => (called(a) < called(b) ? -1 : 1)))
      person.set(row['member'], [...(person.get(row['member'])?.split('=') ?? []), called(row)].join('='))
    const place = new Map(spaces.map((row) => [row['id'], String(row['externalId'])]))
    const personOf = (id: unknown) =>
      id === null
        ? null
        : id === 0
          ? 'nobody'
          : id === EVERYBODY
            ? 'everybody'
            : (person.get(id) ?? `lost ${id}`)
    const replaced = (row: Cells): string => {
      const plain: Cells = { ...row }
      for (const column of ['author', 'member', 'referenceAuthor', 'other', 'starter'])
        if (column in plain) plain[column] = personOf(plain[column])
      if ('space' in plain) plain['space'] = plain['space'] === 0 ? 'nowhere' : place.get(plain['space'])
      if (typeof plain['named'] === 'string')
        plain['named'] = plain['named']
          .split(' ')
          .map((one) => personOf(Number(one)))
          .sort()
          .join(' ')
      return JSON.stringify(plain)
    }
    const read = async (table: (typeof tables)['daily']) =>
      ((await db.select().from(table)) as unknown as Cells[]).map(replaced).sort()
    return {
      message: await read(tables.message as never),
      reaction: await read(tables.reaction as never),
      daily: await read(tables.daily),
      passage: await read(tables.passage as never),
      thread: await read(tables.thread as never),
      people: [...person.values()].sort(),
    }
  } finally {
    await engine.close()
  }
}
