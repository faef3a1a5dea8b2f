import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRecorder, type RecorderOptions } from '../../src/app/record.ts'
import type { Activity, MessagePosted } from '../../src/core/activity.ts'
import { Away, Refusal } from '../../src/core/errors.ts'
import type { RecordingPort, Store, Workspace } from '../../src/core/ports.ts'
import { withStore } from '../store/engines.ts'
import { recordedTables } from '../store/tables.ts'

const START = Date.UTC(2026, 0, 5)
const MINUTE_MS = 60_000
const SPACE = '100'

type Record = RecordingPort['record']

const message = (key: string, rest: Partial<MessagePosted> = {}): MessagePosted => ({
  kind: 'message',
  space: SPACE,
  key,
  thread: null,
  author: 'ada',
  at: START,
  reference: null,
  mentions: [],
  length: 3,
  asks: false,
  ...rest,
})
const messages = (count: number, from = 0): readonly MessagePosted[] =>
  Array.from({ length: count }, (_, index) => message(`m${from + index}`, { at: START + index }))
/** Refused by the database itself: a column that may not be empty. */
const poison = (key: string): Activity => message(key, { at: Number.NaN })

const bind = async (store: Store, server = 'S1'): Promise<Workspace> => {
  const at = { timeZone: 'UTC', isLive: true, now: START }
  const community = await store.communities.create({ name: server, ...at })
  const workspace = await store.communities.workspace({
    ...{ platform: 'discord', externalId: server, name: server },
  })
  await store.communities.bindSpace(community.id, workspace.id, { externalId: SPACE, name: 'general' })
  return workspace
}

/** A recorder over a real store, whose recording may be troubled; and everything that it logs. */
function recorderOver(store: Store, trouble: (record: Record) => Record = (record) => record) {
  const logged: { readonly level: 'warn' | 'error'; readonly details: object; readonly message: string }[] =
    []
  const log: RecorderOptions['log'] = {
    warn: (details, text) => logged.push({ level: 'warn', details, message: text }),
    error: (details, text) => logged.push({ level: 'error', details, message: text }),
  }
  const recording = { record: trouble(store.recording.record) }
  const recorder = createRecorder({ recording, now: () => START, log })
  return { recorder, logged, leftOut: () => logged.filter((one) => one.level === 'error').length }
}

/** Keys of the messages that stand in the store. */
const keysIn = async (url: string): Promise<readonly string[]> =>
  ((await recordedTables(url))['message'] ?? []).map((row) => String(JSON.parse(row).key)).sort()
const keysOf = (activities: readonly { key: string }[]): readonly string[] =>
  activities.map((one) => one.key).sort()

/** Fails where `fails` says so, before or after what it was asked has been committed. */
const failing =
  (fails: () => 'no' | 'before' | 'after' | 'busy') =>
  (record: Record): Record =>
  async (...given) => {
    const how = fails()
    if (how === 'busy') throw new Refusal('Another process is writing.')
    if (how === 'before') throw new Error('connection reset')
    const recorded = await record(...given)
    if (how === 'after') throw new Error('connection reset after the commit')
    return recorded
  }

afterEach(() => {
  vi.useRealTimers()
})

/** The time of its pauses passes at once; what the database does takes as long as it takes. */
async function hurried<Result>(work: Promise<Result>): Promise<Result> {
  let isOver = false
  const over = work.finally(() => {
    isOver = true
  })
  over.catch(() => undefined)
  while (!isOver) {
    await vi.advanceTimersByTimeAsync(100)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return over
}
const hurry = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })

