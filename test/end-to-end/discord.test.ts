/** Two weeks in a server give the same figures, however they came to be read. */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { comparable, knowable } from './comparable.ts'
import { countsIn, type Digests, withoutDaysOfReactions } from './digests.ts'
import { countsOf } from './oracle.ts'
import { heardLive, imported, type Read, readBack } from './runs.ts'

/** On a busy machine: processes take seconds to start, and much is real waiting. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

/** Every period's counts, as the oracle has them. */
const counted = ({ club, digests }: Read, reactionsCount: 'when put on' | 'with the message') =>
  new Map([...digests].map(([name, { from, to }]) => [name, countsOf(club, { from, to, reactionsCount })]))

const all = (digests: Digests, change: (digest: never) => unknown) =>
  new Map([...digests].map(([name, digest]) => [name, change(digest as never)]))

describe.concurrent('two weeks without commands', () => {
  let live: Read
  beforeAll(async () => {
    live = await heardLive('sqlite', {})
  })

  it('hold what they are meant to hold', () => {
    const [both] = live.digests.values()
    expect(both?.participation).toMatchObject({ activeMembers: 5 })
    expect(both?.participation.messages).toBeGreaterThan(200)
    expect(both?.answers.waiting.length).toBeGreaterThan(0)
  })

  it('are counted as plain loops over the server count them', () => {
    expect(all(live.digests, countsIn)).toEqual(counted(live, 'when put on'))
  })

  it('are the same on Postgres', async () => {
    const postgres = await heardLive('postgres', {})
    expect(comparable(postgres.tables)).toEqual(comparable(live.tables))
    expect(postgres.digests).toEqual(live.digests)
  })

  it.each(['sqlite', 'postgres'] as const)('are the same when they are read back, on %s', async (engine) => {
    const back = await readBack(engine, {})
    expect(knowable(back.tables)).toEqual(knowable(live.tables))
    expect(back.digests).toEqual(live.digests)
  })

  it('are the same when they are imported', async () => {
    const taken = await imported('sqlite', {})
    expect(knowable(taken.tables)).toEqual(knowable(live.tables))
    expect(taken.digests).toEqual(live.digests)
  })
})

describe.concurrent('reactions of another day than their message', () => {
  it('count on their day when they are heard, and with the message when they are read afterwards', async () => {
    const live = await heardLive('sqlite', { lateReactions: true })
    const back = await readBack('sqlite', { lateReactions: true })
    const taken = await imported('sqlite', { lateReactions: true })
    expect(all(live.digests, countsIn)).toEqual(counted(live, 'when put on'))
    expect(all(back.digests, countsIn)).toEqual(counted(back, 'with the message'))
    expect(counted(live, 'when put on')).not.toEqual(counted(back, 'with the message'))
    // Everything else is the same, and what is read back is what is imported.
    expect(all(back.digests, withoutDaysOfReactions)).toEqual(all(live.digests, withoutDaysOfReactions))
    expect(taken.digests).toEqual(back.digests)
  })
})

describe.concurrent('two weeks with commands, a pause and an erasure', () => {
  it('are the same on both engines', async () => {
    const sqlite = await heardLive('sqlite', { calls: true, lateReactions: true })
    const postgres = await heardLive('postgres', { calls: true, lateReactions: true })
    expect(comparable(postgres.tables)).toEqual(comparable(sqlite.tables))
    expect(postgres.digests).toEqual(sqlite.digests)
    expect(all(sqlite.digests, countsIn)).toEqual(counted(sqlite, 'when put on'))
    // Only who was named as an option is ever pinged.
    const [ada, olga] = [sqlite.club.person('ada').id, sqlite.club.person('olga').id]
    const { world, botId } = sqlite.club.discord
    const messages = [...world.channels.values()].flatMap((one) => one.messages)
    const own = [...messages, ...world.ephemerals.values()].filter((one) => one.author.id === botId)
    const pings = own.map((one) => one.pinged)
    expect(own.length).toBeGreaterThan(15)
    expect(pings.flatMap(({ users }) => users)).toEqual([ada, olga, ada, ada])
    expect(pings.some(({ roles, everyone }) => everyone || roles.length > 0)).toBe(false)
  })
})
