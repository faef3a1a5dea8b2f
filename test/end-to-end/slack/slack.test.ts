/** Two weeks in a workspace give the same figures, however they came to be read. */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { comparable, knowable } from '../comparable.ts'
import { countsIn, type Digests, withoutDaysOfReactions } from '../digests.ts'
import { countsOf, strangersIn } from './oracle.ts'
import { heardLive, imported, type Read, readBack } from './runs.ts'

/** On a busy machine: much is real waiting. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

/** Every period's counts, as the oracle has them. */
const counted = ({ club, digests }: Read, reactionsCount: 'when put on' | 'with the message') =>
  new Map([...digests].map(([name, { from, to }]) => [name, countsOf(club, { from, to, reactionsCount })]))

const all = (digests: Digests, change: (digest: never) => unknown) =>
  new Map([...digests].map(([name, digest]) => [name, change(digest as never)]))

describe.concurrent('two weeks without commands', () => {
  const parts = { alone: true }
  let live: Awaited<ReturnType<typeof heardLive>>
  beforeAll(async () => {
    live = await heardLive('sqlite', parts)
  })

  it('are counted as plain loops over the workspace count them', () => {
    expect(all(live.digests, countsIn)).toEqual(counted(live, 'when put on'))
    const [both] = live.digests.values()
    // Five of the club, and a guest.
    expect(both?.participation).toMatchObject({ activeMembers: 6 })
    expect(both?.participation.messages).toBeGreaterThan(200)
    expect(both?.answers.waiting.length).toBeGreaterThan(0)
  })

  it('count people of other workspaces apart', () => {
    expect(live.leftOut.get('stranger')).toBe(strangersIn(live.club))
    expect(strangersIn(live.club)).toBeGreaterThan(5)
  })

  it('are the same on Postgres', async () => {
    const postgres = await heardLive('postgres', parts)
    expect(comparable(postgres.tables)).toEqual(comparable(live.tables))
    expect(postgres.digests).toEqual(live.digests)
  })

  it('are the same when they are read back', async () => {
    const back = await readBack('sqlite', parts)
    expect(knowable(back.tables)).toEqual(knowable(live.tables))
    expect(back.tables['passage']).toEqual(live.tables['passage'])
    expect(back.digests).toEqual(live.digests)
  })

  it('are the same when they are imported', async () => {
    const taken = await imported('sqlite', parts)
    expect(knowable(taken.tables)).toEqual(knowable(live.tables))
    expect(taken.tables['passage']).toEqual(live.tables['passage'])
    expect(taken.digests).toEqual(live.digests)
  })
})

describe.concurrent('reactions of another day than their message', () => {
  it('count on their day when they are heard, and with the message when they are read afterwards', async () => {
    const live = await heardLive('sqlite', { lateReactions: true })
    const back = await readBack('postgres', { lateReactions: true })
    const taken = await imported('postgres', { lateReactions: true })
    expect(all(live.digests, countsIn)).toEqual(counted(live, 'when put on'))
    expect(all(back.digests, countsIn)).toEqual(counted(back, 'with the message'))
    expect(counted(live, 'when put on')).not.toEqual(counted(back, 'with the message'))
    // Everything else is the same, and what is read back is what is imported.
    expect(all(back.digests, withoutDaysOfReactions)).toEqual(all(live.digests, withoutDaysOfReactions))
    expect(taken.digests).toEqual(back.digests)
  })
})