describe('what is recorded', () => {
  it('is everything, once, in as few transactions as are needed', () =>
    withStore('sqlite', async (store, url) => {
      const workspace = await bind(store)
      let calls = 0
      const { recorder, logged } = recorderOver(store, (record) => (...given) => {
        calls += 1
        return record(...given)
      })
      const all = messages(1_200)
      for (const one of [...all, ...all.slice(0, 100)]) expect(recorder.add(workspace.id, one)).toBe(true)
      expect(recorder.waiting()).toBe(1_300)
      await recorder.settled()
      expect(recorder.waiting()).toBe(0)
      expect(await keysIn(url)).toEqual(keysOf(all))
      expect(calls).toBeLessThanOrEqual(3)
      expect(logged).toEqual([])
    }))

  it('comes by itself after a moment', () =>
    withStore('sqlite', async (store, url) => {
      const workspace = await bind(store)
      const { recorder } = recorderOver(store)
      recorder.add(workspace.id, message('1'))
      expect(await keysIn(url)).toEqual([])
      await vi.waitFor(() => expect(recorder.waiting()).toBe(0), { timeout: 2_000 })
      expect(await keysIn(url)).toEqual(['1'])
    }))

  it('is gathered for whoever can wait until it is committed, and hurried for whoever cannot', () =>
    withStore('sqlite', async (store) => {
      const workspace = await bind(store)
      let calls = 0
      const { recorder } = recorderOver(store, (record) => (...given) => {
        calls += 1
        return record(...given)
      })
      const all = messages(60)
      const told: boolean[] = []
      const heard = all.map(async (one) => {
        recorder.add(workspace.id, one)
        await recorder.committed()
        told.push(recorder.waiting() === 0)
      })
      await new Promise((resolve) => setImmediate(resolve))
      expect(calls).toBe(0)
      await Promise.all(heard)
      expect([calls, told.length, told.every(Boolean)]).toEqual([1, 60, true])
      await recorder.committed()
      recorder.add(workspace.id, message('late'))
      await recorder.settled()
      expect([calls, recorder.waiting()]).toEqual([2, 0])
    }))

  it('is the same however often the database fails, before or after a commit', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('no', 'no', 'before', 'after', 'busy'), { minLength: 8, maxLength: 60 }),
        fc.integer({ min: 1, max: 1_300 }),
        (course, count) =>
          withStore('sqlite', async (store, url) => {
            hurry()
            const workspace = await bind(store)
            let inARow = 0
            const fate = course[Symbol.iterator]()
            const fails = () => {
              const next = fate.next().value ?? 'no'
              // Trouble that passes: the same thing is not refused three times while others are taken.
              inARow = next === 'no' || inARow === 2 ? 0 : inARow + 1
              return inARow === 0 ? 'no' : next
            }
            const { recorder, leftOut } = recorderOver(store, failing(fails))
            const all = messages(count)
            for (const one of all) recorder.add(workspace.id, one)
            await hurried(recorder.settled())
            await hurried(recorder.close())
            vi.useRealTimers()
            expect(leftOut()).toBe(0)
            expect(await keysIn(url)).toEqual(keysOf(all))
            const tables = await recordedTables(url)
            const daily = (tables['daily'] ?? []).map((row) => JSON.parse(row).messages)
            expect(daily).toEqual([count])
          }),
      ),
      { numRuns: 15 },
    ))

  it('waits out a disk that is full, on which a batch of nothing can still be written', () =>
    withStore('sqlite', async (store, url) => {
      hurry()
      const workspace = await bind(store)
      let isFull = true
      const { recorder, leftOut } = recorderOver(store, (record) => async (...given) => {
        if (isFull && given[1].length > 0) throw new Away('database or disk is full')
        return record(...given)
      })
      const all = messages(30)
      for (const one of all) recorder.add(workspace.id, one)
      await vi.advanceTimersByTimeAsync(10 * MINUTE_MS)
      expect(leftOut()).toBe(0)
      isFull = false
      await hurried(recorder.settled())
      vi.useRealTimers()
      expect(await keysIn(url)).toEqual(keysOf(all))
    }))

  it('waits out a database that is away for long, and keeps the order of arrival', () =>
    withStore('sqlite', async (store, url) => {
      hurry()
      const workspace = await bind(store)
      let isAway = true
      let tries = 0
      const { recorder, logged, leftOut } = recorderOver(
        store,
        failing(() => {
          if (isAway) tries += 1
          return isAway ? 'before' : 'no'
        }),
      )
      const all = messages(700)
      for (const one of all.slice(0, 600)) recorder.add(workspace.id, one)
      await vi.advanceTimersByTimeAsync(10 * MINUTE_MS)
      for (const one of all.slice(600)) recorder.add(workspace.id, one)
      let isSettled = false
      const settled = recorder.settled().then(() => {
        isSettled = true
      })
      await vi.advanceTimersByTimeAsync(10 * MINUTE_MS)
      expect(isSettled).toBe(false)
      expect(recorder.waiting()).toBe(700)
      // Twice a pause: the batch, and whether anything is taken at all.
      expect(tries).toBeLessThan(2 * (20 * 4 + 10))
      isAway = false
      await hurried(settled)
      vi.useRealTimers()
      expect(await keysIn(url)).toEqual(keysOf(all))
      expect(leftOut()).toBe(0)
      expect(logged.every((one) => one.level === 'warn')).toBe(true)
    }))
})

describe('what the database refuses for what is in it', () => {
  it('is left out and logged wherever it stands, and holds up nothing', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(39), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 0, max: 40 }),
        (where, good) =>
          withStore('sqlite', async (store, url) => {
            hurry()
            const workspace = await bind(store)
            const { recorder, leftOut } = recorderOver(store)
            const all = messages(good)
            const mixed: Activity[] = [...all]
            for (const at of where) mixed.splice(at, 0, poison(`p${at}`))
            for (const one of mixed) recorder.add(workspace.id, one)
            await hurried(recorder.settled())
            await hurried(recorder.close())
            vi.useRealTimers()
            expect(leftOut()).toBe(where.length)
            expect(await keysIn(url)).toEqual(keysOf(all))
          }),
      ),
      { numRuns: 15 },
    ))

  it('does not hold up other servers either', () =>
    withStore('sqlite', async (store, url) => {
      hurry()
      const [one, other] = [await bind(store), await bind(store, 'S2')]
      const { recorder, leftOut } = recorderOver(store)
      recorder.add(one.id, poison('p'))
      recorder.add(other.id, message('good'))
      await hurried(recorder.settled())
      vi.useRealTimers()
      expect(leftOut()).toBe(1)
      expect(await keysIn(url)).toEqual(['good'])
    }))
})

describe('the life of a message', () => {
  const life: readonly Activity[] = [
    message('1', { author: 'ada', at: START }),
    message('2', { author: 'ben', at: START + 1, reference: '1', mentions: ['ada', 'cem'] }),
    ...(['cem', 'ada', 'dia'] as const).map((person, index): Activity => {
      const reaction = { kind: 'reaction', space: SPACE, message: '1', emoji: '👍', person } as const
      return { ...reaction, present: true, at: START + 10 + index, exact: true, author: null }
    }),
    {
      ...({ kind: 'reaction', space: SPACE, message: '1', emoji: '👍', person: 'cem' } as const),
      ...{ present: false, at: START + 20, exact: true, author: null },
    },
    { kind: 'reactionsCleared', space: SPACE, message: '2', emoji: null, at: START + 30 },
    {
      ...({ kind: 'reaction', space: SPACE, message: '2', emoji: '🎉', person: 'dia' } as const),
      ...{ present: true, at: START + 31, exact: true, author: null },
    },
    { kind: 'deletion', space: SPACE, key: '2' },
    { kind: 'thread', space: SPACE, key: '1', at: START },
    { kind: 'join', space: null, person: 'ada', at: START - 5 },
  ]
  const lived = (activities: readonly Activity[], cuts: ReadonlySet<number>) =>
    withStore('sqlite', async (store, url) => {
      const workspace = await bind(store)
      const { recorder } = recorderOver(store)
      for (const [index, one] of activities.entries()) {
        recorder.add(workspace.id, one)
        if (cuts.has(index)) await recorder.settled()
      }
      await recorder.close()
      return recordedTables(url)
    })

  it('ends the same in any order and however it is cut into batches', async () => {
    const { people: _people, ...expected } = await lived(life, new Set())
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...life], { minLength: life.length }),
        fc.uniqueArray(fc.nat(life.length - 1)),
        async (shuffled, cuts) => {
          const { people: _met, ...found } = await lived(shuffled, new Set(cuts))
          expect(found).toEqual(expected)
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('the end', () => {
  it('records what is left, and takes nothing more', () =>
    withStore('sqlite', async (store, url) => {
      const workspace = await bind(store)
      const { recorder } = recorderOver(store)
      const all = messages(1_234)
      for (const one of all) recorder.add(workspace.id, one)
      await recorder.close()
      expect(recorder.add(workspace.id, message('late'))).toBe(false)
      expect(recorder.waiting()).toBe(0)
      await recorder.close()
      expect(await keysIn(url)).toEqual(keysOf(all))
    }))

  it('throws where the database takes nothing, at once, with everything still counted as waiting', () =>
    withStore('sqlite', async (store) => {
      hurry()
      const workspace = await bind(store)
      const { recorder } = recorderOver(
        store,
        failing(() => 'before'),
      )
      for (const one of messages(600)) recorder.add(workspace.id, one)
      const settled = recorder.settled()
      settled.catch(() => undefined)
      await vi.advanceTimersByTimeAsync(MINUTE_MS)
      // No time passes from here on: it does not sit out its pause.
      await expect(recorder.close()).rejects.toThrow('connection reset')
      await expect(settled).rejects.toThrow('connection reset')
      expect(recorder.waiting()).toBe(600)
      expect(recorder.add(workspace.id, message('late'))).toBe(false)
    }))

  it('leaves out what is refused then too', () =>
    withStore('sqlite', async (store, url) => {
      const workspace = await bind(store)
      const { recorder, leftOut } = recorderOver(store)
      recorder.add(workspace.id, poison('p'))
      recorder.add(workspace.id, message('good'))
      await recorder.close()
      expect(leftOut()).toBe(1)
      expect(await keysIn(url)).toEqual(['good'])
    }))
})

it('has an end to what it holds, and says so', () =>
  withStore('sqlite', async (store) => {
    const workspace = await bind(store)
    let letGo: () => void = () => undefined
    const isLetGo = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const { recorder } = recorderOver(store, () => async () => {
      await isLetGo
      return { new: 0, known: 0, ignored: 0 }
    })
    const one = message('1')
    let taken = 0
    while (taken < 1_000_000 && recorder.add(workspace.id, one)) taken += 1
    expect(taken).toBeGreaterThanOrEqual(200_000)
    expect(taken).toBeLessThan(210_000)
    letGo()
    await recorder.settled()
    expect(recorder.add(workspace.id, one)).toBe(true)
    await recorder.close()
  }))
